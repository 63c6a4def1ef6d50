// aval register history: the versions of an entry, who recorded each and when, and what changed.
#include <iostream>
#include <map>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/cli/register_commands.h"
#include "audit/workspace/workspace.h"
#include "registry/document_changes.h"

namespace aval {
namespace {

struct HistoryOptions {
  std::string id;
  int from = 0;  // 0: every version against the one before
  int to = 0;
  bool accounts = false;
  std::string format = "text";
};

OrderedJson changes_as_json(const std::vector<FieldChange>& changes) {
  OrderedJson list = OrderedJson::array();
  const auto value = [](const std::string& text) {
    return text.empty() ? OrderedJson() : OrderedJson::parse(text);
  };
  for (const FieldChange& change : changes)
    list.push_back({{"field", change.field},
                    {"before", value(change.before)},
                    {"after", value(change.after)}});
  return list;
}

const StoredDocument& version_of(const std::vector<StoredDocument>& versions, int number) {
  for (const StoredDocument& stored : versions)
    if (stored.version == number)
      return stored;
  throw Error(ErrorKind::usage, "--from, --to",
              format_text({"cette version n'existe pas ; il y en a {0}",
                           "there is no such version; there are {0}"},
                          {std::to_string(versions.size())}));
}

// Version -> its event: the journal says who wrote.
std::map<int, JournalEvent> events_of(const RegisterStore& store, const std::string& id) {
  std::map<int, JournalEvent> events;
  for (JournalEvent& event : store.journal())
    if (event.subject == id && event.action.starts_with(std::string(kActivityKind) + "."))
      events.emplace(event.version, std::move(event));
  return events;
}

std::string author_shown(const RegisterStore& store, const JournalEvent& event, bool accounts) {
  return accounts ? store.find_account(event.operator_id).value_or(event.operator_id)
                  : event.operator_id;
}

void run_difference(const HistoryOptions& options, const std::vector<StoredDocument>& versions,
                    const CommandContext& context) {
  const int last = versions.back().version;
  const auto changes =
      compare_documents(content_of(version_of(versions, options.from == 0 ? 1 : options.from)),
                        content_of(version_of(versions, options.to == 0 ? last : options.to)));
  std::cout << (options.format == "json" ? changes_as_json(changes).dump(2) + "\n"
                                         : changes_as_text(changes, context.language));
}

void run_history(const HistoryOptions& options, const CommandContext& context) {
  const RegisterStore store = open_workspace(context);
  require_document(store, kActivityKind, options.id);
  const std::vector<StoredDocument> versions = store.versions(kActivityKind, options.id);
  if (options.from != 0 || options.to != 0) {
    run_difference(options, versions, context);
    return;
  }
  const std::map<int, JournalEvent> events = events_of(store, options.id);
  OrderedJson list = OrderedJson::array();
  std::string text;
  Json before = Json::object();
  for (const StoredDocument& stored : versions) {
    const JournalEvent& event = events.at(stored.version);
    const std::string author = author_shown(store, event, options.accounts),
                      action = event.action.substr(event.action.find('.') + 1);
    Json now = content_of(stored);
    const auto changes =
        stored.version == 1 ? std::vector<FieldChange>{} : compare_documents(before, now);
    list.push_back({{"version", stored.version},
                    {"recorded_at", stored.recorded_at},
                    {"by", author},
                    {"action", action},
                    {"sha256", stored.sha256},
                    {"changes", changes_as_json(changes)}});
    text += format_text({"Version {0}, {1}, {2} ({3})\n", "Version {0}, {1}, {2} ({3})\n"},
                        {std::to_string(stored.version), stored.recorded_at, author, action})
                .in(context.language) +
            changes_as_text(changes, context.language);
    before = std::move(now);
  }
  std::cout << (options.format == "json" ? list.dump(2) + "\n" : escape_terminal(text, true));
}

}  // namespace

std::string changes_as_text(const std::vector<FieldChange>& changes, Language language) {
  std::string text;
  for (const FieldChange& change : changes) {
    text += "    " + change.field + Text{" : ", ": "}.in(language);
    if (change.before.empty())
      text += "+ " + change.after;
    else if (change.after.empty())
      text += "- " + change.before;
    else
      text += change.before + " -> " + change.after;
    text += "\n";
  }
  return escape_terminal(text, true);
}

void add_register_history(CLI::App& parent, CommandContext& context) {
  const auto options = std::make_shared<HistoryOptions>();
  CLI::App* history = parent.add_subcommand(
      "history",
      help_text(context,
                register_help({"les versions d'une fiche : quand, par qui, ce qui a changé",
                               "the versions of a sheet: when, by whom, what changed"},
                              "history restauration-scolaire --from 1 --to 3")));
  history
      ->add_option("ID", options->id,
                   help_text(context, {"identifiant de la fiche", "identifier of the sheet"}))
      ->required();
  history
      ->add_option("--from", options->from,
                   help_text(context, {"compare depuis cette version (par défaut : la première)",
                                       "compares from that version (default: the first)"}))
      ->check(CLI::PositiveNumber);
  history
      ->add_option("--to", options->to,
                   help_text(context, {"jusqu'à celle-ci (par défaut : la dernière)",
                                       "to that one (default: the latest)"}))
      ->check(CLI::PositiveNumber);
  history->add_flag("--accounts", options->accounts,
                    help_text(context, {"montre le compte derrière chaque pseudonyme",
                                        "shows the account behind each pseudonym"}));
  add_text_or_json(*history, options->format, context);
  history->callback([options, &context] { run_history(*options, context); });
}

}  // namespace aval
