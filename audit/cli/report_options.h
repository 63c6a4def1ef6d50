// What the subcommands of `aval report` share.
#pragma once

#include <string>
#include <vector>

#include "audit/cli/commands.h"
#include "reports/audit_report.h"

namespace aval {

struct ReportOptions {
  std::string id;
  std::string gate;
  std::string dataset;
  int year = 0;  // 0: the current one
  std::string format = "html";
  std::string output;
};

ReportFormat report_format_of(const std::string& name);

// --format, among `formats`, and --output.
void add_output_options(CLI::App& command, const CommandContext& context, ReportOptions& options,
                        const std::vector<std::string>& formats);

// usecase, letter, council-note, decision-letter and yearly.
void add_usecase_reports(CLI::App& report, CommandContext& context);

}  // namespace aval
