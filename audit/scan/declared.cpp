#include "audit/scan/declared.h"

#include <algorithm>
#include <utility>

#include "audit/base/text.h"
#include "audit/scan/compatibility.h"
#include "audit/scan/declared_parts.h"
#include "audit/table/declared_column.h"
#include "rules/header_words.h"

namespace aval {
namespace {

// A title is written for people, as the name is; a comment says more than what the column is, so
// only its first words count. Both stay under a header that says the same (0.6).
constexpr double kTitle = 0.55;
constexpr double kComment = 0.5;
constexpr double kPart = 0.05;  // less when other words stand beside the phrase
constexpr double kFormat = 0.55;
constexpr std::size_t kCommentWords = 12;

void add_evidence(Candidate& candidate, const RulePack& pack, std::string detail) {
  Evidence evidence;
  evidence.rule = candidate.rule == kNoRule ? "" : pack.rules[candidate.rule].id;
  evidence.by = EvidenceKind::declared_type;
  evidence.detail = std::move(detail);
  candidate.evidence.push_back(std::move(evidence));
}

// The first clause of a comment, without the words that announce it ("ce champ contient").
std::vector<std::string> words_of_comment(const std::string& comment, const WordLists& words) {
  const std::size_t end = comment.find_first_of(".,;:(\n[");
  std::vector<std::string> tokens = header_tokens(comment.substr(0, end));
  const auto first = std::find_if(tokens.begin(), tokens.end(), [&](const std::string& token) {
    return !words.holds(WordList::announcing, token);
  });
  tokens.erase(tokens.begin(), first);
  if (tokens.size() > kCommentWords)
    tokens.resize(kCommentWords);
  return tokens;
}

bool speaks_of_a_person(const std::vector<std::string>& tokens, std::size_t from,
                        const WordLists& words) {
  return std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(from), tokens.end(),
                     [&](const std::string& token) {
                       return words.holds(WordList::person_row, token) ||
                              words.holds(WordList::role, token) ||
                              words.holds(WordList::contact, token);
                     });
}

// The name is that of a place: "insee" titled "Numéro INSEE" is the code of a municipality.
bool names_a_place(const ColumnView& view) {
  return std::any_of(
      view.candidates.begin(), view.candidates.end(), [](const Candidate& candidate) {
        return candidate.header >= 0.3 && (candidate.type == ColumnType::postcode_city ||
                                           candidate.type == ColumnType::geo_place);
      });
}

// A phrase that opens a title or a comment says what the column is; further on, what it is about.
void add_words(ColumnView& view, const RulePack& pack, const std::vector<std::string>& tokens,
               const std::string& source) {
  const bool is_title = source == "title";
  const bool is_place = names_a_place(view);
  for (const HeaderMatch& match : pack.header_words.find(tokens)) {
    const bool strong = match.word->strength == HeaderStrength::strong;
    if (match.first_token > 0 || (!strong && !is_title) ||
        (is_place && match.word->type == ColumnType::nir))
      continue;
    const bool whole = match.tokens == tokens.size();
    // "Nom complet de la voie": a whole name is that of a person only when the rest says so.
    if (!whole && match.word->type == ColumnType::person_name &&
        !speaks_of_a_person(tokens, match.tokens, pack.words))
      continue;
    const double says =
        !strong ? kWeakDeclared : (is_title ? kTitle : kComment) - (whole ? 0 : kPart);
    Candidate& candidate = candidate_for(view, pack, match.word->type);
    if (says > candidate.header)
      candidate.header = says;
    else if (strong && !is_title && candidate.header > 0)
      continue;
    add_evidence(candidate, pack, source + ":" + match.word->phrase);
  }
}

// Formats that say what cells are, whatever the name.
void add_format(ColumnView& view, const RulePack& pack, DeclaredKind kind) {
  const auto add = [&](ColumnType type) {
    Candidate& candidate = candidate_for(view, pack, type);
    candidate.header = std::max(candidate.header, kFormat);
    add_evidence(candidate, pack, "type:" + std::string(name_of(kind)));
  };
  if (kind == DeclaredKind::ip_address)
    add(ColumnType::ip_address);
  else if (kind == DeclaredKind::geometry)
    add(ColumnType::geo_place);
  else if (kind == DeclaredKind::email)
    add(view.find(ColumnType::email_personal) != nullptr &&
                view.find(ColumnType::email_personal)->header >= 0.5
            ? ColumnType::email_personal
            : ColumnType::email_generic);
}

bool is_supported(DeclaredKind kind, ColumnType type) {
  switch (kind) {
    case DeclaredKind::date:
      return type == ColumnType::birth_date || type == ColumnType::date_event;
    case DeclaredKind::integer:
      return type == ColumnType::age;
    case DeclaredKind::number:
      return type == ColumnType::income;
    default:
      return false;
  }
}

// What the shape of an imagined cell does not contradict by itself.
bool is_contradicted(DeclaredKind kind, ColumnType type) {
  const bool words = names_a_person(type) || type == ColumnType::postal_address ||
                     type == ColumnType::postcode_city || type == ColumnType::birth_place ||
                     type == ColumnType::profession || type == ColumnType::organisation_name ||
                     type == ColumnType::free_text_with_persons || type == ColumnType::phone;
  switch (kind) {
    case DeclaredKind::boolean:
    case DeclaredKind::time:
      return words || type == ColumnType::birth_date || type == ColumnType::geo_place ||
             type == ColumnType::geo_precise || type == ColumnType::date_event ||
             type == ColumnType::signature_photo || type == ColumnType::social_handle_or_url;
    case DeclaredKind::link:
    case DeclaredKind::uuid:
    case DeclaredKind::binary:
    case DeclaredKind::geometry:
    case DeclaredKind::year:
      return (words && type != ColumnType::postal_address) ||
             (kind != DeclaredKind::geometry && type == ColumnType::postal_address);
    case DeclaredKind::date:
      return words;
    default:
      return false;
  }
}

void add_type(ColumnView& view, const RulePack& pack, DeclaredKind kind, bool has_rows) {
  for (Candidate& candidate : view.candidates) {
    if (candidate.header <= 0)
      continue;
    if (is_supported(kind, candidate.type)) {
      add_evidence(candidate, pack, "type:" + std::string(name_of(kind)));
      if (!has_rows)
        candidate.values = std::max(candidate.values, kDeclaredAgrees);
    } else if (!has_rows && is_contradicted(kind, candidate.type)) {
      candidate.contradicted = true;
    }
  }
}

}  // namespace

void add_declared_evidence(ColumnView& view, const TableColumn& column,
                           const DeclaredReading& reading) {
  const RulePack& pack = reading.pack;
  const DeclaredKind kind = declared_kind(column.declared_type);
  const std::size_t before = view.candidates.size();
  if (!column.title.empty())
    add_words(view, pack, header_tokens(column.title), "title");
  if (!column.comment.empty())
    add_words(view, pack, words_of_comment(column.comment, pack.words), "comment");
  add_format(view, pack, kind);
  add_type(view, pack, kind, reading.has_rows);
  if (!reading.has_rows && reading.judge != nullptr)
    add_value_agreement(view, column, pack, *reading.judge);
  // Words that the header does not say are held against the cells, as the header's were.
  for (std::size_t i = before; reading.has_rows && i < view.candidates.size(); ++i)
    view.candidates[i].contradicted =
        compatibility_of(view.candidates[i].type, view.shares) == Compatibility::impossible;
  sort_candidates(view);
}

}  // namespace aval
