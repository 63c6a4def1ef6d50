#include "registry/questions.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "audit/base/embedded.h"
#include "audit/base/text.h"
#include "registry/answers.h"
#include "registry/documents.h"

namespace aval {

const EmbeddedFolder& embedded_registry();

namespace {

constexpr std::array kGates = {"G1", "G2", "G3", "G4", "GR"};

std::size_t rank_of(std::string_view gate) {
  const auto found = std::find(kGates.begin(), kGates.end(), gate);
  return static_cast<std::size_t>(found - kGates.begin());
}

Text text_of(const Json& both) {
  return {both.at("fr").get<std::string>(), both.at("en").get<std::string>()};
}

// Whether `path` ("a.b") is answered in `object`.
bool is_answered(const Json& object, const std::string& path) {
  const Json* at = &object;
  for (const std::string_view key : split(path, '.')) {
    if (at->is_null())
      return true;  // there is none of what holds it
    if (!at->is_object() || !at->contains(std::string(key)))
      return false;
    at = &at->at(std::string(key));
  }
  return !(at->is_array() && at->empty());
}

// {"key": "holder", "in": ["dsp"]}: whether the question makes sense for that object.
bool is_asked(const Json& question, const Json& object) {
  if (!question.contains("when"))
    return true;
  const Json& when = question.at("when");
  const Json* at = &object;
  const auto path = when.at("key").get<std::string>();
  for (const std::string_view key : split(path, '.')) {
    if (!at->is_object() || !at->contains(std::string(key)))
      return false;
    at = &at->at(std::string(key));
  }
  const Json& words = when.at("in");
  return std::find(words.begin(), words.end(), *at) != words.end();
}

std::string name_of_entry(const Json& entry, std::size_t index) {
  const auto found = entry.find("dataset");
  return found != entry.end() && found->is_string() ? found->get<std::string>()
                                                    : std::to_string(index + 1);
}

std::vector<std::string> open_fields(const Json& usecase, const Json& question) {
  const auto field = question.at("field").get<std::string>();
  const std::size_t border = field.find("[].");
  if (border == std::string::npos) {
    const bool open = is_asked(question, usecase) && !is_answered(usecase, field);
    return open ? std::vector<std::string>{field} : std::vector<std::string>{};
  }
  const std::string list = field.substr(0, border);
  const std::string key = field.substr(border + 3);
  const Json entries = usecase.value(list, Json::array());
  if (entries.is_null())
    return {};
  if (entries.empty())
    return question.contains("when") ? std::vector<std::string>{}
                                     : std::vector<std::string>{list + ".+." + key};
  std::vector<std::string> fields;
  for (std::size_t i = 0; i < entries.size(); ++i)
    if (is_asked(question, entries[i]) && !is_answered(entries[i], key))
      fields.push_back(list + "." + name_of_entry(entries[i], i) + "." + key);
  return fields;
}

std::vector<std::string> words_of(const Json& schema, const std::string& field) {
  Json at = schema_of_field(schema, field);
  if (at.contains("items"))
    at = Json(at.at("items"));
  std::vector<std::string> words;
  for (const Json& word : at.value("enum", Json::array()))
    if (word.is_string())
      words.push_back(word.get<std::string>());
  return words;
}

}  // namespace

std::vector<OpenQuestion> open_questions(const Json& usecase, const std::string& gate) {
  const Json questions = parse_json(embedded_content(embedded_registry(), "usecase.questions.json"),
                                    "usecase.questions.json");
  const Json schema = parse_json(document_schema("usecase"), "usecase.schema.json");
  std::vector<OpenQuestion> open;
  for (const Json& question : questions.at("questions")) {
    const auto of_gate = question.at("gate").get<std::string>();
    if (rank_of(of_gate) > rank_of(gate))
      continue;
    for (const std::string& field : open_fields(usecase, question))
      open.push_back({field, of_gate, text_of(question.at("question")), text_of(question.at("who")),
                      words_of(schema, question.at("field").get<std::string>())});
  }
  return open;
}

Text literacy_sentence(int level) {
  static const std::array<Text, 5> kLevels = {
      {{"ne travaille pas avec des données", "does not work with data"},
       {"lit un chiffre ou une carte quand on les lui explique",
        "reads a figure or a map when it is explained"},
       {"lit seul un tableau de bord et sait ce qu'il ne dit pas",
        "reads a dashboard alone and knows what it does not say"},
       {"prépare et croise des données, en contrôle la qualité",
        "prepares and combines data and checks their quality"},
       {"conçoit une analyse, en connaît les limites et les explique",
        "designs an analysis, knows its limits and explains them"}}};
  if (level < 0 || level > 4)
    return {};
  return kLevels[static_cast<std::size_t>(level)];
}

}  // namespace aval
