// aval pseudonymize, in parts: its options, and which columns of several plans join.
#pragma once

#include <string>
#include <vector>

#include "audit/cli/commands.h"
#include "audit/cli/keyring_options.h"
#include "audit/workspace/scan_sources.h"

namespace aval {

struct PseudonymizeOptions {
  ScanRequest request;  // how the source is read
  std::string source;
  std::vector<std::string> plans;
  KeyringOptions keyring;
  std::string output;
  std::string report;
  std::string domain;  // of a proposed plan
  int from_epoch = 0;  // 0: no rotation
  std::string format = "text";
};

// Which columns of these plans join, and why others do not.
void show_joinability(const PseudonymizeOptions& options, CommandContext& context);

}  // namespace aval
