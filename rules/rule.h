// A rule: what one kind of personal data looks like, why it matters, and values that prove it. The
// JSON form is described by rules/schema/rule.schema.json; the pack is the source, nothing is
// generated.
#pragma once

#include <string>
#include <vector>

#include "rules/pattern.h"
#include "rules/validators/validator.h"
#include "rules/vocabulary.h"

namespace aval {

struct RuleTexts {
  Text title;    // "Numéro de sécurité sociale (NIR)"
  Text message;  // what was found and why it matters, one sentence, no value
  Text remedy;   // what to do, one sentence
};

// What a text pattern leads to. All but `value` ask whether a natural person is named there
// (person_name.h).
enum class TextReading {
  value,                // the match itself, checked by the validator
  name_after_civility,  // after the match, which is a civility: "M. Durand"
  family_after,         // after the match: "consorts Durand", "née Durand"
  full_name_after,      // after the match: first name and surname, "recours de Camille Durand"
  full_name_here,       // the match begins a first name and surname with no other context
  party_before,         // before the match: "Durand c/ commune de Valmoreau"
  home,                 // the match gives a home, "demeurant 12 rue", and no company's seat
  mailbox               // the match is a mailbox of a person, not of an office
};

struct Rule {
  std::string id;     // "fr.nir"; never reused
  std::string place;  // in the pack, for problems: "rules/national_numbers.json#/rules/0"
  ColumnType type = ColumnType::none;
  Gdpr gdpr = Gdpr::none;  // nature when rows are about persons
  Gdpr gdpr_of_things =
      Gdpr::none;  // nature when rows are things or organisations: org, none, or the same as gdpr
  Severity severity = Severity::medium;

  // Values. A cell matches when one pattern takes the whole trimmed cell (NBSP read as space), or
  // its folded form is an entry of one of `dictionaries`; it is valid when the validator says so.
  std::vector<Pattern> patterns;
  const Validator* validator = nullptr;
  std::vector<std::string> dictionaries;
  // Share of arbitrary cells of the same shape that match and are valid by chance, 0 to 1 (the
  // validator's, unless the pack says otherwise).
  double chance = 1.0;
  // The value alone never settles the type: the header must speak too.
  bool header_required = false;
  // The values are unkeyed digests of something else: the column takes the type of what they hide.
  bool hashed = false;

  // Inside sentences: group 1 (else the whole match) is what the validator checks.
  std::vector<Pattern> text_patterns;
  TextReading text_reading = TextReading::value;
  // Counts only in a text in which another rule finds a person's name.
  bool text_with_person = false;

  std::vector<std::string> articles;  // "RGPD art. 87", "LIL art. 30"
  std::string source;                 // standard, law or page that gives the format
  bool to_confirm = false;
  RuleTexts texts;

  // The rule that speaks for its type when the header alone does.
  bool default_for_type = false;

  // Examples that the loader runs: a rule without both kinds cannot be loaded.
  std::vector<std::string> examples_match;
  std::vector<std::string> examples_no_match;
  std::vector<std::string> examples_text;              // sentences in which a text pattern must hit
  std::vector<std::string> examples_text_no_match;     // sentences in which none may
  std::vector<std::string> examples_headers_match;     // headers that say this type
  std::vector<std::string> examples_headers_no_match;  // headers that do not
};

}  // namespace aval
