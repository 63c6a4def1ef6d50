// The levels of a hierarchy, from the one above the value to the one below "*": built in, or of a
// file.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace aval {

struct ValueLevels {
  std::string hierarchy;           // as it was asked for
  std::vector<std::string> names;  // of the levels, finest first; may be empty
  // The texts of a value, one a level; each decides the next. False: the value is not of this kind.
  std::function<bool(std::string_view value, std::vector<std::string>& labels)> labels_of;
  // Of a file: how many leaves each label of each level has, and all together. Of a built-in one,
  // empty: the values of the data are the leaves.
  std::vector<std::map<std::string, std::uint64_t>> leaves_below;
  std::uint64_t leaves = 0;
};

// "date": month, quarter, year, decade. "age": 5, 10, 20 years, all from 90 on together.
// "postcode" and "commune" (INSEE code or name): EPCI, département, région. "grid": degrees of
// latitude and longitude, one a cell or both with a comma: 0.001, 0.01, 0.1, 1. "number": intervals
// of 1, 10, 100... up to a billion. "pcs": socio-professional categories, 2 digits then 1. "none":
// nothing between the value and "*". Another word is a file as ARX writes it (see hierarchy.h):
// Error(input) naming the line where a label lies below two others.
ValueLevels levels_of(const std::string& hierarchy);

// What a column holds most of: "date", "age", "postcode", "commune", "grid", "pcs" or "none", given
// the values of `type` (as the scan spells it).
std::string hierarchy_for(std::string_view type, const std::vector<std::string>& values);

}  // namespace aval
