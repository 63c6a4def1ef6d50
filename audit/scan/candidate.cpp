#include "audit/scan/candidate.h"

#include <algorithm>
#include <cmath>

#include "audit/base/text.h"
#include "audit/scan/compatibility.h"
#include "audit/scan/hashed.h"
#include "audit/scan/secrets.h"
#include "rules/header_words.h"

namespace aval {
namespace {

constexpr double kStrongHeader = 0.6;
constexpr double kWeakHeader = 0.3;
constexpr std::size_t kLongHeader = 6;  // words; longer ones are questions and sentences

// The logarithm (base 10) of the chance to see so many matches or more among `checked` values,
// bounded by Chernoff-Hoeffding: exp(-n KL(rate || chance)).
double log10_of_chance(double matched, double checked, double chance) {
  const double rate = matched / checked;
  if (rate <= chance)
    return 0;
  const double p = std::clamp(chance, 1e-9, 1 - 1e-9);
  const double q = std::clamp(rate, 1e-9, 1 - 1e-9);
  const double divergence = q * std::log(q / p) + (1 - q) * std::log((1 - q) / (1 - p));
  return -checked * divergence / std::log(10.0);
}

// 0 to 0.8. A rule is convincing when it takes most distinct values and chance would not.
double strength_of_values(std::uint64_t valid, std::uint64_t checked, double chance) {
  if (valid == 0 || checked == 0)
    return 0;
  const double rate = static_cast<double>(valid) / static_cast<double>(checked);
  const double log_chance =
      log10_of_chance(static_cast<double>(valid), static_cast<double>(checked), chance);
  if (rate < 0.3 || log_chance > -2)
    return 0;
  const double uniqueness = chance <= 0.02 ? 0.8 : chance <= 0.15 ? 0.6 : 0.35;
  return uniqueness * (rate >= 0.6 ? 1.0 : 0.7) * (log_chance > -4 ? 0.6 : 1.0);
}

// "DeptID", "id_vehicule": the number of something that is no person.
bool numbers_a_thing(const HeaderMatch& match, const std::vector<std::string>& tokens,
                     const RulePack& pack) {
  if (match.word->type != ColumnType::other_person_id || match.tokens != 1 || tokens.size() == 1)
    return false;
  const std::string& number = tokens[match.first_token];
  if (number != "id" && number != "identifiant" && number != "code" && number != "num")
    return false;
  bool names_a_thing = false;
  for (const std::string& token : tokens) {
    if (pack.words.holds(WordList::person_row, token))
      return false;
    names_a_thing = names_a_thing || (token != number && pack.header_words.knows(token)) ||
                    pack.words.holds(WordList::thing_row, token);
  }
  return names_a_thing;
}

bool is_sensitive(ColumnType type) {
  return type == ColumnType::offence || type == ColumnType::health ||
         type == ColumnType::disability || type == ColumnType::religion ||
         type == ColumnType::political_opinion || type == ColumnType::sexual_life;
}

// "champ_01", "Unnamed: 3", "colonne B": as good as no header.
bool says_nothing(const std::vector<std::string>& tokens, const RulePack& pack) {
  return tokens.size() == 2 && pack.words.holds(WordList::opaque, tokens[0]) &&
         (tokens[1].size() == 1 || tokens[1].find_first_not_of("0123456789") == std::string::npos);
}

// Does a check digit hold for so many distinct values that no other number explains it? Then the
// values need no header: one chance in eight, twenty times over, is less than one in 10^18.
bool proves_itself(const Rule& rule, std::uint64_t valid, std::uint64_t checked) {
  return rule.validator != nullptr && rule.chance <= 0.125 && checked >= 20 &&
         valid * 100 >= checked * 95;
}

void add_header_candidates(ColumnView& view, const RulePack& pack) {
  for (const HeaderMatch& match : pack.header_words.find(view.tokens)) {
    const bool strong = match.word->strength == HeaderStrength::strong;
    Candidate& candidate = candidate_for(view, pack, match.word->type);
    // A phrase that is the whole header speaks louder than one word of it.
    const bool whole = match.tokens == view.tokens.size();
    double says = (strong ? kStrongHeader : kWeakHeader) - (whole ? 0 : 0.05);
    // One word of a question names nothing by itself.
    if (view.tokens.size() > kLongHeader && match.tokens == 1)
      says /= 2;
    if (numbers_a_thing(match, view.tokens, pack))
      continue;
    // Of two meanings, the sensitive one: the date of an offence is about the offence.
    if (is_sensitive(match.word->type))
      says += 0.1;
    if (says <= candidate.header)
      continue;
    candidate.header = says;
    Evidence evidence;
    evidence.rule = candidate.rule == kNoRule ? "" : pack.rules[candidate.rule].id;
    evidence.by = EvidenceKind::header;
    evidence.detail = match.word->phrase;
    candidate.evidence.push_back(std::move(evidence));
  }
}

struct SampleMatches {
  std::uint64_t matched = 0;
  std::uint64_t valid = 0;
  std::uint64_t repaired = 0;  // valid once a leading zero is given back
};

std::vector<SampleMatches> count_sample(const ColumnProfile& profile, std::size_t rules) {
  std::vector<SampleMatches> counts(rules);
  for (const SampledValue& value : profile.sample) {
    const CellVerdict& verdict = profile.verdict_of(value);
    for (std::size_t i = 0; i < verdict.rule_count; ++i) {
      const RuleCell& match = verdict.rules[i];
      SampleMatches& count = counts[match.rule];
      count.matched += match.repaired ? 0U : 1U;
      count.valid += match.valid && !match.repaired ? 1U : 0U;
      count.repaired += match.repaired ? 1U : 0U;
    }
  }
  return counts;
}

void add_value_candidates(ColumnView& view, const RulePack& pack) {
  const std::vector<SampleMatches> counts = count_sample(*view.profile, pack.rules.size());
  const std::uint64_t checked = view.profile->sample.size();
  for (std::size_t r = 0; r < pack.rules.size(); ++r) {
    const Rule& rule = pack.rules[r];
    const bool name_or_mail =
        rule.type == ColumnType::first_name || rule.type == ColumnType::last_name ||
        rule.type == ColumnType::person_name || rule.type == ColumnType::email_personal ||
        rule.type == ColumnType::email_generic || rule.type == ColumnType::none;
    const bool has_candidate = view.find(rule.type) != nullptr;
    // A zero is given back only where the header says what the number is.
    const std::uint64_t valid = counts[r].valid + (has_candidate ? counts[r].repaired : 0);
    if (counts[r].matched + (has_candidate ? counts[r].repaired : 0) == 0 || name_or_mail)
      continue;
    double strength = strength_of_values(valid, checked, rule.chance);
    // Few values prove little by themselves, but they agree with a header that says the same.
    if (has_candidate && valid * 10 >= checked * 6)
      strength = std::max(strength, 0.3);
    if (rule.header_required && has_candidate)
      strength = std::min(strength, 0.3);
    else if (rule.header_required && !proves_itself(rule, valid, checked))
      strength = 0;
    if (strength <= 0 && !has_candidate)
      continue;
    Candidate& candidate = candidate_for(view, pack, rule.type);
    if (strength > candidate.values) {
      candidate.values = strength;
      candidate.rule = r;
    }
    candidate.evidence.push_back(
        {rule.id, EvidenceKind::values, "", false, valid, checked, rule.chance});
  }
}

struct ShareOfValues {
  ColumnType type = ColumnType::none;
  double share = 0;     // of the distinct values, 0 to 1
  double strength = 0;  // what it is worth, 0 to 0.8
};

void add_share_evidence(ColumnView& view, const RulePack& pack, const ShareOfValues& values) {
  Candidate& candidate = candidate_for(view, pack, values.type);
  candidate.values = std::max(candidate.values, values.strength);
  Evidence evidence;
  evidence.rule = candidate.rule == kNoRule ? "" : pack.rules[candidate.rule].id;
  evidence.by = EvidenceKind::values;
  evidence.matched = static_cast<std::uint64_t>(
      std::llround(values.share * static_cast<double>(view.shares.values)));
  evidence.checked = view.shares.values;
  candidate.evidence.push_back(std::move(evidence));
}

// Names come from lists, so their rates are compared: full names in one cell are telling, single
// words much less.
void add_name_candidates(ColumnView& view, const RulePack& pack) {
  if (view.shares.values == 0)
    return;
  const double full = view.shares.share(CellTrait::full_name);
  const double first = view.shares.share(CellTrait::first_name);
  const double common = view.shares.share(CellTrait::common_first_name);
  const double last = view.shares.share(CellTrait::last_name);
  const double places = view.shares.share(CellTrait::place_word);
  if (full >= 0.3 && places < 0.15) {
    add_share_evidence(view, pack, {ColumnType::person_name, full, full >= 0.5 ? 0.7 : 0.45});
    // "nom" over full names: what the header says of the name holds for the whole of it.
    const Candidate* named = view.find(ColumnType::last_name);
    if (named != nullptr && full > last) {
      Candidate& whole = candidate_for(view, pack, ColumnType::person_name);
      whole.general = whole.header == 0;
      whole.header = std::max(whole.header, view.find(ColumnType::last_name)->header);
    }
  }
  if (first >= 0.5 && first >= last * 0.9)
    add_share_evidence(view, pack, {ColumnType::first_name, first, common >= 0.5 ? 0.4 : 0.2});
  if (last >= 0.5 && places < 0.1)
    add_share_evidence(view, pack, {ColumnType::last_name, last, last > first ? 0.3 : 0.15});
}

void add_mailbox_candidates(ColumnView& view, const RulePack& pack) {
  const double person = view.shares.share(CellTrait::mailbox_person);
  const double role = view.shares.share(CellTrait::mailbox_role);
  const double free = view.shares.share(CellTrait::mailbox_free);
  const double other = view.shares.share(CellTrait::mailbox_other);
  const double all = person + role + free + other;
  if (all < 0.3)
    return;
  const bool personal = person > 0 || free >= 0.5 * all;
  add_share_evidence(view, pack,
                     {personal ? ColumnType::email_personal : ColumnType::email_generic, all, 0.8});
  if (!personal && view.find(ColumnType::email_personal) != nullptr) {
    // The header promises a person's mailbox; the values are role or unknown ones: the generic
    // reading must win only when roles do.
    Candidate& candidate = candidate_for(view, pack, ColumnType::email_personal);
    candidate.values = role >= 0.5 * all ? 0 : 0.5;
  }
}

// Words, never figures, unless the whole header says so ("csp" may be a code).
bool is_said_in_words(ColumnType type) {
  return type == ColumnType::profession || type == ColumnType::organisation_name ||
         type == ColumnType::marital_family || type == ColumnType::nationality ||
         type == ColumnType::free_text_with_persons || type == ColumnType::religion;
}

double figures_of(const ColumnView& view) {
  return view.shares.share(CellTrait::integer) + view.shares.share(CellTrait::decimal);
}

bool has_header(const ColumnView& view, ColumnType type) {
  const Candidate* candidate = view.find(type);
  return candidate != nullptr && candidate->header > 0;
}

// What the header says cannot be, given what kind of values stand under it.
bool header_overreaches(const Candidate& candidate, const ColumnView& view, const RulePack& pack) {
  const double figures = figures_of(view);
  const bool weak = candidate.header < kStrongHeader - 0.1;
  if (is_said_in_words(candidate.type) && candidate.header < kWeakHeader && figures >= 0.9)
    return true;
  // "students" over figures counts them.
  const bool plural = view.tokens.size() == 1 && view.tokens[0].ends_with('s');
  if (plural && figures >= 0.9 && pack.words.holds(WordList::person_row, view.tokens[0]))
    return true;
  if (candidate.type == ColumnType::age && names_an_age_band(view))
    return true;
  // "direction" over the names of departments.
  if (candidate.type == ColumnType::profession && weak &&
      view.shares.share(CellTrait::place_word) >= 0.3)
    return true;
  // Version numbers look like addresses of the internet, references like telephones.
  const Candidate* none = view.find(ColumnType::none);
  const bool plain_form = candidate.type == ColumnType::ip_address ||
                          candidate.type == ColumnType::phone ||
                          candidate.type == ColumnType::siren_siret;
  if (plain_form && candidate.header == 0 && none != nullptr && none->header >= kStrongHeader)
    return true;
  // "nom responsable" over surnames is the surname.
  const bool parts =
      has_header(view, ColumnType::first_name) || has_header(view, ColumnType::last_name);
  if (candidate.type == ColumnType::person_name && candidate.header > 0 && parts &&
      view.shares.share(CellTrait::full_name) < 0.3)
    return true;
  // "numéro de carte" over values that are no payment card.
  if (candidate.type == ColumnType::bank_card && weak && candidate.values < 0.2)
    return true;
  // "title" may be of a person or of a book.
  if (candidate.type == ColumnType::sex && weak && figures < 0.1 &&
      view.shares.share(CellTrait::sex_value) < 0.3)
    return true;
  // The departments of a firm are not those of France.
  const DictionarySet places =
      pack.dictionaries.bit("departement") | pack.dictionaries.bit("region");
  const bool departement =
      std::find_if(view.tokens.begin(), view.tokens.end(), [](const std::string& token) {
        return token == "departement" || token == "department";
      }) != view.tokens.end();
  return candidate.type == ColumnType::postcode_city && departement && figures < 0.1 &&
         view.shares.share(CellTrait::has_digit) < 0.1 &&
         view.shares.share_of_dictionaries(places) < 0.05;
}

// "NOM_1", "Prénom 12": fillers under a header that leaves no doubt.
bool may_be_fillers(const Candidate& candidate, const ColumnView& view) {
  const bool name =
      candidate.type == ColumnType::first_name || candidate.type == ColumnType::last_name;
  return name && candidate.header >= 0.5 && figures_of(view) < 0.1 &&
         view.shares.share(CellTrait::date) < 0.1 && view.shares.share(CellTrait::sentence) < 0.1 &&
         view.shares.share(CellTrait::place_word) < 0.25;
}

void check_compatibility(ColumnView& view, const RulePack& pack) {
  for (Candidate& candidate : view.candidates) {
    const Compatibility answer = may_be_fillers(candidate, view)
                                     ? Compatibility::possible
                                     : compatibility_of(candidate.type, view.shares);
    if (header_overreaches(candidate, view, pack))
      candidate.contradicted = true;
    else if (answer == Compatibility::impossible)
      candidate.contradicted = candidate.values < 0.5;
    else if (answer == Compatibility::supported && candidate.header > 0)
      candidate.values = std::max(candidate.values, 0.3);
  }
}

}  // namespace

Candidate& candidate_for(ColumnView& view, const RulePack& pack, ColumnType type) {
  for (Candidate& candidate : view.candidates)
    if (candidate.type == type)
      return candidate;
  Candidate candidate;
  candidate.type = type;
  candidate.rule = default_rule_of(pack, type);
  view.candidates.push_back(std::move(candidate));
  return view.candidates.back();
}

const Candidate* ColumnView::find(ColumnType type) const {
  for (const Candidate& candidate : candidates)
    if (candidate.type == type)
      return &candidate;
  return nullptr;
}

bool header_has(const ColumnView& column, const RulePack& pack, WordList list) {
  return std::any_of(column.tokens.begin(), column.tokens.end(),
                     [&](const std::string& token) { return pack.words.holds(list, token); });
}

bool names_an_age_band(const ColumnView& column) {
  const auto has = [&](auto is) {
    return std::any_of(column.tokens.begin(), column.tokens.end(), is);
  };
  return has([](const std::string& token) { return token == "ans" || token == "years"; }) &&
         has([](const std::string& token) {
           return token.find_first_not_of("0123456789") == std::string::npos;
         });
}

bool may_be_surnames(const ColumnView& column) {
  const ColumnProfile& profile = *column.profile;
  return profile.filled > 0 && column.shares.share(CellTrait::alphabetic) >= 0.9 &&
         column.shares.share(CellTrait::one_word) + column.shares.share(CellTrait::few_words) >=
             0.95 &&
         column.shares.share(CellTrait::place_word) < 0.1 &&
         column.shares.share(CellTrait::sex_value) < 0.5 &&
         profile.distinct.estimate() * 2 >= profile.filled;
}

std::size_t default_rule_of(const RulePack& pack, ColumnType type) {
  std::size_t first = kNoRule;
  for (std::size_t r = 0; r < pack.rules.size(); ++r) {
    if (pack.rules[r].type != type)
      continue;
    if (pack.rules[r].default_for_type)
      return r;
    if (first == kNoRule)
      first = r;
  }
  return first;
}

ColumnView view_column(const TableColumn& column, bool name_doubtful, const ColumnProfile& profile,
                       const RulePack& pack) {
  ColumnView view;
  view.profile = &profile;
  view.shares = shares_of(profile);
  if (!name_doubtful)
    view.tokens = header_tokens(column.name);
  if (says_nothing(view.tokens, pack))
    view.tokens.clear();
  add_header_candidates(view, pack);
  add_value_candidates(view, pack);
  add_name_candidates(view, pack);
  add_mailbox_candidates(view, pack);
  check_compatibility(view, pack);
  read_hashes(view, pack);
  read_secrets(view, pack);
  std::stable_sort(view.candidates.begin(), view.candidates.end(),
                   [](const Candidate& a, const Candidate& b) {
                     return a.score() != b.score() ? a.score() > b.score() : a.type < b.type;
                   });
  return view;
}

}  // namespace aval
