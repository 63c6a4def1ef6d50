#include "audit/workspace/pseudonymize_report.h"

#include <nlohmann/json.hpp>

#include "audit/base/json.h"
#include "audit/base/text.h"
#include "audit/workspace/text_table.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

bool has_operation(const PseudonymizeReport& report, Operation operation) {
  for (const ColumnStep& step : report.steps)
    if (step.planned.operation == operation)
      return true;
  return false;
}

// What whoever receives the file must know.
std::vector<Text> statements(const PseudonymizeReport& report) {
  std::vector<Text> told = {
      {"Ce fichier reste un fichier de données personnelles (RGPD art. 4(5), considérant 26) : un "
       "jeton désigne une personne pour qui tient la clé, et les autres colonnes peuvent suffire à "
       "la retrouver. Ce n'est pas une anonymisation.",
       "This file remains personal data (GDPR art. 4(5), recital 26): a token stands for a person "
       "for whoever holds the key, and the other columns may be enough to find them. This is no "
       "anonymization."}};
  if (has_operation(report, Operation::ff1))
    told.push_back(
        {"Un numéro fait par ff1 est bien formé : il peut être celui d'une personne "
         "réelle. Dites-le à qui reçoit le fichier.",
         "A number made by ff1 is well formed: it may be that of a real person. Tell "
         "whoever receives the file."});
  bool leaves_empty = false;
  for (std::size_t c = 0; c < report.steps.size(); ++c)
    leaves_empty = leaves_empty || (report.outcome.columns[c].missing > 0 &&
                                    makes_tokens(report.steps[c].planned.operation) &&
                                    !report.steps[c].planned.token_for_missing);
  if (leaves_empty)
    told.push_back(
        {"Des cellules vides le restent : leur place est elle-même une information (« "
         "null » : « token » leur donne un jeton constant).",
         "Empty cells stay empty: their places are information by themselves (\"null\": "
         "\"token\" gives them a constant token)."});
  if (report.guessed_rows > 0)
    told.push_back(counted(
        report.guessed_rows,
        {"ligne avait des octets qui ne sont pas de l'UTF-8, lus comme du Windows-1252 : ses "
         "jetons "
         "peuvent ne pas se joindre à ceux d'un fichier sain.",
         "row had bytes that are not UTF-8, read as Windows-1252: its tokens may not join those of "
         "a sound file."},
        {"lignes avaient des octets qui ne sont pas de l'UTF-8, lus comme du Windows-1252 : leurs "
         "jetons peuvent ne pas se joindre à ceux d'un fichier sain.",
         "rows had bytes that are not UTF-8, read as Windows-1252: their tokens may not join those "
         "of a sound file."}));
  return told;
}

OrderedJson column_json(const ColumnStep& step, const ColumnOutcome& outcome) {
  const PlannedColumn& planned = step.planned;
  OrderedJson column = {{"column", step.name}, {"operator", name_of(planned.operation)}};
  if (!planned.field_class.empty()) {
    column["class"] = planned.field_class;
    column["form"] = name_of(planned.form);
    column["canonical"] = words_of(planned.form).en;
  }
  if (planned.operation != Operation::keep && planned.operation != Operation::suppress) {
    column["missing"] = outcome.missing;
    column["as_text"] = outcome.as_text;
    column["suppressed"] = outcome.suppressed;
  }
  return column;
}

}  // namespace

std::string render_pseudonymize_json(const PseudonymizeReport& report) {
  const bool keyed = report.epoch > 0;
  OrderedJson columns = OrderedJson::array();
  for (std::size_t c = 0; c < report.steps.size(); ++c)
    columns.push_back(column_json(report.steps[c], report.outcome.columns[c]));
  OrderedJson document = {{"schema", "aval.pseudonymization/1"},
                          {"source", report.source.name},
                          {"source_sha256", report.source.sha256},
                          {"plan_sha256", report.plan_sha256},
                          {"domain", report.domain},
                          {"epoch", keyed ? OrderedJson(report.epoch) : OrderedJson()},
                          {"check_value", keyed ? OrderedJson(report.check_value) : OrderedJson()},
                          {"scanned", report.scanned},
                          {"rows", report.outcome.rows},
                          {"rejected_rows", report.outcome.rejected_rows},
                          {"first_rejected", report.outcome.first_rejected},
                          {"skipped_rows", report.skipped_rows},
                          {"guessed_rows", report.guessed_rows},
                          {"columns", columns},
                          {"personal_data", true}};
  return document.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

std::string render_pseudonymize_text(const PseudonymizeReport& report, Language language) {
  const bool french = language == Language::fr;
  std::vector<std::vector<std::string>> table;
  table.push_back(french ? std::vector<std::string>{"Colonne", "Devient", "Classe", "Vides",
                                                    "Hors forme", "Vidées"}
                         : std::vector<std::string>{"Column", "Becomes", "Class", "Missing",
                                                    "Not of the form", "Emptied"});
  for (std::size_t c = 0; c < report.steps.size(); ++c) {
    const ColumnStep& step = report.steps[c];
    const ColumnOutcome& outcome = report.outcome.columns[c];
    table.push_back({escape_terminal(step.name, false),
                     std::string(name_of(step.planned.operation)),
                     step.planned.field_class.empty() ? "-" : step.planned.field_class,
                     std::to_string(outcome.missing), std::to_string(outcome.as_text),
                     std::to_string(outcome.suppressed)});
  }
  std::string out = render_text_table(table);
  out += format_text(
             {"{0} lignes écrites, {1} rejetées (texte qui n'est pas de l'UTF-8), {2} "
              "illisibles.\n",
              "{0} rows written, {1} rejected (text that is not UTF-8), {2} unreadable.\n"},
             {std::to_string(report.outcome.rows), std::to_string(report.outcome.rejected_rows),
              std::to_string(report.skipped_rows)})
             .in(language);
  if (report.epoch > 0)
    out += format_text({"Domaine {0}, époque {1}, valeur de contrôle {2}.\n",
                        "Domain {0}, epoch {1}, check value {2}.\n"},
                       {report.domain, std::to_string(report.epoch), report.check_value})
               .in(language);
  for (const Text& line : statements(report))
    out += line.in(language) + "\n";
  return out;
}

}  // namespace aval
