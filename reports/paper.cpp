#include "reports/paper.h"

#include <algorithm>

#include "audit/base/text.h"
#include "reports/markdown_writer.h"
#include "reports/plain_words.h"
#include "reports/record_refs.h"

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

const Text& evidence_title() {
  static const Text kTitle = {"D'où viennent ces chiffres", "Where these figures come from"};
  return kTitle;
}

std::string anchor_of(std::size_t number) {
  return "evidence-" + std::to_string(number);
}

// A text whose marks become links to the evidence.
void write_marked(HtmlPage& page, const Text& text) {
  for (const MarkedPiece& piece : cut_at_marks(page.in(text))) {
    if (piece.mark == 0) {
      page.text(piece.text);
      continue;
    }
    page.text(plain(" "));
    page.open(Tag::a, {{Attribute::href, "#" + anchor_of(piece.mark)}});
    page.text(plain("[" + std::to_string(piece.mark) + "]"));
    page.close();
  }
}

void write_marked(HtmlPage& page, Tag tag, const Text& text) {
  page.open(tag);
  write_marked(page, text);
  page.close();
}

Text without_marks(const Text& text) {
  const auto cut = [](const std::string& whole) {
    std::string out;
    for (const MarkedPiece& piece : cut_at_marks(whole))
      out += piece.mark == 0 ? piece.text.fr : " [" + std::to_string(piece.mark) + "]";
    return out;
  };
  return {cut(text.fr), cut(text.en)};
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
  if (is_empty(paper.verdict))
    page.element(Tag::h1, paper.subject);
  else
    page.banner(paper.tone, paper.subject, paper.verdict);
  if (!is_empty(paper.meaning)) {
    page.open(Tag::p, {{Attribute::class_name, "meaning"}});
    write_marked(page, paper.meaning);
    page.close();
  }
  if (!paper.not_covered.empty()) {
    page.open_section("not-covered", Tag::h2, paper.not_covered_title);
    page.list(paper.not_covered);
    page.close();
  }
  if (!paper.set_aside.empty()) {
    page.open_section("set-aside", Tag::h2, set_aside_title());
    page.list(paper.set_aside);
    page.close();
  }
  write_reasons(page, paper.reasons);
  if (is_empty(paper.next_action))
    return;
  page.open(Tag::section, {{Attribute::class_name, "next"}, {Attribute::labelled_by, "next"}});
  page.open(Tag::h2, {{Attribute::id, "next"}});
  page.text(next_title());
  page.close();
  page.element(Tag::p, paper.next_action);
  page.close();
}

void write_quote(HtmlPage& page, const PaperQuote& quote) {
  page.open(Tag::blockquote, {{Attribute::lang, "fr"}});
  page.element(Tag::p, Text{"« " + quote.words + " »", "« " + quote.words + " »"});
  page.close();
  page.element(Tag::p, "soft", quote.source);
}

void write_address(HtmlPage& page, const char* style, const std::vector<Text>& lines) {
  if (lines.empty())
    return;
  page.open(Tag::div, {{Attribute::class_name, style}});
  for (const Text& line : lines)
    page.element(Tag::p, line);
  page.close();
}

// A digest, say: no line is wide enough for it in a table of many columns.
bool has_long_word(const std::string& text) {
  constexpr std::size_t kLongWord = 24;  // bytes
  const std::vector<std::string_view> words = split(text, ' ');
  return std::any_of(words.begin(), words.end(),
                     [](std::string_view word) { return word.size() > kLongWord; });
}

void open_cell(HtmlPage& page, const PaperTable& table, std::size_t column, const Text& text) {
  HtmlAttributes attributes;
  if (has_long_word(page.in(text)))
    attributes.push_back({Attribute::class_name, "long"});
  if (column < table.headers.size())
    attributes.push_back({Attribute::data_label, page.in(table.headers[column])});
  page.open(Tag::td, attributes);
}

// A column that no row fills says nothing; the first names the rows and stays.
PaperTable without_empty_columns(const PaperTable& table) {
  std::vector<std::size_t> kept;
  for (std::size_t column = 0; column < table.headers.size(); ++column)
    if (column == 0 || std::any_of(table.rows.begin(), table.rows.end(), [&](const auto& row) {
          return column < row.size() && !is_empty(row[column]);
        }))
      kept.push_back(column);
  PaperTable filled{table.caption, {}, {}};
  for (const std::size_t column : kept)
    filled.headers.push_back(table.headers[column]);
  for (const std::vector<Text>& row : table.rows) {
    filled.rows.emplace_back();
    for (const std::size_t column : kept)
      filled.rows.back().push_back(column < row.size() ? row[column] : Text{});
  }
  return filled;
}

void write_table(HtmlPage& page, const PaperTable& whole, const Text& heading) {
  if (whole.rows.empty())
    return;
  const PaperTable table = without_empty_columns(whole);
  page.open_table(
      table.caption, table.headers,
      table.caption.fr == heading.fr ? HtmlPage::Caption::heard : HtmlPage::Caption::shown);
  for (const std::vector<Text>& row : table.rows) {
    page.open_row();
    page.row_header({with_french_spaces(row.front().fr), row.front().en});
    for (std::size_t i = 1; i < row.size(); ++i) {
      open_cell(page, table, i, row[i]);
      write_marked(page, row[i]);
      page.close();
    }
    page.close_row();
  }
  page.close_table();
}

void write_list(HtmlPage& page, const PaperList& list) {
  if (list.items.empty())
    return;
  page.element(Tag::h3, list.title);
  page.open(Tag::ul, {{Attribute::class_name, "columns"}});
  for (const Text& item : list.items)
    write_marked(page, Tag::li, item);
  page.close();
}

