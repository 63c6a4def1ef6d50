#include "audit/workspace/web/words.h"

#include <algorithm>
#include <charconv>

#include <nlohmann/json.hpp>

#include "audit/workspace/decide_usecase.h"
#include "audit/workspace/usecase_standing.h"
#include "audit/workspace/web/shell.h"
#include "reports/document_words.h"
#include "reports/plain_words.h"
#include "rules/vocabulary.h"

namespace aval {

std::size_t count_pending(const Json& reviewed) {
  return static_cast<std::size_t>(
      std::count_if(reviewed.begin(), reviewed.end(),
                    [](const Json& finding) { return finding.at("standing") != "reviewed"; }));
}

RowRange rows_asked(const Visit& visit, std::size_t rows) {
  const std::string asked = visit.asked("page");
  std::size_t number = 1;
  std::from_chars(asked.data(), asked.data() + asked.size(), number);
  const std::size_t pages = std::max<std::size_t>(1, (rows + kRowsOnAPage - 1) / kRowsOnAPage);
  const std::size_t first = (std::clamp<std::size_t>(number, 1, pages) - 1) * kRowsOnAPage;
  return {first, std::min(rows, first + kRowsOnAPage)};
}

void write_page_links(HtmlPage& page, const Visit& visit, std::size_t rows) {
  if (rows <= kRowsOnAPage)
    return;
  const RowRange range = rows_asked(visit, rows);
  const std::size_t number = range.first / kRowsOnAPage + 1;
  WebRequest other = visit.request;
  std::erase_if(other.query, [](const auto& field) { return field.first == "page"; });
  const auto link_to = [&](std::size_t target, const Text& label) {
    other.query.emplace_back("page", std::to_string(target));
    link(page, address_of(other), label);
    other.query.pop_back();
  };
  page.open(Tag::nav,
            {{Attribute::class_name, "pages"},
             {Attribute::aria_label, page.in({"Pages de la liste", "Pages of the list"})}});
  if (number > 1)
    link_to(number - 1, {"Page précédente", "Previous page"});
  page.text(format_text(
      {" {0} à {1} sur {2} ", " {0} to {1} of {2} "},
      {std::to_string(range.first + 1), std::to_string(range.end), std::to_string(rows)}));
  if (range.end < rows)
    link_to(number + 1, {"Page suivante", "Next page"});
  page.close();
}

void write_datasets(HtmlPage& page, const std::vector<StoredDocument>& scans) {
  page.open_table({"Jeux de données", "Datasets"},
                  {{"Jeu", "Dataset"},
                   {"S'il était publié", "If it were published"},
                   {"Audité le", "Audited on"},
                   {"Lignes", "Rows"}},
                  HtmlPage::Caption::heard);
  for (const StoredDocument& stored : scans) {
    const Json scan = content_of(stored);
    const Json& source = scan.at("source");
    const auto level = find_publication(source.at("publication").get<std::string>());
    std::uint64_t rows = 0;
    for (const Json& table : source.at("tables"))
      rows += table.value("rows", std::uint64_t{0});
    page.open_row();
    page.open(Tag::th, {{Attribute::scope, "row"}});
    link(page, "/datasets/" + escape_url(stored.id), plain(scan.value("name", stored.id)));
    page.close();
    page.cell(level ? label_of(*level) : plain(""));
    page.cell(date_in_words(scan.at("date").get<std::string>()));
    page.cell(count_in_words(rows));
    page.close_row();
  }
  page.close_table();
}

void write_standings(HtmlPage& page, const RegisterStore& store, const Visit& visit) {
  page.open_table({"Cas d'usage", "Use cases"},
                  {{"Cas d'usage", "Use case"},
                   {"Étape", "Gate"},
                   {"Avis calculé aujourd'hui", "Verdict computed today"},
                   {"Réponses qui manquent", "Answers missing"}},
                  HtmlPage::Caption::heard);
  InputCache cache;
  const std::vector<StoredDocument> usecases = store.list(kUseCaseKind);
  const RowRange range = rows_asked(visit, usecases.size());
  for (std::size_t i = range.first; i < range.end; ++i) {
    const StoredDocument& usecase = usecases[i];
    const Standing standing = standing_at_gates(
        visit.desk.policies, gather_inputs(store, usecase, visit.work.today, cache));
    const Decision& decision = current_decision(standing);
    page.open_row();
    page.open(Tag::th, {{Attribute::scope, "row"}});
    link(page, "/usecases/" + escape_url(usecase.id),
         plain(content_of(usecase).value("title", usecase.id)));
    page.close();
    link_cell(page, "/usecases/" + escape_url(usecase.id) + "/gates/" + standing.gate,
              capitalized_text(gate_label(standing.gate)));
    page.cell(capitalized_text(label_of(decision.verdict)));
    page.cell(count_in_words(decision.missing.size()));
    page.close_row();
  }
  page.close_table();
  write_page_links(page, visit, usecases.size());
}

Tone tone_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::go:
      return Tone::good;
    case Verdict::go_with_conditions:
    case Verdict::incomplete:
      return Tone::caution;
    case Verdict::no_go:
      break;
  }
  return Tone::bad;
}

}  // namespace aval
