#include "reports/decision_results.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "reports/document_words.h"
#include "reports/plain_words.h"

namespace aval {

Text text_at(const Json& json, const char* key) {
  if (!json.is_object() || !json.contains(key))
    return {};
  const Json& value = json.at(key);
  if (value.is_string())
    return plain(value.get<std::string>());
  if (value.is_object())
    return {value.value("fr", std::string()), value.value("en", std::string())};
  return {};
}

Text subject_in_words(const std::string& subject) {
  const std::size_t colon = subject.find(':');
  if (colon == std::string::npos)
    return plain(subject);
  const std::string kind = subject.substr(0, colon);
  const Text name = plain(" " + subject.substr(colon + 1));
  if (kind == "dataset")
    return Text{"jeu de données", "dataset"} + name;
  if (kind == "activity")
    return Text{"activité", "activity"} + name;
  if (kind == "recipient")
    return Text{"destinataire", "recipient"} + name;
  if (kind == "publication")
    return Text{"publication", "publication"} + name;
  if (kind == "usecase")
    return Text{"cas d'usage", "use case"} + name;
  return plain(kind) + name;
}

Text subject_in_decision(const Json& result, const Json& decision) {
  const std::string subject = word_at(result, "subject");
  const std::string own = word_at(decision, "usecase");
  if (!own.empty() && subject == "usecase:" + own)
    return {"cas d'usage", "use case"};
  if (!own.empty() && subject == "publication:" + own)
    return {"publication", "publication"};
  return subject_in_words(subject);
}

Text result_in_words(const Json& result) {
  return is_not_built(result) ? Text{"pas encore examinée", "not examined yet"}
                              : result_label(word_at(result, "result"));
}

bool is_not_built(const Json& result) {
  return word_at(result, "reason") == "not_built";
}

int rank_of(const Json& result) {
  const std::string word = word_at(result, "result");
  if (word == "block")
    return kBlock;
  if (word == "missing")
    return is_not_built(result) ? kNotBuilt : kMissing;
  if (word == "condition")
    return kLastReason;
  if (word == "info")
    return kInfo;
  return word == "pass" ? kLastShown : kLastShown + 1;
}

std::vector<Json> results_by_gravity(const Json& decision, const PolicyPack& policies) {
  const std::string gate = word_at(decision, "gate");
  const std::string scope = word_at(decision, "scope");
  const auto key_of = [&](const Json& result) {
    return std::pair(rank_of(result),
                     place_in_method(policies, gate, scope, word_at(result, "policy")));
  };
  std::vector<Json> results;
  for (const Json& result : list_at(decision, "results"))
    results.push_back(result);
  std::stable_sort(results.begin(), results.end(),
                   [&](const Json& a, const Json& b) { return key_of(a) < key_of(b); });
  return results;
}

Text sources_in_words(const Json& result) {
  Text list;
  const Json& open = list_at(result, "sources_to_confirm");
  for (const Json& source : list_at(result, "sources")) {
    if (!source.is_string())
      continue;
    list = list + plain((list.fr.empty() ? "" : "; ") + source.get<std::string>());
    if (std::find(open.begin(), open.end(), source) != open.end())
      list = list + Text{" (à confirmer)", " (to be confirmed)"};
  }
  return list + (!list.fr.empty() && word_at(result, "status") == "to_confirm"
                     ? Text{" (source à confirmer)", " (source to be confirmed)"}
                     : Text{});
}

Text title_of(const Json& result, const PolicyPack& policies) {
  const std::string id = word_at(result, "policy");
  const Policy* policy = find_policy(policies, id);
  if (policy == nullptr)
    return {"Règle " + id, "Rule " + id};
  return policy->title + plain(" (" + id + ")");
}

Text why_of(const Json& result, const PolicyPack& policies) {
  const Policy* policy = find_policy(policies, word_at(result, "policy"));
  return policy == nullptr ? Text{} : policy->why;
}

Text remedy_of(const Json& result, const PolicyPack& policies) {
  const Policy* policy = find_policy(policies, word_at(result, "policy"));
  return policy == nullptr ? text_at(result, "remedy") : policy->remedy;
}

}  // namespace aval
