#include "registry/templates.h"

#include <nlohmann/json.hpp>

#include "audit/base/embedded.h"
#include "audit/base/json.h"
#include "audit/base/text.h"

namespace aval {

const EmbeddedFolder& embedded_templates();

std::vector<ActivityTemplate> activity_templates() {
  std::vector<ActivityTemplate> templates;
  for (const EmbeddedFile& file : embedded_templates().files) {
    const Json document = parse_json(file.content, std::string(file.path));
    const Json& title = document.at("title");
    templates.push_back({document.at("number").get<int>(),
                         document.at("name").get<std::string>(),
                         {title.at("fr").get<std::string>(), title.at("en").get<std::string>()},
                         // keys in the order they are written, for people
                         OrderedJson::parse(file.content).at("activity").dump(1)});
  }
  return templates;
}

ActivityTemplate activity_template(const std::string& name) {
  std::vector<std::string> names;
  for (ActivityTemplate& candidate : activity_templates()) {
    if (candidate.name == name)
      return std::move(candidate);
    names.push_back(candidate.name);
  }
  throw Error(ErrorKind::usage, "--from",
              format_text({"modèle inconnu ; ceux qu'il y a : {0}",
                           "unknown template; those there are: {0}"},
                          {join(names, ", ")}));
}

}  // namespace aval
