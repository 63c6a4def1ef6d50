// The state of a scan as bytes, and back: one description of each struct serves both ways. Integers
// are 8 bytes, least significant first; real numbers are their IEEE 754 bits; texts and lists start
// with their length.
#pragma once

#include <bit>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace aval {

class StateWriter {
 public:
  static constexpr bool kReads = false;
  explicit StateWriter(std::string& bytes) : bytes_(bytes) {}
  void number(std::uint64_t& value);
  void text(std::string& value);
  // The length of a list.
  void length(std::uint64_t& count, std::size_t) { number(count); }

 private:
  std::string& bytes_;
};

// Error(input) naming `place` when the bytes end too early or cannot be what they should.
class StateReader {
 public:
  static constexpr bool kReads = true;
  StateReader(std::string_view bytes, std::string place) : left_(bytes), place_(std::move(place)) {}
  void number(std::uint64_t& value);
  void text(std::string& value);
  // `least`: bytes that each element takes at least, so that no length asks for more memory than
  // the bytes could fill.
  void length(std::uint64_t& count, std::size_t least);
  bool at_end() const { return left_.empty(); }
  [[noreturn]] void refuse() const;

 private:
  std::string_view left_;
  std::string place_;
};

// Of one byte: as that byte, whatever its sign.
template <typename Number>
constexpr std::uint64_t as_wide(Number value) {
  if constexpr (sizeof(Number) == 1)
    return static_cast<unsigned char>(value);
  else
    return static_cast<std::uint64_t>(value);
}

template <typename Archive, typename Number>
requires(std::is_integral_v<Number> || std::is_enum_v<Number>) void exchange(Archive& archive,
                                                                             Number& value) {
  std::uint64_t wide = as_wide(value);
  archive.number(wide);
  if constexpr (Archive::kReads) {
    value = static_cast<Number>(wide);
    if (as_wide(value) != wide)
      archive.refuse();
  }
}

template <typename Archive>
void exchange(Archive& archive, double& value) {
  auto wide = std::bit_cast<std::uint64_t>(value);
  archive.number(wide);
  value = std::bit_cast<double>(wide);
}

template <typename Archive>
void exchange(Archive& archive, std::string& value) {
  archive.text(value);
}

template <typename Archive, typename First, typename Second>
void exchange(Archive& archive, std::pair<First, Second>& value) {
  exchange(archive, value.first);
  exchange(archive, value.second);
}

template <typename Archive, typename Element>
void exchange(Archive& archive, std::vector<Element>& list) {
  std::uint64_t count = list.size();
  archive.length(count, 8);
  if constexpr (Archive::kReads)
    list.resize(static_cast<std::size_t>(count));
  for (Element& element : list)
    exchange(archive, element);
}

template <typename Archive, typename Key, typename Value>
void exchange(Archive& archive, std::map<Key, Value>& map) {
  std::uint64_t count = map.size();
  archive.length(count, 16);
  if constexpr (Archive::kReads) {
    for (; count > 0; --count) {
      std::pair<Key, Value> entry;
      exchange(archive, entry);
      map.insert(std::move(entry));
    }
  } else {
    for (auto& [key, value] : map) {
      Key copy = key;
      exchange(archive, copy);
      exchange(archive, value);
    }
  }
}

// Several, in that order.
template <typename Archive, typename... Values>
void exchange_all(Archive& archive, Values&... values) {
  (exchange(archive, values), ...);
}

}  // namespace aval
