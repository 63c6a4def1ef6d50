// aval anonymize --method table: counts or sums by some columns, the cells that would tell too much
// left out, and enough others that none can be computed again.
#include <algorithm>
#include <iostream>

#include <nlohmann/json.hpp>

#include "audit/base/crypto.h"
#include "audit/base/error.h"
#include "audit/base/json.h"
#include "audit/base/text.h"
#include "audit/cli/anonymize.h"
#include "audit/protect/decimal.h"
#include "audit/risk/cross_table.h"
#include "audit/table/read_codes.h"
#include "audit/workspace/column_choice.h"
#include "audit/workspace/table_output.h"
#include "audit/workspace/version.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

constexpr std::string_view kHidden = "s";  // as INSEE marks a cell under secrecy

struct TableRun {
  const AnonymizeCommand* options = nullptr;
  std::string source_name;
  std::string source_sha256;
  std::string output_sha256;
  std::vector<std::size_t> quasi;  // places in the source
  CodedTable table;                // dimensions, then the amount and the unit that were named
  std::uint64_t left_out = 0;      // rows without an amount or a unit
  std::uint64_t skipped_rows = 0;
  unsigned scale = 0;  // of amounts
  char mark = '.';
  CrossTable cross;
  CellSuppression suppression;
};

void refuse_other_options(const AnonymizeCommand& options) {
  if (options.quasi.empty())
    throw Error(ErrorKind::usage, "--quasi",
                {"nommez les colonnes du tableau : --quasi commune,sexe",
                 "name the columns of the table: --quasi town,sex"});
  if (!options.sensitive.empty() || !options.drop.empty() || !options.keep.empty() ||
      !options.hierarchies.empty() || options.l > 1 || options.t < 1)
    throw Error(ErrorKind::usage, "--method",
                {"un tableau ne tient que les colonnes de --quasi et le montant de --sum : ôtez "
                 "--sensitive, --drop, --keep, --hierarchy, --l et --t",
                 "a table holds the columns of --quasi and the amount of --sum only: leave out "
                 "--sensitive, --drop, --keep, --hierarchy, --l and --t"});
}

[[noreturn]] void refuse_amount() {
  throw Error(
      ErrorKind::usage, "--sum",
      {"cette colonne a des valeurs qui ne sont pas des nombres, sont négatives ou ont plus "
       "de six décimales : donnez un montant positif",
       "this column has values that are no numbers, are negative or have more than six "
       "decimals: give an amount of 0 or more"});
}

std::vector<Decimal> amounts_of(const CodedColumn& column, TableRun& run) {
  constexpr unsigned kMostDecimals = 6;
  std::vector<Decimal> amounts;
  for (const std::string& value : column.values) {
    const auto amount = parse_decimal(value);
    if (!amount || amount->units < 0 || amount->scale > kMostDecimals)
      refuse_amount();
    run.scale = std::max(run.scale, amount->scale);
    if (amount->scale > 0)
      run.mark = amount->mark;
    amounts.push_back(*amount);
  }
  return amounts;
}

// Rows that lack an amount or a unit are left out of `run.table`.
void leave_incomplete_rows_out(TableRun& run) {
  CodedTable& table = run.table;
  std::vector<std::size_t> kept;
  for (std::size_t row = 0; row < table.rows(); ++row)
    if (std::all_of(table.columns.begin() + static_cast<std::ptrdiff_t>(run.quasi.size()),
                    table.columns.end(),
                    [row](const CodedColumn& column) { return column.codes[row] != kMissingCode; }))
      kept.push_back(row);
  run.left_out = table.rows() - kept.size();
  for (CodedColumn& column : table.columns)
    for (std::size_t i = 0; i < kept.size(); ++i)
      column.codes[i] = column.codes[kept[i]];
  for (CodedColumn& column : table.columns)
    column.codes.resize(kept.size());
  table.record_numbers.resize(kept.size());
}

std::int64_t units_at(const Decimal& amount, unsigned scale) {
  std::int64_t units = amount.units;
  for (unsigned digit = amount.scale; digit < scale; ++digit)
    if (__builtin_mul_overflow(units, std::int64_t{10}, &units))
      refuse_amount();
  return units;
}

void make_table(TableRun& run) {
  leave_incomplete_rows_out(run);
  CrossRows rows;
  for (std::size_t d = 0; d < run.quasi.size(); ++d)
    rows.dimensions.push_back(&run.table.columns[d]);
  PrimaryRule rule;
  rule.least_records = run.options->k;
  if (!run.options->sum.empty()) {
    rule.secrecy = run.options->secrecy;
    const CodedColumn& column = run.table.columns[run.quasi.size()];
    const std::vector<Decimal> amounts = amounts_of(column, run);
    for (const std::uint32_t code : column.codes)
      rows.amounts.push_back(units_at(amounts[code], run.scale));
    if (!run.options->unit.empty())
      rows.unit = &run.table.columns[run.quasi.size() + 1];
  }
  run.cross = make_cross_table(rows, run.table.rows());
  run.suppression = suppress_cells_of(run.cross, rule);
}

// "Total", unless a value is spelled so.
std::string_view total_label(const CodedColumn& column) {
  return std::find(column.values.begin(), column.values.end(), "Total") == column.values.end()
             ? "Total"
             : "*";
}

