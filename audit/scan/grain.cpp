#include "audit/scan/grain.h"

#include <algorithm>

#include "rules/header_words.h"

namespace aval {
namespace {

bool has_token(const std::vector<std::string>& tokens, const WordLists& words, WordList list) {
  return std::any_of(tokens.begin(), tokens.end(),
                     [&](const std::string& token) { return words.holds(list, token); });
}

bool accepts(const ColumnView& column, ColumnType type, double threshold) {
  const Candidate* best = column.best();
  return best != nullptr && best->type == type && best->score() >= threshold &&
         column.profile->filled > 0;
}

bool is_attribute_of_person(ColumnType type) {
  switch (type) {
    case ColumnType::marital_family:
    case ColumnType::nationality:
    case ColumnType::profession:
    case ColumnType::income:
    case ColumnType::ethnic_origin:
    case ColumnType::religion:
    case ColumnType::health:
    case ColumnType::disability:
    case ColumnType::other_person_id:
    case ColumnType::student_id:
    case ColumnType::staff_id:
    case ColumnType::birth_place:
    case ColumnType::ip_address:
    case ColumnType::device_id:
    case ColumnType::username_password:
      return true;
    default:
      return false;
  }
}

// The same few names on many rows: rows are about something else that these persons do. First names
// alone repeat, so a tenth is enough.
double share_of_own_rows(const ColumnView& column) {
  if (column.profile->filled < 20)
    return 1;
  const double distinct = static_cast<double>(column.profile->distinct.estimate()) /
                          static_cast<double>(column.profile->filled);
  if (distinct >= 0.3)
    return 1;
  const Candidate* best = column.best();
  if (best != nullptr && best->type == ColumnType::person_name)
    return distinct >= 0.1 ? 0.5 : 0.25;
  return distinct >= 0.1 ? 1 : 0.25;
}

bool has_header(const ColumnView& column) {
  return !column.tokens.empty();
}

// Without headers, the values of names, mobile numbers, dates far apart must speak for themselves.
double points_without_header(const ColumnView& column, const Candidate& best) {
  switch (best.type) {
    case ColumnType::first_name:
      return column.shares.share(CellTrait::common_first_name) >= 0.4 ? 1.5 : 0.5;
    case ColumnType::last_name:
      return 0.5;
    case ColumnType::person_name:
      return 1.5 * share_of_own_rows(column);
    case ColumnType::nir:
    case ColumnType::tax_id:
    case ColumnType::bank_card:
      return 3;
    case ColumnType::email_personal:
    case ColumnType::phone:
      return 1;
    case ColumnType::postal_address:
    case ColumnType::sex:
      return 0.5;
    default:
      return 0;
  }
}

// Dates of births lie decades apart; those of a service, a few years.
bool spans_lives(const ColumnProfile& profile) {
  return profile.min_year >= 1900 && profile.max_year - profile.min_year >= 25;
}

// Points that one column gives to "a row is about a person".
double person_points(const ColumnView& column) {
  const Candidate* best = column.best();
  if (!has_header(column) && column.profile->filled > 0) {
    if (column.shares.share(CellTrait::birth_plausible) >= 0.9 && spans_lives(*column.profile))
      return 1;
    return best != nullptr && best->score() >= 0.3 ? points_without_header(column, *best) : 0;
  }
  if (best == nullptr || column.profile->filled == 0 || best->score() < 0.5)
    return 0;
  switch (best->type) {
    case ColumnType::nir:
    case ColumnType::birth_date:
    case ColumnType::tax_id:
    case ColumnType::bank_card:
      return 3;
    case ColumnType::first_name:
    case ColumnType::last_name:
      return (best->header > 0 ? (best->values >= 0.2 ? 2 : 1) : 0.5) * share_of_own_rows(column);
    case ColumnType::person_name:
      return (best->values >= 0.4 ? 2 : 1) * share_of_own_rows(column);
    case ColumnType::sex:
    case ColumnType::age:
      return best->values > 0 ? 2 : 1;
    case ColumnType::email_personal:
      return 1;
    case ColumnType::staff_id:
    case ColumnType::student_id:
      return best->header >= 0.5 ? 2 : 0.5;
    case ColumnType::phone:
    case ColumnType::postal_address:
      return 0.25;
    default:
      return is_attribute_of_person(best->type) && best->header >= 0.5 ? 1 : 0;
  }
}

bool shows_a_person(ColumnType type) {
  return !is_attribute_of_person(type) || type == ColumnType::student_id ||
         type == ColumnType::staff_id || type == ColumnType::other_person_id;
}

// Names that the header gives a role (rapporteur, responsable) on rows of something else.
bool names_only_a_role(const ColumnView& column, const WordLists& words) {
  const Candidate* best = column.best();
  const bool name =
      best != nullptr &&
      (best->type == ColumnType::person_name || best->type == ColumnType::last_name ||
       best->type == ColumnType::first_name || best->type == ColumnType::email_personal);
  return name && has_token(column.tokens, words, WordList::role);
}

// There are names, and the header gives each of them a role.
bool names_only_roles(const std::vector<ColumnView>& columns, const WordLists& words) {
  bool any = false;
  for (const ColumnView& column : columns) {
    const Candidate* best = column.best();
    const bool name = best != nullptr && column.profile->filled > 0 && best->score() >= 0.5 &&
                      (best->type == ColumnType::person_name ||
                       best->type == ColumnType::last_name || best->type == ColumnType::first_name);
    const bool own = best != nullptr && column.profile->filled > 0 && best->score() >= 0.5 &&
                     (best->type == ColumnType::birth_date || best->type == ColumnType::nir ||
                      best->type == ColumnType::age || best->type == ColumnType::sex);
    if (own || (name && !names_only_a_role(column, words)))
      return false;
    any = any || name;
  }
  return any;
}

// Attributes alone (income, occupation) also stand in tables of areas: without anything that a
// person has, they count for little.
double all_person_points(const std::vector<ColumnView>& columns, const WordLists& words) {
  double shown = 0, attributes = 0;
  for (const ColumnView& column : columns) {
    const double points = person_points(column) * (names_only_a_role(column, words) ? 0.5 : 1);
    const Candidate* best = column.best();
    (best != nullptr && shows_a_person(best->type) ? shown : attributes) += points;
  }
  return shown + (shown >= 1 ? attributes : std::min(attributes, 3.0));
}

// Single names with figures beside them and nothing else of a person: a statistic of names.
bool is_statistic_of_names(const std::vector<ColumnView>& columns) {
  double names = 0, figures = 0, others = 0;
  for (const ColumnView& column : columns) {
    const Candidate* best = column.best();
    if (column.profile->filled == 0)
      continue;
    const bool name = best != nullptr && best->score() >= 0.4 &&
                      (best->type == ColumnType::first_name || best->type == ColumnType::last_name);
    const bool figure = column.shares.share(CellTrait::integer) +
                            column.shares.share(CellTrait::decimal) +
                            column.shares.share(CellTrait::boolean_word) >=
                        0.9;
    names += name ? 1 : 0;
    figures += !name && figure ? 1 : 0;
    others += !name && !figure ? 1 : 0;
  }
  return names > 0 && others <= 1 && figures >= names && figures > 0;
}

// A place as a dimension of figures (commune, canton, bureau) says little of what a row is.
bool is_place_of_row(const ColumnView& column) {
  const Candidate* best = column.best();
  return best != nullptr && best->type == ColumnType::postcode_city && best->header > 0;
}

// "effectif", "nombre de votants"; "students", "agents" over figures.
bool counts_something(const ColumnView& column, const WordLists& words) {
  const bool plural = column.tokens.size() == 1 && column.tokens[0].ends_with('s') &&
                      words.holds(WordList::person_row, column.tokens[0]);
  return plural || names_an_age_band(column) ||
         has_token(column.tokens, words, WordList::count_row);
}

// Beside first names without headers: single words, mostly different, are surnames.
double points_of_neighbours(const std::vector<ColumnView>& columns) {
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (has_header(columns[c]) || columns[c].shares.share(CellTrait::common_first_name) < 0.4)
      continue;
    for (const std::size_t other : {c - 1, c + 1})
      if (other < columns.size() && may_be_surnames(columns[other]))
        return 1;
  }
  return 0;
}

bool has_strong_header(const std::vector<ColumnView>& columns, ColumnType type) {
  return std::any_of(columns.begin(), columns.end(), [&](const ColumnView& column) {
    const Candidate* candidate = column.find(type);
    return candidate != nullptr && candidate->header >= 0.5 && !candidate->contradicted &&
           column.profile->filled > 0;
  });
}

// Who connected, and when: an address of the internet and a date.
bool is_log_of_connections(const std::vector<ColumnView>& columns) {
  const bool dated = std::any_of(columns.begin(), columns.end(), [](const ColumnView& column) {
    return column.shares.share(CellTrait::date) >= 0.8;
  });
  return dated && std::any_of(columns.begin(), columns.end(), [](const ColumnView& column) {
           const Candidate* address = column.find(ColumnType::ip_address);
           return address != nullptr && !address->contradicted && address->values >= 0.5;
         });
}

// A column of mailboxes, mobile numbers or plates that differ from row to row.
bool identifies_each_row(const std::vector<ColumnView>& columns) {
  return std::any_of(columns.begin(), columns.end(), [](const ColumnView& column) {
    const Candidate* best = column.best();
    const bool identity =
        best != nullptr && best->score() >= 0.8 && best->values >= 0.5 &&
        (best->type == ColumnType::email_personal || best->type == ColumnType::vehicle_plate);
    return identity && column.profile->filled >= 3 &&
           column.profile->distinct.estimate() * 10 >= column.profile->filled * 6;
  });
}

// Names made of words of buildings and services ("École Jules Ferry"), one a row.
bool names_a_body_each_row(const ColumnView& column) {
  return column.shares.share(CellTrait::place_word) >= 0.8 &&
         column.shares.share(CellTrait::has_digit) < 0.1 && column.profile->filled > 0 &&
         column.profile->distinct.estimate() * 5 >= column.profile->filled;
}

struct Tally {
  double numeric_columns = 0;
  double count_columns = 0;
  double thing_columns = 0;
  double organisation_columns = 0;
  double person_headers = 0;
  double columns = 0;
};

Tally tally_of(const std::vector<ColumnView>& columns, const WordLists& words) {
  Tally tally;
  for (const ColumnView& column : columns) {
    if (column.profile->filled == 0)
      continue;
    ++tally.columns;
    const bool numeric =
        column.shares.share(CellTrait::integer) + column.shares.share(CellTrait::decimal) >= 0.9;
    tally.numeric_columns += numeric ? 1 : 0;
    tally.count_columns += numeric && counts_something(column, words) ? 1 : 0;
    if (is_place_of_row(column))
      tally.thing_columns += 0.25;
    else if (has_token(column.tokens, words, WordList::thing_row) ||
             accepts(column, ColumnType::geo_place, 0.5))
      tally.thing_columns += 1;
    tally.organisation_columns += names_a_body_each_row(column) ? 2 : 0;
    tally.organisation_columns += has_token(column.tokens, words, WordList::organisation_row) ||
                                          accepts(column, ColumnType::siren_siret, 0.6) ||
                                          accepts(column, ColumnType::organisation_name, 0.6)
                                      ? 1
                                      : 0;
    tally.person_headers += has_token(column.tokens, words, WordList::person_row) &&
                                    !(numeric && counts_something(column, words))
                                ? 1
                                : 0;
  }
  return tally;
}

double named_for(const std::string& name, const WordLists& words, WordList list) {
  return has_token(header_tokens(name), words, list) ? 1 : 0;
}

// Points of each reading, by columns and by the name of the table.
GrainJudgement points_of(const std::vector<ColumnView>& columns, const std::string& name,
                         const Tally& tally, const WordLists& words) {
  GrainJudgement judgement;
  judgement.person = all_person_points(columns, words) + points_of_neighbours(columns);
  judgement.person +=
      std::min(2.0, tally.person_headers * 0.5) + named_for(name, words, WordList::person_row);
  judgement.count = tally.count_columns >= 2 ? 1 + 4 * tally.count_columns / tally.columns
                                             : tally.count_columns * 0.5;
  judgement.thing =
      std::min(4.0, tally.thing_columns * 0.75) + named_for(name, words, WordList::thing_row);
  judgement.organisation = std::min(4.0, tally.organisation_columns * 0.9) +
                           named_for(name, words, WordList::organisation_row);
  judgement.names_people = has_strong_header(columns, ColumnType::first_name) &&
                           (has_strong_header(columns, ColumnType::last_name) ||
                            has_strong_header(columns, ColumnType::person_name));
  return judgement;
}

// What the columns say together of the points that they gave one by one.
void correct_points(const std::vector<ColumnView>& columns, const Tally& tally,
                    const WordLists& words, GrainJudgement& judgement) {
  // Trees and animals have families, sexes and ages; only who owns them is a person.
  if (std::any_of(columns.begin(), columns.end(), [&](const ColumnView& column) {
        return has_token(column.tokens, words, WordList::living_thing);
      })) {
    judgement.thing += 1;
    if (!judgement.names_people)
      judgement.person *= 0.2;
  }
  if (judgement.person < 2.5 && identifies_each_row(columns) && tally.thing_columns < 1 &&
      tally.organisation_columns < 1)
    judgement.person += 1.5;
  // An organisation with the names of who runs it.
  if (judgement.organisation >= 0.9 && names_only_roles(columns, words))
    judgement.person = std::min(judgement.person, judgement.organisation - 0.1);
}

Grain grain_by_points(const GrainJudgement& judgement) {
  const double others = std::max({judgement.count, judgement.thing, judgement.organisation});
  if (judgement.person >= 2.5 && judgement.person >= others)
    return Grain::person;
  if (judgement.count >= 1.5 &&
      judgement.count >= std::max(judgement.thing, judgement.organisation))
    return Grain::count;
  if (judgement.organisation >= 0.9 && judgement.organisation >= judgement.thing)
    return Grain::organisation;
  if (judgement.thing >= 0.75)
    return Grain::thing;
  return Grain::unknown;
}

}  // namespace

GrainJudgement judge_grain(const std::vector<ColumnView>& columns, std::uint64_t rows,
                           const std::string& name, const WordLists& words) {
  const Tally tally = tally_of(columns, words);
  if (rows == 0 || tally.columns == 0)
    return {};
  GrainJudgement judgement = points_of(columns, name, tally, words);
  correct_points(columns, tally, words, judgement);
  if (is_statistic_of_names(columns) && judgement.person < 5)
    judgement.grain = Grain::count;
  else if (judgement.person < 2.5 && is_log_of_connections(columns))
    judgement.grain = Grain::event_of_person;
  else
    judgement.grain = grain_by_points(judgement);
  return judgement;
}

}  // namespace aval
