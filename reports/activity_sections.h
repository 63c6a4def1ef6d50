// One entry of the register (aval.activity/1) as sections of a document for people.
#pragma once

#include <vector>

#include "audit/base/json.h"
#include "reports/paper.h"

namespace aval {

// Description, purposes, persons and data, recipients, security, rights, impact assessment.
std::vector<PaperSection> activity_sections(const Json& activity);
// The same in one section named after the activity: an extract of the whole register.
PaperSection activity_section(const Json& activity);
// Who is responsible, and the data protection officer, from the sheet of the organisation.
PaperSection organisation_section(const Json& organisation);

// "12 mois, puis 24 mois d'archives, puis détruire".
Text retention_in_words(const Json& category);
// The object under `key`; null when it is not there.
const Json& object_at(const Json& document, const char* key);
// Name, function and every contact detail of a person or body, those that are answered.
Text person_in_words(const Json& person);

}  // namespace aval
