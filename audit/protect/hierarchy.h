// From a value to a coarser one: levels of dates, ages and postcodes, or a file.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace aval {

// "date": month, quarter, year, decade. "age": 5, 10 or 20 years, all from 90 on in one class
// (the oldest are rare, CNIL 2020). "postcode": first3, or departement (Corsica as 2A and 2B, three
// characters overseas). False for a text that has no such level. Error(usage) for another word.
std::function<bool(std::string_view text, std::string& out)> built_in_hierarchy(
    const std::string& hierarchy, const std::string& level);
bool is_built_in_hierarchy(std::string_view name);

// A file as ARX writes it: one line a leaf, semicolons, the leaf first, then ever coarser levels.
// Level 1 is the first after the leaf. Leaves in the canonical form of text. Error(input) naming
// the line: another number of levels, a leaf twice; beyond a million leaves.
std::map<std::string, std::string, std::less<>> load_hierarchy(const std::string& path,
                                                               const std::string& level);

}  // namespace aval
