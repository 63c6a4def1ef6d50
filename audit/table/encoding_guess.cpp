#include "audit/table/encoding_guess.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "audit/base/text.h"

namespace aval {

namespace {

constexpr std::size_t kExcerptBytes = 262144;
constexpr std::size_t kLongLine = 1048576;

struct Mark {
  std::string_view bytes;
  const char* name;
  EncodingForm form;
};

// UTF-32LE before UTF-16LE: its BOM starts with the other one.
constexpr std::array kMarks = {
    Mark{std::string_view("\xEF\xBB\xBF", 3), "UTF-8", EncodingForm::bytes},
    Mark{std::string_view("\xFF\xFE\0\0", 4), "UTF-32LE", EncodingForm::utf32le},
    Mark{std::string_view("\0\0\xFE\xFF", 4), "UTF-32BE", EncodingForm::utf32be},
    Mark{std::string_view("\xFF\xFE", 2), "UTF-16LE", EncodingForm::utf16le},
    Mark{std::string_view("\xFE\xFF", 2), "UTF-16BE", EncodingForm::utf16be},
};

bool is_any_of(char32_t value, std::u32string_view set) {
  return set.find(value) != std::u32string_view::npos;
}

bool is_ascii_letter(char32_t value) {
  return (value >= U'a' && value <= U'z') || (value >= U'A' && value <= U'Z');
}

constexpr std::u32string_view kCommonLetters = U"éèàçêÉÈÀÇÊ";
constexpr std::u32string_view kRareLetters = U"ùâîôûëïüœŒÂÎÔÛËÏÜÙæÆÿäöñáíóúÄÖß";
constexpr std::u32string_view kUpperLetters = U"ÉÈÀÇÊŒÂÎÔÛËÏÜÙÆÄÖ";
constexpr std::u32string_view kEdgeSigns = U"€°«»–—…’‘“”²³½±©®§µ·×\u00A0";

bool is_french_letter(char32_t value) {
  return is_any_of(value, kCommonLetters) || is_any_of(value, kRareLetters);
}

bool is_lower_letter(char32_t value) {
  return (value >= U'a' && value <= U'z') ||
         (is_french_letter(value) && !is_any_of(value, kUpperLetters));
}

bool is_letter(char32_t value) {
  return is_ascii_letter(value) || is_french_letter(value);
}

// How well a high character fits between its neighbours in a French text.
double score_character(char32_t previous, char32_t value, char32_t next) {
  const bool touches_letter = is_letter(previous) || is_letter(next);
  const bool inside_word = is_letter(previous) && is_letter(next);
  if (value == 0xFFFD || (value >= 0x80 && value < 0xA0))
    return -5;
  if (is_french_letter(value)) {
    if (is_any_of(value, kUpperLetters) && is_lower_letter(previous))
      return -3;
    if (!touches_letter)
      return 0;
    return is_any_of(value, kCommonLetters) ? 3 : 1;
  }
  if (value == U'’' && inside_word)
    return 2;
  if (is_any_of(value, kEdgeSigns))
    return inside_word ? -3 : 1;
  return inside_word ? -3 : touches_letter ? -2 : -1;
}

struct PageScore {
  double mean = -100;
  std::size_t high_bytes = 0;
};

PageScore score_page(std::string_view text, const CodePage& page) {
  const auto at = [&](std::size_t place) -> char32_t {
    if (place >= text.size())
      return U' ';
    const auto byte = static_cast<unsigned char>(text[place]);
    return byte < 128 ? char32_t{byte} : page.characters[byte - 128U].code_point;
  };
  double sum = 0;
  PageScore score;
  for (std::size_t place = 0; place < text.size(); ++place) {
    if (static_cast<unsigned char>(text[place]) < 128)
      continue;
    const char32_t previous = place == 0 ? U' ' : at(place - 1);
    sum += score_character(previous, at(place), at(place + 1));
    ++score.high_bytes;
  }
  if (score.high_bytes > 0)
    score.mean = sum / static_cast<double>(score.high_bytes);
  return score;
}

struct PageName {
  const char* name;
  const char* icu_name;
};

// In order of preference when scores are equal.
constexpr std::array kPages = {
    PageName{"windows-1252", "windows-1252"},
    PageName{"macintosh", "macintosh"},
    PageName{"cp850", "ibm-850"},
    PageName{"ISO-8859-15", "ISO-8859-15"},
};

// The page with the highest mean score.
Encoding guess_page(const std::string& excerpt) {
  Encoding best;
  double best_mean = -1000;
  double second_mean = -1000;
  std::size_t high_bytes = 0;
  for (const PageName& candidate : kPages) {
    auto page = load_code_page(candidate.icu_name);
    if (page == nullptr)
      continue;
    const PageScore score = score_page(excerpt, *page);
    high_bytes = score.high_bytes;
    if (score.mean > best_mean + 1e-9) {
      second_mean = best_mean;
      best_mean = score.mean;
      best.name = candidate.name;
      best.page = std::move(page);
    } else if (best.name != "windows-1252" || std::strcmp(candidate.name, "ISO-8859-15") != 0) {
      // The two differ by eight characters: equal scores say nothing against either.
      second_mean = std::max(second_mean, score.mean);
    }
  }
  best.origin = "scored";
  best.uncertain = high_bytes < 3 || best_mean - second_mean < 0.3;
  return best;
}

}  // namespace

void HighByteSurvey::add(std::string_view block) {
  if (carry_.empty() && is_ascii(block))
    return;
  std::size_t end = block.rfind('\n');
  if (end == std::string_view::npos) {
    carry_.append(block);
    if (carry_.size() > kLongLine)
      finish();
    return;
  }
  ++end;
  if (carry_.empty()) {
    add_lines(block.substr(0, end));
  } else {
    carry_.append(block.substr(0, end));
    add_lines(carry_);
  }
  carry_.assign(block.substr(end));
}

void HighByteSurvey::finish() {
  add_lines(carry_);
  carry_.clear();
}

void HighByteSurvey::add_lines(std::string_view lines) {
  while (!lines.empty() && !is_ascii(lines)) {
    const std::size_t end = std::min(lines.find('\n'), lines.size() - 1) + 1;
    add_line(lines.substr(0, end));
    lines.remove_prefix(end);
  }
}

void HighByteSurvey::add_line(std::string_view line) {
  if (is_ascii(line))
    return;
  if (is_utf8(line)) {
    ++valid_lines_;
    return;
  }
  ++invalid_lines_;
  if (excerpt_.size() < kExcerptBytes)
    excerpt_.append(line.substr(0, kExcerptBytes));
}

std::optional<Encoding> guess_by_marks(std::string_view head) {
  Encoding encoding;
  for (const Mark& mark : kMarks) {
    if (head.substr(0, mark.bytes.size()) == mark.bytes) {
      encoding.name = mark.name;
      encoding.origin = "bom";
      encoding.form = mark.form;
      encoding.bom_bytes = mark.bytes.size();
      return encoding;
    }
  }
  if (head.size() < 4)
    return std::nullopt;
  std::array<std::size_t, 2> nuls{};
  for (std::size_t place = 0; place < head.size(); ++place)
    if (head[place] == '\0')
      ++nuls[place % 2];
  // formats.md 6.3 rule 2: more than 40 % on one parity, less than 5 % on the other.
  const double half = std::max(1.0, static_cast<double>(head.size()) / 2);
  const double even = static_cast<double>(nuls[0]) / half;
  const double odd = static_cast<double>(nuls[1]) / half;
  if ((even > 0.4 && odd < 0.05) || (odd > 0.4 && even < 0.05)) {
    const bool big = even > odd;
    encoding.name = big ? "UTF-16BE" : "UTF-16LE";
    encoding.origin = "scored";
    encoding.form = big ? EncodingForm::utf16be : EncodingForm::utf16le;
    return encoding;
  }
  return std::nullopt;
}

Encoding guess_by_content(const HighByteSurvey& survey) {
  if (survey.invalid_lines() == 0)
    return Encoding{};
  if (survey.valid_lines() > survey.invalid_lines()) {
    Encoding encoding;
    encoding.origin = "scored";
    encoding.mixed = true;
    return encoding;
  }
  return guess_page(survey.excerpt());
}

}  // namespace aval
