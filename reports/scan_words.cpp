#include "reports/scan_words.h"

#include <algorithm>

#include "audit/base/text.h"
#include "audit/table/read_codes.h"
#include "reports/overview.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

Text quoted(std::string_view text) {
  const std::string safe = one_line(text);
  return {"«\u00a0" + safe + "\u00a0»", "“" + safe + "”"};
}

// The chance rate is said when the rule has one: a checksum alone proves nothing.
Text values_in_words(const Evidence& evidence) {
  Text out;
  if (evidence.matched < 3)
    out = {"moins de 3 valeurs distinctes ont la forme attendue",
           "fewer than 3 distinct values have the expected form"};
  else
    out = Text{count_in_words(evidence.matched).fr + " valeurs distinctes sur ",
               count_in_words(evidence.matched).en + " of "} +
          count_in_words(evidence.checked) +
          Text{" ont la forme attendue", " distinct values have the expected form"};
  if (evidence.chance <= 0)
    return out;
  if (evidence.chance >= 0.995)
    return out + Text{" (forme banale, qui ne prouve rien seule)",
                      " (a common form, which proves nothing alone)"};
  const Text share = share_in_words(evidence.chance);
  return out + Text{" (" + share.fr + " par hasard)", " (" + share.en + " by chance)"};
}

Text text_in_words(const Evidence& evidence) {
  return counted(evidence.matched, {"cellule", "cell"}, {"cellules", "cells"}) +
         Text{" sur " + count_in_words(evidence.checked).fr +
                  " : le texte libre correspond à la règle " + evidence.rule,
              " of " + count_in_words(evidence.checked).en + ": the free text matches rule " +
                  evidence.rule};
}

std::string_view after_colon(std::string_view detail) {
  const std::size_t colon = detail.rfind(':');
  return colon == std::string_view::npos ? detail : detail.substr(colon + 1);
}

// Groups of columns (audit/scan/column_groups.h).
Text group_in_words(std::string_view group) {
  if (group == "bank_account")
    return {"avec ses voisines elle forme un compte bancaire dont la clé est juste",
            "with its neighbours it makes a bank account whose key is right"};
  if (group == "postal_address")
    return {"avec ses voisines elle forme une adresse", "with its neighbours it makes an address"};
  if (group == "position")
    return {"avec sa voisine elle forme une position", "with its neighbour it makes a position"};
  if (group == "identity")
    return {"nom, prénom et date de naissance réunis désignent presque à coup sûr quelqu'un",
            "name, first name and date of birth together single out almost anyone"};
  return Text{"elle va avec ", "it goes with "} + quoted(group);
}

// "title:nom famille", "comment:...", "type:date", "examples", "values".
Text declared_in_words(std::string_view detail) {
  const std::string_view said = after_colon(detail);
  if (detail.starts_with("title:"))
    return Text{"le titre déclaré dit ", "the declared title says "} + quoted(said);
  if (detail.starts_with("comment:"))
    return Text{"la description déclarée dit ", "the declared description says "} + quoted(said);
  if (detail == "examples")
    return {"les exemples donnés s'accordent", "the examples given agree"};
  if (detail == "values")
    return {"la liste des valeurs permises s'accorde", "the list of allowed values agrees"};
  return Text{"la source déclare le type ", "the source declares type "} + quoted(said);
}

Text said_by(const Evidence& evidence) {
  switch (evidence.by) {
    case EvidenceKind::header:
      return Text{"l'en-tête dit ", "the header says "} + quoted(evidence.detail);
    case EvidenceKind::values:
      return values_in_words(evidence);
    case EvidenceKind::text:
      return text_in_words(evidence);
    case EvidenceKind::declared_type:
      return declared_in_words(evidence.detail);
    case EvidenceKind::neighbours:
      return evidence.detail.empty()
                 ? Text{"les colonnes voisines le confirment", "the columns beside it confirm it"}
                 : Text{"la colonne voisine ", "the column beside it, "} + quoted(evidence.detail) +
                       Text{" le confirme", ", confirms it"};
    case EvidenceKind::grain:
      return grain_in_words(find_grain(after_colon(evidence.detail)).value_or(Grain::unknown));
    case EvidenceKind::group:
      return group_in_words(evidence.detail);
  }
  return {};
}

