// aval risk --cells: what published tables of the same data give away together.
#include <algorithm>
#include <array>
#include <iostream>

#include <nlohmann/json.hpp>

#include "audit/base/error.h"
#include "audit/base/json.h"
#include "audit/base/text.h"
#include "audit/cli/risk.h"
#include "audit/protect/decimal.h"
#include "audit/risk/coded_table.h"
#include "audit/risk/published_tables.h"
#include "audit/table/read_codes.h"
#include "audit/table/source.h"
#include "audit/workspace/column_choice.h"
#include "audit/workspace/version.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

constexpr std::size_t kToldRecords = 10;

// Words for a total, and for a cell that is not told; compared without case or accents.
bool is_total(std::string_view text) {
  constexpr std::array<std::string_view, 4> kTotals = {"total", "totaux", "ensemble", "*"};
  return std::find(kTotals.begin(), kTotals.end(), fold(text)) != kTotals.end();
}

bool is_hidden(std::string_view text) {
  constexpr std::array<std::string_view, 7> kHidden = {"s", "nd", "n.d.", "c", "secret", "*", "-"};
  return std::find(kHidden.begin(), kHidden.end(), fold(text)) != kHidden.end();
}

[[noreturn]] void refuse_value(const std::string& path, const std::string& column) {
  throw Error(ErrorKind::input, path,
              format_text({"colonne « {0} » : une case n'est ni un nombre positif de six décimales "
                           "au plus, ni vide, ni s, nd, c, secret",
                           "column '{0}': a cell is neither a number of 0 or more with six "
                           "decimals at most, nor empty, nor s, nd, c, secret"},
                          {column}));
}

// In millionths, so that every table counts in the same unit.
std::int64_t millionths(const std::string& text, const std::string& path,
                        const std::string& column) {
  constexpr unsigned kDigits = 6;
  const auto number = parse_decimal(text);
  if (!number || number->units < 0 || number->scale > kDigits)
    refuse_value(path, column);
  std::int64_t units = number->units;
  for (unsigned digit = number->scale; digit < kDigits; ++digit)
    if (__builtin_mul_overflow(units, std::int64_t{10}, &units))
      refuse_value(path, column);
  return units;
}

PublishedTable published_of(const CodedTable& table, const std::string& path) {
  PublishedTable published;
  const CodedColumn& values = table.columns.back();
  for (std::size_t c = 0; c + 1 < table.columns.size(); ++c)
    published.dimensions.push_back(fold(trim(table.columns[c].name)));
  for (std::size_t row = 0; row < table.rows(); ++row) {
    PublishedCell cell;
    cell.record = table.record_numbers[row];
    for (std::size_t c = 0; c + 1 < table.columns.size(); ++c) {
      const CodedColumn& column = table.columns[c];
      const std::string category =
          column.codes[row] == kMissingCode ? std::string() : column.values[column.codes[row]];
      if (!is_total(category))
        cell.about.emplace_back(published.dimensions[c], category);
    }
    std::sort(cell.about.begin(), cell.about.end());
    if (values.codes[row] != kMissingCode && !is_hidden(values.values[values.codes[row]]))
      cell.value = millionths(values.values[values.codes[row]], path, values.name);
    published.cells.push_back(std::move(cell));
  }
  return published;
}

PublishedTable read_published(const RiskOptions& options, const std::string& path) {
  const RulePack pack = load_requested_rules(options.request.rules_folder);
  const Source source = open_source(path, source_options(options.request, pack));
  TableReader& reader = choose_table(source, path == options.source ? options.request.table : "");
  TableInfo info = info_of_whole(reader);
  // A first record that holds the name given is a header.
  for (const TableColumn& column : info.columns)
    if (fold(trim(column.name)) == fold(trim(options.cells)))
      info.dialect.header_doubtful = false;
  if (info.dialect.header_doubtful || info.columns.size() < 2)
    throw Error(
        ErrorKind::input, path,
        {"un tableau publié a une ligne d'en-tête, des colonnes de modalités et une colonne "
         "de nombres",
         "a published table has a header, columns of categories and a column of numbers"});
  const std::size_t values = find_named_column(info, info.columns.size(), options.cells);
  std::vector<std::size_t> columns;
  for (std::size_t c = 0; c < info.columns.size(); ++c)
    if (c != values)
      columns.push_back(c);
  columns.push_back(values);
  return published_of(read_coded_table(reader, columns, {}), path);
}

