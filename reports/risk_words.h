// The measures of a risk report in words: what each is called, how it is defined and where that
// comes from.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "audit/base/language.h"
#include "reports/risk_report.h"

namespace aval {

// A measure with four decimals, zeros at the end dropped: "0,0833" and "0.0833".
Text measure_in_words(double value);
// "lignes 4, 6, 9..." as "4, 6, 9…": the first three; "-" without any.
Text witnesses_in_words(const std::vector<std::uint64_t>& rows);

// "alpha : part de la valeur la plus fréquente... (Wong et al. 2006)": one for each measure that
// the report holds, in the order of its tables.
std::vector<Text> definitions_of(const RiskReport& report);

// The tables for specialists.
PaperTable conventions_table(const RiskReport& report);
PaperTable disclosure_table(const RiskReport& report);
PaperTable attacks_table(const RiskReport& report);
// Sets of columns, those that leave most rows alone first; at most ten.
PaperTable subsets_table(const RiskReport& report);
// Second files; without rows when none was given.
PaperTable linkage_table(const RiskReport& report);
// Population and SUDA, where they were asked for.
std::vector<std::pair<Text, Text>> asked_facts(const RiskReport& report);

}  // namespace aval
