// Passes over a table of a server, with a server of this file: samples, failures, digests.
#include "audit/table/server_table.h"

#include "audit/table/read_codes.h"
#include "tests/support/catch.h"

using namespace aval;

namespace {

// What a server of twenty rows does.
struct FakeServer {
  std::uint64_t rows = 20;
  std::uint64_t breaks_at = 0;  // the row whose reading fails; 0: none
  std::string refusal;          // of the start
  std::uint64_t next = 0;
  double share = 0;
  int stops = 0;
};

std::shared_ptr<ServerTable> table_of(FakeServer& server) {
  auto table = std::make_shared<ServerTable>();
  table->name = "t";
  table->count = [&server](std::string&) { return server.rows; };
  table->start = [&server](double share, std::string& failure) {
    server.next = 0;
    server.share = share;
    failure = server.refusal;
    return server.refusal.empty();
  };
  table->next = [&server](SparseRow& row, ReadStats&, std::string& failure) {
    const auto handed = static_cast<std::uint64_t>(static_cast<double>(server.rows) * server.share);
    if (++server.next == server.breaks_at) {
      failure = "query_stopped";
      return ServerTable::Step::end;
    }
    if (server.next > handed)
      return ServerTable::Step::end;
    row.add(0, std::to_string(server.next));
    return server.next == 7 ? ServerTable::Step::broken : ServerTable::Step::row;
  };
  table->stop = [&server] { ++server.stops; };
  return table;
}

std::vector<std::uint64_t> read_all(const RowCursor& cursor, ReadStats& stats) {
  std::vector<std::uint64_t> numbers;
  SparseRow row;
  while (cursor(row, stats))
    numbers.push_back(row.number);
  CHECK_FALSE(cursor(row, stats));
  return numbers;
}

}  // namespace

TEST_CASE("a table of a server is read to its end, broken rows counted", "[table][server]") {
  FakeServer server;
  const auto digest = std::make_shared<ReadDigest>();
  ReadStats stats;
  const auto numbers = read_all(open_server_table(table_of(server), digest), stats);
  CHECK(numbers.size() == 19);
  CHECK(numbers.back() == 20);
  CHECK(stats.skipped.at("broken_record").first_records == std::vector<std::uint64_t>{7});
  CHECK(stats.left_rows == 0);
  CHECK(server.stops == 0);
  CHECK(digest->content().bytes == 30);  // digits of 1 to 20 without the 7
}

TEST_CASE("the digest of a server depends on cells, not on the pass", "[table][server]") {
  FakeServer server;
  const auto table = table_of(server);
  const auto first = std::make_shared<ReadDigest>(), second = std::make_shared<ReadDigest>();
  ReadStats stats;
  CHECK(first->content().sha256.size() == 64);
  read_all(open_server_table(table, first), stats);
  read_all(open_server_table(table, second), stats);
  CHECK(first->content().sha256 == second->content().sha256);
  server.rows = 21;
  read_all(open_server_table(table, second), stats);
  CHECK(first->content().sha256 != second->content().sha256);
}

TEST_CASE("a reading that is refused or stopped is told", "[table][server]") {
  const auto digest = std::make_shared<ReadDigest>();
  FakeServer refused;
  refused.refusal = "table_refused";
  ReadStats none;
  CHECK(read_all(open_server_table(table_of(refused), digest), none).empty());
  CHECK(none.skipped.at("table_refused").first_records == std::vector<std::uint64_t>{1});
  CHECK(is_incomplete(none));
  FakeServer stopped;
  stopped.breaks_at = 5;
  ReadStats some;
  CHECK(read_all(open_server_table(table_of(stopped), digest), some).size() == 4);
  CHECK(some.skipped.at("query_stopped").first_records == std::vector<std::uint64_t>{5});
  CHECK(stopped.stops == 0);
}

TEST_CASE("a reading that is left before its end is stopped once", "[table][server]") {
  FakeServer server;
  SparseRow row;
  ReadStats stats;
  {
    const RowCursor cursor = open_server_table(table_of(server), std::make_shared<ReadDigest>());
    CHECK(cursor(row, stats));
    CHECK(server.stops == 0);
  }
  CHECK(server.stops == 1);
  { const RowCursor unread = open_server_table(table_of(server), std::make_shared<ReadDigest>()); }
  CHECK(server.stops == 1);
}

TEST_CASE("a sample tells how many rows were left on the server", "[table][server]") {
  FakeServer server;
  server.rows = 10000;
  const auto table = table_of(server);
  table->sample_rows = 100;
  ReadStats stats;
  const auto numbers = read_all(open_server_table(table, std::make_shared<ReadDigest>()), stats);
  CHECK(numbers.size() == 143);  // 100 + 4 * 10 + 4, without the broken one
  CHECK(stats.left_rows == 10000 - 144);
  CHECK(sampled_share(100, 10000) == Approx(0.0144));
  CHECK(sampled_share(100, 288) == 1);
  CHECK(sampled_share(100, 0) == 1);
}
