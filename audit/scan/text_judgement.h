// What the sentences of a column say of persons, when the column itself is nothing personal.
#pragma once

#include <optional>

#include "audit/scan/judgement.h"

namespace aval {

// The column read as free text that names persons; nothing when its sentences name nobody. However
// few rows suffice; the evidence gives each kind of hit with its rows and the filled cells.
// `rows_are_persons`: a row is a person or an event of a person.
std::optional<ColumnDecision> decide_by_text(const ColumnView& view, bool rows_are_persons,
                                             const RulePack& pack);

}  // namespace aval
