#include "reports/publication_words.h"

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "reports/plain_words.h"
#include "reports/scan_words.h"

namespace aval {
namespace {

Json sheet_of(const PublicationReport& report) {
  return parse_json(report.sheet, "sheet");
}

std::string licence_name(const std::string& licence) {
  if (licence == "lov2")
    return "Licence Ouverte 2.0 (lov2)";
  return licence == "odbl" ? "Open Database License (odbl)" : licence;
}

// The text that expects people in that column; empty when none does.
std::string expected_by(const Json& sheet, const std::string& column) {
  const Json list = sheet.value("personal_columns", Json());
  if (list.is_array())
    for (const Json& entry : list)
      if (fold(entry.at("column").get<std::string>()) == fold(column))
        return entry.at("text").get<std::string>();
  return {};
}

Text finding_rows(const Finding& finding) {
  std::vector<std::string> rows;
  for (const std::uint64_t row : finding.first_rows)
    rows.push_back(std::to_string(row));
  return format_text({" ; lignes {0}", "; rows {0}"}, {join(rows, ", ")});
}

Text finding_in_words(const TableScan& table, const Finding& finding, const Json& sheet) {
  std::vector<std::string> names;
  std::string text;
  for (const std::size_t column : finding.columns) {
    names.push_back(display_name(table, column).fr);
    if (column < table.columns.size())
      text = expected_by(sheet, table.columns[column].name);
  }
  const std::string percent = std::to_string(static_cast<int>(finding.confidence * 100));
  Text line = plain(join(names, ", ")) + Text{" : ", ": "} + label_of(finding.type) + plain(", ") +
              label_of(finding.gdpr) +
              format_text({", confiance {0} %", ", confidence {0}%"}, {percent});
  if (finding.suppression)
    return line + Text{", écarté par une personne", ", set aside by a person"};
  return line + (text.empty() ? Text{", inattendu", ", not expected"}
                              : format_text({", attendu : {0}", ", expected: {0}"}, {text}));
}

Text reading_in_words(const PublicationReport& report, const Json& sheet) {
  if (report.nothing_to_read)
    return {
        "Secrets (CRPA L311-5, L311-6) : rien à relire. Toutes les colonnes sont celles du "
        "standard, aucune n'est un texte libre qu'aucun texte n'impose de publier, et aucune "
        "personne inattendue n'a été trouvée dans l'ensemble des lignes.",
        "Secrets (CRPA L311-5, L311-6): nothing to read. Every column is the standard's, none "
        "is a free text that no law requires to be published, and nobody unexpected was found "
        "in any row."};
  const Json secrets = sheet.value("secrets_311", Json());
  if (secrets.is_object() && secrets.value("checked", Json()) == true)
    return {"Secrets (CRPA L311-5, L311-6) : relus par une personne, que la fiche nomme.",
            "Secrets (CRPA L311-5, L311-6): read by a person, whom the sheet names."};
  return {};
}

}  // namespace

Text schema_in_words(const PublicationReport& report) {
  if (!report.guess || report.guess->schema == nullptr)
    return {"Aucun schéma reconnu d'après les noms de colonnes.",
            "No schema recognised by the names of the columns."};
  const SchemaGuess& guess = *report.guess;
  Text line = format_text({"{0}, version {1}", "{0}, version {1}"},
                          {guess.schema->title.fr, guess.schema->version});
  line.en = guess.schema->title.en + ", version " + guess.schema->version;
  const std::string percent = std::to_string(static_cast<int>(guess.score * 100));
  line = (report.schema_asked ? Text{"Schéma demandé : ", "Schema asked for: "}
                              : Text{"Schéma supposé d'après les noms de colonnes : ",
                                     "Schema guessed from the names of the columns: "}) +
         line + format_text({" (accord {0} %)", " ({0} % agreement)"}, {percent});
  if (guess.schema->to_confirm)
    line = line + Text{", source à confirmer", ", source to be confirmed"};
  if (!guess.missing.empty())
    line = line + format_text(
                      {" ; colonnes obligatoires absentes : {0}", "; required columns absent: {0}"},
                      {join(guess.missing, ", ")});
  if (!guess.extra.empty())
    line = line + format_text(
                      {" ; colonnes hors du standard : {0}", "; columns outside the standard: {0}"},
                      {join(guess.extra, ", ")});
  return line;
}

Text lawful_in_words(const PublicationReport& report) {
  const std::string grounds = lawful_grounds(report);
  if (grounds.empty())
    return {};
  return format_text({"Nomme des personnes, publié licitement au titre de : {0}.",
                      "Names people, published lawfully under: {0}."},
                     {grounds});
}

std::vector<Text> bases_in_words(const PublicationReport& report) {
  const Json sheet = sheet_of(report);
  std::vector<Text> lines;
  if (sheet.value("licence", Json()).is_string())
    lines.push_back(format_text(report.sheet_origin == "prefilled"
                                    ? Text{"Licence : {0} (proposée ; --licence pour une autre).",
                                           "Licence: {0} (proposed; --licence for another)."}
                                    : Text{"Licence : {0}.", "Licence: {0}."},
                                {licence_name(sheet.at("licence").get<std::string>())}));
  if (const Text reading = reading_in_words(report, sheet); !reading.fr.empty())
    lines.push_back(reading);
  for (const auto& [column, codes] : report.schema_faults)
    lines.push_back(format_text({"Écart au schéma, {0} : {1}", "Off the schema, {0}: {1}"},
                                {column.empty() ? "-" : column, join(codes, ", ")}));
  return lines;
}

std::vector<Text> columns_in_words(const PublicationReport& report, bool rows) {
  const Json sheet = sheet_of(report);
  std::vector<Text> lines;
  for (const SourceAudit& source : report.audit.sources)
    for (const TableAudit& table : source.tables)
      for (const Finding& finding : table.scan.findings) {
        if (finding.gdpr == Gdpr::none || finding.gdpr == Gdpr::org)
          continue;
        Text line = finding_in_words(table.scan, finding, sheet);
        lines.push_back(rows && !finding.first_rows.empty() ? line + finding_rows(finding) : line);
      }
  if (lines.empty())
    lines.push_back({"Aucune personne trouvée dans les lignes lues.",
                     "Nobody found in the rows that were read."});
  return lines;
}

Text change_in_words(const SeriesChange& change) {
  static const std::map<std::string, Text> kWords = {
      {"schema", {"le schéma change ({1} → {2})", "the schema changes ({1} → {2})"}},
      {"schema_valid", {"l'accord avec le schéma change", "the agreement with the schema changes"}},
      {"rules", {"règles de détection {1} → {2}", "detection rules {1} → {2}"}},
      {"policies", {"politiques {1} → {2}", "policies {1} → {2}"}},
      {"tables", {"nombre de tables {1} → {2}", "number of tables {1} → {2}"}},
      {"grain", {"ce qu'est une ligne change ({1} → {2})", "what a row is changes ({1} → {2})"}},
      {"threshold", {"seuil « {0} » : {1} → {2}", "threshold '{0}': {1} → {2}"}},
      {"column_added", {"colonne nouvelle : {0}", "new column: {0}"}},
      {"column_gone", {"colonne disparue : {0}", "column gone: {0}"}},
      {"findings", {"constats de {0} : {1} → {2}", "findings of {0}: {1} → {2}"}},
  };
  const auto words = kWords.find(change.what);
  const std::string before = change.before.empty() ? "-" : change.before;
  const std::string after = change.after.empty() ? "-" : change.after;
  return words == kWords.end() ? plain(change.what)
                               : format_text(words->second, {change.column, before, after});
}

std::vector<Text> series_in_words(const PublicationReport& report) {
  std::vector<Text> lines;
  if (report.series.empty())
    return lines;
  if (report.decided_on.empty()) {
    lines.push_back(format_text(
        {"Série « {0} » : première livraison.", "Series '{0}': first delivery."}, {report.series}));
    return lines;
  }
  lines.push_back(format_text(
      report.changes.empty()
          ? Text{"Série « {0} », décidée le {1} : rien de nouveau, rien n'est demandé.",
                 "Series '{0}', decided on {1}: nothing new, nothing is asked."}
          : Text{"Série « {0} », décidée le {1} : seule la différence est jugée à nouveau.",
                 "Series '{0}', decided on {1}: only the difference is judged again."},
      {report.series, report.decided_on}));
  for (const SeriesChange& change : report.changes)
    lines.push_back(change_in_words(change));
  if (!report.columns_to_read.empty())
    lines.push_back(format_text({"À relire : {0} (les autres colonnes l'ont été).",
                                 "To be read: {0} (the other columns were)."},
                                {join(report.columns_to_read, ", ")}));
  return lines;
}

}  // namespace aval