Text encoding_in_words(const Dialect& dialect) {
  Text origin;
  if (dialect.encoding_origin == "bom" || dialect.encoding_origin == "declared")
    origin = {"annoncé par le fichier", "stated by the file"};
  else if (dialect.encoding_origin == "valid")
    origin = {"vérifié sur tout le fichier", "checked on the whole file"};
  else if (dialect.encoding_origin == "forced")
    origin = {"imposé", "forced"};
  else
    origin = {"deviné", "guessed"};
  return Text{"encodage " + dialect.encoding + " (" + origin.fr + ")",
              "encoding " + dialect.encoding + " (" + origin.en + ")"};
}

Text delimiter_in_words(const Dialect& dialect) {
  const Text shown =
      dialect.delimiter == "\t" ? Text{"tabulation", "tab"} : quoted(dialect.delimiter);
  const Text origin = dialect.delimiter_origin == Origin::given ? Text{"imposé", "forced"}
                                                                : Text{"deviné", "guessed"};
  return {"séparateur " + shown.fr + " (" + origin.fr + ")",
          "delimiter " + shown.en + " (" + origin.en + ")"};
}

Text format_in_words(const std::string& format) {
  if (format == "table-schema")
    return plain("Table Schema");
  if (format == "data-package")
    return plain("Data Package");
  if (format == "json-schema")
    return plain("JSON Schema");
  if (format == "data-dictionary")
    return {"Dictionnaire de données", "Data dictionary"};
  return plain(to_upper_ascii(format));
}

Text header_in_words(const Dialect& dialect) {
  if (dialect.header_row == 0)
    return {"Pas d'en-tête : les colonnes sont désignées par leur position.",
            "No header: columns are named by their position."};
  const std::string row = std::to_string(dialect.header_row);
  if (dialect.header_doubtful)
    return {
        "La ligne " + row +
            " peut être un en-tête ou une première donnée : les colonnes sont désignées par "
            "leur position.",
        "Row " + row + " may be a header or a first record: columns are named by their position."};
  if (dialect.header_rows > 1)
    return {"En-tête sur deux lignes, à partir de la ligne " + row + ".",
            "Header on two lines, from row " + row + "."};
  return {"En-tête à la ligne " + row + ".", "Header at row " + row + "."};
}

// "3 lignes (12, 40 et 77)."
Text places_in_words(const RepairCount& count) {
  Text out = rows_in_words(count.count);
  if (!count.first_records.empty()) {
    std::string rows;
    for (const std::uint64_t record : count.first_records)
      rows += (rows.empty() ? "" : ", ") + std::to_string(record);
    const bool more = count.count > count.first_records.size();
    out = out + plain(" (" + rows + (more ? "…)" : ")"));
  }
  return out + plain(".");
}

// Said already by reading_in_words, with the row.
bool is_said_by_reading(std::string_view note) {
  return note == "no_header" || note == "header_doubtful" || note == "preamble";
}

Text rate_of_risk(const TableAudit& audit) {
  const RiskSummary& risk = audit.risk;
  if (risk.k > 1) {
    const Text k = count_in_words(risk.k);
    return {"Chaque profil est partagé par au moins " + k.fr + " lignes (k = " + k.fr + ").",
            "Each profile is shared by at least " + k.en + " rows (k = " + k.en + ")."};
  }
  const Text unique = count_in_words(risk.unique_rows);
  const Text records = count_in_words(risk.records);
  const Text share =
      share_in_words(static_cast<double>(risk.unique_rows) / static_cast<double>(risk.records));
  return {unique.fr + (risk.unique_rows < 2 ? " ligne" : " lignes") + " sur " + records.fr + " (" +
              share.fr + ") : la personne est seule à ce profil (k = 1).",
          unique.en + " of " + records.en + " rows (" + share.en +
              "): the person is alone with this profile (k = 1)."};
}

}  // namespace

Text evidence_in_words(const Evidence& evidence) {
  const Text said = said_by(evidence);
  return evidence.against ? Text{"en sens contraire, " + said.fr, "against it, " + said.en} : said;
}

Text grain_in_words(Grain grain) {
  switch (grain) {
    case Grain::person:
      return {"une ligne est une personne", "a row is a person"};
    case Grain::event_of_person:
      return {"une ligne est un fait concernant une personne", "a row is an event of a person"};
    case Grain::count:
      return {"une ligne est un comptage", "a row is a count"};
    case Grain::thing:
      return {"une ligne est un objet ou un lieu", "a row is a thing or a place"};
    case Grain::organisation:
      return {"une ligne est un organisme", "a row is an organisation"};
    case Grain::unknown:
      break;
  }
  return {"ce que décrit une ligne n'est pas établi", "what a row describes is not settled"};
}

