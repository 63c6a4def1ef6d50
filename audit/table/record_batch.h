// From the bytes of whole records to the cells of a batch. Pure: run by all threads at once.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "audit/table/encoding.h"
#include "audit/table/record_cutter.h"
#include "audit/table/table_reader.h"

namespace aval {

struct RecordSpan {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::uint64_t number = 0;
  CutRepair repair = CutRepair::none;
};

// Turns the records into UTF-8 without NUL, in place of `bytes`, and counts what was repaired.
void decode_records(std::string& bytes, std::vector<RecordSpan>& spans, const Encoding& encoding,
                    std::map<std::string, RepairCount>& repairs);

// The most columns that a ragged row may add: a hostile file must not make a batch of rows times
// columns that memory cannot hold.
std::size_t max_columns(std::size_t columns);

// The most rows of a batch with that many columns.
std::size_t max_batch_rows(std::size_t columns);

// Fills batch.columns (at least `columns` of them) from the records in batch.bytes, unescaping in
// place.
void split_records(const std::vector<RecordSpan>& spans, const DelimitedFormat& format,
                   std::size_t columns, std::pair<Batch&, std::map<std::string, RepairCount>&> out);

}  // namespace aval
