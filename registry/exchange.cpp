#include "registry/exchange.h"

#include <set>

#include <nlohmann/json.hpp>

#include "registry/documents.h"

namespace aval {
namespace {

RegisterContent content_of_register(const Json& document) {
  RegisterContent content;
  if (document.contains("organisation") && document.at("organisation").is_object())
    content.organisation = canonical_json(document.at("organisation"));
  if (document.contains("activities") && document.at("activities").is_array())
    for (const Json& activity : document.at("activities"))
      content.activities.push_back(canonical_json(activity));
  return content;
}

Problem foreign_form() {
  return {"#/schema",
          {"ce fichier n'est ni un registre (aval.register/1) ni une fiche (aval.activity/1) ; "
           "« aval register export --format json » montre la forme",
           "this file is neither a register (aval.register/1) nor a sheet (aval.activity/1); 'aval "
           "register export --format json' shows the form"}};
}

}  // namespace

ExportedRegister write_register_json(const RegisterContent& content,
                                     const ExchangeOptions& /*options*/) {
  Json document{
      {"schema", "aval.register/1"}, {"organisation", nullptr}, {"activities", Json::array()}};
  if (!content.organisation.empty())
    document["organisation"] = parse_json(content.organisation, "organisation");
  for (const std::string& activity : content.activities)
    document["activities"].push_back(parse_json(activity, "activity"));
  return {document.dump(2) + "\n", {}};
}

ImportedRegister read_register_json(const std::string& path, const ExchangeOptions& /*options*/) {
  const Json document = load_json(path);
  const Json schema = document.is_object() ? document.value("schema", Json()) : Json();
  if (schema == "aval.activity/1")
    return {{"", {canonical_json(document)}}, {}};
  if (schema != "aval.register/1")
    throw_if_any(ErrorKind::input, path, {foreign_form()});
  return {content_of_register(document), {}};
}

std::vector<Problem> check_register(const RegisterContent& content, const std::string& place) {
  std::vector<Problem> problems;
  const auto add = [&problems](std::vector<Problem> found) {
    problems.insert(problems.end(), found.begin(), found.end());
  };
  if (!content.organisation.empty())
    add(check_document("organisation", parse_json(content.organisation, place),
                       place + ", organisation"));
  std::set<std::string> ids;
  for (std::size_t i = 0; i < content.activities.size(); ++i) {
    const Json activity = parse_json(content.activities[i], place);
    const Json id = activity.is_object() ? activity.value("id", Json()) : Json();
    const std::string name = id.is_string() ? id.get<std::string>() : "#" + std::to_string(i + 1);
    add(check_document("activity", activity, place + ", " + name));
    if (id.is_string() && !ids.insert(name).second)
      problems.push_back({place + ", " + name,
                          {"deux fiches portent cet identifiant ; changez l'un des deux",
                           "two sheets have this identifier; change one of the two"}});
  }
  return problems;
}

std::string losses_as_json(const std::vector<Loss>& losses) {
  OrderedJson list = OrderedJson::array();
  for (const Loss& loss : losses)
    list.push_back({{"place", loss.place}, {"fr", loss.reason.fr}, {"en", loss.reason.en}});
  const OrderedJson document{{"schema", "aval.losses/1"}, {"losses", list}};
  return document.dump(2) + "\n";
}

}  // namespace aval
