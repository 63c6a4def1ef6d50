// What a source declares of its columns (types, titles, comments, examples, closed lists of values)
// as evidence; and the judgement of a schema, which has no rows: what would be personal.
#pragma once

#include <string>
#include <vector>

#include "audit/scan/grain.h"

namespace aval {

// True when columns are declared and no row was there to read: a schema, or a header alone. False
// when a header is doubtful, since it may be the only row.
bool is_schema_only(const TableInfo& info, const ReadStats& stats);

// A profile for a table without rows: each column has one cell, of the shape that its declared type
// asks for, so that headers and types are weighed as on data.
TableProfile imagine_profile(const TableInfo& info);

// How declarations are weighed.
struct DeclaredReading {
  const RulePack& pack;
  bool has_rows = true;        // the cells were read, and have the last word on types and values
  CellJudge* judge = nullptr;  // for examples and closed lists; null: they are left aside
};

// Adds to the candidates what titles, comments, formats, examples and closed lists say, best first
// again. Words beside the name weigh less than the name; examples only agree, since they are few.
void add_declared_evidence(ColumnView& view, const TableColumn& column,
                           const DeclaredReading& reading);

// The grain of a table without rows, from its columns and its name. In a list of persons, plain
// words for contacts and places are then believed: `views` change.
GrainJudgement judge_schema_grain(std::vector<ColumnView>& views, const std::string& name,
                                  const RulePack& pack);

// Takes the imagined cells out of the result: no row was read. Confidence is bounded, since no
// value spoke.
void forget_rows(TableScan& table);

}  // namespace aval
