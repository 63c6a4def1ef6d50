// A name after a civility: "M. Durand", "M. et Mme Petit", "Mr Smith".
#pragma once

#include "rules/name_words.h"
#include "rules/person_name.h"

namespace aval {

// `place` is the civility. False for functions ("Monsieur le Maire"), masked names ("M. X"), units,
// acronyms, and names of streets, schools and shops.
bool civility_names(const NameLists& lists, const TextPlace& place);

}  // namespace aval
