// One table polluted in one place at a time, after the kinds of the Pollock benchmark: all other
// rows must come through untouched.
#include "tests/audit/table/read_table.h"
#include "tests/support/catch.h"

using namespace aval;

namespace {

constexpr std::size_t kRows = 20;
constexpr std::size_t kColumns = 5;

// Raw cells, as written in the file.
std::vector<std::vector<std::string>> raw_rows() {
  std::vector<std::vector<std::string>> rows;
  for (std::size_t row = 0; row < kRows; ++row) {
    const std::string number = std::to_string(row + 10);
    rows.push_back({number, number + "/01/2018",
                    row % 4 == 0 ? "\"dit \"\"A\"\", fils\"" : "texte " + number,
                    "http://example.org/" + number, row % 5 == 0 ? "" : "fin"});
  }
  return rows;
}

std::string text_of(const std::vector<std::vector<std::string>>& rows) {
  std::string text = "id,date,nom,lien,note\r\n";
  for (const auto& row : rows) {
    for (std::size_t cell = 0; cell < row.size(); ++cell)
      text += (cell == 0 ? "" : ",") + row[cell];
    text += "\r\n";
  }
  return text;
}

void check_other_rows(const std::vector<std::vector<std::string>>& polluted, std::size_t changed) {
  const TestTable clean = read_csv(text_of(raw_rows()));
  const TestTable table = read_csv(text_of(polluted));
  REQUIRE(table.rows.size() == kRows);
  for (std::size_t row = 0; row < kRows; ++row) {
    if (row == changed)
      continue;
    CAPTURE(row);
    const TestRow cells(table.rows[row].begin(), table.rows[row].begin() + kColumns);
    CHECK(line_of(cells) == line_of(clean.rows[row]));
  }
}

}  // namespace

TEST_CASE("one delimiter too many or too few touches only its row", "[table][pollution]") {
  for (std::size_t row = 0; row < kRows; ++row) {
    for (std::size_t cell = 0; cell < kColumns; ++cell) {
      auto more = raw_rows();
      more[row].insert(more[row].begin() + static_cast<std::ptrdiff_t>(cell), "");
      check_other_rows(more, row);
      if (cell == 0)
        continue;
      auto fewer = raw_rows();
      fewer[row][cell - 1] += fewer[row][cell];
      fewer[row].erase(fewer[row].begin() + static_cast<std::ptrdiff_t>(cell));
      check_other_rows(fewer, row);
    }
  }
}

TEST_CASE("one quote too many touches only its row", "[table][pollution]") {
  for (std::size_t row = 0; row < kRows; ++row) {
    for (std::size_t cell = 0; cell < kColumns; ++cell) {
      const std::size_t length = raw_rows()[row][cell].size();
      for (const std::size_t place : {std::size_t{0}, length / 2, length}) {
        auto rows = raw_rows();
        rows[row][cell].insert(place, "\"");
        CAPTURE(row, cell, place);
        check_other_rows(rows, row);
      }
    }
  }
}

TEST_CASE("other delimiters, quotes and record ends give the same table", "[table][pollution]") {
  const TestTable clean = read_csv(text_of(raw_rows()));
  for (const std::string_view end : {"\n", "\r"}) {
    std::string text = text_of(raw_rows());
    for (std::size_t at = text.find("\r\n"); at != std::string::npos; at = text.find("\r\n"))
      text.replace(at, 2, end);
    CHECK(read_csv(text).rows == clean.rows);
  }
  std::string spaced;
  for (const char character : text_of(raw_rows()))
    spaced += character == ',' ? ", " : std::string(1, character);
  CHECK(read_csv(spaced).info.columns.size() == kColumns);
  CHECK(read_csv(spaced).rows[1] == clean.rows[1]);
}
