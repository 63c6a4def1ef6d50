#include "audit/table/parquet_source.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "audit/base/text.h"
#include "audit/table/database_table.h"
#include "audit/table/duckdb.h"
#include "audit/table/read_codes.h"

namespace aval {

namespace {

struct ParquetPlan {
  FileOnDisk file;
  std::string place;
  std::vector<bool> binary;  // of the columns
  std::string expressions;
};

class ParquetPass {
 public:
  explicit ParquetPass(std::shared_ptr<const ParquetPlan> plan)
      : plan_(std::move(plan)), file_(plan_->file.path, plan_->place) {}

  bool next(SparseRow& row, ReadStats& stats) {
    if (ended_)
      return false;
    bool damaged = false;
    if (!started_)
      damaged = !file_.start(plan_->expressions);
    started_ = true;
    const auto* cells = damaged ? nullptr : file_.next_row(damaged);
    if (cells == nullptr) {
      ended_ = true;
      if (damaged)
        lose_rest(stats);
      return false;
    }
    row.clear();
    row.number = ++rows_;
    for (std::size_t column = 0; column < plan_->binary.size(); ++column)
      add_value(column, cells->at(column), row, stats);
    return true;
  }

 private:
  void add_value(std::size_t column, std::string_view value, SparseRow& row, ReadStats& stats) {
    if (value.data() == nullptr)
      return;
    if (plan_->binary[column])
      count_record(stats.repairs, "binary_value", row.number);
    else
      add_text_cell(column, value, row, stats);
  }

  // How many rows are lost is not known: one is counted.
  void lose_rest(ReadStats& stats) const {
    count_record(stats.skipped, "truncated", rows_ + 1);
    ++stats.skipped_rows;
  }

  std::shared_ptr<const ParquetPlan> plan_;
  DuckFile file_;
  std::uint64_t rows_ = 0;
  bool started_ = false;
  bool ended_ = false;
};

bool is_binary(const std::string& type) {
  return type == "BLOB" || type.starts_with("GEOMETRY");
}

bool is_nested(const std::string& type) {
  return type.ends_with(']') || type.starts_with("MAP(") || type.starts_with("UNION(") ||
         type.starts_with("STRUCT(") || type == "VARIANT";
}

// Lists and maps as JSON, bytes as a mark, all else as the library writes it.
std::string expression_of(const DuckColumn& column) {
  const std::string value = duck_expression(column.path);
  if (is_binary(column.type))
    return "CASE WHEN " + value + " IS NOT NULL THEN 'b' END";
  if (is_nested(column.type))
    return "CASE WHEN " + value + " IS NOT NULL THEN CAST(to_json(" + value + ") AS VARCHAR) END";
  return "CAST(" + value + " AS VARCHAR)";
}

// The list of an enumeration is made of values.
std::string shown_type(const std::string& type) {
  return type.find("ENUM(") == std::string::npos ? valid_name(type) : "ENUM";
}

}  // namespace

void open_parquet(const ParquetInput& input, const SourceOptions& options, Source& source) {
  source.info.format = "parquet";
  source.info.encoding = "UTF-8";
  auto plan = std::make_shared<ParquetPlan>();
  plan->file = file_on_disk(*input.input, "parquet");
  plan->place = input.place;
  auto rows = std::make_shared<RowPlan>();
  rows->info = given_table(source.info.name);
  rows->bytes = input.input->size();
  rows->batch_bytes = std::max<std::size_t>(options.batch_bytes, 1);
  std::vector<std::string> expressions;
  for (const DuckColumn& column : DuckFile(plan->file.path, input.place).columns()) {
    rows->info.columns.push_back({valid_name(join(column.path, ".")), shown_type(column.type), ""});
    plan->binary.push_back(is_binary(column.type));
    expressions.push_back(expression_of(column));
  }
  plan->expressions = join(expressions, ", ");
  rows->open = [plan] {
    auto pass = std::make_shared<ParquetPass>(plan);
    return [pass](SparseRow& row, ReadStats& stats) { return pass->next(row, stats); };
  };
  source.tables.push_back(make_row_reader(std::move(rows)));
}

}  // namespace aval
