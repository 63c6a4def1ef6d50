// What the sentences of a column say of persons, when the column itself is nothing personal.
#pragma once

#include <optional>

#include "audit/scan/judgement.h"

namespace aval {

// Does the header name a side that may be a body or a natural person ("nomBeneficiaire")? Then
// three persons among thirty associations are told, however short the cells are.
bool is_of_parties(const ColumnView& view, const RulePack& pack);

// The column read as free text that names persons, or as names of persons when it is one of
// parties in a few words; nothing when it names nobody. However
// few rows suffice; the evidence gives each kind of hit with its rows and the filled cells.
// `rows_are_persons`: a row is a person or an event of a person.
std::optional<ColumnDecision> decide_by_text(const ColumnView& view, bool rows_are_persons,
                                             const RulePack& pack);

}  // namespace aval
