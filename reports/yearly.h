// The yearly report and action plan of an authority.
#pragma once

#include <string>
#include <vector>

#include "policies/policy.h"
#include "reports/paper.h"
#include "reports/record_refs.h"
#include "reports/reminders.h"

namespace aval {

// A stored document as the report reads it.
struct YearlyRecord {
  RecordRef ref;
  std::string content;  // JSON text
};

struct YearlyInputs {
  std::string year;                      // "2026"
  std::string date;                      // "YYYY-MM-DD": of the report
  std::string organisation;              // JSON text; may be empty
  std::vector<YearlyRecord> activities;  // latest versions
  std::vector<YearlyRecord> usecases;    // latest versions
  std::vector<YearlyRecord> decisions;   // every version of every decision, oldest first
  std::vector<YearlyRecord> priorities;  // latest versions
  std::vector<YearlyRecord> adoptions;   // what persons decided: latest versions
  std::vector<Reminder> reminders;       // until the end of the next year
};

Paper yearly_paper(const YearlyInputs& inputs, const PolicyPack& policies);

}  // namespace aval
