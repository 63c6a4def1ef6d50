// Passwords, tokens and keys: dangerous in one cell of any column, whatever a row is.
#pragma once

#include <optional>
#include <vector>

#include "audit/scan/candidate.h"

namespace aval {

// Marks the candidate username_password of a column that holds secrets on any row: values of known
// forms, or a header of passwords over values that may be some. A header that speaks about
// passwords (their date, their number) is contradicted. Does nothing to any other column.
void read_secrets(ColumnView& view, const RulePack& pack);

// The column restated as holding secrets, when at least one of its cells does and its type does
// not say so yet.
std::optional<ColumnScan> secrets_inside(const ColumnScan& column, const ColumnProfile& profile,
                                         const RulePack& pack);

// Columns with nothing personal but a secret in some cell become username_password, so that the
// level of publication follows. Personal ones keep their type and get a finding of their own.
void find_secrets(TableScan& table, const std::vector<ColumnView>& views, const RulePack& pack);

// Rows of a finding that some cells carry; false when the column as a whole is of secrets, or of
// anything else.
bool place_secrets(Finding& finding, const ColumnScan& column, const ColumnProfile& profile,
                   const RulePack& pack);

}  // namespace aval
