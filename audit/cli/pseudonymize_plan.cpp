// A plan proposed from a scan, and which columns of several plans join.
#include <iostream>

#include <nlohmann/json.hpp>

#include "audit/base/json.h"
#include "audit/base/terminal.h"
#include "audit/base/text.h"
#include "audit/cli/pseudonymize.h"
#include "audit/scan/detect.h"
#include "audit/table/read_codes.h"
#include "audit/workspace/text_table.h"

namespace aval {
namespace {

OrderedJson token(const char* operation, const char* field_class, const char* form) {
  OrderedJson out = {{"operator", operation}, {"class", field_class}};
  if (std::string(form) != field_class)
    out["form"] = form;
  return out;
}

OrderedJson generalized(const char* hierarchy, const char* level) {
  return {{"operator", "generalize"},
          {"hierarchy", hierarchy},
          {"level", level},
          {"unfit", "suppress"}};
}

// The careful choice for a column; a person may loosen it.
OrderedJson proposal_for(const ColumnScan& column) {
  switch (column.type) {
    case ColumnType::nir:
      return token("hmac", "nir", "nir");
    case ColumnType::phone:
      return token("hmac", "phone", "phone");
    case ColumnType::email_personal:
      return token("hmac", "email", "email");
    case ColumnType::iban:
      return token("hmac", "iban", "iban");
    case ColumnType::tax_id:
      return token("hmac", "tax_id", "identifier");
    case ColumnType::staff_id:
      return token("hmac", "staff_id", "identifier");
    case ColumnType::student_id:
      return token("hmac", "student_id", "identifier");
    case ColumnType::health_professional_id:
      return token("hmac", "health_professional_id", "identifier");
    case ColumnType::other_person_id:
      return token("hmac", "person_id", "identifier");
    case ColumnType::vehicle_plate:
      return token("hmac", "vehicle_plate", "identifier");
    case ColumnType::birth_date:
      return generalized("date", "year");
    case ColumnType::age:
      return generalized("age", "5");
    default:
      return {{"operator", is_personal(column.gdpr) && column.gdpr != Gdpr::quasi &&
                                   column.gdpr != Gdpr::special && column.gdpr != Gdpr::criminal
                               ? "suppress"
                               : "keep"}};
  }
}

Text note_for(const ColumnScan& column) {
  const Text type = label_of(column.type);
  if (!is_personal(column.gdpr))
    return {"rien de personnel trouvé", "nothing personal found"};
  const Text gdpr = label_of(column.gdpr);
  return {type.fr + " (" + gdpr.fr + ")", type.en + " (" + gdpr.en + ")"};
}

OrderedJson planned_json(const TableScan& scan, const ColumnScan& column, Language language) {
  std::size_t twins = 0;
  for (const ColumnScan& other : scan.columns)
    twins += other.name == column.name ? 1U : 0U;
  const bool by_number = column.name.empty() || column.name_doubtful || twins > 1;
  OrderedJson out = {{"column", by_number ? "#" + std::to_string(column.index + 1) : column.name}};
  OrderedJson proposal =
      is_personal(column.gdpr) ? proposal_for(column) : OrderedJson{{"operator", "keep"}};
  out.update(proposal);
  out["note"] = note_for(column).in(language);
  return out;
}

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

void propose_plan(const PseudonymizeOptions& options, CommandContext& context) {
  const RulePack pack = load_requested_rules(options.request.rules_folder);
  const Source source = open_source(options.source, source_options(options.request, pack));
  TableReader& reader = choose_table(source, options.request.table);
  const TableScan scan = scan_table(reader, pack, profile_options(options.request));
  OrderedJson columns = OrderedJson::array();
  for (const ColumnScan& column : scan.columns)
    columns.push_back(planned_json(scan, column, context.language));
  const OrderedJson plan = {
      {"schema", "aval.plan/1"},
      {"domain", options.domain.empty() ? "domaine" : options.domain},
      {"note", Text{"Proposé par aval d'après un examen ; à relire par une personne. Les colonnes "
                    "gardées peuvent ensemble retrouver quelqu'un : aval scan montre le risque.",
                    "Proposed by aval from a scan; to be read by a person. The columns that are "
                    "kept may together find someone: aval scan shows the risk."}
                   .in(context.language)},
      {"columns", columns}};
  write_output(options.output,
               plan.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n");
  context.exit_code = is_incomplete(scan.stats) ? kExitIncomplete : kExitDone;
}

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
