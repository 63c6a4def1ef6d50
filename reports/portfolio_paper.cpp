// The portfolio as people and machines read it.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "reports/document_words.h"
#include "reports/plain_words.h"
#include "reports/portfolio.h"

namespace aval {
namespace {

constexpr std::vector<PortfolioEntry> Portfolio::*kGroups[] = {
    &Portfolio::ranked, &Portfolio::unfavourable, &Portfolio::unranked};

Text note_of(const std::optional<int>& note) {
  return note ? plain(std::to_string(*note)) : Text{"à renseigner", "to be filled in"};
}

Text impact_in_words(const PortfolioEntry& entry) {
  if (!entry.impact)
    return {"à renseigner (importance d'un impact mesurable)",
            "to be filled in (weight of a measurable impact)"};
  return plain(std::to_string(*entry.impact) + " (" + one_line(entry.impact_indicator) + ")");
}

Text feasibility_in_words(const PortfolioEntry& entry) {
  return note_of(feasibility_of(entry)) +
         format_text({" ({0} règles sur {1} satisfaites à G3)", " ({0} of {1} rules met at G3)"},
                     {std::to_string(entry.rules_met), std::to_string(entry.rules_applying)});
}

Text delay_in_words(const PortfolioEntry& entry) {
  if (!entry.months)
    return {"à renseigner", "to be filled in"};
  return note_of(delay_of(entry)) +
         format_text({" ({0} mois)", " ({0} months)"}, {std::to_string(*entry.months)});
}

Text standing_in_words(const PortfolioEntry& entry) {
  Text words = plain(entry.gate + ", ") + verdict_label(name_of(entry.verdict)) + plain("");
  if (!entry.blocking.empty())
    words = words + plain(" : " + join(entry.blocking, ", "));
  return words;
}

PaperTable entries_table(const Text& caption, const std::vector<PortfolioEntry>& entries,
                         std::size_t& number, RecordRefs& refs) {
  PaperTable table;
  table.caption = caption;
  table.headers = {
      {"Cas d'usage", "Use case"},    {"Où il en est", "Where it stands"},  {"Impact", "Impact"},
      {"Faisabilité", "Feasibility"}, {"Premier résultat", "First result"}, {"Total", "Total"}};
  for (const PortfolioEntry& entry : entries) {
    const auto score = score_of(entry);
    const bool counts = score && entry.verdict != Verdict::no_go;
    table.rows.push_back({plain(std::to_string(++number) + ". " + entry.title),
                          standing_in_words(entry), impact_in_words(entry) + refs.cite(entry.ref),
                          feasibility_in_words(entry), delay_in_words(entry),
                          counts ? note_of(score) : Text{"non classé", "not ranked"}});
  }
  return table;
}

PaperSection blockers_section(const Portfolio& portfolio, const PolicyPack& policies) {
  PaperSection section;
  section.title = {"Ce qui arrête plusieurs cas d'usage", "What stops several use cases"};
  PaperTable table;
  table.caption = {"Règles communes", "Common rules"};
  table.headers = {{"Règle", "Rule"},
                   {"Effet", "Effect"},
                   {"Combien", "How many"},
                   {"Cas d'usage", "Use cases"},
                   {"À faire une fois pour tous", "To do once for all"},
                   {"Textes", "Law"}};
  constexpr std::size_t kNamed = 6;
  for (const CommonBlocker& blocker : portfolio.blockers) {
    const Policy* policy = find_policy(policies, blocker.policy);
    std::vector<Text> names;
    for (const std::string& id : blocker.usecases)
      names.push_back(plain(id));
    Text law = policy == nullptr ? Text{} : plain(join(policy->sources, " ; "));
    if (policy != nullptr && policy->to_confirm)
      law = law + Text{" (source à confirmer)", " (source to be confirmed)"};
    table.rows.push_back({policy == nullptr ? plain(blocker.policy)
                                            : policy->title + plain(" (" + blocker.policy + ")"),
                          result_label(name_of(blocker.result)),
                          count_in_words(blocker.usecases.size()), list_in_words(names, kNamed),
                          policy == nullptr ? Text{} : policy->remedy, law});
  }
  if (table.rows.empty())
    section.paragraphs.push_back({"Aucune règle n'arrête deux cas d'usage à la fois.",
                                  "No rule stops two use cases at once."});
  section.tables.push_back(std::move(table));
  return section;
}

PaperSection method_section() {
  PaperSection section;
  section.title = {"Comment c'est calculé", "How it is computed"};
  section.items = {
      {"Impact, 1 à 5 : la plus forte importance que le dossier donne à un impact qui a un "
       "indicateur et une cible.",
       "Impact, 1 to 5: the highest weight that the dossier gives to an impact with an indicator "
       "and a target."},
      {"Faisabilité, 1 à 5 : part des règles de l'étape G3 (déploiement) satisfaites, parmi celles "
       "qui s'appliquent ; moins de 20 % vaut 1, moins de 40 % 2, moins de 60 % 3, moins de 80 % "
       "4, le reste 5.",
       "Feasibility, 1 to 5: share of the rules of gate G3 (deployment) that are met, among those "
       "that apply; under 20% is 1, under 40% 2, under 60% 3, under 80% 4, the rest 5."},
      {"Premier résultat, 1 à 5 : 5 jusqu'à 3 mois, 4 jusqu'à 6, 3 jusqu'à 9, 2 jusqu'à 12, 1 "
       "au-delà.",
       "First result, 1 to 5: 5 up to 3 months, 4 up to 6, 3 up to 9, 2 up to 12, 1 beyond."},
      {"Total : la somme des trois, sur 15 ; à égalité, le délai le plus court d'abord.",
       "Total: the sum of the three, out of 15; equal totals: the shorter time first."},
      {"Un avis défavorable n'est jamais compensé par de bonnes notes : le cas d'usage sort du "
       "classement. Une note manquante n'est pas devinée.",
       "An unfavourable opinion is never made up for by good notes: the use case leaves the "
       "ranking. A missing note is not guessed."},
      {"Ces échelles sont une pratique ; aucun texte ne les fixe.",
       "These scales are a practice; no text fixes them."}};
  return section;
}

Text summary_of(const Portfolio& portfolio) {
  return counted(portfolio.ranked.size(), {"cas d'usage classé", "use case ranked"},
                 {"cas d'usage classés", "use cases ranked"}) +
         plain(", ") +
         counted(portfolio.unfavourable.size(),
                 {"avec un avis défavorable", "with an unfavourable opinion"},
                 {"avec un avis défavorable", "with an unfavourable opinion"}) +
         plain(", ") +
         counted(portfolio.unranked.size(), {"à compléter", "to be completed"},
                 {"à compléter", "to be completed"}) +
         plain(".");
}

OrderedJson entry_as_json(const PortfolioEntry& entry) {
  const auto number = [](const std::optional<int>& value) {
    return value ? OrderedJson(*value) : OrderedJson();
  };
  const auto score = entry.verdict == Verdict::no_go ? std::optional<int>() : score_of(entry);
  return {{"id", entry.ref.id},
          {"version", entry.ref.version},
          {"title", entry.title},
          {"gate", entry.gate},
          {"verdict", name_of(entry.verdict)},
          {"impact", {{"note", number(entry.impact)}, {"indicator", entry.impact_indicator}}},
          {"feasibility",
           {{"note", number(feasibility_of(entry))},
            {"rules_met", entry.rules_met},
            {"rules_applying", entry.rules_applying}}},
          {"delay", {{"note", number(delay_of(entry))}, {"months", number(entry.months)}}},
          {"score", number(score)},
          {"blocking", entry.blocking},
          {"missing", entry.lacking}};
}

}  // namespace

Scatter portfolio_plot(const Portfolio& portfolio) {
  Scatter plot;
  plot.title = {"Impact et faisabilité", "Impact and feasibility"};
  plot.x_axis = {"Faisabilité (% des règles de G3 satisfaites)", "Feasibility (% of G3 rules met)"};
  plot.y_axis = {"Impact (1 à 5)", "Impact (1 to 5)"};
  plot.x_high = 100;
  plot.y_low = 1;
  plot.y_high = 5;
  std::size_t number = 0;
  for (const auto group : kGroups)
    for (const PortfolioEntry& entry : portfolio.*group) {
      ++number;
      if (entry.impact && entry.rules_applying > 0)
        plot.points.push_back({number,
                               100.0 * static_cast<double>(entry.rules_met) /
                                   static_cast<double>(entry.rules_applying),
                               static_cast<double>(*entry.impact),
                               entry.verdict == Verdict::no_go});
    }
  plot.description =
      counted(plot.points.size(), {"cas d'usage placé", "use case placed"},
              {"cas d'usage placés", "use cases placed"}) +
      Text{
          " ; en haut à droite, fort impact et faisable ; une croix marque un avis défavorable. "
          "Les mêmes nombres sont dans les tableaux.",
          "; top right: high impact and feasible; a cross marks an unfavourable opinion. The same "
          "numbers are in the tables."};
  return plot;
}

Paper portfolio_paper(const Portfolio& portfolio, const PolicyPack& policies) {
  RecordRefs refs;
  std::size_t number = 0;
  Paper paper;
  paper.above = Text{"aval, portefeuille des cas d'usage au ", "aval, portfolio of use cases on "} +
                date_in_words(portfolio.date);
  paper.subject = Text{"Portefeuille des cas d'usage", "Portfolio of use cases"} +
                  plain(portfolio.organisation.empty() ? "" : ", " + portfolio.organisation);
  paper.meaning = summary_of(portfolio);
  PaperSection ranking;
  ranking.title = {"Classement", "Ranking"};
  ranking.tables.push_back(entries_table({"Du plus au moins prometteur", "Most promising first"},
                                         portfolio.ranked, number, refs));
  ranking.tables.push_back(
      entries_table({"Avis défavorable : hors classement", "Unfavourable opinion: not ranked"},
                    portfolio.unfavourable, number, refs));
  ranking.tables.push_back(
      entries_table({"À compléter avant de classer", "To be completed before ranking"},
                    portfolio.unranked, number, refs));
  if (number == 0)
    ranking.paragraphs.push_back({"Aucun cas d'usage enregistré.", "No use case is recorded."});
  ranking.plots.push_back(portfolio_plot(portfolio));
  paper.sections = {std::move(ranking), blockers_section(portfolio, policies), method_section()};
  paper.evidence = refs.lines();
  paper.footer = {
      "Avis calculés par aval à la date ci-dessus, chacun à l'étape où en est son "
      "dossier.",
      "Opinions computed by aval on the date above, each at the gate where its dossier "
      "stands."};
  return paper;
}

std::string portfolio_json(const Portfolio& portfolio, const PolicyPack& policies,
                           Language language) {
  OrderedJson json{{"schema", "aval.portfolio/1"}, {"date", portfolio.date}};
  const char* const kNames[] = {"ranked", "unfavourable", "unranked"};
  for (std::size_t i = 0; i < std::size(kGroups); ++i) {
    OrderedJson list = OrderedJson::array();
    for (const PortfolioEntry& entry : portfolio.*kGroups[i])
      list.push_back(entry_as_json(entry));
    json[kNames[i]] = std::move(list);
  }
  OrderedJson blockers = OrderedJson::array();
  for (const CommonBlocker& blocker : portfolio.blockers) {
    const Policy* policy = find_policy(policies, blocker.policy);
    blockers.push_back({{"policy", blocker.policy},
                        {"result", name_of(blocker.result)},
                        {"count", blocker.usecases.size()},
                        {"usecases", blocker.usecases},
                        {"remedy", policy == nullptr ? "" : policy->remedy.in(language)}});
  }
  json["blockers"] = std::move(blockers);
  return json.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

}  // namespace aval
