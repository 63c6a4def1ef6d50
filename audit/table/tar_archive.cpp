#include "audit/table/tar_archive.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "audit/table/binary_number.h"

namespace aval {

namespace {

constexpr std::size_t kMaxExtension = 1048576;  // of a pax header or a long name

// Octal digits, or a number of the machine whose first bit is set (GNU, star).
std::uint64_t read_number(std::string_view field) {
  if (!field.empty() && (static_cast<unsigned char>(field[0]) & 0x80U) != 0)
    return big_endian(field, field.size() - 8, 8);
  std::uint64_t number = 0;
  for (const char character : field)
    if (character >= '0' && character <= '7')
      number = number * 8 + static_cast<std::uint64_t>(character - '0');
    else if (character != ' ' || number > 0)
      break;
  return number;
}

std::string_view text_of(std::string_view field) {
  return field.substr(0, field.find('\0'));
}

std::string name_of(std::string_view head) {
  std::string name(text_of(head.substr(0, 100)));
  const std::string_view prefix =
      head.substr(257, 6) == std::string_view("ustar\0", 6) ? text_of(head.substr(345, 155)) : "";
  return prefix.empty() ? name : std::string(prefix) + "/" + name;
}

// What a header of an extension says of the next member.
struct Extension {
  std::optional<std::string> name;
  std::optional<std::uint64_t> bytes;
};

// Records "length key=value\n" (POSIX pax).
void read_pax(std::string_view text, Extension& extension) {
  while (!text.empty()) {
    std::size_t length = 0;
    std::size_t digits = 0;
    while (digits < text.size() && digits < 9 && text[digits] >= '0' && text[digits] <= '9')
      length = length * 10 + static_cast<std::size_t>(text[digits++] - '0');
    if (length <= digits + 1 || length > text.size())
      return;
    const std::string_view record = text.substr(digits + 1, length - digits - 2);
    const std::size_t equals = record.find('=');
    const std::string_view key = record.substr(0, equals);
    if (equals != std::string_view::npos && key == "path")
      extension.name = std::string(record.substr(equals + 1));
    if (equals != std::string_view::npos && key == "size") {
      std::uint64_t bytes = 0;
      for (const char digit : record.substr(equals + 1, 18))
        if (digit >= '0' && digit <= '9')
          bytes = bytes * 10 + static_cast<std::uint64_t>(digit - '0');
      extension.bytes = bytes;
    }
    text.remove_prefix(length);
  }
}

std::string read_content(const InputBytes& input, std::uint64_t offset, std::uint64_t bytes) {
  std::string text(static_cast<std::size_t>(std::min<std::uint64_t>(bytes, kMaxExtension)), '\0');
  text.resize(input.read_at(offset, text.data(), text.size()));
  return text;
}

// Walks from header to header.
class TarWalk {
 public:
  TarWalk(const InputBytes& input, TarList& list) : input_(input), list_(list) {}

  // False at the end.
  bool step() {
    std::string head(kTarBlock, '\0');
    head.resize(input_.read_at(place_, head.data(), head.size()));
    if (head.find_first_not_of('\0') == std::string::npos)
      return false;
    if (!is_tar(head)) {
      list_.is_damaged = true;
      return false;
    }
    const std::uint64_t content = place_ + kTarBlock;
    const char type = head[156];
    const bool is_extension = type == 'x' || type == 'g' || type == 'L' || type == 'K';
    std::uint64_t bytes = read_number(std::string_view(head).substr(124, 12));
    if (!is_extension && extension_.bytes)
      bytes = *extension_.bytes;
    if (bytes > input_.size() || content + bytes > input_.size()) {
      list_.is_damaged = true;
      bytes = input_.size() - std::min(content, input_.size());
    }
    if (is_extension)
      extend(type, read_content(input_, content, bytes));
    else
      add(head, type, {"", content, bytes, true});
    place_ = content + (bytes + kTarBlock - 1) / kTarBlock * kTarBlock;
    return !list_.is_damaged;
  }

 private:
  void extend(char type, const std::string& text) {
    if (type == 'x')
      read_pax(text, extension_);
    else if (type == 'L')
      extension_.name = std::string(text_of(text));
  }

  void add(std::string_view head, char type, TarMember member) {
    member.name = extension_.name ? *extension_.name : name_of(head);
    while (member.name.starts_with("./"))
      member.name.erase(0, 2);
    member.is_file = type == '0' || type == '\0' || type == '7';
    extension_ = Extension();
    if (type != '5' && !member.name.empty() && !member.name.ends_with("/"))
      list_.members.push_back(std::move(member));
  }

  const InputBytes& input_;
  TarList& list_;
  std::uint64_t place_ = 0;
  Extension extension_;
};

}  // namespace

bool is_tar(std::string_view head) {
  if (head.size() < kTarBlock || head[0] == '\0')
    return false;
  // The checksum counts its own field as spaces; old writers summed signed bytes.
  std::uint64_t sum = 0;
  std::int64_t signed_sum = 0;
  for (std::size_t index = 0; index < kTarBlock; ++index) {
    const char byte = index >= 148 && index < 156 ? ' ' : head[index];
    sum += static_cast<unsigned char>(byte);
    signed_sum += static_cast<signed char>(byte);
  }
  const std::string_view field = head.substr(148, 8);
  if (field.find_first_not_of(std::string_view(" 01234567\0", 10)) != std::string_view::npos)
    return false;
  const std::uint64_t stated = read_number(field);
  return stated == sum || static_cast<std::int64_t>(stated) == signed_sum;
}

TarList list_tar(const InputBytes& input, std::size_t limit) {
  TarList list;
  TarWalk walk(input, list);
  while (list.members.size() < limit && walk.step()) {
  }
  return list;
}

}  // namespace aval
