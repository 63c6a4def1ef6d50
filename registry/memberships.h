// Who has which role on a served site, as the journal of the authority tells it.
#pragma once

#include <string>

#include "registry/store.h"

namespace aval {

// A kind of document as in store.h. Its id: the pseudonym of an account; its content: the role.
inline constexpr const char* kMembershipKind = "membership";

// The pseudonym that stands for an account in the journal of that workspace; made when there is
// none yet.
std::string operator_id(const std::string& workspace, const Author& author);

}  // namespace aval
