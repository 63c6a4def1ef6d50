// aval portfolio: the use cases of the workspace beside each other.
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/cli/report_options.h"
#include "audit/workspace/decide_usecase.h"
#include "audit/workspace/gather_dossier.h"
#include "audit/workspace/text_table.h"
#include "audit/workspace/usecase_standing.h"
#include "reports/document_words.h"
#include "reports/portfolio.h"

namespace aval {
namespace {

PortfolioEntry entry_of(const Standing& standing, const Json& usecase) {
  const Decision* deployment = &standing.decisions.back();
  for (const Decision& decision : standing.decisions)
    if (decision.gate == "G3")
      deployment = &decision;
  PortfolioEntry entry = portfolio_entry(usecase, current_decision(standing), *deployment);
  entry.gate = standing.gate;
  return entry;
}

Portfolio portfolio_of(const RegisterStore& store, const PolicyPack& pack,
                       const std::string& today) {
  std::vector<PortfolioEntry> entries;
  InputCache cache;
  for (const StoredDocument& stored : store.list(kUseCaseKind)) {
    const Standing standing = standing_at_gates(pack, gather_inputs(store, stored, today, cache));
    entries.push_back(entry_of(standing, content_of(stored)));
    entries.back().ref = ref_of(stored);
  }
  Portfolio portfolio = rank_portfolio(std::move(entries));
  portfolio.date = today;
  if (const auto organisation = store.find(kOrganisationKind, "organisation"))
    portfolio.organisation = word_at(content_of(*organisation), "name");
  return portfolio;
}

std::string portfolio_text(const Portfolio& portfolio, const PolicyPack& pack, Language language) {
  const auto words = [&](const Text& text) { return text.in(language); };
  const auto note = [](const std::optional<int>& value) {
    return value ? std::to_string(*value) : std::string("?");
  };
  std::vector<std::vector<std::string>> rows = {
      {words({"Rang", "Rank"}), words({"Cas d'usage", "Use case"}), words({"Étape", "Gate"}),
       words({"Avis", "Opinion"}), "Impact", words({"Faisabilité", "Feasibility"}),
       words({"Mois", "Months"}), "Total"}};
  std::size_t rank = 0;
  for (const auto* group : {&portfolio.ranked, &portfolio.unfavourable, &portfolio.unranked})
    for (const PortfolioEntry& entry : *group) {
      const bool is_ranked = group == &portfolio.ranked;
      rows.push_back({is_ranked ? std::to_string(++rank) : "-", entry.ref.id, entry.gate,
                      words(verdict_label(name_of(entry.verdict))), note(entry.impact),
                      note(feasibility_of(entry)) + " (" + std::to_string(entry.rules_met) + "/" +
                          std::to_string(entry.rules_applying) + ")",
                      note(entry.months), is_ranked ? note(score_of(entry)) : "-"});
    }
  std::string out = render_text_table(rows);
  if (!portfolio.blockers.empty())
    out += words(
        {"\nRègles qui arrêtent plusieurs cas d'usage\n", "\nRules that stop several use cases\n"});
  for (const CommonBlocker& blocker : portfolio.blockers) {
    const Policy* policy = find_policy(pack, blocker.policy);
    out += "  " + blocker.policy + "  " + (policy == nullptr ? "" : words(policy->title)) + " (" +
           words(result_label(name_of(blocker.result))) +
           "): " + std::to_string(blocker.usecases.size()) + "\n";
  }
  return out;
}

void run_portfolio(const ReportOptions& options, const CommandContext& context) {
  const RegisterStore store = open_workspace(context);
  const PolicyPack pack = load_embedded_policy_pack();
  const Portfolio portfolio = portfolio_of(store, pack, context.today);
  if (options.format == "json")
    write_output(options.output, portfolio_json(portfolio, pack, context.language));
  else if (options.format == "text")
    write_output(options.output, portfolio_text(portfolio, pack, context.language));
  else
    write_paper(portfolio_paper(portfolio, pack), options, context);
}

}  // namespace

void add_portfolio_command(CLI::App& app, CommandContext& context) {
  const auto options = std::make_shared<ReportOptions>();
  options->format = "text";
  CLI::App* command = app.add_subcommand(
      "portfolio",
      help_text(context,
                {"classe les cas d'usage par impact, faisabilité et délai du premier résultat, et "
                 "montre ce qui en arrête plusieurs\nCodes de sortie : 0 fait, 2 impossible. "
                 "Exemple : aval portfolio --format html --output portefeuille.html",
                 "ranks the use cases by impact, feasibility and time to first result, and shows "
                 "what stops several of them\nExit codes: 0 done, 2 could not run. Example: aval "
                 "portfolio --format html --output portfolio.html"}));
  add_output_options(*command, context, *options, {"text", "json", "html", "pdf", "md"});
  command->callback([options, &context] { run_portfolio(*options, context); });
}

}  // namespace aval
