#include "audit/table/xml_tree.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "audit/base/error.h"
#include "audit/base/text.h"
#include "audit/table/xml_stream.h"

namespace aval {

namespace {

constexpr std::size_t kBlock = 65536;

// The events of a whole file.
class TreeBuilder {
 public:
  TreeBuilder(XmlTree& tree, std::string place) : tree_(tree), place_(std::move(place)) {}

  void start(std::string_view name, const XmlAttributes& attributes) {
    if (open_.empty() && tree_.nodes.empty()) {
      tree_.nodes.push_back({std::string(name), 0, false, false, false, {}, {}});
      enter(0, attributes);
      return;
    }
    if (open_.empty())
      return;
    const std::size_t node = child(open_.back().node, name, false);
    if (++open_.back().seen[node] > 1)
      tree_.nodes[node].is_repeated = true;
    enter(node, attributes);
  }

  void text(std::string_view piece) {
    if (!open_.empty() && piece.find_first_not_of(" \t\r\n") != std::string_view::npos)
      tree_.nodes[open_.back().node].has_text = true;
  }

  void end() {
    if (!open_.empty())
      open_.pop_back();
  }

 private:
  struct Open {
    std::size_t node = 0;
    std::map<std::size_t, std::size_t> seen;  // children of this very element
  };

  std::size_t child(std::size_t parent, std::string_view name, bool is_attribute) {
    if (tree_.nodes.size() >= kMaxXmlNodes)
      throw Error(
          ErrorKind::input, place_,
          Text{"XML refusé : plus de 20 000 sortes d'éléments ; demandez les données en CSV",
               "XML refused: more than 20,000 kinds of elements; ask for the data as CSV"});
    return find_or_add(tree_, parent, name, is_attribute);
  }

  void enter(std::size_t node, const XmlAttributes& attributes) {
    attributes.each([&](std::string_view name, std::string_view value) {
      const std::size_t attribute = child(node, name, true);
      tree_.nodes[attribute].has_text = tree_.nodes[attribute].has_text || !value.empty();
    });
    open_.push_back({node, {}});
  }

  XmlTree& tree_;
  std::string place_;
  std::vector<Open> open_;
};

}  // namespace

std::size_t find_or_add(XmlTree& tree, std::size_t parent, std::string_view name,
                        bool is_attribute) {
  const std::string key = (is_attribute ? "@" : "") + std::string(name);
  const auto known = tree.nodes[parent].by_name.find(key);
  if (known != tree.nodes[parent].by_name.end())
    return known->second;
  const std::size_t added = tree.nodes.size();
  tree.nodes.push_back({std::string(name), parent, is_attribute, false, false, {}, {}});
  tree.nodes[parent].children.push_back(added);
  tree.nodes[parent].by_name.emplace(key, added);
  return added;
}

XmlTree read_xml_tree(const std::shared_ptr<const InputBytes>& input, const std::string& place) {
  XmlTree tree;
  TreeBuilder builder(tree, place);
  XmlEvents events;
  events.start = [&](std::string_view name, const XmlAttributes& attributes) {
    builder.start(name, attributes);
  };
  events.text = [&](std::string_view piece) { builder.text(piece); };
  events.end = [&](std::string_view) { builder.end(); };
  XmlStream xml(std::move(events), place);
  ByteStream stream(input, false, place);
  std::string block(kBlock, '\0');
  for (bool is_last = false; !is_last && !tree.is_cut;) {
    const std::size_t got = stream.read(block.data(), block.size());
    is_last = got < block.size();
    tree.is_cut = !xml.feed(std::string_view(block.data(), got), is_last);
  }
  return tree;
}

std::vector<std::size_t> choose_rows(const XmlTree& tree) {
  std::vector<std::size_t> rows;
  const std::function<void(std::size_t)> visit = [&](std::size_t node) {
    if (tree.nodes[node].is_repeated) {
      rows.push_back(node);
      return;
    }
    for (const std::size_t child : tree.nodes[node].children)
      visit(child);
  };
  if (!tree.nodes.empty())
    visit(0);
  if (rows.empty() && !tree.nodes.empty())
    rows.push_back(0);
  return rows;
}

std::vector<std::size_t> columns_of(const XmlTree& tree, std::size_t row) {
  std::vector<std::size_t> columns;
  const std::function<void(std::size_t)> visit = [&](std::size_t node) {
    const XmlNode& found = tree.nodes[node];
    if (found.has_text || (found.children.empty() && node != row))
      columns.push_back(node);
    for (const std::size_t child : found.children)
      visit(child);
  };
  visit(row);
  return columns;
}

std::string column_name(const XmlTree& tree, std::size_t row, std::size_t column) {
  std::vector<std::string> parts;
  for (std::size_t node = column; node != row; node = tree.nodes[node].parent)
    parts.push_back(tree.nodes[node].name);
  if (parts.empty())
    return tree.nodes[row].name;
  std::reverse(parts.begin(), parts.end());
  return join(parts, ".");
}

}  // namespace aval
