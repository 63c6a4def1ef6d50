// The sentences of an explanation.
#pragma once

#include <string>

#include "audit/base/language.h"
#include "audit/scan/explanation.h"

namespace aval {

// "Santé, donnée sensible (art. 9), confiance 97 %, forte."
Text answer_in_words(const ColumnScan& column);
// "58 cellules remplies, 2 vides, 12 valeurs distinctes."
Text cells_in_words(const Explanation& explanation);
// "Mots lus dans l'en-tête : nom, enfant."
Text header_in_words(const Explanation& explanation);
// "Sur 12 valeurs distinctes : 12 de lettres seulement, 9 d'un seul mot." Empty without values.
Text shapes_in_words(const Explanation& explanation);
// "les valeurs ne peuvent pas être : téléphone"
Text contradiction_in_words(const WeighedCandidate& candidate);
Text step_in_words(const Explanation& explanation);
// "0.60": a weight with two decimals; "-" for none.
std::string weight_in_words(double weight);
Text grain_weight_in_words(const WeighedCandidate& candidate);
Text what_if_in_words(const WhatIf& change);

}  // namespace aval
