#include "audit/protect/key_domain.h"

#include <algorithm>

#include "audit/base/error.h"
#include "audit/base/keyed_hash.h"
#include "audit/base/text.h"

namespace aval {
namespace {

constexpr const char* kDerivationSalt = "aval/v1";

[[noreturn]] void refuse_key(const std::string& domain, const Text& message) {
  throw Error(ErrorKind::crypto, domain, message);
}

template <typename AnyKeyring>
auto& domain_in(AnyKeyring& keyring, const std::string& id) {
  std::vector<std::string> ids;
  for (auto& domain : keyring.domains) {
    if (domain.id == id)
      return domain;
    ids.push_back(domain.id);
  }
  if (ids.empty())
    throw Error(ErrorKind::usage, id,
                {"ce trousseau n'a pas de domaine : aval keyring domain --domain NOM --purpose "
                 "\"...\" --legal-basis ...",
                 "this keyring has no domain: aval keyring domain --domain NAME --purpose \"...\" "
                 "--legal-basis ..."});
  throw Error(ErrorKind::usage, id,
              format_text({"aucun domaine de ce nom dans le trousseau ; au choix : {0}",
                           "no domain of this name in the keyring; one of: {0}"},
                          {join(ids, ", ")}));
}

}  // namespace

KeyDomain& require_domain(Keyring& keyring, const std::string& id) {
  return domain_in(keyring, id);
}

const KeyDomain& require_domain(const Keyring& keyring, const std::string& id) {
  return domain_in(keyring, id);
}

const KeyEpoch& require_active_epoch(const KeyDomain& domain) {
  for (const KeyEpoch& epoch : domain.epochs)
    if (epoch.state == KeyState::active && !epoch.secret.empty())
      return epoch;
  refuse_key(domain.id, {"ce domaine n'a plus de clé active : il a été détruit ; créez-en un autre",
                         "this domain has no active key left: it was destroyed; make another"});
}

const KeyEpoch& require_epoch(const KeyDomain& domain, int epoch) {
  for (const KeyEpoch& one : domain.epochs)
    if (one.epoch == epoch && !one.secret.empty())
      return one;
  refuse_key(domain.id,
             format_text({"l'époque {0} n'a pas de clé dans ce trousseau (détruite, ou d'un autre "
                          "trousseau) ; comparez les valeurs de contrôle : aval keyring show",
                          "epoch {0} has no key in this keyring (destroyed, or of another "
                          "keyring); compare the check values: aval keyring show"},
                         {std::to_string(epoch)}));
}

const KeyEpoch& rotate_domain(KeyDomain& domain, const std::string& time, SecretBytes secret) {
  require_active_epoch(domain);
  for (KeyEpoch& epoch : domain.epochs)
    if (epoch.state == KeyState::active)
      epoch.state = KeyState::decrypt_only;
  const int next = domain.epochs.back().epoch + 1;
  domain.epochs.push_back({next, KeyState::active, time, std::move(secret)});
  return domain.epochs.back();
}

void destroy_epochs(KeyDomain& domain, int epoch) {
  bool found = false;
  for (KeyEpoch& one : domain.epochs) {
    if ((epoch != 0 && one.epoch != epoch) || one.state == KeyState::destroyed)
      continue;
    if (epoch != 0 && one.state == KeyState::active && domain.epochs.size() > 1)
      throw Error(ErrorKind::usage, domain.id,
                  {"c'est l'époque active : changez d'abord de clé (aval keyring rotate), ou "
                   "détruisez le domaine entier",
                   "this is the active epoch: change the key first (aval keyring rotate), or "
                   "destroy the whole domain"});
    one.state = KeyState::destroyed;
    one.secret = SecretBytes();
    found = true;
  }
  if (!found)
    throw Error(ErrorKind::usage, domain.id,
                {"rien à détruire : cette époque n'existe pas ou l'est déjà",
                 "nothing to destroy: this epoch does not exist or is destroyed already"});
}

std::string with_lengths(std::initializer_list<std::string_view> parts) {
  std::string out;
  for (const std::string_view part : parts) {
    for (int shift = 24; shift >= 0; shift -= 8)
      out.push_back(static_cast<char>((part.size() >> shift) & 0xff));
    out.append(part);
  }
  return out;
}

SecretBytes field_key(const KeyEpoch& epoch, const FieldUse& use, std::size_t length) {
  const std::string info = with_lengths(
      {use.domain, use.field_class, use.operation, std::to_string(use.epoch), use.output});
  return hkdf_sha256({epoch.secret.view(), kDerivationSalt, info}, length);
}

}  // namespace aval
