#include "rules/rule_loader.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "rules/value_matcher.h"

namespace aval {
namespace {

std::vector<std::string> strings_of(const Json& object, const char* key) {
  return object.value(key, std::vector<std::string>{});
}

Text text_of(const Json& object, const char* key) {
  return {object.at(key).at("fr").get<std::string>(), object.at(key).at("en").get<std::string>()};
}

std::string known_types() {
  std::vector<std::string> names;
  for (const ColumnType type : all_column_types())
    names.emplace_back(name_of(type));
  return join(names, ", ");
}

std::string known_validators() {
  std::vector<std::string> names;
  for (const Validator& validator : all_validators())
    names.emplace_back(validator.name);
  return join(names, ", ");
}

// The schema closed the list.
TextReading text_reading_of(std::string_view name) {
  using Reading = std::pair<std::string_view, TextReading>;
  static constexpr std::array<Reading, 7> kReadings = {
      Reading{"name_after_civility", TextReading::name_after_civility},
      Reading{"family_after", TextReading::family_after},
      Reading{"full_name_after", TextReading::full_name_after},
      Reading{"full_name_here", TextReading::full_name_here},
      Reading{"party_before", TextReading::party_before},
      Reading{"home", TextReading::home},
      Reading{"mailbox", TextReading::mailbox}};
  for (const auto& [known, reading] : kReadings)
    if (known == name)
      return reading;
  return TextReading::value;
}

class RuleReader {
 public:
  RuleReader(const Json& json, std::string place, std::vector<Problem>& problems)
      : json_(json), place_(std::move(place)), problems_(problems) {}

  Rule read() {
    Rule rule;
    rule.id = json_.at("id").get<std::string>();
    rule.place = place_;
    read_nature(rule);
    if (json_.contains("values"))
      read_values(json_["values"], rule);
    if (json_.contains("text"))
      read_text(json_["text"], rule);
    rule.articles = strings_of(json_, "articles");
    rule.source = json_.at("source").get<std::string>();
    rule.to_confirm = json_.value("status", std::string("confirmed")) == "to_confirm";
    rule.default_for_type = json_.value("default_for_type", false);
    rule.texts = {text_of(json_["texts"], "title"), text_of(json_["texts"], "message"),
                  text_of(json_["texts"], "remedy")};
    read_examples(json_["examples"], rule);
    return rule;
  }

 private:
  void add(const std::string& pointer, Text message) {
    problems_.push_back({place_ + pointer, std::move(message)});
  }

  void read_nature(Rule& rule) {
    const std::string type = json_.at("type").get<std::string>();
    if (const auto known = find_column_type(type))
      rule.type = *known;
    else
      add("/type", format_text({"type inconnu : « {0} » ; types connus : {1}",
                                "unknown type: '{0}'; known types: {1}"},
                               {type, known_types()}));
    rule.gdpr = *find_gdpr(json_.at("gdpr").get<std::string>());
    rule.gdpr_of_things =
        *find_gdpr(json_.value("gdpr_of_things", json_.at("gdpr").get<std::string>()));
    rule.severity = *find_severity(json_.at("severity").get<std::string>());
  }

  void read_values(const Json& values, Rule& rule) {
    read_patterns(strings_of(values, "patterns"), "/values/patterns", rule.patterns);
    rule.dictionaries = strings_of(values, "dictionaries");
    rule.header_required = values.value("header_required", false);
    rule.hashed = values.value("hashed", false);
    if (values.contains("validator")) {
      const std::string name = values["validator"].get<std::string>();
      rule.validator = find_validator(name);
      if (rule.validator == nullptr)
        add("/values/validator", format_text({"contrôle inconnu : « {0} » ; contrôles connus : {1}",
                                              "unknown validator: '{0}'; known validators: {1}"},
                                             {name, known_validators()}));
      else
        rule.chance = rule.validator->chance;
    }
    rule.chance = values.value("chance", rule.chance);
  }

  void read_text(const Json& text, Rule& rule) {
    read_patterns(strings_of(text, "patterns"), "/text/patterns", rule.text_patterns);
    rule.text_reading = text_reading_of(text.value("reads", std::string("value")));
    rule.text_with_person = text.value("with_person", false);
  }

  void read_patterns(const std::vector<std::string>& sources, const std::string& pointer,
                     std::vector<Pattern>& patterns) {
    for (std::size_t i = 0; i < sources.size(); ++i) {
      try {
        patterns.emplace_back(sources[i], place_ + pointer + "/" + std::to_string(i));
      } catch (const Error& error) {
        problems_.push_back({error.place(), error.message()});
      }
    }
  }

