#include "audit/table/mail_message.h"

#include <algorithm>
#include <utility>

#include "audit/base/text.h"
#include "audit/table/read_codes.h"

namespace aval {

namespace {

constexpr std::size_t kMaxHeaders = 1048576;
constexpr std::size_t kMaxBody = 1048576;
constexpr std::size_t kMaxDepth = 50;
constexpr std::size_t kMaxColumnsOfField = 9;  // further recipients share the last
constexpr std::size_t kMaxNamed = 1000;        // attachments

struct AddressHeader {
  std::string_view header;  // lower case
  std::string_view field;
};

// In the order of the columns.
constexpr std::array<std::string_view, 8> kAddressFields = {
    "From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Return-Path", "Delivered-To"};

// What the post office wrote on the envelope is an address too.
constexpr std::array kAddressHeaders = {
    AddressHeader{"from", "From"},
    AddressHeader{"sender", "Sender"},
    AddressHeader{"reply-to", "Reply-To"},
    AddressHeader{"to", "To"},
    AddressHeader{"cc", "Cc"},
    AddressHeader{"bcc", "Bcc"},
    AddressHeader{"return-path", "Return-Path"},
    AddressHeader{"delivered-to", "Delivered-To"},
    AddressHeader{"x-original-to", "Delivered-To"},
    AddressHeader{"resent-from", "From"},
    AddressHeader{"resent-sender", "Sender"},
    AddressHeader{"resent-to", "To"},
    AddressHeader{"resent-cc", "Cc"},
    AddressHeader{"resent-bcc", "Bcc"},
    AddressHeader{"disposition-notification-to", "Reply-To"},
};

// "To.name", "To.name.2"... "To.name.9": a column a recipient, the last one shared.
std::string column_of(std::string_view field, std::string_view what, std::size_t rank) {
  std::string column(field);
  column += what;
  if (rank > 0)
    column += "." + std::to_string(std::min(rank + 1, kMaxColumnsOfField));
  return column;
}

void add_value(FieldRecord& record, const std::string& column, const std::string& value) {
  if (value.empty())
    return;
  const auto same = std::find_if(record.begin(), record.end(),
                                 [&](const auto& field) { return field.first == column; });
  if (same == record.end())
    record.emplace_back(column, value);
  else if (same->second.size() + value.size() < kMaxHeaders)
    same->second += ", " + value;
}

void add_mailboxes(FieldRecord& record, std::string_view field,
                   const std::vector<Mailbox>& mailboxes) {
  for (std::size_t rank = 0; rank < mailboxes.size(); ++rank) {
    add_value(record, column_of(field, ".name", rank), mailboxes[rank].name);
    add_value(record, column_of(field, ".address", rank), mailboxes[rank].address);
  }
}

void add_all(FieldRecord& record, const std::string& column,
             const std::vector<std::string>& values) {
  for (const std::string& value : values)
    add_value(record, column, value);
}

std::string main_value(std::string_view header) {
  return to_lower_ascii(trim(header.substr(0, header.find(';'))));
}

// Lines of quoted-printable end with "=" where they go on.
std::string joined_lines(std::string_view body) {
  std::string joined;
  for (std::string_view line : split(body, '\n')) {
    while (line.ends_with(' ') || line.ends_with('\t'))
      line.remove_suffix(1);
    const bool goes_on = line.ends_with('=');
    joined += goes_on ? line.substr(0, line.size() - 1) : line;
    if (!goes_on)
      joined += '\n';
  }
  return joined;
}

}  // namespace

void MailMessage::take(std::string_view line) {
  if (!boundaries_.empty() && line.starts_with("--") && take_boundary(line))
    return;
  if (in_headers_)
    take_header_line(line);
  else
    take_body_line(line);
}

void MailMessage::take_header_line(std::string_view line) {
  if (line.empty()) {
    end_header();
    end_headers();
    return;
  }
  header_bytes_ += line.size();
  if (header_bytes_ > kMaxHeaders) {
    is_cut_ = true;
    return;
  }
  const bool goes_on = line[0] == ' ' || line[0] == '\t';
  if (goes_on && !header_.empty()) {
    header_ += ' ';
    header_ += trim(line);
    return;
  }
  end_header();
  if (line.substr(0, line.find_first_of(" \t:")).size() < line.size()) {
    const std::size_t name = line.find_first_of(" \t:");
    const std::size_t colon = line.find_first_not_of(" \t", name);
    if (colon != std::string_view::npos && line[colon] == ':') {
      header_ = line;
      return;
    }
  }
  if (line.starts_with("From ") || line.starts_with(">From "))
    return;  // what an mbox file puts above a message
  // No header: the blank line was forgotten.
  end_headers();
  take_body_line(line);
}

void MailMessage::end_header() {
  const std::size_t colon = header_.find(':');
  if (colon != std::string::npos)
    take_header(to_lower_ascii(trim(std::string_view(header_).substr(0, colon))),
                std::string(trim(std::string_view(header_).substr(colon + 1))));
  header_.clear();
}

void MailMessage::take_header(std::string_view name, const std::string& value) {
  if (name == "content-type")
    part_.type_header = value;
  else if (name == "content-disposition")
    part_.disposition = value;
  else if (name == "content-transfer-encoding")
    part_.encoding = main_value(value);
  else if (name == "date")
    dates_.push_back(decoder_.decode(value, ""));
  else if (name == "subject")
    subjects_.push_back(decoder_.decode_words(value));
  else if (name == "x-originating-ip")
    origins_.push_back(decoder_.decode(value, ""));
  const auto* const known =
      std::find_if(kAddressHeaders.begin(), kAddressHeaders.end(),
                   [&](const AddressHeader& header) { return header.header == name; });
  if (known == kAddressHeaders.end())
    return;
  const auto same = std::find_if(addresses_.begin(), addresses_.end(),
                                 [&](const Addresses& held) { return held.field == known->field; });
  Addresses& held =
      same == addresses_.end() ? addresses_.emplace_back(Addresses{known->field, {}}) : *same;
  std::vector<Mailbox> more = read_mailboxes(value, decoder_);
  held.mailboxes.insert(held.mailboxes.end(), std::make_move_iterator(more.begin()),
                        std::make_move_iterator(more.end()));
}

void MailMessage::end_headers() {
  in_headers_ = false;
  if (!part_.type_header.empty())
    part_.type = main_value(part_.type_header);
  const bool is_coded = part_.encoding == "base64" || part_.encoding == "quoted-printable";
  const bool is_message = part_.type == "message/rfc822" || part_.type == "message/global";
  const std::string boundary = header_parameter(part_.type_header, "boundary", decoder_);
  part_.is_text = header_bytes_ <= kMaxHeaders &&
                  (part_.type.starts_with("text/") || part_.type == "text" ||
                   part_.type == "message/delivery-status") &&
                  main_value(part_.disposition) != "attachment";
  const bool is_container =
      (part_.type.starts_with("multipart/") && !boundary.empty()) || (is_message && !is_coded);
  if (!is_container) {
    if (!part_.is_text)
      name_attachment();
    return;
  }
  if (++depth_ > kMaxDepth) {
    is_cut_ = true;
    return;
  }
  if (is_message) {
    start_part(true);
    return;
  }
  boundaries_.push_back(boundary);
  is_open_ = true;
  start_part(false);  // what stands above the first boundary
}

void MailMessage::start_part(bool has_headers) {
  part_ = Part();
  in_headers_ = has_headers;
}

void MailMessage::take_body_line(std::string_view line) {
  if (!part_.is_text)
    return;
  if (part_.body.size() + line.size() > 2 * kMaxBody) {
    is_cut_ = true;
    return;
  }
  part_.body += line;
  part_.body += '\n';
}

bool MailMessage::take_boundary(std::string_view line) {
  std::string_view rest = line.substr(2);
  while (rest.ends_with(' ') || rest.ends_with('\t'))
    rest.remove_suffix(1);
  for (std::size_t index = boundaries_.size(); index > 0; --index) {
    const std::string& boundary = boundaries_[index - 1];
    const bool is_end =
        rest.size() == boundary.size() + 2 && rest.ends_with("--") && rest.starts_with(boundary);
    if (!is_end && rest != boundary)
      continue;
    end_part();
    boundaries_.resize(is_end ? index - 1 : index);
    depth_ = boundaries_.size();
    is_open_ = !boundaries_.empty();
    start_part(!is_end);
    return true;
  }
  return false;
}

void MailMessage::end_part() {
  if (in_headers_) {
    end_header();
    end_headers();
  }
  if (!part_.is_text || part_.body.empty())
    return;
  std::string bytes = std::move(part_.body);
  if (part_.encoding == "base64")
    bytes = decode_base64(bytes);
  else if (part_.encoding == "quoted-printable")
    bytes = decode_quoted_printable(joined_lines(bytes));
  const std::string charset = header_parameter(part_.type_header, "charset", decoder_);
  const std::string text = decoder_.decode(bytes, charset);
  add_text(part_.type == "text/html" ? html_text(text) : text);
  part_.body.clear();
}

void MailMessage::name_attachment() {
  std::string name = header_parameter(part_.disposition, "filename", decoder_);
  if (name.empty())
    name = header_parameter(part_.type_header, "name", decoder_);
  if (attachments_.size() < kMaxNamed)
    attachments_.push_back(decoder_.decode(name.empty() ? part_.type : name.substr(0, 1024), ""));
  else
    is_cut_ = true;
}

void MailMessage::add_text(std::string_view text) {
  const std::string_view words = trim(text);
  if (words.empty())
    return;
  if (!text_.empty())
    text_ += "\n";
  const std::size_t room = kMaxBody - std::min(text_.size(), kMaxBody);
  is_cut_ = is_cut_ || words.size() > room;
  // Never inside a character.
  std::size_t end = std::min(room, words.size());
  while (end > 0 && end < words.size() && (static_cast<unsigned char>(words[end]) & 0xC0U) == 0x80U)
    --end;
  text_ += words.substr(0, end);
}

void MailMessage::finish(FieldRecord& record, std::uint64_t number, ReadStats& stats) {
  end_part();
  record.clear();
  add_all(record, "Date", dates_);
  for (const std::string_view field : kAddressFields)
    for (const Addresses& held : addresses_)
      if (held.field == field)
        add_mailboxes(record, field, held.mailboxes);
  add_all(record, "X-Originating-IP", origins_);
  add_all(record, "Subject", subjects_);
  add_value(record, "Text", text_);
  add_all(record, "Attachments", attachments_);
  if (!attachments_.empty())
    count_record(stats.skipped, "attachment_not_audited", number);
  if (is_open_)
    count_record(stats.skipped, "truncated", number);
  if (is_cut_)
    count_record(stats.skipped, "message_cut", number);
  CharsetDecoder decoder = std::move(decoder_);  // keeps its code pages
  *this = MailMessage();
  decoder_ = std::move(decoder);
}

}  // namespace aval
