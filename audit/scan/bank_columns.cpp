#include "audit/scan/bank_columns.h"

#include <algorithm>
#include <string>

#include "audit/base/text.h"
#include "rules/header_words.h"
#include "rules/validators/validator.h"

namespace aval {
namespace {

constexpr std::array<std::size_t, 4> kLengths = {5, 5, 11, 2};

bool has(const std::vector<std::string>& tokens, std::string_view word) {
  return std::find(tokens.begin(), tokens.end(), word) != tokens.end();
}

// 0 bank, 1 branch, 2 account, 3 key; 4 for any other header.
std::size_t part_of(const std::vector<std::string>& tokens) {
  const bool numbers = has(tokens, "code") || has(tokens, "num") || has(tokens, "numero") ||
                       has(tokens, "cle") || has(tokens, "no");
  if (has(tokens, "guichet"))
    return 1;
  if (has(tokens, "banque") && numbers)
    return 0;
  if (has(tokens, "compte") && numbers)
    return 2;
  return has(tokens, "cle") ? 3 : 4;
}

}  // namespace

std::optional<BankColumns> find_bank_columns(const TableInfo& info) {
  constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  BankColumns columns = {kNone, kNone, kNone, kNone};
  if (info.dialect.header_doubtful)
    return std::nullopt;
  for (std::size_t c = 0; c < info.columns.size(); ++c) {
    const std::size_t part = part_of(header_tokens(info.columns[c].name));
    if (part < columns.size() && columns[part] == kNone)
      columns[part] = c;
  }
  if (std::find(columns.begin(), columns.end(), kNone) != columns.end())
    return std::nullopt;
  return columns;
}

void count_bank_row(const Batch& batch, std::size_t row, const BankColumns& columns,
                    BankRows& rows) {
  static const Validator* const kRib = find_validator("rib");
  std::string account, part;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i] >= batch.columns.size())
      return;
    compact_value(trim(batch.columns[columns[i]][row]), false, part);
    if (part.empty() || part.size() > kLengths[i])
      return;
    account.append(kLengths[i] - part.size(), '0').append(part);
  }
  ++rows.checked;
  rows.valid += kRib->validate(account) ? 1U : 0U;
}

}  // namespace aval
