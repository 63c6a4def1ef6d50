#include "audit/workspace/publish_series.h"

#include <algorithm>
#include <map>
#include <set>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"

namespace aval {
namespace {

std::string label_of_column(const Json& column) {
  return column.value("label", column.at("name").get<std::string>());
}

// Column -> "type (nature)" of its findings, sorted.
Json findings_by_column(const Json& table) {
  std::map<std::string, std::set<std::string>> found;
  for (const Json& column : table.at("columns"))
    found[label_of_column(column)];
  for (const Json& finding : table.at("findings"))
    for (const Json& index : finding.at("columns"))
      for (const Json& column : table.at("columns"))
        if (column.at("index") == index)
          found[label_of_column(column)].insert(finding.at("type").get<std::string>() + " (" +
                                                finding.at("gdpr").get<std::string>() + ")");
  return found;
}

std::string joined(const Json& list) {
  return join(list.get<std::vector<std::string>>(), ", ");
}

void compare_columns(const Json& before, const Json& after, std::vector<SeriesChange>& changes) {
  for (const auto& [column, types] : after.items()) {
    const auto known = before.find(column);
    if (known == before.end())
      changes.push_back({"column_added", column, "", joined(types)});
    else if (*known != types)
      changes.push_back({"findings", column, joined(*known), joined(types)});
  }
  for (const auto& [column, types] : before.items())
    if (!after.contains(column))
      changes.push_back({"column_gone", column, joined(types), ""});
}

void compare_word(const Json& before, const Json& after, const char* what,
                  std::vector<SeriesChange>& changes) {
  if (before != after)
    changes.push_back({what, "", before.is_string() ? before.get<std::string>() : before.dump(),
                       after.is_string() ? after.get<std::string>() : after.dump()});
}

// A measure matters only where it crosses its threshold.
bool holds(const Json& measure, const Json& threshold) {
  return measure.is_null() || threshold.is_null() || measure >= threshold;
}

void compare_threshold(const Json& decided, const Json& now, const std::string& name,
                       std::vector<SeriesChange>& changes) {
  const Json& before = decided.at("measures").at(name);
  const Json& after = now.at("measures").at(name);
  const bool held = holds(before.at("value"), before.at("threshold"));
  const bool still = holds(after.at("value"), after.at("threshold"));
  if (before.at("threshold") != after.at("threshold") || held != still ||
      before.at("value").is_null() != after.at("value").is_null())
    changes.push_back({"threshold", name, before.at("value").dump(), after.at("value").dump()});
}

Json measure(const Json& dataset, const char* fact, const Json& threshold) {
  return {{"value", dataset.value(fact, Json())}, {"threshold", threshold}};
}

// Which tables a file has is told by their number: weekly files change names.
Json tables_of(const Json& scan) {
  Json tables = Json::array();
  for (const Json& table : scan.at("source").at("tables"))
    tables.push_back({{"grain", table.at("grain")}, {"columns", findings_by_column(table)}});
  return tables;
}

}  // namespace

Json series_profile(const Json& sheet, const Json& scan, const Json& facts) {
  const Json dataset = facts.at("datasets").at(0);
  const Json profile =
      sheet.value("profile", Json()).is_object() ? sheet.at("profile") : Json::object();
  return {{"schema", "aval.publication-profile/1"},
          {"recognised_schema", sheet.value("recognised_schema", Json())},
          {"schema_valid", sheet.value("schema_valid", Json())},
          {"rules", scan.at("rules")},
          {"tables", tables_of(scan)},
          {"measures",
           {{"k", measure(dataset.at("scan"), "k_min", profile.value("k", Json()))},
            {"smallest_cell",
             measure(dataset, "smallest_cell", profile.value("cells_min", Json(11)))}}}};
}

std::vector<SeriesChange> compare_profiles(const Json& decided, const Json& now) {
  std::vector<SeriesChange> changes;
  compare_word(decided.at("recognised_schema"), now.at("recognised_schema"), "schema", changes);
  compare_word(decided.at("schema_valid"), now.at("schema_valid"), "schema_valid", changes);
  compare_word(decided.at("rules").value("version", Json()),
               now.at("rules").value("version", Json()), "rules", changes);
  if (decided.contains("policies") && now.contains("policies") &&
      decided.at("policies") != now.at("policies"))
    changes.push_back({"policies", "", decided.at("policies").value("version", std::string()),
                       now.at("policies").value("version", std::string())});
  const Json& before = decided.at("tables");
  const Json& after = now.at("tables");
  if (before.size() != after.size())
    changes.push_back({"tables", "", std::to_string(before.size()), std::to_string(after.size())});
  for (std::size_t i = 0; i < std::min(before.size(), after.size()); ++i) {
    compare_word(before[i].at("grain"), after[i].at("grain"), "grain", changes);
    compare_columns(before[i].at("columns"), after[i].at("columns"), changes);
  }
  for (const char* name : {"k", "smallest_cell"})
    compare_threshold(decided, now, name, changes);
  return changes;
}

std::vector<std::string> columns_to_read(const std::vector<SeriesChange>& changes) {
  std::vector<std::string> columns;
  for (const SeriesChange& change : changes)
    if (change.what == "column_added" || (change.what == "findings" && !change.after.empty()))
      columns.push_back(change.column);
  return columns;
}

}  // namespace aval
