#include "rules/pattern.h"

#include <algorithm>

#include <re2/re2.h>
#include <re2/set.h>

#include "audit/base/error.h"

namespace aval {
namespace {

constexpr int kMaxProgramSize =
    2000;  // performance.md section 2.3: beyond it the DFA falls out of memory
constexpr std::int64_t kPatternMemory = 16 << 20;
constexpr std::int64_t kSetMemory = 192 << 20;

RE2::Options options_with(std::int64_t memory) {
  RE2::Options options(RE2::Quiet);
  options.set_max_mem(memory);
  return options;
}

// Where the atom that starts at `at` ends: a class, an escape or one character. Groups are walked
// by the caller. `unicode` is set when the atom names a Unicode class, as \\p{L} or [\\pL-].
std::size_t end_of_atom(std::string_view source, std::size_t at, bool& unicode) {
  if (source[at] == '\\') {
    const bool is_class =
        at + 1 < source.size() && (source[at + 1] == 'p' || source[at + 1] == 'P');
    unicode = unicode || is_class;
    if (is_class && at + 2 < source.size() && source[at + 2] == '{')
      return std::min(source.find('}', at), source.size() - 1) + 1;
    return std::min(at + (is_class ? 3 : 2), source.size());
  }
  if (source[at] != '[')
    return at + 1;
  std::size_t i = at + 1;
  if (source.substr(i).starts_with("^"))
    ++i;
  const std::size_t first = i;  // a bracket that closes nothing when it comes first
  while (i < source.size() && (source[i] != ']' || i == first)) {
    // [[:alpha:]] holds a bracket of its own; ASCII, it is no Unicode class.
    if (source.substr(i).starts_with("[:"))
      i = std::min(source.find(":]", i), source.size() - 2) + 2;
    else
      i = source[i] == '\\' ? end_of_atom(source, i, unicode) : i + 1;
  }
  return std::min(i + 1, source.size());
}

// Whether {m,n} stands after a Unicode class, or after a group that holds one. The compiled form
// of such a class has hundreds of instructions, and each count copies it.
bool counts_unicode_class(std::string_view source) {
  std::vector<bool> open = {false};  // per open group: holds a Unicode class
  for (std::size_t i = 0; i < source.size();) {
    bool unicode = false;
    if (source[i] == '(') {
      open.push_back(false);
      ++i;
      continue;
    }
    if (source[i] == ')' && open.size() > 1) {
      unicode = open.back();
      open.pop_back();
      ++i;
    } else {
      i = end_of_atom(source, i, unicode);
    }
    if (unicode && i < source.size() && source[i] == '{')
      return true;
    open.back() = open.back() || unicode;
  }
  return false;
}

[[noreturn]] void throw_too_many_patterns() {
  throw Error(
      ErrorKind::pack, "rules",
      {"les motifs de ce paquet dépassent la mémoire accordée à RE2 ; retirez ou simplifiez "
       "des motifs",
       "the patterns of this pack exceed the memory given to RE2; remove or simplify some"});
}

}  // namespace

struct Pattern::Impl {
  Impl(const std::string& source, const RE2::Options& options) : regex(source, options) {}
  RE2 regex;
};

Pattern::Pattern(const std::string& source, const std::string& place)
    : impl_(std::make_unique<Impl>(source, options_with(kPatternMemory))) {
  if (!impl_->regex.ok())
    throw Error(ErrorKind::pack, place,
                {"motif refusé par RE2 : " + impl_->regex.error(),
                 "pattern refused by RE2: " + impl_->regex.error()});
  if (counts_unicode_class(source))
    throw Error(
        ErrorKind::pack, place,
        {"classe Unicode (\\p) sous un compteur {m,n} ; écrivez [A-Za-zÀ-ÿ], ou + au lieu du "
         "compteur",
         "Unicode class (\\p) under a counted repeat {m,n}; write [A-Za-zÀ-ÿ], or + instead "
         "of the count"});
  if (impl_->regex.ProgramSize() >= kMaxProgramSize)
    throw Error(
        ErrorKind::pack, place,
        {"motif trop lourd pour RE2 (2 000 instructions ou plus) ; évitez un grand compteur "
         "sur une grande classe",
         "pattern too heavy for RE2 (2,000 instructions or more); avoid a large count of a large "
         "class"});
}

Pattern::~Pattern() = default;
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;

const std::string& Pattern::source() const {
  return impl_->regex.pattern();
}

bool Pattern::matches_whole(std::string_view text) const {
  return RE2::FullMatch(re2::StringPiece(text.data(), text.size()), impl_->regex);
}

bool Pattern::matches_part(std::string_view text) const {
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), impl_->regex);
}

std::string_view Pattern::find(std::string_view text, std::size_t from, std::size_t& end) const {
  const re2::StringPiece input(text.data(), text.size());
  re2::StringPiece found[2];
  const int groups = impl_->regex.NumberOfCapturingGroups() > 0 ? 2 : 1;
  if (!impl_->regex.Match(input, from, text.size(), RE2::UNANCHORED, found, groups))
    return {};
  end = static_cast<std::size_t>(found[0].data() - text.data()) + found[0].size();
  const re2::StringPiece& chosen = groups == 2 && found[1].data() != nullptr ? found[1] : found[0];
  return {chosen.data(), chosen.size()};
}

int Pattern::program_size() const {
  return impl_->regex.ProgramSize();
}

struct PatternSet::Impl {
  explicit Impl(RE2::Anchor anchor) : set(options_with(kSetMemory), anchor) {}
  RE2::Set set;
  std::size_t count = 0;
};

PatternSet::PatternSet(const std::vector<std::string>& sources, Anchor anchor)
    : impl_(std::make_unique<Impl>(anchor == Anchor::whole ? RE2::ANCHOR_BOTH : RE2::UNANCHORED)) {
  std::string message;
  for (const std::string& source : sources)
    if (impl_->set.Add(source, &message) < 0)
      throw Error(ErrorKind::pack, source,
                  {"motif refusé par RE2 : " + message, "pattern refused by RE2: " + message});
  impl_->count = sources.size();
  if (impl_->count > 0 && !impl_->set.Compile())
    throw_too_many_patterns();
}

PatternSet::~PatternSet() = default;
PatternSet::PatternSet(PatternSet&&) noexcept = default;
PatternSet& PatternSet::operator=(PatternSet&&) noexcept = default;

void PatternSet::match(std::string_view text, std::vector<int>& matches) const {
  matches.clear();
  if (impl_->count == 0)
    return;
  RE2::Set::ErrorInfo error = {RE2::Set::kNoError};
  // Out of memory, RE2 answers "no match": silence would be read as absence.
  if (!impl_->set.Match(re2::StringPiece(text.data(), text.size()), &matches, &error) &&
      error.kind != RE2::Set::kNoError)
    throw_too_many_patterns();
  std::sort(matches.begin(), matches.end());
}

bool PatternSet::empty() const {
  return impl_->count == 0;
}

}  // namespace aval
