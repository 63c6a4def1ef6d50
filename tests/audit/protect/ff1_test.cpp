// Expected values: the nine samples of NIST for FF1 (FF1samples.pdf) and the files of Wycheproof
// (tests/data/wycheproof).
#include "audit/protect/ff1.h"

#include <set>

#include "audit/base/error.h"
#include "tests/support/catch.h"
#include "tests/support/vectors.h"

namespace aval {
namespace {

const std::string kDigits = "0123456789abcdefghijklmnopqrstuvwxyz";

std::uint64_t number_of(std::string_view text, unsigned radix) {
  std::uint64_t number = 0;
  for (const char c : text)
    number = number * radix + kDigits.find(c);
  return number;
}

std::string digits_of(std::uint64_t number, unsigned radix, std::size_t length) {
  std::string text(length, '0');
  for (std::size_t i = length; i-- > 0; number /= radix)
    text[i] = kDigits[number % radix];
  return text;
}

Ff1::Halves halves_of(const std::string& text, unsigned radix) {
  return {number_of(text.substr(0, text.size() / 2), radix),
          number_of(text.substr(text.size() / 2), radix)};
}

std::string text_of(const Ff1::Halves& halves, unsigned radix, std::size_t length) {
  return digits_of(halves.left, radix, length / 2) +
         digits_of(halves.right, radix, length - length / 2);
}

std::string enciphered(Ff1& ff1, const std::string& text, unsigned radix) {
  Ff1::Halves value = halves_of(text, radix);
  ff1.encrypt({&value, 1});
  return text_of(value, radix, text.size());
}

std::string deciphered(Ff1& ff1, const std::string& text, unsigned radix) {
  Ff1::Halves value = halves_of(text, radix);
  ff1.decrypt({&value, 1});
  return text_of(value, radix, text.size());
}

TEST_CASE("FF1 gives the nine samples of NIST, both ways", "[crypto][ff1]") {
  const std::string k128 = "2B7E151628AED2A6ABF7158809CF4F3C";
  const std::string k192 = k128 + "EF4359D8D580AA4F";
  const std::string k256 = k192 + "7F036D6F04FC6A94";
  struct Sample {
    std::string key;
    unsigned radix;
    std::string tweak;
    std::string plain;
    std::string cipher;
  };
  const std::string tweak10 = "39383736353433323130";
  const std::string tweak36 = "3737373770717273373737";
  const Sample samples[] = {{k128, 10, "", "0123456789", "2433477484"},
                            {k128, 10, tweak10, "0123456789", "6124200773"},
                            {k128, 36, tweak36, "0123456789abcdefghi", "a9tv40mll9kdu509eum"},
                            {k192, 10, "", "0123456789", "2830668132"},
                            {k192, 10, tweak10, "0123456789", "2496655549"},
                            {k192, 36, tweak36, "0123456789abcdefghi", "xbj3kv35jrawxv32ysr"},
                            {k256, 10, "", "0123456789", "6657667009"},
                            {k256, 10, tweak10, "0123456789", "1001623463"},
                            {k256, 36, tweak36, "0123456789abcdefghi", "xs8a0azh2avyalyzuwd"}};
  for (const Sample& sample : samples) {
    Ff1 ff1(raw_bytes(to_lower_ascii(sample.key)), raw_bytes(sample.tweak),
            {sample.radix, static_cast<unsigned>(sample.plain.size())});
    CHECK(enciphered(ff1, sample.plain, sample.radix) == sample.cipher);
    CHECK(deciphered(ff1, sample.cipher, sample.radix) == sample.plain);
  }
}

struct Counts {
  std::size_t agree = 0;
  std::size_t small = 0;  // fewer than a million values: refused
  std::size_t large = 0;  // a half of more than 64 bits: refused
  std::size_t invalid = 0;
};

Counts counts_of(const std::string& file, unsigned radix) {
  Counts counts;
  for (const Vector& vector : load_vectors(file)) {
    const std::string plain = to_lower_ascii(vector.at("msg"));
    const std::string cipher = to_lower_ascii(vector.at("ct"));
    // The alphabets of these files have capitals only.
    const bool known_digits = vector.at("msg").find_first_not_of(
                                  to_upper_ascii(kDigits.substr(0, radix))) == std::string::npos;
    if (vector.at("result") != "valid" && !known_digits) {
      ++counts.invalid;  // digits that the alphabet does not have never reach FF1
      continue;
    }
    const bool small = vector.at("flags") == "SmallMessageSize";
    INFO(file << " " << vector.at("id"));
    try {
      Ff1 ff1(raw_bytes(vector.at("key")), raw_bytes(vector.at("tweak")),
              {radix, static_cast<unsigned>(plain.size())});
      CHECK(vector.at("result") == "valid");
      CHECK_FALSE(small);
      CHECK(enciphered(ff1, plain, radix) == cipher);
      CHECK(deciphered(ff1, cipher, radix) == plain);
      ++counts.agree;
    } catch (const Error&) {
      const bool large = vector.at("flags").find("LargeMessageSize") != std::string::npos ||
                         plain.size() * (radix == 10 ? 3322 : 5170) > 127000;
      ++(vector.at("result") != "valid" ? counts.invalid : small ? counts.small : counts.large);
      CHECK((vector.at("result") != "valid" || small || large));
    }
  }
  return counts;
}

TEST_CASE("FF1 agrees with the vectors of Wycheproof, refuses small domains and what is too long",
          "[crypto][ff1]") {
  const Counts decimal = counts_of("aes_ff1_base10", 10);
  CHECK(decimal.small == 12);
  CHECK(decimal.agree + decimal.small + decimal.large == 3312);
  CHECK(decimal.agree == 3249);
  const Counts letters = counts_of("aes_ff1_base36", 36);
  CHECK(letters.agree + letters.small + letters.large == 2465);
  CHECK(letters.agree == 2384);
}

TEST_CASE("a batch of FF1 gives what one value at a time gives", "[crypto][ff1]") {
  Ff1 ff1(std::string(32, 'k'), "tweak", {10, 9});
  std::vector<Ff1::Halves> values;
  for (unsigned i = 0; i < 500; ++i)
    values.push_back({i, 99999 - i});
  const std::vector<Ff1::Halves> plain = values;
  ff1.encrypt(values);
  std::set<std::pair<std::uint64_t, std::uint64_t>> seen;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    Ff1::Halves one = plain[i];
    ff1.encrypt({&one, 1});
    CHECK((one.left == values[i].left && one.right == values[i].right));
    seen.insert({one.left, one.right});
  }
  CHECK(seen.size() == plain.size());
  ff1.decrypt(values);
  CHECK((values.back().left == plain.back().left && values.back().right == plain.back().right));
}

TEST_CASE("FF1 refuses fewer than a million values, with the reason", "[crypto][ff1]") {
  CHECK_THROWS_AS(Ff1(std::string(32, 'k'), "", (Ff1Shape{10, 5})), Error);
  CHECK_NOTHROW(Ff1(std::string(32, 'k'), "", (Ff1Shape{10, 6})));
  CHECK_THROWS_AS(Ff1(std::string(31, 'k'), "", (Ff1Shape{10, 6})), Error);
}

}  // namespace
}  // namespace aval
