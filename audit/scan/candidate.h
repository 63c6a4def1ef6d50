// What a column could be: one candidate a type, with what speaks for and against it, before the
// rows are understood.
#pragma once

#include <string>
#include <vector>

#include "audit/scan/table_profile.h"
#include "audit/scan/table_scan.h"
#include "rules/rule_pack.h"

namespace aval {

struct Candidate {
  ColumnType type = ColumnType::none;
  std::size_t rule = 0;       // index into the pack's rules; kNoRule for type none
  double header = 0;          // 0 none, 0.3 weak, 0.6 strong
  bool general = false;       // the header names anything ("nom"): only persons have such names
  double values = 0;          // 0 to 0.8: how far the values exceed chance
  bool contradicted = false;  // the values cannot be of that type
  bool on_any_row = false;    // means the same whatever a row is: a password
  std::vector<Evidence> evidence;

  double score() const { return contradicted ? 0 : header + values; }
};

inline constexpr std::size_t kNoRule = static_cast<std::size_t>(-1);

// A column as the judgement sees it.
struct ColumnView {
  std::size_t index = 0;
  std::vector<std::string> tokens;  // of its header, empty when there is none or it is doubtful
  const ColumnProfile* profile = nullptr;
  SampleShares shares;
  std::vector<Candidate> candidates;  // best first

  const Candidate* best() const { return candidates.empty() ? nullptr : &candidates.front(); }
  const Candidate* find(ColumnType type) const;
};

// Whether a word of the header is on that list.
bool header_has(const ColumnView& column, const RulePack& pack, WordList list);

// "0_14_ans": the header of a count of people of that age.
bool names_an_age_band(const ColumnView& column);

// Single words, mostly different, without figures: surnames, when first names stand beside them.
bool may_be_surnames(const ColumnView& column);

// All candidates of one column, best score first (ties: order of ColumnType). A strong "none" of
// the header is a candidate too.
ColumnView view_column(const TableColumn& column, bool name_doubtful, const ColumnProfile& profile,
                       const RulePack& pack);

// The rule that stands for a type when the header alone speaks.
std::size_t default_rule_of(const RulePack& pack, ColumnType type);

// The candidate of that type, added when there is none; valid until the next one is added.
Candidate& candidate_for(ColumnView& view, const RulePack& pack, ColumnType type);

}  // namespace aval
