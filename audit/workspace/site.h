// A served site: its accounts, and one workspace for each authority. What its pages and `aval site`
// share. A change of role stands in the journal of the authority too, under pseudonyms.
#pragma once

#include <optional>
#include <string>

#include "audit/workspace/work_context.h"
#include "registry/accounts.h"

namespace aval {

SiteActor site_actor(const WorkContext& context);

// A new site in `folder`, which is made private; its first administrator has that password.
// Error(store) when there is one; Error(usage) for a weak password or a bad name.
void create_site(const std::string& folder, const std::string& administrator,
                 std::string_view password, const WorkContext& context);

// Adds an authority and its empty workspace.
void create_authority(const std::string& folder, const Authority& authority,
                      const WorkContext& context);

// Nothing takes the role away.
void change_role(const std::string& folder, const Membership& membership, bool is_kept,
                 const WorkContext& context);

// Gives the account another password, which its holder has to change; returns it.
std::string give_password(const std::string& folder, const std::string& account,
                          const WorkContext& context);

}  // namespace aval
