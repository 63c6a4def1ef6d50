#include "registry/sheet_import.h"

#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

#include "audit/base/error.h"
#include "audit/base/text.h"
#include "registry/documents.h"
#include "registry/identifier.h"
#include "registry/sheet_columns.h"

namespace aval {
namespace {

// A cell as people find it again.
struct CellPlace {
  std::string sheet;
  std::uint64_t row = 0;
  std::string heading;  // empty: the whole row
};

Text in_words(const CellPlace& place) {
  const std::string row = std::to_string(place.row);
  Text text = format_text({"ligne {0}", "row {0}"}, {row});
  if (!place.sheet.empty())
    text = format_text({"feuille « {0} », ligne {1}", "sheet '{0}', row {1}"}, {place.sheet, row});
  if (!place.heading.empty()) {
    text.fr += ", colonne « " + place.heading + " »";
    text.en += ", column '" + place.heading + "'";
  }
  return text;
}

class SheetReader {
 public:
  SheetReader(const SheetLayout& layout, std::vector<FoundSheet> sheets)
      : layout_(layout), sheets_(std::move(sheets)) {}

  void read();
  std::vector<std::string> checked(const std::string& path);

 private:
  struct Document {
    Json content = Json::object();
    std::map<std::string, CellPlace> places;  // by JSON pointer
    std::map<std::pair<std::size_t, std::string>, std::string>
        items;  // pointers, by sheet and number
  };
  struct Row {
    std::size_t sheet;
    const SheetRow& texts;
  };

  std::string text_of(const Row& row, std::size_t column) const;
  std::string text_of_use(const Row& row, ColumnUse use) const;
  CellPlace place_of(const Row& row, std::size_t column) const;
  void tell(const CellPlace& place, const Text& problem);
  void read_document(const Row& row);
  void read_item(const Row& row, std::string& last_id);
  Document* owner_of(const Row& row, std::string& last_id);
  Json* holder_of(Document& document, const Row& row, std::string& pointer);
  Json* open_group(Json& object, const std::vector<std::string>& path, std::string& pointer,
                   const CellPlace& place);
  void read_fields(Document& document, Json& object, const std::string& pointer, const Row& row);
  void set_value(Document& document, Json& object, const std::string& pointer, const Row& row,
                 std::size_t column);
  void set_mark(Document& document, Json& object, const std::string& pointer, const Row& row,
                std::size_t column);
  std::optional<Json> mark_value(const Row& row, std::size_t column);
  void add_schema_problems(Document& document);

  const SheetLayout& layout_;
  std::vector<FoundSheet> sheets_;
  std::vector<Document> documents_;
  std::map<std::string, std::size_t> by_id_;
  std::map<std::string, std::size_t> by_name_;
  std::vector<std::pair<CellPlace, Text>> problems_;
};

std::string SheetReader::text_of(const Row& row, std::size_t column) const {
  const auto place = sheets_[row.sheet].columns[column];
  return place && *place < row.texts.cells.size() ? row.texts.cells[*place] : std::string();
}

std::string SheetReader::text_of_use(const Row& row, ColumnUse use) const {
  const std::vector<LayoutColumn>& columns = layout_.sheets[row.sheet].columns;
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i].use == use)
      return std::string(trim(text_of(row, i)));
  return {};
}

CellPlace SheetReader::place_of(const Row& row, std::size_t column) const {
  return {sheets_[row.sheet].name, row.texts.number,
          layout_.sheets[row.sheet].columns[column].heading};
}

void SheetReader::tell(const CellPlace& place, const Text& problem) {
  problems_.emplace_back(place, problem);
}

// The object at the path, made where it is missing; null when something else stands there.
Json* SheetReader::open_group(Json& object, const std::vector<std::string>& path,
                              std::string& pointer, const CellPlace& place) {
  Json* at = &object;
  for (std::size_t i = 0; i + 1 < path.size(); ++i) {
    if (!at->contains(path[i]))
      (*at)[path[i]] = Json::object();
    at = &(*at)[path[i]];
    pointer += "/" + path[i];
    if (!at->is_object()) {
      tell(place, {"ce groupe est noté « aucun » : videz cette cellule ou ôtez « aucun »",
                   "this group is marked 'aucun': empty this cell or take 'aucun' away"});
      return nullptr;
    }
  }
  return at;
}

void SheetReader::set_value(Document& document, Json& object, const std::string& pointer,
                            const Row& row, std::size_t column) {
  const LayoutColumn& layout = layout_.sheets[row.sheet].columns[column];
  const CellPlace place = place_of(row, column);
  Text problem;
  const auto value = layout.use == ColumnUse::lines
                         ? list_of_lines(text_of(row, column), layout.rule, problem)
                         : value_of_cell(text_of(row, column), layout.rule, problem);
  if (!value)
    return;
  if (!problem.fr.empty())
    tell(place, problem);
  std::string here = pointer;
  Json* holder = open_group(object, layout.path, here, place);
  if (holder == nullptr)
    return;
  (*holder)[layout.path.back()] = *value;
  document.places[here + "/" + layout.path.back()] = place;
}

