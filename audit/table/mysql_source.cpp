#include "audit/table/mysql_source.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "audit/base/text.h"
#include "audit/table/geometry_blob.h"
#include "audit/table/geometry_type.h"
#include "audit/table/mysql_session.h"
#include "audit/table/number_text.h"
#include "audit/table/read_codes.h"
#include "audit/table/server_table.h"

namespace aval {

namespace {

constexpr std::size_t kMaxTables = 10000;

constexpr std::string_view kTables =
    "SELECT table_schema, table_name, table_type, coalesce(engine, ''), "
    "if(table_type = 'VIEW', '', table_comment) FROM information_schema.tables "
    "WHERE table_schema NOT IN ('mysql', 'information_schema', 'performance_schema', 'sys') "
    "AND table_type <> 'SEQUENCE' ORDER BY binary table_schema, binary table_name";

enum class CellForm { plain, bits, geometry, binary };

struct MysqlTable {
  std::string schema;
  std::string name;
  std::string type;
  std::string engine;
  std::string comment;
};

// What is asked of a table.
struct MysqlQuery {
  std::shared_ptr<MysqlSession> session;
  std::vector<CellForm> forms;  // of the columns
  std::string select;
  std::string from;
};

// A select of no row tells whether the whole table may be read: a list of columns would leave out
// those that are hidden from the account.
bool start_query(MysqlQuery& query, double share, std::string& failure) {
  if (!query.session->try_query("SELECT * FROM " + query.from + " LIMIT 0", failure))
    return false;
  const std::string sampling = share < 1 ? " WHERE rand(1) < " + number_text(share) : "";
  return query.session->start("SELECT " + query.select + " FROM " + query.from + sampling, failure);
}

std::optional<std::uint64_t> count_rows(MysqlQuery& query, std::string& failure) {
  const auto rows = query.session->try_query("SELECT count(*) FROM " + query.from, failure);
  return rows ? parse_count(rows->at(0).at(0)) : std::nullopt;
}

ServerTable::Step next_row(MysqlQuery& query, SparseRow& row, ReadStats& stats,
                           std::string& failure) {
  const RowCells* cells = query.session->next_row(failure);
  if (cells == nullptr)
    return ServerTable::Step::end;
  for (std::size_t column = 0; column < std::min(cells->size(), query.forms.size()); ++column) {
    const std::string_view value = (*cells)[column];
    if (value.data() == nullptr)
      continue;
    if (query.forms[column] == CellForm::binary)
      count_record(stats.repairs, "binary_value", row.number);
    else if (query.forms[column] == CellForm::geometry)
      add_geometry_cell(column, shape_of_mysql_hex(value), row, stats);
    else
      add_text_cell(column, value, row, stats);
  }
  return ServerTable::Step::row;
}

[[noreturn]] void refuse_schema(const MysqlSession& session, const std::string& wanted,
                                const std::set<std::string>& schemas) {
  throw Error(ErrorKind::input, session.place(),
              format_text({"aucune table visible dans la base « {0} » ; bases qui en ont : {1}",
                           "no visible table in the database '{0}'; databases that have some: {1}"},
                          {wanted, join({schemas.begin(), schemas.end()}, ", ")}));
}

std::vector<MysqlTable> list_tables(MysqlSession& session, const DatabaseUri& uri) {
  std::vector<std::string> wanted = uri.schemas;
  if (!uri.database.empty())
    wanted = {uri.database};
  std::vector<MysqlTable> tables;
  std::set<std::string> schemas;
  for (std::vector<std::string>& row : session.query(std::string(kTables))) {
    schemas.insert(row[0]);
    if (wanted.empty() || std::find(wanted.begin(), wanted.end(), row[0]) != wanted.end())
      tables.push_back({row[0], row[1], row[2], row[3], row[4]});
  }
  for (const std::string& schema : wanted)
    if (schemas.count(schema) == 0)
      refuse_schema(session, schema, schemas);
  if (tables.size() > kMaxTables)
    throw Error(ErrorKind::input, session.place(),
                Text{"ce serveur contient plus de 10 000 tables : nommez une base "
                     "(mysql://serveur/base)",
                     "this server holds more than 10,000 tables: name a database "
                     "(mysql://server/database)"});
  return tables;
}

CellForm form_of(const std::string& type) {
  constexpr std::array<std::string_view, 7> kBinary = {
      "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob", "vector"};
  constexpr std::array<std::string_view, 9> kGeometry = {
      "geometry",        "point",        "linestring",         "polygon",       "multipoint",
      "multilinestring", "multipolygon", "geometrycollection", "geomcollection"};
  const auto is_among = [&type](const auto& types) {
    return std::find(types.begin(), types.end(), type) != types.end();
  };
  if (type == "bit")
    return CellForm::bits;
  if (is_among(kGeometry))
    return CellForm::geometry;
  return is_among(kBinary) ? CellForm::binary : CellForm::plain;
}

// What is asked of a column: bytes stay on the server, bits come as their number, a geometry in
// hexadecimal digits.
std::string expression_of(const std::string& name, CellForm form) {
  switch (form) {
    case CellForm::plain:
      break;
    case CellForm::bits:
      return name + "+0";
    case CellForm::geometry:
      return "if(octet_length(" + name + ") <= " + std::to_string(kMaxGeometryBytes) + ", hex(" +
             name + "), if(" + name + " IS NULL, NULL, 'b'))";
    case CellForm::binary:
      return "if(" + name + " IS NULL, NULL, 'b')";
  }
  return name;
}

// The rows are on another server or in a file, which the user did not name.
bool is_foreign(const MysqlTable& table) {
  const std::string engine = to_lower_ascii(table.engine);
  return engine == "federated" || engine == "connect" || engine == "spider";
}

// The reference system of a column of geometries, by its first value.
void describe_geometry(MysqlQuery& query, const std::string& name, TableColumn& column) {
  std::string failure;
  const auto first = query.session->try_query(
      "SELECT ST_SRID(" + name + ") FROM " + query.from + " WHERE " + name + " IS NOT NULL LIMIT 1",
      failure);
  const auto system = first && !first->empty() ? parse_count(first->at(0).at(0)) : std::nullopt;
  if (system && *system > 0)
    column.declared_type = geometry_type(column.declared_type, std::to_string(*system));
}

TableInfo describe_table(const MysqlTable& table, const std::string& name, MysqlQuery& query) {
  TableInfo info = given_table(name);
  info.comment = valid_name(table.comment);
  std::vector<std::string> expressions;
  query.from = quoted_mysql_name(table.schema) + "." + quoted_mysql_name(table.name);
  for (const auto& row : query.session->query(
           "SELECT column_name, column_type, column_comment, data_type, column_key = 'PRI' FROM "
           "information_schema.columns WHERE table_schema = " +
           query.session->quoted_text(table.schema) + " AND table_name = " +
           query.session->quoted_text(table.name) + " ORDER BY ordinal_position")) {
    TableColumn column{valid_name(row[0]), valid_name(row[1]), valid_name(row[2])};
    column.in_key = row[4] == "1";
    query.forms.push_back(form_of(to_lower_ascii(row[3])));
    const std::string name_in_sql = quoted_mysql_name(row[0]);
    if (query.forms.back() == CellForm::geometry && table.type != "VIEW" && !is_foreign(table))
      describe_geometry(query, name_in_sql, column);
    info.columns.push_back(std::move(column));
    expressions.push_back(expression_of(name_in_sql, query.forms.back()));
  }
  query.select = expressions.empty() ? "*" : join(expressions, ", ");
  return info;
}

ServerTable read_with(const std::shared_ptr<MysqlQuery>& query, const MysqlTable& table) {
  ServerTable reading;
  if (table.type != "VIEW")
    reading.count = [query](std::string& failure) { return count_rows(*query, failure); };
  reading.start = [query](double share, std::string& failure) {
    return start_query(*query, share, failure);
  };
  reading.next = [query](SparseRow& row, ReadStats& stats, std::string& failure) {
    return next_row(*query, row, stats, failure);
  };
  reading.stop = [query] { query->session->stop(); };
  return reading;
}

}  // namespace

void open_mysql(const DatabaseUri& uri, const SourceOptions& options, Source& source) {
  auto session = std::make_shared<MysqlSession>(uri);
  source.info.uri = session->place();
  source.info.name = valid_name(uri.database.empty() ? "mysql" : uri.database);
  source.info.format = "mysql";
  std::vector<ListedTable> tables;
  for (const MysqlTable& table : list_tables(*session, uri)) {
    auto query = std::make_shared<MysqlQuery>();
    query->session = session;
    const std::string schema = uri.database.empty() ? valid_name(table.schema) + "." : "";
    TableInfo info = describe_table(table, schema + valid_name(table.name), *query);
    tables.push_back({std::move(info), read_with(query, table), is_foreign(table)});
  }
  hand_out_server_tables(std::move(tables), uri, options, source);
}

}  // namespace aval
