#include "audit/table/json_window.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace aval {

namespace {

constexpr std::size_t kBlock = 262144;
constexpr std::size_t kNone = std::string_view::npos;

// Just after the closing quote of the string that opens at `from`.
std::size_t find_string_end(std::string_view text, std::size_t from) {
  for (std::size_t place = from + 1; place < text.size(); ++place) {
    const void* found = std::memchr(text.data() + place, '"', text.size() - place);
    if (found == nullptr)
      return kNone;
    place = static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
    std::size_t slashes = 0;
    while (place - slashes > from + 1 && text[place - slashes - 1] == '\\')
      ++slashes;
    if (slashes % 2 == 0)
      return place + 1;
  }
  return kNone;
}

bool is_space(char character) {
  return character == ' ' || character == '\t' || character == '\n' || character == '\r' ||
         character == '\x1E' || character == '\0';
}

}  // namespace

std::size_t find_json_end(std::string_view text, std::size_t from) {
  if (text[from] == '"')
    return find_string_end(text, from);
  if (text[from] != '{' && text[from] != '[') {
    const std::size_t end = text.find_first_of(",]} \t\r\n\"{[:", from);
    return end == from ? from + 1 : end;
  }
  std::size_t depth = 0;
  for (std::size_t place = from; place < text.size(); ++place) {
    const char character = text[place];
    if (character == '"') {
      place = find_string_end(text, place);
      if (place == kNone)
        return kNone;
      --place;
    } else if (character == '{' || character == '[') {
      ++depth;
    } else if ((character == '}' || character == ']') && --depth == 0) {
      return place + 1;
    }
  }
  return kNone;
}

JsonWindow::JsonWindow(TextStream stream, std::size_t max_value_bytes)
    : stream_(std::move(stream)), max_value_bytes_(max_value_bytes) {}

char JsonWindow::peek() {
  for (;;) {
    while (place_ < buffer_.size() && is_space(buffer_[place_]))
      ++place_;
    if (place_ < buffer_.size())
      return buffer_[place_];
    if (!read_more())
      return '\0';
  }
}

void JsonWindow::drop() {
  if (place_ < buffer_.size())
    ++place_;
}

bool JsonWindow::take_value(std::string_view& value) {
  for (;;) {
    const std::size_t end = find_json_end(buffer_, place_);
    const bool is_scalar =
        buffer_[place_] != '{' && buffer_[place_] != '[' && buffer_[place_] != '"';
    if (end != kNone || (at_end_ && is_scalar)) {
      value = std::string_view(buffer_).substr(place_, end == kNone ? kNone : end - place_);
      place_ += value.size();
      return true;
    }
    if (ahead() >= max_value_bytes_ || !read_more())
      return false;
  }
}

bool JsonWindow::take_line(std::string_view& line) {
  for (;;) {
    const std::size_t end = buffer_.find('\n', place_);
    if (end != std::string::npos) {
      line = std::string_view(buffer_).substr(place_, end - place_);
      place_ = end + 1;
      return true;
    }
    if (ahead() >= max_value_bytes_ || !read_more())
      break;
  }
  line = std::string_view(buffer_).substr(place_);
  place_ = buffer_.size();
  return !line.empty();
}

bool JsonWindow::skip_to_next_record() {
  const std::size_t line_start = place_ == 0 ? 0 : buffer_.rfind('\n', place_ - 1) + 1;
  const std::string_view indent = std::string_view(buffer_).substr(line_start, place_ - line_start);
  const bool is_alone = indent.find_first_not_of(" \t") == kNone && (line_start > 0 || base_ == 0);
  const char opening = buffer_[place_];
  // On lines of their own: the same indent. Else: after a comma.
  const std::string mark = is_alone ? "\n" + std::string(indent) + opening : std::string("},");
  const std::size_t found = buffer_.find(mark, place_ + 1);
  if (found == std::string::npos) {
    place_ = buffer_.size();
    return !at_end_;
  }
  place_ = found + (is_alone ? mark.size() - 1 : mark.size());
  return true;
}

void JsonWindow::skip_to(std::uint64_t offset) {
  buffer_.clear();
  place_ = 0;
  base_ = offset;
  stream_.skip(offset);
}

// Keeps the line of the current place, whose indent skip_to_next_record looks at.
bool JsonWindow::read_more() {
  if (at_end_)
    return false;
  const std::size_t kept_from = place_ - std::min<std::size_t>(place_, 256);
  buffer_.erase(0, kept_from);
  base_ += kept_from;
  place_ -= kept_from;
  const std::size_t kept = buffer_.size();
  const std::size_t wanted = std::max(kBlock, kept);
  buffer_.resize(kept + wanted);
  const std::size_t got = stream_.read(buffer_.data() + kept, wanted);
  buffer_.resize(kept + got);
  at_end_ = got < wanted;
  return got > 0;
}

}  // namespace aval
