// The last word on a column: its candidates weighed with what a row is, then its neighbours.
#pragma once

#include "audit/scan/candidate.h"
#include "audit/scan/grain.h"

namespace aval {

struct ColumnDecision {
  ColumnType type = ColumnType::none;
  Gdpr gdpr = Gdpr::none;
  double confidence = 0;
  std::vector<Evidence> evidence;
};

ColumnDecision decide_column(const ColumnView& view, const GrainJudgement& judged,
                             const RulePack& pack);

}  // namespace aval
