#include "audit/table/document_xml.h"

#include <algorithm>
#include <array>
#include <utility>

#include "audit/table/number_text.h"
#include "audit/table/read_codes.h"

namespace aval {

namespace {

constexpr std::size_t kBlock = 65536;
constexpr std::size_t kMaxColumns = 1000;
constexpr std::size_t kMaxRows = 100000;

template <std::size_t size>
bool is_one_of(std::string_view element, const std::array<std::string_view, size>& names) {
  return std::find(names.begin(), names.end(), element) != names.end();
}

// What holds words about the document, not of it.
bool is_aside(std::string_view element) {
  constexpr std::array<std::string_view, 4> kAside = {"annotation", "tracked-changes", "comment",
                                                      "note"};
  return is_one_of(element, kAside);
}

bool is_property(std::string_view element) {
  constexpr std::array<std::string_view, 16> kProperties = {
      "creator",      "lastModifiedBy", "initial-creator", "title",   "subject", "description",
      "keyword",      "keywords",       "printed-by",      "company", "Company", "Manager",
      "user-defined", "lpwstr",         "sender-initials", "category"};
  return is_one_of(element, kProperties);
}

// A break that a person made in DOCX.
bool is_made_break(std::string_view element, const XmlAttributes& attributes) {
  const std::string_view value = attributes.value("val");
  return (element == "br" && attributes.value("type") == "page") ||
         (element == "pageBreakBefore" && value != "0" && value != "false");
}

}  // namespace

void DocumentEvents::start(std::string_view element, const XmlAttributes& attributes) {
  // A picture is described twice for old programs; binary data is no text.
  if (skipped_ > 0 || element == "Fallback" || element == "binary-data" || element == "instrText") {
    ++skipped_;
    return;
  }
  if (aside_ == 0)
    before_aside_ = paragraphs_.size();
  if (aside_ > 0 || is_aside(element))
    ++aside_;
  add_authors(attributes);
  if (aside_ == 0 && is_main_)
    note_page_style(element, attributes);
  is_property_ = is_property(element) && paragraphs_.size() == (aside_ > 0 ? before_aside_ : 0);
  if (element == "p" || element == "h" || is_property_)
    paragraphs_.emplace_back();
  else if (paragraphs_.empty() || element == "tbl" || element == "table")
    start_table_part(element, attributes);
  else
    start_in_paragraph(element, attributes);
}

// Where pages begin: marks and breaks of DOCX (ECMA-376 part 1, 17.3.3.1, 17.3.3.13, 17.3.1.23),
// marks and styles of OpenDocument (part 3, 5.6, 16.27.2).
void DocumentEvents::note_page_style(std::string_view element, const XmlAttributes& attributes) {
  if (element == "lastRenderedPageBreak" || element == "soft-page-break") {
    start_page(true);
  } else if (is_made_break(element, attributes)) {
    start_page(false);
  } else if (element == "text" && attributes.has("use-soft-page-breaks")) {
    is_laid_out_ = attributes.value("use-soft-page-breaks") == "true";
  } else if (element == "style") {
    style_ = attributes.value("name");
  } else if (element == "paragraph-properties" && attributes.value("break-before") == "page") {
    breaking_styles_.emplace(style_);
  } else if ((element == "p" || element == "h") && paragraphs_.empty()) {
    is_open_document_ = is_open_document_ || attributes.has("style-name");
    if (breaking_styles_.count(attributes.value("style-name")) > 0)
      start_page(false);
    at_start_ = breaks_;
  }
}

// A break above the first word of a paragraph puts the whole paragraph on the next page.
void DocumentEvents::start_page(bool is_rendered) {
  ++(is_rendered ? breaks_.rendered : breaks_.made);
  if (!paragraphs_.empty() && paragraphs_.front().empty())
    at_start_ = breaks_;
}

void DocumentEvents::set_pages() {
  const bool is_known = is_open_document_ ? is_laid_out_ : breaks_.rendered > 0;
  if (!is_known && breaks_.made == 0)
    return;
  for (std::size_t index = 0; index < starts_.size(); ++index) {
    const Breaks& start = starts_[index];
    // Word marks the page after a break that a person made too.
    const std::uint64_t before = !is_known           ? start.made
                                 : is_open_document_ ? start.rendered + start.made
                                                     : start.rendered;
    document_.paragraphs[index].page = std::to_string(before + 1);
  }
  if (!is_known)
    add_note(document_.notes, "pages_at_least");
}

void DocumentEvents::add_authors(const XmlAttributes& attributes) {
  for (const char* name : {"author", "initials"})
    if (attributes.has(name))
      document_.add_outside(attributes.value(name));
  if (attributes.value("TargetMode") == "External")
    document_.add_outside(attributes.value("Target"));
  const std::string_view link = attributes.value("href", "xlink");
  if (link.find(':') != std::string_view::npos)
    document_.add_outside(link);
}

void DocumentEvents::start_table_part(std::string_view element, const XmlAttributes& attributes) {
  const bool is_in_table = tables_ > 0;
  if (element == "tbl" || element == "table") {
    if (++tables_ == 1 && is_main_)
      document_.tables.emplace_back();
  } else if (!is_in_table || tables_ > 1 || !is_main_ || document_.tables.empty()) {
    return;
  } else if (element == "tr" || element == "table-row") {
    if (document_.tables.back().rows.size() < kMaxRows)
      document_.tables.back().rows.emplace_back();
    else
      document_.is_cut = true;
  } else if (element == "tc" || element == "table-cell" || element == "covered-table-cell") {
    cell_.clear();
    spanned_ = 0;
    repeats_ = static_cast<std::size_t>(std::clamp<std::uint64_t>(
        parse_count(attributes.value("number-columns-repeated")).value_or(1), 1, kMaxColumns));
  } else if (element == "gridSpan") {
    const std::uint64_t columns = parse_count(attributes.value("val")).value_or(1);
    spanned_ = static_cast<std::size_t>(std::clamp<std::uint64_t>(columns, 1, kMaxColumns)) - 1;
  }
}

void DocumentEvents::start_in_paragraph(std::string_view element, const XmlAttributes& attributes) {
  is_run_ = element == "t" || element == "delText";
  is_deleted_ = element == "delText";
  if (element == "tab")
    paragraphs_.back() += '\t';
  else if (element == "br" || element == "cr" || element == "line-break")
    paragraphs_.back() += '\n';
  else if (element == "s")
    paragraphs_.back().append(static_cast<std::size_t>(std::clamp<std::uint64_t>(
                                  parse_count(attributes.value("c")).value_or(1), 1, 1000)),
                              ' ');
}

// DOCX keeps text in w:t; OpenDocument directly in paragraphs and spans.
void DocumentEvents::text(std::string_view piece) {
  const bool is_date_of_note = aside_ > 0 && paragraphs_.size() == before_aside_;
  if (skipped_ > 0 || paragraphs_.empty() || is_date_of_note)
    return;
  if (is_deleted_) {
    document_.add_outside(piece);
    return;
  }
  document_.count(piece.size());
  std::string& paragraph = paragraphs_.back();
  if (is_run_) {
    paragraph += piece;
    return;
  }
  for (const char character : piece) {
    const bool is_space =
        character == ' ' || character == '\n' || character == '\t' || character == '\r';
    if (!is_space)
      paragraph += character;
    else if (!paragraph.empty() && paragraph.back() != ' ')
      paragraph += ' ';
  }
}

void DocumentEvents::end(std::string_view element) {
  if (skipped_ > 0) {
    --skipped_;
    return;
  }
  if (element == "t" || element == "delText")
    is_run_ = is_deleted_ = false;
  if ((element == "p" || element == "h" || is_property_) && !paragraphs_.empty())
    end_paragraph();
  else
    end_table_part(element);
  aside_ -= aside_ > 0 ? 1 : 0;
}

void DocumentEvents::end_paragraph() {
  is_property_ = false;
  std::string text = std::move(paragraphs_.back());
  paragraphs_.pop_back();
  if (aside_ > 0 || !is_main_) {
    document_.add_outside(text);
  } else if (tables_ > 0) {
    cell_ += cell_.empty() ? "" : "\n";
    cell_ += text;
  } else {
    document_.add_paragraph(std::move(text));
    starts_.push_back(at_start_);
  }
}

void DocumentEvents::end_table_part(std::string_view element) {
  if (tables_ == 0)
    return;
  if (element == "tbl" || element == "table") {
    --tables_;
  } else if ((element == "tc" || element == "table-cell" || element == "covered-table-cell") &&
             tables_ == 1 && is_main_ && !document_.tables.empty() &&
             !document_.tables.back().rows.empty()) {
    put(cell_);
    cell_.clear();
  }
}

void DocumentEvents::put(const std::string& text) {
  std::vector<std::string>& row = document_.tables.back().rows.back();
  const std::size_t copies = text.empty() ? repeats_ + spanned_ : repeats_;
  document_.count(copies * (text.size() + sizeof(std::string)));
  for (std::size_t copy = 0; copy < copies && row.size() < kMaxColumns; ++copy)
    row.push_back(text);
  if (!text.empty())
    row.resize(std::min(row.size() + spanned_, kMaxColumns));
}

bool read_document_part(const std::function<std::size_t(char*, std::size_t)>& read,
                        DocumentText& document, bool is_main) {
  DocumentEvents reader(document, is_main);
  XmlEvents events;
  events.start = [&](std::string_view element, const XmlAttributes& attributes) {
    reader.start(element, attributes);
  };
  events.text = [&](std::string_view piece) { reader.text(piece); };
  events.end = [&](std::string_view element) { reader.end(element); };
  XmlStream xml(std::move(events), document.place);
  std::string block(kBlock, '\0');
  for (;;) {
    const std::size_t got = read(block.data(), block.size());
    const bool is_last = got < block.size();
    const bool is_sound = xml.feed(std::string_view(block.data(), got), is_last);
    if (!is_sound || is_last) {
      reader.set_pages();
      return is_sound;
    }
  }
}

}  // namespace aval
