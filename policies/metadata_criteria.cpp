#include "policies/metadata_criteria.h"

#include <algorithm>
#include <array>
#include <set>

#include <nlohmann/json.hpp>

#include "policies/logic_dates.h"

namespace aval {
namespace {

constexpr std::size_t kLeastPoints = 7;        // of nine; a choice of the project, to be confirmed
constexpr std::size_t kLongDescription = 100;  // characters, which a description must pass

// A text that the sheet gives, says not to have (null, empty), or is silent on.
std::optional<bool> is_given(const Json& object, const char* key) {
  if (!object.is_object() || !object.contains(key))
    return std::nullopt;
  const Json& value = object.at(key);
  return value.is_string() && !value.get_ref<const std::string&>().empty();
}

std::size_t characters_in(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

// Months or days between two updates, by the words of the European frequencies; neither for those
// that set no date.
struct Period {
  std::string_view frequency;
  long days = 0;
  long months = 0;
};

constexpr std::array<Period, 10> kPeriods = {{{"daily", 1, 0},
                                              {"weekly", 7, 0},
                                              {"biweekly", 14, 0},
                                              {"monthly", 0, 1},
                                              {"bimonthly", 0, 2},
                                              {"quarterly", 0, 3},
                                              {"semiannual", 0, 6},
                                              {"annual", 0, 12},
                                              {"biennial", 0, 24},
                                              {"triennial", 0, 36}}};

const Period* find_period(const std::string& frequency) {
  const auto period = std::find_if(kPeriods.begin(), kPeriods.end(), [&](const Period& known) {
    return frequency == known.frequency;
  });
  return period == kPeriods.end() ? nullptr : &*period;
}

// True when no date is due.
std::optional<bool> is_in_time(const Json& metadata, const std::string& today) {
  if (!metadata.is_object() || !metadata.contains("frequency"))
    return std::nullopt;
  const Json& frequency = metadata.at("frequency");
  if (!frequency.is_string() || find_period(frequency.get<std::string>()) == nullptr)
    return true;
  const Json updated = metadata.value("updated_on", Json());
  if (!updated.is_string())
    return std::nullopt;
  return is_renewed_in_time(frequency.get<std::string>(), updated.get<std::string>(), today);
}

std::optional<bool> is_described(const Json& metadata) {
  const auto given = is_given(metadata, "description");
  if (!given || !*given)
    return given;
  return characters_in(metadata.at("description").get<std::string>()) > kLongDescription;
}

// One file at least in an open format.
std::optional<bool> has_open_format(const std::vector<std::string>& formats) {
  return std::any_of(formats.begin(), formats.end(), is_open_format);
}

std::optional<bool> told(const Json& metadata, const char* key) {
  if (!metadata.is_object() || !metadata.value(key, Json()).is_boolean())
    return std::nullopt;
  return metadata.at(key).get<bool>();
}

std::optional<bool> has_frequency(const Json& metadata) {
  const auto given = is_given(metadata, "frequency");
  return given && *given && metadata.at("frequency") == "unknown" ? false : given;
}

}  // namespace

bool is_open_format(const std::string& format) {
  static const std::set<std::string> kClosed = {"pdf", "doc",   "docx", "word",
                                                "xls", "excel", "xlsx"};
  return !format.empty() && !kClosed.contains(format);
}

// The day after the due one is still in time.
std::optional<bool> is_renewed_in_time(const std::string& frequency, const std::string& day,
                                       const std::string& today) {
  const Period* period = find_period(frequency);
  if (period == nullptr)
    return std::nullopt;
  const auto due = period->days > 0 ? add_days(day, period->days) : add_months(day, period->months);
  const auto late = due ? days_between(*due, today) : std::nullopt;
  if (!late)
    return std::nullopt;
  return *late <= 1;
}

MetadataScore metadata_score(const Json& sheet, const std::vector<std::string>& formats,
                             const std::string& today) {
  const Json metadata = sheet.value("metadata", Json());
  MetadataScore score;
  score.criteria = {{"licence", is_given(sheet, "licence")},
                    {"temporal_coverage", is_given(metadata, "temporal_coverage")},
                    {"spatial_coverage", is_given(metadata, "spatial_coverage")},
                    {"update_frequency", has_frequency(metadata)},
                    {"update_in_time", is_in_time(metadata, today)},
                    {"description", is_described(metadata)},
                    {"open_format", has_open_format(formats)},
                    {"resources_available", told(metadata, "resources_available")},
                    {"documentation", is_given(metadata, "documentation")}};
  for (const MetadataCriterion& criterion : score.criteria) {
    score.met += criterion.met.value_or(false) ? 1U : 0U;
    score.unknown += criterion.met ? 0U : 1U;
  }
  return score;
}

std::string_view metadata_status(const MetadataScore& score) {
  const std::optional<bool> licence = score.criteria.front().met;
  if (score.met >= kLeastPoints && licence.value_or(false))
    return "ok";
  const bool may_reach = score.met + score.unknown >= kLeastPoints && licence.value_or(true);
  return may_reach ? "unknown" : "watch";
}

Text metadata_criterion_in_words(std::string_view key) {
  static const std::array<std::pair<std::string_view, Text>, 9> kWords = {{
      {"licence", {"licence", "licence"}},
      {"temporal_coverage", {"période couverte", "period covered"}},
      {"spatial_coverage", {"territoire couvert", "territory covered"}},
      {"update_frequency", {"fréquence de mise à jour", "update frequency"}},
      {"update_in_time", {"mise à jour faite à temps", "updated in time"}},
      {"description",
       {"description de plus de 100 caractères", "description of more than 100 characters"}},
      {"open_format", {"fichier dans un format ouvert", "file in an open format"}},
      {"resources_available", {"fichiers disponibles en ligne", "files available online"}},
      {"documentation", {"documentation", "documentation"}},
  }};
  for (const auto& [known, words] : kWords)
    if (known == key)
      return words;
  return {std::string(key), std::string(key)};
}

}  // namespace aval
