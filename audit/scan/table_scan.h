// What a scan says of a table: its columns with their evidence, its grain, its findings, its
// quality. No cell value anywhere.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "audit/scan/ground_precision.h"
#include "audit/scan/suppression.h"
#include "audit/table/table_reader.h"
#include "rules/vocabulary.h"

namespace aval {

// Where a piece of evidence comes from.
enum class EvidenceKind { header, values, text, declared_type, neighbours, grain, group };
std::string_view name_of(EvidenceKind kind);

struct Evidence {
  std::string rule;  // rule id, or empty for grain and neighbours
  EvidenceKind by = EvidenceKind::header;
  std::string detail;    // words of the header, a neighbour's name, a code of what spoke
                         // ("grain:person"); never a value
  bool against = false;  // speaks against the type that was chosen
  std::uint64_t matched =
      0;  // for values and text: distinct values (or cells) that match, of `checked`
  std::uint64_t checked = 0;
  double chance = 0;  // share that would match by chance
};

struct ColumnScan {
  std::size_t index = 0;       // as it stands in the file, from 0
  std::string name;            // as written; empty without header
  bool name_doubtful = false;  // show "column N" instead of the name
  ColumnType type = ColumnType::none;
  Gdpr gdpr = Gdpr::none;
  double confidence = 0;  // 0 to 1
  std::uint64_t filled = 0;
  std::uint64_t distinct = 0;
  bool distinct_exact = true;
  std::vector<Evidence> evidence;
  std::optional<GroundPrecision> position;  // of a column of positions
  bool set_aside = false;  // a person set aside every finding about it (set_aside.h)
  std::vector<std::string> masked_samples;  // "D*****", only when asked for (masked_samples.h)
};

// What became of a finding since an earlier report (reports/baseline.h).
enum class SinceBaseline { not_compared, appeared, unchanged, updated };
std::string_view name_of(SinceBaseline state);  // "", "new", "unchanged", "updated"

struct Finding {
  std::string rule;
  std::vector<std::size_t> columns;  // column indices
  ColumnType type = ColumnType::none;
  Gdpr gdpr = Gdpr::none;
  Severity severity = Severity::medium;
  double confidence = 0;
  std::uint64_t rows = 0;                 // rows that carry it
  std::vector<std::uint64_t> first_rows;  // physical record numbers, at most 10
  std::vector<std::string> articles;
  Text message;
  Text remedy;
  bool to_confirm = false;  // the rule's source is unconfirmed
  std::string fingerprint;  // SHA-256 (first 32 hex) of rule, table, normalized column names and
                            // positions; never of a value
  std::optional<Suppression> suppression;  // in force: a person set this finding aside
  SinceBaseline since_baseline = SinceBaseline::not_compared;
};

// How grave a fault is (docs/quality.md): it breaks the use, it passes a limit of the use, it is
// there, or it is only worth knowing.
enum class FaultSeverity { critical, major, minor, info };
std::string_view name_of(FaultSeverity severity);  // "critical", "major", "minor", "info"

// Something wrong with the values of a column. Codes: those of docs/quality.md.
struct QualityFinding {
  std::string code;
  std::size_t column = 0;   // index
  std::uint64_t cells = 0;  // cells that show it; 1 for a header
  FaultSeverity severity = FaultSeverity::minor;
};

struct QualitySummary {
  double completeness = 1;               // filled cells / cells of the columns
  std::uint64_t duplicate_rows = 0;      // rows equal, cell by cell, to an earlier one
  std::vector<QualityFinding> findings;  // gravest first, then most cells, then by column
};

// How the columns of data agree with those of a schema, joined by name.
struct SchemaComparison {
  std::string schema;                   // name of its table; empty when there was none
  std::vector<std::string> absent;      // declared, not in the data
  std::vector<std::size_t> undeclared;  // columns of the data that it does not declare
};

struct TableScan {
  std::string name;
  std::uint64_t rows = 0;
  // No row was there to read: types and findings say what would be personal in data of this schema.
  bool schema_only = false;
  Grain grain = Grain::unknown;
  TableInfo info;  // dialect, extra text (not to be printed)
  ReadStats stats;
  std::vector<ColumnScan> columns;
  std::vector<Finding> findings;  // by severity (highest first), then first column, then rule id
  QualitySummary quality;
  SchemaComparison comparison;
};

// How a column is named for people and in findings: its name, "nom (colonne 3)" when another column
// has the same one, "colonne 3" (from 1) when it has none or it is doubtful.
Text display_name(const TableScan& table, std::size_t column);

// A column that a person's false-alarm note does not take away from what counts.
bool counts_as_personal(const ColumnScan& column);

// The level of open publication that data of this nature makes.
Publication publication_of_nature(Gdpr gdpr);

// The level of open publication, with no legal exception, from the columns that hold values and
// that nobody set aside; of a schema, what that of its data would be.
Publication publication_of(const std::vector<TableScan>& tables);

}  // namespace aval
