// A French bank account spread over four columns: bank, branch, account, key. The key binds the
// four, row by row.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "audit/table/table_reader.h"

namespace aval {

// Columns that hold the bank code, branch code, account number and key, by their headers.
using BankColumns = std::array<std::size_t, 4>;

// None when one of the four is missing or doubtful (headers that are a record).
std::optional<BankColumns> find_bank_columns(const TableInfo& info);

struct BankRows {
  std::uint64_t checked = 0;  // rows where the four are filled
  std::uint64_t valid = 0;    // rows whose key is right (Banque de France, 97 - n mod 97)
};

// Adds row `row` of the batch. Zeros that a spreadsheet took away are given back.
void count_bank_row(const Batch& batch, std::size_t row, const BankColumns& columns,
                    BankRows& rows);

}  // namespace aval
