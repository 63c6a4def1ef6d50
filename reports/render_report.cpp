#include "reports/renderers.h"

namespace aval {

std::string render_report(const AuditReport& report, ReportFormat format, Language language) {
  switch (format) {
    case ReportFormat::text:
      return render_text(report, language, false);
    case ReportFormat::json:
      return render_json(report, language);
    case ReportFormat::html:
      return render_html(report, language);
    case ReportFormat::sarif:
      return render_sarif(report, language);
    case ReportFormat::csv:
      return render_csv(report, language);
    case ReportFormat::md:
      return render_markdown(report, language);
  }
  return {};
}

std::string render_terminal(const AuditReport& report, Language language, bool colour) {
  return render_text(report, language, colour);
}

}  // namespace aval