  void read_examples(const Json& examples, Rule& rule) {
    rule.examples_match = strings_of(examples, "match");
    rule.examples_no_match = strings_of(examples, "no_match");
    rule.examples_text = strings_of(examples, "text");
    rule.examples_text_no_match = strings_of(examples, "text_no_match");
    rule.examples_headers_match = strings_of(examples, "headers_match");
    rule.examples_headers_no_match = strings_of(examples, "headers_no_match");
    const bool has_values = !rule.patterns.empty() || !rule.dictionaries.empty();
    if (has_values && (rule.examples_match.empty() || rule.examples_no_match.empty()))
      add("/examples", {"une règle à valeurs doit porter des exemples « match » et « no_match »",
                        "a rule with values must carry 'match' and 'no_match' examples"});
    if (!rule.text_patterns.empty() && rule.examples_text.empty())
      add("/examples", {"des motifs de phrase demandent des exemples « text »",
                        "text patterns ask for 'text' examples"});
    const bool has_headers =
        !rule.examples_headers_match.empty() && !rule.examples_headers_no_match.empty();
    if (!has_values && rule.text_patterns.empty() && !has_headers)
      add("/examples",
          {"une règle d'en-tête doit porter des exemples « headers_match » et « headers_no_match »",
           "a header rule must carry 'headers_match' and 'headers_no_match' examples"});
  }

  const Json& json_;
  std::string place_;
  std::vector<Problem>& problems_;
};

class Prover {
 public:
  Prover(const RulePack& pack, std::vector<Problem>& problems)
      : pack_(pack), problems_(problems), matcher_(pack, compiled_patterns(pack)) {}

  void prove(std::size_t index) {
    const Rule& rule = pack_.rules[index];
    for (std::size_t i = 0; i < rule.examples_match.size(); ++i)
      if (!takes(index, rule.examples_match[i]))
        fail(rule, "match", i, why_not_taken(index));
    for (std::size_t i = 0; i < rule.examples_no_match.size(); ++i)
      if (takes(index, rule.examples_no_match[i]))
        fail(rule, "no_match", i,
             {"cette valeur ne devrait pas être reconnue et l'est",
              "this value should not match and does"});
    for (std::size_t i = 0; i < rule.examples_text.size(); ++i)
      if (!hits(index, rule.examples_text[i]))
        fail(rule, "text", i,
             {"rien n'est trouvé dans cette phrase", "nothing is found in this sentence"});
    for (std::size_t i = 0; i < rule.examples_text_no_match.size(); ++i)
      if (hits(index, rule.examples_text_no_match[i]))
        fail(rule, "text_no_match", i,
             {"rien ne devrait être trouvé dans cette phrase",
              "nothing should be found in this sentence"});
    prove_headers(rule, rule.examples_headers_match, true);
    prove_headers(rule, rule.examples_headers_no_match, false);
  }

 private:
  void fail(const Rule& rule, const char* kind, std::size_t i, Text message) {
    problems_.push_back(
        {rule.place + "/examples/" + kind + "/" + std::to_string(i), std::move(message)});
  }

  bool takes(std::size_t rule, const std::string& value) {
    matcher_.match_value(value, matches_);
    return std::any_of(matches_.begin(), matches_.end(),
                       [&](const RuleMatch& match) { return match.rule == rule && match.valid; });
  }

  // After takes() said no.
  Text why_not_taken(std::size_t rule) const {
    if (std::any_of(matches_.begin(), matches_.end(),
                    [&](const RuleMatch& match) { return match.rule == rule; }))
      return format_text({"le contrôle « {0} » refuse cette valeur, qui devrait être reconnue",
                          "validator '{0}' refuses this value, which should match"},
                         {pack_.rules[rule].validator->name});
    return {"cette valeur devrait être reconnue et ne l'est pas",
            "this value should match and does not"};
  }

  bool hits(std::size_t rule, const std::string& text) {
    matcher_.match_text(text, matches_);
    return std::any_of(matches_.begin(), matches_.end(),
                       [&](const RuleMatch& match) { return match.rule == rule; });
  }

  void prove_headers(const Rule& rule, const std::vector<std::string>& headers, bool wanted) {
    for (std::size_t i = 0; i < headers.size(); ++i) {
      std::vector<std::string> said;
      bool says_it = false;
      for (const HeaderMatch& match : pack_.header_words.find(header_tokens(headers[i]))) {
        said.emplace_back(name_of(match.word->type));
        says_it = says_it || match.word->type == rule.type;
      }
      if (says_it == wanted)
        continue;
      const Text message =
          wanted
              ? Text{"cet en-tête devrait dire « {0} » ; les mots d'en-tête du paquet disent : {1}",
                     "this header should say '{0}'; the header words of the pack say: {1}"}
              : Text{
                    "cet en-tête ne devrait pas dire « {0} » ; les mots d'en-tête du paquet disent "
                    ": {1}",
                    "this header should not say '{0}'; the header words of the pack say: {1}"};
      fail(rule, wanted ? "headers_match" : "headers_no_match", i,
           format_text(message, {name_of(rule.type), said.empty() ? "-" : join(said, ", ")}));
    }
  }

  const RulePack& pack_;
  std::vector<Problem>& problems_;
  ValueMatcher matcher_;
  std::vector<RuleMatch> matches_;
};

}  // namespace

void read_rules(const Json& document, const std::string& place, std::vector<Rule>& rules,
                std::vector<Problem>& problems) {
  const Json& list = document.at("rules");
  for (std::size_t i = 0; i < list.size(); ++i)
    rules.push_back(RuleReader(list[i], place + "#/rules/" + std::to_string(i), problems).read());
}

void prove_rules(const RulePack& pack, std::vector<Problem>& problems) {
  Prover prover(pack, problems);
  for (std::size_t i = 0; i < pack.rules.size(); ++i)
    prover.prove(i);
}

}  // namespace aval
