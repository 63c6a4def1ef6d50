// A page for people: head, style, language, and the few shapes every report is made of. A report is
// one file, without script, and fetches nothing: its Content-Security-Policy allows the embedded
// style and nothing else.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "audit/base/language.h"
#include "reports/html_writer.h"

namespace aval {

// How grave the words of a banner are; the words say it too, colour only repeats it.
enum class Tone { neutral, good, caution, bad, grave };

struct LinkedFiles {
  std::string style;
  std::string script;
};

class HtmlPage {
 public:
  HtmlPage(Language language, const Text& title);
  // A page of the workspace: style and script are files of this program, at these addresses.
  HtmlPage(Language language, const Text& title, const LinkedFiles& files);

  std::string in(const Text& text) const;  // with the spaces of French typography

  void open(Tag tag) { writer_.open(tag); }
  void open(Tag tag, const HtmlAttributes& attributes) { writer_.open(tag, attributes); }
  void close() { writer_.close(); }
  void text(const Text& text) { writer_.text(in(text)); }
  void element(Tag tag, const Text& text) { writer_.element(tag, in(text)); }
  void element(Tag tag, std::string_view style_class, const Text& text);
  void element(Tag tag, const HtmlAttributes& attributes, const Text& text);
  void empty(Tag tag, const HtmlAttributes& attributes) { writer_.empty(tag, attributes); }
  // A section named by its heading; close() ends it. `id` is a word of this program.
  void open_section(std::string_view id, Tag heading, const Text& title);
  // The banner of the first page.
  void banner(Tone tone, const Text& above, const Text& title);
  // The same where the heading of the page is another.
  void verdict_banner(Tone tone, const Text& above, const Text& words);
  // A name a file has chosen: isolated from the direction of the text around it.
  void name(const Text& name);
  void list(const std::vector<Text>& items);       // nothing when there is none
  void pair(const Text& term, const Text& value);  // inside a dl

  // A table: caption, then one header cell a column, then rows until close_table().
  // A caption that repeats the heading above it is for who hears the page, not for who sees it.
  enum class Caption { shown, heard };
  void open_table(const Text& caption, const std::vector<Text>& headers,
                  Caption how = Caption::shown);
  void open_row();
  void row_header(const Text& name);
  void open_cell();  // the next column; close() ends it
  void cell(const Text& text);
  void cell_list(const std::vector<Text>& items);
  void close_row();
  void close_table();

  std::string finish() { return writer_.finish(); }

 private:
  void open_head(const Text& title);

  Language language_;
  HtmlWriter writer_;
  std::vector<std::string> headers_;  // of the open table
  std::size_t column_ = 0;
};

// The style sheet of the reports, and what a Content-Security-Policy calls it ("'sha256-...'").
std::string_view report_style();
std::string report_style_source();

}  // namespace aval
