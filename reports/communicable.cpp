#include "reports/communicable.h"

#include <nlohmann/json.hpp>

#include "audit/base/json.h"

namespace aval {
namespace {

struct Ground {
  const char* article;
  Text reason;
};

const Ground& security_ground() {
  static const Ground kGround = {"CRPA L311-5, 2° d",
                                 {"sécurité des systèmes d'information de l'administration",
                                  "security of the administration's information systems"}};
  return kGround;
}

const Ground& private_life_ground() {
  static const Ground kGround = {
      "CRPA L311-6, 1°", {"vie privée d'une personne nommée", "private life of a named person"}};
  return kGround;
}

// A free remark may appraise someone or tell of a conduct: a person must read it first.
const Ground& appraisal_ground() {
  static const Ground kGround = {
      "CRPA L311-6, 1° à 3°",
      {"texte libre, qui peut apprécier une personne ou révéler un comportement",
       "free text, which may appraise a person or reveal a conduct"}};
  return kGround;
}

const Ground& third_party_ground() {
  static const Ground kGround = {"CRPA L311-4",
                                 {"document sur lequel un tiers peut avoir des droits",
                                  "document on which a third party may have rights"}};
  return kGround;
}

class Masker {
 public:
  Masker(Json document, Language language)
      : document_(std::move(document)),
        language_(language),
        sheet_(document_.value("id", std::string("organisation"))) {}

  Json& document() { return document_; }
  // Masks the text under `key`, or the texts of the list there as one passage.
  void mask(Json& object, const std::string& key, const std::string& place, const Ground& ground) {
    const auto found = object.find(key);
    if (found == object.end() || found->empty())
      return;
    if (found->is_string()) {
      *found = masked_text(place + key, ground);
      return;
    }
    if (found->is_array())
      *found = Json::array({masked_text(place + key, ground)});
  }
  MaskedDocument take() { return {document_.dump(), std::move(maskings_)}; }

 private:
  std::string masked_text(const std::string& field, const Ground& ground) {
    maskings_.push_back({sheet_, field, ground.article, ground.reason});
    return format_text({"[occulté : {0}]", "[masked: {0}]"}, {ground.article}).in(language_);
  }

  Json document_;
  Language language_;
  std::string sheet_;
  std::vector<Masking> maskings_;
};

// Every object of the list under `key`, with its place.
template <typename Action>
void for_each_item(Json& document, const std::string& key, const Action& action) {
  const auto found = document.find(key);
  if (found == document.end() || !found->is_array())
    return;
  for (std::size_t i = 0; i < found->size(); ++i)
    if ((*found)[i].is_object())
      action((*found)[i], key + "/" + std::to_string(i) + "/");
}

void mask_joint_controllers(Masker& masker) {
  for_each_item(masker.document(), "joint_controllers", [&](Json& item, const std::string& place) {
    for (const char* key : {"phone", "email"})
      masker.mask(item, key, place, private_life_ground());
  });
}

}  // namespace

MaskedDocument mask_activity(const std::string& activity, Language language) {
  Masker masker(parse_json(activity, "activity"), language);
  Json& document = masker.document();
  for (const char* key : {"security_measures", "security_technical", "security_organisational",
                          "security_baseline", "no_security_reason", "location"})
    masker.mask(document, key, "", security_ground());
  masker.mask(document, "validated_by", "", private_life_ground());
  if (document.contains("owner") && document.at("owner").is_object())
    masker.mask(document["owner"], "contact", "owner/", private_life_ground());
  mask_joint_controllers(masker);
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
  Masker masker(parse_json(organisation, "organisation"), language);
  Json& document = masker.document();
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
