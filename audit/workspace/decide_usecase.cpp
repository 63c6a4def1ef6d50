#include "audit/workspace/decide_usecase.h"

#include <nlohmann/json.hpp>

#include "audit/base/crypto.h"
#include "audit/base/file.h"

namespace aval {
namespace {

// The digest of the file a scan saw, if it is still there.
std::optional<std::string> digest_now(const Json& scan) {
  const std::string uri = scan.at("source").value("uri", std::string());
  if (uri.empty() || uri == "-" || kind_of_file(uri) != FileKind::regular)
    return std::nullopt;
  return file_sha256_hex(uri);
}

DatasetInput read_dataset(const RegisterStore& store, const std::string& dataset,
                          const std::string& today) {
  DatasetInput input;
  const auto scan = store.find(kScanKind, dataset);
  if (!scan)
    return input;
  input.scan = scan->content;
  input.sha256_now = digest_now(content_of(*scan));
  for (const Json& reviewed : reviewed_findings(store, scan->id, today)) {
    Json review = reviewed.at("review");
    if (review.is_null())
      continue;
    // A review carried over from an earlier version stands for the finding of this one.
    review["fingerprint"] = reviewed.at("finding").at("fingerprint");
    input.reviews.push_back(canonical_json(review));
  }
  return input;
}

DatasetInput dataset_input(const RegisterStore& store, const Json& source, const std::string& today,
                           InputCache& cache) {
  const auto dataset = source.at("dataset").get<std::string>();
  auto known = cache.datasets.find(dataset);
  if (known == cache.datasets.end())
    known = cache.datasets.emplace(dataset, read_dataset(store, dataset, today)).first;
  DatasetInput input = known->second;
  input.source = canonical_json(source);
  return input;
}

// The content of an activity; empty when it is not in the register.
const std::string& activity_input(const RegisterStore& store, const std::string& id,
                                  InputCache& cache) {
  auto known = cache.activities.find(id);
  if (known == cache.activities.end()) {
    const auto stored = store.find(kActivityKind, id);
    known = cache.activities.emplace(id, stored ? stored->content : std::string()).first;
  }
  return known->second;
}

}  // namespace

PolicyPack load_requested_policies(const std::string& folder) {
  return folder.empty() ? load_embedded_policy_pack() : load_policy_pack(folder);
}

FactInputs gather_inputs(const RegisterStore& store, const StoredDocument& document,
                         const std::string& today, InputCache& cache) {
  const Json content = content_of(document);
  FactInputs inputs{today, "", "", document.content, {}, {}, {}};
  if (const auto organisation = store.find(kOrganisationKind, "organisation"))
    inputs.organisation = organisation->content;
  const Json sources = content.value("sources", Json());
  for (const Json& source : sources.is_array() ? sources : Json::array())
    inputs.datasets.push_back(dataset_input(store, source, today, cache));
  const Json activities = content.value("activities", Json());
  for (const Json& activity : activities.is_array() ? activities : Json::array())
    if (const auto& stored = activity_input(store, activity.get<std::string>(), cache);
        !stored.empty())
      inputs.activities.push_back(stored);
  for (const StoredDocument& waiver : store.waivers_of(document.id))
    inputs.waivers.push_back(waiver.content);
  return inputs;
}

FactInputs gather_inputs(const RegisterStore& store, const std::string& usecase,
                         const std::string& gate, const std::string& today) {
  InputCache cache;
  FactInputs inputs =
      gather_inputs(store, require_document(store, kUseCaseKind, usecase), today, cache);
  inputs.gate = gate;
  return inputs;
}

}  // namespace aval
