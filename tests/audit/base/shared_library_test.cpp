// Libraries are loaded from absolute paths only.
#include "audit/base/shared_library.h"

#include <cstdlib>

#include "audit/base/error.h"
#include "audit/base/file.h"
#include "audit/base/plain_path.h"
#include "tests/support/catch.h"

using namespace aval;

TEST_CASE("a library is loaded by its absolute path alone", "[base][library]") {
  CHECK_THROWS_AS(SharedLibrary("libc.so.6"), Error);
  CHECK_THROWS_AS(SharedLibrary("./libc.so.6"), Error);
  CHECK_THROWS_AS(SharedLibrary("/nonexistent/libc.so.6"), Error);
  const TemporaryFile text("library");
  write_file_whole(text.path(), "not a library", true);
  CHECK_THROWS_AS(SharedLibrary(absolute_path(text.path())), Error);
}

TEST_CASE("a library is found where the variable says, or nowhere", "[base][library]") {
  constexpr const char* kVariable = "AVAL_TEST_LIBRARY";
  const TemporaryFile there("library");
  write_file_whole(there.path(), "x", true);
  const std::string path = absolute_path(there.path());
  ::setenv(kVariable, path.c_str(), 1);
  CHECK(find_shared_library("libdoes-not-exist.so", kVariable) == path);
  ::setenv(kVariable, "libx.so", 1);
  CHECK_THROWS_AS(find_shared_library("libx.so", kVariable), Error);
  ::setenv(kVariable, "/nonexistent/libx.so", 1);
  CHECK_THROWS_AS(find_shared_library("libx.so", kVariable), Error);
  ::unsetenv(kVariable);
  CHECK_FALSE(find_shared_library("libdoes-not-exist.so", kVariable));
}

TEST_CASE("a link gives a file a plain name while it lives", "[base][library]") {
  const TemporaryFile there("library");
  write_file_whole(there.path(), "x", true);
  std::string path;
  {
    const PlainLink link(absolute_path(there.path()), "table.parquet");
    path = link.path();
    CHECK(read_file(path) == "x");
  }
  CHECK(kind_of_file(path) == FileKind::absent);
  CHECK(read_file(there.path()) == "x");
}
