#include "audit/cli/hash_attempt.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/workspace/text_table.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

std::string over_of(const CandidateSpace& space) {
  const std::string name(name_of(space.kind));
  return space.prefix.empty() ? name : name + ":" + space.prefix;
}

double share_of(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

// The largest share of a limit that was used.
double share_of_budget(const HashAttempt& attempt, const HashOutcome& outcome) {
  const double candidates = attempt.budget.candidates == 0
                                ? 0
                                : share_of(outcome.result.tried, attempt.budget.candidates);
  const double seconds = attempt.budget.seconds <= 0 ? 0 : outcome.seconds / attempt.budget.seconds;
  return std::min(1.0, std::max(candidates, seconds));
}

template <typename AnyJson>
AnyJson counts_of(const HashAttempt& attempt, const HashOutcome& outcome) {
  AnyJson counts = AnyJson::array();
  for (const HashSearchCount& count : outcome.result.counts)
    counts.push_back({{"over", over_of(attempt.spaces[count.space])},
                      {"algorithm", std::string(name_of(count.algorithm))},
                      {"possible", count.possible},
                      {"tried", count.tried},
                      {"found", count.found}});
  return counts;
}

template <typename AnyJson>
AnyJson budget_json(const HashBudget& budget) {
  return {{"candidates", budget.candidates == 0 ? AnyJson() : AnyJson(budget.candidates)},
          {"seconds", budget.seconds <= 0 ? AnyJson() : AnyJson(budget.seconds)}};
}

Text end_in_words(const HashOutcome& outcome) {
  const std::string end = end_of(outcome);
  if (end == "all_found")
    return {"toutes les empreintes ont été retrouvées", "every digest was found"};
  if (end == "complete")
    return {"tout l'espace a été essayé", "the whole space was tried"};
  if (end == "budget")
    return {"budget épuisé avant la fin de l'espace",
            "the budget ended before the whole space was tried"};
  return {"interrompu", "interrupted"};
}

Text conclusion_of(const HashAttempt& attempt, const HashOutcome& outcome) {
  const std::string end = end_of(outcome);
  if (outcome.result.found > 0) {
    const double share = share_of(outcome.result.found, attempt.hashes.digests.size());
    const Text found = share_in_words(share);
    return {"Ces empreintes ne protègent rien : " + found.fr +
                " se retrouvent par simple essai des valeurs possibles. Ce sont des données "
                "personnelles, ni anonymes ni pseudonymisées au sens du RGPD (art. 4(5), "
                "considérant 26).",
            "These digests protect nothing: " + found.en +
                " are found by merely trying the possible values. They are personal data, neither "
                "anonymous nor pseudonymized in the sense of the GDPR (art. 4(5), recital 26)."};
  }
  if (end == "complete")
    return {
        "Aucune empreinte n'a été retrouvée dans ces espaces. Cela ne prouve pas qu'elles "
        "protègent : une autre donnée, une autre écriture ou un sel connu les rendrait "
        "lisibles.",
        "No digest was found in these spaces. This does not prove that they protect: another "
        "kind of data, another spelling or a known salt would make them readable."};
  return {
      "Aucune empreinte n'a été retrouvée avant l'arrêt. Cela ne prouve rien : recommencez avec "
      "un budget plus grand ou un espace plus étroit (phone:06).",
      "No digest was found before the end. This proves nothing: try again with a larger budget "
      "or a narrower space (phone:06)."};
}

Text remedy() {
  return {
      "Que faire : ne publiez ni ne transmettez cette colonne ; remplacez-la par un HMAC dont la "
      "clé secrète est gardée à part, ou par une table de jetons tirés au sort, et détruisez "
      "les empreintes.",
      "What to do: neither publish nor pass on this column; replace it with an HMAC whose "
      "secret key is kept apart, or with a table of random tokens, and destroy the digests."};
}

std::string count_table(const HashAttempt& attempt, const HashOutcome& outcome, Language language) {
  std::vector<std::vector<std::string>> rows;
  rows.push_back(
      language == Language::fr
          ? std::vector<std::string>{"Espace", "Algorithme", "Essais", "Part essayée", "Retrouvées"}
          : std::vector<std::string>{"Space", "Algorithm", "Tried", "Share tried", "Found"});
  for (const HashSearchCount& count : outcome.result.counts) {
    const CandidateSpace& space = attempt.spaces[count.space];
    const Text label = label_of(space.kind);
    rows.push_back({label.in(language) + (space.prefix.empty() ? "" : " " + space.prefix + "…"),
                    std::string(name_of(count.algorithm)), count_in_words(count.tried).in(language),
                    share_in_words(share_of(count.tried, count.possible)).in(language),
                    count.found == 0 ? "0" : distinct_in_words(count.found).in(language)});
  }
  return render_text_table(rows);
}

std::string tenths(double number, Language language) {
  const auto value = static_cast<std::uint64_t>(std::llround(number * 10));
  return std::to_string(value / 10) + (language == Language::fr ? "," : ".") +
         std::to_string(value % 10);
}

std::string effort_line(const HashAttempt& attempt, const HashOutcome& outcome, Language language) {
  const auto rate = static_cast<std::uint64_t>(static_cast<double>(outcome.result.tried) /
                                               std::max(outcome.seconds, 0.001));
  const Text threads = counted(attempt.threads, {"fil", "thread"}, {"fils", "threads"});
  return format_text(
             {"Effort : {0} essais en {1} s ({2} par seconde, {3}), {4} du budget ; {5}.\n",
              "Effort: {0} tried in {1} s ({2} a second, {3}), {4} of the budget; {5}.\n"},
             {count_in_words(outcome.result.tried).in(language), tenths(outcome.seconds, language),
              count_in_words(rate).in(language), threads.in(language),
              share_in_words(share_of_budget(attempt, outcome)).in(language),
              end_in_words(outcome).in(language)})
      .in(language);
}

}  // namespace

