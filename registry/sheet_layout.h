// How the documents of a kind stand in a workbook: worked out from their JSON Schema, so that a new
// field travels by itself. One sheet holds a row a document; every list has a sheet of its own.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/sheet_value.h"

namespace aval {

// What people call a word of a closed list of the schemas.
using WordLabel = std::function<Text(std::string_view word)>;

enum class ColumnUse {
  document,       // the identifier of the document
  number,         // of the row, for the rows of other sheets that belong to it
  parent_number,  // that number, of the row to which this one belongs
  value,          // one value
  lines,          // a list of plain values in one cell
  object,         // says that a group of fields is null or empty, nothing else
  list,           // says that a list is null or empty; its items have a sheet
};

struct LayoutColumn {
  ColumnUse use = ColumnUse::value;
  std::string heading;            // French title, unique in its sheet
  std::string heading_en;         // accepted when read
  std::vector<std::string> path;  // keys inside the object of the row; empty: the row itself
  ValueRule rule;                 // of the value, or of the items
  std::size_t sheet = 0;          // of a list: the sheet of its items
  std::string note;               // what the schema says of the field, in French
};

struct LayoutSheet {
  std::string name;
  std::vector<std::string> path;  // of the list, inside the object of the parent's row
  std::size_t parent = 0;         // sheet; the first one has none
  bool holds_values = false;      // items are plain values, not objects
  std::string main_key;           // of an object item: the one field it cannot be without, if any
  std::vector<LayoutColumn> columns;
};

struct SheetLayout {
  std::string kind;
  std::string form;  // "aval.activity/1", of every document
  std::string name_key;
  std::vector<LayoutSheet> sheets;  // the first holds the documents; parents before children
};

// `kind` is activity or usecase.
SheetLayout lay_out(const std::string& kind, const WordLabel& labels);

}  // namespace aval
