#include "audit/cli/record_organisation.h"

#include <iostream>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/workspace/workspace.h"

namespace aval {

void record_organisation(const Json& document, const CommandContext& context) {
  RegisterStore store = open_workspace(context);
  const bool known = store.find(kOrganisationKind, "organisation").has_value();
  const StoredDocument stored = store.record(kOrganisationKind, "organisation", document,
                                             known ? "update" : "add", author_of(context));
  std::cout << format_text({"Fiche de l'organisme : version {0} enregistrée.\n",
                            "Sheet of the organisation: version {0} recorded.\n"},
                           {std::to_string(stored.version)})
                   .in(context.language);
}

}  // namespace aval
