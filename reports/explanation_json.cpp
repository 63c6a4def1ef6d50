#include <cmath>

#include <nlohmann/json.hpp>

#include "audit/base/json.h"
#include "audit/base/text.h"
#include "reports/explanation_report.h"

namespace aval {
namespace {

double hundredths(double value) {
  return std::round(value * 100) / 100;
}

OrderedJson evidence_to_json(const std::vector<Evidence>& list) {
  OrderedJson out = OrderedJson::array();
  for (const Evidence& evidence : list) {
    OrderedJson json{{"by", name_of(evidence.by)}, {"against", evidence.against}};
    if (!evidence.rule.empty())
      json["rule"] = evidence.rule;
    if (!evidence.detail.empty())
      json["detail"] = to_valid_utf8(evidence.detail);
    if (evidence.checked > 0) {
      json["matched"] = evidence.matched;
      json["checked"] = evidence.checked;
      json["chance"] = evidence.chance;
    }
    out.push_back(std::move(json));
  }
  return out;
}

OrderedJson answer_to_json(const Explanation& explanation) {
  const ColumnScan& column = explanation.column;
  return {{"index", column.index},
          {"label", to_valid_utf8(explanation.label.en)},
          {"type", name_of(column.type)},
          {"gdpr", name_of(column.gdpr)},
          {"confidence", hundredths(column.confidence)},
          {"evidence", evidence_to_json(column.evidence)}};
}

OrderedJson profile_to_json(const Explanation& explanation) {
  OrderedJson shapes = OrderedJson::object();
  for (const ValueShape& shape : explanation.shapes)
    shapes[shape.trait] = shape.values;
  OrderedJson words = OrderedJson::array();
  for (const std::string& word : explanation.words)
    words.push_back(to_valid_utf8(word));
  return {{"filled", explanation.column.filled},
          {"missing", explanation.missing},
          {"distinct", explanation.column.distinct},
          {"distinct_exact", explanation.column.distinct_exact},
          {"sentences", explanation.sentences},
          {"looked_at", explanation.looked_at},
          {"shapes", shapes},
          {"header_words", words}};
}

OrderedJson candidate_to_json(const WeighedCandidate& candidate) {
  return {{"type", name_of(candidate.type)},
          {"header", hundredths(candidate.header)},
          {"values", hundredths(candidate.values)},
          {"with_grain", hundredths(candidate.with_grain)},
          {"contradicted", candidate.contradicted},
          {"chosen", candidate.chosen},
          {"evidence", evidence_to_json(candidate.evidence)}};
}

OrderedJson what_if_to_json(const WhatIf& change) {
  OrderedJson json{{"change", change.change}};
  if (!change.detail.empty())
    json["detail"] = to_valid_utf8(change.detail);
  json["type"] = name_of(change.type);
  json["gdpr"] = name_of(change.gdpr);
  json["confidence"] = hundredths(change.confidence);
  json["differs"] = change.differs;
  return json;
}

}  // namespace

std::string render_explanation_json(const Explanation& explanation) {
  OrderedJson json{{"schema", "aval.explanation/1"},
                   {"table", to_valid_utf8(explanation.table)},
                   {"rows", explanation.rows},
                   {"grain", name_of(explanation.grain)},
                   {"column", answer_to_json(explanation)},
                   {"profile", profile_to_json(explanation)},
                   {"step", name_of(explanation.step)},
                   {"candidates", OrderedJson::array()},
                   {"what_if", OrderedJson::array()}};
  for (const WeighedCandidate& candidate : explanation.candidates)
    json["candidates"].push_back(candidate_to_json(candidate));
  for (const WhatIf& change : explanation.what_if)
    json["what_if"].push_back(what_if_to_json(change));
  return json.dump(1, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

}  // namespace aval
