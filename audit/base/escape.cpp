#include "audit/base/text.h"
#include "audit/base/utf8.h"

namespace aval {
namespace {

bool is_control(std::uint32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029;
}

bool is_plain_number(std::string_view text) {
  bool digit = false;
  int separators = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c >= '0' && c <= '9')
      digit = true;
    else if ((c == '.' || c == ',') && ++separators == 1)
      continue;
    else if (!((c == '-' || c == '+') && i == 0))
      return false;
  }
  return digit;
}

}  // namespace

std::string escape_terminal(std::string_view text, bool keep_newlines) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Character character = read_utf8(text, i);
    const bool kept = keep_newlines && (text[i] == '\n' || text[i] == '\t');
    if (!character.valid || (is_control(character.code_point) && !kept))
      out.append("\xEF\xBF\xBD");
    else
      out.append(text.substr(i, character.length));
    i += character.length;
  }
  return out;
}

std::string escape_html(std::string_view text) {
  std::string out;
  for (const char c : escape_terminal(text, true)) {
    switch (c) {
      case '&':
        out.append("&amp;");
        break;
      case '<':
        out.append("&lt;");
        break;
      case '>':
        out.append("&gt;");
        break;
      case '"':
        out.append("&quot;");
        break;
      case '\'':
        out.append("&#39;");
        break;
      default:
        out.push_back(c);
    }
  }
  return out;
}

std::string escape_csv(std::string_view text) {
  std::string value(text);
  const bool formula =
      !value.empty() && std::string_view("=+-@\t\r").find(value[0]) != std::string_view::npos;
  if (formula && !is_plain_number(value))
    value.insert(value.begin(), '\'');
  if (value.find_first_of(",;\"\r\n\t") == std::string::npos)
    return value;
  std::string out = "\"";
  for (const char c : value) {
    if (c == '"')
      out.push_back('"');
    out.push_back(c);
  }
  return out + "\"";
}

std::string escape_markdown(std::string_view text) {
  std::string out;
  for (const char c : escape_terminal(text, false)) {
    if (c == '<') {
      out.append("&lt;");
      continue;
    }
    if (std::string_view("\\`*_[]|#>").find(c) != std::string_view::npos)
      out.push_back('\\');
    out.push_back(c);
  }
  return out;
}

}  // namespace aval
