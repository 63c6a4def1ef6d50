#include "policies/commitments.h"

#include <nlohmann/json.hpp>

#include "policies/decide.h"

namespace aval {
namespace {

std::string text_of(const Json& object, const char* key) {
  const Json value = object.value(key, Json());
  return value.is_string() ? value.get<std::string>() : std::string();
}

const Json& list_of(const Json& object, const char* key) {
  static const Json kNone = Json::array();
  return object.contains(key) && object.at(key).is_array() ? object.at(key) : kNone;
}

bool holds(const Json& attestation, const std::string& today) {
  const std::string on = text_of(attestation, "on"), end = text_of(attestation, "expires_on");
  return !on.empty() && on <= today && !end.empty() && today <= end;
}

// "activities[].nir_ground.reference", "activity.nir_ground.reference" and "dpia.reason" are read
// under these names; an attestation gives the part within its document.
bool was_read(const PolicyOutcome& outcome, const std::string& fact, bool of_activity) {
  for (const std::string& path : outcome.read)
    if (of_activity ? path == "activities[]." + fact || path == "activity." + fact
                    : path == fact || path == "usecase." + fact)
      return true;
  return false;
}

void add_attestations(const Json& document, const std::string& subject, const std::string& today,
                      PolicyOutcome& outcome) {
  const bool of_activity = subject.starts_with("activity:");
  if (of_activity && outcome.subject.starts_with("activity:") && outcome.subject != subject)
    return;
  for (const Json& item : list_of(document, "attestations"))
    if (holds(item, today) && was_read(outcome, text_of(item, "fact"), of_activity))
      outcome.attested.push_back({text_of(item, "fact"), subject, text_of(item, "reference"),
                                  text_of(item, "words"), text_of(item, "name"),
                                  text_of(item, "function"), text_of(item, "on"),
                                  text_of(item, "expires_on")});
}

// The entry for this rule, and for this object when it names one.
std::optional<Commitment> find_commitment(const Json& list, const PolicyOutcome& outcome) {
  for (const Json& item : list) {
    const std::string subject = text_of(item, "subject");
    if (text_of(item, "policy") != outcome.policy ||
        (!subject.empty() && subject != outcome.subject))
      continue;
    Commitment commitment{{}, text_of(item, "owner"), text_of(item, "due_on")};
    for (const Json& step : list_of(item, "steps"))
      commitment.steps.push_back(step.get<std::string>());
    return commitment;
  }
  return std::nullopt;
}

}  // namespace

Json attested_facts(const Json& attestations, const std::string& today) {
  Json names = Json::array();
  for (const Json& item : attestations.is_array() ? attestations : Json::array())
    if (holds(item, today))
      names.push_back(text_of(item, "fact"));
  return names;
}

void add_commitments(const Json& facts, const std::string& today, bool law,
                     PolicyOutcome& outcome) {
  const Json& usecase = facts.at("usecase");
  add_attestations(usecase, "usecase:" + text_of(usecase, "id"), today, outcome);
  for (const Json& activity : list_of(facts, "activities"))
    add_attestations(activity, "activity:" + text_of(activity, "id"), today, outcome);
  if (outcome.result == PolicyResult::block && law)
    outcome.compliance_plan = find_commitment(list_of(usecase, "compliance_plans"), outcome);
  if (outcome.result == PolicyResult::condition)
    outcome.follow_up = find_commitment(list_of(usecase, "follow_ups"), outcome);
}

void write_commitments(const PolicyOutcome& outcome, OrderedJson& entry) {
  if (!outcome.attested.empty())
    entry["attested"] = OrderedJson::array();
  for (const Attestation& item : outcome.attested)
    entry["attested"].push_back({{"fact", item.fact},
                                 {"subject", item.subject},
                                 {"reference", item.reference},
                                 {"words", item.words},
                                 {"name", item.name},
                                 {"function", item.function},
                                 {"on", item.on},
                                 {"expires_on", item.expires_on}});
  if (outcome.compliance_plan)
    entry["compliance_plan"] = {{"steps", outcome.compliance_plan->steps},
                                {"owner", outcome.compliance_plan->owner},
                                {"due_on", outcome.compliance_plan->due_on}};
  if (outcome.follow_up)
    entry["follow_up"] = {{"owner", outcome.follow_up->owner},
                          {"due_on", outcome.follow_up->due_on}};
}

}  // namespace aval
