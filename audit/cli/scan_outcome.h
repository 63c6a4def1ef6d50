// What becomes of the report of a scan, shared by `aval scan` and `aval merge`: the form it is
// written in, what it is compared with, where it is recorded, the exit code.
#pragma once

#include <functional>
#include <string>

#include "audit/cli/commands.h"
#include "audit/cli/report_options.h"
#include "audit/workspace/scan_sources.h"
#include "reports/audit_report.h"

namespace aval {

struct OutcomeOptions : OutputOptions {
  std::string fail_on;
  std::string fail_on_new;
  std::string baseline;
  bool record = false;
  std::string dataset;
};

// --format, --output, --fail-on.
void add_outcome_options(CLI::App& command, const CommandContext& context, OutcomeOptions& options);
// --profile and --suppressions.
void add_judging_options(CLI::App& command, const CommandContext& context, ScanRequest& request);
// --baseline and --fail-on-new.
void add_baseline_options(CLI::App& command, const CommandContext& context,
                          OutcomeOptions& options);
// --record and --id.
void add_record_options(CLI::App& command, const CommandContext& context, OutcomeOptions& options);

// Calls `make` once what the options name can be read, so that a bad one is told before the work,
// then writes and records its report. The exit code goes to the context.
void tell_outcome(const OutcomeOptions& options, CommandContext& context,
                  const std::function<AuditReport()>& make);

}  // namespace aval
