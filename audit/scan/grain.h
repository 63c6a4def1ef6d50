// What a row is. It decides the rest: the same headers are personal in a list of persons and clean
// in a table of counts.
#pragma once

#include <string>
#include <vector>

#include "audit/scan/candidate.h"

namespace aval {

inline bool about_persons(Grain grain) {
  return grain == Grain::person || grain == Grain::event_of_person;
}

struct GrainJudgement {
  Grain grain = Grain::unknown;
  double person = 0;  // points for each reading, for the evidence
  double count = 0;
  double thing = 0;
  double organisation = 0;
  bool names_people = false;  // headers of a first name and of a surname: people, whatever the row
};

// `rows`: rows of the table; `name`: its name (a file name says "agents", "eleves", "arbres").
GrainJudgement judge_grain(const std::vector<ColumnView>& columns, std::uint64_t rows,
                           const std::string& name, const WordLists& words);

}  // namespace aval
