// A coded table whose rows are on disk, in parts by a hash of their profile: rows of one profile
// are in one part, so that each part is measured in memory by itself, exactly.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "audit/base/spill_file.h"
#include "audit/risk/coded_table.h"

namespace aval {

struct SpillLimit {
  std::vector<std::size_t> profile;  // places in the columns read: rows alike there share a part
  std::uint64_t memory = 0;          // bytes that rows and their measures may take; 0: no limit
};

// Rows as they came, in parts. The distinct values of each column stay in memory.
class SpilledTable {
 public:
  SpilledTable(std::size_t columns, SpillLimit limit);
  // Takes the rows out of `table`.
  void take(CodedTable& table);
  // Once all rows are taken: the columns, without rows, and the code of each code met.
  void finish(CodedRows rows);

  std::uint64_t rows() const { return rows_; }
  std::size_t parts() const { return file_.parts(); }
  const CodedTable& columns() const { return frame_; }  // values and missing, without rows
  const SpillLimit& limit() const { return limit_; }
  // The rows of one part, in the order of the file read. Not const, since the values of the columns
  // are lent to `part` until the next call.
  void load(std::size_t part, CodedTable& loaded);
  // Gives back what load lent.
  void give_back(CodedTable& loaded);

 private:
  std::size_t record_bytes() const;

  SpillLimit limit_;
  std::size_t columns_;
  SpillFile file_;
  CodedTable frame_;
  std::vector<std::vector<std::uint32_t>> place_;
  std::uint64_t rows_ = 0;
};

struct ReadRows {
  CodedTable table;                       // the rows, or only the columns when they are on disk
  std::unique_ptr<SpilledTable> on_disk;  // rows that need more than the limit
  std::uint64_t rows() const { return on_disk ? on_disk->rows() : table.rows(); }
  const CodedTable& columns() const { return on_disk ? on_disk->columns() : table; }
};

// As read_coded_table, in memory while rows and what measures make of them fit in the limit.
ReadRows read_rows_within(TableReader& reader, const std::vector<std::size_t>& columns,
                          const CodingOptions& options, const SpillLimit& limit);

// The size of every class that the columns at `positions` make, of all rows, missing values being
// values like others.
void for_each_class_size(SpilledTable& table, std::span<const std::size_t> positions,
                         const std::function<void(std::uint64_t)>& told);

// A part for each group of codes: well mixed, the same on every machine.
std::size_t part_of(std::span<const std::uint32_t> codes, std::size_t parts);

// So many parts that each can be measured within the limit.
std::size_t parts_within(std::uint64_t rows, std::size_t columns, std::uint64_t memory);

}  // namespace aval
