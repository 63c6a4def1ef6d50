#include "audit/base/text.h"
#include "audit/table/sql_text.h"

namespace aval {
namespace {

constexpr std::size_t kMaxWord = 32;
constexpr std::size_t kMaxTag = 64;
constexpr std::size_t kMaxClientLine = 256;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool is_word(char c) {
  return is_letter(c) || (c >= '0' && c <= '9');
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

// The start of a routine whose body holds statements of its own, up to END.
bool opens_body(const std::string& statement) {
  const std::string head = to_lower_ascii(std::string_view(statement).substr(0, 4096));
  const bool routine = head.find(" trigger ") != std::string::npos ||
                       head.find(" procedure ") != std::string::npos ||
                       head.find(" function ") != std::string::npos ||
                       head.find(" event ") != std::string::npos;
  const std::size_t begin = head.find("begin");
  return routine && head.starts_with("create") && begin != std::string::npos &&
         !is_word(head[begin - 1]) && (begin + 5 >= head.size() || !is_word(head[begin + 5]));
}

// "COPY t (a, b) FROM stdin WITH ...": rows follow.
bool reads_standard_input(const std::string& statement) {
  const std::string folded = to_lower_ascii(statement);
  const std::size_t from = folded.rfind(" from ");
  if (from == std::string::npos)
    return false;
  const std::string_view rest = trim(std::string_view(folded).substr(from + 6));
  return rest.starts_with("stdin");
}

}  // namespace

void SqlCutter::feed(std::string_view block) {
  for (const char c : block)
    take(c);
}

void SqlCutter::finish() {
  if (state_ == State::line_comment || state_ == State::client_line)
    state_ = State::code;
  is_unclosed_ = state_ != State::code && state_ != State::copy_data;
  end_statement();
}

void SqlCutter::take(char c) {
  switch (state_) {
    case State::code:
      take_code(c);
      break;
    case State::line_comment:
      keep(c);
      if (c == '\n')
        state_ = State::code;
      break;
    case State::block_comment:
      keep(c);
      if (previous_ == '*' && c == '/')
        state_ = State::code;
      break;
    case State::quoted:
      take_quoted(c);
      break;
    case State::dollar_tag:
    case State::dollar_quoted:
      take_dollar(c);
      break;
    case State::copy_data:
      take_copy(c);
      break;
    case State::client_line:
      if (c == '\n')
        state_ = State::code;
      break;
  }
  line_ += c == '\n' ? 1U : 0U;
  line_start_ = c == '\n' || (line_start_ && is_space(c));
  // A comment that was just opened or closed must not do so again with the next character.
  previous_ = state_ == State::block_comment && previous_ == '/' && c == '*' ? '\0' : c;
}

void SqlCutter::keep(char c) {
  if (!kept_ || (now_.text.empty() && !word_known_ && word_.empty()))
    return;
  if (now_.text.size() < kMaxStatement)
    now_.text += c;
  else
    now_.cut = true;
}

// Once the first word is complete it is known what the statement is.
void SqlCutter::note_word() {
  if (word_known_ || word_.empty())
    return;
  word_known_ = true;
  const std::string first = to_lower_ascii(word_);
  is_copy_ = first == "copy";
  if (in_body_) {
    in_body_ = first != "end";
    kept_ = false;
    now_.text.clear();
    return;
  }
  if (first == "insert" || first == "replace")
    ++data_statements_;
  kept_ = first == "create" || first == "comment" || first == "alter" || is_copy_;
  if (!kept_)
    now_.text.clear();
}

void SqlCutter::end_statement() {
  note_word();
  if (is_copy_ && reads_standard_input(now_.text)) {
    ++data_statements_;
    state_ = State::copy_data;
    line_text_.clear();
  } else if (kept_ && !is_copy_ && !now_.text.empty()) {
    in_body_ = !has_dollar_quote_ && opens_body(now_.text);
    statements_.push_back(std::move(now_));
  }
  now_ = SqlStatement();
  word_.clear();
  word_known_ = false;
  kept_ = true;
  is_copy_ = false;
  has_dollar_quote_ = false;
}

void SqlCutter::open_quote(char c) {
  state_ = State::quoted;
  quote_ = c;
  escaped_ = false;
  is_mysql_ = is_mysql_ || c == '`';
  // E'...' of PostgreSQL.
  backslash_escapes_ =
      c == '"' ? is_mysql_ : c == '\'' && (is_mysql_ || previous_ == 'E' || previous_ == 'e');
  keep(c);
}

void SqlCutter::take_code(char c) {
  const bool nothing_yet = word_.empty() && !word_known_;
  if (c == '\\' && line_start_ && nothing_yet) {  // a line for psql
    state_ = State::client_line;
    return;
  }
  if (!word_known_) {
    if (is_word(c)) {
      if (word_.empty())
        now_.line = line_;
      if (word_.size() < kMaxWord)
        word_ += c;
    } else {
      note_word();
    }
  }
  if (c == ';') {
    end_statement();
    return;
  }
  if (c == '\'' || c == '"' || c == '`') {
    kept_ = kept_ && word_known_;
    word_known_ = true;
    open_quote(c);
    return;
  }
  if (c == '$' && !is_word(previous_)) {
    state_ = State::dollar_tag;
    tag_ = "$";
    keep(c);
    return;
  }
  if ((c == '-' && previous_ == '-') ||
      (c == '#' && (line_start_ || (is_mysql_ && is_space(previous_)))))
    state_ = State::line_comment;
  else if (c == '*' && previous_ == '/')
    state_ = State::block_comment;
  if (!is_space(c) || !nothing_yet)
    keep(c);
}

void SqlCutter::take_quoted(char c) {
  keep(c);
  if (escaped_)
    escaped_ = false;
  else if (c == '\\' && backslash_escapes_)
    escaped_ = true;
  else if (c == quote_)
    state_ = State::code;  // a doubled quote opens again at once
}

// "$body$ ... $body$": the quotes of functions in PostgreSQL.
void SqlCutter::take_dollar(char c) {
  keep(c);
  if (state_ == State::dollar_tag) {
    if (c == '$') {
      tag_ += c;
      tag_seen_ = 0;
      has_dollar_quote_ = true;
      state_ = State::dollar_quoted;
    } else if (is_word(c) && tag_.size() < kMaxTag && !(tag_.size() == 1 && c >= '0' && c <= '9')) {
      tag_ += c;
    } else {
      state_ = State::code;  // a parameter such as $1
    }
    return;
  }
  if (c == tag_[tag_seen_])
    ++tag_seen_;
  else
    tag_seen_ = c == '$' ? 1 : 0;
  if (tag_seen_ == tag_.size())
    state_ = State::code;
}

// Rows of COPY end with a line "\.".
void SqlCutter::take_copy(char c) {
  if (c != '\n') {
    if (line_text_.size() < kMaxClientLine)
      line_text_ += c;
    return;
  }
  if (trim(line_text_) == "\\.")
    state_ = State::code;
  line_text_.clear();
}

}  // namespace aval
