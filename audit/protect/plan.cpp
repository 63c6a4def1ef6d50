#include "audit/protect/plan.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "audit/base/crypto.h"
#include "audit/base/embedded.h"
#include "audit/base/text.h"
#include "audit/protect/plan_refusals.h"

namespace aval {

const EmbeddedFolder& embedded_protect();

namespace {

constexpr std::array kOperations = {Operation::keep,      Operation::suppress,   Operation::hmac,
                                    Operation::siv,       Operation::ff1,        Operation::vault,
                                    Operation::dateshift, Operation::generalize, Operation::round,
                                    Operation::bucket,    Operation::topcode,    Operation::mask,
                                    Operation::noise};

Unfit unfit_of(const Json& json, Operation operation) {
  const bool takes_text =
      operation == Operation::hmac || operation == Operation::siv || operation == Operation::vault;
  const std::string word = json.value("unfit", takes_text ? "text" : "stop");
  return word == "text" ? Unfit::text : word == "suppress" ? Unfit::suppress : Unfit::stop;
}

Operation operation_of(const std::string& name) {
  return *std::find_if(kOperations.begin(), kOperations.end(),
                       [&](Operation operation) { return name_of(operation) == name; });
}

PlannedColumn column_of(const Json& json) {
  PlannedColumn column;
  column.column = json.at("column").get<std::string>();
  column.operation = operation_of(json.at("operator").get<std::string>());
  column.field_class = json.value("class", "");
  const std::string form = json.value("form", column.field_class);
  column.form = find_field_form(form).value_or(FieldForm::text);
  column.unfit = unfit_of(json, column.operation);
  column.token_for_missing = json.value("null", "keep") == "token";
  column.bits = json.value("bits", 128U);
  column.vault = json.value("vault", "");
  column.subject = json.value("subject", "");
  column.days = json.value("days", 0);
  column.hierarchy = json.value("hierarchy", "");
  column.level = json.value("level", "");
  column.to = json.value("to", "");
  column.bounds = json.value("bounds", std::vector<std::string>());
  column.above = json.value("above", "");
  column.below = json.value("below", "");
  column.keep_start = json.value("keep_start", 0U);
  column.keep_end = json.value("keep_end", 0U);
  column.scale = json.value("scale", "");
  column.step = json.value("step", "1");
  column.keep_column = json.value("keep_column", false);
  return column;
}

}  // namespace

std::string_view name_of(Operation operation) {
  constexpr std::array<std::string_view, kOperations.size()> kNames = {
      "keep",       "suppress", "hmac",   "siv",     "ff1",  "vault", "dateshift",
      "generalize", "round",    "bucket", "topcode", "mask", "noise"};
  return kNames[static_cast<std::size_t>(operation)];
}

bool makes_tokens(Operation operation) {
  return operation == Operation::hmac || operation == Operation::siv ||
         operation == Operation::ff1 || operation == Operation::vault;
}

bool needs_key(Operation operation) {
  return makes_tokens(operation) || operation == Operation::dateshift ||
         operation == Operation::noise;
}

std::string plan_schema() {
  return std::string(embedded_content(embedded_protect(), "plan.schema.json"));
}

Plan parse_plan(const Json& document, const std::string& path) {
  throw_if_any(ErrorKind::input, path, doctrine_refusals(document, path));
  throw_if_any(ErrorKind::input, path,
               check_json(document, parse_json(plan_schema(), "plan.schema.json"), path));
  Plan plan;
  plan.path = path;
  plan.domain = document.at("domain").get<std::string>();
  plan.sha256 = sha256_hex(canonical_json(document));
  for (const Json& column : document.at("columns"))
    plan.columns.push_back(column_of(column));
  throw_if_any(ErrorKind::input, path, plan_problems(plan));
  return plan;
}

Plan load_plan(const std::string& path) {
  return parse_plan(load_json(path), path);
}

const PlannedColumn* find_planned(const Plan& plan, std::string_view column) {
  for (const PlannedColumn& planned : plan.columns)
    if (planned.column == column)
      return &planned;
  return nullptr;
}

}  // namespace aval
