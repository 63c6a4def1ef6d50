// What no unit of behaviour shows: the registry is the only one to speak SQL, one function of it
// writes, and no table of values can reach it.
#include <algorithm>

#include "audit/base/file.h"
#include "audit/base/text.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

std::vector<std::string> sources_of(const std::string& folder) {
  std::vector<std::string> skipped, sources;
  for (const std::string& path : list_files(std::string(AVAL_SOURCE_DIR) + "/" + folder, skipped))
    if (path.ends_with(".cpp") || path.ends_with(".h"))
      sources.push_back(path);
  return sources;
}

std::size_t count_of(const std::string& text, const std::string& word) {
  std::size_t count = 0;
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1))
    ++count;
  return count;
}

TEST_CASE("no SQL stands outside the registry", "[borders]") {
  for (const char* folder : {"audit/cli", "audit/scan", "audit/risk", "policies", "reports"})
    for (const std::string& path : sources_of(folder)) {
      const std::string text = read_file(path);
      INFO(path);
      CHECK(text.find("audit/base/sqlite.h") == std::string::npos);
      for (const char* word : {"INSERT INTO", "DELETE FROM", "CREATE TABLE"})
        CHECK(text.find(word) == std::string::npos);
    }
}

TEST_CASE("documents and events are inserted at one place each", "[borders]") {
  std::size_t documents = 0, events = 0, others = 0;
  for (const std::string& path : sources_of("registry")) {
    if (path.ends_with("/accounts.cpp"))
      continue;  // a database of its own, without documents
    const std::string text = read_file(path);
    documents += count_of(text, "INSERT INTO documents");
    events += count_of(text, "INSERT INTO events");
    // The table of operators can be taken away, nothing else.
    others += count_of(text, "DELETE FROM") - count_of(text, "DELETE FROM operators") +
              count_of(text, "REPLACE INTO") + count_of(text, "UPDATE documents") +
              count_of(text, "UPDATE events");
  }
  CHECK(documents == 1);
  CHECK(events == 1);
  CHECK(others == 0);
}

TEST_CASE("no header of scans, risks, policies or reports is included by the registry",
          "[borders]") {
  for (const std::string& path : sources_of("registry")) {
    const std::string text = read_file(path);
    INFO(path);
    for (const char* folder : {"audit/scan/", "audit/risk/", "policies/", "reports/"})
      CHECK(text.find("#include \"" + std::string(folder)) == std::string::npos);
  }
}

}  // namespace
}  // namespace aval
