// What is due in the register, above its sheets.
#pragma once

#include "audit/workspace/web/visit.h"
#include "registry/store.h"
#include "reports/html_page.h"

namespace aval {

// Reviews that are late or due within three months; nothing when there are none.
void write_register_deadlines(HtmlPage& page, const RegisterStore& store, const Visit& visit);

}  // namespace aval
