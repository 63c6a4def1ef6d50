#include "audit/scan/row_measures.h"

#include <string>

#include "audit/scan/measure_list.h"

namespace aval {
namespace {

// Below, a label does not follow from its code (98 % of rows, a choice of the project).
bool nearly_holds(const Dependency& dependency) {
  return dependency.rows > 0 && dependency.exceptions * 50 <= dependency.rows;
}

}  // namespace

std::vector<QualityMeasure> measure_rows(const RowAnswers& answers, const RowQuestions& questions) {
  std::vector<QualityMeasure> measures;
  MeasureList list(measures, std::nullopt);
  const RowRuleReport& rules = answers.rules;
  if (!rules.rules.empty())
    list.share("rules", rules.rows - rules.broken, rules.rows);
  const RequiredCount& required = answers.required;
  if (!questions.required.empty()) {
    list.share("completeness_required", required.filled, required.rows * questions.required.size());
    list.share("complete_rows", required.complete, required.rows);
  }
  for (const Dependency& dependency : answers.dependencies) {
    if (dependency.untold)
      list.untold("dependencies");
    else if (nearly_holds(dependency))
      list.share("dependencies", dependency.exceptions, dependency.rows);
    else
      continue;
    list.last().columns = {dependency.pair.code, dependency.pair.label};
  }
  for (const ExpectedCount& expected : answers.expected) {
    if (expected.is_untold())
      list.untold("expected_coverage");
    else
      list.share("expected_coverage", expected.present(), expected.of());
    list.last().columns = {expected.column()};
  }
  return measures;
}

std::vector<QualityFinding> find_row_faults(const RowAnswers& answers) {
  std::vector<QualityFinding> faults;
  for (const RowRuleCount& count : answers.rules.rules)
    if (count.broken > 0)
      faults.push_back({std::string(code_of(count.rule.kind)), count.rule.second, count.broken});
  for (const Dependency& dependency : answers.dependencies)
    if (!dependency.untold && nearly_holds(dependency) && dependency.exceptions > 0)
      faults.push_back({"label.differs", dependency.pair.label, dependency.exceptions});
  return faults;
}

}  // namespace aval
