// Identifiers of documents, made from their names.
#pragma once

#include <string>

namespace aval {

// "État civil (naissances)" -> "etat-civil-naissances": lower-case letters, digits and hyphens.
// "fiche" when nothing is left.
std::string identifier_of(const std::string& name);

}  // namespace aval
