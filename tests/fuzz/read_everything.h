// What the reader targets do with a source, and what must hold whatever the bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>

#include "audit/base/text.h"
#include "audit/table/source.h"

namespace aval {

// A digest of all cells of a table. Aborts when a batch is not rectangular, out of order, or holds
// ill-formed UTF-8.
inline std::uint64_t read_table(TableReader& reader) {
  std::uint64_t digest = 0;
  std::uint64_t sequence = 0;
  std::uint64_t rows = 0;
  std::uint64_t record = 0;
  Batch batch;
  while (reader.next(batch)) {
    if (batch.sequence != sequence++ || batch.record_numbers.size() != batch.rows)
      std::abort();
    for (const std::uint64_t number : batch.record_numbers) {
      if (number <= record)
        std::abort();
      record = number;
    }
    rows += batch.rows;
    for (const auto& column : batch.columns) {
      if (column.size() != batch.rows)
        std::abort();
      for (const std::string_view cell : column) {
        if (!is_utf8(cell) || cell.find('\0') != std::string_view::npos)
          std::abort();
        digest = hash64(cell, digest + (cell.data() == nullptr ? 1 : 0));
      }
    }
    if (batch.columns.size() > reader.info().columns.size())
      std::abort();
  }
  if (reader.stats().rows != rows)
    std::abort();
  return digest;
}

// Opens the bytes and reads every table twice, with the two last bytes choosing the options.
inline void read_everything(const std::string& name, const std::uint8_t* data, std::size_t size) {
  if (size < 2)
    return;
  SourceOptions options;
  options.batch_bytes = std::size_t{1} << (data[size - 1] % 16);
  options.max_record_bytes = std::size_t{1} << (4 + data[size - 2] % 16);
  const bool knows_words = (data[size - 1] & 0x80U) != 0;
  if (knows_words)
    options.is_header_word = [](std::string_view word) { return word.size() < 5; };
  std::string bytes(data, data + size - 2);
  try {
    const Source source = open_source_bytes(name, std::move(bytes), options);
    for (const auto& table : source.tables) {
      const std::uint64_t first = read_table(*table);
      if (read_table(*table->reopen()) != first)
        std::abort();
    }
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::internal || error.message().fr.empty())
      std::abort();
  }
}

}  // namespace aval
