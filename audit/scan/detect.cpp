#include "audit/scan/detect.h"

#include <algorithm>
#include <optional>
#include <unordered_set>

#include "audit/base/text.h"
#include "audit/scan/candidate.h"
#include "audit/scan/column_groups.h"
#include "audit/scan/deceased.h"
#include "audit/scan/declared.h"
#include "audit/scan/findings.h"
#include "audit/scan/grain.h"
#include "audit/scan/hashed.h"
#include "audit/scan/judgement.h"
#include "audit/scan/neighbours.h"
#include "audit/scan/outside_text.h"
#include "audit/scan/quality.h"
#include "audit/scan/secrets.h"
#include "audit/table/declared_column.h"

namespace aval {
namespace {

// A person who comes back on many rows: rows are events of persons.
Grain refine_grain(Grain grain, const std::vector<ColumnView>& views, std::uint64_t rows) {
  if (grain != Grain::person || rows < 20)
    return grain;
  for (const ColumnView& view : views) {
    const Candidate* best = view.best();
    if (best == nullptr || best->score() < 0.5)
      continue;
    const bool identity = best->type == ColumnType::nir || best->type == ColumnType::last_name ||
                          best->type == ColumnType::person_name ||
                          best->type == ColumnType::email_personal;
    if (identity && view.profile->distinct.estimate() * 10 >= view.profile->filled * 5)
      return Grain::person;
    if (best->type == ColumnType::other_person_id && best->header >= 0.5 &&
        view.profile->distinct.estimate() * 10 < view.profile->filled * 7)
      return Grain::event_of_person;
  }
  return grain;
}

ColumnScan scan_column(const ColumnView& view, const TableColumn& column,
                       const GrainJudgement& grain, const RulePack& pack) {
  ColumnScan scan;
  scan.index = view.index;
  scan.name = column.name;
  scan.filled = view.profile->filled;
  scan.distinct = view.profile->distinct.estimate();
  scan.distinct_exact = view.profile->distinct.is_exact();
  const ColumnDecision decision = decide_column(view, grain, pack);
  scan.type = decision.type;
  scan.gdpr = decision.gdpr;
  scan.confidence = decision.confidence;
  scan.evidence = decision.evidence;
  return scan;
}

// `has_rows`: the profile is of cells, not of a schema.
std::vector<ColumnView> view_columns(const TableProfile& profile, const TableInfo& info,
                                     const RulePack& pack, bool has_rows) {
  static const TableColumn kUnnamed;
  std::vector<ColumnView> views;
  const bool judges_values =
      !has_rows && std::any_of(info.columns.begin(), info.columns.end(), [](const auto& column) {
        return !column.examples.empty() || !column.enumeration.empty();
      });
  std::optional<CellJudge> judge;
  if (judges_values)
    judge.emplace(pack, compiled_patterns(pack));
  const DeclaredReading reading{pack, has_rows, judge ? &*judge : nullptr};
  for (std::size_t c = 0; c < profile.columns.size(); ++c) {
    const TableColumn& column = c < info.columns.size() ? info.columns[c] : kUnnamed;
    views.push_back(view_column(column, info.dialect.header_doubtful, profile.columns[c], pack));
    views.back().index = c;
    add_declared_evidence(views.back(), column, reading);
  }
  return views;
}

// How finely the columns of positions tell them.
void tell_positions(TableScan& table, const std::vector<ColumnView>& views) {
  static const TableColumn kUnnamed;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    ColumnScan& column = table.columns[c];
    const TableColumn& declared =
        column.index < table.info.columns.size() ? table.info.columns[column.index] : kUnnamed;
    if (column.type == ColumnType::geo_place || column.type == ColumnType::geo_precise ||
        declared_kind(declared.declared_type) == DeclaredKind::geometry)
      column.position = ground_precision(*views[c].profile, declared);
  }
}

}  // namespace

