#include "audit/risk/joined_profiles.h"

#include <algorithm>

#include "audit/risk/k_anonymity.h"

namespace aval {
namespace {

// Both columns in one numbering, the rows of `there` after those of `here`.
CodedColumn joined(const CodedColumn& here, const CodedColumn& there) {
  CodedColumn both;
  std::set_union(here.values.begin(), here.values.end(), there.values.begin(), there.values.end(),
                 std::back_inserter(both.values));
  for (const CodedColumn* part : {&here, &there}) {
    std::vector<std::uint32_t> place;
    for (const std::string& value : part->values)
      place.push_back(static_cast<std::uint32_t>(
          std::lower_bound(both.values.begin(), both.values.end(), value) - both.values.begin()));
    for (const std::uint32_t code : part->codes)
      both.codes.push_back(code == kMissingCode ? kMissingCode : place[code]);
  }
  return both;
}

CodedTable joined(const ProfileColumns& here, const ProfileColumns& there) {
  CodedTable both;
  both.record_numbers = here.table->record_numbers;
  both.record_numbers.insert(both.record_numbers.end(), there.table->record_numbers.begin(),
                             there.table->record_numbers.end());
  for (std::size_t i = 0; i < here.positions.size(); ++i)
    both.columns.push_back(joined(here.table->columns[here.positions[i]],
                                  there.table->columns[there.positions.at(i)]));
  return both;
}

JoinedProfile counted(const CodedTable& both, std::span<const std::size_t> rows,
                      std::size_t rows_here) {
  JoinedProfile profile;
  for (const std::size_t row : rows) {
    const bool is_here = row < rows_here;
    profile.here += is_here ? 1U : 0U;
    profile.there += is_here ? 0U : 1U;
    if (is_here && profile.witnesses.size() < kMaxWitnesses)
      profile.witnesses.push_back(both.record_numbers[row]);
  }
  profile.back = profile.here;
  return profile;
}

void keep_first(std::vector<std::uint64_t>& numbers, const std::vector<std::uint64_t>& more) {
  numbers.insert(numbers.end(), more.begin(), more.end());
  std::sort(numbers.begin(), numbers.end());
  numbers.resize(std::min(numbers.size(), kMaxWitnesses));
}

}  // namespace

std::vector<JoinedProfile> join_profiles(const ProfileColumns& here, const ProfileColumns& there,
                                         MissingRule missing) {
  const CodedTable both = joined(here, there);
  std::vector<std::size_t> positions(both.columns.size());
  for (std::size_t i = 0; i < positions.size(); ++i)
    positions[i] = i;
  const EquivalenceClasses classes = group_rows(both, positions, missing);
  std::vector<JoinedProfile> profiles;
  for (std::size_t c = 0; c < classes.count(); ++c)
    profiles.push_back(counted(both, classes.rows_of(c), here.table->rows()));
  if (missing == MissingRule::wildcard) {
    std::vector<JoinedProfile> matching(profiles.size());
    for_each_match(both, positions, classes,
                   [&](std::span<const std::size_t> asking, std::span<const std::size_t> matched) {
                     JoinedProfile sum;
                     for (const std::size_t m : matched) {
                       sum.there += profiles[m].there;
                       sum.back += profiles[m].here;
                     }
                     for (const std::size_t a : asking) {
                       matching[a].there += sum.there;
                       matching[a].back += sum.back;
                     }
                   });
    for (std::size_t c = 0; c < profiles.size(); ++c) {
      profiles[c].there = matching[c].there;
      profiles[c].back = matching[c].back;
    }
  }
  std::erase_if(profiles, [](const JoinedProfile& profile) { return profile.here == 0; });
  return profiles;
}

PopulationMatch match_population(const std::vector<JoinedProfile>& profiles,
                                 std::uint64_t population) {
  PopulationMatch match;
  match.population = population;
  for (const JoinedProfile& profile : profiles) {
    if (profile.there == 0) {
      match.absent_records += profile.here;
      continue;
    }
    ++match.classes;
    match.population_of_classes += profile.there;
    match.records_by_size[profile.there] += profile.here;
    match.sum_of_inverses += static_cast<double>(profile.here) / static_cast<double>(profile.there);
    if (match.k_map == 0 || profile.there < match.k_map) {
      match.k_map = profile.there;
      match.witnesses.clear();
    }
    if (profile.there == match.k_map)
      keep_first(match.witnesses, profile.witnesses);
  }
  return match;
}

LinkageResult measure_linkage(const std::vector<JoinedProfile>& profiles,
                              std::uint64_t other_records) {
  LinkageResult result;
  result.other_records = other_records;
  for (const JoinedProfile& profile : profiles) {
    result.records += profile.here;
    if (profile.there == 0)
      continue;
    result.matched_records += profile.here;
    // Of `here` rows and `there` candidates, as many links as the smaller number can be right.
    result.expected_links += static_cast<double>(std::min(profile.here, profile.there)) /
                             static_cast<double>(std::max(profile.here, profile.there));
    if (profile.there != 1)
      continue;
    result.single_candidate += profile.here;
    if (profile.back != 1)
      continue;
    ++result.one_to_one;
    keep_first(result.witnesses, profile.witnesses);
  }
  return result;
}

}  // namespace aval
