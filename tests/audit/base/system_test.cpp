// Files, digests and databases.
#include <fstream>
#include <string>
#include <thread>

#include <sys/stat.h>

#include "audit/base/crypto.h"
#include "audit/base/error.h"
#include "audit/base/file.h"
#include "audit/base/language.h"
#include "audit/base/process.h"
#include "audit/base/sqlite.h"
#include "tests/support/catch.h"

namespace aval {

// FIPS 180-4 examples (NIST, SHA-256 example messages).
TEST_CASE("SHA-256 gives the published digests", "[base][crypto]") {
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  Sha256 stream;
  stream.add("a");
  stream.add("bc");
  CHECK(stream.finish_hex() == sha256_hex("abc"));
}

TEST_CASE("a file is written whole and read back, an absent one is an error that names it",
          "[base][file]") {
  const TemporaryFile file("test");
  write_file_whole(file.path(), "one\n", false);
  write_file_whole(file.path(), "two\n", true);
  CHECK(read_file(file.path()) == "two\n");
  try {
    read_file(file.path() + ".absent");
    FAIL("read");
  } catch (const Error& error) {
    CHECK(error.place() == file.path() + ".absent");
    CHECK(error.kind() == ErrorKind::input);
  }
  CHECK_THROWS_AS(write_file_whole("/proc/nowhere/x", "a", false), Error);
}

TEST_CASE("a transaction that is not committed leaves nothing", "[base][sqlite]") {
  const TemporaryFile file("db");
  Database database(file.path(), OpenMode::create);
  database.execute("CREATE TABLE t (x INTEGER) STRICT");
  {
    Transaction transaction(database);
    database.execute("INSERT INTO t VALUES (1)");
  }
  Statement count(database, "SELECT COUNT(*) FROM t");
  REQUIRE(count.step());
  CHECK(count.integer(0) == 0);
}

TEST_CASE("a device or a pipe is written to, never replaced by a file", "[base][file]") {
  write_file_whole("/dev/null", "lost", false);
  CHECK(kind_of_file("/dev/null") == FileKind::other);
  const TemporaryFolder folder("pipe");
  const std::string pipe = folder.path() + "/pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  std::string heard;
  std::thread reader([&] { std::getline(std::ifstream(pipe), heard); });
  write_file_whole(pipe, "said", false);
  reader.join();
  CHECK(heard == "said");
  CHECK(kind_of_file(pipe) == FileKind::other);
}

TEST_CASE("the language follows the first locale variable that is set", "[base][language]") {
  CHECK(language_of_locale(nullptr, nullptr, "en_US.UTF-8") == Language::en);
  CHECK(language_of_locale("fr_FR.UTF-8", "en_US", "en_US") == Language::fr);
  CHECK(language_of_locale("", nullptr, "en") == Language::en);
  CHECK(language_of_locale("C.UTF-8", nullptr, nullptr) == Language::fr);
}

TEST_CASE("a program gets its words as they are, the environment it is given, and nothing to read",
          "[base][process]") {
  const ProcessEnd echo = run_process({{"/bin/echo", "$HOME; *", "a b"}, {}});
  CHECK(echo.exit_code == 0);
  CHECK(echo.output == "$HOME; * a b\n");
  CHECK(run_process({{"/usr/bin/env"}, {"ONLY=this"}}).output == "ONLY=this\n");
  CHECK(run_process({{"/bin/cat"}, {}}).output == "");
  CHECK(run_process({{"/bin/false"}, {}}).exit_code == 1);
  CHECK_THROWS_AS(run_process({{"/nowhere/program"}, {}}), Error);
}

TEST_CASE("a program whose time is over is ended", "[base][process]") {
  const ProcessEnd end = run_process({{"/bin/sleep", "60"}, {}, std::chrono::seconds(1)});
  CHECK(end.timed_out);
  CHECK_FALSE(end.exit_code.has_value());
}

TEST_CASE("a temporary folder goes with all it holds", "[base][file]") {
  std::string path;
  {
    const TemporaryFolder folder("test");
    path = folder.path();
    write_file_whole(path + "/one", "1", true);
    CHECK(kind_of_file(path) == FileKind::folder);
  }
  CHECK(kind_of_file(path) == FileKind::absent);
}

}  // namespace aval
