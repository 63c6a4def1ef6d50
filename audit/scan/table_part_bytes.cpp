// The bytes of a part: one description of each struct, read and written by it.
#include <algorithm>
#include <array>

#include "audit/scan/state_archive.h"
#include "audit/scan/table_part.h"

namespace aval {

// Found by their arguments from state_archive.h, so that they cannot stand in a namespace without
// name.

template <typename Archive, typename Element, std::size_t Size>
void exchange(Archive& archive, std::array<Element, Size>& list) {
  for (Element& element : list)
    exchange(archive, element);
}

template <typename Archive>
void exchange(Archive& archive, DistinctCount& count) {
  DistinctCount::State state = Archive::kReads ? DistinctCount::State() : count.state();
  exchange_all(archive, state.limit, state.kept);
  std::string registers(state.registers.begin(), state.registers.end());
  exchange(archive, registers);
  if constexpr (Archive::kReads) {
    state.registers.assign(registers.begin(), registers.end());
    if (!count.restore(state))
      archive.refuse();
  }
}

template <typename Archive>
void exchange(Archive& archive, RuleCell& cell) {
  exchange_all(archive, cell.rule, cell.valid, cell.repaired);
}

template <typename Archive>
void exchange(Archive& archive, TextCell& cell) {
  exchange_all(archive, cell.rule, cell.in_label);
}

template <typename Archive>
void exchange(Archive& archive, CellVerdict& verdict) {
  exchange_all(archive, verdict.traits, verdict.dictionaries, verdict.rule_count,
               verdict.text_count, verdict.decimals);
  if constexpr (Archive::kReads)
    if (verdict.rule_count > CellVerdict::kMaxRules || verdict.text_count > CellVerdict::kMaxRules)
      archive.refuse();
  for (std::size_t i = 0; i < verdict.rule_count; ++i)
    exchange(archive, verdict.rules[i]);
  for (std::size_t i = 0; i < verdict.text_count; ++i)
    exchange(archive, verdict.texts[i]);
}

template <typename Archive>
void exchange(Archive& archive, RuleCells& cells) {
  exchange_all(archive, cells.matched, cells.valid, cells.repaired, cells.first_records);
}

template <typename Archive>
void exchange(Archive& archive, DecimalCounts& counts) {
  exchange(archive, counts.cells);
}

template <typename Archive>
void exchange(Archive& archive, OrdinateBounds& bounds) {
  exchange_all(archive, bounds.cells, bounds.min_first, bounds.max_first, bounds.min_second,
               bounds.max_second, bounds.has_any);
}

template <typename Archive>
void exchange_sample(Archive& archive, ColumnProfile& column) {
  std::uint64_t count = column.sample.size();
  archive.length(count, 48);
  if constexpr (Archive::kReads)
    column.sample.resize(static_cast<std::size_t>(count));
  for (SampledValue& value : column.sample) {
    CellVerdict verdict = Archive::kReads ? CellVerdict() : column.verdict_of(value);
    exchange(archive, value.hash);
    exchange(archive, verdict);
    if constexpr (Archive::kReads)
      value.verdict = column.verdicts.keep(verdict);
  }
}

template <typename Archive>
void exchange(Archive& archive, ColumnProfile& column) {
  exchange_all(archive, column.filled, column.missing, column.missing_words, column.bytes,
               column.max_bytes, column.sentences, column.has_number, column.min_number,
               column.max_number, column.numbers, column.decimals, column.positions,
               column.min_year, column.max_year, column.trailing_zeros, column.scientific,
               column.distinct, column.value_cells, column.text_cells, column.short_text_cells,
               column.label_cells, column.person_cells, column.short_person_cells,
               column.label_person_cells, column.first_records);
  exchange_sample(archive, column);
}

template <typename Archive>
void exchange(Archive& archive, ColumnQuality& column) {
  exchange_all(archive, column.filled, column.empty, column.null_words, column.errors, column.kinds,
               column.padded, column.odd_spaces, column.control, column.lost_characters,
               column.mojibake, column.dirty, column.unreadable, column.iso_dates,
               column.impossible_dates, column.ambiguous_dates, column.negative, column.fine,
               column.first_day, column.last_day, column.last_past_day, column.future_days,
               column.before_1900, column.formed, column.forms, column.too_many_forms,
               column.buckets, column.folded);
}

template <typename Archive>
void exchange(Archive& archive, LooseRow& row) {
  exchange_all(archive, row.first, row.rest);
}

// Sorted: the same bytes however the rows were dealt out.
RowSample::State settled(RowSample& sample) {
  sample.settle();
  return sample.state();
}

// Of all threads together, sorted: the same bytes however the rows were dealt out.
template <typename Archive>
void exchange(Archive& archive, std::vector<RowHashes>& sets) {
  std::vector<RowHash> rows;
  if constexpr (!Archive::kReads)
    for (std::size_t part = 0; part < RowHashes::kParts; ++part) {
      const auto first = static_cast<std::ptrdiff_t>(rows.size());
      for (RowHashes& set : sets)
        for (const RowHash& hash : set.take_part(part))
          rows.push_back(hash);
      std::sort(rows.begin() + first, rows.end());
    }
  exchange(archive, rows);
  if constexpr (Archive::kReads) {
    sets.assign(1, RowHashes());
    for (const RowHash& hash : rows)
      sets[0].add(hash);
  }
}

template <typename Archive>
void exchange(Archive& archive, std::vector<LooseRows>& sets) {
  LooseRows all;
  for (LooseRows& set : sets)
    all.merge(set);
  LooseRows::State state = all.take_state();
  std::sort(state.apart.begin(), state.apart.end(), [](const LooseRow& a, const LooseRow& b) {
    return std::pair(a.first, a.rest) < std::pair(b.first, b.rest);
  });
  std::vector<RowHashes> joined;
  joined.push_back(std::move(state.joined));
  exchange_all(archive, state.apart, joined);
  if constexpr (Archive::kReads) {
    state.joined = std::move(joined[0]);
    sets.clear();
    sets.emplace_back();
    sets[0].restore(std::move(state));
  }
}

template <typename Archive>
void exchange(Archive& archive, KeyCount& key) {
  exchange_all(archive, key.columns, key.declared);
}

template <typename Archive>
void exchange(Archive& archive, RowSample& sample) {
  RowSample::State state = Archive::kReads ? RowSample::State() : settled(sample);
  exchange_all(archive, state.rows, state.cells, state.width, state.dropped, state.limit);
  if constexpr (Archive::kReads)
    if (!sample.restore(state))
      archive.refuse();
}

template <typename Archive>
void exchange(Archive& archive, ProfileState& state) {
  exchange_all(archive, state.rows, state.last_record, state.columns, state.counts_quality,
               state.quality, state.entity_columns, state.blank_rows, state.bank_rows.checked,
               state.bank_rows.valid, state.row_hashes, state.entity_hashes, state.loose_rows,
               state.today, state.key, state.key_hashes, state.sample);
}

template <typename Archive>
void exchange(Archive& archive, CodedCells& cells) {
  exchange_all(archive, cells.column, cells.hashes, cells.folded);
  // Four bytes a row.
  std::string codes;
  for (const std::uint32_t code : cells.codes)
    for (unsigned byte = 0; byte < 4; ++byte)
      codes.push_back(static_cast<char>(code >> (8 * byte) & 0xFFU));
  exchange(archive, codes);
  if constexpr (Archive::kReads) {
    if (codes.size() % 4 != 0 || cells.folded.size() != cells.hashes.size())
      archive.refuse();
    cells.codes.assign(codes.size() / 4, 0);
    for (std::size_t i = 0; i < codes.size(); ++i)
      cells.codes[i / 4] |= static_cast<std::uint32_t>(static_cast<unsigned char>(codes[i]))
                            << (8 * (i % 4));
    for (const std::uint32_t code : cells.codes)
      if (code > cells.hashes.size())
        archive.refuse();
  }
}

template <typename Archive>
void exchange(Archive& archive, RowColumns& rows) {
  exchange_all(archive, rows.rows, rows.all_columns, rows.columns);
}

template <typename Archive>
void exchange(Archive& archive, TableColumn& column) {
  exchange_all(archive, column.name, column.declared_type, column.comment, column.title,
               column.examples, column.enumeration, column.in_key);
}

template <typename Archive>
void exchange(Archive& archive, Dialect& dialect) {
  exchange_all(archive, dialect.delimiter, dialect.quote, dialect.encoding, dialect.encoding_origin,
               dialect.header_row, dialect.header_rows, dialect.header_doubtful,
               dialect.preamble_rows, dialect.delimiter_margin, dialect.delimiter_origin);
}

template <typename Archive>
void exchange(Archive& archive, TableInfo& info) {
  exchange_all(archive, info.name, info.columns, info.dialect, info.extra_text, info.schema_only,
               info.comment);
}

template <typename Archive>
void exchange(Archive& archive, RepairCount& count) {
  exchange_all(archive, count.count, count.first_records);
}

template <typename Archive>
void exchange(Archive& archive, ReadStats& stats) {
  exchange_all(archive, stats.rows, stats.skipped_rows, stats.left_rows, stats.bytes,
               stats.coverage, stats.repairs, stats.skipped, stats.notes);
}

template <typename Archive>
void exchange(Archive& archive, TablePart& part) {
  exchange_all(archive, part.info, part.stats, part.state, part.rows);
}

std::string write_table_parts(std::vector<TablePart>& parts) {
  std::string bytes;
  StateWriter archive(bytes);
  exchange(archive, parts);
  return bytes;
}

std::vector<TablePart> read_table_parts(std::string_view bytes, const std::string& place) {
  std::vector<TablePart> parts;
  StateReader archive(bytes, place);
  exchange(archive, parts);
  if (!archive.at_end())
    archive.refuse();
  return parts;
}

}  // namespace aval
