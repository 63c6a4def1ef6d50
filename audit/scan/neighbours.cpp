#include "audit/scan/neighbours.h"

#include <algorithm>

#include "audit/scan/judgement.h"

namespace aval {
namespace {

constexpr double kSurelyPersons = 3.5;  // points of the grain
// INSEE publishes figures of households by squares of 200 m at the finest.
constexpr double kMetresOfNeighbourhood = 200;

// Every row of a list of persons carries where they live: a town or a postcode beside a name says
// so even when its header is plain.
bool has_type(const TableScan& table, ColumnType type) {
  return std::any_of(table.columns.begin(), table.columns.end(),
                     [&](const ColumnScan& column) { return column.type == type; });
}

void promote(ColumnScan& column, const ColumnView& view, ColumnType type, const RulePack& pack) {
  const std::size_t rule = default_rule_of(pack, type);
  if (rule == kNoRule)
    return;
  column.type = type;
  column.gdpr = pack.rules[rule].gdpr;
  column.confidence = 0.7;
  Evidence evidence;
  evidence.rule = pack.rules[rule].id;
  evidence.by = EvidenceKind::neighbours;
  evidence.matched = view.shares.values;
  evidence.checked = view.shares.values;
  column.evidence.push_back(std::move(evidence));
}

// A surname column beside a first-name column (or the reverse), typed by its neighbour when its own
// header is silent.
void complete_names(TableScan& table, const std::vector<ColumnView>& views, const RulePack& pack) {
  const bool first = has_type(table, ColumnType::first_name);
  const bool last = has_type(table, ColumnType::last_name);
  if (first == last)
    return;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    const bool beside =
        (c > 0 && (table.columns[c - 1].type == ColumnType::first_name ||
                   table.columns[c - 1].type == ColumnType::last_name)) ||
        (c + 1 < table.columns.size() && (table.columns[c + 1].type == ColumnType::first_name ||
                                          table.columns[c + 1].type == ColumnType::last_name));
    if (!beside || table.columns[c].type != ColumnType::none ||
        views[c].shares.share(CellTrait::alphabetic) < 0.8)
      continue;
    const CellTrait trait = first ? CellTrait::last_name : CellTrait::first_name;
    const bool silent = views[c].tokens.empty() && first && may_be_surnames(views[c]);
    if (views[c].shares.share(trait) >= 0.5 || silent)
      promote(table.columns[c], views[c], first ? ColumnType::last_name : ColumnType::first_name,
              pack);
  }
}

// Numbers that count rows or repeat one value say nothing of a person.
bool tells_persons_apart(const ColumnView& view) {
  const std::uint64_t distinct = view.profile->distinct.estimate();
  const bool counter = distinct == view.profile->filled &&
                       view.shares.share(CellTrait::integer) >= 0.99 && view.profile->filled >= 10;
  return distinct >= 2 && !counter;
}

// A few words that come back: a status, a reason, a level.
bool is_category(const ColumnView& view) {
  const std::uint64_t distinct = view.profile->distinct.estimate();
  return view.profile->filled >= 20 && distinct <= 20 && distinct * 5 <= view.profile->filled &&
         view.shares.share(CellTrait::sentence) < 0.2;
}

// What is measured on a row about a person is about that person: a date, a figure, a yes or no
// whose header says nothing known.
void read_as_measure_of_person(ColumnScan& column, const ColumnView& view, const RulePack& pack) {
  const bool said_to_be_none = view.find(ColumnType::none) != nullptr;
  const bool silent = column.type == ColumnType::none || column.type == ColumnType::other;
  if (!silent || said_to_be_none || view.profile->filled == 0)
    return;
  if (view.shares.share(CellTrait::date) >= 0.8) {
    promote(column, view, ColumnType::date_event, pack);
    return;
  }
  const double figures =
      view.shares.share(CellTrait::integer) + view.shares.share(CellTrait::decimal);
  const bool measured =
      figures >= 0.9 || view.shares.share(CellTrait::boolean_word) >= 0.9 || is_category(view);
  if (column.type == ColumnType::none && measured && tells_persons_apart(view)) {
    promote(column, view, ColumnType::other, pack);
    column.confidence = 0.55;
  }
}

// Nearly all cells have the form of a postcode.
bool is_postcodes(const ColumnProfile& profile, const RulePack& pack) {
  return std::any_of(profile.value_cells.begin(), profile.value_cells.end(),
                     [&](const auto& cells) {
                       return pack.rules[cells.first].type == ColumnType::postcode_city &&
                              cells.second.valid * 10 >= profile.filled * 9;
                     });
}

// The kind of words that most values are, when one closed list holds them.
ColumnType type_of_lists(const SampleShares& shares, const RulePack& pack) {
  struct List {
    std::string_view name;
    ColumnType type;
  };
  static constexpr List kLists[] = {{"nationality", ColumnType::nationality},
                                    {"diet_religion", ColumnType::religion},
                                    {"religion", ColumnType::religion},
                                    {"diet_health", ColumnType::health},
                                    {"disability_term", ColumnType::disability},
                                    {"health_term", ColumnType::health},
                                    {"union", ColumnType::union_membership},
                                    {"political_nuance_name", ColumnType::political_opinion},
                                    {"offence", ColumnType::offence},
                                    {"family_status", ColumnType::marital_family},
                                    {"staff_grade", ColumnType::profession},
                                    {"profession", ColumnType::profession}};
  for (const List& list : kLists)
    if (shares.values >= 2 && shares.share_of_dictionaries(pack.dictionaries.bit(list.name)) >= 0.6)
      return list.type;
  return ColumnType::none;
}

// Without headers on rows of persons: what the values show.
void read_without_header(ColumnScan& column, const ColumnView& view, const RulePack& pack) {
  if (column.type != ColumnType::none || !view.tokens.empty() || view.profile->filled == 0)
    return;
  const SampleShares& shares = view.shares;
  const DictionarySet towns = pack.dictionaries.bit("commune");
  if (shares.share(CellTrait::date) >= 0.9)
    promote(column, view,
            view.profile->min_year >= 1900 && view.profile->max_year - view.profile->min_year >= 25
                ? ColumnType::birth_date
                : ColumnType::date_event,
            pack);
  else if (shares.share(CellTrait::sex_value) >= 0.9 && shares.values <= 4)
    promote(column, view, ColumnType::sex, pack);
  else if (shares.share_of_dictionaries(towns) >= 0.5 || is_postcodes(*view.profile, pack))
    promote(column, view, ColumnType::postcode_city, pack);
  else if (const ColumnType type = type_of_lists(shares, pack); type != ColumnType::none)
    promote(column, view, type, pack);
}

bool holds(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Diet is health or religion by what it says (design: the finding says which), else it only helps
// to single out.
void read_diet(ColumnScan& column, const ColumnView& view, const RulePack& pack) {
  const bool says_diet =
      std::any_of(column.evidence.begin(), column.evidence.end(), [](const Evidence& evidence) {
        return evidence.by == EvidenceKind::header &&
               (evidence.detail.starts_with("regime") || evidence.detail.starts_with("diet") ||
                evidence.detail.starts_with("menu") || evidence.detail.starts_with("repas"));
      });
  if (column.type != ColumnType::health || !says_diet)
    return;
  const double religion = view.shares.share_of_dictionaries(pack.dictionaries.bit("diet_religion"));
  const double health = view.shares.share_of_dictionaries(pack.dictionaries.bit("diet_health"));
  if (religion <= health)
    return;
  promote(column, view, ColumnType::religion, pack);
  column.confidence = 0.9;  // the header and the values agree
  for (const Rule& rule : pack.rules)
    if (rule.type == ColumnType::religion && holds(rule.dictionaries, "diet_religion"))
      column.evidence.back().rule = rule.id;  // a diet that reveals a religion, not a religion
}

// On a row about a person, a position is theirs, and so is an employer; the mailbox of a named role
// reaches one person.
void read_as_of_a_person(ColumnScan& column, const ColumnView& view, const RulePack& pack) {
  if (column.type == ColumnType::geo_place) {
    // A coarser position is that of a neighbourhood: it helps to single out, no more.
    if (column.position && column.position->metres >= kMetresOfNeighbourhood)
      column.gdpr = Gdpr::quasi;
    else
      promote(column, view, ColumnType::geo_precise, pack);
  } else if (column.type == ColumnType::organisation_name &&
             header_has(view, pack, WordList::employer)) {
    column.gdpr = Gdpr::quasi;
  } else if (column.type == ColumnType::email_generic && header_has(view, pack, WordList::role)) {
    promote(column, view, ColumnType::email_personal, pack);
    column.gdpr = Gdpr::professional;
  }
}

}  // namespace

void judge_together(TableScan& table, const std::vector<ColumnView>& views,
                    const GrainJudgement& grain, const RulePack& pack) {
  if (!about_persons(table.grain))
    return;
  complete_names(table, views, pack);
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    read_as_of_a_person(table.columns[c], views[c], pack);
    read_without_header(table.columns[c], views[c], pack);
    read_diet(table.columns[c], views[c], pack);
    if (grain.person >= kSurelyPersons)
      read_as_measure_of_person(table.columns[c], views[c], pack);
  }
}

}  // namespace aval
