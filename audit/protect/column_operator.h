// What becomes of the cells of one column, a batch at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "audit/protect/plan.h"
#include "audit/protect/tokenizer.h"

namespace aval {

struct ColumnCells {
  const std::vector<std::string_view>* cells = nullptr;
  const std::vector<std::string_view>* subjects = nullptr;  // null: no subject is planned
  const std::vector<std::uint64_t>* records = nullptr;      // physical record numbers
};

// Why a cell could not be taken. `ill_formed` (not UTF-8: nothing is guessed) rejects the row.
enum class CellFault { ill_formed, unfit, few_values, no_subject, no_token };

struct ColumnResult {
  std::vector<std::string> values;  // one a row
  struct Fault {
    std::size_t row = 0;  // in the batch
    CellFault fault = CellFault::unfit;
  };
  std::vector<Fault> faults;  // their values are empty
  std::uint64_t missing = 0;  // cells without a value
  std::uint64_t as_text = 0;  // unfit cells that got a token of their text
  void start(std::size_t rows);
};

// One a thread.
using ColumnOperator = std::function<void(const ColumnCells&, ColumnResult&)>;

// What the columns of a run share; must outlive its operators. Read by several threads.
struct OperatorParts {
  TokenKeys keys;  // null when no column needs a key
  const Plan* plan = nullptr;
  std::map<std::string, std::unique_ptr<Vault>> vaults;  // by class
  // Of hierarchies in files: from leaf to the value of the level, by column.
  std::map<std::string, std::map<std::string, std::string, std::less<>>> hierarchies;
};

// keep and suppress have none.
ColumnOperator make_operator(const PlannedColumn& column, const OperatorParts& parts);
// From tokens of an earlier epoch to tokens of the active one, without a value in between being
// written. `old_vaults` by class. hmac is refused by make_token_reader.
struct RotationParts {
  int from_epoch = 1;
  std::map<std::string, std::unique_ptr<Vault>> vaults;
};
ColumnOperator make_rotation(const PlannedColumn& column, const OperatorParts& parts,
                             const RotationParts& rotation);

// Tokens of canonical values, for a column that makes tokens.
ColumnOperator make_token_operator(const PlannedColumn& column, const OperatorParts& parts);
// Dates and numbers moved by the key: dateshift, noise.
ColumnOperator make_seeded_operator(const PlannedColumn& column, const OperatorParts& parts);
// generalize, round, bucket, topcode, mask.
ColumnOperator make_coarse_operator(const PlannedColumn& column, const OperatorParts& parts);

}  // namespace aval
