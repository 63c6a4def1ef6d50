#include "tests/support/random_value.h"

#include <stdexcept>

namespace aval {
namespace {

class ShapeReader {
 public:
  explicit ShapeReader(std::string_view pattern) : pattern_(pattern) {}

  ShapePart whole() {
    ShapePart shape;
    shape.alternatives = alternatives();
    if (at_ != pattern_.size())
      refuse();
    return shape;
  }

 private:
  [[noreturn]] void refuse() const {
    throw std::invalid_argument("no random value for the pattern " + std::string(pattern_));
  }

  char peek() const { return at_ < pattern_.size() ? pattern_[at_] : '\0'; }

  bool take(std::string_view text) {
    if (!pattern_.substr(at_).starts_with(text))
      return false;
    at_ += text.size();
    return true;
  }

  std::vector<std::vector<ShapePart>> alternatives() {
    std::vector<std::vector<ShapePart>> all(1);
    while (at_ < pattern_.size() && peek() != ')') {
      if (take("|"))
        all.emplace_back();
      else
        all.back().push_back(part());
    }
    return all;
  }

  ShapePart part() {
    ShapePart part;
    if (take("(")) {
      take("?:");
      part.alternatives = alternatives();
      if (!take(")"))
        refuse();
    } else if (peek() == '[') {
      part.choices = members();
    } else {
      part.choices = {literal()};
    }
    read_count(part);
    return part;
  }

  void read_count(ShapePart& part) {
    if (take("?")) {
      part.least = 0;
    } else if (take("*")) {
      part.least = 0;
      part.most = 3;
    } else if (take("+")) {
      part.most = 4;
    } else if (take("{")) {
      part.least = part.most = number();
      if (take(","))
        part.most = peek() == '}' ? part.least + 3 : number();
      if (!take("}"))
        refuse();
    }
  }

  std::size_t number() {
    std::size_t value = 0;
    while (peek() >= '0' && peek() <= '9')
      value = value * 10 + static_cast<std::size_t>(pattern_[at_++] - '0');
    return value;
  }

  char literal() {
    if (take("\\")) {
      if (std::string_view(".+()[]{}|?*$^/\\-").find(peek()) == std::string_view::npos)
        refuse();
    } else if (std::string_view(".$^").find(peek()) != std::string_view::npos) {
      refuse();
    }
    return pattern_[at_++];
  }

  std::vector<char> members() {
    std::vector<char> choices;
    take("[");
    if (peek() == '^')
      refuse();
    while (at_ < pattern_.size() && peek() != ']') {
      const char first = class_literal();
      char last = first;
      if (peek() == '-' && at_ + 1 < pattern_.size() && pattern_[at_ + 1] != ']') {
        take("-");
        last = class_literal();
      }
      for (int c = static_cast<unsigned char>(first); c <= static_cast<unsigned char>(last); ++c)
        choices.push_back(static_cast<char>(c));
    }
    if (!take("]") || choices.empty())
      refuse();
    return choices;
  }

  char class_literal() {
    take("\\");
    if (static_cast<unsigned char>(peek()) >= 0x80)
      refuse();
    return pattern_[at_++];
  }

  std::string_view pattern_;
  std::size_t at_ = 0;
};

}  // namespace

std::size_t Draw::below(std::size_t count) {
  state_ += 0x9E3779B97F4A7C15ULL;
  std::uint64_t mixed = state_;
  mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBULL;
  return static_cast<std::size_t>((mixed ^ (mixed >> 31U)) % count);
}

ShapePart read_shape(std::string_view pattern) {
  // Letters are compacted to capitals, so case says nothing.
  if (pattern.starts_with("(?i)"))
    pattern.remove_prefix(4);
  return ShapeReader(pattern).whole();
}

void append_random_value(const ShapePart& shape, Draw& draw, std::string& out) {
  const std::size_t times = shape.least == shape.most
                                ? shape.least
                                : shape.least + draw.below(shape.most - shape.least + 1);
  for (std::size_t i = 0; i < times; ++i) {
    if (!shape.choices.empty()) {
      out.push_back(shape.choices[draw.below(shape.choices.size())]);
      continue;
    }
    for (const ShapePart& part : shape.alternatives[draw.below(shape.alternatives.size())])
      append_random_value(part, draw, out);
  }
}

}  // namespace aval
