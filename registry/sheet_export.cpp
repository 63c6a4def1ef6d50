#include "registry/sheet_export.h"

#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"

namespace aval {
namespace {

constexpr std::size_t kSpareRows = 200;

using Row = std::vector<WorkbookCell>;
using Rows = std::vector<std::vector<Row>>;  // by sheet

// The value at the keys; null when one is missing or its holder is no object.
const Json* find_at(const Json& object, const std::vector<std::string>& path) {
  const Json* found = &object;
  for (const std::string& key : path) {
    if (!found->is_object() || !found->contains(key))
      return nullptr;
    found = &found->at(key);
  }
  return found;
}

class SheetFiller {
 public:
  explicit SheetFiller(const SheetLayout& layout) : layout_(layout), rows_(layout.sheets.size()) {}

  void add_document(const Json& document) {
    id_ = document.at("id").get<std::string>();
    numbers_.assign(layout_.sheets.size(), 0);
    add_item(document, 0, 0);
  }
  Rows take() { return std::move(rows_); }

 private:
  void add_item(const Json& value, std::size_t sheet, std::size_t parent_number);
  WorkbookCell cell(const Json& value, const LayoutColumn& column, std::size_t number,
                    std::size_t parent_number) const;

  const SheetLayout& layout_;
  Rows rows_;
  std::string id_;
  std::vector<std::size_t> numbers_;  // rows of the document so far, by sheet
};

WorkbookCell SheetFiller::cell(const Json& value, const LayoutColumn& column, std::size_t number,
                               std::size_t parent_number) const {
  if (column.use == ColumnUse::document)
    return {id_};
  if (column.use == ColumnUse::number)
    return {std::to_string(number), SheetValue::number};
  if (column.use == ColumnUse::parent_number)
    return {std::to_string(parent_number), SheetValue::number};
  const Json* found = find_at(value, column.path);
  if (found == nullptr)
    return {};
  if (column.use == ColumnUse::value)
    return cell_of_value(*found, column.rule);
  if (column.use == ColumnUse::lines)
    return {lines_of_list(*found, column.rule)};
  if (found->is_null())
    return {"aucun"};
  const char* word = column.use == ColumnUse::list ? kEmptyListWord : kEmptyObjectWord;
  // An item without any field has its row; a group without any needs the word.
  return {found->empty() && !column.path.empty() ? word : ""};
}

void SheetFiller::add_item(const Json& value, std::size_t sheet, std::size_t parent_number) {
  const LayoutSheet& layout = layout_.sheets[sheet];
  const std::size_t number = ++numbers_[sheet];
  Row row;
  for (const LayoutColumn& column : layout.columns)
    row.push_back(cell(value, column, number, parent_number));
  rows_[sheet].push_back(std::move(row));
  for (std::size_t child = sheet + 1; child < layout_.sheets.size(); ++child) {
    if (layout_.sheets[child].parent != sheet)
      continue;
    const Json* list = find_at(value, layout_.sheets[child].path);
    if (list != nullptr && list->is_array())
      for (const Json& item : *list)
        add_item(item, child, number);
  }
}

Rows fill(const SheetLayout& layout, const std::vector<std::string>& documents) {
  SheetFiller filler(layout);
  for (const std::string& text : documents)
    filler.add_document(Json::parse(text));
  return filler.take();
}

WorkbookColumn column_of(const LayoutColumn& layout) {
  WorkbookColumn column;
  const bool is_value = layout.use == ColumnUse::value;
  column.choices = is_value ? choices_of(layout.rule) : std::vector<std::string>();
  if (is_value && layout.rule.is_date)
    column.kind = SheetValue::date;
  const bool is_number = is_value && layout.rule.takes_integer && !layout.rule.takes_text;
  if (is_number || layout.use == ColumnUse::number || layout.use == ColumnUse::parent_number)
    column.kind = SheetValue::number;
  const bool is_narrow = column.kind != SheetValue::text || layout.rule.takes_boolean ||
                         layout.use == ColumnUse::object || layout.use == ColumnUse::list;
  column.width = is_narrow ? 16 : layout.use == ColumnUse::document ? 24 : 32;
  return column;
}

WorkbookSheet sheet_of(const LayoutSheet& layout, std::vector<Row> rows) {
  WorkbookSheet sheet;
  sheet.name = layout.name;
  sheet.spare_rows = kSpareRows;
  Row header;
  for (const LayoutColumn& column : layout.columns) {
    header.push_back({column.heading, SheetValue::text, true});
    sheet.columns.push_back(column_of(column));
  }
  sheet.rows.push_back(std::move(header));
  for (Row& row : rows)
    sheet.rows.push_back(std::move(row));
  return sheet;
}

std::string content_note(const LayoutColumn& column) {
  switch (column.use) {
    case ColumnUse::document:
      return "identifiant de la fiche : le même dans toutes les feuilles";
    case ColumnUse::number:
    case ColumnUse::parent_number:
      return "numéro de la ligne à laquelle d'autres feuilles se rattachent";
    case ColumnUse::lines:
      return "un élément par ligne de la cellule";
    case ColumnUse::object:
      return "laissez vide, ou « aucun » si tout ce groupe est sans objet";
    case ColumnUse::list:
      return "laissez vide : les éléments sont dans leur feuille ; ou « aucun »";
    case ColumnUse::value:
      break;
  }
  if (column.rule.is_json)
    return "JSON";
  if (column.rule.is_date)
    return "date";
  const std::vector<std::string> choices = choices_of(column.rule);
  if (!choices.empty())
    return join(choices, " | ");
  return column.rule.takes_text ? "texte" : "nombre";
}

WorkbookSheet instructions(const SheetLayout& layout) {
  WorkbookSheet sheet;
  sheet.name = "Mode d'emploi";
  sheet.title = "Mode d'emploi";
  sheet.header_rows = 0;
  sheet.columns = {{30}, {50}, {60}, {50}};
  const std::string command = layout.kind == "usecase" ? "usecase" : "register";
  for (const std::string& line :
       {"Une ligne par fiche dans « " + layout.sheets[0].name +
            " » ; les listes ont chacune leur feuille, une ligne par élément, rattachée par "
            "l'identifiant.",
        std::string("Cellule vide : pas encore renseigné. « aucun » : renseigné, il n'y en a "
                    "pas. Les deux ne se valent pas : une règle attend la réponse au premier "
                    "cas."),
        std::string("Une ligne dont l'identifiant est vide se rattache à la fiche de la ligne "
                    "du dessus. L'ordre des colonnes est libre, des colonnes peuvent manquer."),
        std::string("Une apostrophe en tête garde un texte tel quel : 'aucun est le mot, non "
                    "l'absence."),
        "Relire : aval " + command + " import FICHIER"})
    sheet.rows.push_back({{line}});
  sheet.rows.push_back({});
  Row header;
  for (const char* heading : {"Feuille", "Colonne", "Contenu", "Obligation, source"})
    header.push_back({heading, SheetValue::text, true});
  sheet.rows.push_back(std::move(header));
  for (const LayoutSheet& part : layout.sheets)
    for (const LayoutColumn& column : part.columns)
      sheet.rows.push_back({{part.name}, {column.heading}, {content_note(column)}, {column.note}});
  return sheet;
}

}  // namespace

Workbook workbook_of_documents(const SheetLayout& layout, const std::vector<std::string>& documents,
                               const std::string& today) {
  Rows rows = fill(layout, documents);
  Workbook workbook;
  workbook.title =
      layout.kind == "usecase" ? "Cas d'usage" : "Registre des activités de traitement";
  workbook.created = today;
  workbook.sheets.push_back(instructions(layout));
  for (std::size_t i = 0; i < rows.size(); ++i)
    workbook.sheets.push_back(sheet_of(layout.sheets[i], std::move(rows[i])));
  return workbook;
}

std::vector<std::vector<std::string>> rows_of_documents(const SheetLayout& layout,
                                                        const std::vector<std::string>& documents) {
  const Rows rows = fill(layout, documents);
  std::vector<std::string> header = {"Rubrique", layout.sheets[0].columns[0].heading};
  std::vector<std::vector<std::size_t>> places(layout.sheets.size());
  for (std::size_t sheet = 0; sheet < layout.sheets.size(); ++sheet)
    for (const LayoutColumn& column : layout.sheets[sheet].columns) {
      const bool is_id = column.use == ColumnUse::document;
      places[sheet].push_back(is_id ? 1 : header.size());
      if (!is_id)
        header.push_back((sheet == 0 ? "" : layout.sheets[sheet].name + " : ") + column.heading);
    }
  std::vector<std::vector<std::string>> table = {header};
  for (std::size_t sheet = 0; sheet < rows.size(); ++sheet)
    for (const Row& row : rows[sheet]) {
      std::vector<std::string> line(header.size());
      line[0] = layout.sheets[sheet].name;
      for (std::size_t i = 0; i < row.size(); ++i)
        line[places[sheet][i]] = row[i].value;
      table.push_back(std::move(line));
    }
  return table;
}

}  // namespace aval
