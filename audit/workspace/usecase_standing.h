// Where a use case stands: the verdict at each gate computed now, and the gate it is at.
#pragma once

#include <string>
#include <vector>

#include "audit/workspace/workspace.h"
#include "policies/decide.h"
#include "policies/facts.h"
#include "reports/reminders.h"

namespace aval {

struct Standing {
  std::string usecase;  // id
  std::string title;
  std::vector<Decision> decisions;  // G1, G2, G3, then G4 unless nothing is to be published
  std::string gate;  // the first gate that is not favourable (with or without conditions); GR when
                     // all are
  std::vector<Reminder> reminders;  // overdue or within a month
  std::string last_recorded;        // "usecase/G2" of the last recorded opinion; empty: none
};

Standing standing_of(const RegisterStore& store, const PolicyPack& pack, const std::string& usecase,
                     const std::string& today);
// The decisions alone, for many use cases at once: `inputs` as gather_inputs makes them.
Standing standing_at_gates(const PolicyPack& pack, const FactInputs& inputs);

// The decision at the gate the use case is at; at GR the one of the last gate.
const Decision& current_decision(const Standing& standing);

// Every reminder of the workspace due within `days` days.
std::vector<Reminder> reminders_in(const RegisterStore& store, const std::string& today, long days);

std::string standing_as_text(const PolicyPack& pack, const Standing& standing, Language language);
std::string standing_as_json(const PolicyPack& pack, const Standing& standing, Language language);

// Fields of the dossier that answer a missing fact: "dataset.licence" about "dataset:cantine" ->
// "sources.cantine.licence". Empty when the answer stands elsewhere (register, organisation, scan).
std::vector<std::string> fields_of_fact(const MissingFact& fact);

}  // namespace aval
