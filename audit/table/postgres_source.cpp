#include "audit/table/postgres_source.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "audit/base/text.h"
#include "audit/table/copy_text.h"
#include "audit/table/geometry_blob.h"
#include "audit/table/geometry_type.h"
#include "audit/table/number_text.h"
#include "audit/table/postgres_session.h"
#include "audit/table/read_codes.h"
#include "audit/table/server_table.h"

namespace aval {

namespace {

constexpr std::size_t kMaxTables = 10000;

// Tables, partitioned tables, views, materialised views and foreign tables outside the system's
// schemas; of a partition, also the schema of what it is a part of. What an extension brings holds
// no data of the authority when it is a view or a list of reference systems.
constexpr std::string_view kTables = R"(
SELECT c.oid, n.nspname, c.relname, c.relkind, coalesce(pg_catalog.obj_description(c.oid, 'pg_class'), ''),
       coalesce((SELECT pn.nspname FROM pg_catalog.pg_inherits i
                 JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
                 JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
                 WHERE i.inhrelid = c.oid AND c.relispartition LIMIT 1), '')
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
  AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
  AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d
                  WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid
                    AND d.deptype = 'e' AND (c.relkind = 'v' OR c.relname = 'spatial_ref_sys'))
ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C")";

constexpr std::string_view kColumns = R"(
SELECT a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod),
       coalesce(pg_catalog.col_description(a.attrelid, a.attnum), ''),
       coalesce(b.typname, t.typname),
       EXISTS (SELECT 1 FROM pg_catalog.pg_constraint k
               WHERE k.conrelid = a.attrelid AND k.contype = 'p' AND a.attnum = ANY (k.conkey))
FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype
WHERE a.attrelid = $1::pg_catalog.oid AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attnum)";

enum class CellForm { plain, boolean, geometry, binary };

struct PostgresTable {
  std::string oid;
  std::string schema;
  std::string name;
  char kind = 'r';  // of pg_class.relkind
  std::string comment;
  std::string partition_of;  // schema
};

// What is asked of a table.
struct PostgresQuery {
  std::shared_ptr<PostgresSession> session;
  std::vector<CellForm> forms;  // of the columns
  std::string select;           // what of each column
  std::string from;
  std::string storage;  // of the field that is being read
};

std::optional<std::uint64_t> count_rows(PostgresQuery& query, std::string& failure) {
  const auto rows = query.session->try_query("SELECT count(*) FROM " + query.from, failure);
  return rows ? parse_count(rows->at(0).at(0)) : std::nullopt;
}

// Rows drawn one by one, not by pages: neighbours are alike.
bool start_query(PostgresQuery& query, double share, std::string& failure) {
  const std::string sampling =
      share < 1 ? " TABLESAMPLE BERNOULLI (" + number_text(100 * share) + ") REPEATABLE (1)" : "";
  return query.session->start_copy("SELECT " + query.select + " FROM " + query.from + sampling,
                                   failure);
}

ServerTable::Step next_row(PostgresQuery& query, SparseRow& row, ReadStats& stats,
                           std::string& failure) {
  const auto line = query.session->next_line(failure);
  if (!line)
    return ServerTable::Step::end;
  const std::size_t fields =
      read_copy_line(*line, query.storage, [&](std::size_t column, std::string_view value) {
        if (value.data() == nullptr || column >= query.forms.size())
          return;
        if (query.forms[column] == CellForm::binary)
          count_record(stats.repairs, "binary_value", row.number);
        else if (query.forms[column] == CellForm::geometry)
          add_geometry_cell(column, shape_of_hex(value), row, stats);
        else
          add_text_cell(column, value, row, stats);
      });
  // A table without columns has rows of one empty field.
  const bool is_whole = fields == std::max<std::size_t>(query.forms.size(), 1);
  return is_whole ? ServerTable::Step::row : ServerTable::Step::broken;
}

std::vector<PostgresTable> list_tables(PostgresSession& session, const DatabaseUri& uri) {
  std::vector<PostgresTable> tables;
  std::set<std::string> schemas;
  const auto is_wanted = [&](const std::string& schema) {
    return uri.schemas.empty() ||
           std::binary_search(uri.schemas.begin(), uri.schemas.end(), schema);
  };
  for (std::vector<std::string>& row : session.query(std::string(kTables))) {
    schemas.insert(row[1]);
    const bool is_part = !row[5].empty() && is_wanted(row[5]);
    if (is_wanted(row[1]) && !is_part)
      tables.push_back({std::move(row[0]), std::move(row[1]), std::move(row[2]),
                        row[3].empty() ? 'r' : row[3].front(), std::move(row[4]),
                        std::move(row[5])});
  }
  for (const std::string& schema : uri.schemas)
    if (schemas.count(schema) == 0)
      throw Error(ErrorKind::input, session.place(),
                  format_text({"aucune table dans le schéma « {0} » ; schémas qui en ont : {1}",
                               "no table in the schema '{0}'; schemas that have some: {1}"},
                              {schema, join({schemas.begin(), schemas.end()}, ", ")}));
  if (tables.size() > kMaxTables)
    throw Error(ErrorKind::input, session.place(),
                Text{"cette base contient plus de 10 000 tables : choisissez des schémas "
                     "(?schema=a,b)",
                     "this database holds more than 10,000 tables: choose schemas "
                     "(?schema=a,b)"});
  return tables;
}

