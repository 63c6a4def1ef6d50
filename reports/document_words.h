// The words of the documents that users write (use cases, activities), as people read them; and
// their values, where absent is "to be filled in" and null is "none".
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "audit/base/json.h"

namespace aval {

// The label of a word of a closed list of the schemas ("department", "public_task"...).
std::optional<Text> find_word_label(std::string_view word);
// The same; a word that is not known stands for itself.
Text label_of_word(std::string_view word);

// A value of a document in words: text as it is, words of closed lists by their label, dates
// written out, true and false as yes and no, lists joined.
Text value_in_words(const Json& document, const char* key);
// The same where the text is free: never taken for a word of a closed list.
Text free_text(const Json& document, const char* key);
// The string under `key`, empty when there is none.
std::string word_at(const Json& document, const char* key);
// The list under `key`, empty when it is absent or null.
const Json& list_at(const Json& document, const char* key);

// The four verdicts and the gates as people call them.
Text verdict_label(std::string_view verdict);  // "Avis défavorable (NO-GO)"
Text gate_label(std::string_view gate);        // "étape G2, mobilisation"
// Result of one rule: "bloque", "sous réserve"...
Text result_label(std::string_view result);

}  // namespace aval