// What the cell of a group or of a list says: null, empty, or the items of a list, one a line.
std::optional<Json> SheetReader::mark_value(const Row& row, std::size_t column) {
  const LayoutColumn& layout = layout_.sheets[row.sheet].columns[column];
  const std::string text(trim(text_of(row, column)));
  if (text.empty())
    return std::nullopt;
  if (is_null_word(text))
    return Json(nullptr);
  if (layout.use == ColumnUse::object) {
    if (text != kEmptyObjectWord)
      tell(place_of(row, column), {"seuls « aucun » ou rien sont attendus ici",
                                   "only 'aucun' or nothing is expected here"});
    return Json::object();
  }
  if (text == kEmptyListWord)
    return Json::array();
  const LayoutSheet& items = layout_.sheets[layout.sheet];
  const auto main =
      std::find_if(items.columns.begin(), items.columns.end(), [&](const LayoutColumn& c) {
        return c.use == ColumnUse::value &&
               (items.holds_values || c.path == std::vector<std::string>{items.main_key});
      });
  if (main == items.columns.end()) {
    tell(place_of(row, column), format_text({"écrivez ces éléments dans la feuille « {0} »",
                                             "write these items in the sheet '{0}'"},
                                            {items.name}));
    return std::nullopt;
  }
  Text problem;
  Json list = list_of_lines(text, main->rule, problem).value_or(Json());
  if (!problem.fr.empty())
    tell(place_of(row, column), problem);
  if (!items.holds_values)
    for (Json& item : list)
      item = Json{{items.main_key, item}};
  return list;
}

void SheetReader::set_mark(Document& document, Json& object, const std::string& pointer,
                           const Row& row, std::size_t column) {
  const LayoutColumn& layout = layout_.sheets[row.sheet].columns[column];
  if (layout.path.empty())
    return;  // of the item itself: see read_item
  const auto value = mark_value(row, column);
  if (!value)
    return;
  const CellPlace place = place_of(row, column);
  std::string here = pointer;
  Json* holder = open_group(object, layout.path, here, place);
  if (holder == nullptr)
    return;
  if (holder->contains(layout.path.back())) {
    if (!value->is_object())
      tell(place, {"« aucun » alors que le groupe est rempli : ôtez l'un ou l'autre",
                   "'aucun' while the group is filled in: take one of the two away"});
    return;
  }
  (*holder)[layout.path.back()] = *value;
  document.places[here + "/" + layout.path.back()] = place;
}

void SheetReader::read_fields(Document& document, Json& object, const std::string& pointer,
                              const Row& row) {
  const std::vector<LayoutColumn>& columns = layout_.sheets[row.sheet].columns;
  for (std::size_t i = 0; i < columns.size(); ++i)
    if ((columns[i].use == ColumnUse::value || columns[i].use == ColumnUse::lines) &&
        !columns[i].path.empty())
      set_value(document, object, pointer, row, i);
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i].use == ColumnUse::object || columns[i].use == ColumnUse::list)
      set_mark(document, object, pointer, row, i);
}

void SheetReader::read_document(const Row& row) {
  Document document;
  document.content["schema"] = layout_.form;
  document.places[""] = {sheets_[row.sheet].name, row.texts.number, ""};
  read_fields(document, document.content, "", row);
  std::string id = text_of_use(row, ColumnUse::document);
  const Json name = document.content.value(layout_.name_key, Json());
  if (id.empty() && name.is_string())
    id = identifier_of(name.get<std::string>());
  if (id.empty() && document.content.size() == 1)
    return;  // a row without anything
  document.content["id"] = id;
  document.places["/id"] = {sheets_[row.sheet].name, row.texts.number,
                            layout_.sheets[0].columns[0].heading};
  document.items[{0, ""}] = "";
  if (!by_id_.emplace(id, documents_.size()).second)
    tell(document.places["/id"], {"cet identifiant est déjà celui d'une autre ligne",
                                  "this identifier is already that of another row"});
  if (name.is_string())
    by_name_.emplace(plain_form(name.get<std::string>()), documents_.size());
  documents_.push_back(std::move(document));
}

SheetReader::Document* SheetReader::owner_of(const Row& row, std::string& last_id) {
  std::string id = text_of_use(row, ColumnUse::document);
  if (id.empty())
    id = last_id;
  if (id.empty() && documents_.size() == 1)
    return &documents_.front();
  last_id = id;
  const auto found = by_id_.find(id);
  if (found != by_id_.end())
    return &documents_[found->second];
  const auto named = by_name_.find(plain_form(id));
  if (named != by_name_.end())
    return &documents_[named->second];
  tell(place_of(row, 0), format_text({"aucune ligne de la feuille « {0} » n'a cet identifiant",
                                      "no row of the sheet '{0}' has this identifier"},
                                     {layout_.sheets[0].name}));
  return nullptr;
}

