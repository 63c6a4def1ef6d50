// One source of the HTML report: for each table, its columns with their evidence, its findings, the
// risk, the quality, and how it was read.
#include <algorithm>

#include "audit/base/text.h"
#include "reports/html_parts.h"
#include "reports/machine_readability.h"
#include "reports/overview.h"
#include "reports/plain_words.h"
#include "reports/scan_words.h"
#include "reports/schema_words.h"

namespace aval {
namespace {

std::vector<Text> evidence_of(const ColumnScan& column) {
  std::vector<Text> items;
  for (const Evidence& evidence : column.evidence) {
    Text words = capitalized_text(evidence_in_words(evidence)) + plain(".");
    if (std::find(items.begin(), items.end(), words) == items.end())
      items.push_back(std::move(words));
  }
  if (column.position)
    items.push_back(capitalized_text(precision_in_words(*column.position)) + plain("."));
  if (!column.masked_samples.empty())
    items.push_back(Text{"Valeurs masquées : ", "Masked values: "} +
                    plain(join(column.masked_samples, ", ") + "."));
  return items;
}

void write_column(HtmlPage& page, const TableScan& table, const ColumnScan& column) {
  page.open_row();
  page.row_header(display_name(table, column.index));
  page.cell(capitalized_text(label_of(column.type)) + plain(", ") + label_of(column.gdpr));
  page.cell(confidence_in_words(column.confidence));
  page.cell(filled_in_words(table, column));
  page.cell(table.schema_only ? filled_in_words(table, column)
                              : (column.distinct_exact ? plain("") : Text{"environ ", "about "}) +
                                    distinct_in_words(column.distinct));
  page.cell_list(evidence_of(column));
  page.close_row();
}

void write_personal_columns(HtmlPage& page, const TableScan& table) {
  const bool any = std::any_of(table.columns.begin(), table.columns.end(),
                               [](const ColumnScan& column) { return counts_as_personal(column); });
  if (!any)
    return;
  page.open_table({"Colonnes qui portent des données personnelles", "Columns with personal data"},
                  {{"Colonne", "Column"},
                   {"Contenu et nature", "Content and nature"},
                   {"Confiance", "Confidence"},
                   {"Lignes remplies", "Filled rows"},
                   {"Valeurs distinctes", "Distinct values"},
                   {"Indices", "Evidence"}});
  for (const ColumnScan& column : table.columns)
    if (counts_as_personal(column))
      write_column(page, table, column);
  page.close_table();
}

void write_other_columns(HtmlPage& page, const TableScan& table) {
  page.element(Tag::p, other_columns_in_words(table));
  page.open(Tag::p, {{Attribute::class_name, "soft"}});
  bool first = true;
  for (const ColumnScan& column : table.columns) {
    if (is_personal(column.gdpr))
      continue;
    if (!first)
      page.text(plain(", "));
    first = false;
    page.name(display_name(table, column.index));
    if (column.type != ColumnType::none)
      page.text(plain(" (") + label_of(column.type) + plain(")"));
  }
  page.close();
}

Text first_rows_of(const TableScan& table, const Finding& finding) {
  if (table.schema_only)
    return table_rows_in_words(table);
  Text out = count_in_words(finding.rows);
  if (finding.first_rows.empty())
    return out;
  std::string rows;
  for (std::size_t i = 0; i < finding.first_rows.size() && i < 3; ++i)
    rows += (i > 0 ? ", " : "") + std::to_string(finding.first_rows[i]);
  const bool more = finding.rows > std::min<std::size_t>(finding.first_rows.size(), 3);
  return out + Text{" (n° ", " (no. "} + plain(rows + (more ? "…)" : ")"));
}

Text articles_of(const Finding& finding) {
  std::string list;
  for (const std::string& article : finding.articles)
    list += (list.empty() ? "" : "; ") + article;
  return plain(list) +
         (finding.to_confirm ? Text{" (source à confirmer)", " (source to be confirmed)"} : Text{});
}

void write_finding(HtmlPage& page, const TableScan& table, const Finding& finding) {
  std::vector<Text> names;
  for (const std::size_t column : finding.columns)
    names.push_back(display_name(table, column));
  page.open_row();
  page.row_header(names.empty() ? Text{"texte autour de la table", "text around the table"}
                                : list_in_words(names, 8));
  page.open_cell();
  page.element(Tag::strong, capitalized_text(label_of(finding.type)));
  page.text(plain(", ") + severity_in_words(finding.severity) + plain(". ") + finding.message);
  page.close();
  page.cell(finding.remedy);
  page.cell(first_rows_of(table, finding));
  page.cell(articles_of(finding));
  page.open_cell();
  page.element(Tag::code, plain(finding.fingerprint.substr(0, 12)));
  page.close();
  page.close_row();
}

void write_findings(HtmlPage& page, const TableScan& table) {
  const bool any = std::any_of(table.findings.begin(), table.findings.end(),
                               [](const Finding& finding) { return !finding.suppression; });
  if (!any)
    return;
  page.open_table({"Constats, du plus grave au moins grave", "Findings, gravest first"},
                  {{"Colonne", "Column"},
                   {"Constat", "Finding"},
                   {"À faire", "To do"},
                   {"Lignes (premières)", "Rows (first ones)"},
                   {"Textes", "Law"},
                   {"Empreinte", "Fingerprint"}});
  for (const Finding& finding : table.findings)
    if (!finding.suppression)
      write_finding(page, table, finding);
  page.close_table();
}

void write_list(HtmlPage& page, const Text& title, const std::vector<Text>& items) {
  if (items.empty())
    return;
  page.element(Tag::h4, title);
  page.list(items);
}

void write_table(HtmlPage& page, const SourceAudit& source, const TableAudit& audit,
                 const std::string& id) {
  const TableScan& table = audit.scan;
  page.open(Tag::h3);
  page.text({"Table ", "Table "});
  page.name(plain(table.name));
  page.close();
  const Text read = table.schema_only ? Text{" ; ", "; "}
                    : table.rows < 2  ? Text{" lue ; ", " read; "}
                                      : Text{" lues ; ", " read; "};
  page.element(Tag::p, capitalized_text(table_rows_in_words(table)) + read +
                           grain_in_words(table.grain) + plain("."));
  write_personal_columns(page, table);
  write_other_columns(page, table);
  write_findings(page, table);
  write_list(page, {"Accord avec le schéma", "Agreement with the schema"},
             agreement_in_words(audit));
  write_list(page, {"Ré-identification", "Re-identification"}, risk_in_words(audit));
  write_list(page, {"Qualité", "Quality"}, quality_in_words(audit));
  write_quality(page, audit);
  std::vector<Text> reading = reading_in_words(source.info, table);
  for (const Text& repair : repairs_in_words(table.stats))
    reading.push_back(repair);
  write_charts(page, audit, id);
  write_list(page, {"Lecture et réparations", "Reading and repairs"}, reading);
}

}  // namespace

void write_source(HtmlPage& page, const SourceAudit& source, std::size_t number) {
  const std::string id = "source-" + std::to_string(number);
  page.open(Tag::section, {{Attribute::labelled_by, id}});
  page.open(Tag::h2, {{Attribute::id, id}});
  page.name(plain(source.info.uri));
  page.close();
  page.open(Tag::p);
  page.element(Tag::strong, verdict_of(source));
  page.text(plain(". ") + capitalized_text(source_reading_in_words(source)) + plain("."));
  page.close();
  for (const Text& sentence : machine_readability_in_words(source))
    page.element(Tag::p, sentence);
  for (std::size_t i = 0; i < source.tables.size(); ++i)
    write_table(page, source, source.tables[i], id + "-table-" + std::to_string(i + 1));
  page.close();
}

}  // namespace aval
