// A decision in words for a terminal.
#pragma once

#include <string>

#include "policies/decide.h"

namespace aval {

// The verdict first, then three reasons, the next action, and every policy that asks for something.
std::string render_decision_text(const PolicyPack& pack, const Decision& decision,
                                 const std::string& title, Language language);

}  // namespace aval
