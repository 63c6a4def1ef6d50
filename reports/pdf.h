// PDF fit for the archive, made from a page of ours by an installed program: WeasyPrint (57 or
// later: PDF/UA-1, or PDF/A-3a where its version can), else Chromium (tagged, no PDF/A).
#pragma once

#include <string>

namespace aval {

// Error(usage) that names the two programs and the way out when neither is installed.
void require_pdf_program();

// `html` is a page of HtmlPage: nothing in it is fetched. `now` ("YYYY-MM-DDTHH:MM:SSZ") dates the
// document. Same page, date and programs: same bytes. Error(input) when no program gives a PDF.
std::string pdf_of_html(const std::string& html, const std::string& now);

}  // namespace aval
