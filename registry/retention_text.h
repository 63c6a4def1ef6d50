// A retention period written by a person, and the other way round.
#pragma once

#include <string>

#include "audit/base/json.h"

namespace aval {

// "5 ans à compter du versement" -> {"active_months": 60, "text": the whole, "trigger":
// "versement"}. The whole text is always kept under "text"; months and starting point are added
// when the text starts with a number of months or years.
Json retention_of_text(const std::string& text);

// In French: its "text" when there is one, else "12 mois à compter de ..., puis archivage
// intermédiaire 108 mois, puis destruction". Empty when nothing is said.
std::string text_of_retention(const Json& retention);

}  // namespace aval
