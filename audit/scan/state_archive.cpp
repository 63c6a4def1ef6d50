#include "audit/scan/state_archive.h"

#include <algorithm>

#include "audit/base/error.h"

namespace aval {

void StateWriter::number(std::uint64_t& value) {
  char bytes[8];
  for (unsigned i = 0; i < 8; ++i)
    bytes[i] = static_cast<char>(value >> (8 * i) & 0xFFU);
  bytes_.append(bytes, sizeof bytes);
}

void StateWriter::text(std::string& value) {
  std::uint64_t size = value.size();
  number(size);
  bytes_.append(value);
}

void StateReader::refuse() const {
  throw Error(ErrorKind::input, place_,
              {"profil partiel endommagé : refaites-le avec aval scan --partial",
               "damaged partial profile: make it again with aval scan --partial"});
}

void StateReader::number(std::uint64_t& value) {
  if (left_.size() < 8)
    refuse();
  value = 0;
  for (unsigned i = 0; i < 8; ++i)
    value |= static_cast<std::uint64_t>(static_cast<unsigned char>(left_[i])) << (8 * i);
  left_.remove_prefix(8);
}

void StateReader::text(std::string& value) {
  std::uint64_t size = 0;
  length(size, 1);
  value.assign(left_.substr(0, static_cast<std::size_t>(size)));
  left_.remove_prefix(static_cast<std::size_t>(size));
}

void StateReader::length(std::uint64_t& count, std::size_t least) {
  number(count);
  if (count > left_.size() / std::max<std::size_t>(least, 1))
    refuse();
}

}  // namespace aval
