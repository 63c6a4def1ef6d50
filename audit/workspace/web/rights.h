// What each role of a served site may do. Law asks that the DPO advises and does not decide
// (GDPR art. 38(3) and 38(6)), so no right to decide comes with that role.
#pragma once

#include <optional>

#include "audit/base/language.h"
#include "registry/accounts.h"

namespace aval {

enum class Right {
  enter,        // whoever is signed in: one's own account, the list of one's authorities
  see,          // read the workspace and take extracts of it
  contribute,   // files, sheets, dossiers, reviews, computed verdicts
  advise,       // give the opinion of the DPO
  decide,       // adopt a decision, approve a waiver: the controller's delegate
  own_machine,  // name a file of the machine that serves: its only user
  keep_copies,  // take a copy of a workspace, put one back
  administer    // accounts, authorities, copies
};

// In whose name a request comes.
struct Permissions {
  bool only_user = false;  // a server of the loopback interface without accounts: every right
  bool administrator = false;
  std::optional<Role> role = {};  // in the authority at hand
};

bool may(const Permissions& permissions, Right right);

// "délégué du responsable (décide)".
Text label_of(Role role);
Text label_of(TokenScope scope);
// Who may: "réservé au délégué du responsable".
Text reserved_for(Right right);

}  // namespace aval
