#include "policies/publication_facts.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"

namespace aval {
namespace {

// True when every dataset is in a format that anybody can read; nothing to say otherwise, since the
// published file may have another form than the source.
bool all_open(const PolicyPack& pack, const Json& datasets) {
  return !datasets.empty() &&
         std::all_of(datasets.begin(), datasets.end(), [&](const Json& dataset) {
           const Json format = dataset.at("scan").value("format", Json());
           return format.is_string() && pack.open_formats.contains(format.get<std::string>());
         });
}

// The latest update that the sources tell; null when none does.
Json latest_update(const Json& datasets) {
  Json latest;
  for (const Json& dataset : datasets) {
    const Json day = dataset.at("quality").value("updated_on", Json());
    if (day.is_string() && (latest.is_null() || latest < day))
      latest = day;
  }
  return latest;
}

// The words of a text, without accents, capitals or punctuation: "Art. L. 2131-1 du CGCT" gives
// "art", "l", "2131-1", "du", "cgct".
std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words(1);
  for (const char c : fold(text)) {
    const bool inside = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    if (inside)
      words.back() += c;
    else if (!words.back().empty())
      words.emplace_back();
  }
  if (words.back().empty())
    words.pop_back();
  return words;
}

bool starts_with_digit(const std::string& word) {
  return !word.empty() && word.front() >= '0' && word.front() <= '9';
}

// The statutes that a text names: acts, ordinances and regulations of the Union by their name,
// articles of the legislative part of a code by their number ("l2131-1"). A decree, an order or a
// local decision names none.
std::set<std::string> statutes_in(const std::string& text) {
  static const std::set<std::string> kActs = {"loi", "ordonnance", "lil", "rgpd"};
  std::set<std::string> statutes;
  const std::vector<std::string> words = words_of(text);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    const std::string next = i + 1 < words.size() ? words[i + 1] : std::string();
    const std::string letters = word.substr(0, word.find_first_of("0123456789"));
    const bool article = letters == "l" || letters == "lo";
    if (article && letters == word && starts_with_digit(next))
      statutes.insert(word + next);
    else if (kActs.contains(word) || (word == "reglement" && next == "ue") ||
             (article && letters != word))
      statutes.insert(word);
  }
  return statutes;
}

}  // namespace

void complete_publication(const PolicyPack& pack, Json& facts) {
  Json& publication = facts["publication"];
  if (!publication.is_object())
    return;
  if (publication.contains("licence"))
    publication["licence_folded"] =
        publication.at("licence").is_string()
            ? Json(fold(trim(publication.at("licence").get_ref<const std::string&>())))
            : Json();
  if (publication.value("text", Json()).is_string())
    publication["statutes"] = statutes_in(publication.at("text").get<std::string>());
  // Claims that nobody made: a licence approved apart, a schema to keep to.
  for (const char* key : {"licence_homologated", "schema_valid"})
    if (!publication.contains(key))
      publication[key] = nullptr;
  const Json& datasets = facts.at("datasets");
  if (!publication.contains("open_format") && all_open(pack, datasets))
    publication["open_format"] = true;
  if (!publication.contains("source_stated") &&
      !facts.at("org").value("name", std::string()).empty())
    publication["source_stated"] = true;
  const Json update = latest_update(datasets);
  if (!publication.contains("updated_on") && update.is_string())
    publication["updated_on"] = update;
}

}  // namespace aval
