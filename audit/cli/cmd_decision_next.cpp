// aval decision next: what a use case needs next, and from whom.
#include <iostream>
#include <map>
#include <memory>
#include <set>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/cli/decision_commands.h"
#include "audit/workspace/decision_records.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

constexpr const char* kGates[] = {"G1", "G2", "G3", "G4"};

struct Options {
  std::string usecase;
  std::string gate;
  std::string policies_folder;
  std::string format = "text";
};

struct OverdueItem {
  Text what;
  std::string owner;
  std::string due_on;
};

struct NextSteps {
  std::string gate;
  Verdict verdict = Verdict::incomplete;
  std::map<std::string, std::vector<const MissingFact*>> questions;  // by who answers
  std::vector<const PolicyOutcome*> blocking;
  std::vector<const PolicyOutcome*> suspensive;  // conditions that hold the verdict up
  std::vector<const PolicyOutcome*> follow_up;   // conditions to meet by a day
  std::vector<OverdueItem> overdue;
};

// What is open of a use case: its recorded decisions, as of today.
std::vector<DecisionState> states_of(const RegisterStore& store, const std::string& usecase,
                                     const CommandContext& context) {
  std::vector<DecisionState> states;
  KeptPacks packs;
  for (const char* gate : {"G1", "G2", "G3", "G4", "GR"})
    if (const auto computed = store.find(kDecisionKind, usecase + "/" + gate))
      states.push_back(state_of_decision(store, *computed, context, packs));
  return states;
}

bool is_favourable(const DecisionState& state) {
  if (!state.adopted || state.state != RecordState::in_force)
    return false;
  const std::string verdict = content_of(*state.adopted).at("verdict").get<std::string>();
  return verdict == "go" || verdict == "go_with_conditions";
}

// The first gate that no favourable decision in force has passed.
std::string next_gate(const std::vector<DecisionState>& states, const std::string& usecase) {
  std::set<std::string> passed;
  for (const DecisionState& state : states)
    if (is_favourable(state))
      passed.insert(state.id.substr(usecase.size() + 1));
  for (const char* gate : kGates)
    if (!passed.contains(gate))
      return gate;
  return "GR";
}

// Rules that do not hold now, at the gate of a recorded decision.
std::set<std::string> open_rules(const Decision& decision) {
  std::set<std::string> open;
  for (const PolicyOutcome& outcome : decision.outcomes)
    if (outcome.result >= PolicyResult::condition)
      open.insert(outcome.policy);
  return open;
}

// A condition is closed by its rule holding again, never by a tick.
void add_overdue_conditions(const DecisionState& state, const std::set<std::string>& open,
                            const std::string& today, std::vector<OverdueItem>& overdue) {
  const Json adopted = content_of(*state.adopted);
  const Json conditions = adopted.value("conditions", Json());
  for (const Json& condition : conditions.is_array() ? conditions : Json::array()) {
    const std::string policy = condition.value("policy", std::string());
    const std::string due = condition.at("due_on").get<std::string>();
    if (due >= today || (!policy.empty() && !open.contains(policy)))
      continue;
    const std::string what = policy.empty() ? condition.at("text").get<std::string>() : policy;
    overdue.push_back(
        {format_text({"condition de {0} : {1}", "condition of {0}: {1}"}, {state.id, what}),
         condition.at("owner").get<std::string>(), due});
  }
}

void add_overdue_waivers(const RegisterStore& store, const Options& options,
                         const std::string& today, std::vector<OverdueItem>& overdue) {
  for (const StoredDocument& stored : store.waivers_of(options.usecase)) {
    const Json waiver = content_of(stored);
    const std::string expires = waiver.at("expires_on").get<std::string>();
    const Json review = waiver.value("review_on", Json());
    const Text name = format_text({"dérogation « {0} »", "waiver '{0}'"}, {stored.id});
    if (expires < today)
      overdue.push_back({name + Text{" : expirée", ": expired"},
                         waiver.at("requested_by").get<std::string>(), expires});
    else if (review.is_string() && review.get<std::string>() < today)
      overdue.push_back({name + Text{" : à revoir", ": to be reviewed"},
                         waiver.at("requested_by").get<std::string>(), review.get<std::string>()});
  }
}

