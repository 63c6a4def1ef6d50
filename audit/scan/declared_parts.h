// What the files of the judgement of declarations share.
#pragma once

#include "audit/scan/candidate.h"

namespace aval {

// A word of a title (0.25) or of a plain header (0.3): weak, but believed in a list of persons.
inline constexpr double kWeakDeclared = 0.25;
inline constexpr double kDeclaredAgrees = 0.2;

bool names_a_person(ColumnType type);  // first, last or whole name
void sort_candidates(ColumnView& view);

// Examples and closed lists of values, judged like cells. They are few: they agree with what the
// words say, and settle nothing alone, save a closed list that a dictionary holds whole.
void add_value_agreement(ColumnView& view, const TableColumn& column, const RulePack& pack,
                         CellJudge& judge);

}  // namespace aval
