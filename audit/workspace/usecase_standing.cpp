#include "audit/workspace/usecase_standing.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/workspace/decide_usecase.h"
#include "audit/workspace/text_table.h"
#include "policies/logic_dates.h"
#include "registry/answers.h"
#include "registry/documents.h"
#include "reports/document_words.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

constexpr long kSoon = 31;  // days

bool is_favourable(Verdict verdict) {
  return verdict == Verdict::go || verdict == Verdict::go_with_conditions;
}

// From a document or from facts.
bool publishes_nothing(const Json& holder) {
  const Json publication = holder.value("publication", Json());
  return publication.is_object() && word_at(publication, "intent") == "none";
}

std::string last_recorded_opinion(const RegisterStore& store, const std::string& usecase) {
  std::string id, when;
  for (const char* gate : {"G1", "G2", "G3", "G4", "GR"}) {
    const auto stored = store.find(kDecisionKind, usecase + "/" + gate);
    if (stored && stored->recorded_at >= when) {
      id = stored->id;
      when = stored->recorded_at;
    }
  }
  return id;
}

std::size_t count_of(const Decision& decision, PolicyResult result) {
  return static_cast<std::size_t>(
      std::count_if(decision.outcomes.begin(), decision.outcomes.end(),
                    [&](const PolicyOutcome& outcome) { return outcome.result == result; }));
}

std::string heading(const Text& text, Language language) {
  return "\n" + text.in(language) + "\n";
}

std::string gates_table(const Standing& standing, Language language) {
  const auto words = [&](const Text& text) { return text.in(language); };
  std::vector<std::vector<std::string>> rows = {
      {words({"Étape", "Gate"}), words({"Avis calculé aujourd'hui", "Opinion computed today"}),
       words({"Bloquent", "Block"}), words({"Manquent", "Missing"}),
       words({"Réserves", "Conditions"})}};
  for (const Decision& decision : standing.decisions)
    rows.push_back({decision.gate, words(verdict_label(name_of(decision.verdict))),
                    std::to_string(count_of(decision, PolicyResult::block)),
                    std::to_string(count_of(decision, PolicyResult::missing)),
                    std::to_string(count_of(decision, PolicyResult::condition))});
  return render_text_table(rows);
}

std::string asking_rules(const PolicyPack& pack, const Decision& decision, Language language) {
  std::string out;
  for (const PolicyResult result : {PolicyResult::block, PolicyResult::condition})
    for (const PolicyOutcome& outcome : decision.outcomes) {
      const Policy* policy = find_policy(pack, outcome.policy);
      if (outcome.result != result || policy == nullptr)
        continue;
      out += "  " + outcome.policy + "  " + label_of(result).in(language) + " (" + outcome.subject +
             ") : " + policy->remedy.in(language) + "\n";
    }
  return out;
}

std::string missing_answers(const Decision& decision, Language language) {
  std::string out;
  std::size_t shown = 0;
  for (const MissingFact& fact : decision.missing) {
    if (shown++ == 15) {
      out += Text{"  … et d'autres : aval usecase ask\n", "  … and others: aval usecase ask\n"}.in(
          language);
      break;
    }
    const std::string question = fact.question.fr.empty() ? fact.fact : fact.question.in(language);
    out += "  - " + question + " (" + fact.who.in(language) + ")\n";
  }
  return out;
}

std::string reminder_lines(const Standing& standing, Language language) {
  std::string out;
  for (const Reminder& reminder : standing.reminders)
    out += "  - " + date_in_words(reminder.date).in(language) + " : " +
           escape_terminal(reminder.text.in(language), false) +
           (reminder.overdue ? Text{" (en retard)", " (overdue)"}.in(language) : "") + "\n";
  return out;
}

Text next_action_of(const PolicyPack& pack, const Standing& standing) {
  const Decision& decision = current_decision(standing);
  for (const Reminder& reminder : standing.reminders)
    if (reminder.overdue && reminder.what == "evaluation")
      return format_text({"Faire l'évaluation en retard : aval usecase evaluate {0}",
                          "Make the overdue evaluation: aval usecase evaluate {0}"},
                         {standing.usecase});
  for (const PolicyOutcome& outcome : decision.outcomes)
    if (const Policy* policy = find_policy(pack, outcome.policy);
        policy != nullptr && outcome.result == PolicyResult::block)
      return policy->remedy;
  if (!decision.missing.empty())
    return format_text({"Répondre aux questions : aval usecase ask {0} --gate {1}",
                        "Answer the questions: aval usecase ask {0} --gate {1}"},
                       {standing.usecase, standing.gate});
  if (standing.gate == "GR")
    return {"Toutes les étapes sont favorables : faire la revue à l'échéance.",
            "Every gate is favourable: make the review when it is due."};
  return format_text({"Enregistrer l'avis : aval decide {0} --gate {1} --record",
                      "Record the opinion: aval decide {0} --gate {1} --record"},
                     {standing.usecase, standing.gate});
}

OrderedJson decision_as_json(const Decision& decision, Language language) {
  OrderedJson missing = OrderedJson::array();
  for (const MissingFact& fact : decision.missing)
    missing.push_back({{"fact", fact.fact},
                       {"question", fact.question.in(language)},
                       {"who", fact.who.in(language)},
                       {"fields", fields_of_fact(fact)}});
  OrderedJson asking = OrderedJson::array();
  for (const PolicyOutcome& outcome : decision.outcomes)
    if (outcome.result >= PolicyResult::condition)
      asking.push_back({{"policy", outcome.policy},
                        {"subject", outcome.subject},
                        {"result", name_of(outcome.result)}});
  return {{"gate", decision.gate},
          {"verdict", name_of(decision.verdict)},
          {"asking", asking},
          {"missing", missing},
          {"inputs_sha256", decision.inputs_sha256}};
}

}  // namespace

