// What unkeyed digests hide is found, counted, and never more than counted.
#include "audit/risk/hash_search.h"

#include <atomic>

#include "tests/support/catch.h"

using namespace aval;

namespace {

Digest digest_of(DigestAlgorithm algorithm, std::string_view text) {
  Digest digest{algorithm, std::string(digest_size(algorithm), '\0')};
  Digester(algorithm).digest(text, reinterpret_cast<unsigned char*>(digest.bytes.data()));
  return digest;
}

std::vector<Digest> digests_of(DigestAlgorithm algorithm, const std::vector<std::string>& texts) {
  std::vector<Digest> digests;
  for (const std::string& text : texts)
    digests.push_back(digest_of(algorithm, text));
  return digests;
}

std::vector<CandidateSpace> spaces_of(const std::vector<std::string>& names) {
  std::vector<CandidateSpace> spaces;
  for (const std::string& name : names)
    spaces.push_back(parse_space(name, 2026));
  return spaces;
}

}  // namespace

TEST_CASE("published digests of a date are found", "[risk][hash]") {
  // Of 12/03/1984, by hashlib of Python 3.11.
  const std::vector<Digest> digests = {
      *find_digest("d732d5c974752ab20426893291e8e750"),
      *find_digest("c560153c05e0eab54c838ac4f31be342f723ee2d2bdea5a1f071ada7dcbfc26a")};
  const auto spaces = spaces_of({"birth_date"});
  const HashSearchResult result = search_hashes(digests, spaces, {});
  CHECK(result.found == 2);
  CHECK(result.end == HashSearchEnd::all_found);
  REQUIRE(result.counts.size() == 2);
  CHECK(result.counts[0].algorithm == DigestAlgorithm::md5);
  CHECK(result.counts[0].found == 1);
  CHECK(result.counts[1].algorithm == DigestAlgorithm::sha256);
  CHECK(result.counts[1].found == 1);
}

TEST_CASE("each digest counts once, in the first space that gives it", "[risk][hash]") {
  const auto digests =
      digests_of(DigestAlgorithm::sha1, {"13400", "2026-11-24", "0639981234", "jamais deviné"});
  const auto spaces = spaces_of({"postcode", "birth_date", "phone:06399812"});
  const HashSearchResult result = search_hashes(digests, spaces, {});
  CHECK(result.found == 3);
  CHECK(result.end == HashSearchEnd::complete);
  std::vector<std::uint64_t> found, tried;
  for (const HashSearchCount& count : result.counts) {
    found.push_back(count.found);
    tried.push_back(count.tried);
    CHECK(count.tried == count.possible);
  }
  CHECK(found == std::vector<std::uint64_t>{1, 1, 1});
  CHECK(tried == std::vector<std::uint64_t>{200'000, 46'386 * 11, 900});
  CHECK(result.tried == 200'000 + 46'386 * 11 + 900);
}

TEST_CASE("all spellings are tried when several are in one column", "[risk][hash]") {
  const auto digests = digests_of(
      DigestAlgorithm::md5, {"0639980001", "06 39 98 00 02", "+33639980003", "0033639980004"});
  const auto spaces = spaces_of({"phone:063998"});
  CHECK(search_hashes(digests, spaces, {}).found == 4);
}

TEST_CASE("a budget of candidates is kept to the last one", "[risk][hash]") {
  const auto digests = digests_of(DigestAlgorithm::md5, {"jamais deviné"});
  const auto spaces = spaces_of({"birth_date", "phone:06"});
  HashSearchOptions options;
  options.max_candidates = 600'001;
  const HashSearchResult result = search_hashes(digests, spaces, options);
  CHECK(result.tried == 600'001);
  CHECK(result.end == HashSearchEnd::budget);
  options.max_candidates = 46'386 * 11;
  CHECK(search_hashes(digests, spaces_of({"birth_date"}), options).end == HashSearchEnd::complete);
}

TEST_CASE("counts are the same whatever the number of threads", "[risk][hash]") {
  std::vector<std::string> texts;
  for (int i = 0; i < 400; ++i)
    texts.push_back("06 39 98 " + std::to_string(10 + i % 90) + " " + std::to_string(10 + i / 5));
  const auto digests = digests_of(DigestAlgorithm::sha256, texts);
  const auto spaces = spaces_of({"siren:12", "phone:0639"});
  HashSearchOptions options;
  options.max_candidates = 3'000'000;
  const HashSearchResult one = search_hashes(digests, spaces, options);
  options.threads = 5;
  const HashSearchResult five = search_hashes(digests, spaces, options);
  CHECK(one.found > 0);
  CHECK(one.found == five.found);
  CHECK(one.tried == five.tried);
  CHECK(one.end == five.end);
  REQUIRE(one.counts.size() == five.counts.size());
  for (std::size_t i = 0; i < one.counts.size(); ++i) {
    CHECK(one.counts[i].tried == five.counts[i].tried);
    CHECK(one.counts[i].found == five.counts[i].found);
  }
}

TEST_CASE("a search stops when it is asked to", "[risk][hash]") {
  const auto digests = digests_of(DigestAlgorithm::md5, {"jamais deviné"});
  const auto spaces = spaces_of({"phone"});
  std::atomic<int> asked{0};
  HashSearchOptions options;
  options.threads = 2;
  options.should_stop = [&asked] { return ++asked > 20; };
  const HashSearchResult result = search_hashes(digests, spaces, options);
  CHECK(result.end == HashSearchEnd::stopped);
  CHECK(result.tried <= 20 * 8'192);
}
