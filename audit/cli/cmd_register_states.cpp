// aval register validate | archive | review: the states of an entry, each a version in the journal.
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/cli/register_commands.h"
#include "audit/workspace/workspace.h"
#include "registry/documents.h"
#include "registry/register_check.h"
#include "registry/register_dates.h"

namespace aval {
namespace {

struct StateOptions {
  std::string id;
  std::string by;
  std::string function;
  std::string reason;
  std::string next;
};

// A new version of the sheet, checked as any other.
void record_state(RegisterStore& store, const Json& activity, const std::string& action,
                  const CommandContext& context) {
  const std::string id = activity.at("id").get<std::string>();
  throw_problems(check_document(kActivityKind, activity, id), id);
  const StoredDocument stored =
      store.record(kActivityKind, id, activity, action, author_of(context));
  std::cout << format_text({"Activité « {0} » : version {1} enregistrée ({2}).\n",
                            "Activity '{0}': version {1} recorded ({2}).\n"},
                           {id, std::to_string(stored.version), action})
                   .in(context.language);
}

void refuse_archived(const Json& activity) {
  if (activity.value("status", Json()) == "archived")
    throw Error(ErrorKind::usage, activity.at("id").get<std::string>(),
                {"cette fiche est archivée ; pour la reprendre, enregistrez-la de nouveau avec "
                 "l'état draft (aval register add)",
                 "this sheet is archived; to take it up again, record it with the status draft "
                 "(aval register add)"});
}

// Nobody validates an entry that article 30 finds incomplete.
void refuse_incomplete(const RegisterStore& store, const Json& activity) {
  const auto stored = store.find(kOrganisationKind, "organisation");
  const Json organisation = stored ? content_of(*stored) : Json();
  const std::string id = activity.at("id").get<std::string>();
  std::vector<Problem> problems;
  for (const RegisterGap& gap : find_register_gaps(activity, organisation))
    if (gap.duty != Duty::recommended)
      problems.push_back(
          {id + "#/" + gap.field,
           {gap.message.fr + " (" + gap.source + ")", gap.message.en + " (" + gap.source + ")"}});
  throw_problems(problems, id);
}

void run_validate(const StateOptions& options, const CommandContext& context) {
  RegisterStore store = open_workspace(context);
  Json activity = content_of(require_document(store, kActivityKind, options.id));
  refuse_archived(activity);
  refuse_incomplete(store, activity);
  activity["status"] = "validated";
  activity["validated_by"] = options.by;
  activity["validated_function"] = options.function;
  activity["validated_on"] = context.today;
  activity["reviewed_on"] = context.today;
  activity.erase("next_review_on");
  const Json open_points = activity.value("to_confirm", Json());
  if (open_points.is_array() && !open_points.empty())
    print_warning(context, format_text({"{0} point(s) restent à confirmer dans cette fiche "
                                        "(to_confirm)",
                                        "{0} point(s) of this sheet are still to confirm "
                                        "(to_confirm)"},
                                       {std::to_string(open_points.size())}));
  record_state(store, activity, "validate", context);
}

void run_archive(const StateOptions& options, const CommandContext& context) {
  RegisterStore store = open_workspace(context);
  Json activity = content_of(require_document(store, kActivityKind, options.id));
  refuse_archived(activity);
  activity["status"] = "archived";
  activity["archived_on"] = context.today;
  if (!options.reason.empty())
    activity["archived_reason"] = options.reason;
  record_state(store, activity, "archive", context);
}

void run_review(const StateOptions& options, const CommandContext& context) {
  RegisterStore store = open_workspace(context);
  Json activity = content_of(require_document(store, kActivityKind, options.id));
  refuse_archived(activity);
  if (!options.next.empty() && months_after(options.next, 0) != options.next)
    throw Error(
        ErrorKind::usage, "--next",
        {"date attendue sous la forme 2027-09-15", "a date such as 2027-09-15 is expected"});
  activity["reviewed_on"] = context.today;
  activity.erase("next_review_on");
  if (!options.next.empty())
    activity["next_review_on"] = options.next;
  record_state(store, activity, "review", context);
}

CLI::App* add_state(CLI::App& parent, const CommandContext& context, StateOptions& options,
                    const std::pair<std::string, Text>& name_and_help) {
  CLI::App* command =
      parent.add_subcommand(name_and_help.first, help_text(context, name_and_help.second));
  command
      ->add_option("ID", options.id,
                   help_text(context, {"identifiant de la fiche", "identifier of the sheet"}))
      ->required();
  return command;
}

}  // namespace

void add_register_states(CLI::App& parent, CommandContext& context) {
  const auto options = std::make_shared<StateOptions>();
  CLI::App* validate = add_state(
      parent, context, *options,
      {"validate",
       register_help({"valide une fiche complète ; il faut dire qui, et à quel titre",
                      "validates a complete sheet; who and in what function must be said"},
                     "validate restauration-scolaire --by \"Le maire\" --function maire")});
  validate
      ->add_option("--by", options->by,
                   help_text(context, {"personne qui valide", "person who validates"}))
      ->required();
  validate
      ->add_option("--function", options->function,
                   help_text(context, {"sa fonction", "that person's function"}))
      ->required();
  validate->callback([options, &context] { run_validate(*options, context); });
  CLI::App* archive =
      add_state(parent, context, *options,
                {"archive", register_help({"archive une fiche : le traitement a pris fin",
                                           "archives a sheet: the processing has ended"},
                                          "archive restauration-scolaire")});
  archive->add_option("--reason", options->reason, help_text(context, {"motif", "reason"}));
  archive->callback([options, &context] { run_archive(*options, context); });
  CLI::App* review =
      add_state(parent, context, *options,
                {"review", register_help({"note que la fiche a été revue aujourd'hui",
                                          "notes that the sheet was reviewed today"},
                                         "review restauration-scolaire --next 2027-09-15")});
  review->add_option("--next", options->next,
                     help_text(context, {"prochaine revue (par défaut : dans douze mois)",
                                         "next review (default: in twelve months)"}));
  review->callback([options, &context] { run_review(*options, context); });
}

}  // namespace aval
