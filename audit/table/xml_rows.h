// The rows of one kind of element of an XML file, streamed.
#pragma once

#include <memory>
#include <string>

#include "audit/table/row_reader.h"
#include "audit/table/xml_tree.h"

namespace aval {

struct XmlRowsPlan {
  std::shared_ptr<const InputBytes> input;
  std::string place;
  std::shared_ptr<const XmlTree> tree;
  std::size_t row = 0;                         // the node that is a row
  std::map<std::size_t, std::size_t> columns;  // node to column
};

// A pass over the file. Several values of a column in one row are joined by a comma and a space.
RowCursor open_xml_rows(std::shared_ptr<const XmlRowsPlan> plan);

// Texts of the file that stand in none of these rows, at most 10,000 of them.
std::vector<std::string> texts_outside(const XmlRowsPlan& plan,
                                       const std::vector<std::size_t>& rows, bool& is_cut);

}  // namespace aval
