#include "audit/table/duckdb.h"

#include <algorithm>
#include <cstring>

#include "audit/base/error.h"
#include "audit/base/plain_path.h"
#include "audit/base/shared_library.h"
#include "audit/base/text.h"

namespace aval {

namespace {

// Types of duckdb.h, whose layout is part of its C API.
using DuckPointer = void*;
using DuckIndex = std::uint64_t;
enum DuckState : int { duck_success = 0, duck_error = 1 };
constexpr int kStructType = 25;

struct DuckResult {
  DuckIndex columns = 0;
  DuckIndex rows = 0;
  DuckIndex changed = 0;
  void* old_columns = nullptr;
  char* old_error = nullptr;
  void* data = nullptr;
};

// At most 12 bytes in place, else a pointer.
struct DuckString {
  std::uint32_t length;
  std::array<char, 12> bytes;
};
static_assert(sizeof(DuckString) == 16 && sizeof(DuckResult) == 48);

constexpr std::size_t kInPlace = 12;
constexpr std::size_t kMaxColumns = 16384;
constexpr std::size_t kMaxDepth = 32;

std::string_view text_of(const DuckString& text) {
  if (text.length <= kInPlace)
    return {text.bytes.data(), text.length};
  const char* address = nullptr;  // after the first four bytes, repeated in place
  std::memcpy(&address, text.bytes.data() + 4, sizeof address);
  return {address, text.length};
}

// The functions of the library.
struct Duck {
  int (*create_config)(DuckPointer*);
  int (*set_config)(DuckPointer, const char*, const char*);
  void (*destroy_config)(DuckPointer*);
  int (*open_ext)(const char*, DuckPointer*, DuckPointer, char**);
  void (*close)(DuckPointer*);
  int (*connect)(DuckPointer, DuckPointer*);
  void (*disconnect)(DuckPointer*);
  int (*query)(DuckPointer, const char*, DuckResult*);
  void (*destroy_result)(DuckResult*);
  int (*prepare)(DuckPointer, const char*, DuckPointer*);
  void (*destroy_prepare)(DuckPointer*);
  int (*pending_streaming)(DuckPointer, DuckPointer*);
  int (*execute_pending)(DuckPointer, DuckResult*);
  void (*destroy_pending)(DuckPointer*);
  DuckPointer (*fetch_chunk)(DuckResult);
  const char* (*result_error)(DuckResult*);
  void (*destroy_chunk)(DuckPointer*);
  DuckIndex (*chunk_size)(DuckPointer);
  DuckPointer (*chunk_vector)(DuckPointer, DuckIndex);
  void* (*vector_data)(DuckPointer);
  std::uint64_t* (*vector_validity)(DuckPointer);
  DuckIndex (*column_count)(DuckResult*);
  const char* (*column_name)(DuckResult*, DuckIndex);
  DuckPointer (*column_type)(DuckResult*, DuckIndex);
  void (*destroy_type)(DuckPointer*);
  int (*type_id)(DuckPointer);
  DuckIndex (*child_count)(DuckPointer);
  char* (*child_name)(DuckPointer, DuckIndex);
  DuckPointer (*child_type)(DuckPointer, DuckIndex);
  void (*free)(void*);
};

template <typename Function>
void take(const SharedLibrary& library, const char* name, Function*& function) {
  function = reinterpret_cast<Function*>(library.symbol(name));
}

Duck load_duck(const std::string& place) {
  const auto path = find_shared_library("libduckdb.so", "AVAL_DUCKDB");
  if (!path)
    throw Error(ErrorKind::input, place,
                Text{"lire Parquet demande la bibliothèque libduckdb.so, qui n'est pas là ; une "
                     "commande l'installe : audit/install-duckdb (dossier des sources d'aval)",
                     "reading Parquet takes the library libduckdb.so, which is not there; one "
                     "command installs it: audit/install-duckdb (in the source folder of aval)"});
  const SharedLibrary library(*path);
  Duck duck{};
  take(library, "duckdb_create_config", duck.create_config);
  take(library, "duckdb_set_config", duck.set_config);
  take(library, "duckdb_destroy_config", duck.destroy_config);
  take(library, "duckdb_open_ext", duck.open_ext);
  take(library, "duckdb_close", duck.close);
  take(library, "duckdb_connect", duck.connect);
  take(library, "duckdb_disconnect", duck.disconnect);
  take(library, "duckdb_query", duck.query);
  take(library, "duckdb_destroy_result", duck.destroy_result);
  take(library, "duckdb_prepare", duck.prepare);
  take(library, "duckdb_destroy_prepare", duck.destroy_prepare);
  take(library, "duckdb_pending_prepared_streaming", duck.pending_streaming);
  take(library, "duckdb_execute_pending", duck.execute_pending);
  take(library, "duckdb_destroy_pending", duck.destroy_pending);
  take(library, "duckdb_fetch_chunk", duck.fetch_chunk);
  take(library, "duckdb_result_error", duck.result_error);
  take(library, "duckdb_destroy_data_chunk", duck.destroy_chunk);
  take(library, "duckdb_data_chunk_get_size", duck.chunk_size);
  take(library, "duckdb_data_chunk_get_vector", duck.chunk_vector);
  take(library, "duckdb_vector_get_data", duck.vector_data);
  take(library, "duckdb_vector_get_validity", duck.vector_validity);
  take(library, "duckdb_column_count", duck.column_count);
  take(library, "duckdb_column_name", duck.column_name);
  take(library, "duckdb_column_logical_type", duck.column_type);
  take(library, "duckdb_destroy_logical_type", duck.destroy_type);
  take(library, "duckdb_get_type_id", duck.type_id);
  take(library, "duckdb_struct_type_child_count", duck.child_count);
  take(library, "duckdb_struct_type_child_name", duck.child_name);
  take(library, "duckdb_struct_type_child_type", duck.child_type);
  take(library, "duckdb_free", duck.free);
  return duck;
}

std::string quoted(std::string_view text, char quote) {
  std::string out(1, quote);
  for (const char letter : text)
    out += std::string(letter == quote ? 2 : 1, letter);
  return out + quote;
}

// A path is a pattern to DuckDB, or an address.
bool is_plain(std::string_view path) {
  return path.find_first_of("*?[]{}\\:") == std::string_view::npos;
}

// The message of the library quotes SQL, and may quote values: it is not shown.
[[noreturn]] void refuse_file(const std::string& place) {
  throw Error(ErrorKind::input, place,
              Text{"fichier Parquet tronqué, abîmé ou chiffré : redemandez-le, ou demandez les "
                   "données en CSV",
                   "Parquet file cut short, damaged or encrypted: ask for it again, or for the "
                   "data as CSV"});
}

}  // namespace

struct DuckFile::State {
  Duck duck;
  std::string place;
  std::string from;
  std::unique_ptr<PlainLink> link;  // to a file whose path is not plain
  DuckPointer database = nullptr;
  DuckPointer connection = nullptr;
  DuckPointer statement = nullptr;
  DuckResult result;
  bool has_result = false;
  DuckPointer chunk = nullptr;
  DuckIndex chunk_rows = 0;
  DuckIndex row = 0;
  std::vector<const DuckString*> texts;  // of the columns of the chunk
  std::vector<const std::uint64_t*> validities;
  std::vector<std::string_view> cells;

