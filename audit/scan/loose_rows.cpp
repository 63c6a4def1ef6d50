#include "audit/scan/loose_rows.h"

namespace aval {
namespace {

RowHash joined(const LooseRow& row) {
  RowHash hash = row.rest;
  if (row.first != 0)
    mix_in(hash, 0, row.first);
  return hash;
}

}  // namespace

void LooseRows::add(const LooseRow& row) {
  if (joined_.size() > 0) {
    joined_.add(joined(row));
    return;
  }
  apart_.push_back(row);
  if (apart_.size() > DistinctCount::kExactLimit)
    join_first();
}

void LooseRows::join_first() {
  for (const LooseRow& row : apart_)
    joined_.add(joined(row));
  std::vector<LooseRow>().swap(apart_);
}

void LooseRows::merge(LooseRows& other) {
  if (other.joined_.size() > 0)
    join_first();
  for (const LooseRow& row : other.apart_)
    add(row);
  std::vector<LooseRow>().swap(other.apart_);
  joined_.merge(other.joined_);
}

LooseRows::State LooseRows::take_state() {
  return {std::move(apart_), std::move(joined_)};
}

void LooseRows::restore(State state) {
  apart_ = std::move(state.apart);
  joined_ = std::move(state.joined);
}

LooseCount count_loose_duplicates(std::vector<LooseRows>& sets, std::size_t threads) {
  std::uint64_t apart = 0, all_joined = 0;
  for (const LooseRows& set : sets) {
    apart += set.apart_.size();
    all_joined += set.joined_.size();
  }
  LooseCount count;
  const bool may_be_numbered = all_joined == 0 && apart <= DistinctCount::kExactLimit;
  if (may_be_numbered) {
    std::vector<RowHashes> rest(1);
    for (const LooseRows& set : sets)
      for (const LooseRow& row : set.apart_)
        rest[0].add(row.rest);
    count.but_first = count_duplicates(rest, threads);
  }
  std::vector<RowHashes> rows;
  for (LooseRows& set : sets) {
    set.join_first();
    rows.push_back(std::move(set.joined_));
  }
  count.all = count_duplicates(rows, threads);
  if (!may_be_numbered)
    count.but_first = count.all;
  return count;
}

}  // namespace aval
