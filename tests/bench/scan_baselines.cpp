// Makes the tables of the benchmark, and times what a plain use of RE2 costs on them.
//
//   scan_baselines generate SHAPE BYTES FILE
//   scan_baselines fields|one_by_one|set FILE BYTES    reads the first BYTES of FILE with the
//   program's own reader, one thread; "fields" stops there, the others try every pattern of the
//   pack on every cell, one RE2 after the other or all in a RE2::Set. Prints "seconds cells hits".
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <stdexcept>

#include "audit/base/error.h"
#include "audit/table/source.h"
#include "rules/rule_pack.h"
#include "tests/bench/tables.h"

namespace {

using namespace aval;

struct Tally {
  std::uint64_t cells = 0;
  std::uint64_t hits = 0;
};

// Bytes of the file up to the last line end before `limit`.
std::string head_of(const std::string& path, std::size_t limit) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes(limit, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(limit));
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  if (bytes.size() == limit)
    bytes.resize(bytes.rfind('\n') + 1);
  return bytes;
}

template <typename Judge>
Tally tally_cells(TableReader& reader, const Judge& judge) {
  Tally tally;
  Batch batch;
  while (reader.next(batch))
    for (const auto& column : batch.columns)
      for (std::size_t row = 0; row < batch.rows; ++row) {
        ++tally.cells;
        tally.hits += judge(std::string_view(column[row]));
      }
  return tally;
}

Tally run(const std::string& how, TableReader& reader, const RulePack& pack) {
  if (how == "fields")
    return tally_cells(reader, [](std::string_view cell) { return cell.size(); });
  if (how == "one_by_one")
    return tally_cells(reader, [&pack](std::string_view cell) {
      std::size_t hits = 0;
      for (const Rule& rule : pack.rules) {
        for (const Pattern& pattern : rule.patterns)
          hits += pattern.matches_whole(cell) ? 1U : 0U;
        for (const Pattern& pattern : rule.text_patterns)
          hits += pattern.matches_part(cell) ? 1U : 0U;
      }
      return hits;
    });
  std::vector<std::string> whole, part;
  for (const Rule& rule : pack.rules) {
    for (const Pattern& pattern : rule.patterns)
      whole.push_back(pattern.source());
    for (const Pattern& pattern : rule.text_patterns)
      part.push_back(pattern.source());
  }
  const PatternSet wholes(whole, PatternSet::Anchor::whole);
  const PatternSet parts(part, PatternSet::Anchor::part);
  std::vector<int> found;
  return tally_cells(reader, [&](std::string_view cell) {
    wholes.match(cell, found);
    std::size_t hits = found.size();
    parts.match(cell, found);
    return hits + found.size();
  });
}

int generate(const std::string& shape, std::uint64_t bytes, const std::string& path) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "wb"),
                                                             std::fclose);
  if (file == nullptr)
    throw std::runtime_error("cannot write " + path);
  write_table(file.get(), shape, bytes, 20261126);
  return 0;
}

int time_baseline(const std::string& how, const std::string& path, std::size_t bytes) {
  const RulePack pack = load_embedded_rule_pack();
  const Source source = open_source_bytes(path, head_of(path, bytes), {});
  const auto start = std::chrono::steady_clock::now();
  const Tally tally = run(how, *source.tables.at(0), pack);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  std::cout << took.count() << ' ' << tally.cells << ' ' << tally.hits << '\n';
  return 0;
}

}  // namespace

int main(int count, char** values) {
  const std::vector<std::string> words(values + 1, values + count);
  try {
    if (words.size() == 4 && words[0] == "generate")
      return generate(words[1], std::strtoull(words[2].c_str(), nullptr, 10), words[3]);
    if (words.size() == 3)
      return time_baseline(words[0], words[1], std::strtoull(words[2].c_str(), nullptr, 10));
    std::cerr << "usage: scan_baselines generate SHAPE BYTES FILE | fields|one_by_one|set FILE "
                 "BYTES\n";
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
  }
  return 2;
}
