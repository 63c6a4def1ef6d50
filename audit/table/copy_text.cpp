#include "audit/table/copy_text.h"

namespace aval {

namespace {

int digit_of(char letter, int base) {
  int digit = -1;
  if (letter >= '0' && letter <= '9')
    digit = letter - '0';
  else if (letter >= 'a' && letter <= 'f')
    digit = letter - 'a' + 10;
  else if (letter >= 'A' && letter <= 'F')
    digit = letter - 'A' + 10;
  return digit < base ? digit : -1;
}

// Up to `most` digits from `place` on; `place` moves past them. -1 without any.
int number_at(std::string_view text, std::size_t& place, int base, int most) {
  int number = -1;
  for (; most > 0 && place < text.size(); --most, ++place) {
    const int digit = digit_of(text[place], base);
    if (digit < 0)
      break;
    number = (number < 0 ? 0 : number * base) + digit;
  }
  return number;
}

char control_of(char letter) {
  switch (letter) {
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case 'v':
      return '\v';
    default:
      return letter;  // a backslash before any other character stands for it
  }
}

// The field without its escapes; the same bytes when there is none.
std::string_view unescape(std::string_view field, std::string& storage) {
  if (field.find('\\') == std::string_view::npos)
    return field;
  storage.clear();
  for (std::size_t place = 0; place < field.size();) {
    if (field[place] != '\\' || place + 1 == field.size()) {
      storage += field[place++];
      continue;
    }
    const char letter = field[++place];
    std::size_t after = letter == 'x' ? place + 1 : place;
    const int code = letter == 'x' ? number_at(field, after, 16, 2) : number_at(field, after, 8, 3);
    if (code >= 0) {
      storage += static_cast<char>(code & 0xFF);
      place = after;
    } else {
      storage += control_of(letter);
      ++place;
    }
  }
  return storage;
}

}  // namespace

std::size_t read_copy_line(std::string_view line, std::string& storage,
                           const std::function<void(std::size_t, std::string_view)>& take) {
  if (line.ends_with('\n'))
    line.remove_suffix(1);
  if (line == "\\.")
    return 0;
  std::size_t fields = 0;
  for (std::size_t begin = 0; begin <= line.size(); ++fields) {
    // A tab inside a cell is always escaped: each one here ends a field.
    std::size_t end = line.find('\t', begin);
    if (end == std::string_view::npos)
      end = line.size();
    const std::string_view field = line.substr(begin, end - begin);
    take(fields, field == "\\N" ? std::string_view() : unescape(field, storage));
    begin = end + 1;
  }
  return fields;
}

}  // namespace aval
