// A suppression: what a person writes to set a finding aside as a false alarm. Applied by
// set_aside.h. Never a cell value.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace aval {

// What the data protection officer said of setting a finding aside.
struct DpoOpinion {
  std::string sense;  // "favourable", "with_reserve", "unfavourable"
  std::string by;
  std::string on;  // "YYYY-MM-DD"
};

struct Suppression {
  std::string fingerprint;
  std::string rule;
  std::string column;  // as it was named, for the reader; the fingerprint decides
  std::string reason;
  std::string author;   // function or department
  std::string created;  // "YYYY-MM-DD"
  std::string expires;  // last day it holds
  std::optional<DpoOpinion> opinion;
  // The state of the finding that was set aside; empty when the file does not say.
  std::string type;
  std::string gdpr;
  std::vector<std::string> evidence;  // classes: header, values, text, declared_type
};

}  // namespace aval