CellForm form_of(const std::string& type) {
  if (type == "bool")
    return CellForm::boolean;
  if (type == "geometry" || type == "geography")
    return CellForm::geometry;
  return type == "bytea" || type == "raster" ? CellForm::binary : CellForm::plain;
}

// What is asked of a column: bytes stay on the server, "true" is not shortened to "t", a geometry
// is the hexadecimal text of its extended WKB.
std::string expression_of(const std::string& name, CellForm form) {
  switch (form) {
    case CellForm::plain:
      break;
    case CellForm::boolean:
      return name + "::pg_catalog.text";
    case CellForm::geometry:
      return "CASE WHEN pg_catalog.pg_column_size(" + name +
             ") <= " + std::to_string(kMaxGeometryBytes) + " THEN " + name +
             "::pg_catalog.text WHEN " + name + " IS NOT NULL THEN 'b' END";
    case CellForm::binary:
      return "CASE WHEN " + name + " IS NOT NULL THEN 'b' END";
  }
  return name;
}

// The reference system of a column of geometries whose type does not say it, by its first value.
void describe_geometry(PostgresQuery& query, const std::string& name, TableColumn& column) {
  if (!epsg_of_type(column.declared_type).empty())
    return;
  std::string failure;
  const auto first =
      query.session->try_query("SELECT pg_catalog.left(" + name + "::pg_catalog.text, 18) FROM " +
                                   query.from + " WHERE " + name + " IS NOT NULL LIMIT 1",
                               failure);
  const std::uint64_t system = first && !first->empty() ? system_of_hex(first->at(0).at(0)) : 0;
  if (system > 0)
    column.declared_type = geometry_type("", std::to_string(system));
}

TableInfo describe_table(const PostgresTable& table, const std::string& name,
                         PostgresQuery& query) {
  TableInfo info = given_table(name);
  info.comment = valid_name(table.comment);
  std::vector<std::string> expressions;
  // Old-style children are tables of their own: ONLY reads each row once.
  query.from = (table.kind == 'r' ? "ONLY " : "") + query.session->quoted(table.schema) + "." +
               query.session->quoted(table.name);
  const bool is_stored = table.kind == 'r' || table.kind == 'p' || table.kind == 'm';
  for (const auto& row : query.session->query(std::string(kColumns), {table.oid})) {
    TableColumn column{valid_name(row[0]), valid_name(row[1]), valid_name(row[2])};
    column.in_key = row[4] == "t";
    query.forms.push_back(form_of(row[3]));
    const std::string name_in_sql = query.session->quoted(row[0]);
    if (query.forms.back() == CellForm::geometry && is_stored)
      describe_geometry(query, name_in_sql, column);
    info.columns.push_back(std::move(column));
    expressions.push_back(expression_of(name_in_sql, query.forms.back()));
  }
  query.select = join(expressions, ", ");
  return info;
}

ServerTable read_with(const std::shared_ptr<PostgresQuery>& query, const PostgresTable& table) {
  ServerTable reading;
  if (table.kind == 'r' || table.kind == 'p' || table.kind == 'm')
    reading.count = [query](std::string& failure) { return count_rows(*query, failure); };
  reading.start = [query](double share, std::string& failure) {
    return start_query(*query, share, failure);
  };
  reading.next = [query](SparseRow& row, ReadStats& stats, std::string& failure) {
    return next_row(*query, row, stats, failure);
  };
  reading.stop = [query] { query->session->stop_copy(); };
  return reading;
}

}  // namespace

void open_postgres(const DatabaseUri& uri, const SourceOptions& options, Source& source) {
  auto session = std::make_shared<PostgresSession>(uri);
  source.info.uri = session->place();
  source.info.name = valid_name(session->database());
  source.info.format = "postgresql";
  std::vector<ListedTable> tables;
  for (const PostgresTable& table : list_tables(*session, uri)) {
    auto query = std::make_shared<PostgresQuery>();
    query->session = session;
    const std::string schema = uri.schemas.size() == 1 ? "" : valid_name(table.schema) + ".";
    TableInfo info = describe_table(table, schema + valid_name(table.name), *query);
    tables.push_back({std::move(info), read_with(query, table), table.kind == 'f'});
  }
  hand_out_server_tables(std::move(tables), uri, options, source);
}

}  // namespace aval
