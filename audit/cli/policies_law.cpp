#include "audit/cli/policies_law.h"

#include <iostream>
#include <set>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/workspace/decide_usecase.h"
#include "audit/workspace/text_table.h"
#include "policies/coverage.h"

namespace aval {
namespace {

// « words » with every line set in, then where they come from.
std::string quotation(const LawQuote& quote, Language language) {
  std::string out = "  " + quote.reference + "\n    « ";
  for (const char letter : quote.words)
    out += letter == '\n' ? std::string("\n      ") : std::string(1, letter);
  return out + " »\n    (" + quote.origin.in(language) + ")\n";
}

// "35" and "RGPD 35" find "RGPD art. 35" where one text only has it.
std::vector<LawQuote> find_article(const PolicyPack& pack, const std::string& asked) {
  std::vector<LawQuote> quotes = quotes_of(pack.law, asked);
  if (!quotes.empty())
    return quotes;
  for (const LawText& law : pack.law)
    for (const LawArticle& article : law.articles)
      if (asked == article.number || asked == law.cited_as + " " + article.number)
        for (LawQuote& quote : quotes_of(pack.law, law.cited_as + " art. " + article.number))
          quotes.push_back(std::move(quote));
  return quotes;
}

void run_law(const std::string& folder, const std::string& article, CommandContext& context) {
  const PolicyPack pack = load_requested_policies(folder);
  const std::vector<LawQuote> quotes = find_article(pack, article);
  if (quotes.empty())
    throw Error(ErrorKind::usage, article,
                {"article inconnu ou texte non détenu ; « aval policies coverage » nomme ceux qui "
                 "sont détenus. Exemple : « RGPD art. 35 »",
                 "unknown article, or text not held; 'aval policies coverage' names those held. "
                 "Example: 'RGPD art. 35'"});
  std::string out;
  for (const LawQuote& quote : quotes)
    out += quotation(quote, context.language);
  std::cout << escape_terminal(out, true);
}

OrderedJson coverage_to_json(const LegalCoverage& coverage) {
  OrderedJson articles = OrderedJson::array(), without = OrderedJson::object(),
              rules = OrderedJson::array();
  for (const ArticleCoverage& article : coverage.with_rules)
    articles.push_back(
        {{"law", article.law}, {"article", article.article}, {"rules", article.rules}});
  for (const auto& [law, numbers] : coverage.without)
    without[law] = numbers;
  for (const auto& [rule, counts] : coverage.cases) {
    std::size_t total = 0;
    for (const auto& [result, count] : counts)
      total += count;
    rules.push_back({{"rule", rule}, {"cases", total}, {"by_result", counts}});
  }
  return {{"schema", "aval.coverage/1"},
          {"articles", articles},
          {"without_rule", without},
          {"not_held", coverage.not_held},
          {"rules", rules}};
}

std::size_t count_at(const std::map<std::string, std::size_t>& counts, const char* result) {
  const auto found = counts.find(result);
  return found == counts.end() ? 0 : found->second;
}

using Rows = std::vector<std::vector<std::string>>;

Rows article_rows(const LegalCoverage& coverage, bool french) {
  Rows rows{french ? std::vector<std::string>{"Texte", "Article", "Règles"}
                   : std::vector<std::string>{"Text", "Article", "Rules"}};
  for (const ArticleCoverage& article : coverage.with_rules)
    rows.push_back({article.law, article.article, join(article.rules, " ")});
  return rows;
}

Rows case_rows(const LegalCoverage& coverage, bool french) {
  Rows rows{french ? std::vector<std::string>{"Règle", "satisfait", "bloque", "condition", "manque",
                                              "sans objet"}
                   : std::vector<std::string>{"Rule", "pass", "block", "condition", "missing",
                                              "not applicable"}};
  for (const auto& [rule, counts] : coverage.cases) {
    std::vector<std::string> row{rule};
    for (const char* result : {"pass", "block", "condition", "missing", "not_applicable"})
      row.push_back(std::to_string(count_at(counts, result)));
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string markdown_table(const Rows& rows) {
  std::string out;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    out += "| " + join(rows[i], " | ") + " |\n";
    if (i == 0)
      out += "|" + [&] {
        std::string line;
        for (std::size_t column = 0; column < rows[i].size(); ++column)
          line += " --- |";
        return line;
      }() + "\n";
  }
  return out;
}

std::string coverage_in_words(const LegalCoverage& coverage, bool markdown, bool french) {
  const auto heading = [&](const char* fr, const char* en) {
    const std::string title = french ? fr : en;
    return markdown ? "\n## " + title + "\n\n" : "\n" + title + "\n";
  };
  const auto table = [&](const Rows& rows) {
    return markdown ? markdown_table(rows) : render_text_table(rows);
  };
  std::string out = markdown
                        ? std::string(french ? "# Couverture du droit\n" : "# Legal coverage\n")
                        : std::string();
  out += heading("Articles qui ont des règles", "Articles with rules") +
         table(article_rows(coverage, french));
  out += heading("Articles détenus sans règle", "Articles held without a rule");
  for (const auto& [law, numbers] : coverage.without)
    out += "- " + law + " (" + std::to_string(numbers.size()) + ") : " + join(numbers, ", ") + "\n";
  out += heading("Sources dont le texte n'est pas détenu (doctrine et pratique comprises)",
                 "Sources whose text is not held (doctrine and practice included)");
  for (const std::string& source : coverage.not_held)
    out += "- " + source + "\n";
  return out + heading("Cas qui éprouvent chaque règle", "Cases that prove each rule") +
         table(case_rows(coverage, french));
}

void run_coverage(const std::string& folder, const std::string& format, CommandContext& context) {
  const PolicyPack pack = load_requested_policies(folder);
  const LegalCoverage coverage = legal_coverage(pack, load_policy_cases(folder));
  const bool french = context.language == Language::fr;
  std::cout << (format == "json" ? coverage_to_json(coverage).dump(2) + "\n"
                                 : coverage_in_words(coverage, format == "md", french));
}

}  // namespace

std::string quotations_in_text(const PolicyPack& pack, const Policy& policy, Language language) {
  std::string out;
  std::set<std::string> seen;
  for (const std::string& source : policy.sources)
    for (const LawQuote& quote : quotes_of(pack.law, source))
      if (seen.insert(quote.reference + quote.words).second)
        out += quotation(quote, language);
  if (out.empty())
    return {};
  return (language == Language::fr ? "\nTextes cités (mots officiels)\n"
                                   : "\nTexts cited (official French wording)\n") +
         out;
}

void add_policies_law(CLI::App& policies, const std::shared_ptr<std::string>& folder,
                      CommandContext& context) {
  CLI::App* law = policies.add_subcommand(
      "law",
      help_text(
          context,
          {"imprime un article cité par les règles, avec sa source et sa date\nCodes de "
           "sortie : 0 fait, 2 article non détenu. Exemple : aval policies law \"RGPD art. "
           "35\"",
           "prints an article that rules cite, in French, with its source and date\nExit "
           "codes: 0 done, 2 article not held. Example: aval policies law \"RGPD art. 35\""}));
  const auto article = std::make_shared<std::string>();
  law->add_option(
         "ARTICLE", *article,
         help_text(context, {"article, comme les règles le citent", "article, as rules cite it"}))
      ->required();
  law->callback([folder, article, &context] { run_law(*folder, *article, context); });
}

void add_policies_coverage(CLI::App& policies, const std::shared_ptr<std::string>& folder,
                           CommandContext& context) {
  CLI::App* coverage = policies.add_subcommand(
      "coverage",
      help_text(context,
                {"couverture du droit : articles avec règles, articles sans, cas de chaque "
                 "règle\nCodes de sortie : 0 fait, 2 impossible. Exemple : aval policies coverage "
                 "--format md",
                 "legal coverage: articles with rules, articles without, cases of each rule\nExit "
                 "codes: 0 done, 2 could not run. Example: aval policies coverage --format md"}));
  const auto format = std::make_shared<std::string>("text");
  coverage
      ->add_option("--format", *format,
                   help_text(context, {"forme du rapport", "form of the report"}))
      ->check(CLI::IsMember({"text", "json", "md"}));
  coverage->callback([folder, format, &context] { run_coverage(*folder, *format, context); });
}

}  // namespace aval
