#include "registry/sheet_columns.h"

#include <algorithm>
#include <set>

#include "audit/base/error.h"
#include "audit/base/text.h"

namespace aval {
namespace {

constexpr std::size_t kTitleRows = 20;  // that may stand above the headings
constexpr const char* kSectionHeading = "rubrique";

std::string without_brackets(const std::string& heading) {
  return std::string(trim(std::string_view(heading).substr(0, heading.find(" ("))));
}

// How well a heading names a column: 0 not at all.
int likeness(const std::string& heading, const LayoutColumn& column) {
  const std::string form = plain_form(heading);
  if (form.empty())
    return 0;
  if (form == plain_form(column.heading))
    return 4;
  if (form == plain_form(column.heading_en) || heading == join(column.path, "."))
    return 3;
  if (plain_form(without_brackets(heading)) == plain_form(without_brackets(column.heading)))
    return 2;
  return 0;
}

std::optional<std::size_t> best_column(const std::vector<std::string>& headings,
                                       const LayoutColumn& column) {
  std::optional<std::size_t> best;
  int most = 0;
  for (std::size_t i = 0; i < headings.size(); ++i)
    if (const int score = likeness(headings[i], column); score > most) {
      most = score;
      best = i;
    }
  return best;
}

std::size_t count_known(const SheetRow& row, const LayoutSheet& layout) {
  return static_cast<std::size_t>(std::count_if(
      layout.columns.begin(), layout.columns.end(),
      [&](const LayoutColumn& column) { return best_column(row.cells, column).has_value(); }));
}

// The place of the row of headings among the first rows: the one that names most columns.
std::optional<std::size_t> heading_row(const SheetTexts& sheet, const LayoutSheet& layout) {
  std::optional<std::size_t> best;
  std::size_t most = 0;
  for (std::size_t i = 0; i < std::min(sheet.rows.size(), kTitleRows); ++i)
    if (const std::size_t known = count_known(sheet.rows[i], layout); known > most) {
      most = known;
      best = i;
    }
  return best;
}

std::string column_place(const std::string& sheet, std::size_t column) {
  std::string letters = cell_name(0, column);
  letters.pop_back();
  return (sheet.empty() ? "" : "feuille « " + sheet + " », ") + "colonne " + letters;
}

FoundSheet match_columns(const SheetTexts& sheet, const LayoutSheet& layout,
                         std::vector<UnknownPart>& unknown) {
  FoundSheet found{sheet.name, std::vector<std::optional<std::size_t>>(layout.columns.size()), {}};
  const auto place = heading_row(sheet, layout);
  if (!place)
    return found;
  const std::vector<std::string>& headings = sheet.rows[*place].cells;
  std::set<std::size_t> used;
  for (std::size_t i = 0; i < layout.columns.size(); ++i) {
    found.columns[i] = best_column(headings, layout.columns[i]);
    if (found.columns[i])
      used.insert(*found.columns[i]);
  }
  found.rows.assign(sheet.rows.begin() + static_cast<std::ptrdiff_t>(*place) + 1, sheet.rows.end());
  for (std::size_t i = 0; i < headings.size(); ++i) {
    const bool is_filled = std::any_of(
        found.rows.begin(), found.rows.end(),
        [&](const SheetRow& row) { return i < row.cells.size() && !row.cells[i].empty(); });
    if (is_filled && used.count(i) == 0)
      unknown.push_back({column_place(sheet.name, i),
                         {"cette colonne n'a pas de champ correspondant : non reprise",
                          "this column has no field: left out"}});
  }
  return found;
}

// The table of one sheet out of a CSV file that holds all of them.
SheetTexts section_of(const SheetTexts& all, std::size_t section, const LayoutSheet& layout,
                      bool is_main) {
  SheetTexts part;
  const SheetRow& header = all.rows.front();
  SheetRow own{header.number, {}};
  const std::string prefix = plain_form(layout.name);
  for (const std::string& heading : header.cells) {
    const std::size_t border = heading.find(" : ");
    const bool is_id = plain_form(without_brackets(heading)) == "identifiant";
    const bool is_prefixed =
        border != std::string::npos && plain_form(heading.substr(0, border)) == prefix;
    own.cells.push_back(is_main       ? heading
                        : is_id       ? layout.columns.front().heading
                        : is_prefixed ? heading.substr(border + 3)
                                      : std::string());
  }
  part.rows.push_back(own);
  for (std::size_t i = 1; i < all.rows.size(); ++i) {
    const std::string name =
        section < all.rows[i].cells.size() ? plain_form(all.rows[i].cells[section]) : "";
    if (name == prefix || (name.empty() && is_main))
      part.rows.push_back(all.rows[i]);
  }
  return part;
}

std::optional<std::size_t> section_column(const SheetTexts& sheet) {
  if (sheet.rows.empty())
    return std::nullopt;
  const std::vector<std::string>& cells = sheet.rows.front().cells;
  const auto found = std::find_if(cells.begin(), cells.end(), [](const std::string& cell) {
    return plain_form(cell) == kSectionHeading;
  });
  if (found == cells.end())
    return std::nullopt;
  return static_cast<std::size_t>(found - cells.begin());
}

std::vector<FoundSheet> find_sections(const SheetLayout& layout, const SheetTexts& all,
                                      std::size_t section) {
  std::vector<FoundSheet> found;
  std::vector<UnknownPart> ignored;  // columns of the other sections
  for (std::size_t i = 0; i < layout.sheets.size(); ++i)
    found.push_back(match_columns(section_of(all, section, layout.sheets[i], i == 0),
                                  layout.sheets[i], ignored));
  return found;
}

void tell_unknown_sections(const SheetLayout& layout, const SheetTexts& all, std::size_t section,
                           std::vector<UnknownPart>& unknown) {
  for (std::size_t i = 1; i < all.rows.size(); ++i) {
    const std::string name =
        section < all.rows[i].cells.size() ? plain_form(all.rows[i].cells[section]) : "";
    const bool is_known = name.empty() || std::any_of(layout.sheets.begin(), layout.sheets.end(),
                                                      [&](const LayoutSheet& sheet) {
                                                        return plain_form(sheet.name) == name;
                                                      });
    if (!is_known)
      unknown.push_back(
          {"ligne " + std::to_string(all.rows[i].number),
           {"rubrique inconnue : ligne non reprise", "unknown section: row left out"}});
  }
}

const SheetTexts* sheet_named(const std::vector<SheetTexts>& sheets, const std::string& name) {
  const auto found = std::find_if(sheets.begin(), sheets.end(), [&](const SheetTexts& sheet) {
    return plain_form(sheet.name) == plain_form(name);
  });
  return found == sheets.end() ? nullptr : &*found;
}

bool is_aside(const std::string& sheet) {
  const std::string form = plain_form(sheet);
  return form == "modedemploi" || form == "listes";
}

}  // namespace

std::vector<FoundSheet> find_sheets(const SheetLayout& layout,
                                    const std::vector<SheetTexts>& sheets, const std::string& path,
                                    std::vector<UnknownPart>& unknown) {
  if (sheets.size() == 1)
    if (const auto section = section_column(sheets[0])) {
      tell_unknown_sections(layout, sheets[0], *section, unknown);
      return find_sections(layout, sheets[0], *section);
    }
  std::vector<FoundSheet> found;
  std::set<const SheetTexts*> used;
  for (std::size_t i = 0; i < layout.sheets.size(); ++i) {
    const SheetTexts* sheet = sheet_named(sheets, layout.sheets[i].name);
    if (sheet == nullptr && i == 0 && sheets.size() == 1)
      sheet = &sheets[0];
    const SheetTexts none{};
    used.insert(sheet);
    found.push_back(match_columns(sheet == nullptr ? none : *sheet, layout.sheets[i], unknown));
  }
  if (std::none_of(found[0].columns.begin(), found[0].columns.end(),
                   [](const auto& column) { return column.has_value(); }))
    throw Error(
        ErrorKind::input, path,
        format_text({"pas de feuille « {0} » avec ses titres de colonnes ; « aval {1} "
                     "template --format ods » donne un modèle à remplir",
                     "no sheet '{0}' with its column headings; 'aval {1} template --format "
                     "ods' gives a form to fill in"},
                    {layout.sheets[0].name, layout.kind == "usecase" ? "usecase" : "register"}));
  for (const SheetTexts& sheet : sheets)
    if (used.count(&sheet) == 0 && !is_aside(sheet.name) && !sheet.rows.empty())
      unknown.push_back({"feuille « " + sheet.name + " »",
                         {"cette feuille ne correspond à aucune liste : non reprise",
                          "this sheet stands for no list: left out"}});
  return found;
}

}  // namespace aval
