#include "rules/pattern_group.h"

#include <algorithm>

#include "rules/pattern_syntax.h"

namespace aval {

PatternGroup::PatternGroup(const std::vector<std::string>& sources, PatternSet::Anchor anchor,
                           std::size_t max_bytes)
    : anchor_(anchor), max_bytes_(max_bytes) {
  PatternProgram program;
  std::vector<std::string> others;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const auto tree = parse_pattern(sources[i]);
    if (tree && add_pattern(*tree, program)) {
      read_.push_back(static_cast<int>(i));
    } else {
      left_.push_back(static_cast<int>(i));
      others.push_back(sources[i]);
    }
  }
  find_byte_classes(program);
  program_ = std::make_shared<const PatternProgram>(std::move(program));
  if (!others.empty())
    others_ = std::make_unique<PatternSet>(others, anchor);
}

std::unique_ptr<PatternAutomaton> PatternGroup::borrow() const {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      auto automaton = std::move(idle_.back());
      idle_.pop_back();
      return automaton;
    }
  }
  return std::make_unique<PatternAutomaton>(program_, anchor_, max_bytes_);
}

void PatternGroup::give_back(std::unique_ptr<PatternAutomaton> automaton) const {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(automaton));
}

void PatternGroup::match(PatternAutomaton& automaton, std::string_view text,
                         std::vector<int>& matches) const {
  automaton.match(text, matches);
  for (int& match : matches)
    match = read_[static_cast<std::size_t>(match)];
  if (others_ == nullptr)
    return;
  std::vector<int> more;
  others_->match(text, more);
  for (const int match : more)
    matches.push_back(left_[static_cast<std::size_t>(match)]);
  std::sort(matches.begin(), matches.end());
}

}  // namespace aval
