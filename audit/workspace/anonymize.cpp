#include "audit/workspace/anonymize.h"

#include <algorithm>
#include <chrono>
#include <functional>

#include "audit/base/crypto.h"
#include "audit/base/error.h"
#include "audit/base/text.h"
#include "audit/protect/decimal.h"
#include "audit/protect/value_tree.h"
#include "audit/risk/generalization_check.h"
#include "audit/risk/local_suppression.h"
#include "audit/risk/value_order.h"
#include "audit/scan/detect.h"
#include "audit/table/read_codes.h"
#include "audit/workspace/table_output.h"

namespace aval {
namespace {

// "2%", "0,5 %": of the rows, rounded down; "150": rows.
std::uint64_t rows_to_suppress(const std::string& text, std::uint64_t rows) {
  const bool is_share = text.ends_with('%');
  const auto number =
      parse_decimal(trim(std::string_view(text).substr(0, text.size() - (is_share ? 1 : 0))));
  const double value = number ? to_double(*number) : -1;
  const bool fits =
      is_share ? value >= 0 && value <= 100 : value >= 0 && number->scale == 0 && text[0] != '-';
  if (!fits)
    throw Error(ErrorKind::usage, "--suppress",
                {"donnez une part des lignes (2%) ou un nombre de lignes (150)",
                 "give a share of the rows (2%) or a number of rows (150)"});
  // A hair above, so that 2 % of 50 rows is 1 and not 0.99.
  return is_share ? static_cast<std::uint64_t>(value * static_cast<double>(rows) / 100 + 1e-9)
                  : static_cast<std::uint64_t>(number->units);
}

// t is the hierarchical distance where a hierarchy was named, the ordered one where all values are
// numbers or dates.
SensitiveColumn sensitive_of(const CodedColumn& column, const std::string& hierarchy) {
  SensitiveColumn result;
  const auto values = static_cast<std::uint32_t>(column.values.size());
  result.distinct = values + (column.missing > 0 ? 1 : 0);
  if (!hierarchy.empty())
    result.ground.tree = value_tree_of(column, levels_of(hierarchy), true);
  else if (column.missing == 0)
    result.ground.ranks = find_order(column.values).value_or(std::vector<std::uint32_t>());
  for (const std::uint32_t code : column.codes)
    result.values.push_back(code == kMissingCode ? values : code);
  return result;
}

// Fills `run` with codes, hierarchies and thresholds.
void pose_problem(const CodedTable& table, AnonymizeRun& run) {
  for (std::size_t q = 0; q < run.quasi.size(); ++q) {
    AnonymizedColumn& column = run.columns[run.quasi[q]];
    if (column.hierarchy.empty())
      column.hierarchy = hierarchy_for(name_of(column.type), table.columns[q].values);
    ValueLadder ladder = ladder_of(table.columns[q], levels_of(column.hierarchy));
    run.problem.quasi.push_back(std::move(ladder.column));
    ladder.column = {};
    run.ladders.push_back(std::move(ladder));
  }
  for (std::size_t s = 0; s < run.sensitive.size(); ++s)
    run.problem.sensitive.push_back(
        sensitive_of(table.columns[run.quasi.size() + s], run.columns[run.sensitive[s]].hierarchy));
  ClassThreshold& threshold = run.problem.threshold;
  threshold.k = run.options->k;
  threshold.l = run.options->l;
  if (run.options->t < 1)
    threshold.t = run.options->t;
  if ((threshold.l > 1 || threshold.t) && run.sensitive.empty())
    throw Error(ErrorKind::usage, "--sensitive",
                {"--l et --t portent sur des colonnes sensibles : nommez-les",
                 "--l and --t are about sensitive columns: name them"});
  threshold.suppressed_rows = rows_to_suppress(run.options->suppress, table.rows());
}

CodedTable read_codes_of(const AnonymizeRun& run, const TableReader& reader) {
  std::vector<std::size_t> wanted;
  for (const std::size_t position : run.quasi)
    wanted.push_back(run.columns[position].index);
  for (const std::size_t position : run.sensitive)
    wanted.push_back(run.columns[position].index);
  return read_coded_table(*reader.reopen(), wanted, {});
}

// Which records are written at the node that was found.
void settle_records(AnonymizeRun& run) {
  const NodeClasses classes = NodeChecker(run.problem).classes(run.found.node);
  for (const std::uint32_t c : classes.class_of_record)
    run.kept.push_back(classes.kept[c]);
  run.hidden.assign(run.kept.size(), 0);
}

// The same with single cells wiped out, from that node to finer ones.
void settle_cells(AnonymizeRun& run, const std::function<bool()>& is_over) {
  FoundLocalSuppression local = refine_locally(run.problem, run.found.node, is_over);
  run.found.node = std::move(local.node);
  run.found.proven = false;
  run.found.check.loss = local.cells.loss;
  run.kept = std::move(local.cells.kept);
  run.hidden = std::move(local.cells.hidden);
  run.hidden_cells = local.cells.hidden_cells;
}

void search_levels(AnonymizeRun& run, const StopQuestion& is_stopped) {
  const auto start = std::chrono::steady_clock::now();
  const double limit = run.options->time_limit;
  const auto is_over = [&is_stopped, start, limit] {
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
    return (is_stopped && is_stopped()) || (limit > 0 && spent.count() > limit);
  };
  run.found = search_generalization(run.problem, {is_over, run.options->most_checks});
  if (run.found.found && run.options->method == "local")
    settle_cells(run, is_over);
  else if (run.found.found)
    settle_records(run);
  stop_if_asked(is_stopped, run.options->source);
}

// A new count of what is written; every "*" is alike, whatever it stands for.
void measure_written(AnonymizeRun& run) {
  constexpr std::uint32_t kWiped = kMissingCode;
  std::vector<std::vector<std::uint32_t>> cells(run.quasi.size());
  for (std::size_t q = 0; q < run.quasi.size(); ++q) {
    const QuasiColumn& column = run.problem.quasi[q];
    const std::size_t level = run.found.node[q];
    for (std::size_t record = 0; record < column.values.size(); ++record) {
      const std::uint32_t group = column.levels[level].group_of_value[column.values[record]];
      const bool wiped =
          (run.hidden[record] >> q & 1U) != 0 || run.ladders[q].labels[level][group] == "*";
      cells[q].push_back(wiped ? kWiped : group);
    }
  }
  run.reached = measure_reached(cells, run.problem.sensitive, run.kept);
}

std::string_view cell_to_write(const AnonymizeRun& run, std::size_t q, std::size_t record) {
  if ((run.hidden[record] >> q & 1U) != 0)
    return "*";
  const std::size_t level = run.found.node[q];
  const QuasiColumn& column = run.problem.quasi[q];
  return run.ladders[q].labels[level][column.levels[level].group_of_value[column.values[record]]];
}

// What is written as it stands keeps the type that a Parquet file gave it.
std::vector<ParquetColumn> written_columns(const AnonymizeRun& run, const TableInfo& info) {
  std::vector<ParquetColumn> columns;
  for (const AnonymizedColumn& column : run.columns)
    if (column.role != ColumnRole::dropped)
      columns.push_back({column.name, run.from_parquet && column.role != ColumnRole::quasi &&
                                              column.index < info.columns.size()
                                          ? info.columns[column.index].declared_type
                                          : std::string()});
  return columns;
}

void write_rows(const AnonymizeRun& run, TableReader& reader, const StopQuestion& is_stopped) {
  TableOutput output(run.options->output, reader.info().name, written_columns(run, reader.info()));
  std::vector<std::string_view> cells;
  std::vector<std::size_t> quasi_at(run.columns.size(), run.quasi.size());
  for (std::size_t q = 0; q < run.quasi.size(); ++q)
    quasi_at[run.quasi[q]] = q;
  Batch batch;
  std::size_t record = 0;
  while (reader.next(batch)) {
    stop_if_asked(is_stopped, run.options->source);
    for (std::size_t row = 0; row < batch.rows; ++row, ++record) {
      if (run.kept[record] == 0)
        continue;
      cells.clear();
      for (std::size_t c = 0; c < run.columns.size(); ++c) {
        const AnonymizedColumn& column = run.columns[c];
        if (column.role == ColumnRole::quasi)
          cells.push_back(cell_to_write(run, quasi_at[c], record));
        else if (column.role != ColumnRole::dropped)
          cells.push_back(column.index < batch.columns.size() ? batch.columns[column.index][row]
                                                              : std::string_view());
      }
      output.add_row(cells);
    }
  }
  output.finish();
}

// One file a quasi-identifier, for who works inside: they hold values of the source.
void write_hierarchies(const AnonymizeRun& run) {
  if (run.options->hierarchy_folder.empty())
    return;
  for (std::size_t q = 0; q < run.quasi.size(); ++q) {
    ValueLadder whole = run.ladders[q];
    whole.column.levels = run.problem.quasi[q].levels;
    write_file_whole(run.options->hierarchy_folder + "/column-" +
                         std::to_string(run.columns[run.quasi[q]].index + 1) + ".csv",
                     hierarchy_file_text(whole), true);
  }
}

void name_columns(AnonymizeRun& run) {
  for (std::size_t c = 0; c < run.columns.size(); ++c) {
    AnonymizedColumn& column = run.columns[c];
    if (column.name.empty())
      column.name = "column " + std::to_string(column.index + 1);
    if (column.role == ColumnRole::quasi)
      run.quasi.push_back(c);
    if (column.role == ColumnRole::sensitive)
      run.sensitive.push_back(c);
  }
}

// The same columns as they are now.
void measure_before(const TableReader& reader, AnonymizeRun& run) {
  std::vector<std::size_t> quasi;
  for (const std::size_t position : run.quasi)
    quasi.push_back(run.columns[position].index);
  run.before = assess_risk(*reader.reopen(), quasi, profile_options(run.options->request).threads);
}

[[noreturn]] void refuse_unreachable(const AnonymizeRun& run) {
  throw Error(
      ErrorKind::input, run.options->source,
      format_text({"même en effaçant les {0} quasi-identifiants, la table n'atteint pas ces "
                   "seuils : baissez k ou l, ou publiez un tableau de comptages",
                   "even with the {0} quasi-identifiers wiped out, the table does not reach "
                   "these thresholds: lower k or l, or publish a table of counts"},
                  {std::to_string(run.quasi.size())}));
}

}  // namespace

AnonymizeRun anonymize_source(const AnonymizeOptions& options, const StopQuestion& is_stopped) {
  if (!options.preview)
    require_table_output(options.source, options.output, {".csv", ".xlsx", ".parquet"});
  const RulePack pack = load_requested_rules(options.request.rules_folder);
  const Source source = open_source(options.source, source_options(options.request, pack));
  TableReader& reader = choose_table(source, options.request.table);
  AnonymizeRun run;
  run.options = &options;
  run.source_name = source.info.name;
  run.source_sha256 = source.info.sha256;
  run.from_parquet = source.info.format == "parquet";
  run.columns =
      anonymized_columns(options, whole_info(source, reader),
                         scan_table(*reader.reopen(), pack, profile_options(options.request)));
  name_columns(run);
  stop_if_asked(is_stopped, options.source);
  pose_problem(read_codes_of(run, reader), run);
  search_levels(run, is_stopped);
  if (!run.found.found)
    refuse_unreachable(run);
  measure_written(run);
  if (options.preview) {
    measure_before(reader, run);
  } else {
    write_hierarchies(run);
    write_rows(run, reader, is_stopped);
    run.output_sha256 = file_sha256_hex(options.output);
  }
  run.skipped_rows = reader.stats().skipped_rows;
  run.incomplete = is_incomplete(reader.stats());
  return run;
}

}  // namespace aval
