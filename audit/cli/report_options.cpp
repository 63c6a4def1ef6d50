#include "audit/cli/report_options.h"

#include <CLI/CLI.hpp>

#include "audit/base/terminal.h"
#include "reports/pdf.h"

namespace aval {
namespace {

bool is_binary(const std::string& format) {
  return format == "pdf" || format == "ods" || format == "xlsx";
}

void check_output_options(const OutputOptions& options) {
  if (!is_binary(options.format))
    return;
  if (options.output.empty() || (options.output == "-" && is_terminal_output()))
    throw Error(
        ErrorKind::usage, "--format " + options.format,
        {"cette forme ne s'écrit pas dans un terminal ; ajoutez --output FICHIER." + options.format,
         "this form is not written to a terminal; add --output FILE." + options.format});
  if (options.format == "pdf")
    require_pdf_program();
}

}  // namespace

ReportFormat report_format_of(const std::string& name) {
  if (name == "html" || name == "pdf")
    return ReportFormat::html;
  if (name == "md")
    return ReportFormat::md;
  if (name == "csv")
    return ReportFormat::csv;
  if (name == "sarif")
    return ReportFormat::sarif;
  return name == "json" ? ReportFormat::json : ReportFormat::text;
}

void add_output_options(CLI::App& command, const CommandContext& context, OutputOptions& options,
                        const std::vector<std::string>& formats) {
  command
      .add_option("--format", options.format,
                  help_text(context, {"forme (par défaut : " + options.format + ")",
                                      "form (default: " + options.format + ")"}))
      ->check(CLI::IsMember(formats));
  command
      .add_option("--output", options.output,
                  help_text(context, {"écrit dans ce fichier", "writes to this file"}))
      ->type_name("FILE");
  command.parse_complete_callback([&options] { check_output_options(options); });
}

void write_report(const std::string& content, const OutputOptions& options,
                  const CommandContext& context) {
  write_output(options.output,
               options.format == "pdf" ? pdf_of_html(content, context.now) : content);
}

void write_paper(const Paper& paper, const OutputOptions& options, const CommandContext& context) {
  write_report(render_paper(paper, report_format_of(options.format), context.language), options,
               context);
}

void add_masking_options(CLI::App& command, const CommandContext& context, bool& communicable,
                         std::string& log) {
  command.add_flag("--communicable", communicable,
                   help_text(context, {"occulte ce qui n'est pas communicable (CRPA L311-4 à "
                                       "L311-7)",
                                       "masks what may not be communicated (CRPA L311-4 to "
                                       "L311-7)"}));
  command.add_option("--log", log,
                     help_text(context, {"écrit dans ce fichier le relevé des occultations",
                                         "writes the log of maskings to this file"}));
}

void check_masking_options(bool communicable, const std::string& log) {
  if (!log.empty() && !communicable)
    throw Error(ErrorKind::usage, "--log",
                {"le relevé des occultations va avec --communicable",
                 "the log of maskings goes with --communicable"});
}

}  // namespace aval
