#include "audit/table/parquet_source.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "audit/base/text.h"
#include "audit/table/database_table.h"
#include "audit/table/duckdb.h"
#include "audit/table/geo_parquet.h"
#include "audit/table/geometry_blob.h"
#include "audit/table/geometry_type.h"
#include "audit/table/read_codes.h"

namespace aval {

namespace {

struct ParquetPlan {
  FileOnDisk file;
  std::string place;
  std::vector<bool> binary;  // of the columns: a geometry in hexadecimal digits, or a mark
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
      add_geometry_cell(column, shape_of_hex(value), row, stats);
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

bool is_geometry(const std::string& type) {
  return type.starts_with("GEOMETRY");
}

bool is_binary(const std::string& type) {
  return type == "BLOB" || is_geometry(type);
}

bool is_nested(const std::string& type) {
  return type.ends_with(']') || type.starts_with("MAP(") || type.starts_with("UNION(") ||
         type.starts_with("STRUCT(") || type == "VARIANT";
}

// Bytes that start as well-known binary does, in either order, in hexadecimal digits; a mark for
// others. Types of geometries have three bytes of zeros, but for the marks that PostGIS puts in the
// highest byte.
std::string geometry_digits(const std::string& bytes) {
  const std::string start = "hex(" + bytes + "[1:5])";
  return "CASE WHEN octet_length(" + bytes + ") <= " + std::to_string(kMaxGeometryBytes) +
         " AND (" + start + " LIKE '01____00__' OR " + start + " LIKE '00__00____') THEN hex(" +
         bytes + ") WHEN " + bytes + " IS NOT NULL THEN 'b' END";
}

// Lists and maps as JSON, bytes as geometry_digits gives them, all else as the library writes it.
std::string expression_of(const DuckColumn& column) {
  const std::string value = duck_expression(column.path);
  if (is_binary(column.type))
    return geometry_digits(is_geometry(column.type) ? "ST_AsWKB(" + value + ")" : value);
  if (is_nested(column.type))
    return "CASE WHEN " + value + " IS NOT NULL THEN CAST(to_json(" + value + ") AS VARCHAR) END";
  return "CAST(" + value + " AS VARCHAR)";
}

// The list of an enumeration is made of values.
std::string shown_type(const std::string& type) {
  if (is_geometry(type))
    return type_of_duck_geometry(type);
  return type.find("ENUM(") == std::string::npos ? valid_name(type) : "ENUM";
}

// The columns of bytes that nothing declares, and whose first value is a geometry.
std::vector<bool> find_geometries(DuckFile& file, const std::vector<DuckColumn>& columns) {
  constexpr int kRows = 1000;  // looked at for a first value
  std::vector<bool> found(columns.size(), false);
  std::vector<std::string> expressions;
  std::vector<std::size_t> open;  // of the expressions: which column, until a value is seen
  for (std::size_t column = 0; column < columns.size(); ++column) {
    if (columns[column].type != "BLOB")
      continue;
    expressions.push_back(expression_of(columns[column]));
    open.push_back(column);
  }
  bool damaged = open.empty() || !file.start(join(expressions, ", "));
  std::size_t waiting = open.size();
  for (int row = 0; row < kRows && waiting > 0 && !damaged; ++row) {
    const auto* cells = file.next_row(damaged);
    if (cells == nullptr)
      break;
    for (std::size_t index = 0; index < open.size(); ++index) {
      if (open[index] == columns.size() || cells->at(index).data() == nullptr)
        continue;
      found[open[index]] = shape_of_hex(cells->at(index)).has_value();
      open[index] = columns.size();
      --waiting;
    }
  }
  return found;
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
  DuckFile file(plan->file.path, input.place);
  const auto geometries = geo_parquet_columns(file.metadata("geo"));
  const std::vector<DuckColumn> columns = file.columns();
  const std::vector<bool> found = find_geometries(file, columns);
  for (std::size_t index = 0; index < columns.size(); ++index) {
    const DuckColumn& column = columns[index];
    const std::string name = join(column.path, ".");
    const auto geometry = geometries.find(name);
    const std::string type = found[index] ? geometry_type("", "") : shown_type(column.type);
    rows->info.columns.push_back(
        {valid_name(name), geometry == geometries.end() ? type : geometry->second, ""});
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
