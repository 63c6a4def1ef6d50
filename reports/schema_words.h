// What is said of a schema, which holds no rows: what would be personal, never that rows were read.
#pragma once

#include "reports/overview.h"

namespace aval {

// Whether every table of the source is a schema without rows.
bool is_schema(const SourceAudit& source);
// Whether nothing but schemas was audited.
bool holds_only_schemas(const AuditReport& report);

Text schema_verdict(Publication level);
Text schema_meaning(Publication level);
// `columns`: the names of those that matter, as a list.
Text schema_next_action(Publication level, const Text& columns);

// "400 lignes lues sur 412" / "400 of 412 rows read"; of a schema, that no row was there.
Text source_reading_in_words(const SourceAudit& source);
// "412 lignes", or "schéma sans données".
Text table_rows_in_words(const TableScan& table);
// The number of filled cells, or a dash.
Text filled_in_words(const TableScan& table, const ColumnScan& column);
// The rows of a finding, or that data of this schema would carry it.
Text headline_rows_in_words(const Headline& headline);
// The standard that the columns look like, and how the data agree with the schema they were read
// with, one sentence each; empty when there is neither.
std::vector<Text> agreement_in_words(const TableAudit& audit);

}  // namespace aval
