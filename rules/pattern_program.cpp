#include "rules/pattern_program.h"

#include <algorithm>
#include <map>
#include <string>

#include "audit/base/utf8.h"

namespace aval {
namespace {

constexpr std::uint32_t kLastCodePoint = 0x10FFFF;

struct ByteRange {
  unsigned char first = 0;
  unsigned char last = 0;
};

// The bytes of one or more characters, place by place.
using ByteSequence = std::vector<ByteRange>;

// Bytes of a code point as the rule of RFC 3629 writes them, surrogates included: RE2 does not
// leave them out of classes.
std::string bytes_of(std::uint32_t c) {
  const auto byte = [](std::uint32_t value) { return static_cast<char>(value); };
  if (c < 0x80)
    return {byte(c)};
  if (c < 0x800)
    return {byte(0xC0 | c >> 6), byte(0x80 | (c & 0x3F))};
  if (c < 0x10000)
    return {byte(0xE0 | c >> 12), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F))};
  return {byte(0xF0 | c >> 18), byte(0x80 | (c >> 12 & 0x3F)), byte(0x80 | (c >> 6 & 0x3F)),
          byte(0x80 | (c & 0x3F))};
}

// Splits a range of code points until first and last have the same bytes but for whole trailing
// ranges.
void add_sequences(std::uint32_t first, std::uint32_t last, std::vector<ByteSequence>& sequences) {
  for (const std::uint32_t limit : {0x7FU, 0x7FFU, 0xFFFFU})
    if (first <= limit && last > limit) {
      add_sequences(first, limit, sequences);
      add_sequences(limit + 1, last, sequences);
      return;
    }
  if (last >= 0x80)
    for (int places = 1; places < 4; ++places) {
      const std::uint32_t tail = (1U << (6 * places)) - 1;
      if ((first & ~tail) == (last & ~tail))
        continue;
      if ((first & tail) != 0) {
        add_sequences(first, first | tail, sequences);
        add_sequences((first | tail) + 1, last, sequences);
        return;
      }
      if ((last & tail) != tail) {
        add_sequences(first, (last & ~tail) - 1, sequences);
        add_sequences(last & ~tail, last, sequences);
        return;
      }
    }
  const std::string low = bytes_of(first), high = bytes_of(last);
  ByteSequence sequence;
  for (std::size_t i = 0; i < low.size(); ++i)
    sequence.push_back({static_cast<unsigned char>(low[i]), static_cast<unsigned char>(high[i])});
  sequences.push_back(std::move(sequence));
}

std::vector<ByteSequence> sequences_of(const std::vector<CodePointRange>& characters) {
  std::vector<ByteSequence> sequences;
  for (const CodePointRange& range : characters) {
    if (range.first <= 0x80 && range.last == kLastCodePoint) {
      // RE2 takes this most frequent range loosely, overlong forms included.
      if (range.first < 0x80)
        add_sequences(range.first, 0x7F, sequences);
      const ByteRange tail = {0x80, 0xBF};
      sequences.insert(sequences.end(),
                       {ByteSequence{{0xC2, 0xDF}, tail}, ByteSequence{{0xE0, 0xEF}, tail, tail},
                        ByteSequence{{0xF0, 0xF4}, tail, tail, tail}});
      continue;
    }
    add_sequences(range.first, range.last, sequences);
  }
  return sequences;
}

void add_bytes(ByteSet& set, const ByteRange& range) {
  for (unsigned byte = range.first; byte <= range.last; ++byte)
    set[byte >> 6] |= 1ULL << (byte & 63U);
}

struct TooLarge {};

// Steps are added from the end of a pattern to its start, so that each knows the next.
class Compiler {
 public:
  explicit Compiler(PatternProgram& program) : program_(program), first_(program.steps.size()) {
    for (std::size_t i = 0; i < program.sets.size(); ++i)
      set_places_[program.sets[i]] = static_cast<std::uint32_t>(i);
  }

  std::uint32_t add(ProgramStep step) {
    if (program_.steps.size() - first_ >= kMostSteps)
      throw TooLarge();
    program_.steps.push_back(step);
    return static_cast<std::uint32_t>(program_.steps.size() - 1);
  }

