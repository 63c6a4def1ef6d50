#include "reports/paper.h"

#include "reports/markdown_writer.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

bool is_empty(const Text& text) {
  return text.fr.empty() && text.en.empty();
}

const Text& reasons_title() {
  static const Text kTitle = {"Pourquoi", "Why"};
  return kTitle;
}

const Text& next_title() {
  static const Text kTitle = {"Prochaine étape", "Next action"};
  return kTitle;
}

const Text& set_aside_title() {
  static const Text kTitle = {"Constats écartés par une personne (cet avis en dépend)",
                              "Findings set aside by a person (this verdict rests on it)"};
  return kTitle;
}

void write_reason(HtmlPage& page, const PaperReason& reason) {
  page.open(Tag::li);
  page.element(Tag::h3, reason.title);
  if (!is_empty(reason.subject)) {
    page.open(Tag::p, {{Attribute::class_name, "soft"}});
    page.name(reason.subject);
    page.close();
  }
  if (!is_empty(reason.message))
    page.element(Tag::p, reason.message);
  if (!is_empty(reason.remedy)) {
    page.open(Tag::p);
    page.element(Tag::strong, {"À faire : ", "To do: "});
    page.text(reason.remedy);
    page.close();
  }
  if (!is_empty(reason.law))
    page.element(Tag::p, "soft", reason.law);
  page.close();
}

void write_first_page(HtmlPage& page, const Paper& paper) {
  page.banner(paper.tone, paper.subject, paper.verdict);
  page.element(Tag::p, "meaning", paper.meaning);
  if (!paper.set_aside.empty()) {
    page.open_section("set-aside", Tag::h2, set_aside_title());
    page.list(paper.set_aside);
    page.close();
  }
  if (!paper.reasons.empty()) {
    page.open_section("reasons", Tag::h2, reasons_title());
    page.open(Tag::ol, {{Attribute::class_name, "findings"}});
    for (const PaperReason& reason : paper.reasons)
      write_reason(page, reason);
    page.close();
    page.close();
  }
  if (is_empty(paper.next_action))
    return;
  page.open(Tag::section, {{Attribute::class_name, "next"}, {Attribute::labelled_by, "next"}});
  page.open(Tag::h2, {{Attribute::id, "next"}});
  page.text(next_title());
  page.close();
  page.element(Tag::p, paper.next_action);
  page.close();
}

void write_table(HtmlPage& page, const PaperTable& table) {
  if (table.rows.empty())
    return;
  page.open_table(table.caption, table.headers);
  for (const std::vector<Text>& row : table.rows) {
    page.open_row();
    page.row_header(row.front());
    for (std::size_t i = 1; i < row.size(); ++i)
      page.cell(row[i]);
    page.close_row();
  }
  page.close_table();
}

void write_section(HtmlPage& page, const PaperSection& section, std::size_t number) {
  page.open_section("section-" + std::to_string(number), Tag::h2, section.title);
  for (const Text& paragraph : section.paragraphs)
    page.element(Tag::p, paragraph);
  if (!section.facts.empty()) {
    page.open(Tag::dl);
    for (const auto& [term, value] : section.facts)
      page.pair(term, value);
    page.close();
  }
  page.list(section.items);
  for (const PaperTable& table : section.tables)
    write_table(page, table);
  page.close();
}

std::string render_paper_html(const Paper& paper, Language language) {
  HtmlPage page(language, paper.subject + Text{" : ", ": "} + paper.verdict);
  page.open(Tag::header);
  page.element(Tag::p, paper.above);
  page.close();
  page.open(Tag::main);
  write_first_page(page, paper);
  std::size_t number = 0;
  for (const PaperSection& section : paper.sections)
    write_section(page, section, ++number);
  page.close();
  page.open(Tag::footer);
  page.element(Tag::p, paper.footer);
  page.close();
  return page.finish();
}

void write_reason(MarkdownWriter& writer, const PaperReason& reason) {
  writer.strong(reason.title);
  if (!is_empty(reason.subject))
    writer.paragraph(reason.subject);
  if (!is_empty(reason.message))
    writer.paragraph(reason.message);
  if (!is_empty(reason.remedy))
    writer.paragraph(Text{"À faire : ", "To do: "} + reason.remedy);
  if (!is_empty(reason.law))
    writer.paragraph(reason.law);
}

void write_section(MarkdownWriter& writer, const PaperSection& section) {
  writer.heading(2, section.title);
  for (const Text& paragraph : section.paragraphs)
    writer.paragraph(paragraph);
  for (const auto& [term, value] : section.facts)
    writer.pair(term, value);
  for (const Text& item : section.items)
    writer.item(item);
  if (!section.facts.empty() || !section.items.empty())
    writer.end_list();
  for (const PaperTable& table : section.tables) {
    if (table.rows.empty())
      continue;
    writer.heading(3, table.caption);
    writer.table(table.headers, table.rows);
  }
}

std::string render_paper_markdown(const Paper& paper, Language language) {
  MarkdownWriter writer(language);
  writer.heading(1, paper.subject + Text{" : ", ": "} + paper.verdict);
  writer.paragraph(paper.above);
  writer.paragraph(paper.meaning);
  if (!paper.set_aside.empty()) {
    writer.heading(2, set_aside_title());
    for (const Text& item : paper.set_aside)
      writer.item(item);
    writer.end_list();
  }
  if (!paper.reasons.empty())
    writer.heading(2, reasons_title());
  for (const PaperReason& reason : paper.reasons)
    write_reason(writer, reason);
  if (!is_empty(paper.next_action)) {
    writer.heading(2, next_title());
    writer.paragraph(paper.next_action);
  }
  for (const PaperSection& section : paper.sections)
    write_section(writer, section);
  writer.paragraph(paper.footer);
  return writer.take();
}

}  // namespace

std::string render_paper(const Paper& paper, ReportFormat format, Language language) {
  return format == ReportFormat::html ? render_paper_html(paper, language)
                                      : render_paper_markdown(paper, language);
}

}  // namespace aval
