#include "audit/protect/keyring.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "audit/base/error.h"
#include "audit/base/file.h"
#include "audit/base/json.h"
#include "audit/base/passphrase.h"
#include "audit/base/text.h"

namespace aval {
namespace {

constexpr std::size_t kSecretBytes = 32;
constexpr std::size_t kSaltBytes = 16;
constexpr std::size_t kNonceBytes = 12;
constexpr std::size_t kHeaderLimit = 1024;  // bytes: a header is some 150
constexpr const char* kMagic = "aval-keyring";
constexpr const char* kKdf = "kdf: scrypt N=131072 r=8 p=1";
constexpr const char* kCipher = "cipher: AES-256-GCM";

[[noreturn]] void refuse(const std::string& path, const Text& message) {
  throw Error(ErrorKind::crypto, path, message);
}

// The lines before the empty one, with it: authenticated as they stand.
std::string header_text(std::string_view salt, std::string_view nonce) {
  return std::string(kMagic) + " 1\n" + kKdf + "\nsalt: " + hex_of(salt) + "\n" + kCipher +
         "\nnonce: " + hex_of(nonce) + "\n\n";
}

struct Header {
  std::string text;
  std::string salt;
  std::string nonce;
};

std::string value_of_line(std::string_view line, const std::string& key, std::size_t bytes) {
  if (!line.starts_with(key + ": "))
    return {};
  const auto value = bytes_of_hex(line.substr(key.size() + 2));
  return value && value->size() == bytes ? std::string(value->view()) : std::string();
}

// Closed: one cost, one cipher. Anything else is another version, never a weaker choice to follow.
Header read_header(const std::string& path, const std::string& content) {
  const std::size_t end = content.substr(0, kHeaderLimit).find("\n\n");
  if (!content.starts_with(std::string(kMagic) + " ") || end == std::string::npos)
    refuse(path, {"ce fichier n'est pas un trousseau aval ; donnez le bon avec --keyring",
                  "this file is no aval keyring; name the right one with --keyring"});
  Header header{content.substr(0, end + 2), "", ""};
  const std::vector<std::string_view> lines =
      split(std::string_view(header.text).substr(0, end), '\n');
  if (lines.size() == 5) {
    header.salt = value_of_line(lines[2], "salt", kSaltBytes);
    header.nonce = value_of_line(lines[4], "nonce", kNonceBytes);
  }
  if (header.salt.empty() || header.nonce.empty() ||
      header.text != header_text(header.salt, header.nonce))
    refuse(path, {"forme de trousseau inconnue : il vient d'une autre version d'aval, ou son "
                  "en-tête a été modifié ; restaurez une sauvegarde",
                  "unknown form of keyring: it comes from another version of aval, or its header "
                  "was changed; restore a backup"});
  return header;
}

Json epoch_json(const KeyEpoch& epoch) {
  return Json{{"epoch", epoch.epoch},
              {"state", name_of(epoch.state)},
              {"created_at", epoch.created_at},
              {"secret", hex_of(epoch.secret.view())}};
}

Json keyring_json(const Keyring& keyring) {
  Json domains = Json::array();
  for (const KeyDomain& domain : keyring.domains) {
    Json epochs = Json::array();
    for (const KeyEpoch& epoch : domain.epochs)
      epochs.push_back(epoch_json(epoch));
    domains.push_back({{"id", domain.id},
                       {"purpose", domain.purpose},
                       {"legal_basis", domain.legal_basis},
                       {"created_by", domain.created_by},
                       {"epochs", epochs}});
  }
  Json keys = Json::array();
  for (const SigningKey& key : keyring.signing_keys)
    keys.push_back({{"name", key.name},
                    {"algorithm", "Ed25519"},
                    {"created_at", key.created_at},
                    {"created_by", key.created_by},
                    {"secret", hex_of(key.seed.view())}});
  return Json{{"schema", "aval.keyring/1"},
              {"controller", keyring.controller},
              {"created_at", keyring.created_at},
              {"domains", domains},
              {"signing_keys", keys}};
}

// The strings under "secret", wiped wherever they stand.
void wipe_secrets(Json& json) {
  if (json.is_object() && json.contains("secret"))
    wipe(json["secret"].get_ref<std::string&>());
  if (json.is_structured())
    for (Json& item : json)
      wipe_secrets(item);
}

KeyState state_of(const std::string& name) {
  for (const KeyState state : {KeyState::active, KeyState::decrypt_only, KeyState::destroyed})
    if (name_of(state) == name)
      return state;
  throw Error(ErrorKind::crypto, "keyring", {"état de clé inconnu", "unknown state of a key"});
}

SecretBytes secret_of(const Json& json) {
  auto secret = bytes_of_hex(json.at("secret").get_ref<const std::string&>());
  if (!secret || (!secret->empty() && secret->size() != kSecretBytes))
    throw Error(ErrorKind::crypto, "keyring", {"clé mal formée", "ill-formed key"});
  return std::move(*secret);
}

KeyDomain domain_of(const Json& json) {
  KeyDomain domain{json.at("id").get<std::string>(),
                   json.at("purpose").get<std::string>(),
                   json.at("legal_basis").get<std::string>(),
                   json.at("created_by").get<std::string>(),
                   {}};
  for (const Json& epoch : json.at("epochs"))
    domain.epochs.push_back({epoch.at("epoch").get<int>(),
                             state_of(epoch.at("state").get<std::string>()),
                             epoch.at("created_at").get<std::string>(), secret_of(epoch)});
  return domain;
}

Keyring keyring_of(const Json& json) {
  Keyring keyring;
  keyring.controller = json.at("controller").get<std::string>();
  keyring.created_at = json.at("created_at").get<std::string>();
  for (const Json& domain : json.at("domains"))
    keyring.domains.push_back(domain_of(domain));
  for (const Json& key : json.at("signing_keys")) {
    SecretBytes seed = secret_of(key);
    std::string public_key = ed25519_public_key(seed.view());
    keyring.signing_keys.push_back(
        {key.at("name").get<std::string>(), key.at("created_at").get<std::string>(),
         key.at("created_by").get<std::string>(), std::move(seed), std::move(public_key)});
  }
  return keyring;
}

void check_name(const std::string& name) {
  const bool fits =
      !name.empty() && name.size() <= 64 &&
      name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.-") == std::string::npos;
  if (!fits)
    throw Error(ErrorKind::usage, name,
                {"nom refusé : lettres minuscules sans accent, chiffres, « _ », « . » et « - »",
                 "name refused: lower-case letters, digits, '_', '.' and '-'"});
}

[[noreturn]] void refuse_taken(const std::string& name) {
  throw Error(ErrorKind::usage, name,
              {"ce nom est déjà pris dans le trousseau ; choisissez-en un autre",
               "this name is taken in the keyring; choose another"});
}

// One secret in two domains would join what must stay apart.
void refuse_shared_secrets(const std::string& path, const Keyring& keyring) {
  std::set<std::string> seen;
  for (const KeyDomain& domain : keyring.domains)
    for (const KeyEpoch& epoch : domain.epochs)
      if (!epoch.secret.empty() && !seen.insert(key_check_value(epoch.secret.view())).second)
        refuse(path, format_text({"la clé du domaine « {0} » sert déjà ailleurs ; un domaine, une "
                                  "clé",
                                  "the key of domain '{0}' serves elsewhere; one domain, one key"},
                                 {domain.id}));
}

}  // namespace

std::string_view name_of(KeyState state) {
  switch (state) {
    case KeyState::active:
      return "active";
    case KeyState::decrypt_only:
      return "decrypt_only";
    case KeyState::destroyed:
      return "destroyed";
  }
  return "";
}

std::string key_check_value(std::string_view key) {
  constexpr std::size_t kCheckBytes = 8;
  return hex_of(hmac_sha256(key, "kcv").substr(0, kCheckBytes));
}

SigningKey& add_signing_key(Keyring& keyring, const KeyNote& note, SecretBytes seed) {
  check_name(note.id);
  auto& keys = keyring.signing_keys;
  const auto place =
      std::lower_bound(keys.begin(), keys.end(), note.id,
                       [](const SigningKey& key, const std::string& id) { return key.name < id; });
  if (place != keys.end() && place->name == note.id)
    refuse_taken(note.id);
  std::string public_key = ed25519_public_key(seed.view());
  return *keys.insert(
      place, SigningKey{note.id, note.time, note.by, std::move(seed), std::move(public_key)});
}

KeyDomain& add_domain(Keyring& keyring, const KeyNote& note, SecretBytes secret) {
  check_name(note.id);
  auto& domains = keyring.domains;
  const auto place =
      std::lower_bound(domains.begin(), domains.end(), note.id,
                       [](const KeyDomain& one, const std::string& id) { return one.id < id; });
  if (place != domains.end() && place->id == note.id)
    refuse_taken(note.id);
  KeyDomain domain{note.id, note.purpose, note.legal_basis, note.by, {}};
  domain.epochs.push_back({1, KeyState::active, note.time, std::move(secret)});
  return *domains.insert(place, std::move(domain));
}

const SigningKey& require_signing_key(const Keyring& keyring, const std::string& name) {
  std::vector<std::string> names;
  for (const SigningKey& key : keyring.signing_keys) {
    if (key.name == name || (name.empty() && keyring.signing_keys.size() == 1))
      return key;
    names.push_back(key.name);
  }
  if (names.empty())
    throw Error(ErrorKind::usage, "--key",
                {"ce trousseau n'a pas de clé de scellement : aval keyring signing-key --name NOM",
                 "this keyring has no signing key: aval keyring signing-key --name NAME"});
  throw Error(
      ErrorKind::usage, "--key",
      format_text({"quelle clé ? au choix : {0}", "which key? one of: {0}"}, {join(names, ", ")}));
}

void write_keyring(const std::string& path, const Keyring& keyring, const SecretBytes& passphrase) {
  refuse_shared_secrets(path, keyring);
  const std::string salt = random_bytes(kSaltBytes);
  const std::string nonce = random_bytes(kNonceBytes);
  const std::string header = header_text(salt, nonce);
  const SecretBytes key = scrypt(passphrase.view(), salt, ScryptCost{}, kSecretBytes);
  Json json = keyring_json(keyring);
  std::string plain = canonical_json(json);
  wipe_secrets(json);
  const std::string sealed = gcm_seal({key.view(), nonce, header}, plain);
  wipe(plain);
  write_file_whole(path, header + sealed, true);
}

Keyring read_keyring(const std::string& path, const SecretBytes& passphrase) {
  const std::string content = read_file(path);
  if (is_open_to_others(path))
    refuse(path, {"d'autres comptes peuvent lire ce trousseau ; limitez-le à son propriétaire : "
                  "chmod 600",
                  "other accounts can read this keyring; limit it to its owner: chmod 600"});
  const Header header = read_header(path, content);
  const SecretBytes key = scrypt(passphrase.view(), header.salt, ScryptCost{}, kSecretBytes);
  const auto plain = gcm_open({key.view(), header.nonce, header.text},
                              std::string_view(content).substr(header.text.size()));
  if (!plain)
    refuse(path,
           {"phrase secrète fausse, ou trousseau modifié", "wrong passphrase, or keyring changed"});
  Json json = parse_json(plain->view(), path);
  Keyring keyring = keyring_of(json);
  wipe_secrets(json);
  refuse_shared_secrets(path, keyring);
  return keyring;
}

}  // namespace aval
