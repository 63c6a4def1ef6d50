#include "audit/base/byte_scan.h"

#include <string>

#include "tests/support/catch.h"

using namespace aval;

TEST_CASE("every way of looking for a byte finds the same places", "[base][text]") {
  // All 256 bytes, in an order that repeats itself only after 65,536.
  std::string text;
  for (unsigned i = 0; i < 5000; ++i)
    text.push_back(static_cast<char>((i * i + i / 7) & 0xFFU));
  for (const ByteScan scan : {ByteScan::portable, ByteScan::sse2, ByteScan::avx2}) {
    if (!is_supported(scan)) {
      WARN("this processor lacks a way of looking for bytes: not tested");
      continue;
    }
    std::vector<std::uint32_t> places = {7};  // what is there before goes
    std::size_t differences = 0;
    for (unsigned byte = 0; byte < 256; byte += 5)
      for (const std::size_t size : {0U, 1U, 31U, 63U, 64U, 65U, 127U, 128U, 1000U, 5000U}) {
        const auto wanted = static_cast<char>(byte);
        std::vector<std::uint32_t> expected;
        for (std::uint32_t i = 0; i < size; ++i)
          if (text[i] == wanted)
            expected.push_back(i);
        find_bytes_by(scan, std::string_view(text).substr(0, size), wanted, places);
        differences += places == expected ? 0U : 1U;
      }
    CHECK(differences == 0);
  }
}

TEST_CASE("neighbours of a byte are not taken for it", "[base][text]") {
  std::string text(200, ';');
  for (std::size_t i = 0; i < text.size(); i += 2)
    text[i] = i % 4 == 0 ? ':' : '\xBB';  // one bit away from a semicolon
  for (const ByteScan scan : {ByteScan::portable, ByteScan::sse2, ByteScan::avx2}) {
    if (!is_supported(scan))
      continue;
    std::vector<std::uint32_t> places;
    find_bytes_by(scan, text, ';', places);
    REQUIRE(places.size() == 100);
    CHECK(places.front() == 1);
    CHECK(places.back() == 199);
  }
}
