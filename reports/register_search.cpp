#include "reports/register_search.h"

#include <algorithm>
#include <array>
#include <set>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "reports/document_words.h"

namespace aval {
namespace {

struct Field {
  const char* key;
  Text label;
};

const std::array<Field, 12>& searched_fields() {
  static const std::array<Field, 12> kFields = {{
      {"id", {"Identifiant", "Identifier"}},
      {"name", {"Nom", "Name"}},
      {"acronym", {"Sigle", "Acronym"}},
      {"service", {"Service", "Department"}},
      {"purposes", {"Finalité", "Purpose"}},
      {"data_subjects", {"Personnes concernées", "Data subjects"}},
      {"data_categories", {"Catégorie de données", "Data category"}},
      {"recipients", {"Destinataire", "Recipient"}},
      {"processors", {"Sous-traitant", "Processor"}},
      {"served_controllers", {"Responsable servi", "Controller served"}},
      {"software", {"Logiciel", "Software"}},
      {"observations", {"Observation", "Remark"}},
  }};
  return kFields;
}

// Keys whose words come from a closed list and are searched by their label; other keys of a closed
// list ("type", "status"...) say nothing of the subject.
bool is_worded(const std::string& key) {
  return key == "category" || key == "legal_bases";
}

bool is_left_out(const std::string& key) {
  static const std::set<std::string> kKeys = {
      "type", "status", "legal_texts_status", "final", "phone", "email", "contact", "address"};
  return kKeys.contains(key);
}

void collect_texts(const Json& value, const std::string& key, Language language,
                   std::vector<std::string>& out) {
  if (is_left_out(key))
    return;
  if (value.is_string()) {
    const auto text = value.get<std::string>();
    out.push_back(is_worded(key) ? label_of_word(text).in(language) : text);
  }
  if (value.is_array())
    for (const Json& item : value)
      collect_texts(item, key, language, out);
  if (value.is_object())
    for (const auto& [inner_key, inner] : value.items())
      collect_texts(inner, inner_key, language, out);
}

std::vector<std::string> folded_words(const std::vector<std::string>& words) {
  std::vector<std::string> folded;
  for (const std::string& word : words) {
    const std::string plain_word = fold(word);
    for (const std::string_view part : split(plain_word, ' '))
      if (!trim(part).empty())
        folded.emplace_back(trim(part));
  }
  return folded;
}

}  // namespace

std::vector<SearchHit> search_activity(const Json& activity, const std::vector<std::string>& words,
                                       Language language) {
  const std::vector<std::string> wanted = folded_words(words);
  std::set<std::string> found;
  std::vector<SearchHit> hits;
  for (const Field& field : searched_fields()) {
    if (!activity.contains(field.key))
      continue;
    std::vector<std::string> texts;
    collect_texts(activity.at(field.key), field.key, language, texts);
    for (const std::string& text : texts) {
      const std::string folded = fold(text);
      bool here = false;
      for (const std::string& word : wanted)
        if (folded.find(word) != std::string::npos) {
          found.insert(word);
          here = true;
        }
      if (here)
        hits.push_back({field.key, field.label, text});
    }
  }
  const bool all = std::all_of(wanted.begin(), wanted.end(),
                               [&](const std::string& word) { return found.contains(word); });
  return all && !wanted.empty() ? hits : std::vector<SearchHit>{};
}

}  // namespace aval
