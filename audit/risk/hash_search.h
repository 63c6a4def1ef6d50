// Trying whole sets of values against unkeyed digests, to show what these hide. Only counts come
// out: neither a value nor a digest leaves this function.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "audit/base/digest.h"
#include "audit/risk/candidate_space.h"

namespace aval {

struct HashSearchOptions {
  // Candidates to digest at most, over all spaces; 0: no limit.
  std::uint64_t max_candidates = 0;
  unsigned threads = 1;
  // Asked from every thread, a few hundred times a second; true ends the search at once.
  std::function<bool()> should_stop = {};
  // Told now and then, from the calling thread, how many candidates were digested so far.
  std::function<void(std::uint64_t)> tell_progress = {};
};

// One space tried with one algorithm.
struct HashSearchCount {
  std::size_t space = 0;  // index into the spaces given
  DigestAlgorithm algorithm = DigestAlgorithm::md5;
  std::uint64_t possible = 0;  // candidates of the space, every spelling counted
  std::uint64_t tried = 0;     // of these
  std::uint64_t found = 0;     // digests found here first
};

enum class HashSearchEnd {
  complete,   // every candidate was tried
  all_found,  // no digest was left to look for
  budget,     // max_candidates was reached
  stopped     // should_stop said so
};

struct HashSearchResult {
  std::vector<HashSearchCount> counts;  // by space in the order given, then by algorithm
  std::uint64_t tried = 0;
  std::uint64_t found = 0;  // distinct digests
  HashSearchEnd end = HashSearchEnd::complete;
};

// `digests` are distinct. Spaces are tried in the order given; of each, the spellings that gave
// something before the others. The same result whatever the number of threads, unless should_stop
// ends it. Error(crypto) when an algorithm is not available.
HashSearchResult search_hashes(std::span<const Digest> digests,
                               std::span<const CandidateSpace> spaces,
                               const HashSearchOptions& options);

}  // namespace aval
