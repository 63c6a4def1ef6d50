// The quality of one table that was scanned: its measures, its faults, how they stand for a use.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "audit/scan/expected_values.h"
#include "audit/scan/quality_profile.h"
#include "audit/scan/second_reading.h"
#include "audit/scan/table_quality.h"
#include "audit/table/field_rules.h"
#include "reports/audit_report.h"

namespace aval {

// One more reading of the rows. Nothing when it was interrupted.
using ReadRowsAgain = std::function<std::optional<RowAnswers>(const RowQuestions&)>;

// What a table is measured against. `read_rows` may be empty: what it would tell is not measured.
struct MeasureBasis {
  const TableRules* schema = nullptr;       // of --schema; null: none
  const QualityProfile* profile = nullptr;  // null: measures without a status
  const std::vector<Expectation>& expected;
  const std::string& frequency;  // at which the data are renewed; empty: not known
  const std::string& today;      // "YYYY-MM-DD"
  const ReadRowsAgain& read_rows;
  bool sampled = false;  // nothing is told of rows together
};

// Fills measures, status and faults of `audit`, whose scan and conformity are there. `quality` is
// what was counted, nothing of a sample; the key of several columns is settled there. Reads the
// table once more when something asks for it: rules between its columns, required columns, expected
// values, codes with labels, or the key of several columns when there is a profile.
void measure_table(std::optional<TableQuality>& quality, const MeasureBasis& basis,
                   TableAudit& audit);

}  // namespace aval
