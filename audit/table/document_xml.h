// The XML of text documents: DOCX (ECMA-376) and OpenDocument text (ISO/IEC 26300).
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "audit/table/document_text.h"
#include "audit/table/xml_stream.h"

namespace aval {

// Fills a document from the events of one part. Both forms: paragraphs, tables, line breaks,
// deleted text, comments and their authors.
class DocumentEvents {
 public:
  // `is_main` false: every paragraph goes outside (headers, comments, properties).
  DocumentEvents(DocumentText& document, bool is_main) : document_(document), is_main_(is_main) {}

  void start(std::string_view element, const XmlAttributes& attributes);
  void text(std::string_view piece);
  void end(std::string_view element);
  // Gives the paragraphs their pages, once the part has ended. A page is known where the program
  // that wrote the document left marks; by breaks that a person made it is the least one, and the
  // note "pages_at_least" says so; without either there is none.
  void set_pages();

 private:
  void start_table_part(std::string_view element, const XmlAttributes& attributes);
  void start_in_paragraph(std::string_view element, const XmlAttributes& attributes);
  void end_table_part(std::string_view element);
  void end_paragraph();
  void start_page(bool is_rendered);
  void note_page_style(std::string_view element, const XmlAttributes& attributes);
  void add_authors(const XmlAttributes& attributes);
  void put(const std::string& text);

  DocumentText& document_;
  bool is_main_;
  std::vector<std::string> paragraphs_;  // open ones: a text box stands inside a paragraph
  std::size_t aside_ = 0;                // depth inside comments, tracked changes
  std::size_t before_aside_ = 0;         // paragraphs that were open when it began
  std::size_t skipped_ = 0;              // depth inside what repeats or is no text
  bool is_deleted_ = false;
  bool is_run_ = false;       // inside w:t
  bool is_property_ = false;  // the text of the element is a property
  std::size_t tables_ = 0;    // open ones
  std::string cell_;
  std::size_t repeats_ = 1;
  std::size_t spanned_ = 0;  // columns that the cell takes beyond its own
  // How many breaks stand before a place: those that a program left when it laid out the pages, and
  // those that a person made.
  struct Breaks {
    std::uint64_t rendered = 0;
    std::uint64_t made = 0;
  };
  Breaks breaks_;
  Breaks at_start_;             // of the paragraph
  std::vector<Breaks> starts_;  // of the document's paragraphs, in order
  bool is_open_document_ = false;
  bool is_laid_out_ = false;  // OpenDocument says so
  std::string style_;         // that is being declared
  std::set<std::string, std::less<>> breaking_styles_;
};

// Feeds a whole part; false when it is damaged or stops early.
bool read_document_part(const std::function<std::size_t(char*, std::size_t)>& read,
                        DocumentText& document, bool is_main);

}  // namespace aval
