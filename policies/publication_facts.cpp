#include "policies/publication_facts.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"

namespace aval {
namespace {

// True when every dataset is in a format that anybody can read; nothing to say otherwise, since the
// published file may have another form than the source.
bool all_open(const PolicyPack& pack, const Json& datasets) {
  return !datasets.empty() &&
         std::all_of(datasets.begin(), datasets.end(), [&](const Json& dataset) {
           const Json format = dataset.at("scan").value("format", Json());
           return format.is_string() && pack.open_formats.contains(format.get<std::string>());
         });
}

// The latest update that the sources tell; null when none does.
Json latest_update(const Json& datasets) {
  Json latest;
  for (const Json& dataset : datasets) {
    const Json day = dataset.at("quality").value("updated_on", Json());
    if (day.is_string() && (latest.is_null() || latest < day))
      latest = day;
  }
  return latest;
}

}  // namespace

void complete_publication(const PolicyPack& pack, Json& facts) {
  Json& publication = facts["publication"];
  if (!publication.is_object())
    return;
  if (publication.contains("licence"))
    publication["licence_folded"] =
        publication.at("licence").is_string()
            ? Json(fold(trim(publication.at("licence").get_ref<const std::string&>())))
            : Json();
  // Claims that nobody made: a licence approved apart, a schema to keep to.
  for (const char* key : {"licence_homologated", "schema_valid"})
    if (!publication.contains(key))
      publication[key] = nullptr;
  const Json& datasets = facts.at("datasets");
  if (!publication.contains("open_format") && all_open(pack, datasets))
    publication["open_format"] = true;
  if (!publication.contains("source_stated") &&
      !facts.at("org").value("name", std::string()).empty())
    publication["source_stated"] = true;
  const Json update = latest_update(datasets);
  if (!publication.contains("updated_on") && update.is_string())
    publication["updated_on"] = update;
}

}  // namespace aval
