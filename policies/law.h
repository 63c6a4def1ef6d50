// The articles that rules cite, in their official French wording: data of the pack (law/*.json),
// copied from the publications named there and never written here. A quotation is evidence for a
// rule, not legal advice.
#pragma once

#include <string>
#include <vector>

#include "audit/base/json.h"
#include "audit/base/language.h"

namespace aval {

struct LawArticle {
  std::string number;  // "35", "L312-1-2", "cons. 42", "2000-321 art. 10"
  std::string title;   // may be empty
  std::string from;    // in force since, "YYYY-MM-DD"; empty where the copy carries no date
  std::string words;   // in French
};

struct LawText {
  std::string cited_as;  // "RGPD": how rules name it
  std::string title;     // official, in French
  std::string source;
  std::string licence;
  std::string as_of;  // date of the copy, "YYYY-MM-DD"; may be empty
  std::vector<LawArticle> articles;
  std::vector<std::string> others;  // numbers held by the source whose wording is not kept
};

struct LawQuote {
  std::string reference;  // "RGPD art. 35"
  std::string words;      // of the paragraph that is cited, else of the article
  Text origin;            // title, source and date of the version
};

// `document` was checked against law.schema.json.
LawText read_law(const Json& document);

// Numbers of the articles of `law` that a source of a rule cites: "RGPD art. 44 à 49" gives six;
// none when it cites another text.
std::vector<std::string> cited_articles(const LawText& law, const std::string& source);

// The official wording behind a source; empty for doctrine, practice and texts that are not held.
std::vector<LawQuote> quotes_of(const std::vector<LawText>& laws, const std::string& source);

}  // namespace aval
