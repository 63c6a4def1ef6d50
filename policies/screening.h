// Is a DPIA needed? What the nine WP248 criteria answer, what the scans and the dossier suggest for
// each, which items of the CNIL lists may apply, and what rules DP-01 and DP-02 conclude. A
// suggestion is never an answer: it names what a person should look at.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "policies/decide.h"

namespace aval {

struct CriterionAnswer {
  std::string id;  // "sensitive_data"
  Text label;
  Text help;
  std::optional<bool> answer;     // nothing: not answered
  std::vector<Text> suggestions;  // what points to it, in words
};

struct ListItem {
  int item = 0;  // number in the deliberation
  Text label;
  Text conditions;                    // of an exemption; empty for the required list
  std::vector<std::string> examples;  // in French, as the CNIL gives them
  std::vector<std::string> because;   // words of the dossier or types of columns that point to it
  bool recorded = false;              // the dossier names this item
};

struct Screening {
  std::string usecase;
  std::vector<CriterionAnswer> criteria;  // nine
  std::vector<ListItem> required;         // items that may apply, and those the dossier names
  std::vector<ListItem> exempt;           // idem; the list is to confirm
  std::size_t met = 0;                    // criteria answered yes
  PolicyOutcome dp01;                     // at gate G3
  PolicyOutcome dp02;
  std::vector<NotCovered> not_covered;  // activities whose own rules on DPIAs are not examined
};

// `facts` as collect_facts makes them for gate G3: items are looked for in title, purposes and
// policy of the use case, and in names, purposes and data subjects of its activities. Throws
// Error(pack) when it has no screening or lacks DP-01 or DP-02.
[[nodiscard]] Screening screen_dpia(const PolicyPack& pack, const Json& facts);

std::string render_screening_json(const Screening& screening, Language language);
std::string render_screening_text(const PolicyPack& pack, const Screening& screening,
                                  Language language);

}  // namespace aval
