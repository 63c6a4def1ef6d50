// What stands beside the classes of a risk report, in words: sets of columns, other files, the
// population, minimal uniques.
#include <algorithm>

#include "audit/base/text.h"
#include "reports/plain_words.h"
#include "reports/risk_words.h"

namespace aval {
namespace {

Text names_in_words(const RiskReport& report, const std::vector<std::size_t>& attributes) {
  std::vector<Text> names;
  names.reserve(attributes.size());
  for (const std::size_t attribute : attributes)
    names.push_back(report.quasi[attribute].label);
  return list_in_words(names, names.size());
}

void add_population_facts(const RiskReport& report, std::vector<std::pair<Text, Text>>& facts) {
  if (const auto& match = report.measures.population) {
    facts.push_back({{"k-carte", "k-map"},
                     measure_in_words(static_cast<double>(match->k_map)) + plain(" (") +
                         Text{"lignes ", "rows "} + witnesses_in_words(match->witnesses) +
                         plain(")")});
    facts.push_back({{"Lignes absentes de la population", "Rows absent from the population"},
                     count_in_words(match->absent_records)});
  }
  if (const auto& uniques = report.measures.population_uniques) {
    const auto population = static_cast<double>(uniques->population);
    facts.push_back({{"Seuls dans la population, Zayatz", "Alone in the population, Zayatz"},
                     share_in_words(uniques->zayatz / population)});
    facts.push_back({{"Seuls dans la population, Pitman", "Alone in the population, Pitman"},
                     uniques->pitman
                         ? share_in_words(*uniques->pitman / population)
                         : Text{"le modèle ne s'ajuste pas", "the model does not fit"}});
  }
}

void add_secrecy_facts(const RiskReport& report, std::vector<std::pair<Text, Text>>& facts) {
  const auto& secrecy = report.measures.secrecy;
  if (!secrecy)
    return;
  const SecrecyRule& rule = report.question.secrecy;
  const Text share = share_in_words(rule.largest_share);
  facts.push_back({format_text({"Cases de moins de {0} unités", "Cells of fewer than {0} units"},
                               {std::to_string(rule.least_units)}),
                   count_in_words(secrecy->small_cells) + Text{" sur ", " of "} +
                       count_in_words(secrecy->cells) + Text{" (lignes ", " (rows "} +
                       witnesses_in_words(secrecy->small_witnesses) + plain(")")});
  facts.push_back({{"Cases où une unité dépasse " + share.fr + " du montant",
                    "Cells where one unit exceeds " + share.en + " of the amount"},
                   count_in_words(secrecy->dominated_cells) + Text{" (lignes ", " (rows "} +
                       witnesses_in_words(secrecy->dominated_witnesses) + plain(")")});
}

}  // namespace

PaperTable subsets_table(const RiskReport& report) {
  constexpr std::size_t kShown = 10;
  std::vector<AttributeSubset> subsets = report.measures.subsets.subsets;
  std::stable_sort(subsets.begin(), subsets.end(),
                   [](const AttributeSubset& a, const AttributeSubset& b) {
                     return a.unique_records > b.unique_records;
                   });
  PaperTable table;
  table.caption = {"Colonnes qui distinguent le plus", "Columns that tell most apart"};
  table.headers = {{"Colonnes", "Columns"},
                   {"Lignes seules", "Rows alone"},
                   {"Distinction", "Distinction"},
                   {"Séparation", "Separation"}};
  for (std::size_t i = 0; i < std::min(kShown, subsets.size()); ++i)
    table.rows.push_back(
        {names_in_words(report, subsets[i].attributes), count_in_words(subsets[i].unique_records),
         measure_in_words(subsets[i].distinction), measure_in_words(subsets[i].separation)});
  return table;
}

PaperTable linkage_table(const RiskReport& report) {
  PaperTable table;
  table.caption = {"Rapprochement avec d'autres fichiers", "Linkage with other files"};
  table.headers = {{"Fichier", "File"},
                   {"Colonnes communes", "Columns in common"},
                   {"Lignes retrouvées", "Rows found"},
                   {"Un seul candidat", "One candidate"},
                   {"Un pour un", "One to one"},
                   {"Lignes témoins", "Witness rows"}};
  for (std::size_t i = 0; i < report.measures.linkage.size(); ++i) {
    const LinkageResult& result = report.measures.linkage[i];
    table.rows.push_back({plain(one_line(report.linked[i].name)),
                          plain(one_line(join(report.linked[i].columns, ", "))),
                          count_in_words(result.matched_records),
                          count_in_words(result.single_candidate),
                          count_in_words(result.one_to_one), witnesses_in_words(result.witnesses)});
  }
  return table;
}

std::vector<std::pair<Text, Text>> asked_facts(const RiskReport& report) {
  std::vector<std::pair<Text, Text>> facts;
  add_population_facts(report, facts);
  add_secrecy_facts(report, facts);
  if (report.question.suda) {
    const SudaScores& suda = report.measures.subsets.suda;
    facts.push_back({{"SUDA2, lignes à risque", "SUDA2, rows at risk"},
                     count_in_words(suda.risky_records) + plain(" (") + Text{"lignes ", "rows "} +
                         witnesses_in_words(suda.witnesses) + plain(")")});
  }
  return facts;
}

}  // namespace aval
