#include "audit/table/source.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "audit/table/contact_source.h"
#include "audit/table/data_dictionary.h"
#include "audit/table/database_uri.h"
#include "audit/table/delimited_source.h"
#include "audit/table/json_source.h"
#include "audit/table/kml_source.h"
#include "audit/table/mail_source.h"
#include "audit/table/map_source.h"
#include "audit/table/mysql_source.h"
#include "audit/table/opened.h"
#include "audit/table/parquet_source.h"
#include "audit/table/pdf_source.h"
#include "audit/table/postgres_source.h"
#include "audit/table/read_codes.h"
#include "audit/table/schema_source.h"
#include "audit/table/sheet_source.h"
#include "audit/table/source_format.h"
#include "audit/table/sqlite_source.h"
#include "audit/table/survey.h"
#include "audit/table/unpack.h"
#include "audit/table/watched_reader.h"
#include "audit/table/xls_source.h"
#include "audit/table/xml_source.h"

namespace aval {

namespace {

constexpr const char* kDictionaryFormat = "data-dictionary";

bool is_json(const SourceName& name, const Survey& survey) {
  const bool says_table = name.ending == "csv" || name.ending == "tsv" || name.ending == "tab";
  const bool says_json = name.ending == "json" || name.ending == "jsonl" ||
                         name.ending == "ndjson" || name.ending == "geojson";
  return says_json || (!says_table && starts_as_json(survey.samples.front()));
}

// A dictionary of words alone has no row unlike its header: the first record is looked at instead.
std::optional<DictionaryRoles> find_roles(const TableReader& table) {
  if (table.info().dialect.header_row > 0)
    return find_dictionary_roles(table.info().columns);
  Batch batch;
  if (!table.reopen()->next(batch) || batch.rows < 2)
    return std::nullopt;
  std::vector<TableColumn> columns;
  for (const auto& cells : batch.columns)
    columns.push_back(TableColumn{std::string(cells.front()), "", ""});
  auto roles = find_dictionary_roles(columns);
  if (roles)
    roles->first_row_is_header = true;
  return roles;
}

// A delimited table whose rows describe the columns of a database is the schema of its tables.
void open_as_dictionary(const Survey& survey, Source& source) {
  if (source.tables.size() > 1)
    return;
  const TableReader& table = *source.tables.front();
  const auto roles = find_roles(table);
  if (!roles)
    return;
  auto declared = read_data_dictionary(*table.reopen(), *roles, source.info.name);
  if (!declared)
    return;
  source.info.format = kDictionaryFormat;
  hand_out_declared(std::move(*declared), survey, source);
}

// Whether the table describes columns is told by the whole text.
void open_delimited_part(const Opened& opened, const Survey& survey, const SourceOptions& options,
                         Source& source) {
  SourceOptions whole = options;
  whole.part = TextShare();
  open_delimited(opened, survey, whole, source);
  open_as_dictionary(survey, source);
  if (options.part.count == 1 || source.info.format == kDictionaryFormat)
    return;
  source.tables.clear();
  open_delimited(opened, survey, options, source);
}

// Other formats are read as a whole.
void check_part(const Source& source, const TextShare& part) {
  const std::string& format = source.info.format;
  if (part.count > 1 && format != "csv" && format != "tsv" && format != "txt")
    throw Error(ErrorKind::usage, "--part",
                format_text({"seul un texte délimité (CSV, TSV) se lit par parties ; celui-ci est "
                             "au format {0} : examinez-le en entier",
                             "only delimited texts (CSV, TSV) are read in parts; this one is of "
                             "format {0}: scan it as a whole"},
                            {format}));
}

// False when the text is no map.
bool open_map_text(const Opened& opened, const Survey& survey, const SourceOptions& options,
                   Source& source) {
  const std::string& start = survey.samples.front();
  const bool is_kml = starts_as_xml(start) && starts_as_kml(start);
  const auto format = map_format_of_text(start, opened.name.ending);
  if (!is_kml && !format)
    return false;
  const auto whole = opened.gzip ? unpack(opened.input, opened.uri) : opened.input;
  if (is_kml)
    open_kml({whole, opened.uri}, options, source);
  else
    open_map({whole, opened.uri, opened.beside}, *format, options, source);
  return true;
}

void open_text(const Opened& opened, const SourceOptions& options, Source& source) {
  const Survey survey = survey_bytes(opened.input, opened.gzip, opened.uri, options.encoding);
  source.info.sha256 = survey.sha256;
  source.info.encoding = survey.encoding.name;
  if (survey.is_binary)
    throw Error(ErrorKind::input, opened.uri,
                has_sqlite_ending(opened.name) ? refuse_as_sqlite() : refuse_binary());
  if (const auto refusal = refuse_by_text(survey.samples.front()))
    throw Error(ErrorKind::input, opened.uri, *refusal);
  const bool says_table = opened.name.ending == "csv" || opened.name.ending == "tsv";
  if (!says_table && open_map_text(opened, survey, options, source))
    return;
  if (!says_table && starts_as_xml(survey.samples.front())) {
    const auto whole = opened.gzip ? unpack(opened.input, opened.uri) : opened.input;
    open_xml({whole, opened.uri}, survey.samples.front(), options, source);
    return;
  }
  const FieldInput fields{opened.input, opened.gzip, opened.uri};
  if (!says_table && starts_as_vcard(survey.samples.front())) {
    open_vcard(fields, options, source);
    return;
  }
  if (!says_table && starts_as_ldif(survey.samples.front())) {
    open_ldif(fields, options, source);
    return;
  }
  if (!says_table && starts_as_mail(survey.samples.front())) {
    open_mail(fields, survey.samples.front(), options, source);
    return;
  }
  const SchemaInput schema{opened.input, opened.gzip, opened.uri, opened.name.name};
  if (is_json(opened.name, survey)) {
    if (!open_json_schema(schema, survey, source))
      open_json(JsonInput{opened.input, opened.gzip, opened.uri, opened.name.name}, survey, options,
                source);
  } else if (looks_like_sql(survey, opened.name.ending)) {
    open_sql(schema, survey, source);
  } else {
    open_delimited_part(opened, survey, options, source);
  }
}

Source open_input(const Opened& opened, const SourceOptions& options) {
  Source source;
  source.info.uri = opened.uri;
  source.info.name = opened.name.name;
  source.info.compression = opened.compression;
  source.info.bytes = (opened.packed ? opened.packed : opened.input)->size();
  if (opened.container == Container::text) {
    open_text(opened, options, source);
    if (opened.packed)
      source.info.sha256 = opened.packed->digest();
    return source;
  }
  source.info.sha256 = (opened.packed ? opened.packed : opened.input)->digest();
  if (opened.container == Container::sqlite)
    open_sqlite({opened.input, opened.uri}, options, source);
  else if (opened.container == Container::pdf)
    open_pdf({opened.input, opened.uri}, options, source);
  else if (opened.container == Container::ole)
    open_xls({opened.input, opened.uri}, options, source);
  else if (opened.container == Container::parquet)
    open_parquet({opened.input, opened.uri}, options, source);
  else if (opened.container == Container::flatgeobuf)
    open_map({opened.input, opened.uri, nullptr}, MapFormat::flatgeobuf, options, source);
  else if (opened.container == Container::dbf)
    open_dbf({opened.input, opened.uri, opened.beside}, options, source);
  else if (opened.container == Container::shapefile)
    open_shapefile({opened.input, opened.uri, opened.beside}, options, source);
  else if (is_kmz(ZipArchive(opened.input, opened.uri), opened.name.ending))
    open_kmz({opened.input, opened.uri}, options, source);
  else
    open_workbook({opened.input, opened.uri}, options, source);
  return source;
}

Source open_database(const DatabaseUri& uri, const SourceOptions& options) {
  Source source;
  if (uri.kind == DatabaseKind::postgresql)
    open_postgres(uri, options, source);
  else
    open_mysql(uri, options, source);
  return source;
}

Source open_any_source(const std::string& uri, const SourceOptions& options) {
  if (is_database_uri(uri))
    return open_database(parse_database_uri(uri), options);
  if (uri == "-")
    return open_input(identify(InputBytes::of_standard_input(), uri), options);
  const bool is_sqlite = uri.compare(0, kSqliteScheme.size(), kSqliteScheme) == 0;
  const std::string path = is_sqlite ? uri.substr(kSqliteScheme.size()) : uri;
  const Opened opened = open_named(path, options);
  if (is_sqlite && opened.container != Container::sqlite)
    throw Error(ErrorKind::input, path, refuse_as_sqlite());
  Source source = open_input(opened, options);
  if (is_sqlite)
    source.info.uri = uri;
  return source;
}

// What holds for sources of every format.
Source with_options(Source source, const SourceOptions& options) {
  check_part(source, options.part);
  watch_tables(source, options.watch);
  return source;
}

}  // namespace

Source open_source(const std::string& uri, const SourceOptions& options) {
  return with_options(open_any_source(uri, options), options);
}

Source open_source_bytes(const std::string& name, std::string bytes, const SourceOptions& options) {
  return with_options(open_input(identify(InputBytes::of_memory(std::move(bytes)), name), options),
                      options);
}

}  // namespace aval
