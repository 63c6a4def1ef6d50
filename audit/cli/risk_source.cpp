// What aval risk measures of a source, and of the files that it is compared with.
#include <algorithm>
#include <deque>

#include "audit/base/error.h"
#include "audit/base/spill_file.h"
#include "audit/base/text.h"
#include "audit/cli/reading_options.h"
#include "audit/cli/risk.h"
#include "audit/protect/value_tree.h"
#include "audit/risk/spilled_measures.h"
#include "audit/scan/detect.h"
#include "audit/table/read_codes.h"
#include "audit/table/source.h"
#include "audit/workspace/column_choice.h"
#include "audit/workspace/version.h"

namespace aval {
namespace {

struct ChosenColumns {
  std::vector<std::size_t> quasi;  // positions in the table
  std::vector<std::size_t> sensitive;
  std::vector<std::size_t> amount;  // the amount, then the unit if it was named
  std::vector<Text> direct;
};

RiskColumn named_column(const TableInfo& info, std::size_t index) {
  const std::string number = std::to_string(index + 1);
  const bool named = index < info.columns.size() && !info.columns[index].name.empty() &&
                     !info.dialect.header_doubtful;
  if (!named)
    return {index, "column " + number, {"colonne " + number, "column " + number}};
  const std::string& name = info.columns[index].name;
  return {index, name, {name, name}};
}

void propose_columns(const TableScan& scan, const RiskOptions& options, ChosenColumns& chosen) {
  chosen.quasi = quasi_identifiers_of(scan);
  if (chosen.quasi.empty())
    throw Error(ErrorKind::usage, options.source,
                {"l'examen ne propose aucun quasi-identifiant ; nommez-les : --quasi a,b",
                 "the scan proposes no quasi-identifier; name them: --quasi a,b"});
  if (options.sensitive.empty())
    chosen.sensitive = sensitive_attributes_of(scan);
  for (const ColumnScan& column : scan.columns)
    if (column.gdpr == Gdpr::direct)
      chosen.direct.push_back(display_name(scan, column.index));
}

// What the user named; without quasi-identifiers, what a scan proposes.
ChosenColumns choose_columns(const RiskOptions& options, const RulePack& pack,
                             const TableReader& reader) {
  ChosenColumns chosen;
  const TableInfo info = info_of_whole(reader);
  chosen.quasi = find_named_columns(info, options.quasi, "--quasi");
  chosen.sensitive = find_named_columns(info, options.sensitive, "--sensitive");
  for (const std::string& name : {options.amount, options.unit})
    if (!name.empty())
      chosen.amount.push_back(find_named_column(info, info.columns.size(), name));
  if (options.quasi.empty())
    propose_columns(scan_table(*reader.reopen(), pack, profile_options(options.request)), options,
                    chosen);
  std::erase_if(chosen.sensitive, [&](std::size_t column) {
    return options.sensitive.empty() &&
           std::count(chosen.quasi.begin(), chosen.quasi.end(), column) > 0;
  });
  for (const std::size_t column : chosen.sensitive)
    if (std::count(chosen.quasi.begin(), chosen.quasi.end(), column) > 0)
      throw Error(ErrorKind::usage, "--sensitive",
                  format_text({"la colonne {0} est aussi un quasi-identifiant : choisissez",
                               "column {0} is a quasi-identifier as well: choose one"},
                              {named_column(info, column).name}));
  return chosen;
}

// The tree of each sensitive column, empty where no hierarchy was named.
std::vector<ValueTree> trees_of(const RiskOptions& options, const TableInfo& info,
                                const ChosenColumns& chosen, const CodedTable& table) {
  std::vector<ValueTree> trees(chosen.sensitive.size());
  for (const NamedHierarchy& given : named_hierarchies(options.hierarchies)) {
    const std::size_t column = find_named_column(info, info.columns.size(), given.column);
    const auto at = std::find(chosen.sensitive.begin(), chosen.sensitive.end(), column);
    if (at == chosen.sensitive.end())
      throw Error(ErrorKind::usage, "--hierarchy",
                  format_text({"la colonne « {0} » n'est pas une donnée sensible (--sensitive)",
                               "column '{0}' is not sensitive (--sensitive)"},
                              {given.column}));
    const auto place = static_cast<std::size_t>(at - chosen.sensitive.begin());
    trees[place] = value_tree_of(table.columns[chosen.quasi.size() + place],
                                 levels_of(given.hierarchy), false);
  }
  return trees;
}

MissingRule missing_rule_of(const std::string& name) {
  for (const MissingRule rule : {MissingRule::wildcard, MissingRule::excluded})
    if (name == name_of(rule))
      return rule;
  return MissingRule::own_category;
}

RiskQuestion question_of(const RiskOptions& options, const ChosenColumns& chosen) {
  RiskQuestion question;
  question.missing = missing_rule_of(options.missing);
  question.threshold = options.threshold;
  if (options.population_size > 0)
    question.population_size = options.population_size;
  const std::size_t places = chosen.quasi.size() + chosen.sensitive.size();
  if (!chosen.amount.empty())
    question.amount = places;
  if (chosen.amount.size() > 1)
    question.unit = places + 1;
  question.secrecy = options.secrecy;
  question.suda = options.suda;
  question.sampling_fraction = options.sampling_fraction;
  for (std::size_t i = 0; i < chosen.quasi.size(); ++i)
    question.quasi.push_back(i);
  for (std::size_t i = 0; i < chosen.sensitive.size(); ++i)
    question.sensitive.push_back(chosen.quasi.size() + i);
  return question;
}

// The quasi-identifiers that a second file has too, by name, and its rows.
struct OtherFile {
  LinkedFile file;
  std::vector<std::size_t> quasi;  // places among the quasi-identifiers
  CodedTable table;
};

// How every file of the run is read.
struct Reading {
  const RiskOptions& options;
  const RulePack& pack;
};

OtherFile read_other(const Reading& reading, const std::string& path,
                     const std::vector<RiskColumn>& quasi) {
  const RiskOptions& options = reading.options;
  const Source source = open_source(path, source_options(options.request, reading.pack));
  TableReader& reader = choose_table(source, "");
  const TableInfo info = info_of_whole(reader);
  OtherFile other;
  std::vector<std::size_t> columns;
  for (std::size_t i = 0; i < quasi.size(); ++i)
    if (const auto column = find_column_by_name(info, quasi[i].name)) {
      other.quasi.push_back(i);
      other.file.columns.push_back(quasi[i].name);
      columns.push_back(*column);
    }
  if (columns.empty())
    throw Error(ErrorKind::usage, path,
                {"aucun quasi-identifiant n'y porte le même nom : renommez ses colonnes",
                 "no quasi-identifier has the same name there: rename its columns"});
  other.file.name = path.substr(path.find_last_of('/') + 1);
  other.table = read_coded_table(reader, columns, {options.missing_words});
  other.file.sha256 = source.read_content ? source.read_content().sha256 : source.info.sha256;
  return other;
}

ComparedFile compared(const CodedTable& table, const OtherFile& other) {
  std::vector<std::size_t> places(other.quasi.size());
  for (std::size_t i = 0; i < places.size(); ++i)
    places[i] = i;
  return {{&table, other.quasi}, {&other.table, places}};
}

// Reads the second files into `others`, which must outlive the question.
void ask_of_others(const Reading& reading, const CodedTable& table, std::deque<OtherFile>& others,
                   RiskReport& report) {
  const RiskOptions& options = reading.options;
  if (!options.population.empty()) {
    others.push_back(read_other(reading, options.population, report.quasi));
    if (others.back().quasi.size() < report.quasi.size())
      throw Error(ErrorKind::usage, options.population,
                  {"la population doit avoir tous les quasi-identifiants, sous le même nom",
                   "the population must have every quasi-identifier, under the same name"});
    report.population_name = others.back().file.name;
    report.question.population.emplace(compared(table, others.back()));
  }
  for (const std::string& path : options.linked) {
    others.push_back(read_other(reading, path, report.quasi));
    report.linked.push_back(others.back().file);
    report.question.linked.push_back(compared(table, others.back()));
  }
}

void describe(const Source& source, const TableReader& reader, const ChosenColumns& chosen,
              RiskReport& report) {
  report.tool_version = program_version();
  report.source = source.info.uri.substr(source.info.uri.find_last_of('/') + 1);
  report.sha256 = source.read_content ? source.read_content().sha256 : source.info.sha256;
  report.table = reader.info().name;
  report.skipped_rows = reader.stats().skipped_rows;
  for (const std::size_t column : chosen.quasi)
    report.quasi.push_back(named_column(reader.info(), column));
  for (const std::size_t column : chosen.sensitive)
    report.sensitive.push_back(named_column(reader.info(), column));
  report.direct = chosen.direct;
}

}  // namespace

RiskReport measure_source(const RiskOptions& options, bool& incomplete) {
  const RulePack pack = load_requested_rules(options.request.rules_folder);
  const Source source = open_source(options.source, source_options(options.request, pack));
  TableReader& reader = choose_table(source, options.request.table);
  const ChosenColumns chosen = choose_columns(options, pack, reader);
  std::vector<std::size_t> columns = chosen.quasi;
  columns.insert(columns.end(), chosen.sensitive.begin(), chosen.sensitive.end());
  columns.insert(columns.end(), chosen.amount.begin(), chosen.amount.end());
  const RiskQuestion question = question_of(options, chosen);
  const ReadRows read =
      read_rows_within(reader, columns, {options.missing_words},
                       {question.quasi, memory_limit_of(options.memory, physical_memory() / 2)});
  incomplete = is_incomplete(reader.stats());
  RiskReport report;
  describe(source, reader, chosen, report);
  report.proposed = options.quasi.empty();
  report.missing_words = options.missing_words;
  report.question = question;
  report.question.trees = trees_of(options, info_of_whole(reader), chosen, read.columns());
  if (options.population_size > 0 && options.population_size < read.rows())
    throw Error(ErrorKind::usage, "--population-size",
                {"la population a au moins autant de personnes que le fichier de lignes",
                 "the population has at least as many persons as the file has rows"});
  std::deque<OtherFile> others;
  ask_of_others({options, pack}, read.columns(), others, report);
  report.measures = read.on_disk ? measure_spilled_risk(*read.on_disk, report.question)
                                 : measure_risk(read.table, report.question);
  report.question.population.reset();  // the tables end here
  report.question.linked.clear();
  return report;
}

}  // namespace aval