TableScan find_personal_data(const TableProfile& profile, const TableInfo& info,
                             const ReadStats& stats, const RulePack& pack) {
  TableScan table;
  table.name = info.name;
  table.rows = profile.rows;
  table.info = info;
  table.stats = stats;
  const bool schema = is_schema_only(info, stats);
  const TableProfile imagined = schema ? imagine_profile(info) : TableProfile();
  std::vector<ColumnView> views = view_columns(schema ? imagined : profile, info, pack, !schema);
  GrainJudgement grain = schema ? judge_schema_grain(views, info.name, pack)
                                : judge_grain(views, profile.rows, info.name, pack.words);
  grain.grain = refine_grain(grain.grain, views, profile.rows);
  table.grain = grain.grain;
  static const TableColumn kUnnamed;
  for (const ColumnView& view : views) {
    const TableColumn& column =
        view.index < info.columns.size() ? info.columns[view.index] : kUnnamed;
    table.columns.push_back(scan_column(view, column, grain, pack));
    table.columns.back().name_doubtful = info.dialect.header_doubtful;
  }
  tell_positions(table, views);
  judge_together(table, views, grain, pack);
  judge_groups(table, views, profile, pack);
  tell_positions(table, views);
  release_the_dead(table, views, profile);
  judge_hidden(table, views, pack);
  find_secrets(table, views, pack);
  table.quality = quality_of(profile, table, views, pack);
  table.findings = findings_of(table, views, pack);
  if (auto outside = find_in_outside_text(table, pack))
    table.findings.push_back(std::move(*outside));
  if (schema)
    forget_rows(table);
  return table;
}

TableScan scan_table(TableReader& reader, const RulePack& pack, const ProfileOptions& options) {
  const TableProfile profile = profile_table(reader, pack, options);
  return find_personal_data(profile, reader.info(), reader.stats(), pack);
}

Text display_name(const TableScan& table, std::size_t column) {
  const std::string position = std::to_string(column + 1);
  const bool known = column < table.columns.size();
  if (!known || table.columns[column].name.empty() || table.columns[column].name_doubtful)
    return {"colonne " + position, "column " + position};
  const std::string& name = table.columns[column].name;
  const auto same = std::count_if(table.columns.begin(), table.columns.end(),
                                  [&](const ColumnScan& other) { return other.name == name; });
  if (same > 1)
    return {name + " (colonne " + position + ")", name + " (column " + position + ")"};
  return {name, name};
}

bool counts_as_personal(const ColumnScan& column) {
  return is_personal(column.gdpr) && !column.set_aside;
}

Publication publication_of_nature(Gdpr gdpr) {
  switch (gdpr) {
    case Gdpr::special:
    case Gdpr::criminal:
      return Publication::special;
    case Gdpr::direct:
    case Gdpr::professional:
      return Publication::personal;
    case Gdpr::quasi:
      return Publication::quasi_risk;
    case Gdpr::org:
    case Gdpr::none:
      break;
  }
  return Publication::ok;
}

Publication publication_of(const std::vector<TableScan>& tables) {
  Publication level = Publication::ok;
  for (const TableScan& table : tables) {
    for (const ColumnScan& column : table.columns)
      if ((column.filled > 0 || table.schema_only) && !column.set_aside)
        level = std::max(level, publication_of_nature(column.gdpr));
    for (const Finding& finding : table.findings)
      if (finding.columns.empty() && !finding.suppression)
        level = std::max(level, publication_of_nature(finding.gdpr));
  }
  return level;
}

std::string_view name_of(EvidenceKind kind) {
  switch (kind) {
    case EvidenceKind::header:
      return "header";
    case EvidenceKind::values:
      return "values";
    case EvidenceKind::text:
      return "text";
    case EvidenceKind::declared_type:
      return "declared_type";
    case EvidenceKind::neighbours:
      return "neighbours";
    case EvidenceKind::grain:
      return "grain";
    case EvidenceKind::group:
      return "group";
  }
  return "header";
}

}  // namespace aval
