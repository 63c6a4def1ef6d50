// The page for people: who is alone with their profile, and the three criteria, which a person
// concludes. The measures follow for specialists.
#include <algorithm>

#include "reports/plain_words.h"
#include "reports/risk_report.h"
#include "reports/risk_words.h"

namespace aval {
namespace {

const KAnonymity& chosen(const RiskReport& report) {
  return chosen_k(report.measures, report.question.missing);
}

Text columns_in_words(const std::vector<RiskColumn>& columns) {
  std::vector<Text> names;
  names.reserve(columns.size());
  for (const RiskColumn& column : columns)
    names.push_back({one_line(column.label.fr), one_line(column.label.en)});
  return list_in_words(names, names.size());
}

double part(std::uint64_t of, std::uint64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(of) / static_cast<double>(whole);
}

Text alone_in_words(const KAnonymity& k) {
  if (k.records == 0)
    return {"Aucune ligne à mesurer", "No row to measure"};
  if (k.unique_records == 0)
    return format_text({"Personne n'est seul à ce profil : au moins {0} lignes le partagent",
                        "Nobody is alone with their profile: at least {0} rows share it"},
                       {std::to_string(k.k)});
  const Text share = share_in_words(part(k.unique_records, k.records));
  const Text count = count_in_words(k.unique_records), whole = count_in_words(k.records);
  if (k.unique_records == 1)
    return {"1 ligne sur " + whole.fr + " est seule à ce profil (" + share.fr + ")",
            "1 row of " + whole.en + " is alone with its profile (" + share.en + ")"};
  return {count.fr + " lignes sur " + whole.fr + " sont seules à ce profil (" + share.fr + ")",
          count.en + " rows of " + whole.en + " are alone with their profile (" + share.en + ")"};
}

Tone tone_of(const RiskReport& report) {
  const KAnonymity& k = chosen(report);
  if (k.unique_records > 0)
    return Tone::bad;
  return k.records_below(report.question.threshold) > 0 ? Tone::caution : Tone::neutral;
}

Text size_label(std::size_t group) {
  const std::uint64_t from = kClassSizes[group];
  if (group + 1 == kClassSizes.size())
    return format_text({"{0} et plus", "{0} and more"}, {std::to_string(from)});
  const std::uint64_t last = kClassSizes[group + 1] - 1;
  return from == last ? plain(std::to_string(from))
                      : format_text({"{0} à {1}", "{0} to {1}"},
                                    {std::to_string(from), std::to_string(last)});
}

// Rows by how many share their profile, in the groups of kClassSizes.
PaperTable sizes_table(const KAnonymity& k) {
  std::vector<std::uint64_t> rows(kClassSizes.size(), 0);
  for (const auto& [size, records] : k.records_by_size) {
    const auto above = std::upper_bound(kClassSizes.begin(), kClassSizes.end(), size);
    rows[static_cast<std::size_t>(above - kClassSizes.begin()) - 1] += records;
  }
  PaperTable table;
  table.caption = {"Combien de lignes partagent un profil", "How many rows share a profile"};
  table.headers = {
      {"Lignes de même profil", "Rows of one profile"}, {"Lignes", "Rows"}, {"Part", "Share"}};
  for (std::size_t group = 0; group < rows.size(); ++group)
    table.rows.push_back({size_label(group), count_in_words(rows[group]),
                          share_in_words(part(rows[group], k.records))});
  return table;
}

PaperSection alone_section(const RiskReport& report) {
  const KAnonymity& k = chosen(report);
  PaperSection section;
  section.title = {"Qui est seul à ce profil", "Who is alone with their profile"};
  section.facts = {
      {{"Le profil", "The profile"}, columns_in_words(report.quasi)},
      {{"Lignes mesurées", "Rows measured"}, count_in_words(k.records)},
      {{"Seules à ce profil", "Alone with their profile"},
       count_in_words(k.unique_records) + plain(" (") +
           share_in_words(part(k.unique_records, k.records)) + plain(")")},
      {format_text({"Dans un groupe de moins de {0}", "In a group of fewer than {0}"},
                   {std::to_string(report.question.threshold)}),
       count_in_words(k.records_below(report.question.threshold)) + plain(" (") +
           share_in_words(part(k.records_below(report.question.threshold), k.records)) +
           plain(")")},
      {{"Lignes témoins", "Witness rows"}, witnesses_in_words(k.witnesses)}};
  if (!report.sensitive.empty())
    section.facts.push_back(
        {{"Données sensibles", "Sensitive data"}, columns_in_words(report.sensitive)});
  if (report.proposed)
    section.paragraphs.push_back(
        {"Ces colonnes sont proposées d'après un examen du fichier : relisez-les.",
         "These columns are proposed from a scan of the file: read them over."});
  section.tables.push_back(sizes_table(k));
  return section;
}

// Sensitive attributes of which some group of rows all have one value.
Text inference_found(const RiskReport& report) {
  std::vector<Text> given_away;
  for (std::size_t i = 0; i < report.measures.disclosure.size(); ++i) {
    const DisclosureMeasures& measures = report.measures.disclosure[i];
    if (measures.records > 0 && measures.distinct_l.value < 2)
      given_away.push_back(report.sensitive[i].label);
  }
  if (report.sensitive.empty())
    return {"rien n'a été essayé : aucune donnée sensible n'a été nommée (--sensitive)",
            "nothing was tried: no sensitive data was named (--sensitive)"};
  if (given_away.empty())
    return {"aucun groupe de même profil n'a une seule valeur",
            "no group of one profile has a single value"};
  const Text names = list_in_words(given_away, given_away.size());
  return {"des lignes de même profil ont toutes la même valeur : " + names.fr,
          "rows of one profile all have the same value: " + names.en};
}

// What of the dataset was audited before, and was not joined.
Text releases_left(const RiskReport& report) {
  std::vector<Text> left;
  for (const EarlierRelease& release : report.releases)
    if (release.file.empty())
      left.push_back(plain(std::to_string(release.version) + " (" + release.date + ")"));
  if (report.dataset.empty())
    return {};
  if (left.empty())
    return {" ; toutes les versions auditées du jeu y sont",
            "; every audited version of the dataset is there"};
  return Text{" ; versions auditées du jeu qui n'ont pas été rapprochées : ",
              "; audited versions of the dataset that were not joined: "} +
         list_in_words(left, left.size());
}

Text linkage_tried(const RiskReport& report) {
  if (report.linked.empty())
    return Text{"rien : aucun autre fichier n'a été rapproché",
                "nothing: no other file was joined"} +
           releases_left(report);
  std::vector<Text> names;
  names.reserve(report.linked.size());
  for (const LinkedFile& file : report.linked)
    names.push_back(plain(one_line(file.name)));
  const Text list = list_in_words(names, names.size());
  return Text{"retrouver les lignes dans ", "finding the rows again in "} + list +
         releases_left(report);
}

Text linkage_found(const RiskReport& report) {
  if (report.linked.empty())
    return {"à établir", "to be established"};
  std::uint64_t most = 0;
  for (const LinkageResult& result : report.measures.linkage)
    most = std::max(most, result.one_to_one);
  return counted(most, {"ligne retrouvée sans hésitation", "row found without hesitation"},
                 {"lignes retrouvées sans hésitation", "rows found without hesitation"});
}

PaperSection criteria_section(const RiskReport& report) {
  PaperSection section;
  section.title = {"Les trois critères, à conclure par une personne",
                   "The three criteria, for a person to conclude"};
  section.paragraphs = {
      {"Aucune mesure ne les remplit : une personne nommée conclut chacun, avec ses motifs (G29, "
       "avis 05/2014).",
       "No measure meets them: a named person concludes each, with reasons (WP29, opinion "
       "05/2014)."}};
  PaperTable table;
  table.caption = {"Ce qui a été essayé", "What was tried"};
  table.headers = {{"Critère", "Criterion"},
                   {"Essayé", "Tried"},
                   {"Trouvé", "Found"},
                   {"Conclusion et motifs", "Conclusion and reasons"},
                   {"Nom, fonction, date", "Name, function, date"}};
  const Text blank = {"à remplir", "to be filled in"};
  table.rows = {
      {{"individualisation", "singling out"},
       {"chercher les lignes seules à leur profil", "looking for rows alone with their profile"},
       alone_in_words(chosen(report)),
       blank,
       blank},
      {{"corrélation", "linkability"}, linkage_tried(report), linkage_found(report), blank, blank},
      {{"inférence", "inference"},
       {"chercher les groupes de même profil dont la donnée sensible est la même",
        "looking for groups of one profile with the same sensitive value"},
       inference_found(report),
       blank,
       blank}};
  section.tables.push_back(std::move(table));
  return section;
}

PaperSection specialists_section(const RiskReport& report) {
  PaperSection section;
  section.title = {"Pour les spécialistes", "For specialists"};
  section.paragraphs = {{"Hors du premier tableau, une valeur absente suit cette règle : " +
                             label_of(report.question.missing).fr +
                             ". Les lignes témoins sont des numéros d'enregistrement du fichier.",
                         "Beyond the first table, a missing value follows this rule: " +
                             label_of(report.question.missing).en +
                             ". Witness rows are record numbers of the file."}};
  section.items = definitions_of(report);
  section.facts = asked_facts(report);
  section.tables = {conventions_table(report), disclosure_table(report), attacks_table(report),
                    linkage_table(report), subsets_table(report)};
  return section;
}

std::vector<Text> limits_of(const RiskReport& report) {
  std::vector<Text> limits = {
      {"D'autres colonnes peuvent aussi être connues d'un attaquant : la mesure vaut pour le "
       "profil "
       "ci-dessous.",
       "Other columns may be known to an attacker as well: the measure holds for the profile "
       "below."}};
  if (!report.direct.empty()) {
    const Text names = list_in_words(report.direct, 4);
    limits.push_back({"Ce fichier nomme des personnes (" + names.fr +
                          ") : la mesure suppose ces colonnes retirées.",
                      "This file names persons (" + names.en +
                          "): the measure supposes that these columns are removed."});
  }
  if (report.skipped_rows > 0)
    limits.push_back(counted(report.skipped_rows,
                             {"ligne n'a pas pu être lue et ne compte pas.",
                              "row could not be read and does not count."},
                             {"lignes n'ont pas pu être lues et ne comptent pas.",
                              "rows could not be read and do not count."}));
  return limits;
}

}  // namespace

Paper risk_paper(const RiskReport& report) {
  Paper paper;
  paper.above = {"Risque de réidentification", "Re-identification risk"};
  paper.subject =
      plain(one_line(report.source) + (report.table.empty() ? "" : ", " + one_line(report.table)));
  paper.verdict = alone_in_words(chosen(report));
  paper.tone = tone_of(report);
  paper.meaning = {
      "Qui connaît le profil d'une personne (" + columns_in_words(report.quasi).fr +
          ") retrouve sa ligne si elle y est seule, et hésite entre les lignes du groupe sinon.",
      "Whoever knows a person's profile (" + columns_in_words(report.quasi).en +
          ") finds their row if it is alone there, and hesitates among the group's rows "
          "otherwise."};
  paper.not_covered = limits_of(report);
  paper.not_covered_title = {"Ce que cette mesure suppose", "What this measure supposes"};
  paper.next_action =
      chosen(report).records_below(report.question.threshold) > 0
          ? Text{"Retirez une colonne du profil ou rendez-la moins précise (année au lieu de date, "
                 "département au lieu de commune), puis mesurez de nouveau.",
                 "Remove a column of the profile or make it less precise (year instead of date, "
                 "département instead of commune), then measure again."}
          : Text{"Faites conclure les trois critères par une personne nommée.",
                 "Have the three criteria concluded by a named person."};
  paper.sections = {alone_section(report), criteria_section(report), specialists_section(report)};
  paper.footer = {"aval " + report.tool_version + ", empreinte du fichier : " + report.sha256,
                  "aval " + report.tool_version + ", digest of the file: " + report.sha256};
  return paper;
}

}  // namespace aval
