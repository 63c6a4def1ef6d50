// The values that digests are tried against: how many, how written, each one once.
#include "audit/risk/candidate_space.h"

#include <set>
#include <string>

#include "audit/base/error.h"
#include "audit/risk/spelling.h"
#include "rules/validators/checks.h"
#include "tests/support/catch.h"

using namespace aval;

namespace {

std::set<std::string> all_of(const CandidateSpace& space, std::size_t spelling) {
  std::set<std::string> values;
  CandidateBuffer buffer{};
  for (std::uint64_t n = 0; n < space.values; ++n)
    values.emplace(write_candidate(space, n, spelling, buffer));
  return values;
}

std::set<std::string> spellings_of(const CandidateSpace& space, std::uint64_t n) {
  std::set<std::string> values;
  CandidateBuffer buffer{};
  for (std::size_t spelling = 0; spelling < space.spellings; ++spelling)
    values.emplace(write_candidate(space, n, spelling, buffer));
  return values;
}

}  // namespace

TEST_CASE("a telephone number is tried in nine spellings", "[risk][hash]") {
  const CandidateSpace one = parse_space("phone:0639981234", 2026);
  REQUIRE(one.values == 1);
  CHECK(spellings_of(one, 0) == std::set<std::string>{"0639981234", "06 39 98 12 34",
                                                      "+33639981234", "639981234", "06.39.98.12.34",
                                                      "06-39-98-12-34", "33639981234",
                                                      "+33 6 39 98 12 34", "0033639981234"});
}

TEST_CASE("every number of a narrowed space comes exactly once", "[risk][hash]") {
  const CandidateSpace space = parse_space("phone:063998", 2026);
  const std::set<std::string> values = all_of(space, 0);
  CHECK(space.values == 10'000);
  CHECK(values.size() == 10'000);
  CHECK(*values.begin() == "0639980000");
  CHECK(*values.rbegin() == "0639989999");
  CHECK(parse_space("phone", 2026).values == 900'000'000);
  CHECK(parse_space("phone:06", 2026).values == 100'000'000);
}

TEST_CASE("all telephone numbers start with 01 to 09", "[risk][hash]") {
  const CandidateSpace space = parse_space("phone", 2026);
  std::set<std::string> starts;
  CandidateBuffer buffer{};
  for (std::uint64_t n = 0; n < 20'000; ++n)
    starts.emplace(write_candidate(space, n, 0, buffer).substr(0, 2));
  CHECK(starts == std::set<std::string>{"01", "02", "03", "04", "05", "06", "07", "08", "09"});
}

TEST_CASE("a SIREN is tried with its Luhn key only", "[risk][hash]") {
  const CandidateSpace space = parse_space("siren:7328", 2026);
  CHECK(space.values == 10'000);
  const std::set<std::string> values = all_of(space, 0);
  CHECK(values.size() == 10'000);
  CHECK(values.contains("732829320"));  // a published example number
  CHECK_FALSE(values.contains("732829321"));
  CHECK(all_of(space, 1).contains("732 829 320"));
  CHECK(parse_space("siren", 2026).values == 100'000'000);
}

TEST_CASE("dates run from 1900 to the last year, leap days included", "[risk][hash]") {
  const CandidateSpace space = parse_space("birth_date", 2026);
  CHECK(space.values == 46'386);  // 127 years of 365 days and 31 leap days, 1904 to 2024
  const std::set<std::string> days = all_of(space, 1);
  CHECK(days.size() == 46'386);
  CHECK(*days.begin() == "1900-01-01");
  CHECK(*days.rbegin() == "2026-12-31");
  CHECK(days.contains("2000-02-29"));
  CHECK_FALSE(days.contains("1900-02-29"));
  CHECK(days.contains("1984-03-12"));
}

TEST_CASE("a date is tried as French files write it", "[risk][hash]") {
  std::array<char, 32> buffer{};
  std::set<std::string> spellings;
  for (std::size_t spelling = 0; spelling < 11; ++spelling)
    spellings.emplace(spell_date(0, spelling, buffer));
  CHECK(spellings == std::set<std::string>{"01/01/1900", "1900-01-01", "19000101", "01011900",
                                           "01-01-1900", "01.01.1900", "1/1/1900", "1900/01/01",
                                           "01/01/00", "010100", "1900-01-01 00:00:00"});
}

TEST_CASE("a postcode loses its leading zero in a spreadsheet", "[risk][hash]") {
  const CandidateSpace space = parse_space("postcode:014", 2026);
  CHECK(all_of(space, 0).contains("01400"));
  CHECK(all_of(space, 1).contains("1400"));
}

TEST_CASE("every NIR tried has a true key", "[risk][hash]") {
  const CandidateSpace space = parse_space("nir", 2026);
  std::array<char, 32> buffer{};
  std::set<std::string> departments;
  for (std::uint64_t n = 0; n < space.values; n += 7'654'321'987) {
    const std::string nir(write_candidate(space, n, 1, buffer));
    CHECK(nir.size() == 15);
    CHECK(is_valid_nir(nir));
  }
  for (std::uint64_t department = 0; department < 99; ++department) {
    const std::string nir(spell_nir(department * 2'400, 1, buffer));
    CHECK(is_valid_nir(nir));
    departments.insert(nir.substr(5, 2));
  }
  CHECK(departments.size() == 99);
  CHECK(departments.contains("2A"));
  CHECK(departments.contains("2B"));
  CHECK_FALSE(departments.contains("20"));
  CHECK_FALSE(departments.contains("96"));
}

TEST_CASE("an unknown space or start is refused with what is known", "[risk][hash]") {
  for (const char* wrong : {"", "email", "phone:", "phone:6", "phone:00", "phone:06123456789",
                            "phone:06a", "birth_date:1980", "nir:1", "siren:123456789"})
    CHECK_THROWS_AS(parse_space(wrong, 2026), Error);
}
