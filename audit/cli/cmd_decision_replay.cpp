// aval decision replay: computes a recorded verdict again from its own facts and its own pack, or
// under another pack.
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/cli/decision_commands.h"
#include "audit/workspace/decision_records.h"
#include "audit/workspace/version.h"
#include "policies/decision_record.h"

namespace aval {
namespace {

struct Options {
  std::string id;
  int version = 0;
  std::string with;
  std::string format = "text";
};

std::string difference_text(const VerdictDifference& difference, Language language) {
  const std::string subject = difference.policy.empty()
                                  ? difference.subject
                                  : difference.policy + " (" + difference.subject + ")";
  if (difference.before == difference.after)
    return format_text({"  {0} : diffère\n", "  {0}: differs\n"}, {subject}).in(language);
  return format_text({"  {0} : {1} -> {2}\n", "  {0}: {1} -> {2}\n"},
                     {subject, difference.before, difference.after})
      .in(language);
}

OrderedJson difference_json(const VerdictDifference& difference) {
  return {{"policy", difference.policy},
          {"subject", difference.subject},
          {"before", difference.before},
          {"after", difference.after}};
}

void print_answer(const std::vector<VerdictDifference>& differences, bool same_bytes,
                  const Options& options, const CommandContext& context) {
  if (options.format == "json") {
    OrderedJson list = OrderedJson::array();
    for (const VerdictDifference& difference : differences)
      list.push_back(difference_json(difference));
    std::cout << OrderedJson{{"schema", "aval.replay/1"},
                             {"id", options.id},
                             {"same_bytes", same_bytes},
                             {"differences", list}}
                     .dump(2)
              << "\n";
    return;
  }
  if (same_bytes) {
    std::cout << Text{"Rejouée : même avis, octet pour octet.\n",
                      "Replayed: the same verdict, byte for byte.\n"}
                     .in(context.language);
    return;
  }
  const Text head =
      options.with.empty()
          ? Text{"Rejouée : le résultat diffère.\n", "Replayed: the result differs.\n"}
          : Text{"Rejouée avec d'autres politiques ; ce qui changerait :\n",
                 "Replayed under other policies; what would flip:\n"};
  std::cout << head.in(context.language);
  for (const VerdictDifference& difference : differences)
    std::cout << difference_text(difference, context.language);
}

// The promised keys of a record; what aval adds when it records (moment, program) is left out.
Json verdict_of(Json record) {
  for (const char* key : {"engine", "recorded_by", "evaluated_at", "facts_document"})
    record.erase(key);
  return record;
}

// Only what turns: a pack's own digest and the texts of its rules always differ.
std::vector<VerdictDifference> flips(const std::vector<VerdictDifference>& differences) {
  std::vector<VerdictDifference> turned;
  for (const VerdictDifference& difference : differences)
    if (difference.before != difference.after)
      turned.push_back(difference);
  return turned;
}

void run_replay(const Options& options, CommandContext& context) {
  const RegisterStore store = open_workspace(context);
  const Json record =
      content_of(require_version(store, kDecisionKind, options.id, options.version));
  KeptPacks packs;
  const PolicyPack pack =
      options.with.empty() ? pack_of_record(store, record, packs) : load_policy_pack(options.with);
  const Decision again =
      decide(pack, facts_of_record(store, record), record.at("gate").get<std::string>());
  const Json before = verdict_of(record);
  const Json after = parse_json(render_decision_json(pack, again, Language::fr), "decision");
  const bool same_bytes = canonical_json(before) == canonical_json(after);
  std::vector<VerdictDifference> differences = verdict_differences(before, after);
  if (!options.with.empty())
    differences = flips(differences);
  print_answer(differences, same_bytes, options, context);
  context.exit_code =
      same_bytes || (!options.with.empty() && differences.empty()) ? kExitDone : kExitGateFailed;
}

}  // namespace

void add_decision_replay(CLI::App& decision, CommandContext& context) {
  const auto options = std::make_shared<Options>();
  CLI::App* replay = decision.add_subcommand(
      "replay",
      help_text(context,
                {"recalcule un avis depuis ses propres faits et politiques\nExemple : aval "
                 "decision replay gaspillage-cantine/G2",
                 "computes a verdict again from its own facts and policies\nExample: aval "
                 "decision replay canteen-waste/G2"}));
  replay->add_option("ID", options->id, help_text(context, {"cas-d-usage/étape", "use-case/gate"}))
      ->required();
  replay
      ->add_option("--version", options->version,
                   help_text(context, {"numéro de version", "number of the version"}))
      ->check(CLI::PositiveNumber);
  replay
      ->add_option("--with", options->with,
                   help_text(context, {"dossier d'un autre paquet : dit ce qui basculerait",
                                       "folder of another pack: says what would flip"}))
      ->type_name("DIR");
  replay
      ->add_option("--format", options->format,
                   help_text(context, {"forme de la réponse", "form of the answer"}))
      ->check(CLI::IsMember({"text", "json"}));
  replay->callback([options, &context] { run_replay(*options, context); });
}

}  // namespace aval
