// Columns of unkeyed digests (MD5, SHA-1, SHA-2): what they hide decides what they are. Digests of
// things (files, commits, downloads) hide no one.
#pragma once

#include <vector>

#include "audit/scan/candidate.h"

namespace aval {

// Weighs the candidates of a column whose values a `hashed` rule of the pack takes: what the header
// says is hidden wins over "a number of a person"; files, commits and bare UUIDs are none of these.
// Does nothing to any other column.
void read_hashes(ColumnView& view, const RulePack& pack);

// What the rows add. About persons, a digest whose header says no more than "hash" or "md5", just
// after an identifying column, hides that column: it takes its type. Where nothing says what a row
// is, a hashed telephone number or account is taken for a person's: no one hides a shop's. Changes
// columns of `table` in place.
void judge_hidden(TableScan& table, const std::vector<ColumnView>& views, const RulePack& pack);

}  // namespace aval
