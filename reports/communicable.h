// The edition of the register or of a dossier that is handed to whoever asks (CRPA L311-1): what
// may not be communicated is masked passage by passage (L311-7), with its ground, and each masking
// is logged. Controller, officer and their contacts stay (GDPR art. 37(7)), and so do functions.
#pragma once

#include <string>
#include <vector>

#include "audit/base/language.h"

namespace aval {

// Never what was masked.
struct Masking {
  std::string sheet;   // id of the activity
  std::string field;   // "security_technical"
  std::string ground;  // "CRPA L311-5, 2° d"
  Text reason;
};

struct MaskedDocument {
  std::string text;  // JSON text, of the same form
  std::vector<Masking> maskings;
};

// An aval.activity/1, in the language of the extract: the masked passages say so in it.
MaskedDocument mask_activity(const std::string& activity, Language language);
// An aval.organisation/1: nothing but the private details of the representative's person.
MaskedDocument mask_organisation(const std::string& organisation, Language language);

// An aval.usecase/1: appraisals of data literacy, attendance, names behind attestations, terms of
// paid data, what protects the systems.
MaskedDocument mask_usecase(const std::string& usecase, Language language);
// An aval.decision/1: who set findings aside, and why.
MaskedDocument mask_decision(const std::string& decision, Language language);

// {"schema": "aval.maskings/1", "date", "maskings": [{"sheet", "field", "ground", "fr", "en"}]}.
std::string maskings_as_json(const std::vector<Masking>& maskings, const std::string& date);

// The last line of a communicable edition: why passages are masked and how to contest it.
Text communicable_note();
// Of a dossier on which nobody decided yet (L311-2).
Text preparatory_note();

}  // namespace aval