void write_section(HtmlPage& page, const PaperSection& section, std::size_t number) {
  if (is_empty(section.title))
    page.open(Tag::div);
  else
    page.open_section("section-" + std::to_string(number), Tag::h2, section.title);
  for (const Text& paragraph : section.paragraphs)
    write_marked(page, Tag::p, paragraph);
  if (!section.facts.empty()) {
    page.open(Tag::dl);
    for (const auto& [term, value] : section.facts) {
      page.open(Tag::div);
      page.element(Tag::dt, term);
      write_marked(page, Tag::dd, value);
      page.close();
    }
    page.close();
  }
  if (!section.items.empty()) {
    page.open(Tag::ul);
    for (const Text& item : section.items)
      write_marked(page, Tag::li, item);
    page.close();
  }
  for (const PaperQuote& quote : section.quotes)
    write_quote(page, quote);
  for (std::size_t i = 0; i < section.plots.size(); ++i)
    write_plot(page, "plot-" + std::to_string(number) + "-" + std::to_string(i + 1),
               section.plots[i]);
  for (const PaperTable& table : section.tables)
    write_table(page, table, section.title);
  for (const PaperList& list : section.lists)
    write_list(page, list);
  page.close();
}

void write_evidence(HtmlPage& page, const Paper& paper) {
  if (paper.evidence.empty())
    return;
  page.open_section("evidence", Tag::h2, evidence_title());
  page.open(Tag::ol, {{Attribute::class_name, "evidence"}});
  for (std::size_t i = 0; i < paper.evidence.size(); ++i) {
    page.open(Tag::li, {{Attribute::id, anchor_of(i + 1)}});
    page.text(paper.evidence[i]);
    page.close();
  }
  page.close();
  page.close();
}

Text title_of(const Paper& paper) {
  return is_empty(paper.verdict) ? paper.subject
                                 : paper.subject + Text{" : ", ": "} + paper.verdict;
}

void write_body(HtmlPage& page, const Paper& paper) {
  std::size_t number = 0;
  for (const PaperSection& section : paper.sections)
    write_section(page, section, ++number);
  write_evidence(page, paper);
}

std::string render_paper_html(const Paper& paper, Language language) {
  HtmlPage page(language, title_of(paper));
  page.open(Tag::header);
  write_address(page, "sender", paper.sender);
  write_address(page, "recipient", paper.recipient);
  page.element(Tag::p, paper.above);
  page.close();
  page.open(Tag::main);
  write_first_page(page, paper);
  write_body(page, paper);
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

void write_list(MarkdownWriter& writer, const PaperList& list) {
  if (list.items.empty())
    return;
  writer.heading(3, list.title);
  for (const Text& item : list.items)
    writer.item(without_marks(item));
  writer.end_list();
}

void write_section(MarkdownWriter& writer, const PaperSection& section) {
  if (!is_empty(section.title))
    writer.heading(2, section.title);
  for (const Text& paragraph : section.paragraphs)
    writer.paragraph(without_marks(paragraph));
  for (const auto& [term, value] : section.facts)
    writer.pair(term, without_marks(value));
  for (const Text& item : section.items)
    writer.item(without_marks(item));
  if (!section.facts.empty() || !section.items.empty())
    writer.end_list();
  for (const PaperQuote& quote : section.quotes)
    writer.paragraph(Text{"« " + quote.words + " » (", "« " + quote.words + " » ("} + quote.source +
                     plain(")"));
  for (const PaperTable& whole : section.tables) {
    if (whole.rows.empty())
      continue;
    const PaperTable table = without_empty_columns(whole);
    if (table.caption.fr != section.title.fr)
      writer.heading(3, table.caption);
    std::vector<std::vector<Text>> rows = table.rows;
    for (std::vector<Text>& row : rows)
      for (Text& cell : row)
        cell = without_marks(cell);
    writer.table(table.headers, rows);
  }
  for (const PaperList& list : section.lists)
    write_list(writer, list);
}

std::string render_paper_markdown(const Paper& paper, Language language) {
  MarkdownWriter writer(language);
  writer.heading(1, title_of(paper));
  writer.paragraph(paper.above);
  for (const auto* address : {&paper.sender, &paper.recipient})
    for (const Text& line : *address)
      writer.paragraph(line);
  if (!is_empty(paper.meaning))
    writer.paragraph(without_marks(paper.meaning));
  if (!paper.not_covered.empty()) {
    writer.heading(2, paper.not_covered_title);
    for (const Text& item : paper.not_covered)
      writer.item(item);
    writer.end_list();
  }
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
  if (!paper.evidence.empty())
    writer.heading(2, evidence_title());
  for (std::size_t i = 0; i < paper.evidence.size(); ++i)
    writer.item(plain("[" + std::to_string(i + 1) + "] ") + paper.evidence[i]);
  if (!paper.evidence.empty())
    writer.end_list();
  writer.paragraph(paper.footer);
  return writer.take();
}

}  // namespace

void write_reasons(HtmlPage& page, const std::vector<PaperReason>& reasons) {
  if (reasons.empty())
    return;
  page.open_section("reasons", Tag::h2, reasons_title());
  page.open(Tag::ol, {{Attribute::class_name, "findings"}});
  for (const PaperReason& reason : reasons)
    write_reason(page, reason);
  page.close();
  page.close();
}

void write_paper_sections(HtmlPage& page, const Paper& paper) {
  write_body(page, paper);
}

std::string render_paper(const Paper& paper, ReportFormat format, Language language) {
  return format == ReportFormat::html ? render_paper_html(paper, language)
                                      : render_paper_markdown(paper, language);
}

}  // namespace aval
