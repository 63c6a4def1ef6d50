#include "reports/baseline.h"

#include <algorithm>

#include "audit/base/text.h"

namespace aval {
namespace {

// Pairs by name; one with one whatever their names.
template <typename Item, typename NameOf>
const Item* find_pair(const std::vector<Item>& earlier, const std::vector<Item>& now,
                      const Item& item, NameOf name_of_item) {
  for (const Item& other : earlier)
    if (fold(name_of_item(other)) == fold(name_of_item(item)))
      return &other;
  return earlier.size() == 1 && now.size() == 1 ? &earlier.front() : nullptr;
}

const SourceAudit* find_source(const AuditReport& earlier, const AuditReport& now,
                               const SourceAudit& source) {
  for (const SourceAudit& other : earlier.sources)
    if (other.info.uri == source.info.uri)
      return &other;
  return find_pair(earlier.sources, now.sources, source,
                   [](const SourceAudit& audit) { return audit.info.name; });
}

const TableAudit* find_table(const SourceAudit& earlier, const SourceAudit& now,
                             const TableAudit& table) {
  return find_pair(earlier.tables, now.tables, table,
                   [](const TableAudit& audit) { return audit.scan.name; });
}

// "nom" (folded), or "#3" for a column without a sure name.
std::string key_of_column(const TableScan& table, std::size_t index) {
  const bool known = index < table.columns.size();
  if (!known || table.columns[index].name.empty() || table.columns[index].name_doubtful)
    return "#" + std::to_string(index);
  return fold(display_name(table, index).en);
}

const ColumnScan* find_column(const TableScan& table, const std::string& key) {
  for (const ColumnScan& column : table.columns)
    if (key_of_column(table, column.index) == key)
      return &column;
  return nullptr;
}

std::string key_of_finding(const TableScan& table, const Finding& finding) {
  std::string key = finding.rule;
  for (const std::size_t column : finding.columns)
    key += '\n' + key_of_column(table, column);
  return key;
}

const Finding* find_finding(const TableScan& table, const std::string& key) {
  for (const Finding& finding : table.findings)
    if (key_of_finding(table, finding) == key)
      return &finding;
  return nullptr;
}

std::string columns_of(const TableScan& table, const Finding& finding) {
  std::vector<std::string> names;
  for (const std::size_t column : finding.columns)
    names.push_back(display_name(table, column).en);
  return join(names, ", ");
}

void mark_findings(TableScan& now, const TableScan* earlier) {
  for (Finding& finding : now.findings) {
    const Finding* old =
        earlier == nullptr ? nullptr : find_finding(*earlier, key_of_finding(now, finding));
    if (old == nullptr)
      finding.since_baseline = SinceBaseline::appeared;
    else
      finding.since_baseline = old->type == finding.type && old->gdpr == finding.gdpr
                                   ? SinceBaseline::unchanged
                                   : SinceBaseline::updated;
  }
}

void add_gone(const std::string& source, const TableScan& earlier, const TableScan* now,
              BaselineComparison& out) {
  for (const Finding& finding : earlier.findings)
    if (now == nullptr || find_finding(*now, key_of_finding(earlier, finding)) == nullptr)
      out.gone.push_back({source, earlier.name, columns_of(earlier, finding), finding});
}

void compare_columns(const std::string& source, const TableScan& now, const TableScan& earlier,
                     BaselineComparison& out) {
  for (const ColumnScan& column : now.columns) {
    AuditChange change{source, now.name, display_name(now, column.index).en, "", "", ""};
    const ColumnScan* old = find_column(earlier, key_of_column(now, column.index));
    if (old == nullptr) {
      change.what = "column";
      change.after = name_of(column.type);
      out.changes.push_back(change);
      continue;
    }
    if (old->type != column.type) {
      change.what = "type";
      change.before = name_of(old->type);
      change.after = name_of(column.type);
      out.changes.push_back(change);
    }
    if (old->gdpr != column.gdpr) {
      change.what = "gdpr";
      change.before = name_of(old->gdpr);
      change.after = name_of(column.gdpr);
      out.changes.push_back(change);
    }
  }
  for (const ColumnScan& column : earlier.columns)
    if (find_column(now, key_of_column(earlier, column.index)) == nullptr)
      out.changes.push_back({source, now.name, display_name(earlier, column.index).en, "column",
                             std::string(name_of(column.type)), ""});
}

void compare_tables(const SourceAudit& now, const SourceAudit& earlier, BaselineComparison& out) {
  for (const TableAudit& table : now.tables) {
    const TableAudit* old = find_table(earlier, now, table);
    if (old == nullptr)
      continue;
    if (old->scan.grain != table.scan.grain)
      out.changes.push_back({now.info.uri, table.scan.name, "", "grain",
                             std::string(name_of(old->scan.grain)),
                             std::string(name_of(table.scan.grain))});
    compare_columns(now.info.uri, table.scan, old->scan, out);
  }
}

void compare_publication(const SourceAudit& now, const SourceAudit& earlier,
                         BaselineComparison& out) {
  if (now.publication != earlier.publication)
    out.changes.push_back({now.info.uri, "", "", "publication",
                           std::string(name_of(earlier.publication)),
                           std::string(name_of(now.publication))});
}

void add_all_gone(const AuditReport& report, const AuditReport& earlier, BaselineComparison& out) {
  for (const SourceAudit& source : earlier.sources) {
    const SourceAudit* now = find_source(report, earlier, source);
    for (const TableAudit& table : source.tables) {
      const TableAudit* here = now == nullptr ? nullptr : find_table(*now, source, table);
      add_gone(source.info.uri, table.scan, here == nullptr ? nullptr : &here->scan, out);
    }
  }
}

}  // namespace

void compare_with_baseline(AuditReport& report, const AuditReport& earlier) {
  BaselineComparison out;
  out.pack_version = earlier.pack_version;
  out.same_rules = earlier.pack_sha256 == report.pack_sha256;
  for (SourceAudit& source : report.sources) {
    const SourceAudit* old = find_source(earlier, report, source);
    for (TableAudit& table : source.tables) {
      const TableAudit* before = old == nullptr ? nullptr : find_table(*old, source, table);
      mark_findings(table.scan, before == nullptr ? nullptr : &before->scan);
    }
    if (old == nullptr)
      continue;
    compare_publication(source, *old, out);
    compare_tables(source, *old, out);
  }
  add_all_gone(report, earlier, out);
  report.baseline = std::move(out);
}

Publication publication_of_changes(const AuditReport& report) {
  Publication level = Publication::ok;
  for (const SourceAudit& source : report.sources)
    for (const TableAudit& audit : source.tables)
      for (const Finding& finding : audit.scan.findings) {
        const bool changed = finding.since_baseline == SinceBaseline::appeared ||
                             finding.since_baseline == SinceBaseline::updated;
        if (changed && !finding.suppression && (finding.rows > 0 || audit.scan.schema_only))
          level = std::max(level, publication_of_nature(finding.gdpr));
      }
  return level;
}

}  // namespace aval
