// aval scan FOLDER --catalogue DIR: one index of hundreds of sources, taken up where it stopped.
#pragma once

#include <string>

#include "audit/cli/commands.h"
#include "audit/workspace/scan_sources.h"

namespace aval {

// Scans the sources one by one, each into its own report in `folder`, then writes the index pages
// and catalogue.json. A source whose file has not changed (size, time, rules, options, version)
// since it was last written there is not read again. Gives the exit code of the scan.
int write_catalogue(const ScanRequest& request, const std::string& folder,
                    const CommandContext& context);

}  // namespace aval
