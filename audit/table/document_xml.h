// The XML of text documents: DOCX (ECMA-376) and OpenDocument text (ISO/IEC 26300).
#pragma once

#include <functional>
#include <string>

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

 private:
  void start_table_part(std::string_view element, const XmlAttributes& attributes);
  void start_in_paragraph(std::string_view element, const XmlAttributes& attributes);
  void end_table_part(std::string_view element);
  void end_paragraph();
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
};

// Feeds a whole part; false when it is damaged or stops early.
bool read_document_part(const std::function<std::size_t(char*, std::size_t)>& read,
                        DocumentText& document, bool is_main);

}  // namespace aval
