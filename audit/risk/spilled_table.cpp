#include "audit/risk/spilled_table.h"

#include <algorithm>
#include <cstring>

#include "audit/base/text.h"
#include "audit/risk/equivalence_classes.h"

namespace aval {
namespace {

// Memory of a row once measured: its codes and record number, its place in classes and hash tables,
// and, when it is alone in its class, the counts of that class.
constexpr std::uint64_t kBytesOfRow = 400;
constexpr std::uint64_t kBytesOfCell = 24;
constexpr std::size_t kMostParts = 4096;
// While reading it is not known how many rows will come.
constexpr std::size_t kParts = 256;

std::uint64_t bytes_of_row(std::size_t columns) {
  return kBytesOfRow + kBytesOfCell * columns;
}

std::size_t buffer_of(std::uint64_t memory) {
  return static_cast<std::size_t>(memory / 8);
}

std::string_view bytes_of(const std::uint32_t* codes, std::size_t count) {
  return {reinterpret_cast<const char*>(codes), count * sizeof *codes};
}

}  // namespace

std::size_t part_of(std::span<const std::uint32_t> codes, std::size_t parts) {
  return hash64(bytes_of(codes.data(), codes.size()), 0x7061727473) % parts;
}

std::size_t parts_within(std::uint64_t rows, std::size_t columns, std::uint64_t memory) {
  const std::uint64_t needed =
      rows * bytes_of_row(columns) / std::max<std::uint64_t>(1, memory / 2);
  return static_cast<std::size_t>(std::clamp<std::uint64_t>(needed + 1, 1, kMostParts));
}

SpilledTable::SpilledTable(std::size_t columns, SpillLimit limit)
    : limit_(std::move(limit)),
      columns_(columns),
      file_(kParts, record_bytes(), buffer_of(limit_.memory)) {}

std::size_t SpilledTable::record_bytes() const {
  return sizeof(std::uint64_t) + columns_ * sizeof(std::uint32_t);
}

void SpilledTable::take(CodedTable& table) {
  std::string record(record_bytes(), '\0');
  std::vector<std::uint32_t> codes(columns_);
  std::vector<std::uint32_t> profile(limit_.profile.size());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    for (std::size_t c = 0; c < columns_; ++c)
      codes[c] = table.columns[c].codes[row];
    for (std::size_t p = 0; p < profile.size(); ++p)
      profile[p] = codes[limit_.profile[p]];
    std::memcpy(record.data(), &table.record_numbers[row], sizeof(std::uint64_t));
    if (columns_ > 0)
      std::memcpy(record.data() + sizeof(std::uint64_t), codes.data(),
                  columns_ * sizeof(std::uint32_t));
    file_.add(part_of(profile, file_.parts()), record);
  }
  rows_ += table.rows();
  // Their memory too: the first rows taken are all that fit.
  std::vector<std::uint64_t>().swap(table.record_numbers);
  for (CodedColumn& column : table.columns)
    std::vector<std::uint32_t>().swap(column.codes);
}

void SpilledTable::finish(CodedRows rows) {
  take(rows.table);  // those of the last batch are taken already
  frame_ = std::move(rows.table);
  place_ = std::move(rows.place);
}

void SpilledTable::load(std::size_t part, CodedTable& loaded) {
  loaded = std::move(frame_);
  std::string records;
  for (std::size_t piece = 0; file_.read_piece(part, piece, records); ++piece)
    for (std::size_t at = 0; at < records.size(); at += record_bytes()) {
      std::uint64_t number = 0;
      std::memcpy(&number, records.data() + at, sizeof number);
      loaded.record_numbers.push_back(number);
      for (std::size_t c = 0; c < columns_; ++c) {
        std::uint32_t code = 0;
        std::memcpy(&code, records.data() + at + sizeof number + c * sizeof code, sizeof code);
        loaded.columns[c].codes.push_back(code == kMissingCode ? code : place_[c][code]);
      }
    }
}

void SpilledTable::give_back(CodedTable& loaded) {
  frame_ = std::move(loaded);
  frame_.record_numbers.clear();
  for (CodedColumn& column : frame_.columns)
    column.codes.clear();
}

ReadRows read_rows_within(TableReader& reader, const std::vector<std::size_t>& columns,
                          const CodingOptions& options, const SpillLimit& limit) {
  ReadRows read;
  const std::uint64_t most_rows = limit.memory / bytes_of_row(columns.size());
  CodedRows rows = read_coded_rows(reader, columns, options, [&](CodedTable& table) {
    if (limit.memory == 0 || (!read.on_disk && table.rows() <= most_rows))
      return;
    if (!read.on_disk)
      read.on_disk = std::make_unique<SpilledTable>(columns.size(), limit);
    read.on_disk->take(table);
  });
  if (read.on_disk)
    read.on_disk->finish(std::move(rows));
  else
    read.table = std::move(rows.table);
  return read;
}

void for_each_class_size(SpilledTable& table, std::span<const std::size_t> positions,
                         const std::function<void(std::uint64_t)>& told) {
  const std::size_t width = positions.size() * sizeof(std::uint32_t);
  SpillFile file(parts_within(table.rows(), positions.size(), table.limit().memory), width,
                 buffer_of(table.limit().memory));
  CodedTable rows;
  std::vector<std::uint32_t> codes(positions.size());
  for (std::size_t part = 0; part < table.parts(); ++part) {
    table.load(part, rows);
    for (std::size_t row = 0; row < rows.rows(); ++row) {
      for (std::size_t p = 0; p < codes.size(); ++p)
        codes[p] = rows.columns[positions[p]].codes[row];
      file.add(part_of(codes, file.parts()), bytes_of(codes.data(), codes.size()));
    }
    table.give_back(rows);
  }
  for (std::size_t part = 0; part < file.parts(); ++part) {
    const std::string records = file.read(part);
    CodedTable grouped;
    grouped.record_numbers.resize(records.size() / width);
    grouped.columns.resize(positions.size());
    std::vector<std::size_t> places;
    for (std::size_t p = 0; p < positions.size(); ++p) {
      places.push_back(p);
      std::vector<std::uint32_t>& column = grouped.columns[p].codes;
      column.resize(grouped.rows());
      for (std::size_t row = 0; row < column.size(); ++row)
        std::memcpy(&column[row], records.data() + row * width + p * sizeof(std::uint32_t),
                    sizeof(std::uint32_t));
    }
    const EquivalenceClasses classes = group_rows(grouped, places, MissingRule::own_category);
    for (std::size_t c = 0; c < classes.count(); ++c)
      told(classes.size(c));
  }
}

}  // namespace aval
