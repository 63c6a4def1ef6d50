#include "audit/table/mail_address.h"

#include <algorithm>

#include "audit/base/text.h"

namespace aval {

namespace {

// One mailbox as it is being read.
struct Piece {
  std::string outside;  // of brackets and comments, quotes undone
  std::string inside;   // of <>
  std::string comment;
  bool has_brackets = false;
};

void add_mailbox(const Piece& piece, CharsetDecoder& decoder, std::vector<Mailbox>& found) {
  Mailbox mailbox;
  const std::string outside(trim(piece.outside));
  const std::string comment(trim(decoder.decode_words(piece.comment)));
  if (piece.has_brackets) {
    mailbox.address = trim(piece.inside);
    mailbox.name = trim(decoder.decode_words(outside));
  } else if (outside.find('@') != std::string::npos) {
    mailbox.address = outside;
  } else {
    mailbox.name = trim(decoder.decode_words(outside));
  }
  if (mailbox.name.empty())
    mailbox.name = comment;
  mailbox.address = decoder.decode(mailbox.address, "");
  // Many programs repeat the address as its own name.
  if (mailbox.name == mailbox.address)
    mailbox.name.clear();
  if (!mailbox.name.empty() || !mailbox.address.empty())
    found.push_back(std::move(mailbox));
}

class MailboxList {
 public:
  MailboxList(std::string_view text, CharsetDecoder& decoder) : text_(text), decoder_(decoder) {}

  std::vector<Mailbox> read() {
    for (; place_ < text_.size(); ++place_)
      take(text_[place_]);
    end_piece();
    return std::move(found_);
  }

 private:
  void take(char character) {
    if (character == '"')
      take_quoted();
    else if (character == '(')
      take_comment();
    else if (character == '<')
      take_brackets();
    else if (character == ',' || character == ';')
      end_piece();
    else if (character == ':')
      piece_ = Piece();  // the name of a group
    else if (text_.substr(place_, 2) == "=?")
      take_encoded();
    else
      piece_.outside +=
          character == '\t' || character == '\r' || character == '\n' ? ' ' : character;
  }

  void take_quoted() {
    for (++place_; place_ < text_.size() && text_[place_] != '"'; ++place_) {
      place_ += text_[place_] == '\\' && place_ + 1 < text_.size() ? 1U : 0U;
      piece_.outside += text_[place_];
    }
  }

  void take_comment() {
    int depth = 1;
    for (++place_; place_ < text_.size(); ++place_) {
      depth += text_[place_] == '(' ? 1 : text_[place_] == ')' ? -1 : 0;
      if (depth == 0)
        return;
      place_ += text_[place_] == '\\' && place_ + 1 < text_.size() ? 1U : 0U;
      piece_.comment += text_[place_];
    }
  }

  void take_brackets() {
    const std::size_t end = std::min(text_.find('>', place_), text_.size());
    piece_.inside = text_.substr(place_ + 1, end - place_ - 1);
    piece_.has_brackets = true;
    place_ = end;
  }

  // An encoded word as it stands: its question marks and colons are its own.
  void take_encoded() {
    constexpr std::size_t kMaxWord = 4096;
    const std::string_view word = text_.substr(place_, kMaxWord);
    std::size_t end = word.find('?', 2);
    end = end == std::string_view::npos ? end : word.find('?', end + 1);
    end = end == std::string_view::npos ? end : word.find("?=", end + 1);
    const std::size_t length = end == std::string_view::npos ? 1 : end + 2;
    piece_.outside += word.substr(0, length);
    place_ += length - 1;
  }

  void end_piece() {
    add_mailbox(piece_, decoder_, found_);
    piece_ = Piece();
  }

  std::string_view text_;
  CharsetDecoder& decoder_;
  std::size_t place_ = 0;
  Piece piece_;
  std::vector<Mailbox> found_;
};

}  // namespace

std::vector<Mailbox> read_mailboxes(std::string_view header, CharsetDecoder& decoder) {
  return MailboxList(header, decoder).read();
}

}  // namespace aval
