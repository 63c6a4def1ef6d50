#include "audit/workspace/web/http.h"

#include "tests/support/catch.h"

using namespace aval;

// Expected values: WHATWG URL, application/x-www-form-urlencoded parsing.
TEST_CASE("forms are decoded as browsers write them") {
  const auto fields = parse_form("a=1&b=caf%C3%A9+noir&a=2&&c&d=x%3D%26y&e=l1%0D%0Al2");
  REQUIRE(fields);
  CHECK(values_of(*fields, "a") == std::vector<std::string>{"1", "2"});
  CHECK(value_of(*fields, "b") == "café noir");
  CHECK(value_of(*fields, "c").empty());
  CHECK(value_of(*fields, "d") == "x=&y");
  CHECK(value_of(*fields, "e") == "l1\nl2");
  CHECK(value_of(*fields, "f").empty());
}

TEST_CASE("malformed forms are refused whole") {
  for (const char* body : {"a=%", "a=%4", "a=%zz", "a=%ff", "a=%C3", "a=x%00y", "%00=x"})
    CHECK_FALSE(parse_form(body));
  std::string many;
  for (std::size_t i = 0; i <= kMostFields; ++i)
    many += "a=b&";
  CHECK_FALSE(parse_form(many));
}

TEST_CASE("paths lead to named segments and never out") {
  CHECK(parse_path("/") == std::vector<std::string>{});
  CHECK(parse_path("/datasets/caf%C3%A9/") == std::vector<std::string>{"datasets", "café"});
  CHECK(parse_path("/a+b") == std::vector<std::string>{"a+b"});
  for (const char* path :
       {"/..", "/a/../b", "/%2e%2e/x", "/.", "/a%2fb", "/a%5cb", "/a%0ab", "/%7f"})
    CHECK_FALSE(parse_path(path));
}

TEST_CASE("an address survives the way there and back") {
  std::string every;
  for (int byte = 0x20; byte < 0x7f; ++byte)
    if (byte != '/' && byte != '\\')
      every += static_cast<char>(byte);
  every += "é…";
  const auto segments = parse_path("/" + escape_url(every));
  REQUIRE(segments);
  CHECK(segments->at(0) == every);
}

TEST_CASE("a cookie is found by its whole name") {
  CHECK(cookie_value("a=1; aval_session=xyz; b=2", "aval_session") == "xyz");
  CHECK(cookie_value("xaval_session=1", "aval_session").empty());
  CHECK(cookie_value("", "aval_session").empty());
}

TEST_CASE("secrets are compared whole") {
  CHECK(is_equal_in_constant_time("abc", "abc"));
  CHECK_FALSE(is_equal_in_constant_time("abc", "abd"));
  CHECK_FALSE(is_equal_in_constant_time("abc", "ab"));
  CHECK(is_equal_in_constant_time("", ""));
}
