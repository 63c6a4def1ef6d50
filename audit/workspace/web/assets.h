// Style and script of the workspace, compiled into the program. Their addresses hold their digest,
// so that a browser may keep them for good.
#pragma once

#include <optional>
#include <string>

#include "audit/workspace/web/http.h"

namespace aval {

std::string style_address();
std::string script_address();

// The asset at that path; nothing when there is none.
std::optional<WebResponse> find_asset(const std::string& name);

// What programs may ask: OpenAPI 3.1.
WebResponse api_description();

}  // namespace aval
