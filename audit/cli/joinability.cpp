// Which columns of several plans join, and why others do not.
#include <iostream>

#include <nlohmann/json.hpp>

#include "audit/base/json.h"
#include "audit/base/terminal.h"
#include "audit/base/text.h"
#include "audit/cli/pseudonymize.h"
#include "audit/protect/plan.h"
#include "audit/workspace/text_table.h"

namespace aval {
namespace {

// A column of a plan, as others see it.
struct Joinable {
  std::string plan;
  std::string domain;
  const PlannedColumn* column = nullptr;
};

Text why_apart(const Joinable& left, const Joinable& right) {
  if (left.domain != right.domain)
    return {"domaines différents : deux finalités ne se joignent pas",
            "different domains: two purposes do not join"};
  const PlannedColumn& a = *left.column;
  const PlannedColumn& b = *right.column;
  if (a.field_class != b.field_class)
    return {"classes différentes", "different classes"};
  if (a.form != b.form)
    return {"formes différentes de la même classe : à mettre d'accord",
            "different forms of the same class: make them agree"};
  if (a.operation != b.operation)
    return {"opérations différentes", "different operations"};
  if (a.operation == Operation::hmac && a.bits / 8 != b.bits / 8)
    return {"longueurs différentes", "different lengths"};
  if (a.operation == Operation::vault && a.vault != b.vault)
    return {"tables de jetons différentes", "different tables of tokens"};
  return {};
}

std::vector<Joinable> joinable_columns(const std::vector<Plan>& plans) {
  std::vector<Joinable> out;
  for (const Plan& plan : plans)
    for (const PlannedColumn& column : plan.columns)
      if (makes_tokens(column.operation))
        out.push_back({plan.path.substr(plan.path.find_last_of('/') + 1), plan.domain, &column});
  return out;
}

std::string joinability_text(const std::vector<Joinable>& columns, Language language) {
  std::vector<std::vector<std::string>> rows = {{"#"}};
  std::string list;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    rows.front().push_back(std::to_string(i + 1));
    list += std::to_string(i + 1) + "  " + escape_terminal(columns[i].plan, false) + " : " +
            escape_terminal(columns[i].column->column, false) + " (" + columns[i].domain + "/" +
            columns[i].column->field_class + ", " +
            std::string(name_of(columns[i].column->operation)) + ")\n";
  }
  std::string reasons;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    std::vector<std::string> row = {std::to_string(i + 1)};
    for (std::size_t j = 0; j < columns.size(); ++j) {
      const Text why = why_apart(columns[i], columns[j]);
      row.push_back(i == j ? "." : why.fr.empty() ? "=" : "-");
      if (i < j && !why.fr.empty())
        reasons +=
            std::to_string(i + 1) + " - " + std::to_string(j + 1) + " : " + why.in(language) + "\n";
    }
    rows.push_back(std::move(row));
  }
  return list + "\n" + render_text_table(rows) + "\n" + reasons +
         Text{"« = » : les jetons se joignent, à la même époque de la clé.\n",
              "'=': the tokens join, under the same epoch of the key.\n"}
             .in(language);
}

OrderedJson joinability_json(const std::vector<Joinable>& columns) {
  OrderedJson pairs = OrderedJson::array();
  const auto named = [](const Joinable& one) {
    return OrderedJson{{"plan", one.plan}, {"column", one.column->column}};
  };
  for (std::size_t i = 0; i < columns.size(); ++i)
    for (std::size_t j = i + 1; j < columns.size(); ++j) {
      const Text why = why_apart(columns[i], columns[j]);
      pairs.push_back({{"left", named(columns[i])},
                       {"right", named(columns[j])},
                       {"joins", why.fr.empty()},
                       {"why_not", why.en}});
    }
  return {{"schema", "aval.joinability/1"}, {"pairs", pairs}};
}

}  // namespace

void show_joinability(const PseudonymizeOptions& options, CommandContext& context) {
  std::vector<Plan> plans;
  for (const std::string& path : options.plans)
    plans.push_back(load_plan(path));
  const std::vector<Joinable> columns = joinable_columns(plans);
  write_output(options.output, options.format == "json"
                                   ? joinability_json(columns).dump(2) + "\n"
                                   : joinability_text(columns, context.language));
}

}  // namespace aval