void add_overdue_evaluation(const Json& usecase, const std::string& today,
                            std::vector<OverdueItem>& overdue) {
  const Json plan = usecase.value("evaluation_plan", Json());
  const Json next = plan.is_object() ? plan.value("next_on", Json()) : Json();
  if (next.is_string() && next.get<std::string>() < today)
    overdue.push_back({{"évaluation du cas d'usage", "evaluation of the use case"},
                       usecase.value("lead", Json()).is_string()
                           ? usecase.at("lead").get<std::string>()
                           : std::string("-"),
                       next.get<std::string>()});
}

Decision decision_now(const RegisterStore& store, const PolicyPack& pack, const std::string& id,
                      const CommandContext& context) {
  const std::size_t slash = id.rfind('/');
  const std::string gate = id.substr(slash + 1);
  return decide(pack,
                collect_facts(pack, gather_inputs(store, id.substr(0, slash), gate, context.today)),
                gate);
}

void fill_steps(const Decision& decision, NextSteps& steps, Language language) {
  steps.verdict = decision.verdict;
  for (const MissingFact& fact : decision.missing)
    steps.questions[fact.who.in(language)].push_back(&fact);
  for (const PolicyOutcome& outcome : decision.outcomes) {
    if (outcome.result == PolicyResult::block)
      steps.blocking.push_back(&outcome);
    if (outcome.result == PolicyResult::condition)
      (outcome.condition == ConditionKind::follow_up ? steps.follow_up : steps.suspensive)
          .push_back(&outcome);
  }
}

OrderedJson outcomes_json(const PolicyPack& pack, const std::vector<const PolicyOutcome*>& outcomes,
                          Language language) {
  OrderedJson list = OrderedJson::array();
  for (const PolicyOutcome* outcome : outcomes)
    if (const Policy* policy = find_policy(pack, outcome->policy)) {
      OrderedJson entry{{"policy", outcome->policy},
                        {"subject", outcome->subject},
                        {"remedy", policy->remedy.in(language)},
                        {"evidence", policy->evidence}};
      if (outcome->condition)
        entry["condition"] = name_of(*outcome->condition);
      if (outcome->follow_up) {
        entry["owner"] = outcome->follow_up->owner;
        entry["due_on"] = outcome->follow_up->due_on;
      }
      list.push_back(std::move(entry));
    }
  return list;
}

std::vector<const PolicyOutcome*> conditions_of(const NextSteps& steps) {
  std::vector<const PolicyOutcome*> all = steps.suspensive;
  all.insert(all.end(), steps.follow_up.begin(), steps.follow_up.end());
  return all;
}

OrderedJson steps_json(const PolicyPack& pack, const NextSteps& steps, Language language) {
  OrderedJson people = OrderedJson::array();
  for (const auto& [who, facts] : steps.questions) {
    OrderedJson questions = OrderedJson::array();
    for (const MissingFact* fact : facts)
      questions.push_back({{"fact", fact->fact},
                           {"question", fact->question.in(language)},
                           {"subjects", fact->subjects}});
    people.push_back({{"who", who}, {"questions", questions}});
  }
  OrderedJson overdue = OrderedJson::array();
  for (const OverdueItem& item : steps.overdue)
    overdue.push_back(
        {{"what", item.what.in(language)}, {"owner", item.owner}, {"due_on", item.due_on}});
  return {{"schema", "aval.next/1"},
          {"gate", steps.gate},
          {"verdict", name_of(steps.verdict)},
          {"people", people},
          {"blocking", outcomes_json(pack, steps.blocking, language)},
          {"conditions", outcomes_json(pack, conditions_of(steps), language)},
          {"overdue", overdue}};
}

// " — Responsable RH, 31 mars 2027"; a condition that nobody follows says so.
Text followed_by(const PolicyOutcome& outcome) {
  if (!outcome.condition)
    return {};
  if (!outcome.follow_up)
    return {" — responsable et échéance à désigner", " — owner and due date to be named"};
  return plain(" — " + outcome.follow_up->owner + ", ") + date_in_words(outcome.follow_up->due_on);
}

std::string outcomes_text(const PolicyPack& pack, const std::vector<const PolicyOutcome*>& outcomes,
                          const Text& title, Language language) {
  if (outcomes.empty())
    return {};
  std::string out = "\n" + title.in(language) + "\n";
  for (const PolicyOutcome* outcome : outcomes)
    if (const Policy* policy = find_policy(pack, outcome->policy))
      out += "  " + outcome->policy + " (" + outcome->subject +
             "): " + policy->remedy.in(language) + followed_by(*outcome).in(language) + "\n";
  return out;
}

