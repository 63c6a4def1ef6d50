// What an OpenDocument workbook says beside its cells: comments and who wrote them, deleted content
// that is still tracked, text boxes, page headers, properties.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "audit/table/xml_stream.h"

namespace aval {

// Takes the events of any part (content.xml, styles.xml, meta.xml) or of a flat document.
class OdsTexts {
 public:
  void start(std::string_view element, const XmlAttributes& attributes);
  void text(std::string_view piece);
  void end(std::string_view element);

  std::vector<std::string> texts;
  bool is_cut = false;  // very long: the first ones

 private:
  void flush();
  void add(std::string_view found);

  std::size_t depth_ = 0;      // elements open since one that holds such texts
  bool is_property_ = false;   // inside <office:meta>
  bool is_technical_ = false;  // a property that names nobody: a date, a program
  std::string text_;
  std::size_t bytes_ = 0;
};

}  // namespace aval
