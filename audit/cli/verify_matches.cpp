#include "audit/cli/verify_matches.h"

#include <numeric>

#include <nlohmann/json.hpp>

#include "audit/base/json.h"
#include "audit/base/text.h"
#include "audit/table/archive.h"
#include "audit/table/source.h"

namespace aval {
namespace {

// "fr.nir fr.siren?": the rules that take the cell whole, "?" when the validator refuses it, "+"
// with a zero before it; then those that hit inside it, after a bar.
std::vector<std::string> rules_of(const CellVerdict& verdict, const RulePack& pack) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < verdict.rule_count; ++i) {
    const RuleCell& cell = verdict.rules[i];
    names.push_back(pack.rules[cell.rule].id + (cell.valid ? "" : "?") +
                    (cell.repaired ? "+" : ""));
  }
  for (std::size_t i = 0; i < verdict.text_count; ++i)
    names.push_back("|" + pack.rules[verdict.texts[i].rule].id);
  return names;
}

}  // namespace

std::vector<TableMatchCheck> verify_matches(const ScanRequest& request, const RulePack& pack) {
  std::vector<TableMatchCheck> checks;
  std::vector<std::string> not_audited;
  ProfileOptions profile = profile_options(request);
  profile.verify_matches = true;
  SourceOptions options = source_options(request, pack);
  options.shelf = std::make_shared<ArchiveShelf>();
  for (const std::string& uri : expand_sources(request.sources, not_audited)) {
    const Source source = open_source(uri, options);
    for (const auto& reader : source.tables)
      if (request.table.empty() || reader->info().name == request.table)
        checks.push_back({source.info.uri, reader->info().name,
                          profile_table(*reader, pack, profile).match_check});
  }
  return checks;
}

std::uint64_t count_differences(const std::vector<TableMatchCheck>& checks) {
  return std::accumulate(checks.begin(), checks.end(), std::uint64_t{0},
                         [](std::uint64_t sum, const TableMatchCheck& table) {
                           return sum + table.check.differences;
                         });
}

std::string match_checks_in_words(const std::vector<TableMatchCheck>& checks, const RulePack& pack,
                                  Language language) {
  std::string words;
  for (const TableMatchCheck& table : checks) {
    words += format_text({"{0}, table {1} : {2} cellules comparées à RE2, {3} différence(s)\n",
                          "{0}, table {1}: {2} cells compared with RE2, {3} difference(s)\n"},
                         {table.uri, table.table, std::to_string(table.check.cells),
                          std::to_string(table.check.differences)})
                 .in(language);
    for (const MatchDifference& difference : table.check.first)
      words +=
          format_text({"  ligne {0}, colonne {1} : scan [{2}], RE2 [{3}]\n",
                       "  row {0}, column {1}: scan [{2}], RE2 [{3}]\n"},
                      {std::to_string(difference.record), std::to_string(difference.column + 1),
                       join(rules_of(difference.told, pack), " "),
                       join(rules_of(difference.expected, pack), " ")})
              .in(language);
  }
  return words;
}

std::string match_checks_as_json(const std::vector<TableMatchCheck>& checks, const RulePack& pack) {
  Json tables = Json::array();
  for (const TableMatchCheck& table : checks) {
    Json first = Json::array();
    for (const MatchDifference& difference : table.check.first)
      first.push_back({{"row", difference.record},
                       {"column", difference.column},
                       {"scan", rules_of(difference.told, pack)},
                       {"re2", rules_of(difference.expected, pack)}});
    tables.push_back({{"uri", table.uri},
                      {"name", table.table},
                      {"cells", table.check.cells},
                      {"differences", table.check.differences},
                      {"first", std::move(first)}});
  }
  return canonical_json({{"schema", "aval.match-check/1"}, {"tables", std::move(tables)}}) + "\n";
}

}  // namespace aval
