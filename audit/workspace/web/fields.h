// The fields of a document (activity, use case, organisation) as a form made from its JSON Schema,
// and back. Absent is "to be filled in", null is "none": both can be said and are kept apart.
#pragma once

#include <string>
#include <vector>

#include "audit/base/json.h"
#include "audit/workspace/web/http.h"
#include "audit/workspace/web/known_documents.h"
#include "reports/html_page.h"

namespace aval {

// A document as it is shown, with what is wrong in it: places end in a JSON pointer
// ("...#/sources/0/holder"), as check_document gives them.
struct DocumentForm {
  const std::string& kind;
  const Json& document;
  const std::vector<Problem>& problems;
  KnownDocuments known = {};  // proposed where the document names another
};

// The fields under those keys of the document, in that order; an entry more in every list.
void write_document_fields(HtmlPage& page, Language language, const DocumentForm& form,
                           const std::vector<std::string>& keys);

// Every key of the schema but its name and the identifier, in its order.
std::vector<std::string> keys_of_kind(const std::string& kind);

// Every problem, with the title of its field in the schema of `kind`; an empty kind has none.
void write_problems(HtmlPage& page, const std::string& kind, const std::vector<Problem>& problems);

// The document with what the form says over it; fields the form does not hold stay. A value of the
// wrong kind is kept as text, so that check_document tells it and the form shows it again.
Json filled_in(const Json& document, const std::string& kind, const FormFields& form);

// What `edited` changed of `base`, over `latest`: changes of different fields of the first level
// meet. The keys that both changed, each its own way, are in `conflicts` and stay as in `latest`.
Json merge_changes(const Json& base, const Json& edited, const Json& latest,
                   std::vector<std::string>& conflicts);

// "...#/sources/1/holder" -> "Données mobilisées, 2, Détenteur", by the titles of the schema; empty
// without a pointer or a kind. What is no key of the schema stands for itself.
Text title_of_place(const std::string& kind, const std::string& place);

// "Titre / Title" as a Text.
Text title_of_field(const OrderedJson& schema, const std::string& key);

}  // namespace aval
