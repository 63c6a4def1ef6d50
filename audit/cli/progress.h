// How far a long command is, on the terminal that its errors go to.
#pragma once

#include <memory>

#include "audit/base/language.h"
#include "audit/cli/commands.h"
#include "audit/table/watched_reader.h"

namespace aval {

// Rows, share, rate and time left in one line on standard error, drawn over and erased when a
// reading ends. Null when standard error is no terminal, or NO_COLOR is set.
[[nodiscard]] std::shared_ptr<const ReadingWatch> progress_watch(const CommandContext& context);

// "lecture de a.csv : 1 200 000 lignes, 42 %, 310 000 lignes/s, encore 12 s". Share and time left
// only where the size is known.
[[nodiscard]] Text progress_in_words(const ReadingProgress& progress);

}  // namespace aval
