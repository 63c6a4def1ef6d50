// Re-identification risk of a table, exact over all rows: records are grouped by their
// quasi-identifiers.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "audit/scan/row_columns.h"
#include "audit/scan/table_scan.h"

namespace aval {

// Sizes of classes that a histogram tells apart: from this one up to the next, the last without
// end.
inline constexpr std::array<std::uint64_t, 5> kClassSizes = {1, 2, 3, 5, 11};

struct RiskSummary {
  std::vector<std::size_t> quasi_identifiers;  // column indices; empty: nothing to measure
  std::uint64_t records = 0;
  std::uint64_t classes = 0;  // distinct combinations
  std::uint64_t k =
      0;  // size of the smallest class (k-anonymity, Samarati and Sweeney 1998); 0 without records
  std::uint64_t unique_rows = 0;  // classes of one record
  // Records by the size of their class (kClassSizes); empty in a report that does not tell it.
  std::vector<std::uint64_t> rows_by_size;
};

// The columns that help to single a person out: gdpr quasi, filled, not set aside, of a type that
// can be known from elsewhere (birth date, age, sex, town, profession, nationality, family
// situation...). Empty unless rows are persons or events of persons.
std::vector<std::size_t> quasi_identifiers_of(const TableScan& table);

// The columns whose values harm a person when given away: special category and criminal data,
// filled and not set aside.
std::vector<std::size_t> sensitive_attributes_of(const TableScan& table);

// Reads the table once (from `reader`, freshly opened) and groups its rows. Missing values form a
// class of their own. Same result whatever the number of threads (1 or more). `memory`: bytes of
// the sizes of classes, which go to a private temporary file beyond; 0: a quarter of the machine's.
RiskSummary assess_risk(TableReader& reader, const std::vector<std::size_t>& quasi_identifiers,
                        unsigned threads, std::uint64_t memory = 0);

// The same of the rows that parts kept. Error(input) when one did not keep a column.
RiskSummary assess_risk(const std::vector<RowColumns>& parts,
                        const std::vector<std::size_t>& quasi_identifiers,
                        std::uint64_t memory = 0);

}  // namespace aval
