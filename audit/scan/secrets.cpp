#include "audit/scan/secrets.h"

#include <algorithm>

namespace aval {
namespace {

bool has_token(const ColumnView& view, const RulePack& pack, WordList list) {
  return std::any_of(view.tokens.begin(), view.tokens.end(),
                     [&](const std::string& token) { return pack.words.holds(list, token); });
}

// One word a cell, neither counts nor yes and no.
bool may_be_secrets(const SampleShares& shares) {
  return shares.values > 0 && shares.share(CellTrait::one_word) >= 0.5 &&
         shares.share(CellTrait::boolean_word) < 0.5 && shares.share(CellTrait::decimal) < 0.5 &&
         shares.share(CellTrait::age_range) < 0.5;
}

struct SecretCells {
  std::uint64_t cells = 0;  // at most the filled cells
  std::size_t rule = kNoRule;
  std::vector<std::uint64_t> first_records;  // ascending
};

// The cells of the rules that take a secret. A cell that two of them take counts once as long as
// the record numbers kept show it.
SecretCells secret_cells_of(const ColumnProfile& profile, const RulePack& pack) {
  SecretCells found;
  std::uint64_t sum = 0, most = 0;
  bool all_shown = true;
  for (const auto* rules : {&profile.value_cells, &profile.text_cells, &profile.short_text_cells})
    for (const auto& [rule, cells] : *rules) {
      if (pack.rules[rule].type != ColumnType::username_password || cells.valid == 0)
        continue;
      sum += cells.valid;
      all_shown = all_shown && cells.valid == cells.first_records.size();
      found.first_records.insert(found.first_records.end(), cells.first_records.begin(),
                                 cells.first_records.end());
      if (cells.valid > most) {
        most = cells.valid;
        found.rule = rule;
      }
    }
  auto& records = found.first_records;
  std::sort(records.begin(), records.end());
  records.erase(std::unique(records.begin(), records.end()), records.end());
  found.cells = std::min(all_shown ? records.size() : sum, profile.filled);
  records.resize(std::min(records.size(), ColumnProfile::kFirstRecords));
  return found;
}

}  // namespace

void read_secrets(ColumnView& view, const RulePack& pack) {
  for (Candidate& candidate : view.candidates) {
    if (candidate.type != ColumnType::username_password)
      continue;
    if (candidate.values >= 0.5) {
      candidate.on_any_row = true;
    } else if (candidate.header > 0 && has_token(view, pack, WordList::about_secret)) {
      candidate.contradicted = true;
    } else {
      candidate.on_any_row = candidate.header >= 0.5 && has_token(view, pack, WordList::secret) &&
                             may_be_secrets(view.shares);
      candidate.values = candidate.on_any_row ? 0.3 : candidate.values;
    }
  }
}

std::optional<ColumnScan> secrets_inside(const ColumnScan& column, const ColumnProfile& profile,
                                         const RulePack& pack) {
  if (column.type == ColumnType::username_password)
    return std::nullopt;
  const SecretCells found = secret_cells_of(profile, pack);
  if (found.rule == kNoRule)
    return std::nullopt;
  const Rule& rule = pack.rules[found.rule];
  ColumnScan restated = column;
  restated.type = ColumnType::username_password;
  restated.gdpr = rule.gdpr;
  restated.confidence = 0.95;
  restated.evidence = {
      {rule.id, EvidenceKind::text, "", false, found.cells, profile.filled, rule.chance}};
  return restated;
}

void find_secrets(TableScan& table, const std::vector<ColumnView>& views, const RulePack& pack) {
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    if (is_personal(table.columns[c].gdpr))
      continue;
    if (auto secrets = secrets_inside(table.columns[c], *views[c].profile, pack))
      table.columns[c] = std::move(*secrets);
  }
}

bool place_secrets(Finding& finding, const ColumnScan& column, const ColumnProfile& profile,
                   const RulePack& pack) {
  const bool some_cells =
      column.type == ColumnType::username_password &&
      std::any_of(column.evidence.begin(), column.evidence.end(),
                  [](const Evidence& evidence) { return evidence.by == EvidenceKind::text; });
  if (!some_cells)
    return false;
  SecretCells found = secret_cells_of(profile, pack);
  finding.rows = found.cells;
  finding.first_rows = std::move(found.first_records);
  return true;
}

}  // namespace aval
