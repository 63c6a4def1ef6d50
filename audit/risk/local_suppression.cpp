#include "audit/risk/local_suppression.h"

#include <algorithm>
#include <bit>

#include "audit/base/error.h"
#include "audit/risk/record_grouping.h"

namespace aval {
namespace {

// What a release would be: the classes of the records left, under one pattern.
struct Release {
  std::uint64_t pattern = 0;
  std::vector<std::uint32_t> records;
};

struct Run {
  const GeneralizationProblem* problem = nullptr;
  const LatticeNode* node = nullptr;
  std::vector<EarthMoversDistance> distances;  // to the whole table, by sensitive column
  std::vector<std::uint32_t> left;             // records not released yet, ascending
};

std::vector<KeyPart> parts_under(const Run& run, std::uint64_t pattern) {
  std::vector<KeyPart> parts;
  for (std::size_t q = 0; q < run.problem->quasi.size(); ++q) {
    if ((pattern >> q & 1U) != 0)
      continue;
    const QuasiColumn& column = run.problem->quasi[q];
    const GeneralizationLevel& level = column.levels[(*run.node)[q]];
    parts.push_back({column.values.data(), level.group_of_value.data(), level.loss.size()});
  }
  return parts;
}

bool is_diverse(const Run& run, std::size_t column, const std::vector<std::uint32_t>& records) {
  constexpr double kRounding = 1e-9;
  const SensitiveColumn& sensitive = run.problem->sensitive[column];
  const ClassThreshold& threshold = run.problem->threshold;
  std::vector<std::uint32_t> codes;
  codes.reserve(records.size());
  for (const std::uint32_t record : records)
    codes.push_back(sensitive.values[record]);
  const std::vector<ValueCount> values = count_codes(codes);
  if (values.size() < threshold.l)
    return false;
  return !threshold.t || run.distances[column].to(values) <= *threshold.t + kRounding;
}

bool reaches(const Run& run, const std::vector<std::uint32_t>& records) {
  const ClassThreshold& threshold = run.problem->threshold;
  if (records.size() < threshold.k)
    return false;
  if (threshold.l <= 1 && !threshold.t)
    return true;
  for (std::size_t column = 0; column < run.problem->sensitive.size(); ++column)
    if (!is_diverse(run, column, records))
      return false;
  return true;
}

Release release_under(const Run& run, std::uint64_t pattern) {
  const KeyGroups groups = group_by_key(parts_under(run, pattern), run.left, run.left.size());
  std::vector<std::vector<std::uint32_t>> members(groups.first_item.size());
  for (std::size_t i = 0; i < run.left.size(); ++i)
    members[groups.group_of_item[i]].push_back(run.left[i]);
  Release release{pattern, {}};
  for (const std::vector<std::uint32_t>& records : members)
    if (reaches(run, records))
      release.records.insert(release.records.end(), records.begin(), records.end());
  std::sort(release.records.begin(), release.records.end());
  return release;
}

// The pattern of so many wiped cells that releases most records; the lowest of equals.
Release best_release(const Run& run, std::size_t wiped) {
  Release best;
  const std::uint64_t patterns = 1ULL << run.problem->quasi.size();
  for (std::uint64_t pattern = 0; pattern < patterns; ++pattern) {
    if (static_cast<std::size_t>(std::popcount(pattern)) != wiped)
      continue;
    Release release = release_under(run, pattern);
    if (release.records.size() > best.records.size())
      best = std::move(release);
  }
  return best;
}

std::uint64_t loss_of_record(const Run& run, std::uint64_t pattern, std::uint32_t record) {
  std::uint64_t loss = 0;
  for (std::size_t q = 0; q < run.problem->quasi.size(); ++q) {
    const QuasiColumn& column = run.problem->quasi[q];
    const GeneralizationLevel& level = column.levels[(*run.node)[q]];
    loss += (pattern >> q & 1U) != 0 ? kCellLoss
                                     : level.loss[level.group_of_value[column.values[record]]];
  }
  return loss;
}

void take_release(Run& run, const Release& release, LocalSuppression& result) {
  for (const std::uint32_t record : release.records) {
    result.kept[record] = 1;
    result.hidden[record] = release.pattern;
    result.hidden_cells += static_cast<std::uint64_t>(std::popcount(release.pattern));
    result.loss += loss_of_record(run, release.pattern, record);
  }
  std::vector<std::uint32_t> left;
  std::set_difference(run.left.begin(), run.left.end(), release.records.begin(),
                      release.records.end(), std::back_inserter(left));
  run.left = std::move(left);
}

Run start_run(const GeneralizationProblem& problem, const LatticeNode& node) {
  Run run{&problem, &node, {}, {}};
  const std::size_t records = problem.quasi.front().values.size();
  for (std::size_t record = 0; record < records; ++record)
    run.left.push_back(static_cast<std::uint32_t>(record));
  for (const SensitiveColumn& column : problem.sensitive)
    run.distances.push_back(distance_in(column));
  return run;
}

}  // namespace

LocalSuppression suppress_cells(const GeneralizationProblem& problem, const LatticeNode& node) {
  if (problem.quasi.size() > kMostLocalColumns)
    throw Error(ErrorKind::usage, "--method",
                format_text({"au plus {0} quasi-identifiants avec la suppression locale",
                             "at most {0} quasi-identifiers with local suppression"},
                            {std::to_string(kMostLocalColumns)}));
  Run run = start_run(problem, node);
  LocalSuppression result;
  result.hidden.assign(run.left.size(), 0);
  result.kept.assign(run.left.size(), 0);
  for (std::size_t wiped = 0; wiped <= problem.quasi.size() && !run.left.empty();) {
    const Release release = best_release(run, wiped);
    if (release.records.empty())
      ++wiped;
    else
      take_release(run, release, result);
  }
  result.suppressed = run.left.size();
  result.loss += result.suppressed * kCellLoss * problem.quasi.size();
  return result;
}

FoundLocalSuppression refine_locally(const GeneralizationProblem& problem, const LatticeNode& from,
                                     const std::function<bool()>& is_over) {
  FoundLocalSuppression best{from, suppress_cells(problem, from)};
  for (bool moved = true; moved;) {
    moved = false;
    const LatticeNode here = best.node;
    for (std::size_t q = 0; q < here.size(); ++q) {
      if (here[q] == 0)
        continue;
      if (is_over && is_over())
        return best;
      LatticeNode finer = here;
      --finer[q];
      LocalSuppression cells = suppress_cells(problem, finer);
      if (cells.suppressed > problem.threshold.suppressed_rows || cells.loss >= best.cells.loss)
        continue;
      best = {finer, std::move(cells)};
      moved = true;
    }
  }
  return best;
}

}  // namespace aval