  // The first step of what takes `node` and goes on at `next`.
  std::uint32_t compile(const PatternNode& node, std::uint32_t next) {
    switch (node.kind) {
      case PatternNode::Kind::characters:
        return compile_characters(node, next);
      case PatternNode::Kind::sequence:
        for (std::size_t i = node.parts.size(); i-- > 0;)
          next = compile(node.parts[i], next);
        return next;
      case PatternNode::Kind::alternatives: {
        std::uint32_t start = compile(node.parts.back(), next);
        for (std::size_t i = node.parts.size() - 1; i-- > 0;)
          start = add_split(compile(node.parts[i], next), start);
        return start;
      }
      case PatternNode::Kind::repeat:
        return compile_repeat(node, next);
      case PatternNode::Kind::border: {
        ProgramStep step;
        step.kind = ProgramStep::Kind::border;
        step.border = node.border;
        step.next = next;
        return add(step);
      }
    }
    return next;
  }

 private:
  std::uint32_t add_split(std::uint32_t next, std::uint32_t other) {
    ProgramStep step;
    step.kind = ProgramStep::Kind::split;
    step.next = next;
    step.other = other;
    return add(step);
  }

  std::uint32_t add_step(const ByteSet& set, std::uint32_t next) {
    const auto [place, is_new] =
        set_places_.try_emplace(set, static_cast<std::uint32_t>(program_.sets.size()));
    if (is_new)
      program_.sets.push_back(set);
    ProgramStep step;
    step.kind = ProgramStep::Kind::bytes;
    step.value = place->second;
    step.next = next;
    return add(step);
  }

  // One step for all single bytes, one for each lead and what may follow it.
  std::uint32_t compile_characters(const PatternNode& node, std::uint32_t next) {
    if (node.characters.empty() || node.characters.back().last < 0x80) {
      ByteSet set{};
      for (const CodePointRange& range : node.characters)
        add_bytes(
            set, {static_cast<unsigned char>(range.first), static_cast<unsigned char>(range.last)});
      return add_step(set, next);
    }
    std::map<std::string, ByteSet> leads;  // by what follows
    std::map<std::string, ByteSequence> tails;
    for (const ByteSequence& sequence : sequences_of(node.characters)) {
      std::string tail;
      for (std::size_t i = 1; i < sequence.size(); ++i)
        tail.append({static_cast<char>(sequence[i].first), static_cast<char>(sequence[i].last)});
      add_bytes(leads[tail], sequence[0]);
      tails[tail] = ByteSequence(sequence.begin() + 1, sequence.end());
    }
    std::uint32_t start = 0;
    bool is_first = true;
    for (const auto& [key, lead] : leads) {
      std::uint32_t step = next;
      const ByteSequence& tail = tails[key];
      for (std::size_t i = tail.size(); i-- > 0;) {
        ByteSet set{};
        add_bytes(set, tail[i]);
        step = add_step(set, step);
      }
      step = add_step(lead, step);
      start = is_first ? step : add_split(step, start);
      is_first = false;
    }
    return start;
  }

  std::uint32_t compile_repeat(const PatternNode& node, std::uint32_t next) {
    const PatternNode& part = node.parts.front();
    if (node.most == PatternNode::kUnbounded) {
      const std::uint32_t loop = add_split(0, next);
      const std::uint32_t body = compile(part, loop);
      program_.steps[loop].next = body;
      next = loop;
    } else {
      const std::uint32_t end = next;
      for (int i = node.least; i < node.most; ++i)
        next = add_split(compile(part, next), end);
    }
    for (int i = 0; i < node.least; ++i)
      next = compile(part, next);
    return next;
  }

  PatternProgram& program_;
  std::size_t first_;
  std::map<ByteSet, std::uint32_t> set_places_;
};

}  // namespace

bool is_word_byte(unsigned byte) {
  return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= 'a' && byte <= 'z') || byte == '_';
}

bool add_pattern(const PatternNode& node, PatternProgram& program) {
  const std::size_t steps = program.steps.size();
  try {
    Compiler compiler(program);
    ProgramStep match;
    match.value = static_cast<std::uint32_t>(program.starts.size());
    program.starts.push_back(compiler.compile(node, compiler.add(match)));
    return true;
  } catch (const TooLarge&) {
    program.steps.resize(steps);
    return false;
  }
}

void find_byte_classes(PatternProgram& program) {
  std::map<std::string, std::uint8_t> classes;
  for (unsigned byte = 0; byte < 256; ++byte) {
    std::string column(1, is_word_byte(byte) ? '1' : '0');
    for (const ByteSet& set : program.sets)
      column.push_back(holds_byte(set, byte) ? '1' : '0');
    const auto [place, is_new] =
        classes.try_emplace(column, static_cast<std::uint8_t>(classes.size()));
    if (is_new)
      program.byte_of_class.push_back(static_cast<std::uint8_t>(byte));
    program.class_of[byte] = place->second;
  }
}

}  // namespace aval
