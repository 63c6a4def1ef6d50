#include "audit/protect/column_operator.h"

#include "audit/base/error.h"
#include "audit/protect/field_form.h"

namespace aval {
namespace {

// Values of a batch that become tokens, and the rows they come from.
struct TokenBatch {
  std::vector<std::string> encoded;
  std::vector<std::size_t> rows;
  std::vector<std::string> tokens;
  std::vector<std::size_t> refused;
  std::size_t count = 0;

  void start() {
    count = 0;
    refused.clear();
  }
  void add(std::size_t row, char type, std::string_view text) {
    if (count == encoded.size()) {
      encoded.emplace_back();
      rows.push_back(0);
    }
    encoded[count].assign(1, type);
    encoded[count].append(text);
    rows[count++] = row;
  }
  void finish(const Tokenizer& tokenizer, ColumnResult& result) {
    tokenizer({encoded.data(), count}, tokens, refused);
    for (std::size_t i = 0; i < count; ++i)
      result.values[rows[i]].swap(tokens[i]);
    for (const std::size_t i : refused)
      result.faults.push_back({rows[i], CellFault::few_values});
  }
};

void add_cell(const PlannedColumn& column, Fit fit, std::size_t row, ColumnResult& result) {
  if (fit == Fit::ill_formed)
    result.faults.push_back({row, CellFault::ill_formed});
  else if (column.unfit != Unfit::text)
    result.faults.push_back({row, CellFault::unfit});
}

Vault* vault_of(const std::map<std::string, std::unique_ptr<Vault>>& vaults,
                const PlannedColumn& column) {
  const auto found = vaults.find(column.field_class);
  return found == vaults.end() ? nullptr : found->second.get();
}

}  // namespace

void ColumnResult::start(std::size_t rows) {
  if (values.size() < rows)
    values.resize(rows);
  faults.clear();
  missing = 0;
  as_text = 0;
}

ColumnOperator make_token_operator(const PlannedColumn& column, const OperatorParts& parts) {
  const auto tokenizer = make_tokenizer(column, parts.keys, vault_of(parts.vaults, column));
  const auto batch = std::make_shared<TokenBatch>();
  const auto text = std::make_shared<std::string>();
  return [column, tokenizer, batch, text](const ColumnCells& input, ColumnResult& result) {
    batch->start();
    for (std::size_t row = 0; row < input.cells->size(); ++row) {
      result.values[row].clear();
      const Fit fit = canonicalize(column.form, (*input.cells)[row], *text);
      if (fit == Fit::missing) {
        ++result.missing;
        if (column.token_for_missing)
          batch->add(row, kMissingByte, "");
      } else if (fit == Fit::fits || (fit == Fit::unfit && column.unfit == Unfit::text)) {
        result.as_text += fit == Fit::unfit ? 1U : 0U;
        batch->add(row, type_byte(column.form, fit), *text);
      } else {
        add_cell(column, fit, row, result);
      }
    }
    batch->finish(tokenizer, result);
  };
}

ColumnOperator make_rotation(const PlannedColumn& column, const OperatorParts& parts,
                             const RotationParts& rotation) {
  const auto reader = make_token_reader(column, *parts.keys.domain, rotation.from_epoch,
                                        vault_of(rotation.vaults, column));
  const auto tokenizer = make_tokenizer(column, parts.keys, vault_of(parts.vaults, column));
  const auto batch = std::make_shared<TokenBatch>();
  return [reader, tokenizer, batch](const ColumnCells& input, ColumnResult& result) {
    batch->start();
    for (std::size_t row = 0; row < input.cells->size(); ++row) {
      result.values[row].clear();
      const std::string_view token = (*input.cells)[row];
      if (token.empty()) {
        ++result.missing;
        continue;
      }
      const auto encoded = reader(token);
      if (encoded && !encoded->empty())
        batch->add(row, encoded->view()[0], encoded->view().substr(1));
      else
        result.faults.push_back({row, CellFault::no_token});
    }
    batch->finish(tokenizer, result);
    for (std::string& value : batch->encoded)
      wipe(value);
  };
}

ColumnOperator make_operator(const PlannedColumn& column, const OperatorParts& parts) {
  if (makes_tokens(column.operation))
    return make_token_operator(column, parts);
  if (column.operation == Operation::dateshift || column.operation == Operation::noise)
    return make_seeded_operator(column, parts);
  return make_coarse_operator(column, parts);
}

}  // namespace aval
