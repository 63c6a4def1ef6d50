// From a value to a coarser one: levels of dates, ages and postcodes, or a file.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace aval {

// "date": month, quarter, year, decade. "age": 5, 10 or 20 years, all from 90 on in one class
// (the oldest are rare, CNIL 2020). "postcode": first3, or departement (Corsica as 2A and 2B, three
// characters overseas). False for a text that has no such level. Error(usage) for another word.
std::function<bool(std::string_view text, std::string& out)> built_in_hierarchy(
    const std::string& hierarchy, const std::string& level);
bool is_built_in_hierarchy(std::string_view name);

// A file as ARX writes it: one line a leaf, semicolons, the leaf first, then ever coarser levels.
struct HierarchyFile {
  std::size_t levels = 0;  // after the leaf
  // Leaves in the canonical form of text, with their text at each level.
  std::map<std::string, std::vector<std::string>, std::less<>> leaves;
};

// Error(input) naming the line: another number of levels, a leaf twice, a text that lies below two
// texts of the next level; beyond a million leaves.
HierarchyFile read_hierarchy_file(const std::string& path);

// One level of a file. Level 1 is the first after the leaf; one that the file does not have is an
// Error(input).
std::map<std::string, std::string, std::less<>> load_hierarchy(const std::string& path,
                                                               const std::string& level);

}  // namespace aval
