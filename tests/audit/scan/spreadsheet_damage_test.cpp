#include "audit/scan/spreadsheet_damage.h"

#include "audit/base/text.h"
#include "tests/support/catch.h"

using namespace aval;

TEST_CASE("integers written as decimals are read as integers", "[scan][damage]") {
  CHECK(repair_number("612345678.0").text == "612345678");
  CHECK(repair_number("75001,00").text == "75001");
  CHECK(repair_number("75001,00").damage == Damage::trailing_zero);
  for (const char* measure : {"12.5", "3,14", "1.000.0", ".0", "0,001", "-4.0", "12.000", "abc.0"})
    CHECK(repair_number(measure).damage == Damage::none);
}

TEST_CASE("scientific notation is written out, with the digits that are left", "[scan][damage]") {
  CHECK(repair_number("7,3283E+13").text == "73283000000000");
  CHECK(repair_number("1.85E+14").text == "185000000000000");
  CHECK(repair_number("1e+3").text == "1000");
  CHECK(repair_number("7,3283E+13").damage == Damage::scientific);
  for (const char* other : {"1E-5", "12E+3", "E+13", "1E+", "1,23456E+2", "1E+99", "2E5"})
    CHECK(repair_number(other).damage == Damage::none);
}

TEST_CASE("a leading zero is given back to the lengths that lose one", "[scan][damage]") {
  CHECK(with_leading_zero("612345678") == "0612345678");
  CHECK(with_leading_zero("1001") == "01001");
  CHECK(with_leading_zero("12345") == "");
  CHECK(with_leading_zero("0123") == "");
  CHECK(with_leading_zero("12a4") == "");
}

TEST_CASE("UTF-8 read as Windows-1252 is undone once", "[base][damage]") {
  CHECK(repair_mojibake("PrÃ©nom") == "Prénom");
  CHECK(repair_mojibake("NÂ° de tÃ©lÃ©phone") == "N° de téléphone");
  CHECK(repair_mojibake("Dâ€™usage") == "D’usage");
  for (const char* sound : {"Prénom", "N° tél", "Œuvre", "nom", "", "Ã la carte"})
    CHECK(repair_mojibake(sound) == sound);
}
