#include "reports/communicable.h"

#include <nlohmann/json.hpp>

#include "audit/base/json.h"
#include "reports/masker.h"

namespace aval {
namespace {

void mask_joint_controllers(Masker& masker, Json& document) {
  for_each_item(document, "joint_controllers", [&](Json& item, const std::string& place) {
    for (const char* key : {"phone", "email"})
      masker.mask(item, key, place, private_life_ground());
  });
}

}  // namespace

MaskedDocument mask_activity(const std::string& activity, Language language) {
  Json document = parse_json(activity, "activity");
  Masker masker(document, document.value("id", std::string("activity")), language);
  for (const char* key : {"security_measures", "security_technical", "security_organisational",
                          "security_baseline", "no_security_reason", "location"})
    masker.mask(document, key, "", security_ground());
  masker.mask(document, "validated_by", "", private_life_ground());
  if (document.contains("owner") && document.at("owner").is_object())
    masker.mask(document["owner"], "contact", "owner/", private_life_ground());
  mask_joint_controllers(masker, document);
  for_each_item(document, "attestations", [&](Json& item, const std::string& place) {
    masker.mask(item, "name", place, private_life_ground());
  });
  for (const char* key : {"observations", "archived_reason"})
    masker.mask(document, key, "", appraisal_ground());
  for_each_item(document, "transfers", [&](Json& item, const std::string& place) {
    masker.mask(item, "document", place, third_party_ground());
  });
  return masker.take();
}

MaskedDocument mask_organisation(const std::string& organisation, Language language) {
  Json document = parse_json(organisation, "organisation");
  Masker masker(document, "organisation", language);
  if (document.contains("representative") && document.at("representative").is_object())
    for (const char* key : {"phone", "email"})
      masker.mask(document["representative"], key, "representative/", private_life_ground());
  return masker.take();
}

std::string maskings_as_json(const std::vector<Masking>& maskings, const std::string& date) {
  OrderedJson list = OrderedJson::array();
  for (const Masking& masking : maskings)
    list.push_back({{"sheet", masking.sheet},
                    {"field", masking.field},
                    {"ground", masking.ground},
                    {"fr", masking.reason.fr},
                    {"en", masking.reason.en}});
  const OrderedJson document{
      {"schema", "aval.maskings/1"}, {"date", date}, {"maskings", std::move(list)}};
  return document.dump(2) + "\n";
}

Text communicable_note() {
  return {
      "Édition communicable : les passages occultés le sont au titre de l'article indiqué (CRPA "
      "L311-7). Un refus, même partiel, peut être contesté devant la CADA.",
      "Communicable edition: masked passages are so under the article shown (CRPA L311-7). A "
      "refusal, even in part, may be contested before the CADA."};
}

}  // namespace aval
