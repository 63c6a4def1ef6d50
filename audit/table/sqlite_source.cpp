#include "audit/table/sqlite_source.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "audit/base/file.h"
#include "audit/base/sqlite.h"
#include "audit/base/text.h"
#include "audit/table/database_table.h"
#include "audit/table/geometry_blob.h"
#include "audit/table/geometry_type.h"
#include "audit/table/number_text.h"
#include "audit/table/read_codes.h"
#include "audit/table/row_reader.h"

namespace aval {

namespace {

constexpr std::size_t kMaxTables = 10000;
constexpr int kMaxViewValue = 16777216;  // bytes that a view may build in one value
constexpr WorkLimit kSchemaWork{500000000, std::chrono::seconds(60)};
constexpr std::uint64_t kViewOperations = 50000000;                 // for a whole view, and
constexpr std::uint64_t kViewOperationsPerByte = 100;               // of the file
constexpr WorkLimit kRowWork{100000000, std::chrono::seconds(60)};  // for one row of a table

// The database as a file: SQLite opens paths only.
struct DatabaseFile {
  std::shared_ptr<const InputBytes> input;
  std::shared_ptr<const TemporaryFile> copy;  // of bytes in memory
  std::string path;
  std::string place;
  bool has_log = false;  // a -wal file, whose rows are not in the database yet
};

struct TableName {
  std::string name;
  bool is_view = false;
};

struct TablePlan {
  DatabaseFile file;
  TableName table;
};

std::string quoted(const std::string& name) {
  std::string text = "\"";
  for (const char character : name)
    text += character == '"' ? std::string("\"\"") : std::string(1, character);
  return text + "\"";
}

// NOT INDEXED reads a table in the order of its rows, never in that of an index.
std::string select_all(const TableName& table) {
  return "SELECT * FROM " + quoted(table.name) + (table.is_view ? "" : " NOT INDEXED");
}

DatabaseFile file_of(const SqliteInput& input) {
  DatabaseFile file{input.input, nullptr, input.input->path(), input.place, false};
  if (!file.path.empty()) {
    const std::string log = file.path + "-wal";
    file.has_log = kind_of_file(log) == FileKind::regular && file_size(log) > 0;
    return file;
  }
  FileOnDisk on_disk = file_on_disk(*input.input, "sqlite");
  file.path = std::move(on_disk.path);
  file.copy = std::move(on_disk.copy);
  return file;
}

// One pass over a table or view.
class TablePass {
 public:
  explicit TablePass(const TablePlan& plan)
      : file_(plan.file), is_view_(plan.table.is_view), database_(file_.path, OpenMode::foreign) {
    if (is_view_)
      database_.limit_value_bytes(kMaxViewValue);
    left_ = {kViewOperations + kViewOperationsPerByte * file_.input->size(), kRowWork.time};
    database_.limit_work(kSchemaWork);
    statement_ = std::make_unique<Statement>(database_, select_all(plan.table));
  }

  bool next(SparseRow& row, ReadStats& stats) {
    if (ended_)
      return false;
    ended_ = !step(stats);
    if (ended_) {
      if (file_.has_log)
        lose_rest("wal_not_read", stats);
      return false;
    }
    row.clear();
    row.number = ++rows_;
    const int columns = statement_->column_count();
    for (int column = 0; column < columns; ++column)
      add_value(column, row, stats);
    return true;
  }

 private:
  bool step(ReadStats& stats) {
    database_.limit_work(is_view_ ? left_ : kRowWork);
    const auto started = std::chrono::steady_clock::now();
    const bool has_row = step_within_limits(stats);
    left_.operations -= std::min(left_.operations - 1, database_.operations_done());
    left_.time -= std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - started);
    return has_row;
  }

  bool step_within_limits(ReadStats& stats) {
    // A row takes more than one byte: a table with more rows than bytes runs in circles.
    const bool is_endless = !is_view_ && rows_ >= file_.input->size();
    try {
      if (!is_endless)
        return statement_->step();
    } catch (const Error&) {
    }
    const bool is_stopped = is_view_ && database_.exceeded_work();
    lose_rest(is_stopped ? "view_stopped" : "table_damaged", stats);
    return false;
  }

