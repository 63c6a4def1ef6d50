#include "reports/risk_words.h"

#include <algorithm>
#include <cmath>

#include "audit/base/text.h"
#include "audit/table/number_text.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

Text label_with(const RiskColumn& column, const Text& measure) {
  return measure + plain(" : ") + column.label;
}

void add_worst(PaperTable& table, const Text& name, const WorstClass& worst) {
  table.rows.push_back({name, measure_in_words(worst.value), witnesses_in_words(worst.witnesses)});
}

void add_attribute(PaperTable& table, const RiskColumn& column, const DisclosureMeasures& m) {
  add_worst(table, label_with(column, {"l distincte", "distinct l"}), m.distinct_l);
  add_worst(table, label_with(column, {"l d'entropie", "entropy l"}), m.entropy_l);
  for (const RecursiveDiversity& entry : m.recursive)
    add_worst(table,
              label_with(column, format_text({"c récursif, l = {0}", "recursive c, l = {0}"},
                                             {std::to_string(entry.l)})),
              entry.bound);
  add_worst(table, label_with(column, plain("alpha")), m.alpha);
  add_worst(table, label_with(column, {"t égal", "equal t"}), m.t_equal);
  if (m.t_ordered)
    add_worst(table, label_with(column, {"t ordonné", "ordered t"}), *m.t_ordered);
  if (m.t_hierarchical)
    add_worst(table, label_with(column, {"t hiérarchique", "hierarchical t"}), *m.t_hierarchical);
  add_worst(table, label_with(column, {"bêta", "beta"}), m.beta);
  add_worst(table, label_with(column, plain("delta")), m.delta);
}

// Definitions of what stands among the measures of sensitive attributes.
void add_disclosure_definitions(std::vector<Text>& list) {
  list.push_back(
      {"l distincte : le plus petit nombre de valeurs différentes dans une classe ; l "
       "d'entropie : exponentielle de l'entropie (Machanavajjhala et al. 2007). c "
       "récursif : la classe la plus déséquilibrée a r1 = c (rl + ... + rr), effectifs "
       "décroissants ; la propriété est tenue pour tout c strictement supérieur.",
       "distinct l: the smallest number of different values in a class; entropy l: "
       "exponential of the entropy (Machanavajjhala et al. 2007). Recursive c: the most "
       "uneven class has r1 = c (rl + ... + rr), counts descending; the property holds "
       "for any c strictly above."});
  list.push_back(
      {"alpha : la plus grande part d'une valeur dans une classe, le alpha de "
       "(alpha, k)-anonymat (Wong et al. 2006).",
       "alpha: the largest share of a value in a class, the alpha of (alpha, "
       "k)-anonymity (Wong et al. 2006)."});
  list.push_back(
      {"t : la plus grande distance entre les valeurs d'une classe et celles de la table "
       "(Li et al. 2007). Égale : demi-somme des écarts ; ordonnée : sur les valeurs "
       "distinctes de la table, pour des nombres ou des dates ; hiérarchique : sur "
       "l'arbre donné. La propriété est tenue pour tout t supérieur ou égal.",
       "t: the largest distance between the values of a class and those of the table "
       "(Li et al. 2007). Equal: half the sum of differences; ordered: over the "
       "distinct values of the table, for numbers or dates; hierarchical: over the "
       "given tree. The property holds for any t at or above."});
  list.push_back(
      {"bêta : le plus grand gain relatif (q - p) / p d'une valeur dans une classe (Cao "
       "et Karras 2012) ; la version renforcée demande aussi un gain d'au plus -ln p.",
       "beta: the largest relative gain (q - p) / p of a value in a class (Cao and "
       "Karras 2012); the enhanced version also asks for a gain of at most -ln p."});
  list.push_back(
      {"delta : le plus grand |ln(q / p)|, logarithme népérien, pour les valeurs présentes "
       "dans la classe (Brickell et Shmatikov 2008) ; la propriété demande un delta "
       "strictement supérieur et aucune valeur absente d'une classe.",
       "delta: the largest |ln(q / p)|, natural logarithm, over values present in the "
       "class (Brickell and Shmatikov 2008); the property asks for a delta strictly "
       "above and for no value absent from a class."});
}

}  // namespace

Text measure_in_words(double value) {
  constexpr double kDecimals = 10000;
  const std::string digits = number_text(std::round(value * kDecimals) / kDecimals);
  std::string french = digits;
  std::replace(french.begin(), french.end(), '.', ',');
  return {french, digits};
}

Text witnesses_in_words(const std::vector<std::uint64_t>& rows) {
  constexpr std::size_t kShown = 3;
  if (rows.empty())
    return plain("-");
  std::vector<std::string> shown;
  for (std::size_t i = 0; i < std::min(rows.size(), kShown); ++i)
    shown.push_back(std::to_string(rows[i]));
  return plain(join(shown, ", ") + (rows.size() > kShown ? "…" : ""));
}

