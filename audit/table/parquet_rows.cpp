#include "audit/table/parquet_rows.h"

#include <algorithm>
#include <array>

#include "audit/base/error.h"
#include "audit/base/file.h"
#include "audit/base/plain_path.h"
#include "audit/base/text.h"
#include "audit/table/duck_library.h"

namespace aval {
namespace {

constexpr std::size_t kCopied = std::size_t{1} << 20;  // bytes a piece
constexpr const char* kLongestRecord = "16777216";     // bytes, twice the longest cell

// Types whose text DuckDB reads back as it wrote it.
bool is_simple(const std::string& type) {
  static constexpr std::array<std::string_view, 17> kSimple = {"BOOLEAN",
                                                               "TINYINT",
                                                               "SMALLINT",
                                                               "INTEGER",
                                                               "BIGINT",
                                                               "HUGEINT",
                                                               "UTINYINT",
                                                               "USMALLINT",
                                                               "UINTEGER",
                                                               "UBIGINT",
                                                               "FLOAT",
                                                               "DOUBLE",
                                                               "DATE",
                                                               "TIME",
                                                               "UUID",
                                                               "TIMESTAMP",
                                                               "TIMESTAMP WITH TIME ZONE"};
  return std::find(kSimple.begin(), kSimple.end(), type) != kSimple.end() ||
         (type.starts_with("DECIMAL(") &&
          type.find_first_not_of("DECIMAL(0123456789,)") == std::string::npos);
}

std::string place_of(std::size_t column) {
  return "c" + std::to_string(column);
}

std::string copy_statement(const std::vector<ParquetColumn>& columns, const std::string& from,
                           const std::string& to) {
  std::vector<std::string> read;
  std::vector<std::string> written;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::string type = is_simple(columns[i].type) ? columns[i].type : "VARCHAR";
    read.push_back(quoted(place_of(i), '\'') + ": 'VARCHAR'");
    written.push_back("CAST(" + place_of(i) + " AS " + type + ") AS " +
                      quoted(columns[i].name, '"'));
  }
  return "COPY (SELECT " + join(written, ", ") + " FROM read_csv(" + quoted(from, '\'') +
         ", auto_detect = false, header = false, delim = ',', quote = '\"', escape = '\"', "
         "new_line = '\\r\\n', nullstr = '', parallel = false, max_line_size = " +
         kLongestRecord + ", columns = {" + join(read, ", ") + "})) TO " + quoted(to, '\'') +
         " (FORMAT PARQUET, COMPRESSION ZSTD)";
}

}  // namespace

struct ParquetRows::State {
  std::string path;
  std::vector<ParquetColumn> columns;
  Duck duck;
  TemporaryFolder folder{"parquet"};
  WholeFile records{folder.path() + "/rows.csv", true};
  DuckConnection session;

  State(const std::string& name, std::vector<ParquetColumn> all)
      : path(name), columns(std::move(all)), duck(load_duck(name)) {}
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (session.connection != nullptr)
      duck.disconnect(&session.connection);
    if (session.database != nullptr)
      duck.close(&session.database);
  }
  void write_to(const std::string& written);
};

void ParquetRows::State::write_to(const std::string& written) {
  const std::string read = folder.path() + "/rows.csv";
  if (!is_plain_path(folder.path()))
    throw Error(ErrorKind::input, path,
                {"le dossier temporaire (TMPDIR) a un nom que DuckDB prend pour un motif : "
                 "donnez-en un sans * ? [ ] { } ni deux-points",
                 "the temporary folder (TMPDIR) has a name that DuckDB takes for a pattern: give "
                 "one without * ? [ ] { } or a colon"});
  // One thread: rows keep their order and the file its bytes.
  open_private(duck, {read, written}, 1, path, session);
  if (!run_sql(duck, session.connection, copy_statement(columns, read, written)))
    throw Error(ErrorKind::input, path,
                {"Parquet refusé : une cellule n'est pas du type de sa colonne, ou dépasse 8 Mio ; "
                 "écrivez un .csv",
                 "Parquet refused: a cell is not of the type of its column, or is over 8 MiB; "
                 "write a .csv"});
}

ParquetRows::ParquetRows(const std::string& path, std::vector<ParquetColumn> columns)
    : state_(std::make_unique<State>(path, std::move(columns))) {}

ParquetRows::~ParquetRows() = default;

void ParquetRows::add_records(std::string_view records) {
  state_->records.write(records);
}

void ParquetRows::finish() {
  State& state = *state_;
  state.records.finish();
  const std::string written = state.folder.path() + "/rows.parquet";
  state.write_to(written);
  const InputFile input(written);
  WholeFile file(state.path, true);
  std::string piece(kCopied, '\0');
  for (std::uint64_t at = 0; at < input.size();) {
    const std::size_t got = input.read_at(at, piece.data(), piece.size());
    if (got == 0)
      throw Error(ErrorKind::input, state.path,
                  {"le fichier temporaire a été tronqué : relancez la commande",
                   "the temporary file was cut short: run the command again"});
    file.write(std::string_view(piece).substr(0, got));
    at += got;
  }
  file.finish();
}

}  // namespace aval
