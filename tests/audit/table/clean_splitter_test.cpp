// split_record, which reads one record with all its repairs, is the oracle.
#include "audit/table/clean_splitter.h"

#include "tests/support/catch.h"
#include "tests/support/random_value.h"

using namespace aval;

namespace {

bool is_same(const std::vector<Cell>& left, const std::vector<Cell>& right) {
  if (left.size() != right.size())
    return false;
  for (std::size_t i = 0; i < left.size(); ++i)
    if (left[i].begin != right[i].begin || left[i].end != right[i].end ||
        left[i].escaped != right[i].escaped)
      return false;
  return true;
}

std::string random_record(Draw& draw) {
  static const std::vector<std::string> kParts = {"a",   "\"",  "\"\"", ";", " ",     "\";\"",
                                                  "\";", ";\"", "b c",  "é", "\"a\"", ";;"};
  std::string record;
  const std::size_t parts = draw.below(12);
  for (std::size_t i = 0; i < parts; ++i)
    record += kParts[draw.below(kParts.size())];
  return record;
}

}  // namespace

TEST_CASE("clean records get the cells that the careful reading gives", "[table][csv]") {
  Draw draw(20261127);
  std::string bytes;
  std::vector<std::pair<std::size_t, std::size_t>> spans;
  for (int i = 0; i < 20000; ++i) {
    const std::string record = random_record(draw);
    spans.emplace_back(bytes.size(), bytes.size() + record.size());
    bytes += record + "\n";
  }
  for (const char quote : {'"', '\0'}) {
    DelimitedFormat format;
    format.delimiter = ';';
    format.quote = quote;
    CleanSplitter splitter(bytes, format);
    std::vector<Cell> cells, expected;
    std::size_t clean = 0, different = 0;
    for (const auto& [begin, end] : spans) {
      const bool irregular =
          split_record(std::string_view(bytes).substr(begin, end - begin), format, expected);
      if (!splitter.split(begin, end, cells))
        continue;
      ++clean;
      different += irregular || !is_same(cells, expected) ? 1U : 0U;
    }
    CHECK(different == 0);
    CHECK(clean > spans.size() / 3);
  }
}

TEST_CASE("formats with backslashes or spaces after delimiters are left to the careful reading",
          "[table][csv]") {
  DelimitedFormat format;
  format.delimiter = ',';
  format.backslash = true;
  std::vector<Cell> cells;
  CHECK_FALSE(CleanSplitter("a,b", format).split(0, 3, cells));
  format.backslash = false;
  CHECK(CleanSplitter("a,b", format).split(0, 3, cells));
  CHECK(cells.size() == 2);
  format.space_after = true;
  CHECK_FALSE(CleanSplitter("a, b", format).split(0, 4, cells));
}
