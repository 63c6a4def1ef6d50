// Columns of a source and of a plan, joined.
#include <algorithm>

#include "audit/base/text.h"
#include "audit/workspace/pseudonymize.h"

namespace aval {
namespace {

std::string number_name(std::size_t column) {
  return "#" + std::to_string(column + 1);
}

const PlannedColumn* planned_for(const Plan& plan, const TableInfo& info, std::size_t column) {
  if (const PlannedColumn* by_number = find_planned(plan, number_name(column)))
    return by_number;
  const std::string& name = info.columns[column].name;
  return name.empty() ? nullptr : find_planned(plan, name);
}

// A header that may be a first record is not repeated.
std::string shown_name(const TableInfo& info, std::size_t column) {
  const std::string& name = info.columns[column].name;
  return name.empty() || info.dialect.header_doubtful ? number_name(column) : name;
}

std::size_t position_of(const Plan& plan, const TableInfo& info, const std::string& name) {
  for (std::size_t c = 0; c < info.columns.size(); ++c)
    if (info.columns[c].name == name || number_name(c) == name)
      return c;
  throw Error(ErrorKind::usage, plan.path,
              format_text({"le plan nomme la colonne « {0} », que cette source n'a pas ; connues : "
                           "aval pseudonymize --propose SOURCE",
                           "the plan names the column '{0}', which this source does not have; "
                           "known: aval pseudonymize --propose SOURCE"},
                          {name}));
}

void refuse_twins(const Plan& plan, const TableInfo& info) {
  for (const PlannedColumn& planned : plan.columns)
    if (std::count_if(info.columns.begin(), info.columns.end(),
                      [&](const TableColumn& column) { return column.name == planned.column; }) > 1)
      throw Error(ErrorKind::usage, plan.path,
                  format_text({"plusieurs colonnes s'appellent « {0} » : nommez-les par position "
                               "(#1, #2...)",
                               "several columns are called '{0}': name them by position (#1, "
                               "#2...)"},
                              {planned.column}));
}

void refuse_unnamed(const Plan& plan, const TableInfo& info,
                    const std::vector<std::size_t>& personal) {
  std::vector<std::string> names;
  for (const std::size_t column : personal)
    if (planned_for(plan, info, column) == nullptr)
      names.push_back(shown_name(info, column));
  if (!names.empty())
    throw Error(ErrorKind::usage, plan.path,
                format_text({"colonnes personnelles que le plan ne nomme pas : {0} ; dites ce "
                             "qu'elles deviennent, « keep » compris. Rien n'a été écrit.",
                             "personal columns that the plan does not name: {0}; say what becomes "
                             "of them, \"keep\" included. Nothing was written."},
                            {join(names, ", ")}));
}

}  // namespace

std::vector<ColumnStep> steps_of(const Plan& plan, const TableInfo& info,
                                 const std::vector<std::size_t>& personal) {
  refuse_twins(plan, info);
  for (const PlannedColumn& planned : plan.columns)
    position_of(plan, info, planned.column);
  refuse_unnamed(plan, info, personal);
  std::vector<ColumnStep> steps;
  for (std::size_t c = 0; c < info.columns.size(); ++c) {
    ColumnStep step;
    step.name = shown_name(info, c);
    if (const PlannedColumn* planned = planned_for(plan, info, c)) {
      step.planned = *planned;
      if (!planned->subject.empty())
        step.subject = position_of(plan, info, planned->subject);
    }
    steps.push_back(std::move(step));
  }
  return steps;
}

}  // namespace aval
