// Options of the commands that read tables.
#pragma once

#include "audit/cli/commands.h"
#include "audit/workspace/scan_sources.h"

namespace aval {

// "512M", "2G", "0" (no limit); bytes without a letter; `otherwise` when it is empty. Error(usage)
// naming --memory.
std::uint64_t memory_limit_of(const std::string& text, std::uint64_t otherwise);

// Of a command that reads one table: --table, --delimiter, --encoding.
void add_one_table_options(CLI::App& command, const CommandContext& context, ScanRequest& request);
void add_rules_option(CLI::App& command, const CommandContext& context, ScanRequest& request);
// The options of reading: --table, --delimiter, --encoding, --sample, --threads, --rules.
void add_reading_options(CLI::App& command, const CommandContext& context, ScanRequest& request);

}  // namespace aval
