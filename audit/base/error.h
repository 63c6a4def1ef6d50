// The one exception type that ends a command. It never carries a cell value. Values describe data;
// exceptions end commands (design.md section 6). Caught once, in main.
#pragma once

#include <exception>
#include <string>
#include <vector>

#include "audit/base/language.h"

namespace aval {

enum class ErrorKind { usage, input, pack, store, crypto, internal };

// `place` is what the reader can open or correct: a file, "file:line", a JSON pointer, an option.
// `message` says what is wrong and the way out.
class Error : public std::exception {
 public:
  Error(ErrorKind kind, std::string place, Text message);

  ErrorKind kind() const { return kind_; }
  const std::string& place() const { return place_; }
  const Text& message() const { return message_; }
  // "place: English message", for logs of tests; people read message().in(language).
  const char* what() const noexcept override { return what_.c_str(); }

 private:
  ErrorKind kind_;
  std::string place_;
  Text message_;
  std::string what_;
};

// Something wrong in a file that we read; a loader collects all of them before it throws.
struct Problem {
  std::string place;
  Text message;
};

// Throws one Error that lists every problem, one a line. Does nothing when there is none.
void throw_if_any(ErrorKind kind, const std::string& place, const std::vector<Problem>& problems);

}  // namespace aval
