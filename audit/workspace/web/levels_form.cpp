#include "audit/workspace/web/levels_form.h"

#include <algorithm>
#include <map>

#include "audit/workspace/protect_dataset.h"
#include "reports/plain_words.h"
#include "rules/vocabulary.h"

namespace aval {
namespace {

constexpr const char* kHierarchies[] = {"date",   "age",  "postcode", "commune",
                                        "number", "grid", "pcs",      "none"};

Text hierarchy_in_words(std::string_view name) {
  if (name == "date")
    return {"date", "date"};
  if (name == "age")
    return {"âge", "age"};
  if (name == "postcode")
    return {"code postal", "postcode"};
  if (name == "commune")
    return {"commune", "commune"};
  if (name == "number")
    return {"nombre", "number"};
  if (name == "grid")
    return {"position : carreaux", "position: grid squares"};
  if (name == "pcs")
    return {"profession (PCS)", "profession (PCS)"};
  return {"tout ou rien", "all or nothing"};
}

std::string numbered(const char* name, std::size_t column) {
  return std::string(name) + ":" + std::to_string(column);
}

// A column that names people is never kept as it is.
std::vector<ColumnRole> possible_roles(bool is_direct) {
  if (is_direct)
    return {ColumnRole::dropped, ColumnRole::quasi};
  return {ColumnRole::kept, ColumnRole::quasi, ColumnRole::sensitive, ColumnRole::dropped};
}

struct CellChoice {
  std::string name;
  Text label;
  std::string chosen;
};

void write_choice(HtmlPage& page, const CellChoice& cell, const std::vector<Choice>& choices) {
  page.open_cell();
  page.open(Tag::select,
            {{Attribute::name, cell.name}, {Attribute::aria_label, page.in(cell.label)}});
  for (const Choice& choice : choices) {
    HtmlAttributes attributes{{Attribute::value, choice.value}};
    if (choice.value == cell.chosen)
      attributes.push_back({Attribute::selected, "selected"});
    page.element(Tag::option, attributes, choice.label);
  }
  page.close();
  page.close();
}

void write_row(HtmlPage& page, const TableScan& scan, const AnonymizedColumn& column,
               const FormFields& fields) {
  const ColumnScan& told = scan.columns[column.index];
  const Text name = display_name(scan, column.index);
  page.open_row();
  page.row_header(name);
  page.cell(capitalized_text(label_of(told.type)) + plain(", ") + label_of(told.gdpr));
  std::vector<Choice> roles;
  for (const ColumnRole role : possible_roles(column.role == ColumnRole::dropped))
    roles.push_back({std::string(name_of(role)), role_in_words(role)});
  write_choice(page,
               {numbered("role", column.index),
                Text{"Ce qu'elle devient, colonne ", "What it becomes, column "} + name,
                value_of(fields, numbered("role", column.index))},
               roles);
  std::vector<Choice> hierarchies = {{"", {"selon le contenu", "by its content"}}};
  for (const char* hierarchy : kHierarchies)
    hierarchies.push_back({hierarchy, hierarchy_in_words(hierarchy)});
  write_choice(
      page,
      {numbered("hierarchy", column.index), Text{"Échelle, colonne ", "Ladder, column "} + name,
       value_of(fields, numbered("hierarchy", column.index))},
      hierarchies);
  page.close_row();
}

std::string asked_hierarchy(const FormFields& fields, std::size_t column) {
  const std::string asked = value_of(fields, numbered("hierarchy", column));
  const bool known =
      std::find(std::begin(kHierarchies), std::end(kHierarchies), asked) != std::end(kHierarchies);
  return known ? asked : std::string();
}

}  // namespace

Text role_in_words(ColumnRole role) {
  switch (role) {
    case ColumnRole::kept:
      return {"gardée telle quelle", "kept as it is"};
    case ColumnRole::dropped:
      return {"supprimée", "left out"};
    case ColumnRole::quasi:
      return {"généralisée autant qu'il faut", "generalized as far as needed"};
    case ColumnRole::sensitive:
      return {"sensible : gardée, ne doit pas se déduire", "sensitive: kept, must not be inferred"};
  }
  return {};
}

Text level_in_words(const std::string& hierarchy, const std::string& level) {
  static const std::map<std::string, Text> kLevels = {
      {"month", {"mois", "month"}},
      {"quarter", {"trimestre", "quarter"}},
      {"year", {"année", "year"}},
      {"decade", {"décennie", "decade"}},
      {"first3", {"trois premiers chiffres", "first three digits"}},
      {"departement", {"département", "département"}}};
  if (level == "*")
    return {"effacée", "wiped out"};
  const auto known = kLevels.find(level);
  const Text name = known == kLevels.end() ? plain(level) : known->second;
  const bool built_in = std::find(std::begin(kHierarchies), std::end(kHierarchies), hierarchy) !=
                        std::end(kHierarchies);
  return (built_in ? hierarchy_in_words(hierarchy) : plain(hierarchy)) + Text{" : ", ": "} + name;
}

FormFields levels_fields(const TableScan& scan) {
  FormFields fields;
  for (const AnonymizedColumn& column : proposed_roles(scan))
    fields.emplace_back(numbered("role", column.index), std::string(name_of(column.role)));
  return fields;
}

void write_levels_table(HtmlPage& page, const TableScan& scan, const FormFields& fields) {
  page.open_table({"Ce que devient chaque colonne", "What becomes of each column"},
                  {{"Colonne", "Column"},
                   {"Contenu", "Content"},
                   {"Ce qu'elle devient", "What it becomes"},
                   {"Échelle, si elle est généralisée", "Ladder, where it is generalized"}});
  for (const AnonymizedColumn& column : proposed_roles(scan))
    write_row(page, scan, column, fields);
  page.close_table();
}

void read_levels(const TableScan& scan, const FormFields& fields, AnonymizeOptions& options,
                 FieldProblems& problems) {
  for (const AnonymizedColumn& column : proposed_roles(scan)) {
    const std::string role = value_of(fields, numbered("role", column.index));
    const std::string name = "#" + std::to_string(column.index + 1);
    const bool is_direct = column.role == ColumnRole::dropped;
    if (role == name_of(ColumnRole::quasi)) {
      options.quasi.push_back(name);
      if (const std::string hierarchy = asked_hierarchy(fields, column.index); !hierarchy.empty())
        options.hierarchies.push_back(std::string(name).append("=").append(hierarchy));
    } else if (role == name_of(ColumnRole::dropped) || is_direct) {
      options.drop.push_back(name);
    } else if (role == name_of(ColumnRole::sensitive)) {
      options.sensitive.push_back(name);
    } else {
      options.keep.push_back(name);
    }
  }
  if (options.quasi.empty())
    problems[kWholeForm] = {"choisissez au moins une colonne à généraliser",
                            "choose at least one column to generalize"};
}

}  // namespace aval