std::vector<Text> definitions_of(const RiskReport& report) {
  std::vector<Text> list = {
      {"Classe : les lignes qui ont le même profil (mêmes valeurs des quasi-identifiants). k : la "
       "taille de la plus petite (Samarati et Sweeney 1998). Valeur absente joker : k compte les "
       "lignes qui peuvent être celle-là ; il n'y a alors pas de classes.",
       "Class: the rows of one profile (same values of the quasi-identifiers). k: the size of the "
       "smallest (Samarati and Sweeney 1998). Missing value as a wildcard: k counts the rows that "
       "may be this one; there are then no classes."}};
  if (!report.measures.disclosure.empty())
    add_disclosure_definitions(list);
  list.push_back(
      {"Procureur : l'attaquant sait que la personne est dans le fichier ; son risque est "
       "1 / taille de la classe, en moyenne sur les lignes : classes / lignes. "
       "Journaliste : il ne connaît que la population ; 1 / taille de la classe dans la "
       "population. Commercial : part des lignes retrouvées en les essayant toutes (El "
       "Emam 2013).",
       "Prosecutor: the attacker knows that the person is in the file; the risk is 1 / "
       "size of the class, on average over rows: classes / rows. Journalist: they know "
       "the population only; 1 / size of the class in the population. Marketer: share "
       "of rows found when all are tried (El Emam 2013)."});
  list.push_back(
      {"Distinction : profils distincts / lignes ; séparation : part des paires de lignes "
       "distinguées (Motwani et Xu 2007).",
       "Distinction: distinct profiles / rows; separation: share of pairs of rows told "
       "apart (Motwani and Xu 2007)."});
  if (report.question.suda)
    list.push_back(
        {"SUDA2 : une ligne a pour score la somme de (M - taille)! sur les plus petits "
         "ensembles de colonnes où elle est seule, M colonnes en tout (Manning et al. "
         "2008).",
         "SUDA2: a row's score is the sum of (M - size)! over the smallest sets of "
         "columns where it is alone, M columns in all (Manning et al. 2008)."});
  if (report.measures.population_uniques)
    list.push_back(
        {"Seuls dans la population : part des personnes de la population qui y seraient "
         "seules à leur profil, estimée (Zayatz 1991 ; modèle de Pitman, Hoshino 2001).",
         "Alone in the population: share of the persons of the population who would be "
         "alone there with their profile, estimated (Zayatz 1991; Pitman model, Hoshino "
         "2001)."});
  return list;
}

PaperTable conventions_table(const RiskReport& report) {
  PaperTable table;
  table.caption = {"k selon ce que vaut une valeur absente",
                   "k by what a missing value stands for"};
  table.headers = {{"Valeur absente", "Missing value"},
                   {"k", "k"},
                   {"Seules", "Alone"},
                   {"Lignes", "Rows"},
                   {"Classes", "Classes"},
                   {"Lignes témoins", "Witness rows"}};
  for (const KAnonymity& k : report.measures.k)
    table.rows.push_back({label_of(k.missing), count_in_words(k.k),
                          count_in_words(k.unique_records), count_in_words(k.records),
                          k.classes ? count_in_words(*k.classes) : plain("-"),
                          witnesses_in_words(k.witnesses)});
  return table;
}

PaperTable disclosure_table(const RiskReport& report) {
  PaperTable table;
  table.caption = {"Ce qu'une classe révèle des données sensibles",
                   "What a class gives away of sensitive data"};
  table.headers = {{"Mesure", "Measure"}, {"Valeur", "Value"}, {"Lignes témoins", "Witness rows"}};
  for (std::size_t i = 0; i < report.measures.disclosure.size(); ++i)
    if (report.measures.disclosure[i].records > 0)
      add_attribute(table, report.sensitive[i], report.measures.disclosure[i]);
  return table;
}

PaperTable attacks_table(const RiskReport& report) {
  PaperTable table;
  table.caption = {"Chances d'un attaquant", "Chances of an attacker"};
  table.headers = {{"Attaquant", "Attacker"},
                   {"Au plus", "At most"},
                   {"En moyenne", "On average"},
                   format_text({"Lignes au-delà de 1/{0}", "Rows beyond 1/{0}"},
                               {std::to_string(report.question.threshold)})};
  const auto add = [&table](const Text& name, const AttackSuccess& success) {
    table.rows.push_back({name, share_in_words(success.highest), share_in_words(success.average),
                          share_in_words(success.share_at_risk)});
  };
  const AttackRisk& attacks = report.measures.attacks;
  add({"procureur", "prosecutor"}, attacks.prosecutor);
  if (attacks.journalist)
    add({"journaliste", "journalist"}, *attacks.journalist);
  table.rows.push_back(
      {{"commercial", "marketer"}, plain("-"), share_in_words(attacks.marketer), plain("-")});
  return table;
}

}  // namespace aval
