#include "audit/table/duck_library.h"

#include <utility>

#include "audit/base/error.h"
#include "audit/base/shared_library.h"
#include "audit/base/text.h"

namespace aval {
namespace {

template <typename Function>
void take(const SharedLibrary& library, const char* name, Function*& function) {
  function = reinterpret_cast<Function*>(library.symbol(name));
}

}  // namespace

Duck load_duck(const std::string& place) {
  const auto path = find_shared_library("libduckdb.so", "AVAL_DUCKDB");
  if (!path)
    throw Error(
        ErrorKind::input, place,
        Text{"lire ou écrire Parquet demande la bibliothèque libduckdb.so, qui n'est pas là ; une "
             "commande l'installe : audit/install-duckdb (dossier des sources d'aval)",
             "reading or writing Parquet takes the library libduckdb.so, which is not there; one "
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

bool is_plain_path(std::string_view path) {
  return path.find_first_of("*?[]{}\\:") == std::string_view::npos;
}

bool run_sql(const Duck& duck, DuckPointer connection, const std::string& sql) {
  DuckResult answer;
  const bool done = duck.query(connection, sql.c_str(), &answer) == duck_success;
  duck.destroy_result(&answer);
  return done;
}

namespace {

bool open_with_settings(const Duck& duck, unsigned threads, DuckConnection& opened) {
  DuckPointer config = nullptr;
  bool done = duck.create_config(&config) == duck_success;
  const std::string thread_count = std::to_string(threads);
  const std::array<std::pair<const char*, const char*>, 5> settings = {
      {{"autoinstall_known_extensions", "false"},
       {"autoload_known_extensions", "false"},
       {"allow_community_extensions", "false"},
       {"memory_limit", "1GB"},
       {"threads", thread_count.c_str()}}};
  for (const auto& [setting, value] : settings)
    done = done && duck.set_config(config, setting, value) == duck_success;
  char* error = nullptr;
  done = done && duck.open_ext(nullptr, &opened.database, config, &error) == duck_success;
  if (error != nullptr)
    duck.free(error);
  duck.destroy_config(&config);
  return done && duck.connect(opened.database, &opened.connection) == duck_success;
}

}  // namespace

void open_private(const Duck& duck, const std::vector<std::string>& files, unsigned threads,
                  const std::string& place, DuckConnection& opened) {
  bool done = open_with_settings(duck, threads, opened);
  std::vector<std::string> paths;
  paths.reserve(files.size());
  for (const std::string& file : files)
    paths.push_back(quoted(file, '\''));
  const auto run = [&](const std::string& sql) { return run_sql(duck, opened.connection, sql); };
  // Times are those of the file: no zone of this machine. Without ICU there is no such setting.
  if (done)
    run("SET TimeZone = 'UTC'");
  done = done && run("SET temp_directory = ''") &&
         run("SET allowed_paths = [" + join(paths, ", ") + "]") &&
         run("SET enable_external_access = false") && run("SET lock_configuration = true");
  if (!done)
    throw Error(ErrorKind::input, place,
                Text{"la bibliothèque libduckdb.so ne se laisse pas régler sûrement : installez "
                     "celle d'audit/install-duckdb",
                     "the library libduckdb.so cannot be set up safely: install the one of "
                     "audit/install-duckdb"});
}

}  // namespace aval
