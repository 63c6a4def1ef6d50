#include "reports/masker.h"

#include <utility>

#include <nlohmann/json.hpp>

namespace aval {

const MaskingGround& security_ground() {
  static const MaskingGround kGround = {"CRPA L311-5, 2° d",
                                        {"sécurité des systèmes d'information de l'administration",
                                         "security of the administration's information systems"}};
  return kGround;
}

const MaskingGround& private_life_ground() {
  static const MaskingGround kGround = {
      "CRPA L311-6, 1°", {"vie privée d'une personne nommée", "private life of a named person"}};
  return kGround;
}

const MaskingGround& appraisal_ground() {
  static const MaskingGround kGround = {
      "CRPA L311-6, 1° à 3°",
      {"texte libre, qui peut apprécier une personne ou révéler un comportement",
       "free text, which may appraise a person or reveal a conduct"}};
  return kGround;
}

const MaskingGround& third_party_ground() {
  static const MaskingGround kGround = {"CRPA L311-4",
                                        {"document sur lequel un tiers peut avoir des droits",
                                         "document on which a third party may have rights"}};
  return kGround;
}

Masker::Masker(Json& document, std::string sheet, Language language)
    : document_(document), sheet_(std::move(sheet)), language_(language) {}

void Masker::mask(Json& object, const std::string& key, const std::string& place,
                  const MaskingGround& ground) {
  const auto found = object.find(key);
  if (found == object.end() || found->is_null() || (found->is_array() && found->empty()) ||
      *found == "")
    return;
  if (found->is_array())
    *found = Json::array({masked_text(place + key, ground)});
  else if (!found->is_object())
    *found = masked_text(place + key, ground);
}

MaskedDocument Masker::take() {
  return {document_.dump(), std::move(maskings_)};
}

std::string Masker::masked_text(const std::string& field, const MaskingGround& ground) {
  maskings_.push_back({sheet_, field, ground.article, ground.reason});
  return format_text({"[occulté : {0}]", "[masked: {0}]"}, {ground.article}).in(language_);
}

void for_each_item(Json& document, const std::string& key,
                   const std::function<void(Json&, const std::string&)>& action) {
  const auto found = document.find(key);
  if (found == document.end() || !found->is_array())
    return;
  for (std::size_t i = 0; i < found->size(); ++i)
    if ((*found)[i].is_object())
      action((*found)[i], key + "/" + std::to_string(i) + "/");
}

}  // namespace aval