OrderedJson first_records(const std::vector<std::uint64_t>& records) {
  OrderedJson first = OrderedJson::array();
  for (std::size_t i = 0; i < std::min(records.size(), kToldRecords); ++i)
    first.push_back(records[i]);
  return {{"cells", records.size()}, {"first_rows", first}};
}

std::string tables_json(const std::vector<std::string>& files, const TablesAudit& audit) {
  OrderedJson tables = OrderedJson::array();
  for (std::size_t t = 0; t < files.size(); ++t) {
    const HiddenCells& table = audit.tables[t];
    tables.push_back({{"file", files[t]},
                      {"cells", table.cells},
                      {"hidden", table.hidden},
                      {"told_by_other", first_records(table.told_by_other)},
                      {"computed", first_records(table.computed)},
                      {"bounded", first_records(table.bounded)}});
  }
  const OrderedJson document = {{"schema", "aval.published_tables/1"},
                                {"tool", {{"name", "aval"}, {"version", program_version()}}},
                                {"linear", audit.linear},
                                {"tables", tables}};
  return document.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

Text told_in_words(const std::vector<std::uint64_t>& records, const Text& what) {
  if (records.empty())
    return {};
  std::vector<std::string> first;
  for (std::size_t i = 0; i < std::min(records.size(), kToldRecords); ++i)
    first.push_back(std::to_string(records[i]));
  const std::string more = records.size() > kToldRecords ? "..." : "";
  return Text{"  " + std::to_string(records.size()) + " ",
              "  " + std::to_string(records.size()) + " "} +
         what + format_text({" (lignes {0}{1})\n", " (rows {0}{1})\n"}, {join(first, ", "), more});
}

std::string tables_text(const std::vector<std::string>& files, const TablesAudit& audit,
                        Language language) {
  std::string out;
  for (std::size_t t = 0; t < files.size(); ++t) {
    const HiddenCells& table = audit.tables[t];
    const Text told =
        format_text({"{0} : {1} cases, {2} cachées\n", "{0}: {1} cells, {2} hidden\n"},
                    {files[t], std::to_string(table.cells), std::to_string(table.hidden)}) +
        told_in_words(table.told_by_other,
                      {"dites par un autre tableau", "told by another table"}) +
        told_in_words(table.computed, {"qui se recalculent exactement", "computed again exactly"}) +
        told_in_words(table.bounded, {"connues de trop près", "known too closely"});
    out += told.in(language);
  }
  const Text limits =
      audit.linear ? Text{"Ce qui est dit est certain ; les valeurs exactes qui suivent des totaux "
                          "sont toutes trouvées, les encadrements peuvent être plus serrés.\n",
                          "What is told is certain; exact values that follow from the totals are "
                          "all found, bounds may be tighter.\n"}
                   : Text{"Trop de cases cachées pour résoudre tous les totaux ensemble : ce qui est "
                          "dit est certain, d'autres cases peuvent se recalculer.\n",
                          "Too many hidden cells to solve all totals together: what is told is "
                          "certain, other cells may be computed again.\n"};
  return out + limits.in(language);
}

}  // namespace

void audit_published_tables(const RiskOptions& options, CommandContext& context) {
  std::vector<std::string> paths = {options.source};
  paths.insert(paths.end(), options.with.begin(), options.with.end());
  std::vector<PublishedTable> tables;
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    tables.push_back(read_published(options, path));
    files.push_back(path.substr(path.find_last_of('/') + 1));
  }
  constexpr std::int64_t kMillion = 1'000'000;
  const TablesAudit audit =
      audit_tables(tables, (static_cast<std::int64_t>(options.threshold) - 1) * kMillion);
  if (options.format != "text" && options.format != "json")
    throw Error(ErrorKind::usage, "--format",
                {"avec --cells : text ou json", "with --cells: text or json"});
  write_output(options.output, options.format == "json"
                                   ? tables_json(files, audit)
                                   : tables_text(files, audit, context.language));
  context.exit_code = kExitDone;
}

}  // namespace aval
