#include "registry/sheet_layout.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "registry/documents.h"
#include "registry/schema_title.h"

namespace aval {
namespace {

constexpr std::size_t kMaxDepth = 8;  // of groups in groups; deeper ones are written as JSON

Text title_of(const OrderedJson& node, const std::string& key) {
  return split_schema_title(node.value("title", key));
}

// "Finalités (art. 30(1)b)" -> "Finalités"; what follows a colon or a comma goes too.
std::string short_title(const std::string& title) {
  const std::size_t end = std::min(
      {title.find(" ("), title.find(" : "), title.find(", "), title.find(" «"), title.size()});
  return std::string(trim(title.substr(0, end)));
}

std::string joined(const std::string& group, const std::string& title) {
  return group.empty() ? title : group + " : " + title;
}

class LayoutBuilder {
 public:
  LayoutBuilder(OrderedJson schema, const WordLabel& labels)
      : schema_(std::move(schema)), labels_(labels) {}

  SheetLayout build(const std::string& kind);

 private:
  struct Place {
    std::size_t sheet = 0;
    std::vector<std::string> path;
    Text group;
    std::size_t depth = 0;
  };

  OrderedJson resolved(const OrderedJson& node) const;
  std::set<std::string> types_of(const OrderedJson& node) const;
  bool is_group(const OrderedJson& node) const;
  bool is_plain(const OrderedJson& node) const;
  ValueRule rule_of(const OrderedJson& node) const;
  void add_words(const OrderedJson& node, ValueRule& rule) const;
  LayoutColumn& add_column(const Place& place, ColumnUse use, const Text& title);
  void group(const OrderedJson& node, const Place& place);
  void member(const std::string& key, const OrderedJson& node, const Place& place);
  void list(const OrderedJson& node, const Place& place, const Text& title);
  void add_sheet(const OrderedJson& node, const Place& place, const Text& title);
  void make_headings_unique();

