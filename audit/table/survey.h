// The first pass over a source: digest, encoding, and samples of its text from head, middle and
// end.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "audit/table/encoding.h"

namespace aval {

struct Survey {
  std::string sha256;            // of the bytes on disk
  std::uint64_t data_bytes = 0;  // after gzip
  Encoding encoding;
  bool damaged = false;    // gzip cut short
  bool has_nul = false;    // NUL characters in the samples, once decoded
  bool is_binary = false;  // too many control characters for a text
  bool whole = false;      // the first sample is the whole text
  bool ends_line = false;  // the last character is a line end
  // Samples in UTF-8 without NUL; the first starts with the text, the others inside a line.
  std::vector<std::string> samples;
};

// `forced_encoding` is empty to go by evidence. `place` names the source in errors.
Survey survey_bytes(const std::shared_ptr<const InputBytes>& input, bool gzip,
                    const std::string& place, const std::string& forced_encoding);

}  // namespace aval
