// aval decision adopt: a person's decision over a computed verdict.
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/cli/decision_commands.h"
#include "audit/workspace/adopt_decision.h"
#include "audit/workspace/workspace.h"
#include "registry/documents.h"
#include "reports/document_words.h"

namespace aval {
namespace {

struct Options {
  std::string usecase;
  std::string gate;
  std::string file;
  std::string verdict;
  std::string by;
  std::string function;
  std::string statement;
};

// The file, or the options put together as one.
Json adopted_document(const Options& options, const CommandContext& context) {
  if (!options.file.empty())
    return load_document(kAdoptionKind, options.file);
  for (const auto& [name, value] :
       {std::pair{"--verdict", &options.verdict}, std::pair{"--by", &options.by},
        std::pair{"--function", &options.function}, std::pair{"--statement", &options.statement}})
    if (value->empty())
      throw Error(ErrorKind::usage, name,
                  {"à donner, ou bien --from FICHIER (modèle : aval decision template)",
                   "to be given, or else --from FILE (skeleton: aval decision template)"});
  Json document{{"schema", "aval.adopted_decision/1"},
                {"usecase", options.usecase},
                {"gate", options.gate},
                {"verdict", options.verdict},
                {"by", options.by},
                {"function", options.function},
                {"date", context.today},
                {"statement", options.statement}};
  throw_if_any(ErrorKind::usage, "decision", check_document(kAdoptionKind, document, "decision"));
  return document;
}

void refuse_other_subject(const Options& options, const Json& document) {
  if (document.at("usecase") != options.usecase || document.at("gate") != options.gate)
    throw Error(ErrorKind::usage, options.file,
                {"ce fichier parle d'un autre cas d'usage ou d'une autre étape",
                 "this file is about another use case or another gate"});
}

void run_adopt(const Options& options, const CommandContext& context) {
  const Json document = adopted_document(options, context);
  refuse_other_subject(options, document);
  RegisterStore store = open_workspace(context);
  const StoredDocument stored =
      adopt_decision(store, document, options.file.empty() ? "decision" : options.file, context);
  const Json record = content_of(stored);
  std::cout << format_text(
                   {"Décision enregistrée sur {0}, version {1} : {2}, jusqu'au {3}.\n",
                    "Decision recorded on {0}, version {1}: {2}, until {3}.\n"},
                   {stored.id, std::to_string(stored.version),
                    verdict_label(record.at("verdict").get<std::string>()).in(context.language),
                    record.at("valid_until").get<std::string>()})
                   .in(context.language);
}

void add_subject(CLI::App& adopt, Options& options, const CommandContext& context) {
  adopt
      .add_option("USECASE", options.usecase,
                  help_text(context, {"identifiant du cas d'usage", "id of the use case"}))
      ->required();
  adopt
      .add_option("--gate", options.gate,
                  help_text(context, {"étape : G1, G2, G3, G4, GR", "gate: G1, G2, G3, G4, GR"}))
      ->required()
      ->check(CLI::IsMember({"G1", "G2", "G3", "G4", "GR"}));
  adopt
      .add_option("--from", options.file,
                  help_text(context, {"fichier JSON de la décision (modèle : template)",
                                      "JSON file of the decision (skeleton: template)"}))
      ->type_name("FILE");
}

void add_words(CLI::App& adopt, Options& options, const CommandContext& context) {
  adopt
      .add_option(
          "--verdict", options.verdict,
          help_text(context, {"sans fichier : la décision", "without a file: the decision"}))
      ->check(CLI::IsMember({"go", "incomplete", "no_go"}));
  adopt.add_option("--by", options.by, help_text(context, {"qui décide", "who decides"}))
      ->type_name("NAME");
  adopt
      .add_option("--function", options.function,
                  help_text(context, {"sa fonction", "its function"}))
      ->type_name("TEXT");
  adopt
      .add_option("--statement", options.statement,
                  help_text(context, {"la motivation", "the statement of reasons"}))
      ->type_name("TEXT");
}

}  // namespace

void add_decision_adopting(CLI::App& decision, CommandContext& context) {
  const auto options = std::make_shared<Options>();
  CLI::App* adopt = decision.add_subcommand(
      "adopt",
      help_text(
          context,
          {"enregistre la décision d'une personne sur le dernier avis calculé\nExemple : aval "
           "decision adopt gaspillage-cantine --gate G2 --from decision.json",
           "records a person's decision on the latest computed verdict\nExample: aval "
           "decision adopt canteen-waste --gate G2 --from decision.json"}));
  add_subject(*adopt, *options, context);
  add_words(*adopt, *options, context);
  adopt->callback([options, &context] { run_adopt(*options, context); });
  decision
      .add_subcommand("template",
                      help_text(context, {"imprime une décision remplie à adapter\nExemple : aval "
                                          "decision template > decision.json",
                                          "prints a filled-in decision to adapt\nExample: aval "
                                          "decision template > decision.json"}))
      ->callback([] { std::cout << document_template(kAdoptionKind); });
  decision
      .add_subcommand("schema",
                      help_text(context, {"imprime le schéma JSON de la décision d'une personne\n"
                                          "Exemple : aval decision schema > schema.json",
                                          "prints the JSON Schema of a person's decision\n"
                                          "Example: aval decision schema > schema.json"}))
      ->callback([] { std::cout << document_schema(kAdoptionKind); });
}

}  // namespace aval
