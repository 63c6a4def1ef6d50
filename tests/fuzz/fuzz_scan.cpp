// The whole scan on hostile bytes (libFuzzer): reading, judging, risk, and every form of the
// report.
//
// The first byte chooses how the file is named; the rest is the file. Whatever it holds, one thread
// and three give the same report, and the JSON report is read back as it was written.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "audit/risk/risk_summary.h"
#include "audit/scan/detect.h"
#include "audit/table/source.h"
#include "reports/audit_report.h"

namespace {

using namespace aval;

constexpr std::array<const char*, 6> kNames = {"t.csv", "t.json", "t.xlsx",
                                               "t.db",  "t.sql",  "t.txt"};

const RulePack& french() {
  static const RulePack kPack = load_embedded_rule_pack();
  return kPack;
}

AuditReport audit(const std::string& name, const std::string& bytes, unsigned threads) {
  SourceOptions options;
  options.is_header_word = [](std::string_view word) { return french().header_words.knows(word); };
  const Source source = open_source_bytes(name, bytes, options);
  AuditReport report;
  report.date = "2026-11-25";
  SourceAudit audit;
  audit.info = source.info;
  ProfileOptions profile;
  profile.threads = threads;
  profile.year = 2026;
  std::vector<TableScan> scans;
  for (const auto& reader : source.tables) {
    TableAudit table;
    table.scan = scan_table(*reader, french(), profile);
    const auto quasi = quasi_identifiers_of(table.scan);
    if (!quasi.empty())
      table.risk = assess_risk(*reader->reopen(), quasi, 1);
    scans.push_back(table.scan);
    audit.tables.push_back(std::move(table));
  }
  audit.publication = publication_of(scans);
  report.sources.push_back(std::move(audit));
  return report;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2)
    return 0;
  const std::string name = kNames[data[0] % kNames.size()];
  const std::string bytes(data + 1, data + size);
  try {
    const AuditReport report = audit(name, bytes, 1);
    const std::string json = render_report(report, ReportFormat::json, Language::fr);
    if (render_report(audit(name, bytes, 3), ReportFormat::json, Language::fr) != json)
      std::abort();
    for (const ReportFormat format : {ReportFormat::text, ReportFormat::html, ReportFormat::sarif,
                                      ReportFormat::csv, ReportFormat::md})
      if (render_report(report, format, Language::fr).empty())
        std::abort();
    if (parse_report(json, "report").sources.size() != 1)
      std::abort();
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::internal || error.message().fr.empty())
      std::abort();
  }
  return 0;
}
