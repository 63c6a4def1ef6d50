// What a person set aside, in words: findings that a decision or a scan no longer counts.
#pragma once

#include <string>

#include "audit/base/language.h"
#include "policies/decide.h"

namespace aval {

// "cantine, allergie : santé, donnée sensible (art. 9) (3f2a51c07b9e). Motif : ... Écarté par ...
// le ... ; avis du DPO favorable (...)." One line, safe for a terminal.
Text rejection_in_words(const RejectedFinding& finding);

// "favorable", "favorable avec réserve", "défavorable"; another word stands for itself.
Text opinion_in_words(const std::string& sense);

// "le DPO, le 24 novembre 2026": who and when, either may be empty.
Text who_and_when(const std::string& who, const std::string& date);

}  // namespace aval
