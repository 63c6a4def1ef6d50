// From the fields of parsed JSON records to the cells of a batch.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "audit/table/json_record.h"
#include "audit/table/table_reader.h"

namespace aval {

// The most columns of a JSON table; the fields past them share one more column. With the rows of a
// batch this bounds its memory (64 MiB of views).
constexpr std::size_t kMaxJsonColumns = 4096;
constexpr std::size_t kMaxJsonRows = 1024;

struct JsonSpan {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::uint64_t number = 0;
};

// Records of one batch, parsed; names are not yet numbered across batches.
class JsonRows {
 public:
  // Parses the records of `text`, counting what is repaired and skipped.
  void parse(const std::string& text, const std::vector<JsonSpan>& spans);
  // Moves the cells to the batch; columns[id] says where a name goes, `count` how many columns
  // there are.
  void fill(Batch& batch, const std::vector<std::size_t>& columns, std::size_t count);

  const std::vector<std::string>& names() const { return names_.names(); }
  std::uint64_t skipped_rows() const { return skipped_rows_; }
  const std::map<std::string, RepairCount>& repairs() const { return repairs_; }
  const std::map<std::string, RepairCount>& skipped() const { return skipped_; }

 private:
  struct CellPlace {
    std::size_t row = 0;
    std::size_t name = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  void parse_record(std::string_view record, std::uint64_t number);
  void keep_record(std::uint64_t number);

  JsonNames names_;
  JsonFields fields_;
  std::string text_;  // values of all records
  std::vector<CellPlace> cells_;
  std::vector<std::uint64_t> numbers_;
  std::string repaired_text_;
  std::uint64_t skipped_rows_ = 0;
  std::map<std::string, RepairCount> repairs_;
  std::map<std::string, RepairCount> skipped_;
};

}  // namespace aval
