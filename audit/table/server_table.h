// What readers of databases on a server share: passes over a table, samples that the server draws,
// and the digest of what was read.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "audit/table/database_table.h"
#include "audit/table/database_uri.h"
#include "audit/table/source.h"

namespace aval {

// How one table of a server is read. `failure` gets the code of ReadStats that says why nothing, or
// nothing more, comes.
struct ServerTable {
  std::string name;
  std::uint64_t sample_rows = 0;  // 0: every row
  // The number of its rows; null when the server draws no sample of it (views).
  std::function<std::optional<std::uint64_t>(std::string& failure)> count;
  // Asks for the rows, or for about that share of them (below 1); false when refused.
  std::function<bool(double share, std::string& failure)> start;
  enum class Step { row, broken, end };
  // The next row, whose number is set.
  std::function<Step(SparseRow& row, ReadStats& stats, std::string& failure)> next;
  std::function<void()> stop;  // of a reading that is left before its end; never throws
};

// Digests of the tables of a server, which has no file to take one of. Thread-safe.
class ReadDigest {
 public:
  void set(const std::string& table, const std::string& sha256, std::uint64_t bytes);
  // Of the tables that were read to their end, in the order of their names.
  ReadContent content() const;

 private:
  mutable std::mutex mutex_;
  std::map<std::string, std::pair<std::string, std::uint64_t>> tables_;
};

// A table of a server to hand out.
struct ListedTable {
  TableInfo info;
  ServerTable reading;  // its name and sample are set from the source's
  // Its rows are on another server or in a file, which the user did not name: refused unless the
  // address says foreign_tables=read.
  bool is_foreign = false;
};

// Hands the tables out as those of `source`, whose name is set, with one digest of what is read; an
// empty one that says so when there is none.
void hand_out_server_tables(std::vector<ListedTable> tables, const DatabaseUri& uri,
                            const SourceOptions& options, Source& source);

// A new pass over the table; its digest is set at the end.
RowCursor open_server_table(const std::shared_ptr<const ServerTable>& table,
                            const std::shared_ptr<ReadDigest>& digest);

// The part of a table of `rows` rows to ask for so that a sample of `wanted` rows is had almost
// surely (expected number plus four standard deviations); 1 when every row is read.
double sampled_share(std::uint64_t wanted, std::uint64_t rows);

}  // namespace aval