Standing standing_at_gates(const PolicyPack& pack, const FactInputs& inputs) {
  Json facts = collect_facts(pack, inputs);
  const Json& usecase = facts.at("usecase");
  Standing standing{usecase.at("id").get<std::string>(),
                    usecase.at("title").get<std::string>(),
                    {},
                    "GR",
                    {},
                    {}};
  const bool publishes = !publishes_nothing(facts);
  for (const char* gate : {"G1", "G2", "G3", "G4"}) {
    if (gate == std::string_view("G4") && !publishes)
      continue;
    facts["gate"] = gate;
    standing.decisions.push_back(decide(pack, facts, gate));
    if (standing.gate == "GR" && !is_favourable(standing.decisions.back().verdict))
      standing.gate = gate;
  }
  return standing;
}

Standing standing_of(const RegisterStore& store, const PolicyPack& pack, const std::string& usecase,
                     const std::string& today) {
  const FactInputs inputs = gather_inputs(store, usecase, "G1", today);
  Standing standing = standing_at_gates(pack, inputs);
  const std::string until = add_days(today, kSoon).value_or(today);
  standing.reminders =
      reminders_of(kUseCaseKind, usecase, parse_json(inputs.usecase, usecase), today, until);
  standing.last_recorded = last_recorded_opinion(store, usecase);
  return standing;
}

const Decision& current_decision(const Standing& standing) {
  for (const Decision& decision : standing.decisions)
    if (decision.gate == standing.gate)
      return decision;
  return standing.decisions.back();
}

std::vector<Reminder> reminders_in(const RegisterStore& store, const std::string& today,
                                   long days) {
  const std::string until = add_days(today, days).value_or(today);
  std::vector<Reminder> all;
  for (const char* kind : {kUseCaseKind, kPriorityKind, kActivityKind, kDecisionKind, "waiver"})
    for (const StoredDocument& stored : store.list(kind)) {
      std::vector<Reminder> found = reminders_of(kind, stored.id, content_of(stored), today, until);
      std::move(found.begin(), found.end(), std::back_inserter(all));
    }
  std::stable_sort(all.begin(), all.end(),
                   [](const Reminder& a, const Reminder& b) { return a.date < b.date; });
  return all;
}

std::string standing_as_text(const PolicyPack& pack, const Standing& standing, Language language) {
  const Decision& decision = current_decision(standing);
  std::string out = escape_terminal(standing.title, false) + "\n";
  out +=
      Text{"Où il en est : ", "Where it stands: "}.in(language) +
      gate_label(standing.gate).in(language) +
      (standing.gate == "GR" ? "" : ", " + verdict_label(name_of(decision.verdict)).in(language)) +
      "\n\n" + gates_table(standing, language);
  const std::string rules = asking_rules(pack, decision, language);
  if (!rules.empty())
    out += heading({"Règles qui bloquent ou réservent", "Rules that block or set conditions"},
                   language) +
           rules;
  const std::string missing = missing_answers(decision, language);
  if (!missing.empty())
    out += heading({"Ce qui manque, et qui peut répondre", "What is missing, and who can answer"},
                   language) +
           missing;
  const std::string reminders = reminder_lines(standing, language);
  if (!reminders.empty())
    out += heading({"Échéances", "Dates"}, language) + reminders;
  return out + heading({"Prochaine étape", "Next action"}, language) + "  " +
         next_action_of(pack, standing).in(language) + "\n";
}

std::string standing_as_json(const PolicyPack& pack, const Standing& standing, Language language) {
  OrderedJson gates = OrderedJson::array();
  for (const Decision& decision : standing.decisions)
    gates.push_back(decision_as_json(decision, language));
  OrderedJson reminders = OrderedJson::array();
  for (const Reminder& reminder : standing.reminders)
    reminders.push_back({{"what", reminder.what},
                         {"date", reminder.date},
                         {"overdue", reminder.overdue},
                         {"text", reminder.text.in(language)}});
  const OrderedJson json{{"schema", "aval.standing/1"},
                         {"usecase", standing.usecase},
                         {"gate", standing.gate},
                         {"gates", gates},
                         {"reminders", reminders},
                         {"last_recorded", standing.last_recorded},
                         {"next_action", next_action_of(pack, standing).in(language)}};
  return json.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

std::vector<std::string> fields_of_fact(const MissingFact& fact) {
  static const Json schema = parse_json(document_schema(kUseCaseKind), "usecase.schema.json");
  std::vector<std::string> fields;
  const auto add_if_known = [&](const std::string& pattern, const std::string& field) {
    if (!schema_of_field(schema, pattern).is_null() && field.find("[]") == std::string::npos)
      fields.push_back(field);
  };
  if (fact.fact.starts_with("dataset.")) {
    const std::string key = fact.fact.substr(8);
    for (const std::string& subject : fact.subjects)
      if (subject.starts_with("dataset:"))
        add_if_known("sources[]." + key, "sources." + subject.substr(8) + "." + key);
    return fields;
  }
  const std::string field = fact.fact.starts_with("usecase.") ? fact.fact.substr(8) : fact.fact;
  add_if_known(field, field);
  return fields;
}

}  // namespace aval