  explicit State(const std::string& name) : duck(load_duck(name)), place(name) {}
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    end();
    if (connection != nullptr)
      duck.disconnect(&connection);
    if (database != nullptr)
      duck.close(&database);
  }
  void end() {
    row = chunk_rows = 0;
    if (chunk != nullptr)
      duck.destroy_chunk(&chunk);
    if (has_result)
      duck.destroy_result(&result);
    has_result = false;
    result = {};
    if (statement != nullptr)
      duck.destroy_prepare(&statement);
  }
  bool run(const std::string& sql) {
    DuckResult answer;
    const bool done = duck.query(connection, sql.c_str(), &answer) == duck_success;
    duck.destroy_result(&answer);
    return done;
  }
  void open(const std::string& path);
  void add_columns(DuckPointer type, const std::vector<std::string>& path,
                   std::vector<DuckColumn>& columns);
  bool start(const std::string& sql);
  bool next_chunk(bool& damaged);
};

void DuckFile::State::open(const std::string& path) {
  if (!is_plain(path))
    link = std::make_unique<PlainLink>(path, "table.parquet");
  const std::string name = link ? link->path() : path;
  DuckPointer config = nullptr;
  bool done = duck.create_config(&config) == duck_success;
  constexpr std::array<std::pair<const char*, const char*>, 5> kSettings = {
      {{"autoinstall_known_extensions", "false"},
       {"autoload_known_extensions", "false"},
       {"allow_community_extensions", "false"},
       {"memory_limit", "1GB"},
       {"threads", "2"}}};
  for (const auto& [setting, value] : kSettings)
    done = done && duck.set_config(config, setting, value) == duck_success;
  char* error = nullptr;
  done = done && duck.open_ext(nullptr, &database, config, &error) == duck_success;
  if (error != nullptr)
    duck.free(error);
  duck.destroy_config(&config);
  done = done && duck.connect(database, &connection) == duck_success;
  // Times are those of the file: no zone of this machine. Without ICU there is no such setting.
  if (done)
    run("SET TimeZone = 'UTC'");
  done = done && run("SET temp_directory = ''") &&
         run("SET allowed_paths = [" + quoted(name, '\'') + "]") &&
         run("SET enable_external_access = false") && run("SET lock_configuration = true");
  if (!done)
    throw Error(ErrorKind::input, place,
                Text{"la bibliothèque libduckdb.so ne se laisse pas régler sûrement : installez "
                     "celle d'audit/install-duckdb",
                     "the library libduckdb.so cannot be set up safely: install the one of "
                     "audit/install-duckdb"});
  from = "read_parquet(" + quoted(name, '\'') + ", hive_partitioning = false, filename = false)";
}

