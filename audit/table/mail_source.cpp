#include "audit/table/mail_source.h"

#include <algorithm>
#include <array>
#include <memory>

#include "audit/base/text.h"
#include "audit/table/mail_message.h"

namespace aval {

namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";

bool is_one_of(std::string_view word, const auto& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// The line between messages (RFC 4155): "From sender Tue Nov  3 10:00:00 2026". Sentences start
// with "From " too: the day and the month tell.
bool is_separator(std::string_view line) {
  constexpr std::array<std::string_view, 7> kDays = {"Mon", "Tue", "Wed", "Thu",
                                                     "Fri", "Sat", "Sun"};
  constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  constexpr std::size_t kLongest = 1000;
  if (!line.starts_with("From ") || line.size() > kLongest)
    return false;
  const std::vector<std::string_view> words = split(line, ' ');
  for (std::size_t at = 1; at + 1 < words.size(); ++at)
    if (is_one_of(words[at], kDays) && is_one_of(words[at + 1], kMonths))
      return line.find(':') != std::string_view::npos;
  return false;
}

// The name of a header in lower case; empty when the line is none.
std::string header_name(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0)
    return "";
  const std::string name = to_lower_ascii(line.substr(0, colon));
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789-_";
  return name.find_first_not_of(kLetters) == std::string::npos ? name : "";
}

// Headers up to a blank line, an author among them and what else every message has.
bool starts_as_message(std::string_view text) {
  constexpr std::array<std::string_view, 9> kUsual = {"date",       "to",       "subject",
                                                      "message-id", "received", "mime-version",
                                                      "cc",         "bcc",      "return-path"};
  bool has_author = false;
  std::size_t usual = 0;
  for (std::string_view line : split(text, '\n')) {
    if (line.ends_with('\r'))
      line.remove_suffix(1);
    if (line.empty())
      break;
    if (line[0] == ' ' || line[0] == '\t')
      continue;
    const std::string name = header_name(line);
    if (name.empty())
      return false;
    has_author = has_author || name == "from" || name == "sender";
    usual += is_one_of(name, kUsual) ? 1U : 0U;
  }
  return has_author && usual >= 1;
}

std::string_view without_mark(std::string_view text) {
  if (text.starts_with(kMark))
    text.remove_prefix(kMark.size());
  return text;
}

bool starts_as_mailbox(std::string_view text) {
  const std::string_view start = without_mark(text);
  return is_separator(trim(start.substr(0, start.find('\n'))));
}

// One pass over the messages.
class MailPass {
 public:
  MailPass(const FieldInput& input, bool is_mailbox)
      : lines_(input, LineForm::raw), is_mailbox_(is_mailbox) {}

  bool next(FieldRecord& record, std::uint64_t number, ReadStats& stats) {
    std::string line;
    bool has_lines = false;
    bool after_blank = true;
    while (lines_.next(line)) {
      std::string_view words = is_first_ ? without_mark(line) : std::string_view(line);
      is_first_ = false;
      if (is_mailbox_ && after_blank && is_separator(words)) {
        if (!has_lines)
          continue;
        message_.finish(record, number, stats);
        return true;
      }
      after_blank = words.empty();
      // Blank lines above the headers are none.
      if (!has_lines && after_blank)
        continue;
      has_lines = true;
      message_.take(without_quote(words));
    }
    if (has_lines)
      message_.finish(record, number, stats);
    return has_lines;
  }

 private:
  // A mailbox quotes the lines that start as its separator.
  std::string_view without_quote(std::string_view line) const {
    const std::size_t quotes = std::min(line.find_first_not_of('>'), line.size());
    const bool is_quoted = is_mailbox_ && quotes > 0 && line.substr(quotes).starts_with("From ");
    return is_quoted ? line.substr(1) : line;
  }

  FieldLines lines_;
  MailMessage message_;
  bool is_mailbox_;
  bool is_first_ = true;
};

// Headings that people write for these fields.
std::string title_of(std::string_view name) {
  if (name.find(".address") != std::string_view::npos || name.starts_with("Return-Path"))
    return "courriel";
  if (name.find(".name") != std::string_view::npos)
    return "nom complet";
  if (name == "X-Originating-IP")
    return "adresse ip";
  if (name == "Subject")
    return "objet";
  if (name == "Attachments")
    return "pièces jointes";
  return name == "Text" ? "texte" : "date";
}

}  // namespace

bool starts_as_mail(std::string_view text) {
  const std::string_view start = without_mark(text);
  if (starts_as_mailbox(start)) {
    const std::size_t end = start.find('\n');
    return end != std::string_view::npos && !header_name(start.substr(end + 1)).empty();
  }
  return starts_as_message(start.substr(0, 65536));
}

void open_mail(const FieldInput& input, std::string_view text, const SourceOptions& options,
               Source& source) {
  const bool is_mailbox = starts_as_mailbox(text);
  source.info.format = is_mailbox ? "mbox" : "eml";
  source.info.encoding = "UTF-8";
  add_field_records(
      [input, is_mailbox]() -> RecordCursor {
        const auto pass = std::make_shared<MailPass>(input, is_mailbox);
        return [pass](FieldRecord& record, std::uint64_t number, ReadStats& stats) {
          return pass->next(record, number, stats);
        };
      },
      title_of, options, source);
}

}  // namespace aval