// The list to which the row belongs.
Json* SheetReader::holder_of(Document& document, const Row& row, std::string& pointer) {
  const LayoutSheet& layout = layout_.sheets[row.sheet];
  std::string number;
  if (layout.parent != 0) {
    number = text_of_use(row, ColumnUse::parent_number);
    const auto found = document.items.find({layout.parent, number});
    if (found == document.items.end()) {
      tell(place_of(row, 1), format_text({"aucune ligne de la feuille « {0} » n'a ce numéro",
                                          "no row of the sheet '{0}' has this number"},
                                         {layout_.sheets[layout.parent].name}));
      return nullptr;
    }
    pointer = found->second;
  }
  const CellPlace place{sheets_[row.sheet].name, row.texts.number, ""};
  Json* holder =
      open_group(document.content[Json::json_pointer(pointer)], layout.path, pointer, place);
  if (holder == nullptr)
    return nullptr;
  pointer += "/" + layout.path.back();
  const bool is_marked = document.places.count(pointer) > 0;
  if (is_marked) {
    tell(place, format_text({"la feuille « {0} » dit déjà ce que contient cette liste : ôtez l'un "
                             "ou l'autre",
                             "the sheet '{0}' already says what this list holds: take one of the "
                             "two away"},
                            {layout_.sheets[layout.parent].name}));
    return nullptr;
  }
  if (!holder->contains(layout.path.back()))
    (*holder)[layout.path.back()] = Json::array();
  return &(*holder)[layout.path.back()];
}

void SheetReader::read_item(const Row& row, std::string& last_id) {
  Document* document = owner_of(row, last_id);
  if (document == nullptr)
    return;
  std::string pointer;
  Json* list = holder_of(*document, row, pointer);
  if (list == nullptr)
    return;
  const LayoutSheet& layout = layout_.sheets[row.sheet];
  pointer += "/" + std::to_string(list->size());
  Json item = Json::object();
  for (std::size_t i = 0; i < layout.columns.size(); ++i) {
    const LayoutColumn& column = layout.columns[i];
    if (!column.path.empty() || column.use == ColumnUse::document)
      continue;
    if (column.use == ColumnUse::object && is_null_word(text_of(row, i)))
      item = nullptr;
    if (column.use != ColumnUse::value)
      continue;
    Text problem;
    const auto value = value_of_cell(text_of(row, i), column.rule, problem);
    if (!value)
      return;
    if (!problem.fr.empty())
      tell(place_of(row, i), problem);
    item = *value;
    document->places[pointer] = place_of(row, i);
  }
  if (!layout.holds_values && !item.is_null()) {
    document->places[pointer] = {sheets_[row.sheet].name, row.texts.number, ""};
    read_fields(*document, item, pointer, row);
  }
  std::string number = text_of_use(row, ColumnUse::number);
  document->items[{row.sheet, number}] = pointer;
  list->push_back(std::move(item));
}

void SheetReader::read() {
  for (const SheetRow& texts : sheets_[0].rows)
    read_document({0, texts});
  for (std::size_t sheet = 1; sheet < sheets_.size(); ++sheet) {
    std::string last_id;
    for (const SheetRow& texts : sheets_[sheet].rows)
      read_item({sheet, texts}, last_id);
  }
}

// The problems that the schema sees, at the cell that made them or at the row above them.
void SheetReader::add_schema_problems(Document& document) {
  for (const Problem& problem : check_document(layout_.kind, document.content, "")) {
    std::string pointer = problem.place.substr(
        std::min<std::size_t>(problem.place.find('#') + 1, problem.place.size()));
    while (!pointer.empty() && document.places.count(pointer) == 0)
      pointer.resize(pointer.rfind('/'));
    const CellPlace& place = document.places[pointer];
    const bool is_told = std::any_of(problems_.begin(), problems_.end(), [&](const auto& told) {
      return told.first.sheet == place.sheet && told.first.row == place.row &&
             told.first.heading == place.heading && !place.heading.empty();
    });
    if (!is_told)
      tell(place, problem.message);
  }
}

std::vector<std::string> SheetReader::checked(const std::string& path) {
  std::vector<std::string> texts;
  for (Document& document : documents_) {
    add_schema_problems(document);
    texts.push_back(canonical_json(document.content));
  }
  std::vector<Problem> problems;
  for (const auto& [place, text] : problems_) {
    const Text where = in_words(place);
    problems.push_back({path, {where.fr + " : " + text.fr, where.en + ": " + text.en}});
  }
  throw_if_any(ErrorKind::input, path, problems);
  return texts;
}

}  // namespace

SheetDocuments documents_of_sheets(const SheetLayout& layout, const std::vector<SheetTexts>& sheets,
                                   const std::string& path) {
  SheetDocuments result;
  SheetReader reader(layout, find_sheets(layout, sheets, path, result.unknown));
  reader.read();
  result.documents = reader.checked(path);
  return result;
}

}  // namespace aval
