// One RE2 pattern, or a set of them. The only border with RE2. Matching is linear in the text and
// thread-safe.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace aval {

class Pattern {
 public:
  // `source` in RE2 syntax, matched case-sensitively unless it says (?i). Throws Error(pack) naming
  // `place` when RE2 refuses it, when its program has 2,000 instructions or more, when a Unicode
  // class (\p) stands under a counted repeat, or when it would need more than the memory limit.
  Pattern(const std::string& source, const std::string& place);
  ~Pattern();
  Pattern(Pattern&&) noexcept;
  Pattern& operator=(Pattern&&) noexcept;

  const std::string& source() const;
  bool matches_whole(std::string_view text) const;
  bool matches_part(std::string_view text) const;
  // The first match at or after `from`: view of group 1 when the pattern has a group, else of the
  // whole match; data() is null when there is none. `end` gets the offset after the whole match.
  std::string_view find(std::string_view text, std::size_t from, std::size_t& end) const;
  int program_size() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Many patterns tried at once (RE2::Set).
class PatternSet {
 public:
  enum class Anchor { whole, part };
  PatternSet(const std::vector<std::string>& sources, Anchor anchor);
  ~PatternSet();
  PatternSet(PatternSet&&) noexcept;
  PatternSet& operator=(PatternSet&&) noexcept;

  // Indices into `sources`, ascending, of the patterns that match; `matches` is cleared first.
  void match(std::string_view text, std::vector<int>& matches) const;
  bool empty() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace aval
