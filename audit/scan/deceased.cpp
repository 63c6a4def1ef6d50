#include "audit/scan/deceased.h"

#include <algorithm>

namespace aval {
namespace {

bool dates_deaths(const ColumnView& view, std::uint64_t rows) {
  const bool says_death =
      std::any_of(view.tokens.begin(), view.tokens.end(), [](const std::string& token) {
        return token == "deces" || token == "mort" || token == "death" || token == "died";
      });
  return says_death && view.shares.share(CellTrait::date) >= 0.9 &&
         view.profile->filled * 10 >= rows * 9;
}

}  // namespace

void release_the_dead(TableScan& table, const std::vector<ColumnView>& views,
                      const TableProfile& profile) {
  const auto deaths = std::find_if(views.begin(), views.end(), [&](const ColumnView& view) {
    return dates_deaths(view, profile.rows);
  });
  if (profile.year == 0 || deaths == views.end() ||
      profile.year - deaths->profile->max_year < kYearsAfterDeath)
    return;
  for (ColumnScan& column : table.columns) {
    if (!is_personal(column.gdpr))
      continue;
    column.gdpr = Gdpr::none;
    Evidence evidence;
    evidence.by = EvidenceKind::neighbours;
    evidence.detail = table.columns[deaths->index].name;
    evidence.against = true;
    column.evidence.push_back(std::move(evidence));
  }
}

}  // namespace aval