  // How many rows are lost is not known: one is counted.
  void lose_rest(const char* code, ReadStats& stats) const {
    count_record(stats.skipped, code, rows_ + 1);
    ++stats.skipped_rows;
  }

  void add_value(int index, SparseRow& row, ReadStats& stats) {
    const auto column = static_cast<std::size_t>(index);
    switch (statement_->kind(index)) {
      case ValueKind::null:
        return;
      case ValueKind::blob:
        add_geometry_cell(column, shape_of_blob(statement_->text_view(index)), row, stats);
        return;
      case ValueKind::real:
        row.add(column, number_text(statement_->real(index)));
        return;
      case ValueKind::integer:
      case ValueKind::text:
        add_text_cell(column, statement_->text_view(index), row, stats);
        return;
    }
  }

  DatabaseFile file_;
  bool is_view_;
  Database database_;
  std::unique_ptr<Statement> statement_;
  WorkLimit left_;  // of a view
  std::uint64_t rows_ = 0;
  bool ended_ = false;
};

RowCursor open_table(const TablePlan& plan) {
  auto pass = std::make_shared<TablePass>(plan);
  return [pass](SparseRow& row, ReadStats& stats) { return pass->next(row, stats); };
}

// Metadata tables of GeoPackage (OGC 12-128r18) and of spatial extensions; gpkg_metadata is free
// text and is read.
bool is_internal(const std::string& name, const std::string& sql) {
  constexpr std::string_view kGeoPackage = "gpkg_";
  const std::string module = to_lower_ascii(sql.substr(0, 400));
  const bool is_index = module.find("using rtree") != std::string::npos ||
                        module.find("using virtualspatialindex") != std::string::npos ||
                        module.find("using virtualelementary") != std::string::npos ||
                        module.find("using virtualknn") != std::string::npos;
  const bool is_geopackage =
      name.compare(0, kGeoPackage.size(), kGeoPackage) == 0 && name != "gpkg_metadata";
  return is_index || is_geopackage || name == "spatial_ref_sys" || name == "spatial_ref_sys_aux";
}

// The tables that SpatiaLite keeps for itself, by how their names start in lower case; the log of
// statements may hold values and is read.
bool is_of_spatialite(const std::string& name) {
  constexpr std::array<std::string_view, 24> kNames = {"geometry_columns",
                                                       "views_geometry_columns",
                                                       "virts_geometry_columns",
                                                       "spatial_ref_sys",
                                                       "spatialite_history",
                                                       "data_licenses",
                                                       "spatialindex",
                                                       "elementarygeometries",
                                                       "knn",
                                                       "vector_coverages",
                                                       "raster_coverages",
                                                       "vector_layers",
                                                       "se_",
                                                       "iso_metadata",
                                                       "stored_procedures",
                                                       "stored_variables",
                                                       "topologies",
                                                       "networks",
                                                       "wms_",
                                                       "rl2map_configurations",
                                                       "layer_statistics",
                                                       "layer_params",
                                                       "layer_sub_classes",
                                                       "geom_cols_ref_sys"};
  const std::string lower = to_lower_ascii(name);
  return std::any_of(kNames.begin(), kNames.end(),
                     [&](std::string_view start) { return lower.starts_with(start); });
}

bool has_tables(Database& database, const std::string& name, const std::string& other) {
  Statement statement(database,
                      "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name "
                      "IN ('" +
                          name + "', '" + other + "')");
  return statement.step() && statement.integer(0) == 2;
}

std::vector<TableName> list_tables(Database& database) {
  // Shadow tables are the storage of a virtual table, which is read itself.
  Statement statement(database,
                      "SELECT l.name, l.type, coalesce(m.sql, '') FROM pragma_table_list AS l "
                      "LEFT JOIN sqlite_schema AS m ON m.name = l.name AND m.type IN ('table', "
                      "'view') WHERE l.schema = 'main' AND l.type <> 'shadow' AND "
                      "l.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY l.name");
  const bool is_spatialite = has_tables(database, "geometry_columns", "spatial_ref_sys");
  std::vector<TableName> tables;
  while (statement.step()) {
    const std::string name = statement.text(0);
    if (!is_internal(name, statement.text(2)) && !(is_spatialite && is_of_spatialite(name)))
      tables.push_back({name, statement.text(1) == "view"});
  }
  return tables;
}

// False when the table or view cannot even be prepared (a missing module, a view on nothing).
bool describe_columns(Database& database, const TableName& table, TableInfo& info) {
  try {
    const Statement statement(database, select_all(table));
    for (int column = 0; column < statement.column_count(); ++column)
      info.columns.push_back({valid_name(statement.column_name(column)),
                              valid_name(statement.declared_type(column)), ""});
  } catch (const Error&) {
    info.columns.clear();
    return false;
  }
  return true;
}

// The reference systems of geometries, as GeoPackage and SpatiaLite keep them: of EPSG, or of the
// author's own, which are left out.
void describe_geometries(Database& database, TableInfo& info) {
  constexpr std::array<const char*, 2> kQueries = {
      "SELECT g.column_name, g.geometry_type_name, s.organization_coordsys_id FROM "
      "gpkg_geometry_columns AS g JOIN gpkg_spatial_ref_sys AS s ON s.srs_id = g.srs_id WHERE "
      "lower(g.table_name) = lower(?) AND upper(s.organization) = 'EPSG'",
      "SELECT g.f_geometry_column, '', s.auth_srid FROM geometry_columns AS g JOIN "
      "spatial_ref_sys AS s ON s.srid = g.srid WHERE lower(g.f_table_name) = lower(?) AND "
      "upper(s.auth_name) = 'EPSG'"};
  for (const char* query : kQueries) {
    try {
      Statement statement(database, query);
      statement.bind(1, std::string_view(info.name));
      while (statement.step())
        for (TableColumn& column : info.columns)
          if (to_lower_ascii(column.name) == to_lower_ascii(statement.text(0)))
            column.declared_type =
                geometry_type(valid_name(statement.text(1)), std::to_string(statement.integer(2)));
    } catch (const Error&) {  // no such tables, or not as the standard has them
    }
  }
}

std::shared_ptr<RowPlan> plan_table(Database& database, const TablePlan& table,
                                    const SourceOptions& options) {
  auto plan = std::make_shared<RowPlan>();
  plan->info = given_table(valid_name(table.table.name));
  plan->bytes = table.file.input->size();
  plan->batch_bytes = std::max<std::size_t>(options.batch_bytes, 1);
  if (describe_columns(database, table.table, plan->info)) {
    describe_geometries(database, plan->info);
    plan->open = [table] { return open_table(table); };
    return plan;
  }
  plan->open = [] { return refused_table("table_damaged"); };
  return plan;
}

void add_tables(const DatabaseFile& file, const SourceOptions& options, Source& source) {
  Database database(file.path, OpenMode::foreign);
  database.limit_work(kSchemaWork);
  const std::vector<TableName> tables = list_tables(database);
  if (tables.size() > kMaxTables)
    throw Error(ErrorKind::input, file.place,
                Text{"cette base contient plus de 10 000 tables : exportez celles qui importent",
                     "this database holds more than 10,000 tables: export those that matter"});
  for (const TableName& table : tables) {
    database.limit_work(kSchemaWork);
    auto plan = plan_table(database, {file, table}, options);
    source.tables.push_back(make_row_reader(std::move(plan)));
  }
  if (source.tables.empty() && file.has_log)
    throw Error(ErrorKind::input, file.place, describe_read_code("wal_not_read"));
  if (source.tables.empty())
    source.tables.push_back(make_empty_reader(given_table(source.info.name), {"no_table"}));
}

}  // namespace

void open_sqlite(const SqliteInput& input, const SourceOptions& options, Source& source) {
  source.info.format = "sqlite";
  source.info.encoding = "UTF-8";
  const DatabaseFile file = file_of(input);
  try {
    add_tables(file, options, source);
  } catch (const Error& error) {
    throw Error(error.kind(), input.place, error.message());
  }
}

}  // namespace aval
