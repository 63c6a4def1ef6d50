#include "registry/retention_text.h"

#include <charconv>
#include <vector>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"

namespace aval {
namespace {

std::string after_start(std::string_view text) {
  for (const std::string_view word :
       {"à compter de : ", "à compter de la ", "à compter de l'", "à compter de l’",
        "à compter du ", "à compter des ", "à compter de ", "après la ", "après le ", "après "}) {
    const std::size_t place = text.find(word);
    if (place != std::string_view::npos) {
      const std::string_view rest = text.substr(place + word.size());
      return std::string(trim(rest.substr(0, rest.find(", puis "))));
    }
  }
  return {};
}

std::string months(const Json& count) {
  return std::to_string(count.get<std::int64_t>()) + " mois";
}

}  // namespace

Json retention_of_text(const std::string& text) {
  const std::string_view whole = trim(text);
  Json retention = {{"text", whole}};
  int count = 0;
  const auto number = std::from_chars(whole.data(), whole.data() + whole.size(), count);
  if (number.ec != std::errc() || count < 0 || count > 1000)
    return retention;
  const std::string unit =
      fold(trim(whole.substr(static_cast<std::size_t>(number.ptr - whole.data()))));
  const bool is_years = unit == "an" || unit == "ans" || unit.starts_with("an ") ||
                        unit.starts_with("ans ") || unit.starts_with("ans,");
  const bool is_months = unit == "mois" || unit.starts_with("mois ") || unit.starts_with("mois,");
  if (!is_years && !is_months)
    return retention;
  retention["active_months"] = is_years ? count * 12 : count;
  if (const std::string trigger = after_start(whole); !trigger.empty())
    retention["trigger"] = trigger;
  return retention;
}

std::string text_of_retention(const Json& retention) {
  if (!retention.is_object())
    return {};
  if (retention.contains("text") && retention.at("text").is_string())
    return retention.at("text").get<std::string>();
  std::vector<std::string> parts;
  const auto has_number = [&](const char* key) {
    return retention.contains(key) && retention.at(key).is_number_integer();
  };
  const auto word = [&](const char* key) {
    return retention.contains(key) && retention.at(key).is_string()
               ? retention.at(key).get<std::string>()
               : std::string();
  };
  std::string active = has_number("active_months") ? months(retention.at("active_months")) : "";
  if (!word("trigger").empty())
    active += (active.empty() ? "à compter de : " : " à compter de : ") + word("trigger");
  if (!active.empty())
    parts.push_back(active);
  if (has_number("intermediate_months"))
    parts.push_back("archivage intermédiaire " + months(retention.at("intermediate_months")));
  const std::string final = word("final");
  if (!final.empty())
    parts.emplace_back(final == "destroy"  ? "destruction"
                       : final == "select" ? "tri"
                                           : "conservation");
  return join(parts, ", puis ");
}

}  // namespace aval
