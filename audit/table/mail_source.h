// Mail: one message (.eml) or a mailbox (mbox), a row a message: the people of its headers, its
// date, its subject, its text.
#pragma once

#include <string_view>

#include "audit/table/field_records.h"

namespace aval {

// True for a text that starts as a message or a mailbox does.
bool starts_as_mail(std::string_view text);

// `text` is the start of the file: it says whether it is a mailbox.
void open_mail(const FieldInput& input, std::string_view text, const SourceOptions& options,
               Source& source);

}  // namespace aval
