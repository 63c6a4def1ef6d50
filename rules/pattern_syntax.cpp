#include "rules/pattern_syntax.h"

#include <algorithm>
#include <array>
#include <utility>

#include "audit/base/utf8.h"

namespace aval {
namespace {

constexpr std::uint32_t kLastCodePoint = 0x10FFFF;
constexpr int kMostRepeats = 1000;  // RE2's own limit
constexpr int kDeepest = 200;       // groups inside groups

using Ranges = std::vector<CodePointRange>;

// Thrown for what is not read here, caught by parse_pattern.
struct NotRead {};

// Letters whose other case is not 32 code points away, by Unicode's simple case folding as RE2
// applies it (unicode_casefold.cc).
constexpr std::array<CodePointRange, 12> kOddPairs = {{{'K', 0x212A},
                                                       {'k', 0x212A},
                                                       {'S', 0x017F},
                                                       {'s', 0x017F},
                                                       {0xC5, 0x212B},
                                                       {0xE5, 0x212B},
                                                       {0xFF, 0x0178},
                                                       {0xB5, 0x039C},
                                                       {0xB5, 0x03BC},
                                                       {0xDF, 0x1E9E},
                                                       {0x152, 0x153},
                                                       {0x153, 0x152}}};

Ranges normalized(Ranges ranges) {
  std::sort(ranges.begin(), ranges.end(),
            [](const CodePointRange& a, const CodePointRange& b) { return a.first < b.first; });
  Ranges merged;
  for (const CodePointRange& range : ranges) {
    if (!merged.empty() && range.first <= merged.back().last + 1)
      merged.back().last = std::max(merged.back().last, range.last);
    else
      merged.push_back(range);
  }
  return merged;
}

Ranges negated(const Ranges& ranges) {
  Ranges others;
  std::uint32_t next = 0;
  for (const CodePointRange& range : ranges) {
    if (range.first > next)
      others.push_back({next, range.first - 1});
    next = range.last + 1;
  }
  if (next <= kLastCodePoint)
    others.push_back({next, kLastCodePoint});
  return others;
}

// The part of `range` within `letters`, moved by `step`.
void add_moved(const CodePointRange& range, const CodePointRange& letters, int step,
               Ranges& folded) {
  const std::uint32_t first = std::max(range.first, letters.first);
  const std::uint32_t last = std::min(range.last, letters.last);
  if (first <= last)
    folded.push_back({static_cast<std::uint32_t>(static_cast<int>(first) + step),
                      static_cast<std::uint32_t>(static_cast<int>(last) + step)});
}

// Beyond Latin-1, only œ and the marks of General Punctuation, which have no case, are read.
bool is_fold_known(const CodePointRange& range) {
  return range.last <= 0xFF || (range.first >= 0x2000 && range.last <= 0x206F) ||
         (range.first >= 0x152 && range.last <= 0x153);
}

Ranges with_other_case(const Ranges& ranges) {
  Ranges folded = ranges;
  for (const CodePointRange& range : ranges) {
    if (!is_fold_known(range))
      throw NotRead();
    add_moved(range, {'A', 'Z'}, 32, folded);
    add_moved(range, {'a', 'z'}, -32, folded);
    add_moved(range, {0xC0, 0xD6}, 32, folded);
    add_moved(range, {0xD8, 0xDE}, 32, folded);
    add_moved(range, {0xE0, 0xF6}, -32, folded);
    add_moved(range, {0xF8, 0xFE}, -32, folded);
    for (const auto& [letter, other] : kOddPairs)
      if (range.first <= letter && letter <= range.last)
        folded.push_back({other, other});
  }
  return folded;
}

// \d, \s and \w, and their complements; none for any other letter.
std::optional<Ranges> class_of_escape(char letter, bool ignore_case) {
  if (ignore_case && (letter == 'w' || letter == 'W'))
    throw NotRead();
  switch (letter) {
    case 'd':
      return Ranges{{'0', '9'}};
    case 'D':
      return negated({{'0', '9'}});
    case 's':
      return Ranges{{'\t', '\n'}, {'\f', '\r'}, {' ', ' '}};
    case 'S':
      return negated({{'\t', '\n'}, {'\f', '\r'}, {' ', ' '}});
    case 'w':
      return Ranges{{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
    case 'W':
      return negated({{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}});
    default:
      return std::nullopt;
  }
}

std::uint32_t code_point_of_escape(char letter) {
  switch (letter) {
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case 'r':
      return '\r';
    case 'f':
      return '\f';
    case 'v':
      return '\v';
    case 'a':
      return '\a';
    default: {
      const auto byte = static_cast<unsigned char>(letter);
      const bool is_alphanumeric = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
                                   (byte >= 'a' && byte <= 'z');
      if (is_alphanumeric || byte >= 0x80)
        throw NotRead();
      return byte;
    }
  }
}

struct Flags {
  bool ignore_case = false;
  bool dot_takes_newline = false;
};

class Parser {
 public:
  explicit Parser(std::string_view source) : source_(source) {}

  PatternNode parse() {
    PatternNode node = parse_alternatives(Flags{}, 0);
    if (at_ != source_.size())
      throw NotRead();
    return node;
  }

 private:
  bool done() const { return at_ >= source_.size(); }
  char peek() const { return done() ? '\0' : source_[at_]; }
  bool take(std::string_view text) {
    if (!source_.substr(at_).starts_with(text))
      return false;
    at_ += text.size();
    return true;
  }

  std::uint32_t take_code_point() {
    const Utf8Character character = read_utf8(source_, at_);
    if (!character.valid)
      throw NotRead();
    at_ += character.length;
    return character.code_point;
  }

  // Up to the end or a closing bracket, which is left to the caller.
  PatternNode parse_alternatives(Flags flags, int depth) {
    if (depth > kDeepest)
      throw NotRead();
    PatternNode node;
    node.kind = PatternNode::Kind::alternatives;
    do
      node.parts.push_back(parse_sequence(flags, depth));
    while (take("|"));
    return node.parts.size() == 1 ? std::move(node.parts.front()) : std::move(node);
  }

  // `flags` that change inside hold to the end of the group: in the next alternatives as well.
  PatternNode parse_sequence(Flags& flags, int depth) {
    PatternNode node;
    while (!done() && peek() != '|' && peek() != ')') {
      if (take_flags(flags))
        continue;
      node.parts.push_back(repeated(parse_atom(flags, depth)));
    }
    return node;
  }

  // "(?i)", "(?s)" alone.
  bool take_flags(Flags& flags) {
    const std::size_t close = source_.find(')', at_);
    if (!source_.substr(at_).starts_with("(?") || close == std::string_view::npos)
      return false;
    const std::string_view letters = source_.substr(at_ + 2, close - at_ - 2);
    if (letters.empty() || letters.find_first_not_of("is") != std::string_view::npos)
      return false;
    set_flags(letters, flags);
    at_ = close + 1;
    return true;
  }

  static void set_flags(std::string_view letters, Flags& flags) {
    for (const char letter : letters) {
      if (letter != 'i' && letter != 's')
        throw NotRead();
      (letter == 'i' ? flags.ignore_case : flags.dot_takes_newline) = true;
    }
  }

  PatternNode parse_group(Flags flags, int depth) {
    if (take("?")) {
      const std::size_t colon = source_.find(':', at_);
      if (colon == std::string_view::npos)
        throw NotRead();
      set_flags(source_.substr(at_, colon - at_), flags);
      at_ = colon + 1;
    }
    PatternNode node = parse_alternatives(flags, depth + 1);
    if (!take(")"))
      throw NotRead();
    return node;
  }

  static PatternNode node_of(Ranges ranges, bool ignore_case) {
    PatternNode node;
    node.kind = PatternNode::Kind::characters;
    node.characters = normalized(ignore_case ? with_other_case(ranges) : std::move(ranges));
    return node;
  }

  static PatternNode node_of(TextBorder border) {
    PatternNode node;
    node.kind = PatternNode::Kind::border;
    node.border = border;
    return node;
  }

  PatternNode parse_atom(const Flags& flags, int depth) {
    if (take("("))
      return parse_group(flags, depth);
    if (take("["))
      return parse_class(flags);
    if (take("."))
      return node_of(flags.dot_takes_newline ? Ranges{{0, kLastCodePoint}}
                                             : Ranges{{0, '\n' - 1}, {'\n' + 1, kLastCodePoint}},
                     false);
    if (take("^"))
      return node_of(TextBorder::text_begin);
    if (take("$"))
      return node_of(TextBorder::text_end);
    if (take("\\"))
      return parse_escape(flags);
    if (peek() == '*' || peek() == '+' || peek() == '?')
      throw NotRead();
    const std::uint32_t code_point = take_code_point();
    return node_of(Ranges{{code_point, code_point}}, flags.ignore_case);
  }

  PatternNode parse_escape(const Flags& flags) {
    const char letter = peek();
    ++at_;
    switch (letter) {
      case 'b':
        return node_of(TextBorder::word_border);
      case 'B':
        return node_of(TextBorder::no_word_border);
      case 'A':
        return node_of(TextBorder::text_begin);
      case 'z':
        return node_of(TextBorder::text_end);
      default:
        break;
    }
    if (auto ranges = class_of_escape(letter, flags.ignore_case))
      return node_of(*std::move(ranges), false);
    const std::uint32_t code_point = code_point_of_escape(letter);
    return node_of(Ranges{{code_point, code_point}}, flags.ignore_case);
  }

  // After the opening bracket.
  PatternNode parse_class(const Flags& flags) {
    const bool is_negated = take("^");
    Ranges ranges;
    Ranges of_escapes;
    for (bool is_first = true; is_first || peek() != ']'; is_first = false) {
      if (done() || source_.substr(at_).starts_with("[:"))
        throw NotRead();
      if (peek() == '\\' && at_ + 1 < source_.size()) {
        if (const auto known = class_of_escape(source_[at_ + 1], flags.ignore_case)) {
          of_escapes.insert(of_escapes.end(), known->begin(), known->end());
          at_ += 2;
          continue;
        }
      }
      const std::uint32_t first = class_character();
      std::uint32_t last = first;
      if (peek() == '-' && at_ + 1 < source_.size() && source_[at_ + 1] != ']') {
        ++at_;
        last = class_character();
      }
      ranges.push_back({first, last});
    }
    ++at_;
    if (flags.ignore_case)
      ranges = with_other_case(ranges);
    ranges.insert(ranges.end(), of_escapes.begin(), of_escapes.end());
    ranges = normalized(std::move(ranges));
    return node_of(is_negated ? negated(ranges) : std::move(ranges), false);
  }

  std::uint32_t class_character() {
    if (!take("\\"))
      return take_code_point();
    if (done())
      throw NotRead();
    return code_point_of_escape(source_[at_++]);
  }

  PatternNode repeated(PatternNode atom) {
    int least = 1, most = 1;
    if (take("*"))
      least = 0, most = PatternNode::kUnbounded;
    else if (take("+"))
      most = PatternNode::kUnbounded;
    else if (take("?"))
      least = 0;
    else if (!take_counts(least, most))
      return atom;
    take("?");  // laziness changes which match is found, not whether there is one
    if (peek() == '*' || peek() == '+' || peek() == '?')
      throw NotRead();
    PatternNode node;
    node.kind = PatternNode::Kind::repeat;
    node.least = least;
    node.most = most;
    node.parts.push_back(std::move(atom));
    return node;
  }

  // {3}, {2,5}, {2,}; anything else is a plain brace.
  bool take_counts(int& least, int& most) {
    const std::size_t close = source_.find('}', at_);
    if (peek() != '{' || close == std::string_view::npos)
      return false;
    const std::string_view inside = source_.substr(at_ + 1, close - at_ - 1);
    const std::size_t comma = inside.find(',');
    const auto number = [](std::string_view digits) {
      if (digits.empty() || digits.size() > 4 ||
          digits.find_first_not_of("0123456789") != std::string_view::npos)
        return -1;
      int value = 0;
      for (const char digit : digits)
        value = value * 10 + (digit - '0');
      return value;
    };
    least = number(inside.substr(0, comma));
    most = comma == std::string_view::npos ? least
           : comma + 1 == inside.size()    ? PatternNode::kUnbounded
                                           : number(inside.substr(comma + 1));
    const bool is_open = comma != std::string_view::npos && comma + 1 == inside.size();
    if (least < 0 || (most < 0 && !is_open)) {
      least = most = 1;
      return false;
    }
    if (least > kMostRepeats || most > kMostRepeats)
      throw NotRead();
    at_ = close + 1;
    return true;
  }

  std::string_view source_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<PatternNode> parse_pattern(std::string_view source) {
  try {
    return Parser(source).parse();
  } catch (const NotRead&) {
    return std::nullopt;
  }
}

}  // namespace aval
