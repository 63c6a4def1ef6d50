#include <algorithm>
#include <mutex>
#include <thread>

#include "tests/audit/table/read_table.h"
#include "tests/support/catch.h"

using namespace aval;

namespace {

// All cells of a source, batch by batch in order of sequence.
std::string read_by_threads(const std::string& name, const std::string& text, unsigned threads) {
  SourceOptions options = test_options();
  options.batch_bytes = 700;
  const Source source = open_source_bytes(name, text, options);
  TableReader& reader = *source.tables.at(0);
  std::mutex mutex;
  std::map<std::uint64_t, std::string> batches;
  const auto work = [&] {
    Batch batch;
    while (reader.next(batch)) {
      std::string cells;
      for (std::size_t row = 0; row < batch.rows; ++row) {
        cells += std::to_string(batch.record_numbers[row]);
        for (std::size_t column = 0; column < batch.columns.size(); ++column) {
          const std::string_view cell = batch.columns[column][row];
          if (cell.data() != nullptr)
            cells += " " + std::to_string(column) + "=" + std::string(cell);
        }
        cells += "\n";
      }
      const std::lock_guard lock(mutex);
      CHECK(batches.emplace(batch.sequence, std::move(cells)).second);
    }
  };
  std::vector<std::thread> pool;
  for (unsigned index = 0; index < threads; ++index)
    pool.emplace_back(work);
  for (std::thread& thread : pool)
    thread.join();
  std::string all;
  std::uint64_t expected = 0;
  for (const auto& [sequence, cells] : batches) {
    CHECK(sequence == expected++);
    all += cells;
  }
  for (const TableColumn& column : reader.info().columns)
    all += column.name + ",";
  const ReadStats stats = reader.stats();
  all += " rows " + std::to_string(stats.rows);
  for (const auto& [code, count] : stats.repairs) {
    all += " " + code + " " + std::to_string(count.count);
    for (const std::uint64_t record : count.first_records)
      all += " " + std::to_string(record);
  }
  return all;
}

}  // namespace

TEST_CASE("the batches of a CSV file do not depend on the threads", "[table][threads]") {
  std::string text = "id;nom;ville\n";
  for (int row = 0; row < 3000; ++row) {
    text += std::to_string(row) + ";\"nom " + std::to_string(row) + "\"\"\"";
    text += row % 17 == 0   ? ";a;b\n"
            : row % 13 == 0 ? "\n"
            : row % 29 == 0 ? ";\"x\ny\"\n"
                            : ";Ly\xE9on\n";
  }
  const std::string one = read_by_threads("a.csv", text, 1);
  for (const unsigned threads : {2U, 3U, 4U})
    CHECK(read_by_threads("a.csv", text, threads) == one);
}

TEST_CASE("the batches and columns of a JSON file do not depend on the threads",
          "[table][threads]") {
  std::string text = "[";
  for (int row = 0; row < 2000; ++row)
    text += std::string(row == 0 ? "" : ",\n") + "{\"id\":" + std::to_string(row) + ",\"k" +
            std::to_string(row * 37 % 101) + "\":{\"x\":[1,2,\"é\"]}}";
  text += "]";
  const std::string one = read_by_threads("a.json", text, 1);
  for (const unsigned threads : {2U, 3U, 4U})
    CHECK(read_by_threads("a.json", text, threads) == one);
}
