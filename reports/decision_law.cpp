// The official wording behind a decision: a few lines in the dossier, whole in its annex.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "reports/decision_results.h"
#include "reports/document_words.h"
#include "reports/law_names.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

// A dossier stays within four pages: one article for each reason of its first page, a long one cut
// at a word.
constexpr std::size_t kReasonsQuoted = 3;

std::string shortened(const std::string& words) {
  constexpr std::size_t kQuoted = 380;  // bytes
  if (words.size() <= kQuoted)
    return words;
  return words.substr(0, words.rfind(' ', kQuoted)) + " […]";
}

bool is_held(const std::vector<LawQuote>& quotes, const LawQuote& quote) {
  return std::any_of(quotes.begin(), quotes.end(), [&](const LawQuote& seen) {
    return seen.reference == quote.reference && seen.words == quote.words;
  });
}

// Those that a result cites and that are not in `seen`.
std::vector<LawQuote> new_quotes(const Json& result, const PolicyPack& policies,
                                 const std::vector<LawQuote>& seen) {
  std::vector<LawQuote> quotes;
  for (const Json& source : list_at(result, "sources"))
    for (LawQuote& quote : quotes_of(policies.law, source.get<std::string>()))
      if (!is_held(seen, quote) && !is_held(quotes, quote))
        quotes.push_back(std::move(quote));
  return quotes;
}

}  // namespace

PaperSection law_section(const Json& decision, const PolicyPack& policies) {
  std::vector<LawQuote> quotes;
  std::vector<std::string> reasons;  // rules, as on the first page
  for (const Json& result : results_by_gravity(decision, policies)) {
    const std::string policy = word_at(result, "policy");
    if (rank_of(result) > kLastReason)
      break;
    if (std::find(reasons.begin(), reasons.end(), policy) != reasons.end())
      continue;
    if (reasons.size() == kReasonsQuoted)
      break;
    reasons.push_back(policy);
    std::vector<LawQuote> found = new_quotes(result, policies, quotes);
    if (!found.empty())
      quotes.push_back(std::move(found.front()));
  }
  PaperSection section;
  if (quotes.empty())
    return section;
  section.title = {"Textes cités", "Texts cited"};
  section.paragraphs.push_back(
      {"Les longs articles sont coupés ([…]) ; « aval policies law » donne leur texte entier, et "
       "celui de chaque texte nommé plus haut.",
       "Long articles are cut ([…]); \"aval policies law\" gives their whole text, and that of "
       "each text named above."});
  for (const LawQuote& quote : quotes)
    section.quotes.push_back(
        {shortened(quote.words), plain(quote.reference + ", ") + origin_in_words(quote.origin)});
  return section;
}

PaperSection full_law_section(const Json& decision, const PolicyPack& policies) {
  std::vector<LawQuote> quotes;
  for (const Json& result : results_by_gravity(decision, policies))
    if (rank_of(result) <= kLastReason)
      for (LawQuote& quote : new_quotes(result, policies, quotes))
        quotes.push_back(std::move(quote));
  PaperSection section;
  if (quotes.empty())
    return section;
  section.title = {"Textes officiels", "Official texts"};
  section.paragraphs.push_back(
      {"Mots officiels des articles que citent les règles non satisfaites. Ceux des autres règles "
       "se "
       "lisent par « aval policies law ».",
       "Official wording, in French, of the articles cited by the rules that are not met. \"aval "
       "policies law\" gives those of the other rules."});
  for (const LawQuote& quote : quotes)
    section.quotes.push_back(
        {quote.words, plain(quote.reference + ", ") + origin_in_words(quote.origin)});
  return section;
}

}  // namespace aval
