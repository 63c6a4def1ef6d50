// What `aval risk` says: the measures of one table, for machines (docs/risk-format.md), for people,
// and for specialists. Row numbers stand for rows; no value of a cell is held.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "audit/risk/risk_measures.h"
#include "reports/paper.h"

namespace aval {

struct RiskColumn {
  std::size_t index = 0;  // in the table, from 0
  std::string name;       // "column 3" when the header is in doubt or empty
  Text label;             // the same for people
};

// A second file that the table was compared with.
struct LinkedFile {
  std::string name;  // without folders
  std::string sha256;
  std::vector<std::string> columns;  // that both have
};

// An earlier version of the dataset that the workspace holds the audit of. It holds no row of it:
// the file is given again, and known by its digest.
struct EarlierRelease {
  int version = 0;   // of the stored audit
  std::string date;  // of the audit
  std::string sha256;
  std::string file;  // the linked file of that digest, without folders; empty: it was not given
};

struct RiskReport {
  std::string tool_version;
  std::string source;  // file name without folders
  std::string sha256;  // of the file, or of what a server gave
  std::string table;
  std::uint64_t skipped_rows = 0;     // that could not be read
  std::vector<RiskColumn> quasi;      // in the order of RiskQuestion::quasi
  std::vector<RiskColumn> sensitive;  // in the order of RiskQuestion::sensitive
  bool proposed = false;              // columns come from the scan, not from the user
  std::vector<Text> direct;           // columns that name people, when the scan looked for them
  std::vector<std::string> missing_words;
  std::string population_name;     // of the population file; empty without one
  std::vector<LinkedFile> linked;  // in the order of RiskQuestion::linked
  std::string dataset;             // whose releases were asked for; empty: none
  std::vector<EarlierRelease> releases;
  RiskQuestion question;
  RiskMeasures measures;
};

std::string render_risk_json(const RiskReport& report);
std::string render_risk_text(const RiskReport& report, Language language, bool colour);
// html and md: see render_paper.
Paper risk_paper(const RiskReport& report);

}  // namespace aval
