// From a request to a page: who asks, whether the request is meant, which page answers. The same
// checks hold for every page, since they are made here.
#pragma once

#include <string>

#include "audit/workspace/web/visit.h"

namespace aval {

// Headers of every response (OWASP ASVS 4.0, 14.4).
const std::vector<std::pair<std::string, std::string>>& security_headers();

// What it takes to send a form to that path: "/usecases/cantine/gates/G4/adopt". Right::enter where
// no page takes one.
Right right_to_post(std::string_view path);

// Thread-safe. Never throws: what goes wrong becomes a page that tells what the reader may know.
WebResponse answer(Desk& desk, const WebRequest& request);

}  // namespace aval
