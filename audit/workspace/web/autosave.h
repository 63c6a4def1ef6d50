// Forms that the script saves as one types, and the verdict that follows from what was saved.
// Without the script they are plain forms.
#pragma once

#include <string>

#include "audit/workspace/web/document_edit.h"
#include "audit/workspace/web/visit.h"
#include "reports/html_page.h"

namespace aval {

// Of a use case at a gate.
struct VerdictPlace {
  std::string usecase;
  std::string gate;
};
// "Avis à l'étape G2 : défavorable ; 3 réponses manquent", computed now.
Text verdict_now(const RegisterStore& store, const Visit& visit, const VerdictPlace& place);

// Opens what the script looks for, around a form; close() ends it.
void open_autosaved(HtmlPage& page, const Text& verdict);

// Whether the script sent the form, by itself.
bool is_autosave(const Visit& visit);

struct AutosavedDocument {
  const EditedDocument& edited;
  int latest = 0;    // version before saving
  std::string gate;  // whose verdict is told
};
// Saves as save_form does and answers in JSON for the script: {"saved", "at", "text", "version",
// "verdict", "stop"}. The version is the one that the page may go on from; "stop" says that
// somebody else changed the document too, so that the page must be opened again before it saves
// more. New and removed entries of lists are left to the button: saved twice, they would be there
// twice.
WebResponse autosave(RegisterStore& store, const Visit& visit, const AutosavedDocument& document);

}  // namespace aval