HashBudget parse_budget(const std::string& text) {
  HashBudget budget;
  for (const std::string_view part : split(text, ',')) {
    const std::string_view item = trim(part);
    const bool seconds = item.ends_with('s');
    const std::string_view digits = item.substr(0, item.size() - (seconds ? 1 : 0));
    std::uint64_t number = 0;
    const auto [end, failed] =
        std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (failed != std::errc() || end != digits.data() + digits.size() || number == 0)
      throw Error(ErrorKind::usage, "--budget",
                  {"un nombre d'essais, une durée en secondes ou les deux sont attendus : "
                   "500000000, 60s ou 60s,500000000",
                   "a number of candidates, a time in seconds or both are expected: 500000000, "
                   "60s or 60s,500000000"});
    if (seconds)
      budget.seconds = static_cast<double>(number);
    else
      budget.candidates = number;
  }
  return budget;
}

std::string end_of(const HashOutcome& outcome) {
  switch (outcome.result.end) {
    case HashSearchEnd::complete:
      return "complete";
    case HashSearchEnd::all_found:
      return "all_found";
    case HashSearchEnd::budget:
      return "budget";
    case HashSearchEnd::stopped:
      return outcome.interrupted ? "interrupted" : "budget";
  }
  return "complete";
}

Json attempt_started(const HashAttempt& attempt, const std::string& date) {
  Json over = Json::array();
  for (const CandidateSpace& space : attempt.spaces)
    over.push_back(over_of(space));
  return {{"schema", "aval.hash_attempt/1"},
          {"state", "started"},
          {"source", attempt.source},
          {"source_sha256", attempt.source_sha256},
          {"table", attempt.table},
          {"column", attempt.column.en},
          {"distinct", attempt.hashes.digests.size()},
          {"over", over},
          {"budget", budget_json<Json>(attempt.budget)},
          {"reason", attempt.reason},
          {"author", attempt.author},
          {"date", date}};
}

Json attempt_finished(const HashAttempt& attempt, const HashOutcome& outcome, int started_version) {
  return {{"schema", "aval.hash_attempt/1"},
          {"state", "finished"},
          {"started_version", started_version},
          {"distinct", attempt.hashes.digests.size()},
          {"tried", outcome.result.tried},
          {"found", outcome.result.found},
          {"end", end_of(outcome)},
          {"counts", counts_of<Json>(attempt, outcome)}};
}

std::string render_attempt_json(const HashAttempt& attempt, const HashOutcome& outcome) {
  const OrderedJson report = {
      {"schema", "aval.hashes/1"},
      {"source", attempt.source},
      {"table", attempt.table},
      {"column", attempt.column.en},
      {"rows", attempt.hashes.rows},
      {"filled", attempt.hashes.filled},
      {"unrecognised", attempt.hashes.unrecognised},
      {"distinct", attempt.hashes.digests.size()},
      {"found", outcome.result.found},
      {"tried", outcome.result.tried},
      {"end", end_of(outcome)},
      {"budget", budget_json<OrderedJson>(attempt.budget)},
      {"counts", counts_of<OrderedJson>(attempt, outcome)},
      {"protects", outcome.result.found > 0 ? OrderedJson(false) : OrderedJson()}};
  return report.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

std::string render_attempt_text(const HashAttempt& attempt, const HashOutcome& outcome,
                                Language language) {
  const HashColumn& hashes = attempt.hashes;
  const std::uint64_t distinct = hashes.digests.size();
  std::string out =
      format_text(
          {"Empreintes de la colonne « {0} » de {1}\n{2}, {3} distinctes ; {4} d'une autre "
           "forme.\n\n",
           "Digests of column '{0}' of {1}\n{2}, {3} distinct; {4} of another form.\n\n"},
          {one_line(attempt.column.in(language)), one_line(attempt.source),
           rows_in_words(hashes.rows).in(language), distinct_in_words(distinct).in(language),
           counted(hashes.unrecognised, {"cellule", "cell"}, {"cellules", "cells"}).in(language)})
          .in(language);
  out += count_table(attempt, outcome, language);
  out +=
      format_text(
          {"\nRetrouvées : {0} sur {1} ({2}).\n", "\nFound: {0} of {1} ({2}).\n"},
          {outcome.result.found == 0 ? "0" : distinct_in_words(outcome.result.found).in(language),
           distinct_in_words(distinct).in(language),
           share_in_words(share_of(outcome.result.found, distinct)).in(language)})
          .in(language);
  out += effort_line(attempt, outcome, language);
  out += "\n" + conclusion_of(attempt, outcome).in(language) + "\n" + remedy().in(language) + "\n";
  return out;
}

}  // namespace aval
