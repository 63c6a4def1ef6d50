#include "registry/register_check.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"

namespace aval {
namespace {

// Categories of article 9(1); offences (art. 10) and the NIR (art. 87) stand apart.
constexpr std::array<std::string_view, 7> kSpecialCategories = {
    "health",        "religion_belief", "political_opinion", "union_membership",
    "ethnic_origin", "sexual_life",     "biometric_genetic"};

const Json& member(const Json& object, const char* key) {
  static const Json kNone;
  if (!object.is_object())
    return kNone;
  const auto found = object.find(key);
  return found == object.end() ? kNone : *found;
}

bool is_filled(const Json& object, const char* key) {
  const Json& value = member(object, key);
  if (value.is_string())
    return !trim(value.get_ref<const std::string&>()).empty();
  if (value.is_array() || value.is_object())
    return !value.empty();
  return !value.is_null();
}

std::string text_of(const Json& object, const char* key) {
  const Json& value = member(object, key);
  return value.is_string() ? value.get<std::string>() : std::string();
}

bool has_contact(const Json& person) {
  return is_filled(person, "contact") || is_filled(person, "email") || is_filled(person, "phone") ||
         is_filled(person, "address");
}

class Gaps {
 public:
  Gaps(const Json& activity, const Json& organisation)
      : activity_(activity), organisation_(organisation) {}

  void add(std::string field, Duty duty, std::string source, Text message) {
    gaps_.push_back({std::move(field), duty, std::move(source), std::move(message)});
  }
  // One of the activity's own fields must be filled.
  void ask(const char* field, const char* source, const Text& message) {
    if (!is_filled(activity_, field))
      add(field, Duty::mandatory, source, message);
  }
  void recommend(const char* field, const char* source, const Text& message) {
    if (!is_filled(activity_, field))
      add(field, Duty::recommended, source, message);
  }
  const Json& activity() const { return activity_; }
  const Json& organisation() const { return organisation_; }
  std::vector<RegisterGap> take() { return std::move(gaps_); }

