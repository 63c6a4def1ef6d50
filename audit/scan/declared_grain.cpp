#include <algorithm>

#include "audit/scan/declared.h"
#include "audit/scan/declared_parts.h"

namespace aval {
namespace {

bool is_count_column(const ColumnView& view, const RulePack& pack) {
  const bool numeric =
      view.shares.share(CellTrait::integer) + view.shares.share(CellTrait::decimal) > 0.5;
  return (numeric || view.shares.values == 0) && header_has(view, pack, WordList::count_row);
}

// Given names beside a count, and nothing that one person alone has.
bool is_statistic(const std::vector<ColumnView>& views, const RulePack& pack) {
  bool counts = false;
  for (const ColumnView& view : views) {
    counts = counts || is_count_column(view, pack);
    for (const ColumnType type :
         {ColumnType::last_name, ColumnType::person_name, ColumnType::birth_date, ColumnType::nir,
          ColumnType::email_personal, ColumnType::phone, ColumnType::postal_address,
          ColumnType::student_id, ColumnType::staff_id, ColumnType::other_person_id}) {
      const Candidate* candidate = view.find(type);
      if (candidate != nullptr && !candidate->contradicted && candidate->header >= 0.5)
        return false;
    }
  }
  return counts;
}

bool says(const ColumnView& view, ColumnType type, double header) {
  const Candidate* candidate = view.find(type);
  return candidate != nullptr && !candidate->contradicted && candidate->header >= header;
}

bool is_said_by_name(const Candidate& candidate) {
  return std::any_of(candidate.evidence.begin(), candidate.evidence.end(),
                     [](const Evidence& evidence) { return evidence.by == EvidenceKind::header; });
}

// The first reading of a column, by strong words: of its name, or of its title when the name is
// silent. "insee" titled "Numéro INSEE" is no number of a person.
bool is_best(const ColumnView& view, ColumnType type) {
  const Candidate* best = view.best();
  if (best == nullptr || best->type != type || !says(view, type, 0.5))
    return false;
  return is_said_by_name(*best) ||
         std::none_of(view.candidates.begin(), view.candidates.end(), is_said_by_name);
}

// Somebody in charge of a thing: their name does not make the row theirs.
bool names_a_contact(const ColumnView& view, const RulePack& pack) {
  return header_has(view, pack, WordList::role) || header_has(view, pack, WordList::contact);
}

// A given name alone among many columns of other things is that of a contact.
bool is_lost_among_others(const std::vector<ColumnView>& views) {
  constexpr std::size_t kMany = 15;
  std::size_t personal = 0;
  for (const ColumnView& view : views) {
    for (const ColumnType type : {ColumnType::birth_date, ColumnType::nir, ColumnType::sex,
                                  ColumnType::age, ColumnType::staff_id, ColumnType::student_id})
      if (is_best(view, type))
        return false;
    const Candidate* best = view.best();
    personal += best != nullptr && best->header >= 0.5 && best->type != ColumnType::none &&
                        best->type != ColumnType::date_event &&
                        best->type != ColumnType::organisation_name
                    ? 1U
                    : 0U;
  }
  return views.size() >= kMany && personal * 4 < views.size();
}

// What only a list of persons declares: without values, a surname may be that of anything.
bool declares_persons(const std::vector<ColumnView>& views, const RulePack& pack) {
  for (const ColumnView& view : views)
    for (const ColumnType type :
         {ColumnType::first_name, ColumnType::birth_date, ColumnType::nir, ColumnType::sex,
          ColumnType::age, ColumnType::staff_id, ColumnType::student_id, ColumnType::birth_place,
          ColumnType::health_professional_id})
      if (is_best(view, type) && !names_a_contact(view, pack))
        return true;
  return false;
}

// The best reading but that of persons.
Grain grain_of_things(const GrainJudgement& judgement) {
  if (judgement.count >= 1.5 &&
      judgement.count >= std::max(judgement.thing, judgement.organisation))
    return Grain::count;
  if (judgement.organisation >= 0.9 && judgement.organisation >= judgement.thing)
    return Grain::organisation;
  return judgement.thing >= 0.75 ? Grain::thing : Grain::unknown;
}

// On any row, a strong word for a name says that somebody may be named there; so does "nom" just
// beside a given name.
void believe_names_of_others(std::vector<ColumnView>& views, const RulePack& pack) {
  std::vector<bool> given(views.size() + 2, false);
  for (std::size_t c = 0; c < views.size(); ++c)
    given[c + 1] = says(views[c], ColumnType::first_name, 0.5);
  for (std::size_t c = 0; c < views.size(); ++c) {
    for (Candidate& candidate : views[c].candidates) {
      if (candidate.type == ColumnType::last_name && (given[c] || given[c + 2]) &&
          candidate.header >= kWeakDeclared)
        candidate.header = std::max(candidate.header, 0.5);
      // "nomBeneficiaire" on rows of organisations: a person may stand there all the same.
      if (names_a_person(candidate.type) && candidate.header >= 0.5)
        candidate.values = std::max(candidate.values,
                                    header_has(views[c], pack, WordList::person_row) ? 0.55 : 0.3);
    }
    sort_candidates(views[c]);
  }
}

// Without values, strong words for names are taken at their word; "nom" is a surname beside a given
// name.
std::vector<ColumnView> believe_names(std::vector<ColumnView> views) {
  const bool given_name = std::any_of(views.begin(), views.end(), [](const ColumnView& view) {
    return says(view, ColumnType::first_name, 0.5);
  });
  for (ColumnView& view : views) {
    for (Candidate& candidate : view.candidates) {
      if (!names_a_person(candidate.type) || candidate.contradicted)
        continue;
      if (given_name && candidate.type == ColumnType::last_name && candidate.header >= 0.3)
        candidate.header = std::max(candidate.header, 0.5);
      if (candidate.header >= 0.5)
        candidate.values = std::max(candidate.values, kDeclaredAgrees);
    }
    sort_candidates(view);
  }
  return views;
}

// In a list of persons these are theirs, even when the header is a plain word.
bool is_theirs(ColumnType type) {
  switch (type) {
    case ColumnType::email_personal:
    case ColumnType::phone:
    case ColumnType::postal_address:
    case ColumnType::postcode_city:
    case ColumnType::geo_place:
    case ColumnType::geo_precise:
    case ColumnType::ip_address:
    case ColumnType::iban:
    case ColumnType::vehicle_plate:
    case ColumnType::social_handle_or_url:
    case ColumnType::free_text_with_persons:
      return true;
    default:
      return false;
  }
}

}  // namespace

GrainJudgement judge_schema_grain(std::vector<ColumnView>& views, const std::string& name,
                                  const RulePack& pack) {
  GrainJudgement judgement = judge_grain(believe_names(views), 1, name, pack.words);
  if (judgement.grain == Grain::person && is_statistic(views, pack))
    judgement.grain = Grain::count;
  if (judgement.grain == Grain::person &&
      (!declares_persons(views, pack) || is_lost_among_others(views)))
    judgement.grain = grain_of_things(judgement);
  if (judgement.grain != Grain::person) {
    believe_names_of_others(views, pack);
    return judgement;
  }
  for (ColumnView& view : views) {
    for (Candidate& candidate : view.candidates)
      if (is_theirs(candidate.type) && candidate.header >= kWeakDeclared)
        candidate.values = std::max(candidate.values, 0.25);
    sort_candidates(view);
  }
  return judgement;
}

}  // namespace aval
