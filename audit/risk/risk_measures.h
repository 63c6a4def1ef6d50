// Every measure of `aval risk` for one table, as plain numbers with their witnesses.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "audit/risk/attack_risk.h"
#include "audit/risk/attribute_subsets.h"
#include "audit/risk/cell_secrecy.h"
#include "audit/risk/coded_table.h"
#include "audit/risk/disclosure_measures.h"
#include "audit/risk/joined_profiles.h"
#include "audit/risk/k_anonymity.h"
#include "audit/risk/population_uniques.h"

namespace aval {

// A second file and the columns that both have. The tables must outlive the question.
struct ComparedFile {
  ProfileColumns here;
  ProfileColumns there;
};

struct RiskQuestion {
  std::vector<std::size_t> quasi;                   // places in CodedTable::columns
  std::vector<std::size_t> sensitive;               // the same; each is judged on its own
  std::vector<ValueTree> trees;                     // one for each of `sensitive`, or empty
  MissingRule missing = MissingRule::own_category;  // of every measure but k, which has all three
  // Rows whose profile fewer rows share are counted. 11: practice of statistical offices for
  // persons and fiscal households (INSEE, Filosofi); no law fixes it.
  std::uint64_t threshold = 11;
  std::optional<std::uint64_t> population_size;  // persons that the table was drawn from
  bool suda = false;
  double sampling_fraction = 0.01;    // of DIS-SUDA
  std::optional<std::size_t> amount;  // of a table of amounts: its cells are the profiles
  std::optional<std::size_t> unit;    // who an amount is of; none: each row is a unit
  SecrecyRule secrecy;
  std::optional<ComparedFile> population;  // on all quasi-identifiers
  std::vector<ComparedFile> linked;        // each on the quasi-identifiers that it has
};

struct RiskMeasures {
  std::vector<KAnonymity> k;                   // one for each rule, in the order of MissingRule
  std::vector<DisclosureMeasures> disclosure;  // one for each sensitive attribute
  AttackRisk attacks;
  std::optional<PopulationMatch> population;
  std::optional<PopulationUniques> population_uniques;  // not with wildcard, which has no classes
  SubsetMeasures subsets;
  std::optional<CellSecrecy> secrecy;
  std::vector<LinkageResult> linkage;  // one for each linked file
};

// The figures of the rule that was asked for.
const KAnonymity& chosen_k(const RiskMeasures& measures, MissingRule missing);

RiskMeasures measure_risk(const CodedTable& table, const RiskQuestion& question);

// Parts of it. `sensitive` counts in question.sensitive; of `table` the values alone are looked at.
DisclosureOptions disclosure_options(const CodedTable& table, const RiskQuestion& question,
                                     std::size_t sensitive);
CellSecrecy measure_secrecy_of(const CodedTable& table, const RiskQuestion& question);
// What follows from k and from the population, which are measured already.
void measure_attackers(const RiskQuestion& question, RiskMeasures& measures);

}  // namespace aval