 private:
  const Json& activity_;
  const Json& organisation_;
  std::vector<RegisterGap> gaps_;
};

void ask_actors(Gaps& gaps, const char* source, bool processor) {
  const Json& own = member(gaps.activity(), "controller");
  const bool by_activity = !processor && own.is_object() && is_filled(own, "name");
  const Json& body = by_activity ? own : member(gaps.organisation(), "controller");
  const std::string field = by_activity ? "controller" : "organisation/controller";
  if (!is_filled(body, "name") || !has_contact(body))
    gaps.add(field, Duty::mandatory, source,
             {"nom et coordonnées de l'organisme responsable : aval register organisation",
              "name and contact details of the responsible body: aval register organisation"});
  const Json& officer = member(gaps.organisation(), "dpo");
  if (!has_contact(officer))
    gaps.add("organisation/dpo", Duty::where_it_applies, source,
             {"coordonnées du délégué, obligatoire pour une autorité publique (art. 37(1)a)",
              "contact details of the officer, compulsory for a public authority (art. 37(1)a)"});
  for (const Json* person :
       {&member(gaps.activity(), "representative"), &member(gaps.organisation(), "representative")})
    if (is_filled(*person, "name") && !has_contact(*person))
      gaps.add("representative", Duty::where_it_applies, source,
               {"coordonnées du représentant", "contact details of the representative"});
}

void ask_joint_controllers(Gaps& gaps) {
  const Json& joint = member(gaps.activity(), "joint_controllers");
  for (std::size_t i = 0; joint.is_array() && i < joint.size(); ++i)
    if (!is_filled(joint[i], "name") || !has_contact(joint[i]))
      gaps.add("joint_controllers/" + std::to_string(i), Duty::where_it_applies, "art. 30(1)a",
               {"nom et coordonnées du responsable conjoint",
                "name and contact details of the joint controller"});
}

void ask_transfers(Gaps& gaps, const char* source) {
  const Json& transfers = member(gaps.activity(), "transfers");
  if (!gaps.activity().contains("transfers"))
    gaps.add("transfers", Duty::where_it_applies, source,
             {"y a-t-il des transferts hors de l'Union ? S'il n'y en a pas, écrire []",
              "are there transfers outside the Union? If there are none, write []"});
  for (std::size_t i = 0; transfers.is_array() && i < transfers.size(); ++i) {
    const std::string place = "transfers/" + std::to_string(i);
    if (!is_filled(transfers[i], "country"))
      gaps.add(place + "/country", Duty::where_it_applies, source,
               {"pays tiers ou organisation internationale, à nommer",
                "third country or international organisation, to be named"});
    const std::string ground = text_of(transfers[i], "tool") + text_of(transfers[i], "article");
    if (ground.find("49") != std::string::npos && !is_filled(transfers[i], "safeguards") &&
        !is_filled(transfers[i], "document"))
      gaps.add(place + "/safeguards", Duty::where_it_applies, std::string(source) + ", 49(6)",
               {"transfert fondé sur l'article 49 : documents attestant des garanties appropriées",
                "transfer resting on article 49: documents of the suitable safeguards"});
  }
}

void ask_security(Gaps& gaps, const char* source) {
  for (const char* key :
       {"security_measures", "security_technical", "security_organisational", "no_security_reason"})
    if (is_filled(gaps.activity(), key))
      return;
  gaps.add("security_measures", Duty::where_possible, source,
           {"description générale des mesures de sécurité, ou le motif de son absence "
            "(no_security_reason)",
            "general description of the security measures, or the reason for none "
            "(no_security_reason)"});
}

bool has_period(const Json& category) {
  const Json& retention = member(category, "retention");
  return is_filled(retention, "active_months") || is_filled(retention, "text");
}

void ask_periods(Gaps& gaps) {
  if (is_filled(gaps.activity(), "no_erasure_reason"))
    return;
  const Json& categories = member(gaps.activity(), "data_categories");
  for (const Json& category : categories.is_array() ? categories : Json::array())
    if (!has_period(category))
      gaps.add("data_categories/" + text_of(category, "category") + "/retention",
               Duty::where_possible, "art. 30(1)f",
               {"délai d'effacement de cette catégorie, ou le motif de son absence "
                "(no_erasure_reason)",
                "time limit for erasing this category, or the reason for none "
                "(no_erasure_reason)"});
}

void ask_controller_items(Gaps& gaps) {
  ask_actors(gaps, "art. 30(1)a", false);
  ask_joint_controllers(gaps);
  gaps.ask("purposes", "art. 30(1)b", {"finalités du traitement", "purposes of the processing"});
  gaps.ask("data_subjects", "art. 30(1)c",
           {"catégories de personnes concernées", "categories of data subjects"});
  gaps.ask("data_categories", "art. 30(1)c",
           {"catégories de données", "categories of personal data"});
  if (!gaps.activity().contains("recipients"))
    gaps.add("recipients", Duty::mandatory, "art. 30(1)d",
             {"catégories de destinataires ; s'il n'y en a aucun, écrire []",
              "categories of recipients; if there are none, write []"});
  ask_transfers(gaps, "art. 30(1)e");
  ask_periods(gaps);
  ask_security(gaps, "art. 30(1)g");
}

void ask_processor_items(Gaps& gaps) {
  ask_actors(gaps, "art. 30(2)a", true);
  gaps.ask("served_controllers", "art. 30(2)a",
           {"responsables pour le compte desquels on traite",
            "controllers on whose behalf one processes"});
  const Json& served = member(gaps.activity(), "served_controllers");
  for (std::size_t i = 0; served.is_array() && i < served.size(); ++i) {
    const std::string place = "served_controllers/" + std::to_string(i);
    if (!is_filled(served[i], "name") || !has_contact(served[i]))
      gaps.add(
          place, Duty::mandatory, "art. 30(2)a",
          {"nom et coordonnées de ce responsable", "name and contact details of this controller"});
    if (!is_filled(served[i], "processing_categories"))
      gaps.add(place + "/processing_categories", Duty::mandatory, "art. 30(2)b",
               {"catégories de traitements effectués pour son compte",
                "categories of processing carried out on its behalf"});
  }
  ask_transfers(gaps, "art. 30(2)c");
  ask_security(gaps, "art. 30(2)d");
}

bool holds_category(const Json& activity, std::string_view wanted) {
  const Json& categories = member(activity, "data_categories");
  return categories.is_array() &&
         std::any_of(categories.begin(), categories.end(),
                     [&](const Json& category) { return text_of(category, "category") == wanted; });
}

void recommend_grounds(Gaps& gaps) {
  const Json& activity = gaps.activity();
  const bool special =
      std::any_of(kSpecialCategories.begin(), kSpecialCategories.end(),
                  [&](std::string_view category) { return holds_category(activity, category); });
  if (special && !is_filled(member(activity, "article_9_exception"), "code"))
    gaps.add("article_9_exception", Duty::recommended, "art. 9(2)",
             {"exception qui permet les données sensibles : exigée par l'article 9, à inscrire ici",
              "exception that allows special categories: required by article 9, to be noted here"});
  if (holds_category(activity, "offences") &&
      !is_filled(member(activity, "article_10_ground"), "text"))
    gaps.add("article_10_ground", Duty::recommended, "art. 10",
             {"compétence légale pour les infractions : exigée par l'article 10, à inscrire ici",
              "legal power for offences: required by article 10, to be noted here"});
  if (holds_category(activity, "national_id") && !is_filled(member(activity, "nir_ground"), "type"))
    gaps.add("nir_ground", Duty::recommended, "art. 87, LIL art. 30",
             {"fondement de l'usage du NIR : exigé par la loi 78-17, article 30, à inscrire ici",
              "ground for using the NIR: required by act 78-17, article 30, to be noted here"});
}

void recommend_bases(Gaps& gaps) {
  const Json& purposes = member(gaps.activity(), "purposes");
  for (std::size_t i = 0; purposes.is_array() && i < purposes.size(); ++i) {
    const Json& bases = member(purposes[i], "legal_bases");
    const std::string place = "purposes/" + std::to_string(i);
    if (!bases.is_array() || bases.size() != 1)
      gaps.add(place + "/legal_bases", Duty::recommended, "art. 6(1)",
               {"une base légale, une seule, pour cette finalité",
                "one legal basis, one only, for this purpose"});
    else if ((bases[0] == "legal_obligation" || bases[0] == "public_task") &&
             !is_filled(purposes[i], "legal_texts"))
      gaps.add(place + "/legal_texts", Duty::recommended, "art. 6(3)",
               {"texte qui fonde la mission ou l'obligation",
                "text that lays down the task or the duty"});
  }
}

void recommend_items(Gaps& gaps, bool controller) {
  if (controller)
    recommend_bases(gaps);
  recommend_grounds(gaps);
  if (controller) {
    gaps.recommend("data_sources", "art. 14(2)f", {"source des données", "source of the data"});
    if (!is_filled(member(gaps.activity(), "information"), "given"))
      gaps.add("information", Duty::recommended, "art. 13, 14",
               {"information des personnes : faite, quand, comment (aval report notice)",
                "information of the persons: given, when, how (aval report notice)"});
    if (!is_filled(gaps.activity(), "dpia_reference"))
      gaps.recommend("dpia_screening", "art. 35",
                     {"une AIPD est-elle nécessaire, et pourquoi", "is a DPIA needed, and why"});
  }
  gaps.recommend("rights_procedure", "art. 12",
                 {"comment les droits s'exercent", "how rights are exercised"});
  const Json& processors = member(gaps.activity(), "processors");
  for (std::size_t i = 0; processors.is_array() && i < processors.size(); ++i)
    if (member(processors[i], "contract_article_28") != true)
      gaps.add("processors/" + std::to_string(i) + "/contract_article_28", Duty::recommended,
               "art. 28(3)",
               {"contrat de l'article 28 avec ce sous-traitant",
                "article 28 contract with this processor"});
  gaps.recommend("service", "", {"service responsable", "responsible department"});
  gaps.recommend("reviewed_on", "",
                 {"date de la dernière revue (aval register review)",
                  "date of the last review (aval register review)"});
}

}  // namespace

std::string_view duty_name(Duty duty) {
  switch (duty) {
    case Duty::mandatory:
      return "mandatory";
    case Duty::where_it_applies:
      return "where_it_applies";
    case Duty::where_possible:
      return "where_possible";
    case Duty::recommended:
      return "recommended";
  }
  return "recommended";
}

std::vector<RegisterGap> find_register_gaps(const Json& activity, const Json& organisation) {
  const std::string regime = text_of(activity, "regime");
  Gaps gaps(activity, organisation);
  if (regime == "led" || regime == "outside")
    return gaps.take();
  const std::string role = text_of(activity, "role");
  if (role.empty())
    gaps.add(
        "role", Duty::mandatory, "art. 30(1), 30(2)",
        {"registre du responsable ou du sous-traitant", "controller's or processor's register"});
  if (role == "processor")
    ask_processor_items(gaps);
  else
    ask_controller_items(gaps);
  recommend_items(gaps, role != "processor");
  return gaps.take();
}

bool is_complete(const std::vector<RegisterGap>& gaps) {
  return std::all_of(gaps.begin(), gaps.end(),
                     [](const RegisterGap& gap) { return gap.duty == Duty::recommended; });
}

}  // namespace aval
