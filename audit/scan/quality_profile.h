// Profiles of use: what a use asks of the measures of quality, and how they stand against it. A
// limit is a choice of its profile, never law.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audit/base/error.h"
#include "audit/base/json.h"
#include "audit/scan/quality_measure.h"

namespace aval {

enum class LimitScope { table, columns, date_columns };

struct QualityLimit {
  std::string measure;  // a key of measure_keys()
  LimitScope scope = LimitScope::table;
  bool at_most = false;  // the value may not pass it; else it must reach it
  double limit = 0;
  std::optional<double> floor;  // beyond it, insufficient
  std::string source;           // "project", "schema", "CNIL", "user"
  bool to_confirm = false;      // no source outside the project gives this number
  bool or_documented = false;   // a column that is described may miss it, but for the floor
};

struct QualityProfile {
  std::string id;  // "registre"
  Text title;
  std::vector<QualityLimit> limits;
  std::vector<std::string> required;  // names of columns that must be filled on every row
};

// Those of the program: "ia", "pilotage", "publication", "registre".
[[nodiscard]] const std::vector<std::string>& quality_profile_names();
// By its name, or read from a file of the form aval.quality-profile/1. Error(usage) naming what
// there is when it is neither; Error(input) with every mistake of the file.
[[nodiscard]] QualityProfile load_quality_profile(const std::string& name_or_path);
// From a document; `place` names it in errors. Error(input) with every mistake.
[[nodiscard]] QualityProfile parse_quality_profile(const Json& document, const std::string& place);
// The JSON Schema of such a document.
[[nodiscard]] std::string quality_profile_schema();

// Fills limit, floor, status and source of the measures that the profile asks about; those of a
// sample (`sampled`) are judged by the worse bound of their interval. What the profile asks and a
// sample cannot tell is added without a value, unknown. The worst status, where insufficient >
// watch > unknown > ok; none when no measure is asked about.
QualityStatus judge_measures(const QualityProfile& profile, bool sampled,
                             std::vector<QualityMeasure>& measures);

// The worse of two, in that order.
[[nodiscard]] QualityStatus worse_of(QualityStatus a, QualityStatus b);

// Wilson's interval of a share at 95 %; {0, 1} when `of` is 0.
struct ShareInterval {
  double low = 0;
  double high = 1;
};
[[nodiscard]] ShareInterval wilson_interval(std::uint64_t counted, std::uint64_t of);

}  // namespace aval
