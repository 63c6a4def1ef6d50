// Lists of mailboxes in headers (RFC 5322, 3.4): display names and addresses.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "audit/table/mail_text.h"

namespace aval {

struct Mailbox {
  std::string name;  // UTF-8; empty when there is none
  std::string address;
};

// Quoted strings, comments ("a@b (Nom)"), groups ("Service: a@b, c@d;") and encoded words are
// undone. What is no list of mailboxes gives names.
std::vector<Mailbox> read_mailboxes(std::string_view header, CharsetDecoder& decoder);

}  // namespace aval
