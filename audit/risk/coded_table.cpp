#include "audit/risk/coded_table.h"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <unordered_map>

#include "audit/base/text.h"

namespace aval {
namespace {

struct ValueHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view value) const { return hash64(value, 0); }
};
using ValueCodes = std::unordered_map<std::string, std::uint32_t, ValueHash, std::equal_to<>>;

std::uint32_t code_of(ValueCodes& known, std::string_view cell) {
  const auto found = known.find(cell);
  if (found != known.end())
    return found->second;
  if (known.size() >= kMissingCode)
    throw Error(ErrorKind::input, "risk",
                {"une colonne a plus de 4 294 967 294 valeurs distinctes : mesurez-en une partie",
                 "a column has more than 4,294,967,294 distinct values: measure a part of it"});
  const auto code = static_cast<std::uint32_t>(known.size());
  known.emplace(cell, code);
  return code;
}

void append_cells(const Batch& batch, const CodingOptions& options, CodedColumn& column,
                  ValueCodes& known) {
  const bool present = column.index < batch.columns.size();
  for (std::size_t row = 0; row < batch.rows; ++row) {
    const std::string_view cell =
        present ? trim(batch.columns[column.index][row]) : std::string_view();
    const bool missing =
        cell.empty() || std::find(options.missing_words.begin(), options.missing_words.end(),
                                  cell) != options.missing_words.end();
    column.missing += missing ? 1U : 0U;
    column.codes.push_back(missing ? kMissingCode : code_of(known, cell));
  }
}

// Codes in the order of values, so that they do not tell which row came first.
// Returns the new code of each one.
std::vector<std::uint32_t> sort_values(CodedColumn& column, ValueCodes& known) {
  std::vector<std::uint32_t> order(known.size());
  std::vector<std::string> met(known.size());
  while (!known.empty()) {
    auto node = known.extract(known.begin());
    met[node.mapped()] = std::move(node.key());
  }
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(),
            [&met](std::uint32_t a, std::uint32_t b) { return met[a] < met[b]; });
  std::vector<std::uint32_t> place(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    place[order[i]] = i;
    column.values.push_back(std::move(met[order[i]]));
  }
  for (std::uint32_t& code : column.codes)
    code = code == kMissingCode ? kMissingCode : place[code];
  return place;
}

}  // namespace

CodedTable read_coded_table(TableReader& reader, const std::vector<std::size_t>& columns,
                            const CodingOptions& options) {
  return read_coded_rows(reader, columns, options, [](CodedTable&) {}).table;
}

CodedRows read_coded_rows(TableReader& reader, const std::vector<std::size_t>& columns,
                          const CodingOptions& options, const RowsMet& rows_met) {
  CodedRows rows;
  CodedTable& table = rows.table;
  std::vector<ValueCodes> known(columns.size());
  for (const std::size_t index : columns) {
    table.columns.emplace_back();
    table.columns.back().index = index;
  }
  Batch batch;
  while (reader.next(batch)) {
    table.record_numbers.insert(table.record_numbers.end(), batch.record_numbers.begin(),
                                batch.record_numbers.end());
    for (std::size_t c = 0; c < columns.size(); ++c)
      append_cells(batch, options, table.columns[c], known[c]);
    rows_met(table);
  }
  for (std::size_t c = 0; c < columns.size(); ++c) {
    CodedColumn& column = table.columns[c];
    if (column.index < reader.info().columns.size())
      column.name = reader.info().columns[column.index].name;
    rows.place.push_back(sort_values(column, known[c]));
  }
  return rows;
}

}  // namespace aval