void write_cells(const TableRun& run) {
  std::vector<ParquetColumn> columns;
  for (std::size_t d = 0; d < run.quasi.size(); ++d)
    columns.push_back({run.table.columns[d].name, {}});
  const bool sums = !run.options->sum.empty();
  columns.push_back({sums ? run.table.columns[run.quasi.size()].name : "effectif", {}});
  TableOutput output(run.options->output, "table", columns);
  std::vector<std::string_view> cells(columns.size());
  for (std::size_t place = 0; place < run.cross.cells.size(); ++place) {
    const std::vector<std::size_t> at = run.cross.at(place);
    for (std::size_t d = 0; d < at.size(); ++d) {
      const CodedColumn& column = run.table.columns[d];
      cells[d] = at[d] == run.cross.categories[d] ? total_label(column)
                 : at[d] == column.values.size()  ? std::string_view()
                                                  : std::string_view(column.values[at[d]]);
    }
    const std::string value =
        decimal_text({run.cross.cells[place].value, sums ? run.scale : 0, run.mark});
    cells.back() = run.suppression.hidden[place] != 0 ? kHidden : std::string_view(value);
    output.add_row(cells);
  }
  output.finish();
}

OrderedJson rule_json(const AnonymizeCommand& options) {
  if (options.sum.empty())
    return {{"least_records", options.k}};
  return {{"least_units", options.secrecy.least_units},
          {"largest_share", options.secrecy.largest_share}};
}

std::string report_json(const TableRun& run) {
  OrderedJson dimensions = OrderedJson::array();
  for (std::size_t d = 0; d < run.quasi.size(); ++d)
    dimensions.push_back({{"index", run.quasi[d]},
                          {"name", run.table.columns[d].name},
                          {"categories", run.cross.categories[d]}});
  const CellSuppression& suppression = run.suppression;
  const std::size_t hidden = suppression.primary.size() + suppression.secondary.size();
  const OrderedJson document = {
      {"schema", "aval.protected_table/1"},
      {"tool", {{"name", "aval"}, {"version", program_version()}}},
      {"source", {{"name", run.source_name}, {"sha256", run.source_sha256}}},
      {"output",
       {{"name", run.options->output.substr(run.options->output.find_last_of('/') + 1)},
        {"sha256", run.output_sha256}}},
      {"measure", run.options->sum.empty() ? "count" : "sum"},
      {"dimensions", dimensions},
      {"rule", rule_json(*run.options)},
      {"rows",
       {{"read", run.table.rows() + run.left_out},
        {"left_out", run.left_out},
        {"skipped", run.skipped_rows}}},
      {"cells",
       {{"all", run.cross.cells.size()},
        {"published", run.cross.cells.size() - hidden},
        {"primary", suppression.primary.size()},
        {"secondary", suppression.secondary.size()}}},
      {"proof",
       {{"method", "hypercube"},
        {"protected_cells", suppression.primary.size()},
        {"statement",
         "for each primary cell, two whole tables that agree with everything published give it "
         "values at least as far apart as the rule asks"}}}};
  return document.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

std::string report_text(const TableRun& run, Language language) {
  const CellSuppression& suppression = run.suppression;
  const Text told = format_text(
      {"{0} cases ; {1} cachées par la règle, {2} de plus pour qu'on ne puisse pas les recalculer "
       "depuis les totaux. Pour chacune des premières, deux tableaux entiers conformes à tout ce "
       "qui est publié lui donnent des valeurs assez éloignées : c'est prouvé.\nCe tableau est "
       "protégé pour lui-même : un autre tableau publié des mêmes données peut en dire plus. "
       "Individualisation, corrélation et inférence se concluent par une personne nommée (règle "
       "PB-04).\n",
       "{0} cells; {1} hidden by the rule, {2} more so that they cannot be computed again from the "
       "totals. For each of the first, two whole tables that agree with everything published give "
       "it values far enough apart: this is proven.\nThis table is protected by itself: another "
       "table published of the same data may tell more. Singling out, linkability and inference "
       "are concluded by a named person (rule PB-04).\n"},
      {std::to_string(run.cross.cells.size()), std::to_string(suppression.primary.size()),
       std::to_string(suppression.secondary.size())});
  return told.in(language);
}

TableRun read_table(const AnonymizeCommand& options, bool& incomplete) {
  const RulePack pack = load_requested_rules(options.request.rules_folder);
  const Source source = open_source(options.source, source_options(options.request, pack));
  TableReader& reader = choose_table(source, options.request.table);
  const TableInfo info = whole_info(source, reader);
  TableRun run;
  run.options = &options;
  run.quasi = find_named_columns(info, options.quasi, "--quasi");
  std::vector<std::size_t> columns = run.quasi;
  for (const std::string& name : {options.sum, options.unit})
    if (!name.empty())
      columns.push_back(find_named_column(info, info.columns.size(), name));
  run.table = read_coded_table(reader, columns, {});
  for (CodedColumn& column : run.table.columns)
    if (column.name.empty() || info.dialect.header_doubtful)
      column.name = "column " + std::to_string(column.index + 1);
  run.source_name = source.info.name;
  run.source_sha256 = source.info.sha256;
  run.skipped_rows = reader.stats().skipped_rows;
  incomplete = is_incomplete(reader.stats());
  return run;
}

}  // namespace

void tabulate_source(const AnonymizeCommand& options, CommandContext& context) {
  require_table_output(options.source, options.output, {".csv", ".xlsx", ".parquet"});
  refuse_other_options(options);
  bool incomplete = false;
  TableRun run = read_table(options, incomplete);
  make_table(run);
  write_cells(run);
  run.output_sha256 = file_sha256_hex(options.output);
  const std::string report = report_json(run);
  if (!options.report.empty())
    write_output(options.report, report);
  std::cout << (options.format == "json" ? report : report_text(run, context.language));
  context.exit_code = incomplete ? kExitIncomplete : kExitDone;
}

}  // namespace aval
