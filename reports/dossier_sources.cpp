// The sources of a use case by holder, with what is computed from their audits, and what they are
// used for.
#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "reports/document_words.h"
#include "reports/dossier.h"
#include "reports/overview.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

const DossierDataset* find_dataset(const UseCaseDossier& dossier, const std::string& id) {
  for (const DossierDataset& dataset : dossier.datasets)
    if (dataset.id == id)
      return &dataset;
  return nullptr;
}

// What the last scan says of a source; a rejected finding is told, never hidden.
Text gdpr_status(const DossierDataset* dataset) {
  if (dataset == nullptr || !dataset->scan || dataset->scan->sources.empty())
    return {"jamais audité", "never audited"};
  const SourceAudit& source = dataset->scan->sources.front();
  Text status = verdict_of(source);
  const RowCounts counts = rows_of(source);
  status = status + plain(", ") + rows_read_in_words(counts.seen, counts.present);
  if (!dataset->scan->date.empty())
    status = status + Text{", le ", ", on "} + date_in_words(dataset->scan->date);
  if (dataset->confirmed > 0)
    status = status + plain(", ") +
             counted(dataset->confirmed, {"constat confirmé", "finding confirmed"},
                     {"constats confirmés", "findings confirmed"});
  if (dataset->rejected > 0)
    status = status + plain(", ") +
             counted(dataset->rejected, {"constat écarté", "finding rejected"},
                     {"constats écartés", "findings rejected"});
  return status;
}

// Computed from the scan: the least complete table, duplicate rows of all.
Text quality_status(const DossierDataset* dataset) {
  if (dataset == nullptr || !dataset->scan || dataset->scan->sources.empty())
    return {"jamais mesurée", "never measured"};
  double completeness = 1;
  std::uint64_t duplicates = 0;
  for (const TableAudit& table : dataset->scan->sources.front().tables) {
    completeness = std::min(completeness, table.scan.quality.completeness);
    duplicates += table.scan.quality.duplicate_rows;
  }
  return Text{"cellules remplies : ", "filled cells: "} + share_in_words(completeness) +
         Text{" ; lignes en double : ", "; duplicate rows: "} + count_in_words(duplicates);
}

Text contract_of(const Json& source) {
  const std::string holder = word_at(source, "holder");
  if (!source.contains("contract") && (holder == "department" || holder == "open"))
    return {"sans objet", "not applicable"};
  if (!source.contains("contract") || !source.at("contract").is_object())
    return value_in_words(source, "contract");
  const Json& contract = source.at("contract");
  Text words = value_in_words(contract, "type") +
               Text{", données livrées : ", ", data delivered: "} +
               value_in_words(contract, "data_delivered");
  if (contract.contains("clause"))
    words = words + Text{", clause : ", ", clause: "} + free_text(contract, "clause");
  return words;
}

Text holder_of(const Json& source) {
  const Text kind = value_in_words(source, "holder");
  return source.contains("holder_name")
             ? kind + Text{" : ", ": "} + free_text(source, "holder_name")
             : kind;
}

Text name_of_source(const Json& source) {
  const std::string id = word_at(source, "dataset");
  const std::string label = word_at(source, "label");
  return label.empty() ? plain(id) : plain(label + " (" + id + ")");
}

PaperTable sources_table(const UseCaseDossier& dossier, const Json& usecase, RecordRefs& refs) {
  PaperTable table;
  table.caption = {"Données mobilisées", "Data used"};
  table.headers = {{"Données", "Data"},
                   {"Détenteur", "Holder"},
                   {"Licence", "Licence"},
                   {"Contrat", "Contract"},
                   {"Qualité mesurée", "Measured quality"},
                   {"Ce que dit l'audit", "What the audit says"}};
  for (const Json& source : list_at(usecase, "sources")) {
    const DossierDataset* dataset = find_dataset(dossier, word_at(source, "dataset"));
    const Text cited = dataset == nullptr ? Text{} : refs.cite(dataset->ref);
    table.rows.push_back({name_of_source(source), holder_of(source), free_text(source, "licence"),
                          contract_of(source), quality_status(dataset) + cited,
                          gdpr_status(dataset) + cited});
  }
  return table;
}

bool is_used_for(const Json& source, const std::string& use) {
  for (const Json& word : list_at(source, "uses"))
    if (word == use)
      return true;
  return false;
}

// Sources by the four kinds of use (amendment 18).
PaperTable matrix_of_uses(const Json& usecase) {
  static const std::array<const char*, 4> kUses = {"foresight", "comparison", "steering",
                                                   "exchange"};
  PaperTable table;
  table.caption = {"À quoi sert chaque source", "What each source is used for"};
  table.headers = {{"Données", "Data"},
                   {"Anticiper", "Look ahead"},
                   {"Comparer à des territoires semblables", "Compare with similar territories"},
                   {"Piloter et évaluer", "Steer and evaluate"},
                   {"Échanger et communiquer", "Exchange and communicate"},
                   {"Indispensable", "Indispensable"}};
  bool any = false;
  for (const Json& source : list_at(usecase, "sources")) {
    any = any || source.contains("uses");
    std::vector<Text> row = {name_of_source(source)};
    for (const char* use : kUses)
      row.push_back(!source.contains("uses")   ? Text{"à renseigner", "to be filled in"}
                    : is_used_for(source, use) ? Text{"oui", "yes"}
                                               : Text{"non", "no"});
    row.push_back(value_in_words(source, "indispensable"));
    table.rows.push_back(std::move(row));
  }
  if (!any)
    table.rows.clear();
  return table;
}

PaperTable comparisons_table(const Json& usecase) {
  PaperTable table;
  table.caption = {"Comparaisons avec d'autres territoires", "Comparisons with other territories"};
  table.headers = {{"Données", "Data"},
                   {"Territoires", "Territories"},
                   {"Indicateur", "Indicator"},
                   {"Même définition", "Same definition"},
                   {"Source", "Source"}};
  for (const Json& source : list_at(usecase, "sources"))
    if (const Json comparison = source.value("comparison", Json()); comparison.is_object())
      table.rows.push_back({name_of_source(source), free_text(comparison, "territories"),
                            free_text(comparison, "indicator"),
                            value_in_words(comparison, "same_definition"),
                            free_text(comparison, "source")});
  return table;
}

PaperTable paid_table(const Json& usecase) {
  PaperTable table;
  table.caption = {"Données payantes", "Paid data"};
  table.headers = {{"Données", "Data"},
                   {"Coût (euros)", "Cost (euros)"},
                   {"Conditions", "Terms"},
                   {"Quota", "Quota"},
                   {"Ligne budgétaire", "Budget line"}};
  for (const Json& source : list_at(usecase, "sources"))
    if (const Json paid = source.value("paid", Json()); paid.is_object()) {
      const Text cost = value_in_words(paid, "cost_euros");
      table.rows.push_back(
          {name_of_source(source),
           paid.contains("period") ? cost + plain(" ") + value_in_words(paid, "period") : cost,
           free_text(paid, "terms"), free_text(paid, "quota"), free_text(paid, "budget_line")});
    }
  return table;
}

}  // namespace

std::vector<PaperTable> source_tables(const UseCaseDossier& dossier, const Json& usecase,
                                      RecordRefs& refs) {
  return {sources_table(dossier, usecase, refs), matrix_of_uses(usecase),
          comparisons_table(usecase), paid_table(usecase)};
}

}  // namespace aval
