// One message of mail (RFC 5322, MIME: RFC 2045 to 2047), line by line, into named fields.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "audit/table/field_records.h"
#include "audit/table/mail_address.h"
#include "audit/table/mail_text.h"

namespace aval {

// Memory is bounded: 1 MiB of headers and 1 MiB of text a message, 50 parts one inside the other.
// Not thread-safe.
class MailMessage {
 public:
  // Takes the next line, without its end.
  void take(std::string_view line);
  // Ends the message, gives its fields in a fixed order, and makes ready for the next one. Parts
  // that are no text are named and counted "attachment_not_audited" in stats.skipped; a message
  // that stops before its last part is counted "truncated", one that passes the limits
  // "message_cut".
  void finish(FieldRecord& record, std::uint64_t number, ReadStats& stats);

 private:
  // A part of the message, from its headers to the next boundary.
  struct Part {
    std::string type = "text/plain";  // lower case
    std::string type_header;
    std::string disposition;  // as written
    std::string encoding;     // "base64", "quoted-printable" or any other: as it stands
    std::string body;         // undecoded; nothing of what is not read
    bool is_text = true;
  };
  struct Addresses {
    std::string_view field;
    std::vector<Mailbox> mailboxes;
  };

  void take_header_line(std::string_view line);
  void end_header();
  void take_header(std::string_view name, const std::string& value);
  void end_headers();
  void start_part(bool has_headers);
  void take_body_line(std::string_view line);
  bool take_boundary(std::string_view line);
  void end_part();
  void name_attachment();
  void add_text(std::string_view text);

  CharsetDecoder decoder_;
  std::vector<std::string> boundaries_;
  std::size_t depth_ = 0;  // of parts and messages in which the current one lies
  bool in_headers_ = true;
  bool is_cut_ = false;
  bool is_open_ = false;  // a boundary was opened and its end not seen
  std::string header_;    // with its continuation lines
  std::size_t header_bytes_ = 0;
  Part part_;
  std::vector<Addresses> addresses_;
  std::vector<std::string> dates_;
  std::vector<std::string> subjects_;
  std::vector<std::string> origins_;
  std::string text_;
  std::vector<std::string> attachments_;
};

}  // namespace aval
