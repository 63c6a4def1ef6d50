#include "audit/table/ods_xml.h"

#include "audit/base/text.h"
#include "audit/base/utf8.h"

namespace aval {

namespace {

// One character as XML 1.0 takes it (production Char).
void append_character(std::string& out, std::string_view text, const Utf8Character& character) {
  const std::uint32_t code = character.code_point;
  const bool is_allowed = character.valid && (code >= 0x20 || code == '\t' || code == '\n') &&
                          code != 0xFFFE && code != 0xFFFF;
  if (!is_allowed)
    out += "\uFFFD";
  else if (code == '&')
    out += "&amp;";
  else if (code == '<')
    out += "&lt;";
  else if (code == '>')
    out += "&gt;";
  else if (code == '"')
    out += "&quot;";
  else
    out += text;
}

// White space that collapses when read: a first space stays only between two other characters.
void append_spaces(std::string& out, std::size_t count, bool is_inside) {
  if (is_inside && count > 0) {
    out += ' ';
    --count;
  }
  if (count == 1)
    out += "<text:s/>";
  else if (count > 1)
    out += "<text:s text:c=\"" + std::to_string(count) + "\"/>";
}

std::string paragraph(std::string_view line) {
  std::string out = "<text:p>";
  std::size_t spaces = 0;
  bool is_inside = false;  // after a character that is no space, so that one more is kept
  for (std::size_t i = 0; i < line.size();) {
    const Utf8Character character = read_utf8(line, i);
    if (line[i] == ' ') {
      ++spaces;
    } else {
      append_spaces(out, spaces, is_inside && line[i] != '\t');
      spaces = 0;
      is_inside = line[i] != '\t';
      if (line[i] == '\t')
        out += "<text:tab/>";
      else
        append_character(out, line.substr(i, character.length), character);
    }
    i += character.length;
  }
  append_spaces(out, spaces, false);
  return out + "</text:p>";
}

// CRLF and CR as LF.
std::string with_line_feeds(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r')
      out += text[i];
    else if (i + 1 == text.size() || text[i + 1] != '\n')
      out += '\n';
  }
  return out;
}

}  // namespace

std::string ods_attribute(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Character character = read_utf8(text, i);
    if (text[i] == '\n' || text[i] == '\t' || text[i] == '\r')
      out += "&#" + std::to_string(static_cast<int>(text[i])) + ";";
    else
      append_character(out, text.substr(i, character.length), character);
    i += character.length;
  }
  return out;
}

std::string ods_paragraphs(std::string_view text) {
  const std::string lines = with_line_feeds(text);
  std::string out;
  for (const std::string_view line : split(lines, '\n'))
    out += paragraph(line);
  return out;
}

}  // namespace aval
