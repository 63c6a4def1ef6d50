#include "audit/table/mail_text.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

#include "audit/base/text.h"
#include "audit/table/field_records.h"

namespace aval {

namespace {

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

// "=?utf-8?B?...?=" at the start of the text.
struct EncodedWord {
  std::string charset;  // lower case
  std::string bytes;
  std::size_t length = 0;
};

std::optional<EncodedWord> read_word(std::string_view text) {
  constexpr std::size_t kMaxCharset = 64;
  constexpr std::size_t kMaxWord = 4096;  // RFC 2047 2 wants 75
  if (!text.starts_with("=?"))
    return std::nullopt;
  text = text.substr(0, kMaxWord);
  const std::size_t first = text.find('?', 2);
  if (first == std::string_view::npos || first > kMaxCharset || first + 3 >= text.size() ||
      text[first + 2] != '?')
    return std::nullopt;
  const std::size_t end = text.find("?=", first + 3);
  if (end == std::string_view::npos)
    return std::nullopt;
  EncodedWord word;
  const std::string_view charset = text.substr(2, first - 2);
  word.charset = to_lower_ascii(charset.substr(0, charset.find('*')));  // RFC 2231 5: a language
  word.length = end + 2;
  std::string inside(text.substr(first + 3, end - first - 3));
  const char form = text[first + 1];
  if (form == 'B' || form == 'b') {
    word.bytes = decode_base64(inside);
  } else if (form == 'Q' || form == 'q') {
    std::replace(inside.begin(), inside.end(), '_', ' ');
    word.bytes = decode_quoted_printable(inside);
  } else {
    return std::nullopt;
  }
  return word;
}

// "name=value" or "name="va\"lue"" pieces after the first ';'.
std::vector<std::pair<std::string, std::string>> parameters_of(std::string_view header) {
  std::vector<std::pair<std::string, std::string>> found;
  std::size_t place = std::min(header.find(';'), header.size());
  while (place < header.size()) {
    ++place;
    const std::size_t equals = header.find_first_of("=;", place);
    if (equals == std::string_view::npos)
      break;
    if (header[equals] == ';') {
      place = equals;
      continue;
    }
    const std::string name = to_lower_ascii(trim(header.substr(place, equals - place)));
    place = std::min(header.find_first_not_of(" \t", equals + 1), header.size());
    std::string value;
    if (place < header.size() && header[place] == '"') {
      for (++place; place < header.size() && header[place] != '"'; ++place) {
        place += header[place] == '\\' && place + 1 < header.size() ? 1U : 0U;
        value += header[place];
      }
      place = std::min(header.find(';', place), header.size());
    } else {
      const std::size_t end = std::min(header.find(';', place), header.size());
      value = trim(header.substr(place, end - place));
      place = end;
    }
    found.emplace_back(name, value);
  }
  return found;
}

std::string decode_percents(std::string value) {
  // The codes of quoted-printable with another mark.
  std::replace(value.begin(), value.end(), '=', ' ');
  std::replace(value.begin(), value.end(), '%', '=');
  return decode_quoted_printable(value);
}

}  // namespace

std::string CharsetDecoder::decode(std::string_view bytes, std::string_view charset) {
  std::string name = to_lower_ascii(charset);
  std::string text;
  if (name == "iso-8859-1" || name == "latin1")
    name = "windows-1252";
  const bool is_plain = name.empty() || name == "utf-8" || name == "utf8" || name == "us-ascii";
  if (name.starts_with("utf-16")) {
    decode_wide(bytes, name == "utf-16be" ? EncodingForm::utf16be : EncodingForm::utf16le, true,
                text);
  } else if (is_ascii(bytes)) {
    text = bytes;
  } else {
    if (!is_plain && pages_.count(name) == 0)
      pages_.emplace(name, load_code_page(name));
    const auto page = is_plain ? nullptr : pages_.find(name)->second;
    if (page)
      decode_page(bytes, *page, text);
    else
      repair_utf8(bytes, text);
  }
  text.erase(std::remove(text.begin(), text.end(), '\0'), text.end());
  return text;
}

std::string CharsetDecoder::decode_words(std::string_view header) {
  std::string out;
  EncodedWord held;  // words of one charset may cut a character in two
  const auto let_go = [&] {
    out += decode(held.bytes, held.charset);
    held = EncodedWord();
  };
  for (std::size_t place = 0; place < header.size();) {
    if (auto word = read_word(header.substr(place))) {
      if (word->charset != held.charset)
        let_go();
      held.charset = word->charset;
      held.bytes += word->bytes;
      place += word->length;
      continue;
    }
    const std::size_t next = std::min(header.find("=?", place + 1), header.size());
    const std::string_view between = header.substr(place, next - place);
    // White space between two encoded words is none (RFC 2047 6.2).
    const bool is_dropped =
        !held.charset.empty() && is_blank(between) && read_word(header.substr(next)).has_value();
    if (!is_dropped) {
      let_go();
      out += decode(between, "");
    }
    place = next;
  }
  let_go();
  return out;
}

std::string header_parameter(std::string_view header, std::string_view name,
                             CharsetDecoder& decoder) {
  const std::string wanted(name);
  std::string joined;
  bool is_extended = false;
  for (const auto& [key, value] : parameters_of(header)) {
    if (key == wanted)
      return decoder.decode_words(value);
    if (!key.starts_with(wanted + "*"))
      continue;
    if (key.ends_with('*')) {
      is_extended = true;
      joined += decode_percents(value);
    } else {
      joined += value;
    }
  }
  // charset'language'text
  const std::size_t second = joined.find('\'', joined.find('\'') + 1);
  if (!is_extended || joined.find('\'') == std::string::npos || second == std::string::npos)
    return decoder.decode(joined, "");
  return decoder.decode(std::string_view(joined).substr(second + 1),
                        joined.substr(0, joined.find('\'')));
}

}  // namespace aval
