#include "policies/law.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace aval {
namespace {

std::string text_of(const Json& object, const char* key) {
  const Json value = object.value(key, Json());
  return value.is_string() ? value.get<std::string>() : std::string();
}

bool is_of_number(char letter) {
  return (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z') || letter == '-';
}

// "L312-1-2, al. 2" -> "L312-1-2"; "35(1)" -> "35".
std::string number_at_start(const std::string& text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_of_number);
  return {text.begin(), end};
}

bool is_whole_number(const std::string& text) {
  return !text.empty() && text.size() < 4 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "44 à 49": every article between.
std::vector<std::string> numbers_of(const std::string& rest) {
  const std::string first = number_at_start(rest);
  const std::string after = rest.substr(first.size());
  constexpr std::string_view kTo = " à ";
  if (after.starts_with(kTo) && is_whole_number(first)) {
    const std::string last = number_at_start(after.substr(kTo.size()));
    std::vector<std::string> span;
    if (is_whole_number(last))
      for (int number = std::stoi(first); number <= std::stoi(last); ++number)
        span.push_back(std::to_string(number));
    return span;
  }
  return {first};
}

// The paragraph "(n)" of a source, in an article whose paragraphs start a line with "n. "; the
// whole article where there is none.
std::string cited_part(const std::string& words, const std::string& source) {
  const std::size_t open = source.find('(');
  if (open == std::string::npos)
    return words;
  const std::string number = number_at_start(source.substr(open + 1));
  if (!is_whole_number(number))
    return words;
  const auto start_of = [&](int paragraph) {
    for (const char* end : {". ", ") "}) {  // paragraphs, and the definitions of article 4
      const std::string mark = std::to_string(paragraph) + end;
      if (words.starts_with(mark))
        return std::size_t{0};
      const std::size_t at = words.find("\n" + mark);
      if (at != std::string::npos)
        return at + 1;
    }
    return std::string::npos;
  };
  const std::size_t begin = start_of(std::stoi(number)), end = start_of(std::stoi(number) + 1);
  if (begin == std::string::npos)
    return words;
  return words.substr(begin, end == std::string::npos ? end : end - begin - 1);
}

Text origin_of(const LawText& law, const LawArticle& article) {
  if (!article.from.empty())
    return format_text(
        {"{0} ; source : {1}, en vigueur depuis le {2}", "{0}; source: {1}, in force since {2}"},
        {law.title, law.source, article.from});
  if (!law.as_of.empty())
    return format_text(
        {"{0} ; source : {1}, version au {2}", "{0}; source: {1}, version as of {2}"},
        {law.title, law.source, law.as_of});
  return format_text({"{0} ; source : {1}", "{0}; source: {1}"}, {law.title, law.source});
}

}  // namespace

LawText read_law(const Json& document) {
  LawText law{text_of(document, "cited_as"),
              text_of(document, "title"),
              text_of(document, "source"),
              text_of(document, "licence"),
              text_of(document, "as_of").substr(0, 10),
              {},
              document.at("others").get<std::vector<std::string>>()};
  for (const Json& article : document.at("articles"))
    law.articles.push_back({text_of(article, "article"), text_of(article, "title"),
                            text_of(article, "from"), text_of(article, "text")});
  return law;
}

std::vector<std::string> cited_articles(const LawText& law, const std::string& source) {
  if (!source.starts_with(law.cited_as + " "))
    return {};
  std::string rest = source.substr(law.cited_as.size() + 1);
  if (rest.starts_with("art. "))
    return numbers_of(rest.substr(5));
  if (rest.starts_with("cons. "))
    return {"cons. " + number_at_start(rest.substr(6))};
  const std::size_t article = rest.find(" art. ");  // "Loi 2000-321 art. 10"
  if (article != std::string::npos)
    return {rest.substr(0, article + 6) + number_at_start(rest.substr(article + 6))};
  return {number_at_start(rest)};
}

std::vector<LawQuote> quotes_of(const std::vector<LawText>& laws, const std::string& source) {
  std::vector<LawQuote> quotes;
  for (const LawText& law : laws)
    for (const std::string& number : cited_articles(law, source))
      for (const LawArticle& article : law.articles)
        if (article.number == number) {
          const bool plain_article = number[0] != 'c' && number.find(' ') == std::string::npos;
          quotes.push_back({law.cited_as + (plain_article ? " art. " : " ") + number,
                            cited_part(article.words, source), origin_of(law, article)});
        }
  return quotes;
}

}  // namespace aval
