#include "audit/risk/spilled_match.h"

#include <cstring>
#include <map>

namespace aval {
namespace {

using Mask = std::uint64_t;  // one bit a position, set where the value is missing

// A class of one part of the table; `part` is kMatched for one that is only looked for.
struct ClassPlace {
  std::uint32_t part = 0;
  std::uint32_t number = 0;
  std::uint64_t rows = 0;
};
constexpr std::uint32_t kMatched = 0xFFFFFFFF;

struct MatchCount {
  std::uint64_t rows = 0;
  std::uint64_t number = 0;  // of the class in its part
};

std::string record_of(const ClassPlace& place, const std::vector<std::uint32_t>& codes) {
  std::string record(sizeof place + codes.size() * sizeof(std::uint32_t), '\0');
  std::memcpy(record.data(), &place, sizeof place);
  if (!codes.empty())
    std::memcpy(record.data() + sizeof place, codes.data(), codes.size() * sizeof codes[0]);
  return record;
}

ClassPlace read_record(std::string_view record, std::vector<std::uint32_t>& codes) {
  ClassPlace place;
  std::memcpy(&place, record.data(), sizeof place);
  if (!codes.empty())
    std::memcpy(codes.data(), record.data() + sizeof place, codes.size() * sizeof codes[0]);
  return place;
}

Mask mask_of(const std::vector<std::uint32_t>& codes) {
  Mask mask = 0;
  for (std::size_t i = 0; i < codes.size(); ++i)
    mask |= codes[i] == kMissingCode ? Mask{1} << i : 0;
  return mask;
}

// Every class of the table, with its codes.
template <typename Told>
void for_each_class(SpilledTable& table, std::span<const std::size_t> positions, Told told) {
  CodedTable rows;
  std::vector<std::uint32_t> codes(positions.size());
  for (std::size_t part = 0; part < table.parts(); ++part) {
    table.load(part, rows);
    const EquivalenceClasses classes = group_rows(rows, positions, MissingRule::own_category);
    for (std::size_t c = 0; c < classes.count(); ++c) {
      for (std::size_t p = 0; p < codes.size(); ++p)
        codes[p] = rows.columns[positions[p]].codes[classes.rows_of(c).front()];
      told(ClassPlace{static_cast<std::uint32_t>(part), static_cast<std::uint32_t>(c),
                      classes.size(c)},
           codes);
    }
    table.give_back(rows);
  }
}

// Classes by pattern of missing values.
struct ByMask {
  std::map<Mask, std::size_t> part_of;  // of `file`
  std::map<Mask, std::uint64_t> classes;
  SpillFile file;
  std::size_t width;  // codes of a record
  std::uint64_t memory;
};

std::map<Mask, std::uint64_t> count_masks(SpilledTable& table,
                                          std::span<const std::size_t> positions) {
  std::map<Mask, std::uint64_t> masks;
  for_each_class(table, positions, [&](const ClassPlace&, const std::vector<std::uint32_t>& codes) {
    ++masks[mask_of(codes)];
  });
  return masks;
}

// Classes of one pattern into `buckets`, by what they hold where neither pattern misses a value.
void sort_into(const ByMask& by_mask, Mask mask, Mask missing, bool asks, SpillFile& buckets) {
  std::vector<std::uint32_t> codes(by_mask.width);
  std::string records;
  const std::size_t size = record_of({}, codes).size();
  const std::size_t from = by_mask.part_of.at(mask);
  for (std::size_t piece = 0; by_mask.file.read_piece(from, piece, records); ++piece)
    for (std::size_t at = 0; at < records.size(); at += size) {
      ClassPlace place = read_record(std::string_view(records).substr(at, size), codes);
      std::vector<std::uint32_t> known;
      for (std::size_t i = 0; i < codes.size(); ++i)
        if ((missing >> i & 1U) == 0)
          known.push_back(codes[i]);
      if (!asks)
        place.part = kMatched;
      buckets.add(part_of(known, buckets.parts()), record_of(place, known));
    }
}

void tell_matches(const std::string& records, std::size_t width, SpillFile& found) {
  std::vector<std::uint32_t> codes(width);
  const std::size_t size = record_of({}, codes).size();
  CodedTable table;
  table.columns.resize(width);
  std::vector<ClassPlace> places;
  std::vector<std::size_t> positions;
  for (std::size_t c = 0; c < width; ++c)
    positions.push_back(c);
  for (std::size_t at = 0; at < records.size(); at += size) {
    places.push_back(read_record(std::string_view(records).substr(at, size), codes));
    for (std::size_t c = 0; c < width; ++c)
      table.columns[c].codes.push_back(codes[c]);
  }
  table.record_numbers.resize(places.size());
  const EquivalenceClasses agreeing = group_rows(table, positions, MissingRule::own_category);
  for (std::size_t g = 0; g < agreeing.count(); ++g) {
    MatchCount count;
    for (const std::size_t item : agreeing.rows_of(g))
      count.rows += places[item].part == kMatched ? places[item].rows : 0;
    if (count.rows == 0)
      continue;
    for (const std::size_t item : agreeing.rows_of(g))
      if (places[item].part != kMatched) {
        count.number = places[item].number;
        found.add(places[item].part, {reinterpret_cast<const char*>(&count), sizeof count});
      }
  }
}

void match_masks(const ByMask& by_mask, Mask asking, Mask matched, SpillFile& found) {
  const Mask missing = asking | matched;
  std::size_t known = 0;
  for (std::size_t i = 0; i < by_mask.width; ++i)
    known += (missing >> i & 1U) == 0 ? 1U : 0U;
  const std::uint64_t classes = by_mask.classes.at(asking) + by_mask.classes.at(matched);
  SpillFile buckets(parts_within(classes, known, by_mask.memory),
                    record_of({}, std::vector<std::uint32_t>(known)).size(), by_mask.memory / 8);
  sort_into(by_mask, asking, missing, true, buckets);
  sort_into(by_mask, matched, missing, false, buckets);
  for (std::size_t bucket = 0; bucket < buckets.parts(); ++bucket)
    tell_matches(buckets.read(bucket), known, found);
}

}  // namespace

SpilledMatches::SpilledMatches(SpilledTable& table, std::span<const std::size_t> positions)
    : found_(table.parts(), sizeof(MatchCount), table.limit().memory / 8) {
  if (positions.size() > 64)
    throw Error(ErrorKind::usage, "--quasi",
                {"au plus 64 quasi-identifiants", "at most 64 quasi-identifiers"});
  std::map<Mask, std::uint64_t> masks = count_masks(table, positions);
  const std::size_t record = record_of({}, std::vector<std::uint32_t>(positions.size())).size();
  const std::size_t patterns = std::max<std::size_t>(1, masks.size());
  ByMask by_mask{{},
                 std::move(masks),
                 SpillFile(patterns, record, table.limit().memory / 8),
                 positions.size(),
                 table.limit().memory};
  for (const auto& [mask, classes] : by_mask.classes)
    by_mask.part_of.emplace(mask, by_mask.part_of.size());
  for_each_class(table, positions,
                 [&](const ClassPlace& place, const std::vector<std::uint32_t>& codes) {
                   by_mask.file.add(by_mask.part_of.at(mask_of(codes)), record_of(place, codes));
                 });
  for (const auto& [asking, some] : by_mask.classes)
    for (const auto& [matched, others] : by_mask.classes)
      if (asking != matched)
        match_masks(by_mask, asking, matched, found_);
}

std::vector<std::uint64_t> SpilledMatches::of_part(std::size_t part,
                                                   const EquivalenceClasses& classes) const {
  std::vector<std::uint64_t> rows(classes.count());
  for (std::size_t c = 0; c < rows.size(); ++c)
    rows[c] = classes.size(c);
  std::string records;
  for (std::size_t piece = 0; found_.read_piece(part, piece, records); ++piece)
    for (std::size_t at = 0; at < records.size(); at += sizeof(MatchCount)) {
      MatchCount count;
      std::memcpy(&count, records.data() + at, sizeof count);
      rows[count.number] += count.rows;
    }
  return rows;
}

}  // namespace aval
