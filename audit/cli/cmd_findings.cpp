// aval findings: reviews of what the scans found.
#include <cmath>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/cli/finding_files.h"
#include "audit/workspace/review_document.h"
#include "audit/workspace/text_table.h"
#include "audit/workspace/workspace.h"
#include "registry/review.h"
#include "rules/vocabulary.h"

namespace aval {
namespace {

struct ReviewOptions {
  std::string fingerprint;
  std::string dataset;
  ReviewAnswer answer;
  std::string format = "text";
};

void run_list(const ReviewOptions& options, const CommandContext& context) {
  const RegisterStore store = open_workspace(context);
  OrderedJson list = OrderedJson::array();
  std::vector<std::vector<std::string>> rows;
  rows.push_back(context.language == Language::fr
                     ? std::vector<std::string>{"Empreinte", "Jeu", "Colonnes", "Contenu", "Nature",
                                                "Confiance", "Relecture"}
                     : std::vector<std::string>{"Fingerprint", "Dataset", "Columns", "Content",
                                                "Nature", "Confidence", "Review"});
  for (const Json& reviewed : findings_of_workspace(store, options.dataset, context.today)) {
    const Json& finding = reviewed.at("finding");
    const std::string fingerprint = finding.at("fingerprint").get<std::string>();
    list.push_back(
        {{"fingerprint", fingerprint},
         {"dataset", reviewed.at("dataset").get<std::string>()},
         {"columns", reviewed.at("columns")},
         {"rule", finding.at("rule")},
         {"type", finding.at("type")},
         {"gdpr", finding.at("gdpr")},
         {"confidence", finding.at("confidence")},
         {"evidence", reviewed.at("evidence")},
         {"review",
          reviewed.at("review").is_null() ? Json("pending") : reviewed.at("review").at("result")},
         {"standing", reviewed.at("standing")}});
    const auto type = find_column_type(finding.at("type").get<std::string>());
    const auto gdpr = find_gdpr(finding.at("gdpr").get<std::string>());
    rows.push_back(
        {fingerprint.substr(0, 12), reviewed.at("dataset").get<std::string>(),
         join(reviewed.at("columns").get<std::vector<std::string>>(), ", "),
         type ? label_of(*type).in(context.language) : "",
         gdpr ? label_of(*gdpr).in(context.language) : "",
         std::to_string(std::lround(finding.at("confidence").get<double>() * 100)) + " %",
         review_state(reviewed).in(context.language)});
  }
  std::cout << (options.format == "json" ? list.dump(2) + "\n" : render_text_table(rows));
}

// The finding whose fingerprint starts so; one fingerprint may stand in several datasets.
Json find_by_prefix(const RegisterStore& store, const ReviewOptions& options,
                    const std::string& today) {
  const std::string wanted = to_lower_ascii(trim(options.fingerprint));
  Json matching = Json::array();
  for (const Json& reviewed : findings_of_workspace(store, options.dataset, today)) {
    const std::string fingerprint = reviewed.at("finding").at("fingerprint").get<std::string>();
    if (!wanted.empty() && fingerprint.starts_with(wanted))
      matching.push_back(reviewed);
  }
  if (matching.empty())
    throw Error(ErrorKind::input, options.fingerprint,
                {"aucun constat ne commence ainsi ; voyez « aval findings list »",
                 "no finding starts so; see 'aval findings list'"});
  if (matching.size() > 1)
    throw Error(ErrorKind::input, options.fingerprint,
                {"plusieurs constats commencent ainsi ; donnez plus de caractères ou --dataset",
                 "several findings start so; give more characters or --dataset"});
  return matching.front();
}

void require_date(const std::string& option, const std::string& value) {
  if (value.empty())
    return;
  const Json day{{"type", "string"}, {"format", "date"}};
  if (!check_json(Json(value), day, option).empty())
    throw Error(ErrorKind::usage, option,
                {"une date est attendue, sous la forme 2026-11-24",
                 "a date is expected, written as 2026-11-24"});
}

void run_review(const ReviewOptions& options, const std::string& result,
                const CommandContext& context) {
  RegisterStore store = open_workspace(context);
  Json reviewed = find_by_prefix(store, options, context.today);
  require_date("--dpo-on", options.answer.dpo_on);
  require_date("--expires", options.answer.expires);
  ReviewAnswer answer = options.answer;
  answer.result = result;
  const Json review = review_document(reviewed, answer, context.today);
  if (options.answer.opinion.empty() &&
      !(options.answer.dpo.empty() && options.answer.dpo_on.empty()))
    throw Error(ErrorKind::usage, "--dpo",
                {"donnez aussi le sens de l'avis : --dpo-opinion "
                 "favourable|with_reserve|unfavourable",
                 "give the sense of the opinion too: --dpo-opinion "
                 "favourable|with_reserve|unfavourable"});
  throw_problems(check_review(review), options.fingerprint);
  const std::string fingerprint = review.at("fingerprint").get<std::string>();
  const StoredDocument stored =
      store.record(kReviewKind, review.at("dataset").get<std::string>() + "/" + fingerprint, review,
                   result == "confirmed" ? "confirm" : "reject", author_of(context));
  if (options.format == "json") {
    std::cout << pretty_json(stored.content);
    return;
  }
  reviewed["review"] = review;
  std::cout << format_text({"Constat {0} ({1}) : {2}.\n", "Finding {0} ({1}): {2}.\n"},
                           {fingerprint.substr(0, 12),
                            join(reviewed.at("columns").get<std::vector<std::string>>(), ", "),
                            review_state(reviewed).in(context.language)})
                   .in(context.language);
}

void add_review_command(CLI::App& findings, CommandContext& context, const std::string& name,
                        const Text& help) {
  const auto options = std::make_shared<ReviewOptions>();
  CLI::App* command = findings.add_subcommand(name, help_text(context, help));
  command
      ->add_option("FINGERPRINT", options->fingerprint,
                   help_text(context, {"empreinte du constat, ou son début",
                                       "fingerprint of the finding, or its start"}))
      ->required();
  command->add_option("--reason", options->answer.reason, help_text(context, {"pourquoi", "why"}))
      ->required();
  command
      ->add_option("--author", options->answer.author,
                   help_text(context, {"qui a relu (fonction ou service)",
                                       "who reviewed (function or department)"}))
      ->required();
  command->add_option("--dataset", options->dataset,
                      help_text(context, {"jeu de données, si l'empreinte ne suffit pas",
                                          "dataset, when the fingerprint is not enough"}));
  command
      ->add_option("--dpo-opinion", options->answer.opinion,
                   help_text(context, {"avis du DPO", "opinion of the DPO"}))
      ->check(CLI::IsMember({"favourable", "with_reserve", "unfavourable"}));
  command->add_option("--dpo", options->answer.dpo,
                      help_text(context, {"qui a rendu cet avis", "who gave this opinion"}));
  command->add_option("--dpo-on", options->answer.dpo_on,
                      help_text(context, {"date de cet avis (par défaut : aujourd'hui)",
                                          "date of this opinion (default: today)"}));
  if (name == "reject")
    command->add_option(
        "--expires", options->answer.expires,
        help_text(context, {"dernier jour où ce rejet vaut (par défaut : dans douze mois)",
                            "last day this rejection holds (default: in twelve months)"}));
  command
      ->add_option("--format", options->format,
                   help_text(context, {"forme de la réponse", "form of the answer"}))
      ->check(CLI::IsMember({"text", "json"}));
  const std::string result = name == "confirm" ? "confirmed" : "rejected";
  command->callback([options, result, &context] { run_review(*options, result, context); });
}

}  // namespace

void add_findings_command(CLI::App& app, CommandContext& context) {
  CLI::App* findings = app.add_subcommand(
      "findings",
      help_text(
          context,
          {"relecture des constats\nCodes de sortie : 0 fait, 2 impossible, 3 fait mais des "
           "entrées ont été laissées.\nExemple : aval findings confirm 3f2a --reason \"vu avec "
           "le service\" --author DPO",
           "review of the findings\nExit codes: 0 done, 2 could not run, 3 done but entries "
           "were left out.\nExample: aval findings confirm 3f2a --reason \"checked with the "
           "department\" --author DPO"}));
  findings->require_subcommand(1);
  const auto options = std::make_shared<ReviewOptions>();
  CLI::App* list = findings->add_subcommand(
      "list",
      help_text(context,
                {"liste les constats et leur relecture\nExemple : aval findings list cantine",
                 "lists the findings and their reviews\nExample: aval findings list canteen"}));
  list->add_option(
      "DATASET", options->dataset,
      help_text(context, {"jeu de données (par défaut : tous)", "dataset (default: all)"}));
  list->add_option("--format", options->format,
                   help_text(context, {"forme de la liste", "form of the list"}))
      ->check(CLI::IsMember({"text", "json"}));
  list->callback([options, &context] { run_list(*options, context); });
  add_review_command(*findings, context, "confirm",
                     {"confirme un constat\nExemple : aval findings confirm 3f2a --reason \"vu "
                      "avec le service\" --author DPO",
                      "confirms a finding\nExample: aval findings confirm 3f2a --reason \"checked "
                      "with the department\" --author DPO"});
  add_review_command(
      *findings, context, "reject",
      {"rejette un constat (avis du DPO pour une donnée directe ou sensible)\nExemple : aval "
       "findings reject 3f2a --reason \"codes de bâtiment\" --author urbanisme",
       "rejects a finding (DPO's opinion for direct or sensitive data)\nExample: aval findings "
       "reject 3f2a --reason \"codes of buildings\" --author planning"});
  add_finding_file_commands(*findings, context);
}

}  // namespace aval