Text confidence_in_words(double confidence) {
  const Text share = share_in_words(confidence);
  if (confidence >= 0.9)
    return {share.fr + ", forte", share.en + ", high"};
  if (confidence >= 0.8)
    return {share.fr + ", bonne", share.en + ", good"};
  return {share.fr + ", à vérifier", share.en + ", to be checked"};
}

Text nature_in_short(Gdpr gdpr) {
  switch (gdpr) {
    case Gdpr::direct:
      return {"identifiant direct", "direct identifier"};
    case Gdpr::quasi:
      return {"indirect", "indirect"};
    case Gdpr::professional:
      return {"professionnel", "professional"};
    case Gdpr::special:
      return {"sensible (art. 9)", "special (art. 9)"};
    case Gdpr::criminal:
      return {"infraction (art. 10)", "offence (art. 10)"};
    case Gdpr::org:
      return {"organisme", "organisation"};
    case Gdpr::none:
      break;
  }
  return {"aucune", "none"};
}

Text severity_in_words(Severity severity) {
  const Text& label = label_of(severity);
  return {"gravité " + label.fr, label.en + " severity"};
}

std::vector<Text> risk_in_words(const TableAudit& audit) {
  if (audit.risk.quasi_identifiers.empty() || audit.risk.records == 0)
    return {};
  std::vector<Text> names;
  for (const std::size_t column : audit.risk.quasi_identifiers)
    names.push_back(display_name(audit.scan, column));
  const Text list = list_in_words(names, 8);
  return {Text{"Même sans nom, ces colonnes aident à reconnaître quelqu'un : " + list.fr + ".",
               "Even without names, these columns help to recognise someone: " + list.en + "."},
          rate_of_risk(audit)};
}

std::vector<Text> reading_in_words(const SourceInfo& source, const TableScan& table) {
  const Dialect& dialect = table.info.dialect;
  Text line = format_in_words(source.format);
  if (!source.compression.empty())
    line = line + Text{" (compressé)", " (compressed)"};
  if (!dialect.encoding.empty())
    line = line + plain(", ") + encoding_in_words(dialect);
  if (!dialect.delimiter.empty())
    line = line + plain(", ") + delimiter_in_words(dialect);
  std::vector<Text> out = {line + plain(".")};
  if (!dialect.delimiter.empty() && !table.info.schema_only)
    out.push_back(header_in_words(dialect));
  if (dialect.preamble_rows > 0)
    out.push_back(
        counted(dialect.preamble_rows,
                {"ligne de titre au-dessus, lue aussi.", "title line above, read too."},
                {"lignes de titre au-dessus, lues aussi.", "title lines above, read too."}));
  return out;
}

std::vector<Text> repairs_in_words(const ReadStats& stats) {
  std::vector<Text> out;
  for (const auto& [code, count] : stats.skipped)
    out.push_back(describe_read_code(code) + Text{" Non lues : ", " Left out: "} +
                  places_in_words(count));
  for (const auto& [code, count] : stats.repairs)
    out.push_back(describe_read_code(code) + plain(" ") + places_in_words(count));
  for (const std::string& note : stats.notes)
    if (!is_said_by_reading(note))
      out.push_back(describe_read_code(note));
  return out;
}

Text other_columns_in_words(const TableScan& table) {
  const auto others = static_cast<std::uint64_t>(
      std::count_if(table.columns.begin(), table.columns.end(),
                    [](const ColumnScan& column) { return !is_personal(column.gdpr); }));
  const std::uint64_t present = std::max(table.rows, rows_present(table.stats));
  const bool all = others == table.columns.size();
  if (others == 0 && !all)
    return {"Aucune autre colonne.", "No other column."};
  const Text columns = all ? counted(others, {"colonne", "column"}, {"colonnes", "columns"})
                           : counted(others, {"autre colonne", "other column"},
                                     {"autres colonnes", "other columns"});
  if (table.schema_only)
    return columns + Text{" : rien de personnel d'après leur déclaration.",
                          ": nothing personal by their declaration."};
  return columns + Text{" : aucune donnée personnelle vue dans ", ": no personal data seen in "} +
         rows_read_in_words(table.rows, present) + plain(".");
}

}  // namespace aval
