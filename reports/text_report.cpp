// The report of a terminal.
#include <algorithm>

#include "audit/base/text.h"
#include "reports/machine_readability.h"
#include "reports/overview.h"
#include "reports/plain_words.h"
#include "reports/renderers.h"
#include "reports/report_notes.h"
#include "reports/scan_words.h"
#include "reports/schema_words.h"
#include "reports/text_lines.h"

namespace aval {
namespace {

Ink ink_of(Publication level) {
  switch (level) {
    case Publication::special:
    case Publication::personal:
      return Ink::red;
    case Publication::quasi_risk:
      return Ink::yellow;
    case Publication::ok:
      return Ink::green;
  }
  return Ink::plain;
}

void write_sentences(TextLines& lines, const std::vector<Text>& sentences, Language language) {
  for (const Text& sentence : sentences)
    lines.paragraph("  ", sentence.in(language), Ink::plain);
}

void write_headlines(TextLines& lines, const Overview& overview, Language language) {
  if (overview.headlines.empty())
    return;
  lines.blank();
  lines.paragraph("", Text{"CE QUI COMPTE LE PLUS", "WHAT MATTERS MOST"}.in(language), Ink::bold);
  std::size_t number = 0;
  for (const Headline& headline : overview.headlines) {
    lines.blank();
    lines.paragraph("  " + std::to_string(++number) + ". ",
                    headline.title.in(language) + " (" +
                        severity_in_words(headline.finding->severity).in(language) + ") " +
                        Text{"— ", "- "}.in(language) + headline.place.in(language) + ", " +
                        headline_rows_in_words(headline).in(language),
                    Ink::bold);
    lines.paragraph("     ", headline.finding->message.in(language), Ink::plain);
    lines.paragraph(
        "     ", Text{"À faire : ", "To do: "}.in(language) + headline.finding->remedy.in(language),
        Ink::plain);
  }
}

void write_first_page(TextLines& lines, const AuditReport& report, Language language) {
  const Overview overview = overview_of(report);
  lines.paragraph("", overview.verdict.in(language), ink_of(overview.level));
  lines.paragraph("", overview.meaning.in(language), Ink::plain);
  if (!overview.interrupted.fr.empty())
    lines.paragraph("", overview.interrupted.in(language), Ink::yellow);
  if (!overview.set_aside.fr.empty())
    lines.paragraph("", overview.set_aside.in(language), Ink::yellow);
  lines.paragraph("", overview.coverage.in(language), Ink::dim);
  write_headlines(lines, overview, language);
  lines.blank();
  lines.paragraph("", Text{"PROCHAINE ÉTAPE", "NEXT ACTION"}.in(language), Ink::bold);
  lines.paragraph("  ", overview.next_action.in(language), Ink::plain);
}

void write_columns(TextLines& lines, const TableScan& table, Language language) {
  std::vector<std::vector<std::string>> rows = {
      {Text{"Colonne", "Column"}.in(language), Text{"Contenu", "Content"}.in(language),
       Text{"Nature", "Nature"}.in(language), Text{"Confiance", "Confidence"}.in(language),
       Text{"Lignes", "Rows"}.in(language)}};
  for (const ColumnScan& column : table.columns)
    if (counts_as_personal(column))
      rows.push_back({display_name(table, column.index).in(language),
                      label_of(column.type).in(language), nature_in_short(column.gdpr).in(language),
                      share_in_words(column.confidence).in(language),
                      filled_in_words(table, column).in(language)});
  if (rows.size() > 1)
    lines.table(rows);
  const bool others =
      std::any_of(table.columns.begin(), table.columns.end(),
                  [](const ColumnScan& column) { return !is_personal(column.gdpr); });
  if (others)
    lines.paragraph("  ", other_columns_in_words(table).in(language), Ink::plain);
}

void write_positions(TextLines& lines, const TableScan& table, Language language) {
  for (const ColumnScan& column : table.columns)
    if (column.position)
      lines.paragraph("  ",
                      display_name(table, column.index).in(language) +
                          Text{" : ", ": "}.in(language) +
                          precision_in_words(*column.position).in(language),
                      Ink::plain);
}

void write_samples(TextLines& lines, const TableScan& table, Language language) {
  for (const ColumnScan& column : table.columns)
    if (!column.masked_samples.empty())
      lines.paragraph("  ",
                      display_name(table, column.index).in(language) +
                          Text{" : valeurs masquées ", ": masked values "}.in(language) +
                          join(column.masked_samples, ", "),
                      Ink::dim);
}

void write_table(TextLines& lines, const SourceAudit& source, const TableAudit& audit,
                 Language language) {
  const TableScan& table = audit.scan;
  lines.blank();
  lines.paragraph("",
                  Text{"TABLE ", "TABLE "}.in(language) + one_line(table.name) + " (" +
                      table_rows_in_words(table).in(language) + ", " +
                      grain_in_words(table.grain).in(language) + ")",
                  Ink::bold);
  write_columns(lines, table, language);
  write_sentences(lines, agreement_in_words(audit), language);
  write_positions(lines, table, language);
  write_samples(lines, table, language);
  write_sentences(lines, risk_in_words(audit), language);
  write_sentences(lines, quality_in_words(audit), language);
  write_sentences(lines, reading_in_words(source.info, table), language);
  write_sentences(lines, repairs_in_words(table.stats), language);
}

void write_source(TextLines& lines, const SourceAudit& source, Language language) {
  lines.blank();
  lines.paragraph("",
                  one_line(source.info.uri) + Text{" : ", ": "}.in(language) +
                      verdict_of(source).in(language) + ", " +
                      source_reading_in_words(source).in(language),
                  ink_of(source.publication));
  for (const Text& sentence : machine_readability_in_words(source))
    lines.paragraph("", sentence.in(language), Ink::plain);
  for (const TableAudit& audit : source.tables)
    write_table(lines, source, audit, language);
}

void write_notes(TextLines& lines, const AuditReport& report, Language language) {
  for (const ReportNote& note : notes_of(report)) {
    lines.blank();
    lines.paragraph("", note.capitals.in(language), Ink::bold);
    for (const Text& item : note.items)
      lines.paragraph("  - ", item.in(language), Ink::plain);
  }
}

void write_failures(TextLines& lines, const AuditReport& report, Language language) {
  if (report.failures.empty() && report.not_audited.empty())
    return;
  lines.blank();
  lines.paragraph("", Text{"NON AUDITÉ", "NOT AUDITED"}.in(language), Ink::bold);
  for (const auto* list : {&report.failures, &report.not_audited})
    for (const SourceFailure& failure : *list)
      lines.paragraph("  ",
                      failure.uri + Text{" : ", ": "}.in(language) + failure.reason.in(language),
                      Ink::plain);
}

}  // namespace

std::string render_text(const AuditReport& report, Language language, bool colour) {
  TextLines lines(colour);
  write_first_page(lines, report, language);
  for (const SourceAudit& source : report.sources)
    write_source(lines, source, language);
  write_notes(lines, report, language);
  write_failures(lines, report, language);
  lines.blank();
  lines.paragraph("",
                  "aval " + report.tool_version + Text{", règles ", ", rules "}.in(language) +
                      report.pack_id + " " + report.pack_version +
                      Text{", empreinte ", ", digest "}.in(language) +
                      report.pack_sha256.substr(0, 12),
                  Ink::dim);
  return lines.take();
}

}  // namespace aval