std::string steps_text(const PolicyPack& pack, const NextSteps& steps, Language language) {
  std::string out = format_text({"Prochaine étape {0} : {1}\n", "Next gate {0}: {1}\n"},
                                {steps.gate, label_of(steps.verdict).in(language)})
                        .in(language);
  if (!steps.overdue.empty())
    out += Text{"\nEN RETARD\n", "\nOVERDUE\n"}.in(language);
  for (const OverdueItem& item : steps.overdue)
    out += "  " + item.due_on + "  " + item.what.in(language) + " — " + item.owner + "\n";
  out += outcomes_text(pack, steps.blocking, {"BLOQUANT", "BLOCKING"}, language);
  for (const auto& [who, facts] : steps.questions) {
    out += format_text({"\nÀ DEMANDER : {0}\n", "\nTO ASK: {0}\n"}, {who}).in(language);
    for (const MissingFact* fact : facts)
      out += "  " + fact->question.in(language) + " (" + join(fact->subjects, ", ") + ")\n";
  }
  out += outcomes_text(
      pack, steps.suspensive,
      {"CONDITIONS SUSPENSIVES, À LEVER AVANT", "SUSPENSIVE CONDITIONS, TO MEET FIRST"}, language);
  out += outcomes_text(
      pack, steps.follow_up,
      {"CONDITIONS DE SUIVI, À TENIR ENSUITE", "FOLLOW-UP CONDITIONS, TO KEEP AFTERWARDS"},
      language);
  return escape_terminal(out, true);
}

// Where the commands of this file look.
struct Place {
  const RegisterStore& store;
  const PolicyPack& pack;
  const CommandContext& context;
};

void add_overdue(const Place& place, const Options& options,
                 const std::vector<DecisionState>& states, NextSteps& steps) {
  const auto& [store, pack, context] = place;
  for (const DecisionState& state : states) {
    if (!state.adopted)
      continue;
    if (state.state != RecordState::in_force)
      steps.overdue.push_back(
          {format_text({"décision {0} : ", "decision {0}: "}, {state.id}) + label_of(state.state),
           content_of(*state.adopted).at("function").get<std::string>(), state.valid_until});
    add_overdue_conditions(state, open_rules(decision_now(store, pack, state.id, context)),
                           context.today, steps.overdue);
  }
  add_overdue_waivers(store, options, context.today, steps.overdue);
  add_overdue_evaluation(content_of(require_document(store, kUseCaseKind, options.usecase)),
                         context.today, steps.overdue);
}

void run_next(const Options& options, CommandContext& context) {
  const PolicyPack pack = load_requested_policies(options.policies_folder);
  const RegisterStore store = open_workspace(context);
  require_document(store, kUseCaseKind, options.usecase);
  const auto states = states_of(store, options.usecase, context);
  NextSteps steps;
  steps.gate = options.gate.empty() ? next_gate(states, options.usecase) : options.gate;
  const Decision decision = decision_now(store, pack, options.usecase + "/" + steps.gate, context);
  fill_steps(decision, steps, context.language);
  add_overdue({store, pack, context}, options, states, steps);
  std::cout << (options.format == "json" ? steps_json(pack, steps, context.language).dump(2) + "\n"
                                         : steps_text(pack, steps, context.language));
}

}  // namespace

void add_decision_next(CLI::App& decision, CommandContext& context) {
  const auto options = std::make_shared<Options>();
  CLI::App* next = decision.add_subcommand(
      "next", help_text(context,
                        {"dit ce qu'il faut ensuite, et à qui le demander\nExemple : aval decision "
                         "next gaspillage-cantine",
                         "says what is needed next, and from whom\nExample: aval decision next "
                         "canteen-waste"}));
  next->add_option("USECASE", options->usecase,
                   help_text(context, {"identifiant du cas d'usage", "id of the use case"}))
      ->required();
  next->add_option("--gate", options->gate,
                   help_text(context, {"étape visée (sinon la première qui n'est pas franchie)",
                                       "gate aimed at (else the first that is not passed)"}))
      ->check(CLI::IsMember({"G1", "G2", "G3", "G4", "GR"}));
  next->add_option(
      "--policies", options->policies_folder,
      help_text(context, {"dossier d'un paquet de politiques", "folder of a policy pack"}));
  next->add_option("--format", options->format,
                   help_text(context, {"forme de la réponse", "form of the answer"}))
      ->check(CLI::IsMember({"text", "json"}));
  next->callback([options, &context] { run_next(*options, context); });
}

}  // namespace aval
