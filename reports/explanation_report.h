// Why a column got its type, for a person (text) and for a program (aval.explanation/1,
// docs/schemas/explanation.schema.json). Pure; no value.
#pragma once

#include <string>

#include "audit/base/language.h"
#include "audit/scan/explanation.h"

namespace aval {

std::string render_explanation_text(const Explanation& explanation, Language language, bool colour);
std::string render_explanation_json(const Explanation& explanation);

}  // namespace aval
