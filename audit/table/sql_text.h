// SQL text cut into statements and tokens, without knowing its dialect: scripts and dumps of
// PostgreSQL, MySQL, MariaDB and SQLite.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace aval {

struct SqlStatement {
  std::string text;        // from its first word, without the semicolon
  std::uint64_t line = 1;  // where it starts, from 1
  bool cut = false;        // longer than the limit: only its beginning is kept
};

// Cuts a script fed block by block. Only CREATE, COMMENT and ALTER statements are kept; the data of
// a dump (INSERT, COPY) go by and are counted, never kept. Memory is bounded by the longest
// statement kept.
class SqlCutter {
 public:
  static constexpr std::size_t kMaxStatement = 1048576;

  // `statements` receives what is complete; it must outlive the cutter.
  explicit SqlCutter(std::vector<SqlStatement>& statements) : statements_(statements) {}
  void feed(std::string_view block);
  // A last statement without semicolon counts.
  void finish();

  std::uint64_t data_statements() const { return data_statements_; }
  // Backslashes escape inside quotes, as in MySQL and MariaDB; known once such a script was seen.
  bool is_mysql() const { return is_mysql_; }
  // The script ended inside a quote or a comment.
  bool is_unclosed() const { return is_unclosed_; }

 private:
  enum class State {
    code,
    line_comment,
    block_comment,
    quoted,
    dollar_tag,
    dollar_quoted,
    copy_data,
    client_line
  };

  void take(char c);
  void take_code(char c);
  void take_quoted(char c);
  void take_dollar(char c);
  void take_copy(char c);
  void open_quote(char c);
  void keep(char c);
  void note_word();
  void end_statement();

  std::vector<SqlStatement>& statements_;
  State state_ = State::code;
  SqlStatement now_;
  std::string word_;         // the first word, until it is complete
  bool word_known_ = false;  // whether the first word was judged
  bool kept_ = true;         // the statement is one of those kept
  bool is_copy_ = false;
  std::string line_text_;  // of copy data and client lines
  std::string tag_;        // of a dollar quote
  std::size_t tag_seen_ = 0;
  char quote_ = 0;
  char previous_ = 0;
  bool escaped_ = false;
  bool backslash_escapes_ = false;  // in the present quote
  bool in_body_ = false;            // of a routine
  bool has_dollar_quote_ = false;   // the present statement holds its body whole
  bool is_unclosed_ = false;
  bool line_start_ = true;
  bool is_mysql_ = false;
  std::uint64_t line_ = 1;
  std::uint64_t data_statements_ = 0;
};

enum class SqlTokenKind { word, quoted_name, text, number, sign, comment };

struct SqlToken {
  SqlTokenKind kind = SqlTokenKind::sign;
  std::string text;        // words as written, names and texts without quotes
  std::string folded;      // of words: lower case
  std::uint64_t line = 0;  // within the statement, from 0
};

// Comments are tokens: in scripts made by hand they say what a column is. Comments that MySQL
// executes are not read.
std::vector<SqlToken> tokens_of(const SqlStatement& statement, bool backslash_escapes);

}  // namespace aval
