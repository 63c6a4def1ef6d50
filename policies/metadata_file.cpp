#include "policies/metadata_file.h"

#include <algorithm>
#include <array>
#include <set>

#include <nlohmann/json.hpp>

#include "audit/base/error.h"
#include "audit/base/text.h"
#include "policies/dcat_record.h"

namespace aval {
namespace {

// Words of udata and of the European frequencies (publications.europa.eu, authority/frequency) by
// those of a sheet: the next one that is no shorter.
struct FrequencyName {
  std::string_view written;
  std::string_view frequency;
};

constexpr std::array<FrequencyName, 22> kFrequencies = {
    {{"annual2", "semiannual"},     {"annual3", "semiannual"},
     {"bihourly", "daily"},         {"cont", "continuous"},
     {"dailytwo", "daily"},         {"fourtimesaday", "daily"},
     {"fourtimesaweek", "weekly"},  {"hourly", "daily"},
     {"irreg", "irregular"},        {"monthly2", "monthly"},
     {"monthly3", "monthly"},       {"never", "punctual"},
     {"notplanned", "punctual"},    {"semidaily", "daily"},
     {"semimonthly", "monthly"},    {"semiweekly", "weekly"},
     {"threetimesaday", "daily"},   {"threetimesamonth", "monthly"},
     {"threetimesaweek", "weekly"}, {"threetimesayear", "semiannual"},
     {"weekly2", "weekly"},         {"weekly3", "weekly"}}};

// "http://.../frequency/ANNUAL_2" and "annual" as a sheet names them; "unknown" for other words.
std::string frequency_of(const std::string& written) {
  static const std::set<std::string> kKnown = {
      "daily",  "weekly",   "biweekly",  "monthly",    "bimonthly", "quarterly", "semiannual",
      "annual", "biennial", "triennial", "continuous", "irregular", "punctual",  "unknown"};
  std::string word = to_lower_ascii(local_name(written));
  std::erase_if(word, [](char c) { return c == '_' || c == '-' || c == ' '; });
  for (const FrequencyName& known : kFrequencies)
    if (word == known.written)
      return std::string(known.frequency);
  return kKnown.contains(word) ? word : "unknown";
}

// A text, or null when it is empty.
Json text_or_null(const std::string& text) {
  return text.empty() ? Json() : Json(text);
}

// What an object or a list says, as one text: only whether it says something counts.
std::string any_text(const Json& value) {
  if (value.is_string())
    return value.get<std::string>();
  return value.is_null() || value.empty() ? std::string() : value.dump();
}

std::string day_of(const std::string& moment) {
  return moment.substr(0, std::min<std::size_t>(10, moment.size()));
}

// The short name of a format, from one that is written as a media type or an address.
std::string short_format(const std::string& written) {
  const std::string name = to_lower_ascii(local_name(written));
  if (name == "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    return "xlsx";
  if (name == "vnd.openxmlformats-officedocument.wordprocessingml.document")
    return "docx";
  if (name == "vnd.ms-excel")
    return "xls";
  return name == "msword" ? "doc" : name;
}

DatasetMetadata finish(Json sheet, const std::vector<std::string>& formats) {
  DatasetMetadata out{"", "", formats};
  const Json frequency = sheet.at("metadata").value("frequency", Json());
  if (frequency.is_string())
    out.frequency = frequency.get<std::string>();
  out.sheet = sheet.dump();
  return out;
}

// Files of udata: their formats, whether each was found, whether one is described.
void read_resources(const Json& dataset, Json& metadata, std::vector<std::string>& formats) {
  const Json resources = dataset.value("resources", Json());
  if (!resources.is_array() || resources.empty())
    return;
  bool described = false, all_told = true, all_found = true;
  for (const Json& resource : resources) {
    if (!resource.is_object())
      continue;
    if (const Json format = resource.value("format", Json()); format.is_string())
      formats.push_back(short_format(format.get<std::string>()));
    described = described || resource.value("type", Json()) == "documentation" ||
                !any_text(resource.value("description", Json())).empty();
    const Json extras = resource.value("extras", Json());
    const Json found = extras.is_object() ? extras.value("check:available", Json()) : Json();
    all_told = all_told && found.is_boolean();
    all_found = all_found && found != false;
  }
  metadata["documentation"] = described ? Json("resources") : Json();
  if (all_told || !all_found)
    metadata["resources_available"] = all_found;
}

DatasetMetadata read_udata(const Json& dataset) {
  const auto text = [&dataset](const char* key) { return any_text(dataset.value(key, Json())); };
  const std::string licence = text("license");
  Json metadata{{"title", text_or_null(text("title"))},
                {"description", text_or_null(text("description"))},
                {"temporal_coverage", text_or_null(text("temporal_coverage"))},
                {"spatial_coverage", text_or_null(text("spatial"))},
                {"frequency", Json()}};
  if (const std::string frequency = text("frequency"); !frequency.empty())
    metadata["frequency"] = frequency_of(frequency);
  const std::string updated =
      text("last_update").empty() ? text("last_modified") : text("last_update");
  metadata["updated_on"] = text_or_null(day_of(updated));
  std::vector<std::string> formats;
  read_resources(dataset, metadata, formats);
  return finish({{"licence", licence == "notspecified" ? Json() : text_or_null(licence)},
                 {"metadata", metadata}},
                formats);
}

// The formats of the files; the licence where only they have one, and whether one is described.
std::string read_distributions(const Json& dataset, Json& metadata,
                               std::vector<std::string>& formats) {
  std::string licence = dcat_text(dataset.value("license", Json()));
  bool described = !dcat_text(dataset.value("page", Json())).empty();
  for (const Json& distribution : dataset.at("distribution")) {
    std::string format = dcat_text(distribution.value("format", Json()));
    if (format.empty())
      format = dcat_text(distribution.value("mediaType", Json()));
    if (!format.empty())
      formats.push_back(short_format(format));
    if (licence.empty())
      licence = dcat_text(distribution.value("license", Json()));
    described = described || !dcat_text(distribution.value("description", Json())).empty();
  }
  metadata["documentation"] = described ? Json("documentation") : Json();
  return licence;
}

DatasetMetadata read_dcat(const Json& dataset) {
  const auto text = [&dataset](const char* key) { return dcat_text(dataset.value(key, Json())); };
  const auto any = [&dataset](const char* key) { return any_text(dataset.value(key, Json())); };
  Json metadata{{"title", text_or_null(text("title"))},
                {"description", text_or_null(text("description"))},
                {"temporal_coverage", text_or_null(any("temporal"))},
                {"spatial_coverage", text_or_null(any("spatial"))},
                {"frequency", Json()},
                {"updated_on", text_or_null(day_of(text("modified")))}};
  if (const std::string frequency = text("accrualPeriodicity"); !frequency.empty())
    metadata["frequency"] = frequency_of(frequency);
  std::vector<std::string> formats;
  const std::string licence = read_distributions(dataset, metadata, formats);
  return finish({{"licence", text_or_null(licence)}, {"metadata", metadata}}, formats);
}

bool is_udata(const Json& document) {
  return document.is_object() && document.contains("resources") &&
         (document.contains("license") || document.contains("frequency"));
}

}  // namespace

DatasetMetadata read_dataset_metadata(const Json& document, const std::string& place) {
  if (document.is_object() && document.value("schema", Json()) == "aval.publication/1") {
    Json sheet{{"metadata", document.value("metadata", Json::object())}};
    if (document.contains("licence"))
      sheet["licence"] = document.at("licence");
    return finish(std::move(sheet), {});
  }
  if (is_udata(document))
    return read_udata(document);
  if (const auto dataset = find_dcat_dataset(document, place))
    return read_dcat(*dataset);
  throw Error(ErrorKind::input, place,
              {"ni la fiche d'un jeu de data.gouv.fr (JSON), ni une fiche DCAT (JSON-LD), ni une "
               "fiche de publication",
               "neither a dataset of data.gouv.fr (JSON), nor a DCAT record (JSON-LD), nor a "
               "publication sheet"});
}

DatasetMetadata load_dataset_metadata(const std::string& path) {
  return read_dataset_metadata(load_json(path), path);
}

}  // namespace aval
