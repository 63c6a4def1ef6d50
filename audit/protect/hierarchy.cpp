#include "audit/protect/hierarchy.h"

#include <algorithm>
#include <array>

#include "audit/base/error.h"
#include "audit/base/file.h"
#include "audit/base/text.h"
#include "audit/protect/civil_date.h"
#include "audit/protect/field_form.h"

namespace aval {
namespace {

using Level = std::function<bool(std::string_view, std::string&)>;

constexpr std::size_t kMostLeaves = 1'000'000;
constexpr int kOldest = 90;  // years

[[noreturn]] void refuse_level(const std::string& hierarchy, const std::string& known) {
  throw Error(
      ErrorKind::usage, hierarchy,
      format_text({"niveau inconnu ; au choix : {0}", "unknown level; one of: {0}"}, {known}));
}

Level date_level(const std::string& level) {
  static constexpr std::array<std::string_view, 4> kLevels = {"month", "quarter", "year", "decade"};
  if (std::find(kLevels.begin(), kLevels.end(), level) == kLevels.end())
    refuse_level("date", "month, quarter, year, decade");
  return [level](std::string_view text, std::string& out) {
    const auto date = parse_date(text);
    if (!date)
      return false;
    const std::string iso = iso_date(*date);
    if (level == "month")
      out = iso.substr(0, 7);
    else if (level == "quarter")
      out = iso.substr(0, 4) + "-Q" + std::to_string((date->month + 2) / 3);
    else if (level == "year")
      out = iso.substr(0, 4);
    else
      out = "[" + iso.substr(0, 3) + "0;" + iso.substr(0, 3) + "9]";
    return true;
  };
}

Level age_level(const std::string& level) {
  if (level != "5" && level != "10" && level != "20")
    refuse_level("age", "5, 10, 20");
  return [width = std::stoi(level)](std::string_view text, std::string& out) {
    if (text.empty() || text.size() > 3 ||
        text.find_first_not_of("0123456789") != std::string_view::npos)
      return false;
    const int age = std::stoi(std::string(text));
    const int start = age / width * width;
    const int end = std::min(start + width, kOldest);
    out = age >= kOldest ? ">=" + std::to_string(kOldest)
                         : "[" + std::to_string(start) + ";" + std::to_string(end) + "[";
    return true;
  };
}

Level postcode_level(const std::string& level) {
  if (level != "first3" && level != "departement")
    refuse_level("postcode", "first3, departement");
  return [level](std::string_view text, std::string& out) {
    std::string code(text);
    if (code.size() == 4)
      code.insert(0, 1, '0');  // the zero that spreadsheets lose
    if (code.size() != 5 || code.find_first_not_of("0123456789") != std::string::npos)
      return false;
    if (level == "first3" || code.starts_with("97") || code.starts_with("98"))
      out = code.substr(0, 3);
    else if (code.starts_with("20"))
      out = code[2] <= '1' ? "2A" : "2B";  // 200 and 201: Corse-du-Sud; 202 and 206: Haute-Corse
    else
      out = code.substr(0, 2);
    return true;
  };
}

std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells;
  for (std::string_view cell : split(line, ';')) {
    cell = trim(cell);
    if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"')
      cell = cell.substr(1, cell.size() - 2);
    cells.emplace_back(cell);
  }
  return cells;
}

std::size_t level_number(const std::string& level) {
  const bool fits = level.size() == 1 && level[0] >= '1' && level[0] <= '9';
  if (!fits)
    refuse_level("level", "1 ... 9");
  return static_cast<std::size_t>(level[0] - '0');
}

Text not_a_tree(std::size_t level) {
  return format_text({"le texte du niveau {0} est déjà sous un autre texte du niveau suivant : les "
                      "niveaux doivent s'emboîter",
                      "the text of level {0} lies below another text of the next level already: "
                      "levels must nest"},
                     {std::to_string(level)});
}

}  // namespace

bool is_built_in_hierarchy(std::string_view name) {
  return name == "date" || name == "age" || name == "postcode";
}

Level built_in_hierarchy(const std::string& hierarchy, const std::string& level) {
  if (hierarchy == "date")
    return date_level(level);
  if (hierarchy == "age")
    return age_level(level);
  return postcode_level(level);
}

HierarchyFile read_hierarchy_file(const std::string& path) {
  std::string content = to_valid_utf8(read_file(path));
  if (content.starts_with("\xEF\xBB\xBF"))
    content.erase(0, 3);
  HierarchyFile file;
  std::vector<std::map<std::string, std::string>> above;  // by level: the text of the next one
  std::size_t line_number = 0;
  const auto refuse = [&](const Text& message) {
    throw Error(ErrorKind::input, path + ":" + std::to_string(line_number), message);
  };
  for (const std::string_view line : split(content, '\n')) {
    ++line_number;
    if (trim(line).empty())
      continue;
    std::vector<std::string> cells = cells_of(line);
    file.levels = file.leaves.empty() ? cells.size() - 1 : file.levels;
    above.resize(cells.size());
    if (cells.size() != file.levels + 1 || cells.size() < 2)
      refuse({"nombre de niveaux : chaque ligne en a autant, un au moins après la feuille",
              "number of levels: each line has as many, at least one after the leaf"});
    for (std::size_t level = 1; level + 1 < cells.size(); ++level)
      if (above[level].emplace(cells[level], cells[level + 1]).first->second != cells[level + 1])
        refuse(not_a_tree(level));
    std::string leaf;
    canonicalize(FieldForm::text, cells[0], leaf);
    cells.erase(cells.begin());
    if (!file.leaves.emplace(leaf, std::move(cells)).second)
      refuse({"cette feuille est là deux fois", "this leaf is there twice"});
    if (file.leaves.size() > kMostLeaves)
      refuse({"plus d'un million de feuilles", "more than a million leaves"});
  }
  return file;
}

std::map<std::string, std::string, std::less<>> load_hierarchy(const std::string& path,
                                                               const std::string& level) {
  const std::size_t number = level_number(level);
  const HierarchyFile file = read_hierarchy_file(path);
  if (number > file.levels)
    throw Error(ErrorKind::input, path,
                format_text({"ce fichier n'a que {0} niveaux après la feuille",
                             "this file has only {0} levels after the leaf"},
                            {std::to_string(file.levels)}));
  std::map<std::string, std::string, std::less<>> leaves;
  for (const auto& [leaf, labels] : file.leaves)
    leaves.emplace(leaf, labels[number - 1]);
  return leaves;
}

}  // namespace aval
