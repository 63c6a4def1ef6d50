#include "rules/pattern_automaton.h"

#include <algorithm>
#include <bit>

#include "audit/base/text.h"

namespace aval {
namespace {

constexpr std::uint32_t kUnknown = 0xFFFFFFFFU;
constexpr std::uint32_t kFound = 0x80000000U;
constexpr std::uint64_t kStateSeed = 0x61766134;
constexpr std::size_t kStateOverhead = 64;  // bytes beside table and steps: State, hash table

}  // namespace

PatternAutomaton::PatternAutomaton(std::shared_ptr<const PatternProgram> program,
                                   PatternSet::Anchor anchor, std::size_t max_bytes)
    : program_(std::move(program)),
      is_part_(anchor == PatternSet::Anchor::part),
      max_bytes_(max_bytes),
      end_class_(program_->byte_of_class.size()),
      width_(end_class_ + 1),
      marks_(program_->steps.size(), 0),
      found_(program_->starts.size() / 64 + 1, 0) {
  for (const std::uint8_t byte : program_->byte_of_class)
    is_word_class_.push_back(is_word_byte(byte));
  is_word_class_.push_back(false);
  start_anew();
}

// Forgets every state but the first two: the dead one at offset 0, and the start.
void PatternAutomaton::start_anew() {
  ++beginnings_;
  table_.clear();
  states_.clear();
  kept_.clear();
  places_.clear();
  Position dead;
  keep(dead);
  Position start;
  start.at_begin = true;
  ++walk_;
  for (const std::uint32_t first : program_->starts)
    follow(first, true, start.steps);
  start_ = keep(start);
}

// Adds the steps that wait for a byte, a border or a match, from `step` on without taking a byte.
void PatternAutomaton::follow(std::uint32_t step, bool at_begin, Steps& steps) {
  pending_.assign(1, step);
  while (!pending_.empty()) {
    const std::uint32_t here = pending_.back();
    pending_.pop_back();
    if (marks_[here] == walk_)
      continue;
    marks_[here] = walk_;
    const ProgramStep& told = program_->steps[here];
    if (told.kind == ProgramStep::Kind::split) {
      pending_.push_back(told.other);
      pending_.push_back(told.next);
    } else if (told.kind != ProgramStep::Kind::border || at_begin ||
               told.border != TextBorder::text_begin) {
      steps.push_back(here);
    }
  }
}

bool PatternAutomaton::holds(TextBorder border, const State& state, std::size_t byte_class) const {
  const bool is_word_border = state.after_word != is_word_class_[byte_class];
  switch (border) {
    case TextBorder::text_begin:
      return state.at_begin;
    case TextBorder::text_end:
      return byte_class == end_class_;
    case TextBorder::word_border:
      return is_word_border;
    case TextBorder::no_word_border:
      return !is_word_border;
  }
  return false;
}

// The steps of a state, and those behind the borders that hold before a byte of that class.
void PatternAutomaton::pass_borders(const State& state, std::size_t byte_class) {
  const auto first = kept_.begin() + state.first;
  waiting_.assign(first, first + state.steps);
  ++walk_;
  for (const std::uint32_t here : waiting_)
    marks_[here] = walk_;
  for (std::size_t i = 0; i < waiting_.size(); ++i) {
    const ProgramStep& told = program_->steps[waiting_[i]];
    if (told.kind == ProgramStep::Kind::border && holds(told.border, state, byte_class))
      follow(told.next, state.at_begin, waiting_);
  }
}

// The entry of the table for that state and class, made now.
std::uint32_t PatternAutomaton::step(std::uint32_t from, std::size_t byte_class) {
  const bool is_end = byte_class == end_class_;
  pass_borders(states_[from / width_], byte_class);
  next_.steps.clear();
  next_.found.clear();
  ++walk_;
  for (const std::uint32_t here : waiting_) {
    const ProgramStep& told = program_->steps[here];
    if (told.kind == ProgramStep::Kind::match && (is_part_ || is_end))
      next_.found.push_back(told.value);
    if (told.kind == ProgramStep::Kind::bytes && !is_end &&
        holds_byte(program_->sets[told.value], program_->byte_of_class[byte_class]))
      follow(told.next, false, next_.steps);
  }
  if (is_part_ && !is_end)
    for (const std::uint32_t first : program_->starts)
      follow(first, false, next_.steps);
  next_.after_word = is_word_class_[byte_class];
  const std::uint64_t beginnings = beginnings_;
  const std::uint32_t entry = keep(next_);
  if (beginnings_ == beginnings)  // else the states were forgotten, `from` among them
    table_[from + byte_class] = entry;
  return entry;
}

std::uint32_t PatternAutomaton::find_kept(std::uint64_t key, const Position& position) const {
  const auto [first, last] = places_.equal_range(key);
  for (auto place = first; place != last; ++place) {
    const State& state = states_[place->second];
    const auto steps = kept_.begin() + state.first;
    const auto found = steps + state.steps;
    if (state.at_begin == position.at_begin && state.after_word == position.after_word &&
        std::equal(steps, found, position.steps.begin(), position.steps.end()) &&
        std::equal(found, found + state.found, position.found.begin(), position.found.end()))
      return place->second;
  }
  return kUnknown;
}

// The entry of that position, which becomes a state when it is a new one.
std::uint32_t PatternAutomaton::keep(Position& position) {
  std::sort(position.steps.begin(), position.steps.end());
  std::sort(position.found.begin(), position.found.end());
  const bool has_borders =
      std::any_of(position.steps.begin(), position.steps.end(), [this](std::uint32_t step) {
        return program_->steps[step].kind == ProgramStep::Kind::border;
      });
  position.after_word = position.after_word && has_borders;
  const auto bytes_of = [](const Steps& steps) {
    return std::string_view(reinterpret_cast<const char*>(steps.data()),
                            steps.size() * sizeof(std::uint32_t));
  };
  const std::uint64_t flags = (position.at_begin ? 2U : 0U) + (position.after_word ? 1U : 0U);
  const std::uint64_t key =
      hash64(bytes_of(position.found), hash64(bytes_of(position.steps), kStateSeed + flags));
  const std::uint32_t above = position.found.empty() ? 0 : kFound;
  if (const std::uint32_t place = find_kept(key, position); place != kUnknown)
    return place * static_cast<std::uint32_t>(width_) | above;
  const std::size_t bytes =
      (table_.size() + kept_.size()) * sizeof(std::uint32_t) + states_.size() * kStateOverhead;
  if (bytes > max_bytes_ && states_.size() > 2)
    start_anew();
  const auto offset = static_cast<std::uint32_t>(table_.size());
  places_.emplace(key, static_cast<std::uint32_t>(states_.size()));
  states_.push_back(
      {static_cast<std::uint32_t>(kept_.size()), static_cast<std::uint32_t>(position.steps.size()),
       static_cast<std::uint32_t>(position.found.size()), position.at_begin, position.after_word});
  kept_.insert(kept_.end(), position.steps.begin(), position.steps.end());
  kept_.insert(kept_.end(), position.found.begin(), position.found.end());
  table_.resize(table_.size() + width_, kUnknown);
  return offset | above;
}

void PatternAutomaton::note_found(std::uint32_t at) {
  const State& state = states_[at / width_];
  const auto first = kept_.begin() + state.first + state.steps;
  std::for_each(first, first + state.found,
                [this](std::uint32_t pattern) { found_[pattern / 64] |= 1ULL << (pattern % 64); });
  has_found_ = true;
}

// The offset behind an entry of the table that is not plain; made when it is not there yet.
std::uint32_t PatternAutomaton::take_entry(std::uint32_t from, std::size_t byte_class) {
  std::uint32_t entry = table_[from + byte_class];
  if (entry == kUnknown)
    entry = step(from, byte_class);
  if ((entry & kFound) != 0)
    note_found(entry & ~kFound);
  return entry & ~kFound;
}

void PatternAutomaton::match(std::string_view text, std::vector<int>& matches) {
  matches.clear();
  has_found_ = false;
  std::uint32_t at = start_;
  for (const char c : text) {
    const std::size_t byte_class = program_->class_of[static_cast<unsigned char>(c)];
    const std::uint32_t entry = table_[at + byte_class];
    at = entry < kFound ? entry : take_entry(at, byte_class);
    if (at == 0)
      return;  // of whole texts: nothing can match any more
  }
  take_entry(at, end_class_);
  if (!has_found_)
    return;
  for (std::size_t word = 0; word < found_.size(); ++word)
    for (; found_[word] != 0; found_[word] &= found_[word] - 1)
      matches.push_back(static_cast<int>(64 * word) + std::countr_zero(found_[word]));
}

}  // namespace aval
