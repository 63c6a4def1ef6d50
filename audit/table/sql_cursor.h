// A place in a run of SQL tokens. Questions pass comments by; `now` shows them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "audit/table/sql_text.h"

namespace aval {

struct SqlCursor {
  const std::vector<SqlToken>* tokens = nullptr;
  std::size_t place = 0;
  std::size_t end = 0;

  bool at_end() const { return place >= end; }
  const SqlToken& now() const { return (*tokens)[place]; }
  void skip_comments() {
    while (!at_end() && now().kind == SqlTokenKind::comment)
      ++place;
  }
  bool is_word(std::string_view word) {
    skip_comments();
    return !at_end() && now().kind == SqlTokenKind::word && now().folded == word;
  }
  bool is_sign(char sign) {
    skip_comments();
    return !at_end() && now().kind == SqlTokenKind::sign && now().text[0] == sign;
  }
  bool is_name() {
    skip_comments();
    return !at_end() &&
           (now().kind == SqlTokenKind::word || now().kind == SqlTokenKind::quoted_name);
  }
  bool take_word(std::string_view word) {
    const bool found = is_word(word);
    place += found ? 1 : 0;
    return found;
  }
  bool take_sign(char sign) {
    const bool found = is_sign(sign);
    place += found ? 1 : 0;
    return found;
  }
  // "schema"."table": the parts, last one last.
  std::vector<std::string> take_names() {
    std::vector<std::string> names;
    while (is_name()) {
      names.push_back(now().text);
      ++place;
      if (!take_sign('.'))
        break;
    }
    return names;
  }
  // Past the parenthesis that closes the one at hand.
  void skip_group() {
    std::size_t depth = 0;
    for (; !at_end(); ++place) {
      if (now().kind != SqlTokenKind::sign)
        continue;
      if (now().text[0] == '(')
        ++depth;
      else if (now().text[0] == ')' && --depth == 0) {
        ++place;
        return;
      }
    }
  }
};

}  // namespace aval
