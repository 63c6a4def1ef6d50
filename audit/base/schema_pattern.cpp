#include "audit/base/schema_pattern.h"

#include <bitset>
#include <vector>

#include "audit/base/error.h"

namespace aval {
namespace {

struct Piece {
  std::bitset<256> bytes;
  std::size_t least = 1;
  std::size_t most = 1;
};

[[noreturn]] void refuse(const std::string& pattern) {
  throw Error(ErrorKind::internal, "schema",
              {"motif de schéma non pris en charge : " + pattern,
               "schema pattern of an unknown form: " + pattern});
}

class PatternReader {
 public:
  explicit PatternReader(const std::string& pattern) : pattern_(pattern) {}

  std::vector<Piece> read() {
    if (pattern_.size() < 2 || pattern_.front() != '^' || pattern_.back() != '$')
      refuse(pattern_);
    std::vector<Piece> pieces;
    at_ = 1;
    while (at_ + 1 < pattern_.size()) {
      Piece piece;
      read_bytes(piece);
      read_count(piece);
      pieces.push_back(piece);
    }
    return pieces;
  }

 private:
  unsigned char next() {
    if (at_ + 1 >= pattern_.size())
      refuse(pattern_);
    return static_cast<unsigned char>(pattern_[at_++]);
  }

  void read_bytes(Piece& piece) {
    const unsigned char c = next();
    if (c == '(' || c == ')' || c == '|' || c == '*' || c == '+' || c == '?')
      refuse(pattern_);
    if (c == '[')
      read_class(piece);
    else if (c == '.')
      piece.bytes.set();
    else
      piece.bytes.set(c == '\\' ? next() : c);
  }

  void read_class(Piece& piece) {
    const bool negated = pattern_[at_] == '^';
    at_ += negated ? 1 : 0;
    for (unsigned char c = next(); c != ']'; c = next()) {
      if (c == '\\')
        c = next();
      const bool range = pattern_[at_] == '-' && pattern_[at_ + 1] != ']';
      unsigned char last = c;
      if (range) {
        ++at_;
        last = next();
      }
      for (unsigned b = c; b <= last; ++b)
        piece.bytes.set(b);
    }
    if (negated)
      piece.bytes.flip();
  }

  void read_count(Piece& piece) {
    constexpr std::size_t kMany = static_cast<std::size_t>(-1);
    const char c = pattern_[at_];
    if (c == '*' || c == '+' || c == '?') {
      piece.least = c == '+' ? 1 : 0;
      piece.most = c == '?' ? 1 : kMany;
      ++at_;
    } else if (c == '{') {
      const std::size_t end = pattern_.find('}', at_);
      if (end == std::string::npos)
        refuse(pattern_);
      const std::string count = pattern_.substr(at_ + 1, end - at_ - 1);
      const std::size_t comma = count.find(',');
      piece.least = std::stoul(count.substr(0, comma));
      piece.most = comma == std::string::npos  ? piece.least
                   : comma + 1 == count.size() ? kMany
                                               : std::stoul(count.substr(comma + 1));
      at_ = end + 1;
    }
  }

  const std::string& pattern_;
  std::size_t at_ = 0;
};

}  // namespace

bool matches_schema_pattern(const std::string& pattern, std::string_view text) {
  const std::vector<Piece> pieces = PatternReader(pattern).read();
  // reached[i]: the pieces so far can take exactly i bytes of the text.
  std::vector<bool> reached(text.size() + 1, false);
  reached[0] = true;
  for (const Piece& piece : pieces) {
    std::vector<bool> after(text.size() + 1, false);
    for (std::size_t from = 0; from <= text.size(); ++from) {
      if (!reached[from])
        continue;
      std::size_t taken = 0;
      while (true) {
        if (taken >= piece.least)
          after[from + taken] = true;
        if (taken == piece.most || from + taken == text.size() ||
            !piece.bytes.test(static_cast<unsigned char>(text[from + taken])))
          break;
        ++taken;
      }
    }
    reached = std::move(after);
  }
  return reached[text.size()];
}

}  // namespace aval
