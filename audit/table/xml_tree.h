// Which elements an XML file has, and which of them are rows.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "audit/table/input_bytes.h"

namespace aval {

// Elements of the same path ("annuaire/personne/nom"), or an attribute. In order of appearance.
struct XmlNode {
  std::string name;
  std::size_t parent = 0;  // of itself for the root
  bool is_attribute = false;
  bool is_repeated = false;  // twice or more in one parent
  bool has_text = false;
  std::vector<std::size_t> children;
  // The same by name; those of attributes start with "@".
  std::map<std::string, std::size_t, std::less<>> by_name;
};

struct XmlTree {
  std::vector<XmlNode> nodes;  // the root first
  bool is_cut = false;         // the file stops early
};

constexpr std::size_t kMaxXmlNodes = 20000;

// The child of that name, added when there is none. Error(input) past 20,000 different paths.
std::size_t find_or_add(XmlTree& tree, std::size_t parent, std::string_view name,
                        bool is_attribute);

// A whole pass. `place` names the source in errors.
XmlTree read_xml_tree(const std::shared_ptr<const InputBytes>& input, const std::string& place);

// The elements that are rows: repeated, inside no other such element; the root when none is.
std::vector<std::size_t> choose_rows(const XmlTree& tree);

// What a row of that node has: itself, its attributes and descendants that hold text, in order.
std::vector<std::size_t> columns_of(const XmlTree& tree, std::size_t row);

// Names joined with dots below the row: "adresse.ville".
std::string column_name(const XmlTree& tree, std::size_t row, std::size_t column);

}  // namespace aval
