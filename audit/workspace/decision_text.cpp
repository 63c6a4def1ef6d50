#include "audit/workspace/decision_text.h"

#include <algorithm>

#include "audit/base/text.h"
#include "reports/rejection_words.h"

namespace aval {
namespace {

// Gravest first, then in the order of the method.
std::vector<const PolicyOutcome*> asking_outcomes(const PolicyPack& pack,
                                                  const Decision& decision) {
  const auto key_of = [&](const PolicyOutcome* outcome) {
    return std::pair(-static_cast<int>(outcome->result),
                     place_in_method(pack, decision.gate, decision.scope, outcome->policy));
  };
  std::vector<const PolicyOutcome*> asking;
  for (const PolicyOutcome& outcome : decision.outcomes)
    if (outcome.result >= PolicyResult::condition && !outcome.not_built)
      asking.push_back(&outcome);
  std::stable_sort(
      asking.begin(), asking.end(),
      [&](const PolicyOutcome* a, const PolicyOutcome* b) { return key_of(a) < key_of(b); });
  return asking;
}

// "condition suspensive"; a block that rests on unconfirmed sources alone says why it does not
// stand.
std::string result_in_words(const PolicyOutcome& outcome, Language language) {
  std::string words = label_of(outcome.result).in(language);
  if (outcome.condition)
    words = language == Language::fr ? words + " " + label_of(*outcome.condition).fr
                                     : label_of(*outcome.condition).en + " " + words;
  if (outcome.unconfirmed)
    words += language == Language::fr ? ", bloquerait si ses sources étaient confirmées"
                                      : ", would block if its sources were confirmed";
  return words;
}

std::string sources_in_words(const Policy& policy, Language language) {
  const std::string mark = language == Language::fr ? " (à confirmer)" : " (to confirm)";
  const std::vector<std::string>& open = policy.unconfirmed_sources;
  std::vector<std::string> sources = policy.sources;
  for (std::string& source : sources)
    if (std::find(open.begin(), open.end(), source) != open.end())
      source += mark;
  return join(sources, " ; ") + (policy.to_confirm ? mark : "");
}

// What people wrote beside the result: who follows it, the compliance plan, attested facts.
std::string commitments_in_words(const PolicyOutcome& outcome, Language language) {
  std::string lines;
  if (outcome.follow_up)
    lines += format_text({"      Suivi : {0}, échéance {1}\n", "      Follow-up: {0}, due {1}\n"},
                         {outcome.follow_up->owner, outcome.follow_up->due_on})
                 .in(language);
  if (outcome.compliance_plan)
    lines +=
        format_text({"      Plan de mise en conformité (ne change pas l'avis) : {0} ; {1}, "
                     "échéance {2}\n",
                     "      Compliance plan (does not change the opinion): {0}; {1}, due {2}\n"},
                    {join(outcome.compliance_plan->steps, ", "), outcome.compliance_plan->owner,
                     outcome.compliance_plan->due_on})
            .in(language);
  for (const Attestation& item : outcome.attested)
    lines += format_text({"      Attesté par {0}, {1}, le {2}, jusqu'au {3} : {4}\n",
                          "      Attested by {0}, {1}, on {2}, until {3}: {4}\n"},
                         {item.name, item.function, item.on, item.expires_on, item.reference})
                 .in(language);
  return lines;
}

std::string one_outcome(const PolicyPack& pack, const PolicyOutcome& outcome, Language language) {
  const Policy* policy = find_policy(pack, outcome.policy);
  if (policy == nullptr)
    return {};
  const bool french = language == Language::fr;
  std::string line = "  " + outcome.policy + "  " + policy->title.in(language) + " — " +
                     result_in_words(outcome, language) + " (" + outcome.subject + ")\n";
  line += "      " + policy->why.in(language) + "\n";
  line += std::string("      ") + (french ? "À faire : " : "To do: ") +
          policy->remedy.in(language) + "\n";
  line += std::string("      ") + (french ? "Source : " : "Source: ") +
          sources_in_words(*policy, language) + "\n";
  line += commitments_in_words(outcome, language);
  return line;
}

// What a person set aside is said on the first page.
std::string rejections(const Decision& decision, Language language) {
  if (decision.rejected.empty())
    return {};
  std::string out = std::string(
      language == Language::fr ? "CONSTATS ÉCARTÉS PAR UNE PERSONNE (cet avis en dépend)\n"
                               : "FINDINGS SET ASIDE BY A PERSON (this opinion rests on it)\n");
  for (const RejectedFinding& finding : decision.rejected)
    out += "  - " + rejection_in_words(finding).in(language) + "\n";
  return out + "\n";
}

// What this opinion does not speak of is said beside it.
std::string not_covered(const Decision& decision, Language language) {
  if (decision.not_covered.empty())
    return {};
  std::string out =
      language == Language::fr ? "NON COUVERT PAR CET AVIS\n" : "NOT COVERED BY THIS OPINION\n";
  for (const NotCovered& entry : decision.not_covered)
    out += "  - " + not_covered_in_words(entry).in(language) + "\n";
  return out + "\n";
}

// Attested facts behind results that ask nothing: they are not seen anywhere else.
std::string attested_in_words(const Decision& decision, Language language) {
  std::string lines;
  for (const PolicyOutcome& outcome : decision.outcomes)
    if (outcome.result < PolicyResult::condition && !outcome.attested.empty())
      lines += "  " + outcome.policy + " (" + outcome.subject + ")\n" +
               commitments_in_words(outcome, language);
  if (lines.empty())
    return {};
  return (language == Language::fr ? "\nFAITS ATTESTÉS\n" : "\nATTESTED FACTS\n") + lines;
}

std::string waivers_in_words(const Decision& decision, Language language) {
  if (decision.waivers.empty())
    return {};
  std::string out = language == Language::fr ? "\nDÉROGATIONS\n" : "\nWAIVERS\n";
  for (const WaiverUse& use : decision.waivers)
    out += format_text({"  {0}, règle {1}, jusqu'au {2} : {3}{4}\n",
                        "  {0}, rule {1}, until {2}: {3}{4}\n"},
                       {use.id, use.policy, use.expires_on, label_of(use.standing).in(language),
                        use.subjects.empty() ? "" : " (" + join(use.subjects, ", ") + ")"})
               .in(language);
  return out;
}

std::string rules_not_built(const Decision& decision) {
  std::vector<std::string> ids;
  for (const PolicyOutcome& outcome : decision.outcomes)
    if (outcome.not_built)
      ids.push_back(outcome.policy);
  return join(ids, ", ");
}

}  // namespace

std::string render_decision_text(const PolicyPack& pack, const Decision& decision,
                                 const std::string& title, Language language) {
  const bool french = language == Language::fr;
  std::string out = label_of(decision.verdict).in(language);
  if (const std::size_t used = used_waivers(decision); used > 0)
    out += ", " + count_of_waivers(used).in(language);
  out += "\n";
  out += format_text({"{0}, étape {1}, le {2}\n\n", "{0}, gate {1}, on {2}\n\n"},
                     {title, decision.gate, decision.date})
             .in(language);
  out += not_covered(decision, language);
  out += rejections(decision, language);
  const auto asking = asking_outcomes(pack, decision);
  if (!asking.empty()) {
    out += french ? "PRINCIPALES RAISONS\n" : "MAIN REASONS\n";
    for (std::size_t i = 0; i < asking.size() && i < 3; ++i)
      if (const Policy* policy = find_policy(pack, asking[i]->policy))
        out += "  " + std::to_string(i + 1) + ". " + policy->title.in(language) + " : " +
               label_of(asking[i]->result).in(language) + " (" + asking[i]->subject + ")\n";
    if (const Policy* policy = find_policy(pack, asking.front()->policy))
      out += std::string(french ? "\nPROCHAINE ÉTAPE\n  " : "\nNEXT ACTION\n  ") +
             policy->remedy.in(language) + "\n";
    out += french ? "\nDÉTAIL\n" : "\nDETAILS\n";
    for (const PolicyOutcome* outcome : asking)
      out += one_outcome(pack, *outcome, language);
  }
  if (!decision.missing.empty())
    out += french ? "\nQUESTIONS SANS RÉPONSE\n" : "\nOPEN QUESTIONS\n";
  for (const MissingFact& fact : decision.missing)
    out += "  " + fact.question.in(language) + " — " + fact.who.in(language) + " (" + fact.fact +
           ")\n";
  out += attested_in_words(decision, language);
  out += waivers_in_words(decision, language);
  const std::string unbuilt = rules_not_built(decision);
  if (!unbuilt.empty())
    out += format_text({"\nRègles de cette étape que cette version ne calcule pas, à vérifier à la "
                        "main : {0}\n",
                        "\nRules of this gate that this version does not compute, to be checked by "
                        "hand: {0}\n"},
                       {unbuilt})
               .in(language);
  const auto passed = std::count_if(
      decision.outcomes.begin(), decision.outcomes.end(),
      [](const PolicyOutcome& outcome) { return outcome.result <= PolicyResult::info; });
  out +=
      format_text(
          {"\n{0} contrôles satisfaits ou sans objet. Politiques {1} {2}, empreinte des faits {3}\n"
           "Avis calculé par aval : la décision revient à une personne habilitée.\n",
           "\n{0} checks satisfied or not applicable. Policies {1} {2}, digest of the facts {3}\n"
           "Opinion computed by aval: the decision belongs to an authorised person.\n"},
          {std::to_string(passed), decision.pack_id, decision.pack_version,
           decision.inputs_sha256.substr(0, 12)})
          .in(language);
  return escape_terminal(out, true);
}

}  // namespace aval
