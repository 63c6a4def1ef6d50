// What can be done next with a dataset, on its page.
#pragma once

#include "audit/workspace/web/visit.h"
#include "registry/store.h"
#include "reports/audit_report.h"
#include "reports/html_page.h"

namespace aval {

// Protect it, open a publication sheet, see masked samples; what was done already.
void write_dataset_actions(HtmlPage& page, const Visit& visit, const RegisterStore& store,
                           const StoredDocument& stored);

}  // namespace aval