void DuckFile::State::add_columns(DuckPointer type, const std::vector<std::string>& path,
                                  std::vector<DuckColumn>& columns) {
  if (duck.type_id(type) != kStructType || path.size() >= kMaxDepth) {
    columns.push_back({path, ""});
    if (columns.size() > kMaxColumns)
      throw Error(ErrorKind::input, place,
                  Text{"Parquet refusé : plus de 16 384 colonnes ; demandez les données en CSV",
                       "Parquet refused: more than 16,384 columns; ask for the data as CSV"});
    return;
  }
  for (DuckIndex child = 0; child < duck.child_count(type); ++child) {
    char* name = duck.child_name(type, child);
    std::vector<std::string> below = path;
    below.emplace_back(name == nullptr ? "" : name);
    duck.free(name);
    DuckPointer child_type = duck.child_type(type, child);
    try {
      add_columns(child_type, below, columns);
    } catch (...) {
      duck.destroy_type(&child_type);
      throw;
    }
    duck.destroy_type(&child_type);
  }
}

bool DuckFile::State::next_chunk(bool& damaged) {
  if (chunk != nullptr)
    duck.destroy_chunk(&chunk);
  row = chunk_rows = 0;
  while (chunk_rows == 0) {
    if (chunk != nullptr)
      duck.destroy_chunk(&chunk);
    chunk = duck.fetch_chunk(result);
    if (chunk == nullptr) {
      damaged = duck.result_error(&result) != nullptr && duck.result_error(&result)[0] != '\0';
      return false;
    }
    chunk_rows = duck.chunk_size(chunk);
  }
  for (std::size_t column = 0; column < texts.size(); ++column) {
    DuckPointer vector = duck.chunk_vector(chunk, column);
    texts[column] = static_cast<const DuckString*>(duck.vector_data(vector));
    validities[column] = duck.vector_validity(vector);
  }
  return true;
}

DuckFile::DuckFile(const std::string& path, const std::string& place)
    : state_(std::make_unique<State>(place)) {
  state_->open(path);
}

DuckFile::~DuckFile() = default;

std::vector<DuckColumn> DuckFile::columns() {
  State& state = *state_;
  DuckResult result;
  const std::string sql = "SELECT * FROM " + state.from + " LIMIT 0";
  const bool done = state.duck.query(state.connection, sql.c_str(), &result) == duck_success;
  std::vector<DuckColumn> columns;
  try {
    for (DuckIndex column = 0; done && column < state.duck.column_count(&result); ++column) {
      const char* name = state.duck.column_name(&result, column);
      DuckPointer type = state.duck.column_type(&result, column);
      state.add_columns(type, {name == nullptr ? "" : name}, columns);
      state.duck.destroy_type(&type);
    }
  } catch (...) {
    state.duck.destroy_result(&result);
    throw;
  }
  state.duck.destroy_result(&result);
  if (!done || columns.empty())
    refuse_file(state.place);
  add_types(columns);
  return columns;
}

// What the library calls the types, as words of SQL.
void DuckFile::add_types(std::vector<DuckColumn>& columns) {
  std::vector<std::string> expressions;
  expressions.reserve(columns.size());
  for (const DuckColumn& column : columns)
    expressions.push_back(duck_expression(column.path));
  bool damaged = false;
  if (!state_->start("SELECT column_type FROM (DESCRIBE SELECT " + join(expressions, ", ") +
                     " FROM " + state_->from + ")"))
    refuse_file(state_->place);
  for (DuckColumn& column : columns)
    if (const auto* cells = next_row(damaged))
      column.type = cells->at(0);
  state_->end();
}

bool DuckFile::State::start(const std::string& sql) {
  end();
  if (duck.prepare(connection, sql.c_str(), &statement) != duck_success)
    return false;
  DuckPointer pending = nullptr;
  has_result = duck.pending_streaming(statement, &pending) == duck_success;
  const bool done = has_result && duck.execute_pending(pending, &result) == duck_success;
  duck.destroy_pending(&pending);
  if (!done)
    return false;
  const auto columns = static_cast<std::size_t>(duck.column_count(&result));
  texts.assign(columns, nullptr);
  validities.assign(columns, nullptr);
  cells.assign(columns, {});
  return true;
}

bool DuckFile::start(const std::string& expressions) {
  return state_->start("SELECT " + expressions + " FROM " + state_->from);
}

const std::vector<std::string_view>* DuckFile::next_row(bool& damaged) {
  State& state = *state_;
  if (state.row >= state.chunk_rows && !state.next_chunk(damaged))
    return nullptr;
  const DuckIndex row = state.row++;
  for (std::size_t column = 0; column < state.cells.size(); ++column) {
    const std::uint64_t* validity = state.validities[column];
    const bool is_valid = validity == nullptr || ((validity[row / 64] >> (row % 64)) & 1U) != 0;
    state.cells[column] = is_valid ? text_of(state.texts[column][row]) : std::string_view();
  }
  return &state.cells;
}

std::string duck_expression(const std::vector<std::string>& path) {
  std::string out = quoted(path.front(), '"');
  for (std::size_t depth = 1; depth < path.size(); ++depth)
    out.insert(0, "struct_extract(").append(", ").append(quoted(path[depth], '\'')).append(")");
  return out;
}

}  // namespace aval
