// What an entry of the register lacks, by article 30 of the GDPR and beyond it. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "audit/base/json.h"

namespace aval {

// Duty to fill a field: article 30 asks it always, asks it where the case arises (a processor, a
// transfer, a joint controller), asks it as far as possible (else the reason), or does not ask it.
enum class Duty { mandatory, where_it_applies, where_possible, recommended };

struct RegisterGap {
  std::string field;  // key of the activity, or "organisation/KEY"
  Duty duty = Duty::mandatory;
  std::string source;  // "art. 30(1)b"; empty for the practice of the CNIL's form
  Text message;        // what is missing and what to do
};

// "mandatory", "where_it_applies", "where_possible", "recommended".
std::string_view duty_name(Duty duty);

// Every gap, in the order of article 30, then the recommended ones. `organisation` is the sheet of
// the organisation, null when there is none. An entry of another regime than the GDPR has no gap:
// it is not judged by it.
std::vector<RegisterGap> find_register_gaps(const Json& activity, const Json& organisation);

// True when nothing that article 30 asks is missing.
bool is_complete(const std::vector<RegisterGap>& gaps);

}  // namespace aval
