#include "audit/table/duckdb.h"

#include <algorithm>
#include <cstring>

#include "audit/base/error.h"
#include "audit/base/plain_path.h"
#include "audit/base/text.h"
#include "audit/table/duck_library.h"

namespace aval {

namespace {

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
  std::string file;  // its path, as a text of SQL
  std::string from;
  std::unique_ptr<PlainLink> link;  // to a file whose path is not plain
  DuckConnection session;
  DuckPointer statement = nullptr;
  DuckResult result;
  bool has_result = false;
  DuckPointer chunk = nullptr;
  DuckIndex chunk_rows = 0;
  DuckIndex row = 0;
  std::vector<const DuckString*> texts;  // of the columns of the chunk
  std::vector<const std::uint64_t*> validities;
  std::vector<std::string_view> cells;

  explicit State(const std::string& shown) : duck(load_duck(shown)), place(shown) {}
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    end();
    if (session.connection != nullptr)
      duck.disconnect(&session.connection);
    if (session.database != nullptr)
      duck.close(&session.database);
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
  void open(const std::string& path);
  void add_columns(DuckPointer type, const std::vector<std::string>& path,
                   std::vector<DuckColumn>& columns);
  bool start(const std::string& sql);
  bool next_chunk(bool& damaged);
};

void DuckFile::State::open(const std::string& path) {
  if (!is_plain_path(path))
    link = std::make_unique<PlainLink>(path, "table.parquet");
  const std::string real = link ? link->path() : path;
  open_private(duck, {real}, 2, place, session);
  file = quoted(real, '\'');
  from = "read_parquet(" + file + ", hive_partitioning = false, filename = false)";
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
  const bool done =
      state.duck.query(state.session.connection, sql.c_str(), &result) == duck_success;
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

std::string DuckFile::metadata(const std::string& key) {
  bool damaged = false;
  if (!state_->start("SELECT CAST(decode(value) AS VARCHAR) FROM parquet_kv_metadata(" +
                     state_->file + ") WHERE key = encode(" + quoted(key, '\'') + ")"))
    return "";
  const auto* cells = next_row(damaged);
  std::string value(cells == nullptr ? std::string_view() : cells->at(0));
  state_->end();
  return value;
}

bool DuckFile::State::start(const std::string& sql) {
  end();
  if (duck.prepare(session.connection, sql.c_str(), &statement) != duck_success)
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
