#include "audit/scan/explanation.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "audit/scan/candidate.h"
#include "audit/scan/detect.h"
#include "audit/scan/grain.h"
#include "audit/scan/judgement.h"
#include "audit/scan/text_findings.h"
#include "rules/header_words.h"

namespace aval {
namespace {

constexpr std::pair<CellTrait, const char*> kTraits[] = {
    {CellTrait::integer, "integer"},
    {CellTrait::decimal, "decimal"},
    {CellTrait::date, "date"},
    {CellTrait::alphabetic, "alphabetic"},
    {CellTrait::has_digit, "has_digit"},
    {CellTrait::one_word, "one_word"},
    {CellTrait::few_words, "few_words"},
    {CellTrait::sentence, "sentence"},
    {CellTrait::first_name, "first_name"},
    {CellTrait::last_name, "last_name"},
    {CellTrait::full_name, "full_name"},
    {CellTrait::place_word, "place_word"},
    {CellTrait::mailbox_person, "mailbox_person"},
    {CellTrait::mailbox_role, "mailbox_role"},
    {CellTrait::mailbox_free, "mailbox_free"},
    {CellTrait::mailbox_other, "mailbox_other"},
    {CellTrait::sex_value, "sex_value"},
    {CellTrait::age_range, "age_range"},
    {CellTrait::year, "year"},
    {CellTrait::birth_plausible, "birth_plausible"},
    {CellTrait::boolean_word, "boolean_word"}};

// Rarely more are of use, and the last ones never spoke.
constexpr std::size_t kShapes = 8;
constexpr std::size_t kOtherHeaders = 2;

std::vector<ValueShape> shapes_of_values(const SampleShares& shares) {
  std::vector<ValueShape> shapes;
  for (const auto& [trait, name] : kTraits) {
    const double count = shares.share(trait) * static_cast<double>(shares.values);
    if (count >= 0.5)
      shapes.push_back({name, static_cast<std::uint64_t>(std::llround(count))});
  }
  std::stable_sort(shapes.begin(), shapes.end(),
                   [](const ValueShape& a, const ValueShape& b) { return a.values > b.values; });
  if (shapes.size() > kShapes)
    shapes.resize(kShapes);
  return shapes;
}

// A profile whose values say nothing; how many there are stays.
ColumnProfile without_values(const ColumnProfile& profile) {
  ColumnProfile silent;
  silent.filled = profile.filled;
  silent.missing = profile.missing;
  silent.distinct = profile.distinct;
  silent.first_records = profile.first_records;
  return silent;
}

// The answer for one column when the table is as `changed` gives it.
ColumnScan judge_again(const ReadTable& changed, std::size_t column) {
  const TableScan scan =
      find_personal_data(changed.profile, changed.info, changed.stats, changed.pack);
  return scan.columns.at(column);
}

TableInfo with_header(const ReadTable& table, std::size_t column, const std::string& header) {
  TableInfo info = table.info;
  if (info.columns.size() <= column)
    info.columns.resize(column + 1);
  // Names in doubt were not read: they stay so.
  if (info.dialect.header_doubtful)
    for (TableColumn& other : info.columns)
      other.name.clear();
  info.columns[column].name = header;
  info.dialect.header_doubtful = false;
  return info;
}

ColumnScan judge_with_header(const ReadTable& table, std::size_t column,
                             const std::string& header) {
  const TableInfo info = with_header(table, column, header);
  return judge_again({table.profile, info, table.stats, table.pack}, column);
}

ColumnScan judge_without_values(const ReadTable& table, std::size_t column) {
  TableProfile profile = table.profile;
  profile.columns[column] = without_values(profile.columns[column]);
  return judge_again({profile, table.info, table.stats, table.pack}, column);
}

// As if the table had this column only: neither neighbours nor a grain that they make.
ColumnScan judge_alone(const ReadTable& table, std::size_t column) {
  TableProfile profile;
  profile.rows = table.profile.rows;
  profile.columns = {table.profile.columns[column]};
  TableInfo info = table.info;
  info.name.clear();
  info.columns.clear();
  if (column < table.info.columns.size())
    info.columns = {table.info.columns[column]};
  return judge_again({profile, info, table.stats, table.pack}, 0);
}

WhatIf what_if(const Explanation& explanation, std::string change, std::string detail,
               const ColumnScan& then) {
  return {std::move(change),
          std::move(detail),
          then.type,
          then.gdpr,
          then.confidence,
          then.type != explanation.column.type || then.gdpr != explanation.column.gdpr};
}

// A header that says this type, from the rules' own examples.
std::string header_for(ColumnType type, const RulePack& pack) {
  const std::size_t rule = default_rule_of(pack, type);
  if (rule != kNoRule && !pack.rules[rule].examples_headers_match.empty())
    return pack.rules[rule].examples_headers_match.front();
  for (const Rule& other : pack.rules)
    if (other.type == type && !other.examples_headers_match.empty())
      return other.examples_headers_match.front();
  return {};
}

// Types whose headers are tried: those considered and not chosen; without any, one that would turn
// the answer: an organisation for a personal column, a surname for another.
std::vector<ColumnType> other_types(const Explanation& explanation) {
  std::vector<ColumnType> types;
  for (const WeighedCandidate& candidate : explanation.candidates)
    if (candidate.type != explanation.column.type && candidate.type != ColumnType::none)
      types.push_back(candidate.type);
  if (types.empty())
    types.push_back(is_personal(explanation.column.gdpr) ? ColumnType::organisation_name
                                                         : ColumnType::last_name);
  return types;
}

void add_header_changes(Explanation& out, const ReadTable& table) {
  const std::size_t column = out.column.index;
  if (out.header_read)
    out.what_if.push_back(
        what_if(out, "no_header", "", judge_with_header(table, column, std::string())));
  std::size_t tried = 0;
  for (const ColumnType type : other_types(out)) {
    const std::string header = header_for(type, table.pack);
    if (header.empty() || tried == kOtherHeaders)
      continue;
    ++tried;
    out.what_if.push_back(
        what_if(out, "other_header", header, judge_with_header(table, column, header)));
  }
}

// What the rows are judged to be, with the points of each reading; the grain is that of the answer.
GrainJudgement judged_grain(const ReadTable& table, Grain grain) {
  static const TableColumn kUnnamed;
  std::vector<ColumnView> views;
  for (std::size_t c = 0; c < table.profile.columns.size(); ++c) {
    const TableColumn& column = c < table.info.columns.size() ? table.info.columns[c] : kUnnamed;
    views.push_back(view_column(column, table.info.dialect.header_doubtful,
                                table.profile.columns[c], table.pack));
    views.back().index = c;
  }
  GrainJudgement judged = judge_grain(views, table.profile.rows, table.info.name, table.pack.words);
  judged.grain = grain;
  return judged;
}

// The same rows read as of another grain: no point speaks for any reading.
GrainJudgement plain_grain(Grain grain) {
  GrainJudgement judged;
  judged.grain = grain;
  return judged;
}

void add_grain_changes(Explanation& out, const ReadTable& table, const ColumnView& view) {
  for (const Grain grain : {Grain::person, Grain::count, Grain::thing, Grain::organisation}) {
    if (grain == out.grain || (grain == Grain::person && out.grain == Grain::event_of_person))
      continue;
    const ColumnDecision decision = decide_column(view, plain_grain(grain), table.pack);
    ColumnScan then;
    then.type = decision.type;
    then.gdpr = decision.gdpr;
    then.confidence = decision.confidence;
    out.what_if.push_back(what_if(out, "grain", std::string(name_of(grain)), then));
  }
}

const WhatIf* find_change(const Explanation& explanation, std::string_view change) {
  for (const WhatIf& entry : explanation.what_if)
    if (entry.change == change)
      return &entry;
  return nullptr;
}

// `own`: what the column says before its neighbours are asked.
DecidingStep step_of(const Explanation& explanation, const ColumnDecision& own,
                     const ColumnDecision& without_grain) {
  const ColumnScan& answer = explanation.column;
  if (own.type != answer.type || own.gdpr != answer.gdpr)
    return DecidingStep::neighbours;
  if (is_told_by_text(answer))
    return DecidingStep::text;
  if (without_grain.type != answer.type && explanation.grain != Grain::unknown)
    return DecidingStep::grain;
  if (answer.type == ColumnType::none)
    return DecidingStep::nothing;
  const WhatIf* no_header = find_change(explanation, "no_header");
  const WhatIf* no_values = find_change(explanation, "no_values");
  const bool by_values = no_header == nullptr || no_header->type == answer.type;
  const bool by_header = no_values != nullptr && no_values->type == answer.type;
  if (by_values && by_header)
    return DecidingStep::either;
  if (by_values)
    return DecidingStep::values;
  return by_header ? DecidingStep::header : DecidingStep::together;
}

// Each candidate judged as if it were the only one: how the grain of the table changes its weight.
std::vector<WeighedCandidate> weighed(const ColumnView& view, const GrainJudgement& judged,
                                      const RulePack& pack, ColumnType chosen) {
  std::vector<WeighedCandidate> out;
  for (const Candidate& candidate : view.candidates) {
    ColumnProfile without_text = *view.profile;  // sentences are another step
    without_text.sentences = 0;
    without_text.text_cells.clear();
    without_text.short_text_cells.clear();
    without_text.label_cells.clear();
    ColumnView single = view;
    single.profile = &without_text;
    single.shares = shares_of(without_text);
    single.candidates = {candidate};
    const ColumnDecision decision = decide_column(single, judged, pack);
    const bool accepted = decision.type == candidate.type && candidate.type != ColumnType::none;
    out.push_back({candidate.type, candidate.header, candidate.values, candidate.contradicted,
                   accepted ? decision.confidence : 0, candidate.type == chosen,
                   candidate.evidence});
  }
  return out;
}

void describe(Explanation& out, const ReadTable& table, const ColumnView& view,
              const GrainJudgement& judged) {
  const ColumnProfile& profile = table.profile.columns[out.column.index];
  out.header_read = !view.tokens.empty();
  out.words = view.tokens;
  out.missing = profile.missing;
  out.sentences = profile.sentences;
  out.looked_at = view.shares.values;
  out.shapes = shapes_of_values(view.shares);
  out.candidates = weighed(view, judged, table.pack, out.column.type);
}

}  // namespace

std::string_view name_of(DecidingStep step) {
  switch (step) {
    case DecidingStep::nothing:
      return "nothing";
    case DecidingStep::header:
      return "header";
    case DecidingStep::values:
      return "values";
    case DecidingStep::either:
      return "either";
    case DecidingStep::together:
      return "together";
    case DecidingStep::grain:
      return "grain";
    case DecidingStep::text:
      return "text";
    case DecidingStep::neighbours:
      return "neighbours";
  }
  return "nothing";
}

Explanation explain_column(const ReadTable& table, std::size_t column) {
  static const TableColumn kUnnamed;
  const TableScan scan = find_personal_data(table.profile, table.info, table.stats, table.pack);
  Explanation out;
  out.table = scan.name;
  out.rows = scan.rows;
  out.grain = scan.grain;
  out.column = scan.columns.at(column);
  out.label = display_name(scan, column);
  const TableColumn& header =
      column < table.info.columns.size() ? table.info.columns[column] : kUnnamed;
  ColumnView view = view_column(header, table.info.dialect.header_doubtful,
                                table.profile.columns[column], table.pack);
  view.index = column;
  const GrainJudgement judged = judged_grain(table, out.grain);
  describe(out, table, view, judged);
  add_header_changes(out, table);
  out.what_if.push_back(what_if(out, "no_values", "", judge_without_values(table, column)));
  out.what_if.push_back(what_if(out, "alone", "", judge_alone(table, column)));
  add_grain_changes(out, table, view);
  out.step = step_of(out, decide_column(view, judged, table.pack),
                     decide_column(view, plain_grain(Grain::unknown), table.pack));
  return out;
}

}  // namespace aval
