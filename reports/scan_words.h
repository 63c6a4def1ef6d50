// What a scan says of a table, in sentences for people: evidence, risk, quality, how the file was
// read.
#pragma once

#include <vector>

#include "reports/audit_report.h"

namespace aval {

// "l'en-tête dit « date naissance »", "391 valeurs distinctes sur 412 ont la forme attendue (2 %
// par hasard)".
Text evidence_in_words(const Evidence& evidence);
// "une ligne est une personne"; for thing: "une ligne est un objet ou un lieu".
Text grain_in_words(Grain grain);
// "97 %, forte": a share and how much to rely on it.
Text confidence_in_words(double confidence);
// The nature of a column in two words, for narrow tables: "identifiant direct".
Text nature_in_short(Gdpr gdpr);
// "gravité critique" / "critical severity".
Text severity_in_words(Severity severity);
// Whether somebody is alone with their combination of quasi-identifiers. Empty when there is
// nothing to measure.
std::vector<Text> risk_in_words(const TableAudit& audit);
std::vector<Text> quality_in_words(const TableAudit& audit);
// One sentence for each measure of rows, keys, events and expected values that says something.
std::vector<Text> row_measures_in_words(const TableAudit& audit);
// How the table stands against the profile that it was judged by, then what misses a limit or is
// not known; nothing without a profile.
std::vector<Text> quality_status_in_words(const TableAudit& audit);
Text status_in_words(QualityStatus status);
Text measure_in_words(std::string_view key);  // "lignes en double"; the key when it has no words
Text limit_in_words(const QualityMeasure& measure);  // "au moins 99 %"
// Delimiter, encoding, header: what was given and what was guessed.
std::vector<Text> reading_in_words(const SourceInfo& source, const TableScan& table);
// What had to be repaired or left out, one sentence a code; empty when nothing had to.
std::vector<Text> repairs_in_words(const ReadStats& stats);
// "18 autres colonnes : aucune donnée personnelle vue dans 412 lignes lues sur 412."
Text other_columns_in_words(const TableScan& table);

}  // namespace aval
