// A document edited on a page: shown as a form, taken back, recorded over what others did
// meanwhile.
#pragma once

#include <string>
#include <vector>

#include "audit/base/json.h"
#include "audit/workspace/web/visit.h"
#include "registry/store.h"

namespace aval {

struct EditedDocument {
  std::string kind;
  std::string id;
  int version = 0;                // the one the form was made from; 0: none yet
  std::vector<std::string> keys;  // of the fields the form holds
};

// What saving came to.
struct SaveOutcome {
  std::string document;  // JSON text: as recorded, or as sent when there are problems
  int version = 0;
  std::vector<Problem> problems;
};

// Takes the form over the version it was made from, meets it with what was recorded since, checks
// and records. With problems nothing is recorded; a field that was changed meanwhile by someone
// else is one.
SaveOutcome save_form(RegisterStore& store, const EditedDocument& edited, const Visit& visit);

// The version a form was made from, as it was sent.
int sent_version(const Visit& visit);

// An identifier not yet taken among the documents of that kind: "cantine", "cantine-2"...
std::string free_identifier(const RegisterStore& store, const std::string& kind,
                            const std::string& name);

}  // namespace aval
