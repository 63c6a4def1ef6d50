// What would lift an unfavourable verdict, on the page of a gate.
#pragma once

#include "policies/what_if.h"
#include "reports/html_page.h"

namespace aval {

// The smallest sets of changes found, each with the verdict that would follow; or the rules that
// nothing lifts.
void write_what_if(HtmlPage& page, const PolicyPack& pack, const FactInputs& inputs);

}  // namespace aval
