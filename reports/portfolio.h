// The use cases of an authority beside each other: impact, feasibility, time to first result, and
// what blocks several of them.
//
// Method, written down so that every number can be told from its inputs:
//  impact       the highest importance (1 to 5) that the dossier gives to an impact with an
//               indicator and a target; unknown when there is none;
//  feasibility  1 to 5 by the share of the rules of gate G3 that hold, among those that apply and
//               that this version examines: under 20 % 1, under 40 % 2, under 60 % 3, under 80 % 4;
//  delay        5 up to 3 months to the first result, 4 up to 6, 3 up to 9, 2 up to 12, 1 beyond;
//  score        their sum, 3 to 15; equal scores: shorter time first, then identifier.
// A use case with an unfavourable opinion at the gate it stands at is never ranked among the
// others, whatever its numbers (governance G.1, principle 7); one that lacks a number is not ranked
// either and says which. The scales are house practice; no text fixes them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "policies/decide.h"
#include "reports/paper.h"
#include "reports/record_refs.h"

namespace aval {

struct PortfolioEntry {
  RecordRef ref;  // of the use case
  std::string title;
  std::string priority;  // title of the priority policy or the policy named; may be empty
  std::string gate;      // where it stands
  Verdict verdict = Verdict::incomplete;  // at that gate
  std::optional<int> impact;              // 1 to 5
  std::string impact_indicator;           // the indicator of that impact
  std::size_t rules_met = 0;              // at G3
  std::size_t rules_applying = 0;         // at G3, examined by this version
  std::optional<int> months;              // to the first result
  std::vector<std::string> blocking;      // rules that block at the gate where it stands
  std::vector<std::string> lacking;       // rules that lack an answer there
};

// A rule that stands against several use cases, or lacks answers in several.
struct CommonBlocker {
  std::string policy;
  PolicyResult result = PolicyResult::block;  // block or missing
  std::vector<std::string> usecases;          // ids
};

struct Portfolio {
  std::string date;
  std::string organisation;                  // name; may be empty
  std::vector<PortfolioEntry> ranked;        // best first
  std::vector<PortfolioEntry> unfavourable;  // by id
  std::vector<PortfolioEntry> unranked;      // a number is missing; by id
  std::vector<CommonBlocker> blockers;       // in two use cases or more: blocks first, most first
};

// 1 to 5; nothing when its inputs are missing.
std::optional<int> feasibility_of(const PortfolioEntry& entry);
std::optional<int> delay_of(const PortfolioEntry& entry);
std::optional<int> score_of(const PortfolioEntry& entry);

// From the document and its decisions at the gate where it stands and at G3.
PortfolioEntry portfolio_entry(const Json& usecase, const Decision& current,
                               const Decision& deployment);

Portfolio rank_portfolio(std::vector<PortfolioEntry> entries);

Paper portfolio_paper(const Portfolio& portfolio, const PolicyPack& policies);
std::string portfolio_json(const Portfolio& portfolio, const PolicyPack& policies,
                           Language language);  // aval.portfolio/1

// Impact against feasibility: points numbered by their row in the table of all use cases.
Scatter portfolio_plot(const Portfolio& portfolio);

}  // namespace aval
