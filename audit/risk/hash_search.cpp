#include "audit/risk/hash_search.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <exception>
#include <limits>
#include <memory>
#include <mutex>
#include <thread>

#include "audit/risk/digest_set.h"

namespace aval {
namespace {

// Values tried in one spelling before the next one has its turn.
constexpr std::uint64_t kBlock = 1U << 18U;
// Values that a thread takes at a time; should_stop is asked between two of them.
constexpr std::uint64_t kChunk = 1U << 13U;

// Values `first` to `last` - 1 of a space, in one spelling.
struct Stretch {
  const CandidateSpace* space = nullptr;
  std::size_t spelling = 0;
  std::uint64_t first = 0;
  std::uint64_t last = 0;
};

// What the threads of one stretch share.
struct SharedStretch {
  const Stretch& stretch;
  DigestSet& wanted;
  const std::function<bool()>& should_stop;
  std::atomic<std::uint64_t> next;
  std::atomic<std::uint64_t> tried{0};
  std::atomic<bool> stopped{false};
  std::mutex failure_mutex = {};
  std::exception_ptr failure = {};
};

void try_chunks(SharedStretch& shared, Digester& digester) {
  const Stretch& stretch = shared.stretch;
  CandidateBuffer buffer;
  std::array<unsigned char, 64> digest{};
  while (!shared.stopped) {
    if (shared.should_stop && shared.should_stop()) {
      shared.stopped = true;
      return;
    }
    const std::uint64_t first = shared.next.fetch_add(kChunk);
    if (first >= stretch.last)
      return;
    const std::uint64_t last = std::min(first + kChunk, stretch.last);
    for (std::uint64_t n = first; n < last; ++n) {
      digester.digest(write_candidate(*stretch.space, n, stretch.spelling, buffer), digest.data());
      shared.wanted.mark(digest.data());
    }
    shared.tried += last - first;
  }
}

class Search {
 public:
  Search(const HashSearchOptions& options, HashSearchResult& result)
      : options_(options), result_(result) {}

  void try_space(const CandidateSpace& space, DigestSet& wanted, HashSearchCount& count) {
    const std::uint64_t before = wanted.found();
    make_digesters(wanted.algorithm());
    std::vector<std::uint64_t> done(space.spellings), hits(space.spellings);
    // Until one spelling gives something all take turns, then only those that gave; the others
    // come last.
    try_in_turns(space, wanted, {done, hits, count, true});
    try_in_turns(space, wanted, {done, hits, count, false});
    count.found = wanted.found() - before;
    result_.found += count.found;
  }

  bool over() const { return result_.end != HashSearchEnd::complete; }

 private:
  struct Turns {
    std::vector<std::uint64_t>& done;  // values tried, by spelling
    std::vector<std::uint64_t>& hits;  // digests found, by spelling
    HashSearchCount& count;
    bool promising_only = false;
  };

  void make_digesters(DigestAlgorithm algorithm) {
    digesters_.clear();
    for (unsigned i = 0; i < std::max(1U, options_.threads); ++i)
      digesters_.emplace_back(algorithm);
  }

  void try_in_turns(const CandidateSpace& space, DigestSet& wanted, const Turns& turns) {
    const std::uint64_t blocks = (space.values + kBlock - 1) / kBlock;
    for (std::uint64_t block = 0; block < blocks; ++block) {
      const bool any_hit = std::any_of(turns.hits.begin(), turns.hits.end(),
                                       [](std::uint64_t hits) { return hits > 0; });
      const std::vector<std::uint64_t> hits = turns.hits;
      for (std::size_t spelling = 0; spelling < space.spellings; ++spelling) {
        if (over() || wanted.all_found())
          return;
        if (turns.done[spelling] != block * kBlock ||
            (turns.promising_only && any_hit && hits[spelling] == 0))
          continue;
        const std::uint64_t found = wanted.found();
        turns.done[spelling] += try_block(space, spelling, block, {wanted, turns.count});
        turns.hits[spelling] += wanted.found() - found;
      }
    }
  }

  struct Target {
    DigestSet& wanted;
    HashSearchCount& count;
  };

  std::uint64_t try_block(const CandidateSpace& space, std::size_t spelling, std::uint64_t block,
                          const Target& target) {
    const std::uint64_t first = block * kBlock;
    const std::uint64_t wished = std::min(kBlock, space.values - first);
    const std::uint64_t allowed = std::min(wished, left());
    const std::uint64_t tried = run({&space, spelling, first, first + allowed}, target.wanted);
    target.count.tried += tried;
    result_.tried += tried;
    if (tried < allowed)
      result_.end = HashSearchEnd::stopped;
    else if (allowed < wished)
      result_.end = HashSearchEnd::budget;
    if (options_.tell_progress)
      options_.tell_progress(result_.tried);
    return tried;
  }

  std::uint64_t left() const {
    return options_.max_candidates == 0 ? std::numeric_limits<std::uint64_t>::max()
                                        : options_.max_candidates - result_.tried;
  }

  std::uint64_t run(const Stretch& stretch, DigestSet& wanted) {
    SharedStretch shared{stretch, wanted, options_.should_stop, stretch.first};
    const auto work = [&shared](Digester& digester) {
      try {
        try_chunks(shared, digester);
      } catch (...) {
        const std::lock_guard<std::mutex> lock(shared.failure_mutex);
        shared.failure = std::current_exception();
        shared.stopped = true;
      }
    };
    std::vector<std::thread> threads;
    for (std::size_t i = 1; i < digesters_.size(); ++i)
      threads.emplace_back(work, std::ref(digesters_[i]));
    work(digesters_.front());
    for (std::thread& thread : threads)
      thread.join();
    if (shared.failure)
      std::rethrow_exception(shared.failure);
    return shared.tried;
  }

  const HashSearchOptions& options_;
  HashSearchResult& result_;
  std::vector<Digester> digesters_;  // one a thread
};

std::vector<std::unique_ptr<DigestSet>> sets_of(std::span<const Digest> digests) {
  std::vector<std::unique_ptr<DigestSet>> sets;
  for (const DigestAlgorithm algorithm :
       {DigestAlgorithm::md5, DigestAlgorithm::sha1, DigestAlgorithm::sha224,
        DigestAlgorithm::sha256, DigestAlgorithm::sha384, DigestAlgorithm::sha512}) {
    auto set = std::make_unique<DigestSet>(digests, algorithm);
    if (set->size() > 0)
      sets.push_back(std::move(set));
  }
  return sets;
}

}  // namespace

HashSearchResult search_hashes(std::span<const Digest> digests,
                               std::span<const CandidateSpace> spaces,
                               const HashSearchOptions& options) {
  HashSearchResult result;
  const auto sets = sets_of(digests);
  Search search(options, result);
  for (std::size_t s = 0; s < spaces.size(); ++s)
    for (const auto& set : sets) {
      HashSearchCount count{s, set->algorithm(), spaces[s].candidates()};
      if (!search.over() && !set->all_found())
        search.try_space(spaces[s], *set, count);
      result.counts.push_back(count);
    }
  const bool all =
      std::all_of(sets.begin(), sets.end(), [](const auto& set) { return set->all_found(); });
  if (all)
    result.end = HashSearchEnd::all_found;
  return result;
}

}  // namespace aval
