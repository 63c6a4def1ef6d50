// Documents of text as tables: their paragraphs, their own tables, and what is written beside them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "audit/table/sheet_source.h"
#include "audit/table/source.h"

namespace aval {

struct DocumentParagraph {
  std::uint64_t number = 0;  // in the document, from 1; empty ones count
  std::string page;          // empty where pages are not known
  std::string text;
};

struct DocumentTable {
  std::vector<std::vector<std::string>> rows;
};

struct DocumentText {
  std::vector<DocumentParagraph> paragraphs;
  std::vector<DocumentTable> tables;
  std::vector<std::uint64_t> empty_pages;  // that hold no text: perhaps images
  // Comments, headers, footers, notes, deleted text, properties, addresses of links.
  std::vector<std::string> outside;
  std::vector<std::string> notes;
  bool is_cut = false;    // the document stops early
  std::size_t bytes = 0;  // of all texts
  std::string place;      // in errors

  void add_paragraph(std::string text);  // under the next number
  void add_outside(std::string_view text);
  // Error(input) past 256 MiB of text.
  void count(std::size_t more);
};

// Fills source.tables: "texte", one row a paragraph, then a table for each of the document's.
void add_document(DocumentText document, const WorkbookInput& input, const SourceOptions& options,
                  Source& source);

}  // namespace aval
