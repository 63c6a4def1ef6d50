// Numbers are specimens: the NIR of INSEE's documentation, the SIREN of La Poste and INSEE, the
// IBAN of the ECBS standard, telephone numbers of the fiction range of ARCEP.
#include "audit/protect/field_form.h"

#include <set>

#include "audit/base/error.h"
#include "audit/protect/civil_date.h"
#include "audit/protect/decimal.h"
#include "audit/protect/french_numbers.h"
#include "audit/protect/hierarchy.h"
#include "audit/protect/number_cipher.h"
#include "rules/validators/checks.h"
#include "tests/support/catch.h"
#include "tests/support/random_value.h"

namespace aval {
namespace {

std::string canonical(FieldForm form, std::string_view cell) {
  std::string out;
  switch (canonicalize(form, cell, out)) {
    case Fit::fits:
      return out;
    case Fit::missing:
      return "(missing)";
    case Fit::unfit:
      return "(unfit) " + out;
    case Fit::ill_formed:
      return "(ill-formed)";
  }
  return {};
}

TEST_CASE("spellings of one telephone number become one", "[form]") {
  for (const char* cell : {"06 39 98 12 34", "06.39.98.12.34", "+33639981234", "0033 6 39 98 12 34",
                           "+33 (0)6 39 98 12 34", "639981234", "33639981234"})
    CHECK(canonical(FieldForm::phone, cell) == "+33639981234");
  CHECK(canonical(FieldForm::phone, "0262 12 34 56") ==
        canonical(FieldForm::phone, "+262 262 12 34 56"));
  CHECK(canonical(FieldForm::phone, "+32 470 12 34 56") == "+32470123456");
  CHECK(canonical(FieldForm::phone, "aucun") == "(unfit) aucun");
}

TEST_CASE("composed and decomposed accents become one", "[form]") {
  CHECK(canonical(FieldForm::text, "Zo\xC3\xA9") == canonical(FieldForm::text, "Zoe\xCC\x81"));
  CHECK(canonical(FieldForm::name,
                  "JEAN-PIERRE  D\xE2\x80\x99"
                  "ARC") == "jean pierre d arc");
  CHECK(canonical(FieldForm::name, "Zoe\xCC\x81 Ln") ==
        canonical(FieldForm::name, "ZO\xC3\x89 LN"));
  CHECK(canonical(FieldForm::text, "\xC2\xA0 a \t b\xE2\x80\x8B ") == "a b");
  CHECK(canonical(FieldForm::text, " \xC2\xA0") == "(missing)");
  CHECK(canonical(FieldForm::text, "abc\xFF") == "(ill-formed)");
  CHECK(canonical(FieldForm::text, "perdu \xEF\xBF\xBD") == "(ill-formed)");
}

TEST_CASE("spellings of one NIR become one, Corsica too", "[form]") {
  CHECK(canonical(FieldForm::nir, "2 55 08 14 168 025 38") == "2550814168025");
  CHECK(canonical(FieldForm::nir, "2550814168025") == "2550814168025");
  CHECK(canonical(FieldForm::nir, "255081416802539").starts_with("(unfit)"));
  const std::string corsican = canonical(FieldForm::nir, "1 78 05 2a 004 123");
  CHECK(corsican == "178052A004123");
}

TEST_CASE("dates, emails, whole numbers and identifiers have one spelling", "[form]") {
  for (const char* cell :
       {"2024-02-29", "29/02/2024", "29.02.2024", "20240229", "2024-02-29T10:30:00Z"})
    CHECK(canonical(FieldForm::date, cell) == "2024-02-29");
  CHECK(canonical(FieldForm::date, "30/02/2024").starts_with("(unfit)"));
  CHECK(canonical(FieldForm::date, "01/02/24").starts_with("(unfit)"));
  CHECK(canonical(FieldForm::email, " A.Martin@Example.ORG") == "a.martin@example.org");
  CHECK(canonical(FieldForm::integer, "007") == "7");
  CHECK(canonical(FieldForm::integer, "0") == "0");
  CHECK(canonical(FieldForm::identifier, "ab-12 c") == "AB12C");
}

TEST_CASE("numbers of every form go to a rank and back with their check digits", "[numbers]") {
  struct Case {
    FieldForm form;
    bool (*is_valid)(std::string_view);
  };
  const Case cases[] = {{FieldForm::nir, is_valid_nir},
                        {FieldForm::siren, is_valid_siren},
                        {FieldForm::siret, is_valid_siret},
                        {FieldForm::iban, is_valid_iban},
                        {FieldForm::rib, is_valid_rib}};
  const std::string examples[] = {"2550814168025", "732829320", "73282932000074",
                                  "FR1420041010050500013M02606", "20041010050500013M02606"};
  Draw draw(7);
  for (std::size_t i = 0; i < std::size(cases); ++i) {
    NumberSpace space;
    INFO(name_of(cases[i].form));
    REQUIRE(find_space(cases[i].form, examples[i], space));
    for (int turn = 0; turn < 2000; ++turn) {
      const Uint128 wide = (Uint128{draw.below(1ULL << 62)} << 62) | draw.below(1ULL << 62);
      const Uint128 rank = space.least + wide % (space.size - space.least);
      const std::string number = number_of_rank(space, rank);
      CHECK(cases[i].is_valid(number));
      std::string again;
      REQUIRE(canonicalize(cases[i].form, number, again) == Fit::fits);
      CHECK(rank_of(space, again) == rank);
    }
  }
}

struct Cipher {
  KeyEpoch epoch{1, KeyState::active, "", SecretBytes(std::string(32, 's'))};
  NumberCipher cipher;
  explicit Cipher(FieldForm form) : cipher(form, {"domaine", "classe", &epoch}) {}
  std::string encrypt(const std::string& canonical_value) {
    const std::vector<std::string> encoded = {'\x01' + canonical_value};
    std::vector<std::string> tokens;
    std::vector<std::size_t> refused;
    cipher.encrypt(encoded, tokens, refused);
    return refused.empty() ? tokens[0] : "(refused)";
  }
  std::string decrypt(const std::string& token) {
    const auto value = cipher.decrypt(token);
    return value ? std::string(value->view().substr(1)) : "(none)";
  }
};

TEST_CASE("format-preserving tokens are valid, distinct and read back", "[numbers]") {
  Cipher nir(FieldForm::nir);
  std::set<std::string> seen;
  for (int order = 1; order < 900; ++order) {
    const std::string body = "17805" +
                             std::string(order % 3 == 0   ? "2A"
                                         : order % 3 == 1 ? "2B"
                                                          : "34") +
                             "004" + std::to_string(1000 + order).substr(1);
    const std::string token = nir.encrypt(body);
    CHECK(is_valid_nir(token));
    CHECK(nir.decrypt(token) == body);
    seen.insert(token);
  }
  CHECK(seen.size() == 899);
  Cipher siren(FieldForm::siren);
  const std::string token = siren.encrypt("732829320");
  CHECK(is_valid_siren(token));
  CHECK(siren.decrypt(token) == "732829320");
  Cipher iban(FieldForm::iban);
  CHECK(is_valid_iban(iban.encrypt("FR1420041010050500013M02606")));
  CHECK(iban.encrypt("DE89370400440532013000") == "(refused)");
}

TEST_CASE("fewer than a million values have no format-preserving token", "[numbers]") {
  Cipher digits(FieldForm::digits);
  CHECK(digits.encrypt("12345") == "(refused)");
  CHECK(digits.encrypt("123456").size() == 6);
  CHECK(digits.decrypt(digits.encrypt("000001")) == "000001");
}

// Every member of a whole domain of a million is reached once.
TEST_CASE("format-preserving tokens are a bijection of the whole domain", "[numbers]") {
  KeyEpoch epoch{1, KeyState::active, "", SecretBytes(std::string(32, 's'))};
  NumberCipher cipher(FieldForm::digits, {"domaine", "classe", &epoch});
  std::vector<std::string> encoded;
  for (int i = 0; i < 1'000'000; ++i)
    encoded.push_back('\x01' + std::to_string(1'000'000 + i).substr(1));
  std::vector<std::string> tokens;
  std::vector<std::size_t> refused;
  cipher.encrypt(encoded, tokens, refused);
  REQUIRE(refused.empty());
  std::vector<bool> seen(1'000'000, false);
  std::size_t distinct = 0;
  for (const std::string& token : tokens) {
    const auto number = static_cast<std::size_t>(std::stoul(token));
    distinct += seen[number] ? 0U : 1U;
    seen[number] = true;
  }
  CHECK(distinct == 1'000'000);
}

TEST_CASE("decimals are computed exactly", "[decimal]") {
  const auto round_to = [](const char* number, const char* step) {
    return decimal_text(rounded(*parse_decimal(number), *parse_decimal(step)));
  };
  CHECK(round_to("1 234,56", "100") == "1200");
  CHECK(round_to("1234,56", "0.5") == "1234,5");
  CHECK(round_to("-150", "100") == "-200");
  CHECK(round_to("0.05", "0.1") == "0.1");
  CHECK(compare(*parse_decimal("1,50"), *parse_decimal("1.5")) == 0);
  CHECK_FALSE(parse_decimal("12a"));
  CHECK_FALSE(parse_decimal("1.2.3"));
  CHECK_FALSE(parse_decimal(""));
  CHECK(decimal_text(plus_steps(*parse_decimal("1.5"), *parse_decimal("1"), -3)) == "-1.5");
}

TEST_CASE("built-in levels of dates, ages and postcodes", "[hierarchy]") {
  const auto coarse = [](const char* hierarchy, const char* level, const char* text) {
    std::string out;
    return built_in_hierarchy(hierarchy, level)(text, out) ? out : std::string("(none)");
  };
  CHECK(coarse("date", "year", "03/07/1984") == "1984");
  CHECK(coarse("date", "quarter", "1984-07-03") == "1984-Q3");
  CHECK(coarse("date", "decade", "1984-07-03") == "[1980;1989]");
  CHECK(coarse("age", "10", "37") == "[30;40[");
  CHECK(coarse("age", "20", "85") == "[80;90[");
  CHECK(coarse("age", "5", "103") == ">=90");
  CHECK(coarse("postcode", "departement", "20090") == "2A");
  CHECK(coarse("postcode", "departement", "20200") == "2B");
  CHECK(coarse("postcode", "departement", "97411") == "974");
  CHECK(coarse("postcode", "departement", "1000") == "01");
  CHECK(coarse("postcode", "first3", "34000") == "340");
  CHECK(coarse("postcode", "first3", "340") == "(none)");
  CHECK_THROWS_AS(built_in_hierarchy("age", "7"), Error);
}

TEST_CASE("days are counted back and forth", "[date]") {
  CHECK(day_number({1970, 1, 1}) == 0);
  CHECK(iso_date(date_of_day(day_number({2024, 2, 29}) + 1)) == "2024-03-01");
  CHECK(iso_date(date_of_day(-1)) == "1969-12-31");
}

}  // namespace
}  // namespace aval
