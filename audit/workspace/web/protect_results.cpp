// What a preview or a written file came to: the risk before and after, what was lost, column by
// column.
#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/workspace/web/levels_form.h"
#include "audit/workspace/web/plan_form.h"
#include "audit/workspace/web/shell.h"
#include "audit/workspace/web/task_kinds.h"
#include "reports/plain_words.h"
#include "reports/plots.h"

namespace aval {
namespace {

struct RiskNumbers {
  std::uint64_t records = 0;
  std::uint64_t classes = 0;
  std::uint64_t k = 0;
  std::uint64_t unique = 0;

  double share_alone() const {
    return records == 0 ? 0 : static_cast<double>(unique) / static_cast<double>(records);
  }
};

RiskNumbers numbers_at(const Json& risk) {
  return {risk.at("records").get<std::uint64_t>(), risk.at("classes").get<std::uint64_t>(),
          risk.at("k").get<std::uint64_t>(), risk.value("unique", std::uint64_t{0})};
}

Text alone_in_words(const RiskNumbers& risk) {
  return count_in_words(risk.unique) + plain(" (") + share_in_words(risk.share_alone()) +
         plain(")");
}

void write_pair(HtmlPage& page, const Text& measure, const Text& before, const Text& after) {
  page.open_row();
  page.row_header(measure);
  page.cell(before);
  page.cell(after);
  page.close_row();
}

// The plot, and a table of the same numbers and more.
void write_effect(HtmlPage& page, const RiskNumbers& before, const RiskNumbers& after) {
  BarChart chart;
  chart.title = {"Lignes seules à leur profil", "Rows alone with their profile"};
  chart.description = Text{"Avant : ", "Before: "} + alone_in_words(before) +
                      Text{" ; après : ", "; after: "} + alone_in_words(after) + plain(".");
  chart.highest = 1;
  chart.bars = {{{"Avant", "Before"}, before.share_alone(), share_in_words(before.share_alone())},
                {{"Après", "After"}, after.share_alone(), share_in_words(after.share_alone())}};
  page.open_section("effect", Tag::h2, {"Effet sur le risque", "Effect on the risk"});
  page.element(Tag::h3, chart.title);
  write_plot(page, "effect-plot", chart);
  page.open_table({"Effet sur le risque", "Effect on the risk"},
                  {{"Mesure", "Measure"}, {"Avant", "Before"}, {"Après", "After"}},
                  HtmlPage::Caption::heard);
  write_pair(page, chart.title, alone_in_words(before), alone_in_words(after));
  write_pair(page, {"Plus petit profil (k)", "Smallest profile (k)"}, rows_in_words(before.k),
             rows_in_words(after.k));
  write_pair(page, {"Profils différents", "Different profiles"}, count_in_words(before.classes),
             count_in_words(after.classes));
  write_pair(page, {"Lignes", "Rows"}, count_in_words(before.records),
             count_in_words(after.records));
  page.close_table();
  page.close();
}

void write_left_alone(HtmlPage& page, const RiskNumbers& after) {
  if (after.unique == 0)
    return;
  page.element(Tag::p, counted(after.unique,
                               {"ligne reste seule : qui connaît ces colonnes d'ailleurs retrouve "
                                "la personne. Généralisez ou supprimez d'autres colonnes.",
                                "row stays alone: who knows these columns from elsewhere finds the "
                                "person. Generalize or leave out other columns."},
                               {"lignes restent seules : qui connaît ces colonnes d'ailleurs "
                                "retrouve les personnes. Généralisez ou supprimez d'autres "
                                "colonnes.",
                                "rows stay alone: who knows these columns from elsewhere finds the "
                                "persons. Generalize or leave out other columns."}));
}

// The columns of an anonymization report.
void write_levels(HtmlPage& page, const Json& report) {
  page.open_section("columns", Tag::h2, {"Ce qui est perdu", "What is lost"});
  page.element(Tag::p, Text{"Perte : ", "Loss: "} +
                           share_in_words(report.at("loss").at("value").get<double>()) +
                           Text{" du détail des colonnes généralisées (une ligne supprimée compte "
                                "en entier).",
                                " of the detail of the generalized columns (a suppressed row "
                                "counts whole)."});
  page.open_table({"Colonnes", "Columns"},
                  {{"Colonne", "Column"}, {"Devient", "Becomes"}, {"Niveau", "Level"}},
                  HtmlPage::Caption::heard);
  for (const Json& column : report.at("columns")) {
    const auto role = column.at("role").get<std::string>();
    Text becomes = {"généralisée", "generalized"};
    for (const ColumnRole one : {ColumnRole::kept, ColumnRole::dropped, ColumnRole::sensitive})
      if (role == name_of(one))
        becomes = role_in_words(one);
    const Json levels = column.value("levels", Json::array());
    const bool unchanged = !levels.empty() && column.at("level") == levels.front();
    page.open_row();
    page.row_header(plain(one_line(column.at("name").get<std::string>())));
    page.cell(unchanged ? Text{"inchangée", "unchanged"} : becomes);
    page.cell(levels.empty() || unchanged
                  ? plain("–")
                  : level_in_words(column.at("hierarchy").get<std::string>(),
                                   column.at("level").get<std::string>()));
    page.close_row();
  }
  page.close_table();
  page.close();
}

void write_rows(HtmlPage& page, const Json& report) {
  const Json& rows = report.at("rows");
  page.element(Tag::p, rows_in_words(rows.at("written").get<std::uint64_t>()) +
                           Text{" gardées sur ", " kept of "} +
                           count_in_words(rows.at("read").get<std::uint64_t>()) +
                           Text{" ; supprimées : ", "; suppressed: "} +
                           count_in_words(rows.at("suppressed").get<std::uint64_t>()) +
                           Text{" ; cellules effacées : ", "; cells wiped out: "} +
                           count_in_words(report.at("hidden_cells").get<std::uint64_t>()) +
                           plain("."));
}

void write_not_anonymous(HtmlPage& page) {
  page.element(Tag::p,
               {"Ce rapport ne conclut pas que le fichier est anonyme : individualisation, "
                "corrélation et inférence se concluent par une personne, sur ce fichier-là (règle "
                "PB-04).",
                "This report does not conclude that the file is anonymous: singling out, "
                "linkability and inference are concluded by a person, on that very file (rule "
                "PB-04)."});
}

}  // namespace

void write_plan_preview(HtmlPage& page, const Task& task) {
  const Json result = parse_trusted_json(task.outcome.result, "task");
  const RiskNumbers before = numbers_at(result.at("before"));
  if (before.records == 0)
    page.element(Tag::p, {"L'audit ne propose aucune colonne qui aide à retrouver une personne : "
                          "il n'y a pas de risque à mesurer ici.",
                          "The audit proposes no column that helps to find a person: there is no "
                          "risk to measure here."});
  else
    write_effect(page, before, numbers_at(result.at("after")));
  write_left_alone(page, numbers_at(result.at("after")));
  if (result.at("columns").empty())
    return;
  if (result.at("after").at("columns") == 0)
    page.element(Tag::p, {"Plus aucune de ces colonnes ne reste lisible.",
                          "None of these columns stays readable."});
  page.open_section("columns", Tag::h2, {"Ce qui est perdu", "What is lost"});
  page.open_table(
      {"Colonnes qui aident à retrouver une personne", "Columns that help to find a person"},
      {{"Colonne", "Column"},
       {"Devient", "Becomes"},
       {"Valeurs avant", "Values before"},
       {"Valeurs après", "Values after"},
       {"Cellules vidées", "Cells emptied"}},
      HtmlPage::Caption::heard);
  for (const Json& column : result.at("columns")) {
    page.open_row();
    page.row_header(plain(one_line(column.at("name").get<std::string>())));
    page.cell({column.at("fr").get<std::string>(), column.at("en").get<std::string>()});
    page.cell(distinct_in_words(column.at("before").get<std::uint64_t>()));
    page.cell(column.at("readable").get<bool>()
                  ? distinct_in_words(column.at("after").get<std::uint64_t>())
                  : Text{"aucune lisible", "none readable"});
    page.cell(count_in_words(column.at("emptied").get<std::uint64_t>()));
    page.close_row();
  }
  page.close_table();
  page.close();
}

void write_plan_written(HtmlPage& page, const Task& task) {
  const Json report = parse_trusted_json(task.outcome.result, "task");
  page.element(Tag::p, Text{"Écrit : ", "Written: "} +
                           rows_in_words(report.at("rows").get<std::uint64_t>()) +
                           Text{" ; rejetées : ", "; rejected: "} +
                           count_in_words(report.at("rejected_rows").get<std::uint64_t>()) +
                           Text{" ; illisibles : ", "; unreadable: "} +
                           count_in_words(report.at("skipped_rows").get<std::uint64_t>()) +
                           plain("."));
  page.element(Tag::p,
               {"Ce fichier reste un fichier de données personnelles (RGPD art. 4(5), considérant "
                "26) : ce n'est pas une anonymisation.",
                "This file remains personal data (GDPR art. 4(5), recital 26): this is no "
                "anonymization."});
  page.open_table(
      {"Colonnes", "Columns"},
      {{"Colonne", "Column"}, {"Devient", "Becomes"}, {"Cellules vidées", "Cells emptied"}},
      HtmlPage::Caption::heard);
  for (const Json& column : report.at("columns")) {
    page.open_row();
    page.row_header(plain(one_line(column.at("column").get<std::string>())));
    page.cell(operation_in_words(column.at("operator").get<std::string>()));
    page.cell(count_in_words(column.value("suppressed", std::uint64_t{0})));
    page.close_row();
  }
  page.close_table();
}

void write_levels_preview(HtmlPage& page, const Task& task) {
  const Json result = parse_trusted_json(task.outcome.result, "task");
  const Json& report = result.at("report");
  const Json& reached = report.at("reached");
  // At the thresholds asked, k is 2 at least: no row is alone.
  write_effect(
      page, numbers_at(result.at("before")),
      {report.at("rows").at("written").get<std::uint64_t>(),
       reached.at("classes").get<std::uint64_t>(), reached.at("k").get<std::uint64_t>(), 0});
  write_rows(page, report);
  write_levels(page, report);
  write_not_anonymous(page);
}

void write_levels_written(HtmlPage& page, const Task& task) {
  const Json report = parse_trusted_json(task.outcome.result, "task");
  write_rows(page, report);
  page.element(Tag::p, Text{"Plus petit profil (k) : ", "Smallest profile (k): "} +
                           rows_in_words(report.at("reached").at("k").get<std::uint64_t>()) +
                           plain("."));
  write_levels(page, report);
  write_not_anonymous(page);
  page.open(Tag::p);
  page.element(Tag::a,
               {{Attribute::href, "/datasets/" + escape_url(task.subject) + "/anonymization"},
                {Attribute::class_name, "button"}},
               {"Le rapport gardé, et conclure", "The report kept, and conclude"});
  page.close();
}

}  // namespace aval
