// The report as Markdown, for wikis, issues and minutes.
#include "reports/machine_readability.h"
#include "reports/markdown_writer.h"
#include "reports/overview.h"
#include "reports/plain_words.h"
#include "reports/renderers.h"
#include "reports/report_notes.h"
#include "reports/scan_words.h"
#include "reports/schema_words.h"

namespace aval {
namespace {

void write_first_page(MarkdownWriter& writer, const AuditReport& report) {
  const Overview overview = overview_of(report);
  writer.heading(1, overview.verdict);
  writer.paragraph(overview.meaning);
  if (!overview.interrupted.fr.empty())
    writer.strong(overview.interrupted);
  if (!overview.set_aside.fr.empty())
    writer.strong(overview.set_aside);
  writer.paragraph(overview.coverage);
  if (!overview.headlines.empty())
    writer.heading(2, {"Ce qui compte le plus", "What matters most"});
  for (const Headline& headline : overview.headlines) {
    writer.strong(headline.title + plain(" (") + severity_in_words(headline.finding->severity) +
                  plain("), ") + headline.place + plain(", ") + headline_rows_in_words(headline));
    writer.paragraph(headline.finding->message);
    writer.paragraph(Text{"À faire : ", "To do: "} + headline.finding->remedy);
  }
  writer.heading(2, {"Prochaine étape", "Next action"});
  writer.paragraph(overview.next_action);
}

void write_columns(MarkdownWriter& writer, const TableScan& table) {
  std::vector<std::vector<Text>> rows;
  for (const ColumnScan& column : table.columns)
    if (counts_as_personal(column))
      rows.push_back({display_name(table, column.index), label_of(column.type),
                      label_of(column.gdpr), confidence_in_words(column.confidence),
                      filled_in_words(table, column)});
  if (!rows.empty())
    writer.table({{"Colonne", "Column"},
                  {"Contenu", "Content"},
                  {"Nature", "Nature"},
                  {"Confiance", "Confidence"},
                  {"Lignes", "Rows"}},
                 rows);
  writer.paragraph(other_columns_in_words(table));
}

void write_table(MarkdownWriter& writer, const SourceAudit& source, const TableAudit& audit) {
  const TableScan& table = audit.scan;
  writer.heading(3, Text{"Table ", "Table "} + plain(one_line(table.name)) + plain(" (") +
                        table_rows_in_words(table) + plain(", ") + grain_in_words(table.grain) +
                        plain(")"));
  write_columns(writer, table);
  for (const auto& sentences :
       {agreement_in_words(audit), risk_in_words(audit), quality_in_words(audit),
        reading_in_words(source.info, table), repairs_in_words(table.stats)})
    for (const Text& sentence : sentences)
      writer.item(sentence);
  writer.end_list();
}

void write_notes(MarkdownWriter& writer, const AuditReport& report) {
  for (const ReportNote& note : notes_of(report)) {
    writer.heading(2, note.title);
    for (const Text& item : note.items)
      writer.item(item);
    writer.end_list();
  }
}

void write_unread(MarkdownWriter& writer, const AuditReport& report) {
  if (report.failures.empty() && report.not_audited.empty())
    return;
  writer.heading(2, {"Non audité", "Not audited"});
  for (const auto* list : {&report.failures, &report.not_audited})
    for (const SourceFailure& failure : *list)
      writer.item(plain(failure.uri) + Text{" : ", ": "} + failure.reason);
  writer.end_list();
}

}  // namespace

std::string render_markdown(const AuditReport& report, Language language) {
  MarkdownWriter writer(language);
  write_first_page(writer, report);
  for (const SourceAudit& source : report.sources) {
    writer.heading(2, plain(one_line(source.info.uri)) + Text{" : ", ": "} + verdict_of(source));
    writer.paragraph(capitalized_text(source_reading_in_words(source)) + plain("."));
    for (const Text& sentence : machine_readability_in_words(source))
      writer.paragraph(sentence);
    for (const TableAudit& audit : source.tables)
      write_table(writer, source, audit);
  }
  write_notes(writer, report);
  write_unread(writer, report);
  writer.paragraph(plain("aval " + report.tool_version) + Text{", règles ", ", rules "} +
                   plain(report.pack_id + " " + report.pack_version) +
                   Text{", empreinte ", ", digest "} + plain(report.pack_sha256) + plain("."));
  return writer.take();
}

}  // namespace aval
