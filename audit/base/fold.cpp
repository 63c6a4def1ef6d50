#include <iterator>

#include "audit/base/fold_table.h"
#include "audit/base/text.h"
#include "audit/base/utf8.h"

namespace aval {
namespace {

// Combining diacritical marks, zero-width characters and the BOM vanish.
bool is_dropped(std::uint32_t code_point) {
  return (code_point >= 0x300 && code_point <= 0x36F) ||
         (code_point >= 0x200B && code_point <= 0x200D) || code_point == 0xFEFF;
}

std::uint32_t fold_case(std::uint32_t c) {
  if ((c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F))
    return c + 32;
  if (c >= 0x400 && c <= 0x40F)
    return c + 80;
  return c;
}

void append_folded(std::string& out, std::uint32_t c) {
  if (c >= kFoldFirst && c - kFoldFirst < std::size(kFoldTable)) {
    if (const char* folded = kFoldTable[c - kFoldFirst])
      out.append(folded);
    else
      append_utf8(out, c);
    return;
  }
  if (is_dropped(c))
    return;
  if (c == 0x2018 || c == 0x2019 || c == 0x02BC)
    out.push_back('\'');
  else if (c == 0x202F || c == 0x2009 || c == 0x2002 || c == 0x2003)
    out.push_back(' ');
  else if (c == 0x2010 || c == 0x2011 || c == 0x2013)
    out.push_back('-');
  else
    append_utf8(out, fold_case(c));
}

}  // namespace

void fold_into(std::string_view text, std::string& out) {
  // Most texts are ASCII up to their end: lower case without a check a character.
  out.resize(text.size());
  std::size_t i = 0;
  for (; i < text.size() && static_cast<unsigned char>(text[i]) < 0x80; ++i)
    out[i] = text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] - 'A' + 'a') : text[i];
  out.resize(i);
  while (i < text.size()) {
    const char c = text[i];
    if (static_cast<unsigned char>(c) < 0x80) {
      out.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
      ++i;
      continue;
    }
    const Utf8Character character = read_utf8(text, i);
    if (character.valid)
      append_folded(out, character.code_point);
    else
      out.push_back(c);
    i += character.length;
  }
}

std::string fold(std::string_view text) {
  std::string out;
  fold_into(text, out);
  return out;
}

}  // namespace aval
