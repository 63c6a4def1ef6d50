#include "reports/dpv_export.h"

#include <set>

#include <nlohmann/json.hpp>

#include "reports/activity_sections.h"
#include "reports/document_words.h"

namespace aval {
namespace {

// GDPR article 6(1), letter by letter.
std::string term_of_basis(const std::string& basis) {
  static const std::pair<const char*, const char*> kTerms[] = {
      {"consent", "a"},         {"contract", "b"},    {"legal_obligation", "c"},
      {"vital_interests", "d"}, {"public_task", "e"}, {"legitimate_interests", "f"}};
  for (const auto& [word, letter] : kTerms)
    if (basis == word)
      return std::string("eu-gdpr:A6-1-") + letter;
  return {};
}

// A recorded validation is an approval in the sense of dpv:AuditStatus; a draft asks for one.
std::string term_of_status(const std::string& status) {
  return status == "validated" ? "dpv:AuditApproved" : "dpv:AuditRequired";
}

OrderedJson named(const char* type, const std::string& title) {
  return {{"@type", type}, {"dct:title", title}};
}

OrderedJson body_of(const char* type, const Json& body) {
  OrderedJson node{{"@type", type}, {"dpv:hasName", word_at(body, "name")}};
  for (const char* key : {"contact", "email", "phone"})
    if (!word_at(body, key).empty())
      node["dpv:hasContact"].push_back(word_at(body, key));
  if (!word_at(body, "address").empty())
    node["dpv:hasAddress"] = word_at(body, "address");
  return node;
}

void add_if_any(OrderedJson& node, const char* key, OrderedJson list) {
  if (!list.empty())
    node[key] = std::move(list);
}

OrderedJson texts_as(const char* type, const Json& activity,
                     std::initializer_list<const char*> keys) {
  OrderedJson list = OrderedJson::array();
  for (const char* key : keys)
    for (const Json& item : list_at(activity, key))
      if (item.is_string())
        list.push_back(named(type, item.get<std::string>()));
  return list;
}

// One process a purpose: each has its own legal basis.
OrderedJson processes_of(const Json& activity, const std::string& id) {
  OrderedJson list = OrderedJson::array();
  for (const Json& purpose : list_at(activity, "purposes")) {
    OrderedJson bases = OrderedJson::array();
    for (const Json& basis : list_at(purpose, "legal_bases"))
      bases.push_back({{"@id", term_of_basis(basis.get<std::string>())}});
    OrderedJson process{{"@id", id + "/purpose/" + std::to_string(list.size() + 1)},
                        {"@type", "dpv:Process"},
                        {"dpv:hasPurpose", named("dpv:Purpose", word_at(purpose, "text"))}};
    add_if_any(process, "dpv:hasLegalBasis", std::move(bases));
    add_if_any(process, "dct:references", texts_as("dct:Standard", purpose, {"legal_texts"}));
    list.push_back(std::move(process));
  }
  return list;
}

OrderedJson data_of(const Json& activity) {
  OrderedJson list = OrderedJson::array();
  for (const Json& category : list_at(activity, "data_categories")) {
    OrderedJson data = named("dpv:PersonalData", word_at(category, "category"));
    if (!word_at(category, "description").empty())
      data["dct:description"] = word_at(category, "description");
    const Json& retention = object_at(category, "retention");
    if (retention.contains("active_months") && retention.at("active_months").is_number_integer())
      data["dpv:hasStorageCondition"] = {
          {"@type", "dpv:StorageDuration"},
          {"dpv:hasDuration",
           {{"@type", "xsd:duration"},
            {"@value",
             "P" + std::to_string(retention.at("active_months").get<std::int64_t>()) + "M"}}}};
    else if (!word_at(retention, "text").empty())
      data["dpv:hasStorageCondition"] = named("dpv:StorageDuration", word_at(retention, "text"));
    list.push_back(std::move(data));
  }
  return list;
}

OrderedJson items_as(const char* type, const Json& activity, const char* key) {
  OrderedJson list = OrderedJson::array();
  for (const Json& item : list_at(activity, key))
    list.push_back(named(type, word_at(item, "name")));
  return list;
}

OrderedJson transfers_of(const Json& activity) {
  OrderedJson list = OrderedJson::array();
  for (const Json& transfer : list_at(activity, "transfers")) {
    OrderedJson node = named("dpv:ThirdCountry", word_at(transfer, "country"));
    if (!word_at(transfer, "tool").empty())
      node["dpv:hasOrganisationalMeasure"] =
          named("dpv:SafeguardForDataTransfer", word_at(transfer, "tool"));
    list.push_back(std::move(node));
  }
  return list;
}

OrderedJson record_of(const Json& activity, const Json& organisation) {
  const std::string id = "urn:aval:activity:" + word_at(activity, "id");
  const Json& own = object_at(activity, "controller");
  OrderedJson record{{"@id", id},
                     {"@type", "dpv:DataProcessingRecord"},
                     {"dct:identifier", word_at(activity, "id")},
                     {"dct:title", word_at(activity, "name")},
                     {"dpv:hasStatus", {{"@id", term_of_status(word_at(activity, "status"))}}}};
  const Json& controller = own.is_object() ? own : object_at(organisation, "controller");
  if (controller.is_object() && word_at(activity, "role") != "processor")
    record["dpv:hasDataController"] = body_of("dpv:DataController", controller);
  OrderedJson joint = OrderedJson::array(), served = OrderedJson::array();
  for (const Json& body : list_at(activity, "joint_controllers"))
    joint.push_back(body_of("dpv:DataController", body));
  for (const Json& body : list_at(activity, "served_controllers"))
    served.push_back(body_of("dpv:DataController", body));
  add_if_any(record, "dpv:hasJointDataControllers", std::move(joint));
  add_if_any(record, "dpv:hasDataController", std::move(served));
  if (object_at(organisation, "dpo").is_object())
    record["dpv:hasDataProtectionOfficer"] =
        body_of("dpv:DataProtectionOfficer", object_at(organisation, "dpo"));
  add_if_any(record, "dpv:hasProcess", processes_of(activity, id));
  add_if_any(record, "dpv:hasPersonalData", data_of(activity));
  add_if_any(record, "dpv:hasDataSubject",
             texts_as("dpv:DataSubject", activity, {"data_subjects"}));
  add_if_any(record, "dpv:hasDataSource", items_as("dpv:DataSource", activity, "data_sources"));
  add_if_any(record, "dpv:hasRecipient", items_as("dpv:Recipient", activity, "recipients"));
  add_if_any(record, "dpv:hasDataProcessor", items_as("dpv:DataProcessor", activity, "processors"));
  add_if_any(record, "dpv:hasThirdCountry", transfers_of(activity));
  add_if_any(record, "dpv:hasTechnicalMeasure",
             texts_as("dpv:TechnicalMeasure", activity, {"security_technical"}));
  add_if_any(record, "dpv:hasOrganisationalMeasure",
             texts_as("dpv:OrganisationalMeasure", activity, {"security_organisational"}));
  add_if_any(record, "dpv:hasTechnicalOrganisationalMeasure",
             texts_as("dpv:TechnicalOrganisationalMeasure", activity, {"security_measures"}));
  return record;
}

void add_losses(const Json& activity, std::vector<Loss>& losses) {
  static const std::set<std::string> kTaken = {"schema",
                                               "id",
                                               "name",
                                               "status",
                                               "controller",
                                               "joint_controllers",
                                               "served_controllers",
                                               "purposes",
                                               "data_categories",
                                               "data_subjects",
                                               "data_sources",
                                               "recipients",
                                               "processors",
                                               "transfers",
                                               "security_technical",
                                               "security_organisational",
                                               "security_measures"};
  const std::string id = word_at(activity, "id");
  for (const auto& [key, value] : activity.items())
    if (!kTaken.contains(key) && !value.is_null())
      losses.push_back(
          {id + "#/" + key,
           {"aucun terme de DPV ne prend ce champ", "no term of DPV takes this field"}});
  for (const Json& category : list_at(activity, "data_categories"))
    if (object_at(category, "retention").is_object())
      losses.push_back({id + "#/data_categories/" + word_at(category, "category") + "/retention",
                        {"seule la durée active passe : archivage, sort final et textes restent",
                         "only the active period passes: archive, final fate and texts stay"}});
}

}  // namespace

ExportedRegister write_register_dpv(const RegisterContent& content,
                                    const ExchangeOptions& /*options*/) {
  const Json organisation =
      content.organisation.empty() ? Json() : parse_json(content.organisation, "organisation");
  OrderedJson graph = OrderedJson::array();
  ExportedRegister out;
  for (const std::string& text : content.activities) {
    const Json activity = parse_json(text, "activity");
    graph.push_back(record_of(activity, organisation));
    add_losses(activity, out.losses);
  }
  const OrderedJson document{{"@context",
                              {{"dpv", "https://w3id.org/dpv#"},
                               {"eu-gdpr", "https://w3id.org/dpv/legal/eu/gdpr#"},
                               {"dct", "http://purl.org/dc/terms/"},
                               {"xsd", "http://www.w3.org/2001/XMLSchema#"}}},
                             {"@graph", std::move(graph)}};
  out.bytes = document.dump(2) + "\n";
  return out;
}

}  // namespace aval
