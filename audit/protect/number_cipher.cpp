#include "audit/protect/number_cipher.h"

#include "audit/base/error.h"
#include "audit/base/keyed_hash.h"

namespace aval {
namespace {

constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kTweakBytes = 8;
// At least half of the ranks are members (binary shapes), so that so many steps fail once in 2^256.
constexpr unsigned kMostSteps = 256;

}  // namespace

NumberCipher::NumberCipher(FieldForm form, const NumberKeys& keys)
    : form_(form),
      key_(field_key(*keys.epoch,
                     {keys.domain, keys.field_class, "ff1", keys.epoch->epoch, name_of(form)},
                     kKeyBytes)) {
  const HmacSha256::Code code =
      HmacSha256(key_.view()).code(with_lengths({keys.domain, keys.field_class}));
  tweak_.assign(reinterpret_cast<const char*>(code.data()), kTweakBytes);
}

NumberCipher::Group* NumberCipher::group_of(std::string_view canonical) {
  NumberSpace space;
  if (!find_space(form_, canonical, space) || space.size - space.least < kSmallestFf1Domain)
    return nullptr;
  const auto found = groups_.find(space.shape.length);
  if (found != groups_.end())
    return &found->second;
  return &groups_
              .emplace(space.shape.length,
                       Group{space, Ff1(key_.view(), tweak_, space.shape), {}, {}})
              .first->second;
}

void NumberCipher::walk(Group& group, bool encrypts) {
  std::vector<std::size_t> outside;
  std::vector<Ff1::Halves> again;
  const auto run = [&](std::span<Ff1::Halves> values) {
    encrypts ? group.ff1.encrypt(values) : group.ff1.decrypt(values);
  };
  const auto is_member = [&](const Ff1::Halves& value) {
    const Uint128 rank = group.ff1.number_of(value);
    return rank >= group.space.least && rank < group.space.size;
  };
  run(group.halves);
  for (std::size_t i = 0; i < group.halves.size(); ++i)
    if (!is_member(group.halves[i]))
      outside.push_back(i);
  for (unsigned step = 0; !outside.empty(); ++step) {
    if (step == kMostSteps)
      throw Error(ErrorKind::internal, "FF1", {"marche sans fin", "walk without end"});
    again.clear();
    for (const std::size_t i : outside)
      again.push_back(group.halves[i]);
    run(again);
    std::vector<std::size_t> left;
    for (std::size_t k = 0; k < outside.size(); ++k) {
      group.halves[outside[k]] = again[k];
      if (!is_member(again[k]))
        left.push_back(outside[k]);
    }
    outside = std::move(left);
  }
}

void NumberCipher::encrypt(std::span<const std::string> encoded, std::vector<std::string>& tokens,
                           std::vector<std::size_t>& refused) {
  tokens.resize(encoded.size());
  for (auto& [length, group] : groups_) {
    group.places.clear();
    group.halves.clear();
  }
  for (std::size_t i = 0; i < encoded.size(); ++i) {
    tokens[i].clear();
    const std::string_view canonical = std::string_view(encoded[i]).substr(1);
    Group* group = canonical.empty() ? nullptr : group_of(canonical);
    if (group == nullptr) {
      refused.push_back(i);
      continue;
    }
    group->places.push_back(i);
    group->halves.push_back(group->ff1.halves_of(rank_of(group->space, canonical)));
  }
  for (auto& [length, group] : groups_) {
    walk(group, true);
    for (std::size_t k = 0; k < group.places.size(); ++k)
      tokens[group.places[k]] = number_of_rank(group.space, group.ff1.number_of(group.halves[k]));
  }
}

std::optional<SecretBytes> NumberCipher::decrypt(std::string_view token) {
  std::string canonical;
  if (canonicalize(form_, token, canonical) != Fit::fits)
    return std::nullopt;
  Group* group = group_of(canonical);
  if (group == nullptr)
    return std::nullopt;
  group->places.assign(1, 0);
  group->halves.assign(1, group->ff1.halves_of(rank_of(group->space, canonical)));
  walk(*group, false);
  std::string value = number_of_rank(group->space, group->ff1.number_of(group->halves[0]));
  std::string again;
  canonicalize(form_, value, again);
  SecretBytes out(type_byte(form_, Fit::fits) + again);
  wipe(value);
  wipe(again);
  return out;
}

}  // namespace aval
