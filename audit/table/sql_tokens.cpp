#include <algorithm>
#include <utility>

#include "audit/base/text.h"
#include "audit/table/sql_text.h"

namespace aval {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

class Tokenizer {
 public:
  Tokenizer(std::string_view text, bool backslash_escapes)
      : text_(text), backslash_escapes_(backslash_escapes) {}

  std::vector<SqlToken> run() {
    while (place_ < text_.size())
      take();
    return std::move(tokens_);
  }

 private:
  char at(std::size_t offset) const {
    return place_ + offset < text_.size() ? text_[place_ + offset] : '\0';
  }

  void add(SqlTokenKind kind, std::string text) {
    SqlToken token;
    token.kind = kind;
    if (kind == SqlTokenKind::word)
      token.folded = to_lower_ascii(text);
    token.text = std::move(text);
    token.line = line_;
    tokens_.push_back(std::move(token));
  }

  void take() {
    const char c = at(0);
    if (c == '\n')
      ++line_;
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f')
      ++place_;
    else if ((c == '-' && at(1) == '-') || c == '#')
      take_line_comment(c == '#' ? 1 : 2);
    else if (c == '/' && at(1) == '*')
      take_block_comment();
    else if (c == '\'')
      take_quoted(c, SqlTokenKind::text);
    else if (c == '"' || c == '`')
      take_quoted(c, SqlTokenKind::quoted_name);
    else if (c == '[' && is_letter(at(1)) && !no_bracket_)
      take_bracketed();
    else if (c == '$' && take_dollar_quoted())
      return;
    else if (is_letter(c))
      take_word();
    else if (is_digit(c))
      take_number();
    else {
      add(SqlTokenKind::sign, std::string(1, c));
      ++place_;
    }
  }

  void take_line_comment(std::size_t mark) {
    const std::size_t end = std::min(text_.find('\n', place_), text_.size());
    add(SqlTokenKind::comment,
        std::string(trim(text_.substr(place_ + mark, end - std::min(end, place_ + mark)))));
    place_ = end;
  }

  void take_block_comment() {
    const std::size_t close = text_.find("*/", place_ + 2);
    const std::size_t end = close == std::string_view::npos ? text_.size() : close;
    const std::string_view inside = text_.substr(place_ + 2, end - std::min(end, place_ + 2));
    if (!inside.starts_with("!"))
      add(SqlTokenKind::comment, std::string(trim(inside)));
    count_lines(inside);
    place_ = std::min(text_.size(), end + 2);
  }

  void count_lines(std::string_view part) {
    for (const char c : part)
      line_ += c == '\n' ? 1U : 0U;
  }

  void take_quoted(char quote, SqlTokenKind kind) {
    std::string out;
    std::size_t i = place_ + 1;
    for (; i < text_.size(); ++i) {
      if (text_[i] == '\\' && backslash_escapes_ && quote != '`' && i + 1 < text_.size())
        out += text_[++i];
      else if (text_[i] != quote)
        out += text_[i];
      else if (i + 1 < text_.size() && text_[i + 1] == quote)
        out += text_[++i];
      else
        break;
    }
    const std::string_view whole = text_.substr(place_, i - place_);
    add(kind, std::move(out));
    count_lines(whole);
    place_ = std::min(text_.size(), i + 1);
  }

  // [name] of SQL Server and SQLite; text[] of PostgreSQL is a sign each.
  void take_bracketed() {
    const std::size_t close = text_.find(']', place_);
    if (close == std::string_view::npos) {
      no_bracket_ = true;
      return;
    }
    add(SqlTokenKind::quoted_name, std::string(text_.substr(place_ + 1, close - place_ - 1)));
    place_ = close + 1;
  }

  bool take_dollar_quoted() {
    std::size_t end = place_ + 1;
    while (end < text_.size() && (is_letter(text_[end]) || is_digit(text_[end])))
      ++end;
    if (end >= text_.size() || text_[end] != '$' || is_digit(at(1)))
      return false;
    const std::string_view tag = text_.substr(place_, end + 1 - place_);
    const std::size_t close = text_.find(tag, end + 1);
    const std::size_t stop = close == std::string_view::npos ? text_.size() : close;
    add(SqlTokenKind::text, std::string(text_.substr(end + 1, stop - end - 1)));
    count_lines(text_.substr(place_, stop - place_));
    place_ = std::min(text_.size(), stop + tag.size());
    return true;
  }

  void take_word() {
    std::size_t end = place_;
    while (end < text_.size() &&
           (is_letter(text_[end]) || is_digit(text_[end]) || text_[end] == '$'))
      ++end;
    add(SqlTokenKind::word, std::string(text_.substr(place_, end - place_)));
    place_ = end;
    // E'...', N'...', _utf8'...': the mark belongs to the text that follows.
    if (at(0) == '\'' && (tokens_.back().text.size() == 1 || tokens_.back().text[0] == '_'))
      tokens_.pop_back();
  }

  void take_number() {
    std::size_t end = place_;
    while (end < text_.size() && (is_digit(text_[end]) || text_[end] == '.'))
      ++end;
    add(SqlTokenKind::number, std::string(text_.substr(place_, end - place_)));
    place_ = end;
  }

  std::string_view text_;
  bool backslash_escapes_;
  bool no_bracket_ = false;  // none closes from here on
  std::size_t place_ = 0;
  std::uint64_t line_ = 0;
  std::vector<SqlToken> tokens_;
};

}  // namespace

std::vector<SqlToken> tokens_of(const SqlStatement& statement, bool backslash_escapes) {
  return Tokenizer(statement.text, backslash_escapes).run();
}

}  // namespace aval
