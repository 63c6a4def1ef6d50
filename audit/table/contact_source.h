// Address books: vCard 2.1, 3.0 and 4.0 (RFC 2426, 6350) and LDIF (RFC 2849), a row a contact.
#pragma once

#include <string_view>

#include "audit/table/field_records.h"

namespace aval {

bool starts_as_vcard(std::string_view text);
bool starts_as_ldif(std::string_view text);

void open_vcard(const FieldInput& input, const SourceOptions& options, Source& source);
void open_ldif(const FieldInput& input, const SourceOptions& options, Source& source);

}  // namespace aval
