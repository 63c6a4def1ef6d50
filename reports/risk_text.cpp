#include "reports/plain_words.h"
#include "reports/risk_report.h"
#include "reports/text_lines.h"

namespace aval {
namespace {

void write_table(TextLines& lines, const PaperTable& table, Language language) {
  if (table.rows.empty())
    return;
  lines.blank();
  lines.paragraph("", table.caption.in(language), Ink::dim);
  std::vector<std::vector<std::string>> rows(1);
  for (const Text& header : table.headers)
    rows.front().push_back(header.in(language));
  for (const std::vector<Text>& row : table.rows) {
    rows.emplace_back();
    for (const Text& cell : row)
      rows.back().push_back(one_line(cell.in(language)));
  }
  lines.table(rows);
}

// A row under its heading, one cell a line: for tables whose cells are sentences.
void write_rows(TextLines& lines, const PaperTable& table, Language language) {
  for (const std::vector<Text>& row : table.rows) {
    lines.paragraph("  - ", capitalized(row.front().in(language)), Ink::bold);
    for (std::size_t c = 1; c < row.size(); ++c)
      lines.paragraph("    ",
                      table.headers[c].in(language) + (language == Language::fr ? " : " : ": ") +
                          row[c].in(language),
                      Ink::plain);
  }
}

bool has_sentences(const PaperTable& table) {
  constexpr std::size_t kColumns = 5;  // more do not fit in 80 characters
  return table.headers.size() >= kColumns;
}

void write_section(TextLines& lines, const PaperSection& section, Language language) {
  lines.blank();
  lines.paragraph("", section.title.in(language), Ink::bold);
  for (const Text& text : section.paragraphs)
    lines.paragraph("  ", text.in(language), Ink::plain);
  for (const auto& [name, value] : section.facts)
    lines.paragraph("  ",
                    name.in(language) + (language == Language::fr ? " : " : ": ") +
                        one_line(value.in(language)),
                    Ink::plain);
  for (const PaperTable& table : section.tables)
    if (has_sentences(table))
      write_rows(lines, table, language);
    else
      write_table(lines, table, language);
  if (!section.items.empty())
    lines.blank();
  for (const Text& item : section.items)
    lines.paragraph("  - ", item.in(language), Ink::dim);
}

}  // namespace

std::string render_risk_text(const RiskReport& report, Language language, bool colour) {
  const Paper paper = risk_paper(report);
  TextLines lines(colour);
  lines.paragraph("", paper.above.in(language) + ", " + paper.subject.in(language), Ink::plain);
  const Ink ink = paper.tone == Tone::bad       ? Ink::red
                  : paper.tone == Tone::caution ? Ink::yellow
                                                : Ink::green;
  lines.paragraph("", paper.verdict.in(language), ink);
  lines.paragraph("", paper.meaning.in(language), Ink::plain);
  for (const Text& limit : paper.not_covered)
    lines.paragraph("  - ", limit.in(language), Ink::plain);
  for (const PaperSection& section : paper.sections)
    write_section(lines, section, language);
  lines.blank();
  lines.paragraph(
      "", Text{"Prochaine étape : ", "Next action: "}.in(language) + paper.next_action.in(language),
      Ink::bold);
  return lines.take();
}

}  // namespace aval
