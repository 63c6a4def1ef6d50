// One sensitive attribute seen class by class: how often each of its values stands among rows of
// one profile.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "audit/risk/emd.h"
#include "audit/risk/equivalence_classes.h"

namespace aval {

struct SensitiveClass {
  std::vector<ValueCount> values;      // by code, ascending; counts above 0
  std::uint64_t rows = 0;              // their sum
  std::vector<std::size_t> witnesses;  // rows of the table with this profile, the first ten
};

struct SensitiveAttribute {
  SensitiveClass whole;                 // the table: every row that counts
  std::vector<SensitiveClass> classes;  // of the first row of each, ascending
};

// `positions` and `sensitive` are places in table.columns. A missing sensitive value is a value
// like another with own_category; with the two other rules it is unknown and its row does not
// count. With wildcard, a class is what may be the profile of its rows: the classes that match it
// together. Classes in which no row counts are left out.
SensitiveAttribute count_sensitive(const CodedTable& table, std::span<const std::size_t> positions,
                                   std::size_t sensitive, MissingRule missing);

// SensitiveAttribute::whole alone.
std::vector<ValueCount> count_sensitive_of_all(const CodedTable& table,
                                               std::span<const std::size_t> positions,
                                               std::size_t sensitive, MissingRule missing);

}  // namespace aval
