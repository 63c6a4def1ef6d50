// The functions of DuckDB's C API (stable since 1.0) that aval calls: declared here and loaded
// while the program runs, so that aval builds and works without the library.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace aval {

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

// Error(input) naming `place` when the library is missing.
Duck load_duck(const std::string& place);

// A private database in memory that may open these files, absolute paths, and nothing else, load no
// extension, and reach no network. Owned by the caller: disconnect, then close.
struct DuckConnection {
  DuckPointer database = nullptr;
  DuckPointer connection = nullptr;
};
// Error(input) naming `place` when the library cannot be set up so. `threads` is at least 1.
void open_private(const Duck& duck, const std::vector<std::string>& files, unsigned threads,
                  const std::string& place, DuckConnection& opened);

bool run_sql(const Duck& duck, DuckPointer connection, const std::string& sql);
// A text or a name of SQL; a quote inside stands twice.
std::string quoted(std::string_view text, char quote);
// A path with other letters is a pattern to DuckDB, or an address.
bool is_plain_path(std::string_view path);

}  // namespace aval
