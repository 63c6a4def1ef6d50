// How a command gives its answer: its form and where it goes. Shared by `aval report` and by every
// command that has a form for readers.
#pragma once

#include <string>
#include <vector>

#include "audit/cli/commands.h"
#include "reports/audit_report.h"
#include "reports/paper.h"

namespace aval {

struct OutputOptions {
  std::string format = "html";
  std::string output;
};

struct ReportOptions : OutputOptions {
  std::string id;
  std::string gate;
  std::string dataset;
  int year = 0;        // 0: the current one
  bool annex = false;  // of a use case's dossier
  bool communicable = false;
  std::string log;  // of the maskings
};

// What is rendered for that word: the page for pdf, which is made of it (write_report).
ReportFormat report_format_of(const std::string& name);

// --format, among `formats` and by default what `options` says, and --output. A binary form asks
// for --output, pdf for an installed program as well: both are told before any work is done.
void add_output_options(CLI::App& command, const CommandContext& context, OutputOptions& options,
                        const std::vector<std::string>& formats);

// Writes what render_report or render_paper gave for report_format_of(options.format).
void write_report(const std::string& content, const OutputOptions& options,
                  const CommandContext& context);
void write_paper(const Paper& paper, const OutputOptions& options, const CommandContext& context);

// --communicable and --log.
void add_masking_options(CLI::App& command, const CommandContext& context, bool& communicable,
                         std::string& log);
// Refuses a log without --communicable.
void check_masking_options(bool communicable, const std::string& log);

// usecase, letter, council-note, decision-letter and yearly.
void add_usecase_reports(CLI::App& report, CommandContext& context);

}  // namespace aval
