#include "audit/workspace/masked_table.h"

#include "audit/scan/masked_samples.h"
#include "audit/table/source.h"
#include "audit/workspace/protect_dataset.h"
#include "audit/workspace/scan_sources.h"

namespace aval {

TableScan table_with_samples(const AuditReport& report, const std::string& table,
                             const std::string& path) {
  require_audited_file(report, path);
  TableScan scan = scanned_table(report, table);
  const RulePack pack = load_requested_rules({});
  const Source source = open_source(path, source_options({}, pack));
  add_masked_samples(scan,
                     choose_table(source, source.tables.size() > 1 ? scan.name : std::string()));
  return scan;
}

}  // namespace aval
