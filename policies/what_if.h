// What would turn a NO-GO: the smallest set of changes to the data and to the information of
// persons after which no rule blocks any more. Pure; nothing is changed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "policies/decide.h"
#include "policies/facts.h"

namespace aval {

// From the mildest to the strongest.
enum class ChangeKind {
  notice,        // persons are told (GDPR art. 13, 14)
  pseudonymize,  // a directly identifying column becomes tokens: personal data still
  generalize,    // a quasi-identifying column says too little to find a person
  drop           // the column is left out
};
std::string_view name_of(ChangeKind kind);
const Text& label_of(ChangeKind kind);

struct PossibleChange {
  ChangeKind kind = ChangeKind::notice;
  std::string subject;    // "dataset:cantine", "activity:cantine"
  std::string table;      // of a column
  std::string column;     // its name in reports
  std::size_t index = 0;  // its place
};

struct ChangeSet {
  std::vector<PossibleChange> changes;
  Verdict verdict = Verdict::incomplete;  // after them
};

struct NoGoChanges {
  Verdict verdict = Verdict::go;            // as things stand; without NO-GO nothing else is filled
  std::vector<ChangeSet> sets;              // the smallest found, mildest first, at most three
  bool smallest = false;                    // no smaller set does it: every one was tried
  std::vector<std::string> still_blocking;  // policies that block even after every change
  std::uint64_t tried = 0;                  // sets whose verdict was computed
};

// `most_tried`: sets of changes, at most; then one set is given that is enough, and may not be the
// smallest.
NoGoChanges find_changes(const PolicyPack& pack, const FactInputs& inputs,
                         std::uint64_t most_tried);

// `aval.what_if/1` (docs/schemas/what-if.schema.json), and the same in words.
std::string render_what_if_json(const NoGoChanges& what_if, const FactInputs& inputs);
std::string render_what_if_text(const PolicyPack& pack, const NoGoChanges& what_if,
                                Language language);

}  // namespace aval
