#include "audit/scan/judgement.h"

#include <algorithm>

#include "audit/scan/text_judgement.h"

namespace aval {
namespace {

constexpr double kAccepted = 0.5;

// Types that mean something of a person only on a row about a person.
bool is_attribute(ColumnType type) {
  switch (type) {
    case ColumnType::birth_date:
    case ColumnType::birth_place:
    case ColumnType::age:
    case ColumnType::sex:
    case ColumnType::nationality:
    case ColumnType::marital_family:
    case ColumnType::profession:
    case ColumnType::income:
    case ColumnType::health:
    case ColumnType::disability:
    case ColumnType::religion:
    case ColumnType::political_opinion:
    case ColumnType::union_membership:
    case ColumnType::ethnic_origin:
    case ColumnType::sexual_life:
    case ColumnType::biometric_genetic:
    case ColumnType::offence:
    case ColumnType::student_id:
    case ColumnType::staff_id:
    case ColumnType::other_person_id:
    case ColumnType::id_document:
    case ColumnType::tax_id:
    case ColumnType::date_event:
    case ColumnType::username_password:
    case ColumnType::signature_photo:
    case ColumnType::device_id:
    case ColumnType::other:
      return true;
    default:
      return false;
  }
}

bool is_name(ColumnType type) {
  return type == ColumnType::first_name || type == ColumnType::last_name ||
         type == ColumnType::person_name;
}

// Types whose nature follows the row, but which are recognised on any row.
bool follows_row(ColumnType type) {
  switch (type) {
    case ColumnType::phone:
    case ColumnType::postal_address:
    case ColumnType::postcode_city:
    case ColumnType::geo_precise:
    case ColumnType::geo_place:
    case ColumnType::organisation_name:
    case ColumnType::siren_siret:
    case ColumnType::rna:
    case ColumnType::vat_id:
    case ColumnType::iban:
    case ColumnType::email_generic:
    case ColumnType::social_handle_or_url:
      return true;
    default:
      return false;
  }
}

double bonus_on_person(const Candidate& candidate, const ColumnView& view) {
  if (!is_attribute(candidate.type) && !is_name(candidate.type) && !follows_row(candidate.type))
    return 0;
  if (candidate.header > 0)
    return 0.25;
  // Without any header, values and neighbours are all there is.
  return view.tokens.empty() && candidate.values >= 0.3 ? 0.2 : 0;
}

double grain_bonus(const Candidate& candidate, const ColumnView& view, const GrainJudgement& judged,
                   const RulePack& pack) {
  const Grain grain = judged.grain;
  if (about_persons(grain))
    return bonus_on_person(candidate, view);
  if (candidate.on_any_row)
    return 0;
  const bool of_a_role = header_has(view, pack, WordList::role) && candidate.header > 0;
  if (candidate.type == ColumnType::profession && of_a_role && grain == Grain::organisation)
    return 0.25;
  if (is_attribute(candidate.type))
    return grain == Grain::unknown ? -0.4 : -0.6;
  if (!is_name(candidate.type))
    return 0;
  if (judged.names_people && candidate.header >= 0.5)
    return 0;
  const bool strong_header =
      candidate.header >= 0.5 || (of_a_role && candidate.values >= 0.2 && !candidate.general);
  // A header that names persons over full names: people, whatever the row is.
  if (candidate.type == ColumnType::person_name && candidate.values >= 0.45 &&
      candidate.header > 0 && !candidate.general)
    return -0.2;
  if (grain == Grain::count)
    return candidate.type == ColumnType::person_name && strong_header ? -0.1 : -0.8;
  // "patronyme" alone on rows of schools is what the school is called after.
  if (candidate.type == ColumnType::last_name && !of_a_role && grain == Grain::organisation &&
      !header_has(view, pack, WordList::person_row))
    return -0.6;
  if (strong_header)
    return candidate.values >= 0.3 ? 0 : -0.3;
  return grain == Grain::unknown && candidate.type == ColumnType::person_name ? -0.15 : -0.6;
}

bool is_contact_or_name(ColumnType type) {
  return is_name(type) || type == ColumnType::email_personal || type == ColumnType::phone;
}

Gdpr nature_of(const Candidate& candidate, const ColumnView& view, Grain grain,
               const RulePack& pack) {
  if (candidate.rule == kNoRule)
    return Gdpr::none;
  const Rule& rule = pack.rules[candidate.rule];
  const bool persons = about_persons(grain);
  // "adresse de la structure" on a row about a person: the organisation's.
  if (follows_row(candidate.type)) {
    if (header_has(view, pack, WordList::role) && candidate.type == ColumnType::phone)
      return Gdpr::professional;
    return persons && !header_has(view, pack, WordList::organisation_row) ? rule.gdpr
                                                                          : rule.gdpr_of_things;
  }
  if (candidate.type == ColumnType::profession && !persons &&
      header_has(view, pack, WordList::role))
    return Gdpr::professional;
  if (is_attribute(candidate.type))
    return persons ? rule.gdpr : rule.gdpr_of_things;
  if (is_contact_or_name(candidate.type) && rule.gdpr == Gdpr::direct &&
      (header_has(view, pack, WordList::role) || (!persons && grain != Grain::unknown)))
    return Gdpr::professional;
  return rule.gdpr;
}

Evidence grain_evidence(Grain grain, bool against) {
  Evidence evidence;
  evidence.by = EvidenceKind::grain;
  evidence.detail = std::string(name_of(grain));
  evidence.against = against;
  return evidence;
}

}  // namespace

ColumnDecision decide_column(const ColumnView& view, const GrainJudgement& judged,
                             const RulePack& pack) {
  const Grain grain = judged.grain;
  ColumnDecision decision;
  const Candidate* chosen = nullptr;
  double best = 0;
  for (const Candidate& candidate : view.candidates) {
    if (candidate.contradicted)
      continue;
    const double score = candidate.score() + grain_bonus(candidate, view, judged, pack);
    if (score > best + 1e-9) {
      best = score;
      chosen = &candidate;
    }
  }
  const bool accepted = chosen != nullptr && best >= kAccepted && chosen->type != ColumnType::none;
  const bool text_column =
      view.profile->sentences * 5 >= view.profile->filled && view.profile->filled > 0;
  if (accepted) {
    decision.type = chosen->type;
    decision.gdpr = nature_of(*chosen, view, grain, pack);
    decision.confidence = std::min(0.99, best);
    decision.evidence = chosen->evidence;
    if (is_attribute(chosen->type) || is_name(chosen->type) || follows_row(chosen->type))
      decision.evidence.push_back(grain_evidence(grain, !about_persons(grain)));
  }
  const bool tells_by_cells = text_column || is_of_parties(view, pack);
  if ((!accepted || (!is_personal(decision.gdpr) && tells_by_cells)) &&
      (!accepted || chosen->type != ColumnType::postal_address)) {
    if (auto by_text = decide_by_text(view, about_persons(grain), pack))
      return *std::move(by_text);
  }
  if (!accepted)
    decision.confidence = chosen == nullptr ? 0 : std::max(0.0, 1 - best);
  return decision;
}

}  // namespace aval
