#include "policies/coverage.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

namespace aval {
namespace {

std::vector<std::string> rules_citing(const PolicyPack& pack, const LawText& law,
                                      const std::string& article) {
  std::vector<std::string> rules;
  for (const Policy& policy : pack.policies)
    for (const std::string& source : policy.sources) {
      const std::vector<std::string> cited = cited_articles(law, source);
      if (std::find(cited.begin(), cited.end(), article) == cited.end())
        continue;
      if (rules.empty() || rules.back() != policy.id)
        rules.push_back(policy.id);
    }
  return rules;
}

// Every article number of a text, with or without its wording.
std::vector<std::string> numbers_of(const LawText& law) {
  std::vector<std::string> numbers;
  for (const LawArticle& article : law.articles)
    numbers.push_back(article.number);
  numbers.insert(numbers.end(), law.others.begin(), law.others.end());
  return numbers;
}

}  // namespace

LegalCoverage legal_coverage(const PolicyPack& pack, const std::vector<PolicyCase>& cases) {
  LegalCoverage coverage;
  for (const LawText& law : pack.law)
    for (const std::string& number : numbers_of(law)) {
      std::vector<std::string> rules = rules_citing(pack, law, number);
      if (rules.empty())
        coverage.without[law.cited_as].push_back(number);
      else
        coverage.with_rules.push_back({law.cited_as, number, std::move(rules)});
    }
  std::set<std::string> not_held;
  for (const Policy& policy : pack.policies) {
    coverage.cases[policy.id];
    for (const std::string& source : policy.sources)
      if (quotes_of(pack.law, source).empty())
        not_held.insert(source);
  }
  coverage.not_held.assign(not_held.begin(), not_held.end());
  for (const PolicyCase& item : cases) {
    const Json expect = parse_json(item.expect, item.place);
    for (const Json& result : expect)
      ++coverage.cases[item.policy][result.get<std::string>()];
  }
  return coverage;
}

}  // namespace aval