  OrderedJson schema_;
  const WordLabel& labels_;
  SheetLayout layout_;
};

OrderedJson LayoutBuilder::resolved(const OrderedJson& node) const {
  constexpr std::string_view kHere = "#/$defs/";
  const std::string target = node.value("$ref", std::string());
  if (!target.starts_with(kHere))
    return node;
  OrderedJson found = schema_.at("$defs").at(target.substr(kHere.size()));
  for (const char* key : {"title", "description"})
    if (node.contains(key))
      found[key] = node.at(key);
  return found;
}

std::set<std::string> LayoutBuilder::types_of(const OrderedJson& node) const {
  std::set<std::string> types;
  const OrderedJson type = node.value("type", OrderedJson());
  if (type.is_string())
    types.insert(type.get<std::string>());
  for (std::size_t i = 0; type.is_array() && i < type.size(); ++i)
    types.insert(type[i].get<std::string>());
  return types;
}

bool LayoutBuilder::is_group(const OrderedJson& node) const {
  std::set<std::string> types = types_of(node);
  types.erase("null");
  return types == std::set<std::string>{"object"} && node.contains("properties") &&
         !node.contains("patternProperties") &&
         node.value("additionalProperties", OrderedJson()) == false;
}

// A value that has a cell.
bool LayoutBuilder::is_plain(const OrderedJson& node) const {
  if (node.contains("enum") || node.contains("const"))
    return true;
  const std::set<std::string> types = types_of(node);
  return !types.empty() && types.count("object") + types.count("array") == 0;
}

void LayoutBuilder::add_words(const OrderedJson& node, ValueRule& rule) const {
  OrderedJson values = node.value("enum", OrderedJson::array());
  if (node.contains("const"))
    values.push_back(node.at("const"));
  std::set<std::string> taken;
  for (const OrderedJson& value : values) {
    if (value.is_null()) {
      rule.takes_null = true;
      continue;
    }
    const std::string word = value.is_string() ? value.get<std::string>() : value.dump();
    std::string label = labels_(word).fr;
    if (!taken.insert(plain_form(label)).second)
      label += " (" + word + ")";
    rule.words.push_back({value.dump(), label});
  }
}

ValueRule LayoutBuilder::rule_of(const OrderedJson& node) const {
  ValueRule rule;
  rule.is_json = !is_plain(node);
  const std::set<std::string> types = types_of(node);
  rule.takes_null = types.count("null") > 0;
  if (node.contains("enum") || node.contains("const")) {
    add_words(node, rule);
    return rule;
  }
  rule.takes_text = types.count("string") > 0;
  rule.takes_number = types.count("number") > 0;
  rule.takes_integer = rule.takes_number || types.count("integer") > 0;
  rule.takes_boolean = types.count("boolean") > 0;
  rule.is_date = rule.takes_text && node.value("format", std::string()) == "date";
  return rule;
}

LayoutColumn& LayoutBuilder::add_column(const Place& place, ColumnUse use, const Text& title) {
  LayoutColumn column;
  column.use = use;
  column.heading = joined(place.group.fr, title.fr);
  column.heading_en = joined(place.group.en, title.en);
  column.path = place.path;
  layout_.sheets[place.sheet].columns.push_back(std::move(column));
  return layout_.sheets[place.sheet].columns.back();
}

void LayoutBuilder::add_sheet(const OrderedJson& node, const Place& place, const Text& title) {
  const std::size_t index = layout_.sheets.size();
  const OrderedJson items = resolved(node.at("items"));
  LayoutSheet sheet;
  sheet.name = short_title(title.fr);
  if (place.sheet != 0 || !place.group.fr.empty())
    sheet.name =
        place.sheet == 0 ? sheet.name : layout_.sheets[place.sheet].name + " - " + sheet.name;
  sheet.path = place.path;
  sheet.parent = place.sheet;
  sheet.holds_values = !is_group(items);
  const OrderedJson required = items.value("required", OrderedJson::array());
  if (required.size() == 1)
    sheet.main_key = required[0].get<std::string>();
  layout_.sheets[place.sheet].columns.back().sheet = index;
  layout_.sheets.push_back(std::move(sheet));
  Place inside{index, {}, {}, place.depth + 1};
  const Text owner = layout_.kind == "usecase"
                         ? Text{"Identifiant du cas d'usage", "Identifier of the use case"}
                         : Text{"Identifiant de l'activité", "Identifier of the activity"};
  add_column(inside, ColumnUse::document, owner).rule.takes_text = true;
  if (place.sheet != 0) {
    const std::string parent = layout_.sheets[place.sheet].name;
    add_column(inside, ColumnUse::parent_number, {"N° (" + parent + ")", "No. (" + parent + ")"});
    std::vector<LayoutColumn>& columns = layout_.sheets[place.sheet].columns;
    if (std::none_of(columns.begin(), columns.end(),
                     [](const LayoutColumn& c) { return c.use == ColumnUse::number; }))
      columns.insert(columns.begin() + 1,
                     LayoutColumn{ColumnUse::number, "N°", "No.", {}, {}, 0, {}});
  }
  const Text item = items.contains("title") ? title_of(items, "") : Text{"Valeur", "Value"};
  if (!is_group(items)) {
    add_column(inside, ColumnUse::value, item).rule = rule_of(items);
    return;
  }
  if (types_of(items).count("null") > 0)
    add_column(inside, ColumnUse::object, item).rule.takes_null = true;
  group(items, inside);
}

// Lists of lists, and lists too deep, are written as JSON; plain lists inside an item as lines.
void LayoutBuilder::list(const OrderedJson& node, const Place& place, const Text& title) {
  const OrderedJson items = resolved(node.value("items", OrderedJson::object()));
  const bool is_simple = is_plain(items);
  if ((!is_simple && !is_group(items)) || place.depth > kMaxDepth) {
    add_column(place, ColumnUse::value, title).rule.is_json = true;
    return;
  }
  if (is_simple && place.sheet != 0) {
    add_column(place, ColumnUse::lines, title).rule = rule_of(items);
    return;
  }
  LayoutColumn& column = add_column(place, ColumnUse::list, title);
  column.note = split_schema_title(node.value("description", "")).fr;
  column.rule = is_simple ? rule_of(items) : ValueRule();
  add_sheet(node, place, title);
}

void LayoutBuilder::member(const std::string& key, const OrderedJson& raw, const Place& place) {
  const OrderedJson node = resolved(raw);
  Place here = place;
  here.path.push_back(key);
  ++here.depth;
  const Text title = title_of(node, key);
  std::set<std::string> types = types_of(node);
  types.erase("null");
  if (types == std::set<std::string>{"array"}) {
    list(node, here, title);
  } else if (is_group(node) && here.depth <= kMaxDepth) {
    add_column(here, ColumnUse::object, title).rule.takes_null = types_of(node).count("null") > 0;
    here.group = {joined(place.group.fr, short_title(title.fr)),
                  joined(place.group.en, short_title(title.en))};
    group(node, here);
  } else {
    LayoutColumn& column = add_column(here, ColumnUse::value, title);
    column.rule = rule_of(node);
    column.note = split_schema_title(node.value("description", "")).fr;
  }
}

void LayoutBuilder::group(const OrderedJson& node, const Place& place) {
  for (const auto& [key, inner] : node.at("properties").items())
    if (place.sheet != 0 || !place.path.empty() || (key != "schema" && key != "id"))
      member(key, inner, place);
}

void LayoutBuilder::make_headings_unique() {
  for (LayoutSheet& sheet : layout_.sheets) {
    std::multiset<std::string> forms;
    for (const LayoutColumn& column : sheet.columns)
      forms.insert(plain_form(column.heading));
    for (LayoutColumn& column : sheet.columns)
      if (forms.count(plain_form(column.heading)) > 1)
        column.heading += " [" + join(column.path, ".") + "]";
  }
}

SheetLayout LayoutBuilder::build(const std::string& kind) {
  layout_.kind = kind;
  layout_.form = schema_.at("properties").at("schema").at("const").get<std::string>();
  layout_.name_key = kind == "usecase" ? "title" : "name";
  LayoutSheet main;
  main.name = kind == "usecase" ? "Cas d'usage" : "Activités";
  layout_.sheets.push_back(main);
  const Place top;
  LayoutColumn& id =
      add_column(top, ColumnUse::document, title_of(schema_.at("properties").at("id"), "id"));
  id.path = {"id"};
  id.rule.takes_text = true;
  group(schema_, top);
  make_headings_unique();
  std::vector<WorkbookSheet> names;
  for (const LayoutSheet& sheet : layout_.sheets)
    names.push_back({sheet.name});
  const std::vector<std::string> fitted = fit_sheet_names(names);
  for (std::size_t i = 0; i < fitted.size(); ++i)
    layout_.sheets[i].name = fitted[i];
  return std::move(layout_);
}

}  // namespace

SheetLayout lay_out(const std::string& kind, const WordLabel& labels) {
  return LayoutBuilder(OrderedJson::parse(document_schema(kind)), labels).build(kind);
}

}  // namespace aval
