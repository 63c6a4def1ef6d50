// Long readings seen from outside: how far they are, and whether they should stop.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "audit/table/source.h"

namespace aval {

struct ReadingProgress {
  std::string source;       // its uri
  bool again = false;       // rows read before are read again, for what the first reading told
  std::uint64_t rows = 0;   // of this reading of this table
  std::uint64_t bytes = 0;  // of the source, read so far; 0 where its format does not tell
  std::uint64_t of_bytes = 0;
  double seconds = 0;  // since its first batch was asked for
  bool ended = false;  // told once more by each thread that finds no more rows
};

// Both may be called from any thread, several at once, and may be empty.
struct ReadingWatch {
  std::function<bool()> asks_to_stop;
  // At most four times a second, from its second second on, and when the reading ends.
  std::function<void(const ReadingProgress&)> tell;
};

// Every table of `source` is read under `watch`, also when it is opened again; nothing changes when
// that is null. Once it asks to stop, next() gives false, and the statistics say so: the note
// "interrupted", and as coverage the share of bytes that was read.
void watch_tables(Source& source, const std::shared_ptr<const ReadingWatch>& watch);

// Whether a reading under that watch, if any, should stop.
[[nodiscard]] bool asks_to_stop(const std::shared_ptr<const ReadingWatch>& watch);

// Whether the reading was ended by its watch.
[[nodiscard]] bool is_interrupted(const ReadStats& stats);
// Says so in `stats`.
void mark_interrupted(ReadStats& stats);

}  // namespace aval
