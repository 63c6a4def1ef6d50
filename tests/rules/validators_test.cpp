#include <set>

#include "audit/base/file.h"
#include "audit/base/text.h"
#include "rules/validators/validator.h"
#include "tests/support/catch.h"

using namespace aval;

namespace {

const std::string kVectors = std::string(AVAL_SOURCE_DIR) + "/tests/data/validators/";

struct Vector {
  std::string value;
  bool valid = false;
  std::size_t line = 0;
};

// Lines "value, valid or invalid, source", separated by tabs; # starts a comment.
std::vector<Vector> vectors_of(std::string_view validator) {
  const std::string content = read_file(kVectors + std::string(validator) + ".tsv");
  std::vector<Vector> vectors;
  std::size_t number = 0;
  for (const std::string_view line : split(content, '\n')) {
    ++number;
    if (line.empty() || line[0] == '#')
      continue;
    const std::vector<std::string_view> cells = split(line, '\t');
    REQUIRE(cells.size() == 3);
    REQUIRE((cells[1] == "valid" || cells[1] == "invalid"));
    REQUIRE_FALSE(cells[2].empty());
    vectors.push_back({std::string(cells[0]), cells[1] == "valid", number});
  }
  return vectors;
}

}  // namespace

// Expected answers come from other programs and from publications: tests/data/validators/README.md.
TEST_CASE("each validator gives the answer of independent programs", "[rules][validators]") {
  std::size_t total = 0;
  for (const Validator& validator : all_validators()) {
    const std::vector<Vector> vectors = vectors_of(validator.name);
    std::size_t valid = 0;
    std::string compact;
    for (const Vector& vector : vectors) {
      compact_value(vector.value, false, compact);
      valid += vector.valid ? 1 : 0;
      if (validator.validate(compact) != vector.valid)
        FAIL_CHECK(validator.name << ".tsv:" << vector.line << ": "
                                  << (vector.valid ? "valid, but refused" : "invalid, but taken"));
    }
    CAPTURE(validator.name);
    CHECK(valid >= 1);
    CHECK(vectors.size() - valid >= 4);
    total += vectors.size();
  }
  CHECK(total >= 2000);
}

TEST_CASE("a validator refuses what is empty, long or foreign to its alphabet",
          "[rules][validators]") {
  for (const Validator& validator : all_validators()) {
    CAPTURE(validator.name);
    CHECK_FALSE(validator.validate(""));
    CHECK_FALSE(validator.validate(std::string(1000, '7')));
    for (const char* text : {"A", "0", "ZZZZZZZZZZZZZZZZZZZZZZZ", "@@@@@@@@@", "-1"})
      CHECK_FALSE(validator.validate(text));
    for (std::size_t length = 1; length < 40; ++length)
      CHECK_FALSE(validator.validate(std::string(length, '@')));
  }
}

TEST_CASE("validators are found by name and each says its source", "[rules][validators]") {
  std::set<std::string_view> names;
  for (const Validator& validator : all_validators()) {
    CAPTURE(validator.name);
    CHECK(find_validator(validator.name) == &validator);
    CHECK(names.insert(validator.name).second);
    CHECK(validator.source.size() > 10);
    CHECK(validator.chance > 0);
    CHECK(validator.chance <= 1);
  }
  CHECK(find_validator("luhn_of_nothing") == nullptr);
}
