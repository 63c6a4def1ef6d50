#include "policies/not_covered.h"

#include <nlohmann/json.hpp>

namespace aval {

bool is_not_covered(const Json& activity) {
  const Json regime = activity.value("regime", Json());
  return regime == "led" || regime == "outside";
}

std::vector<NotCovered> find_not_covered(const Json& facts) {
  std::vector<NotCovered> found;
  for (const Json& activity : facts.value("activities", Json::array()))
    if (is_not_covered(activity))
      found.push_back(
          {activity.value("id", std::string()), activity.at("regime").get<std::string>()});
  return found;
}

Text regime_not_covered(const std::string& regime) {
  if (regime == "led")
    return {"non couverte par aval : loi 78-17, titre III (police et justice)",
            "not covered by aval: act 78-17, title III (police and justice)"};
  return {"non couverte par aval : déclarée hors du RGPD",
          "not covered by aval: declared outside the GDPR"};
}

Text not_covered_in_words(const NotCovered& entry) {
  const Text regime = regime_not_covered(entry.regime);
  return {"Activité « " + entry.activity + " » " + regime.fr +
              ". Les règles du RGPD ne lui sont pas appliquées et celles qui valent pour elle ne "
              "sont pas examinées : à vérifier à part.",
          "Activity '" + entry.activity + "' " + regime.en +
              ". The GDPR's rules are not applied to it and those that hold for it are not "
              "examined: to be checked apart."};
}

}  // namespace aval
