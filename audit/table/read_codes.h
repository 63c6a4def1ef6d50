// The closed list of repair, skipping and note codes of ReadStats, and what they mean for a person.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "audit/base/language.h"
#include "audit/table/table_reader.h"

namespace aval {

// One sentence for a code of ReadStats (repairs, skipped, notes). An unknown code gives a sentence
// that names it.
Text describe_read_code(std::string_view code);

// Counts one record under `code`, keeping the ten smallest record numbers.
void count_record(std::map<std::string, RepairCount>& counts, const std::string& code,
                  std::uint64_t record);

// Adds `from` to `to`; the result does not depend on the order of the calls.
void merge_counts(std::map<std::string, RepairCount>& to,
                  const std::map<std::string, RepairCount>& from);

// Rows were skipped, or a note means that part of the source was not read.
bool is_incomplete(const ReadStats& stats);

// Rows handed out, skipped, and left on a server by a sample.
std::uint64_t rows_present(const ReadStats& stats);

// Adds a note once, keeping the list sorted.
void add_note(std::vector<std::string>& notes, const std::string& code);

}  // namespace aval
