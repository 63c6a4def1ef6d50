#include "audit/table/server_table.h"

#include <algorithm>
#include <cmath>

#include "audit/base/crypto.h"
#include "audit/table/read_codes.h"

namespace aval {

namespace {

// The digest of a row depends on its cells and their places alone.
class RowDigest {
 public:
  void add(const SparseRow& row) {
    line_.clear();
    for (const SparseRow::Cell& cell : row.cells) {
      line_ += std::to_string(cell.column) + ":" + std::to_string(cell.end - cell.begin) + ":";
      line_.append(row.text, cell.begin, cell.end - cell.begin);
    }
    line_ += '\n';
    sum_.add(line_);
    bytes_ += row.text.size();
  }
  std::string finish() { return sum_.finish_hex(); }
  std::uint64_t bytes() const { return bytes_; }

 private:
  Sha256 sum_;
  std::string line_;
  std::uint64_t bytes_ = 0;
};

// One pass; the share of a sample is worked out at its start.
class ServerPass {
 public:
  ServerPass(std::shared_ptr<const ServerTable> table, std::shared_ptr<ReadDigest> digest)
      : table_(std::move(table)), digest_(std::move(digest)) {}
  ~ServerPass() {
    if (started_ && !ended_)
      table_->stop();
  }
  ServerPass(const ServerPass&) = delete;
  ServerPass& operator=(const ServerPass&) = delete;

  bool next(SparseRow& row, ReadStats& stats) {
    if (ended_ || (!started_ && !start(stats)))
      return false;
    std::string failure;
    while (true) {
      row.clear();
      row.number = rows_ + 1;
      const ServerTable::Step step = take(row, stats, failure);
      if (step == ServerTable::Step::end)
        break;
      ++rows_;
      if (step == ServerTable::Step::row) {
        sum_.add(row);
        stats.bytes = sum_.bytes();
        return true;
      }
      count_record(stats.skipped, "broken_record", row.number);
      ++stats.skipped_rows;
    }
    ended_ = true;
    if (!failure.empty())
      lose_rest(failure, stats);
    else if (total_ > rows_)
      stats.left_rows = total_ - rows_;
    digest_->set(table_->name, sum_.finish(), sum_.bytes());
    return false;
  }

 private:
  // A reading that failed is over: there is nothing left to stop.
  ServerTable::Step take(SparseRow& row, ReadStats& stats, std::string& failure) {
    try {
      return table_->next(row, stats, failure);
    } catch (...) {
      ended_ = true;
      throw;
    }
  }

  bool start(ReadStats& stats) {
    std::string failure;
    double share = 1;
    if (table_->count && table_->sample_rows > 0) {
      const auto rows = table_->count(failure);
      share = rows ? sampled_share(table_->sample_rows, *rows) : 1;
      total_ = share < 1 ? *rows : 0;
    }
    if (failure.empty())
      started_ = table_->start(share, failure);
    if (started_)
      return true;
    ended_ = true;
    lose_rest(failure, stats);
    return false;
  }

  // How many rows are lost is not known: one is counted.
  void lose_rest(const std::string& code, ReadStats& stats) const {
    count_record(stats.skipped, code, rows_ + 1);
    ++stats.skipped_rows;
  }

  std::shared_ptr<const ServerTable> table_;
  std::shared_ptr<ReadDigest> digest_;
  RowDigest sum_;
  std::uint64_t rows_ = 0;
  std::uint64_t total_ = 0;  // of the table, when a sample is drawn
  bool started_ = false;
  bool ended_ = false;
};

}  // namespace

void ReadDigest::set(const std::string& table, const std::string& sha256, std::uint64_t bytes) {
  const std::lock_guard lock(mutex_);
  tables_[table] = {sha256, bytes};
}

ReadContent ReadDigest::content() const {
  const std::lock_guard lock(mutex_);
  ReadContent content;
  Sha256 sum;
  for (const auto& [table, read] : tables_) {
    sum.add(std::to_string(table.size()) + ":" + table + read.first);
    content.bytes += read.second;
  }
  content.sha256 = sum.finish_hex();
  return content;
}

RowCursor open_server_table(const std::shared_ptr<const ServerTable>& table,
                            const std::shared_ptr<ReadDigest>& digest) {
  auto pass = std::make_shared<ServerPass>(table, digest);
  return [pass](SparseRow& row, ReadStats& stats) { return pass->next(row, stats); };
}

double sampled_share(std::uint64_t wanted, std::uint64_t rows) {
  const auto target = static_cast<double>(wanted);
  const double asked = target + 4 * std::sqrt(target) + 4;
  const double share = rows == 0 ? 1 : asked / static_cast<double>(rows);
  return share >= 0.5 ? 1 : share;  // half a table costs as much to draw as to read
}

void hand_out_server_tables(std::vector<ListedTable> tables, const DatabaseUri& uri,
                            const SourceOptions& options, Source& source) {
  source.info.encoding = "UTF-8";
  const auto digest = std::make_shared<ReadDigest>();
  source.read_content = [digest] { return digest->content(); };
  const auto foreign = uri.parameters.find("foreign_tables");
  const bool reads_foreign = foreign != uri.parameters.end() && foreign->second == "read";
  for (ListedTable& table : tables) {
    auto rows = std::make_shared<RowPlan>();
    table.reading.name = table.info.name;
    table.reading.sample_rows = options.sample_rows;
    rows->info = std::move(table.info);
    rows->batch_bytes = std::max<std::size_t>(options.batch_bytes, 1);
    if (table.is_foreign && !reads_foreign)
      rows->open = [] { return refused_table("foreign_table"); };
    else
      rows->open = [reading = std::make_shared<ServerTable>(std::move(table.reading)), digest] {
        return open_server_table(reading, digest);
      };
    source.tables.push_back(make_row_reader(std::move(rows)));
  }
  if (source.tables.empty())
    source.tables.push_back(make_empty_reader(given_table(source.info.name), {"no_table"}));
}

}  // namespace aval
