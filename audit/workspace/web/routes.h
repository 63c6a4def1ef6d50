// From a request to a page: who asks, whether the request is meant, which page answers. The same
// checks hold for every page, since they are made here.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "audit/workspace/web/visit.h"

namespace aval {

// Headers of every response (OWASP ASVS 4.0, 14.4).
const std::vector<std::pair<std::string, std::string>>& security_headers();

// Whether a path has that pattern: "usecases/*/gates/*", "*" for one segment; "" for the first
// page.
bool is_match(std::string_view pattern, std::span<const std::string> segments);

// What it takes to send a form to that path: "/usecases/cantine/gates/G4/adopt". Right::enter where
// no page takes one.
Right right_to_post(std::string_view path);

// Thread-safe. Never throws: what goes wrong becomes a page that tells what the reader may know.
WebResponse answer(Desk& desk, const WebRequest& request);

}  // namespace aval
