#include "reports/html_page.h"

#include <algorithm>

#include "audit/base/crypto.h"
#include "audit/base/embedded.h"
#include "audit/base/text.h"
#include "reports/plain_words.h"

namespace aval {

const EmbeddedFolder& report_styles();  // written by aval_embed from reports/style

namespace {

constexpr std::size_t kLongWord = 24;  // bytes: such a word may be broken anywhere

unsigned hex_value(char c) {
  return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10);
}

// RFC 4648 base64 of bytes given in hexadecimal: the form of a digest in a
// Content-Security-Policy.
std::string base64_of_hex(std::string_view hex) {
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  unsigned bits = 0;
  unsigned count = 0;
  for (const char c : hex) {
    bits = bits << 4 | hex_value(c);
    count += 4;
    if (count >= 6) {
      count -= 6;
      out += kAlphabet[bits >> count & 63U];
    }
  }
  if (count > 0)
    out += kAlphabet[bits << (6 - count) & 63U];
  while (out.size() % 4 != 0)
    out += '=';
  return out;
}

std::string_view class_of(Tone tone) {
  switch (tone) {
    case Tone::neutral:
      return "neutral";
    case Tone::good:
      return "good";
    case Tone::caution:
      return "caution";
    case Tone::bad:
      return "bad";
    case Tone::grave:
      return "grave";
  }
  return "grave";
}

}  // namespace

std::string_view report_style() {
  return embedded_content(report_styles(), "report.css");
}

std::string report_style_source() {
  return "'sha256-" + base64_of_hex(sha256_hex(report_style())) + "'";
}

void HtmlPage::open_head(const Text& title) {
  writer_.open(Tag::html, {{Attribute::lang, language_ == Language::fr ? "fr" : "en"}});
  writer_.open(Tag::head);
  writer_.empty(Tag::meta, {{Attribute::charset, "utf-8"}});
  writer_.empty(Tag::meta, {{Attribute::name, "viewport"},
                            {Attribute::content, "width=device-width, initial-scale=1"}});
  writer_.element(Tag::title, one_line(in(title)));
}

HtmlPage::HtmlPage(Language language, const Text& title) : language_(language) {
  open_head(title);
  writer_.empty(Tag::meta,
                {{Attribute::http_equiv, "Content-Security-Policy"},
                 {Attribute::content, "default-src 'none'; style-src " + report_style_source() +
                                          "; base-uri 'none'; form-action 'none'"}});
  writer_.style(report_style());
  writer_.close();
  writer_.open(Tag::body);
}

HtmlPage::HtmlPage(Language language, const Text& title, const LinkedFiles& files)
    : language_(language) {
  open_head(title);
  writer_.empty(Tag::link, {{Attribute::rel, "stylesheet"}, {Attribute::href, files.style}});
  writer_.element(Tag::script, {{Attribute::src, files.script}, {Attribute::defer, "defer"}}, "");
  writer_.close();
  writer_.open(Tag::body);
}

std::string HtmlPage::in(const Text& text) const {
  return language_ == Language::fr ? with_french_spaces(text.fr) : text.en;
}

void HtmlPage::element(Tag tag, std::string_view style_class, const Text& text) {
  writer_.element(tag, {{Attribute::class_name, std::string(style_class)}}, in(text));
}

void HtmlPage::element(Tag tag, const HtmlAttributes& attributes, const Text& text) {
  writer_.element(tag, attributes, in(text));
}

void HtmlPage::open_section(std::string_view id, Tag heading, const Text& title) {
  writer_.open(Tag::section, {{Attribute::labelled_by, std::string(id)}});
  writer_.element(heading, {{Attribute::id, std::string(id)}}, in(title));
}

void HtmlPage::banner(Tone tone, const Text& above, const Text& title) {
  writer_.open(Tag::div, {{Attribute::class_name, "banner " + std::string(class_of(tone))}});
  element(Tag::p, "above", above);
  element(Tag::h1, title);
  writer_.close();
}

void HtmlPage::verdict_banner(Tone tone, const Text& above, const Text& words) {
  writer_.open(Tag::div, {{Attribute::class_name, "banner " + std::string(class_of(tone))}});
  element(Tag::p, "above", above);
  element(Tag::p, "verdict", words);
  writer_.close();
}

void HtmlPage::name(const Text& name) {
  const std::string line = one_line(name.in(language_));
  const std::vector<std::string_view> words = split(line, ' ');
  const bool is_long = std::any_of(words.begin(), words.end(),
                                   [](std::string_view word) { return word.size() > kLongWord; });
  if (is_long)
    writer_.element(Tag::bdi, {{Attribute::class_name, "long"}}, line);
  else
    writer_.element(Tag::bdi, line);
}

void HtmlPage::list(const std::vector<Text>& items) {
  if (items.empty())
    return;
  open(Tag::ul);
  for (const Text& item : items)
    element(Tag::li, item);
  close();
}

void HtmlPage::pair(const Text& term, const Text& value) {
  open(Tag::div);
  element(Tag::dt, term);
  element(Tag::dd, value);
  close();
}

void HtmlPage::open_table(const Text& caption, const std::vector<Text>& headers, Caption how) {
  headers_.clear();
  open(Tag::table);
  if (how == Caption::shown)
    element(Tag::caption, caption);
  else
    writer_.element(Tag::caption, {{Attribute::class_name, "heard"}}, in(caption));
  open(Tag::thead);
  open(Tag::tr);
  for (const Text& header : headers) {
    headers_.push_back(in(header));
    writer_.element(Tag::th, {{Attribute::scope, "col"}}, in(header));
  }
  close();
  close();
  open(Tag::tbody);
}

void HtmlPage::open_row() {
  column_ = 1;
  open(Tag::tr);
}

void HtmlPage::row_header(const Text& name) {
  open(Tag::th, {{Attribute::scope, "row"}});
  this->name(name);
  close();
}

void HtmlPage::open_cell() {
  const std::string label = column_ < headers_.size() ? headers_[column_] : std::string();
  ++column_;
  open(Tag::td, {{Attribute::data_label, label}});
}

void HtmlPage::cell(const Text& text) {
  open_cell();
  this->text(text);
  close();
}

void HtmlPage::cell_list(const std::vector<Text>& items) {
  open_cell();
  list(items);
  close();
}

void HtmlPage::close_row() {
  close();
}

void HtmlPage::close_table() {
  close();
  close();
}

}  // namespace aval
