#include "audit/cli/finding_files.h"

#include <algorithm>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/workspace/workspace.h"
#include "registry/documents.h"
#include "registry/review.h"
#include "registry/suppression_file.h"

namespace aval {
namespace {

struct FileOptions {
  std::string dataset;
  std::string path;  // read by import, written by export
};

void run_export(const FileOptions& options, const CommandContext& context) {
  const RegisterStore store = open_workspace(context);
  std::vector<Json> suppressions;
  for (const Json& reviewed : findings_of_workspace(store, options.dataset, context.today)) {
    const Json& review = reviewed.at("review");
    const auto fingerprint = reviewed.at("finding").at("fingerprint").get<std::string>();
    const bool known =
        std::any_of(suppressions.begin(), suppressions.end(),
                    [&](const Json& other) { return other.at("fingerprint") == fingerprint; });
    if (!review.is_null() && review.at("result") == "rejected" && !known)
      suppressions.push_back(suppression_of_review(review, fingerprint));
  }
  write_output(options.path, suppression_document(suppressions).dump(2) + "\n");
}

Json review_of(const Json& suppression, const Json& reviewed) {
  Json review = rejection_of_suppression(suppression, reviewed.at("finding"),
                                         reviewed.at("evidence").get<std::vector<std::string>>());
  for (const char* key : {"dataset", "table", "columns"})
    review[key] = reviewed.at(key);
  return review;
}

struct ImportPlan {
  std::vector<Draft> drafts;
  std::vector<Text> left_out;
  std::vector<Problem> problems;
};

Text left_out(const Json& suppression, const Text& why) {
  const std::string name = suppression.at("fingerprint").get<std::string>().substr(0, 12) + " (" +
                           suppression.at("column").get<std::string>() + ")";
  return {name + " : " + why.fr, name + ": " + why.en};
}

// One suppression: a rejection for each dataset that holds its finding.
void take_suppression(const Json& suppression, const std::string& place, const Json& findings,
                      ImportPlan& plan) {
  bool found = false;
  for (const Json& reviewed : findings) {
    const Json& finding = reviewed.at("finding");
    if (finding.at("fingerprint") != suppression.at("fingerprint"))
      continue;
    found = true;
    const Json review = review_of(suppression, reviewed);
    const auto evidence = reviewed.at("evidence").get<std::vector<std::string>>();
    if (!review_covers(review, finding, evidence)) {
      plan.left_out.push_back(
          left_out(suppression, {"le constat a changé depuis ; à relire",
                                 "the finding changed since then; to be reviewed"}));
      continue;
    }
    if (review_needs_opinion(finding.at("gdpr").get<std::string>()) &&
        !suppression.contains("opinion")) {
      plan.problems.push_back(
          {place + "/opinion",
           {"ce constat est d'une donnée directe, sensible ou d'infraction : l'écarter demande "
            "l'avis du DPO",
            "this finding is of direct, special or criminal data: setting it aside needs the "
            "DPO's opinion"}});
      continue;
    }
    plan.drafts.push_back({kReviewKind,
                           reviewed.at("dataset").get<std::string>() + "/" +
                               suppression.at("fingerprint").get<std::string>(),
                           canonical_json(review), "reject"});
  }
  if (!found)
    plan.left_out.push_back(left_out(
        suppression, {"aucun constat de cette empreinte", "no finding of that fingerprint"}));
}

ImportPlan plan_import(const RegisterStore& store, const FileOptions& options,
                       const std::string& today) {
  ImportPlan plan;
  const Json findings = findings_of_workspace(store, options.dataset, today);
  std::size_t number = 0;
  const Json document = load_suppression_document(options.path);
  for (const Json& suppression : document.at("suppressions")) {
    const std::string place = options.path + "#/suppressions/" + std::to_string(number++);
    const std::string expires = suppression.at("expires").get<std::string>();
    if (expires < today)
      plan.left_out.push_back(
          left_out(suppression, {"expiré le " + expires, "expired on " + expires}));
    else
      take_suppression(suppression, place, findings, plan);
  }
  return plan;
}

void run_import(const FileOptions& options, CommandContext& context) {
  RegisterStore store = open_workspace(context);
  const ImportPlan plan = plan_import(store, options, context.today);
  throw_if_any(ErrorKind::input, options.path, plan.problems);
  if (!plan.drafts.empty())
    store.record_all(plan.drafts, author_of(context));
  std::cout << format_text({"Rejets enregistrés : {0}.\n", "Rejections recorded: {0}.\n"},
                           {std::to_string(plan.drafts.size())})
                   .in(context.language);
  for (const Text& warning : plan.left_out)
    print_warning(context, {"laissé de côté, " + warning.fr, "left out, " + warning.en});
  context.exit_code = plan.left_out.empty() ? kExitDone : kExitIncomplete;
}

}  // namespace

Json findings_of_workspace(const RegisterStore& store, const std::string& dataset,
                           const std::string& today) {
  if (!dataset.empty())
    return reviewed_findings(store, dataset, today);
  Json all = Json::array();
  for (const StoredDocument& document : store.list(kScanKind))
    for (const Json& reviewed : reviewed_findings(store, document.id, today))
      all.push_back(reviewed);
  return all;
}

void add_finding_file_commands(CLI::App& findings, CommandContext& context) {
  const auto options = std::make_shared<FileOptions>();
  CLI::App* write = findings.add_subcommand(
      "export", help_text(context, {"écrit les constats rejetés comme fichier d'exclusions, pour "
                                    "« aval scan --suppressions »\nExemple : aval findings export "
                                    "cantine --output exclusions.json",
                                    "writes the rejected findings as a suppression file, for "
                                    "'aval scan --suppressions'\nExample: aval findings export "
                                    "canteen --output suppressions.json"}));
  write->add_option("DATASET", options->dataset,
                    help_text(context, {"seulement ce jeu de données", "only this dataset"}));
  write->add_option("--output", options->path,
                    help_text(context, {"écrit dans ce fichier", "writes to this file"}));
  write->callback([options, &context] { run_export(*options, context); });
  const auto taken = std::make_shared<FileOptions>();
  CLI::App* read = findings.add_subcommand(
      "import",
      help_text(context, {"enregistre comme rejets les entrées d'un fichier d'exclusions\nExemple "
                          ": aval findings import exclusions.json",
                          "records the entries of a suppression file as rejections\nExample: aval "
                          "findings import suppressions.json"}));
  read->add_option("FILE", taken->path,
                   help_text(context, {"fichier d'exclusions (JSON)", "suppression file (JSON)"}))
      ->required();
  read->add_option("--dataset", taken->dataset,
                   help_text(context, {"seulement ce jeu de données", "only this dataset"}));
  read->callback([taken, &context] { run_import(*taken, context); });
  CLI::App* schema = findings.add_subcommand(
      "schema",
      help_text(context,
                {"le schéma JSON des fichiers d'exclusions\nExemple : aval findings schema",
                 "the JSON Schema of suppression files\nExample: aval findings schema"}));
  schema->callback([] { std::cout << document_schema("suppressions"); });
}

}  // namespace aval
