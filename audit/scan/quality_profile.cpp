#include "audit/scan/quality_profile.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <nlohmann/json.hpp>

#include "audit/base/embedded.h"
#include "audit/base/file.h"
#include "audit/base/text.h"

namespace aval {

const EmbeddedFolder& embedded_quality_profiles();

namespace {

LimitScope scope_of(const std::string& name) {
  if (name == "table")
    return LimitScope::table;
  return name == "columns" ? LimitScope::columns : LimitScope::date_columns;
}

QualityLimit limit_of(const Json& json) {
  QualityLimit limit;
  limit.measure = json.at("measure").get<std::string>();
  limit.scope = scope_of(json.at("scope").get<std::string>());
  limit.at_most = json.contains("at_most");
  limit.limit = json.at(limit.at_most ? "at_most" : "at_least").get<double>();
  if (json.contains("floor"))
    limit.floor = json.at("floor").get<double>();
  limit.source = json.at("source").get<std::string>();
  limit.to_confirm = json.at("status") == "to_confirm";
  limit.or_documented = json.value("or_documented", false);
  return limit;
}

std::vector<Problem> limit_problems(const QualityProfile& profile, const std::string& place) {
  std::vector<Problem> problems;
  for (std::size_t i = 0; i < profile.limits.size(); ++i) {
    const QualityLimit& limit = profile.limits[i];
    const std::string where = place + "#/limits/" + std::to_string(i);
    if (std::find(measure_keys().begin(), measure_keys().end(), limit.measure) ==
        measure_keys().end())
      problems.push_back({where + "/measure",
                          {"mesure inconnue ; voyez docs/quality.md",
                           "unknown measure; see "
                           "docs/quality.md"}});
    if (limit.floor && (limit.at_most ? *limit.floor < limit.limit : *limit.floor > limit.limit))
      problems.push_back({where + "/floor",
                          {"le plancher est plus exigeant que la limite",
                           "the floor asks for more than the limit"}});
  }
  return problems;
}

bool concerns(const QualityLimit& limit, const QualityMeasure& measure,
              const std::set<std::size_t>& date_columns) {
  if (limit.measure != measure.key ||
      measure.column.has_value() == (limit.scope == LimitScope::table))
    return false;
  return limit.scope != LimitScope::date_columns || date_columns.contains(*measure.column);
}

// Does a sample tell it? Rows are all read, and checked by a schema, and the header is whole; a
// share of its cells has an interval; how often rows repeat each other, or one way of writing
// another, it does not tell.
enum class InSample { whole, interval, untold };

InSample sample_tells(std::string_view key) {
  for (const std::string_view whole : {"coverage", "structure", "headers", "documented_columns",
                                       "truncation", "schema_conformity"})
    if (key == whole)
      return InSample::whole;
  return key == "completeness" || key == "validity" ? InSample::interval : InSample::untold;
}

QualityStatus status_of(const QualityLimit& limit, double value) {
  const auto misses = [&](double bound) { return limit.at_most ? value > bound : value < bound; };
  if (limit.floor && misses(*limit.floor))
    return QualityStatus::insufficient;
  return misses(limit.limit) ? QualityStatus::watch : QualityStatus::ok;
}

void judge(const QualityLimit& limit, bool sampled, QualityMeasure& measure) {
  const InSample told = sampled ? sample_tells(measure.key) : InSample::whole;
  if (!measure.value && !measure.not_measured && told != InSample::untold)
    return;  // nothing to measure
  measure.limit = limit.limit;
  measure.at_most = limit.at_most;
  measure.floor = limit.floor;
  measure.source = limit.source;
  measure.to_confirm = limit.to_confirm;
  if (!measure.value || told == InSample::untold) {
    measure.status = QualityStatus::unknown;
    return;
  }
  double value = *measure.value;
  if (told == InSample::interval) {
    const ShareInterval interval = wilson_interval(measure.counted, measure.of);
    value = limit.at_most ? interval.high : interval.low;
  }
  measure.status = status_of(limit, value);
  if (measure.guessed && measure.status == QualityStatus::insufficient)
    measure.status = QualityStatus::watch;
}

// Columns with a description, which may miss some limits.
std::set<std::size_t> documented_columns(const std::vector<QualityMeasure>& measures) {
  std::set<std::size_t> columns;
  for (const QualityMeasure& measure : measures)
    if (measure.key == "documented" && measure.column && measure.value == 1.0)
      columns.insert(*measure.column);
  return columns;
}

// What the profile asks of the whole file and a sample leaves open.
void add_untold(const QualityProfile& profile, std::vector<QualityMeasure>& measures) {
  for (const QualityLimit& limit : profile.limits) {
    const bool there =
        std::any_of(measures.begin(), measures.end(),
                    [&](const QualityMeasure& measure) { return measure.key == limit.measure; });
    if (there || sample_tells(limit.measure) != InSample::untold)
      continue;
    QualityMeasure measure{limit.measure, std::nullopt, std::nullopt};
    measure.not_measured = true;
    judge(limit, true, measure);
    measures.push_back(measure);
  }
}

// From the best to the worst: "unknown" beats "ok".
int rank_of(QualityStatus status) {
  switch (status) {
    case QualityStatus::none:
      return 0;
    case QualityStatus::ok:
      return 1;
    case QualityStatus::unknown:
      return 2;
    case QualityStatus::watch:
      return 3;
    case QualityStatus::insufficient:
      return 4;
  }
  return 0;
}

}  // namespace

const std::vector<std::string>& quality_profile_names() {
  static const std::vector<std::string> kNames = {"ia", "pilotage", "publication", "registre"};
  return kNames;
}

std::string quality_profile_schema() {
  return std::string(embedded_content(embedded_quality_profiles(), "quality-profile.schema.json"));
}

QualityProfile parse_quality_profile(const Json& document, const std::string& place) {
  throw_if_any(
      ErrorKind::input, place,
      check_json(document, parse_json(quality_profile_schema(), "quality-profile"), place));
  QualityProfile profile;
  profile.id = document.at("id").get<std::string>();
  profile.title = {document.at("title").at("fr").get<std::string>(),
                   document.at("title").at("en").get<std::string>()};
  for (const Json& limit : document.at("limits"))
    profile.limits.push_back(limit_of(limit));
  profile.required = document.value("required", std::vector<std::string>());
  throw_if_any(ErrorKind::input, place, limit_problems(profile, place));
  return profile;
}

QualityProfile load_quality_profile(const std::string& name_or_path) {
  const std::vector<std::string>& names = quality_profile_names();
  if (std::find(names.begin(), names.end(), name_or_path) != names.end()) {
    std::string file = name_or_path;
    file += ".json";
    return parse_quality_profile(
        parse_json(embedded_content(embedded_quality_profiles(), file), file), file);
  }
  if (kind_of_file(name_or_path) != FileKind::regular)
    throw Error(ErrorKind::usage, "--profile",
                format_text({"ni un profil du programme ({0}), ni un fichier",
                             "neither a profile of the program ({0}) nor a file"},
                            {join(names, ", ")}));
  return parse_quality_profile(load_json(name_or_path), name_or_path);
}

QualityStatus judge_measures(const QualityProfile& profile, bool sampled,
                             std::vector<QualityMeasure>& measures) {
  std::set<std::size_t> date_columns;
  for (const QualityMeasure& measure : measures)
    if (measure.key == "possible_dates" && measure.column)
      date_columns.insert(*measure.column);
  const std::set<std::size_t> documented = documented_columns(measures);
  for (QualityMeasure& measure : measures)
    for (const QualityLimit& limit : profile.limits) {
      if (!concerns(limit, measure, date_columns))
        continue;
      judge(limit, sampled, measure);
      if (limit.or_documented && measure.status == QualityStatus::watch &&
          documented.contains(measure.column.value_or(0)))
        measure.status = QualityStatus::ok;
    }
  if (sampled)
    add_untold(profile, measures);
  QualityStatus worst = QualityStatus::none;
  for (const QualityMeasure& measure : measures)
    worst = worse_of(worst, measure.status);
  return worst;
}

QualityStatus worse_of(QualityStatus a, QualityStatus b) {
  return rank_of(b) > rank_of(a) ? b : a;
}

ShareInterval wilson_interval(std::uint64_t counted, std::uint64_t of) {
  if (of == 0)
    return {};
  constexpr double kDeviations = 1.959963984540054;  // 95 % of a normal law
  const auto n = static_cast<double>(of);
  const double share = static_cast<double>(counted) / n;
  const double square = kDeviations * kDeviations;
  const double middle = share + square / (2 * n);
  const double spread = kDeviations * std::sqrt(share * (1 - share) / n + square / (4 * n * n));
  const double scale = 1 + square / n;
  return {std::max(0.0, (middle - spread) / scale), std::min(1.0, (middle + spread) / scale)};
}

}  // namespace aval
