// Reports made by hand for the tests of their renderers: a canteen list with allergies, and a clean
// table read in part.
#pragma once

#include "reports/audit_report.h"

namespace aval {

inline ColumnScan sample_column(std::size_t index, const std::string& name, ColumnType type,
                                Gdpr gdpr) {
  ColumnScan column;
  column.index = index;
  column.name = name;
  column.type = type;
  column.gdpr = gdpr;
  column.confidence = gdpr == Gdpr::none ? 0.3 : 0.97;
  column.filled = 412;
  column.distinct = 398;
  if (gdpr != Gdpr::none) {
    column.evidence.push_back({"fr." + std::string(name_of(type)), EvidenceKind::header,
                               std::string(name_of(type)), false, 0, 0, 0});
    column.evidence.push_back(
        {"fr." + std::string(name_of(type)), EvidenceKind::values, "", false, 391, 412, 0.02});
    column.evidence.push_back({"", EvidenceKind::grain, "person", false, 0, 0, 0});
  }
  return column;
}

inline Finding sample_finding(std::size_t column, ColumnType type, Gdpr gdpr, Severity severity) {
  Finding finding;
  finding.rule = "fr." + std::string(name_of(type));
  finding.columns = {column};
  finding.type = type;
  finding.gdpr = gdpr;
  finding.severity = severity;
  finding.confidence = 0.97;
  finding.rows = 410;
  finding.first_rows = {2, 3, 4};
  finding.articles = {"RGPD art. 6", "CRPA art. L312-1-2"};
  finding.message = {"Cette colonne désigne des personnes.", "This column points to people."};
  finding.remedy = {"La retirer avant toute publication.", "Remove it before any publication."};
  finding.fingerprint = "0123456789abcdef0123456789abcde" + std::to_string(column);
  return finding;
}

inline TableAudit sample_table() {
  TableAudit audit;
  TableScan& table = audit.scan;
  table.name = "cantine";
  table.rows = 412;
  table.grain = Grain::person;
  table.info.name = "cantine";
  table.info.dialect.delimiter = ";";
  table.info.dialect.encoding = "UTF-8";
  table.info.dialect.encoding_origin = "valid";
  table.info.dialect.header_row = 3;
  table.info.dialect.preamble_rows = 2;
  table.info.extra_text = {"Liste de Camille Texte-Secret"};
  table.stats.rows = 412;
  table.stats.repairs["stray_quote"] = {3, {12, 40, 77}};
  table.stats.notes = {"no_final_newline"};
  table.columns = {sample_column(0, "nom", ColumnType::last_name, Gdpr::direct),
                   sample_column(1, "prénom", ColumnType::first_name, Gdpr::direct),
                   sample_column(2, "date_naissance", ColumnType::birth_date, Gdpr::quasi),
                   sample_column(3, "nir", ColumnType::nir, Gdpr::direct),
                   sample_column(4, "allergies", ColumnType::health, Gdpr::special),
                   sample_column(5, "jours", ColumnType::none, Gdpr::none)};
  table.columns[5].distinct = 2;
  table.columns[5].evidence.clear();
  table.findings = {sample_finding(3, ColumnType::nir, Gdpr::direct, Severity::critical),
                    sample_finding(4, ColumnType::health, Gdpr::special, Severity::critical),
                    sample_finding(0, ColumnType::last_name, Gdpr::direct, Severity::high),
                    sample_finding(1, ColumnType::first_name, Gdpr::direct, Severity::high),
                    sample_finding(2, ColumnType::birth_date, Gdpr::quasi, Severity::medium)};
  table.quality.completeness = 0.98;
  audit.risk = {{2}, 412, 400, 1, 388, {388, 24, 0, 0, 0}};
  return audit;
}

inline AuditReport sample_report() {
  AuditReport report;
  report.tool_version = "0.1.0";
  report.pack_id = "fr";
  report.pack_version = "2026.11";
  report.pack_sha256 = std::string(64, 'a');
  report.date = "2026-11-24";
  SourceAudit source;
  source.info = {"cantine.csv", "cantine", "csv", "", 12345, std::string(64, 'b'), "UTF-8", ";"};
  source.publication = Publication::special;
  source.tables.push_back(sample_table());
  report.sources.push_back(source);
  return report;
}

// The same with the finding on allergies set aside, and suppressions without effect.
inline AuditReport sample_report_set_aside() {
  AuditReport report = sample_report();
  TableScan& table = report.sources[0].tables[0].scan;
  Suppression suppression;
  suppression.fingerprint = table.findings[1].fingerprint;
  suppression.rule = table.findings[1].rule;
  suppression.column = "allergies";
  suppression.reason = "Intitulés de menus <b>";
  suppression.author = "Service restauration";
  suppression.created = "2026-11-24";
  suppression.expires = "2027-11-24";
  suppression.opinion = DpoOpinion{"with_reserve", "DPO mutualisé", "2026-11-20"};
  Suppression expired = suppression;
  expired.fingerprint = std::string(32, 'e');
  expired.column = "menu";
  expired.expires = "2026-01-31";
  Suppression unused = suppression;
  unused.fingerprint = std::string(32, 'f');
  unused.column = "ancienne";
  std::vector<SuppressionUse> uses =
      start_suppressions({suppression, expired, unused}, "2026-11-24");
  set_findings_aside(table, uses);
  report.suppressions = uses;
  report.sources[0].publication = publication_of({table});
  return report;
}

// Nothing personal, but rows were skipped.
inline AuditReport sample_clean_report(std::uint64_t skipped) {
  AuditReport report = sample_report();
  SourceAudit& source = report.sources[0];
  source.info.uri = "arbres.csv";
  source.publication = Publication::ok;
  TableAudit& audit = source.tables[0];
  audit.risk = {};
  audit.scan.name = "arbres";
  audit.scan.grain = Grain::thing;
  audit.scan.columns = {sample_column(0, "essence", ColumnType::none, Gdpr::none),
                        sample_column(1, "hauteur", ColumnType::none, Gdpr::none)};
  audit.scan.findings.clear();
  audit.scan.stats.skipped_rows = skipped;
  if (skipped > 0) {
    audit.scan.stats.skipped["broken_record"] = {skipped, {7}};
    source.coverage = 412.0 / static_cast<double>(412 + skipped);
  }
  return report;
}

// Every name a file can choose is hostile: markup, formula, terminal escapes, bidi override.
inline AuditReport sample_hostile_report() {
  AuditReport report = sample_report();
  report.sources[0].info.uri = "<img src=x>\x1b]0;x\x07.csv";
  TableScan& table = report.sources[0].tables[0].scan;
  table.name = "<b>\x1b[31m";
  table.columns[0].name = "<script>alert(1)</script>";
  table.columns[1].name = "=cmd|'/C calc'!A0";
  table.columns[2].name = "\x1b[31mrouge\x1b[0m";
  table.columns[3].name = "abc\u202Edcba | ` [lien](javascript:x)";
  table.columns[4].name = "\"><img src=x onerror=y>";
  table.columns[4].evidence[0].detail = "</style><script>";
  report.failures.push_back({"<i>\x1b[2J", {"illisible", "unreadable"}});
  return report;
}

}  // namespace aval
