// Properties of tokens: which join, which never do, which read back.
#include "audit/protect/tokenizer.h"

#include <filesystem>
#include <set>

#include "audit/base/error.h"
#include "audit/base/file.h"
#include "audit/protect/token.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

KeyDomain domain_of(const std::string& id, char fill) {
  KeyDomain domain{id, "essai", "public_task", "DPO", {}};
  domain.epochs.push_back({1, KeyState::active, "", SecretBytes(std::string(32, fill))});
  return domain;
}

PlannedColumn column_of(Operation operation, const std::string& field_class) {
  PlannedColumn column;
  column.column = field_class;
  column.operation = operation;
  column.field_class = field_class;
  return column;
}

std::string token_of(const PlannedColumn& column, const KeyDomain& domain,
                     const std::string& value) {
  std::vector<std::string> tokens;
  std::vector<std::size_t> refused;
  make_tokenizer(column, {&domain, &require_active_epoch(domain)}, nullptr)(
      std::vector<std::string>{'\x01' + value}, tokens, refused);
  return tokens.at(0);
}

TEST_CASE("tokens join within a domain and class, never across", "[token]") {
  const KeyDomain canteen = domain_of("cantine", 'a');
  const KeyDomain library = domain_of("mediatheque", 'b');
  for (const Operation operation : {Operation::hmac, Operation::siv}) {
    const PlannedColumn nir = column_of(operation, "nir");
    CHECK(token_of(nir, canteen, "x") == token_of(nir, canteen, "x"));
    CHECK(token_of(nir, canteen, "x") != token_of(nir, canteen, "y"));
    CHECK(token_of(nir, canteen, "x") != token_of(nir, library, "x"));
    CHECK(token_of(nir, canteen, "x") != token_of(column_of(operation, "tel"), canteen, "x"));
  }
  PlannedColumn shorter = column_of(Operation::hmac, "nir");
  shorter.bits = 80;
  const std::string longer = token_of(column_of(Operation::hmac, "nir"), canteen, "x");
  const std::string cut = token_of(shorter, canteen, "x");
  CHECK(cut.size() == std::string("av1h.1.").size() + 16);
  CHECK_FALSE(longer.starts_with(cut));
}

TEST_CASE("tokens have the form av1.epoch.payload", "[token]") {
  const KeyDomain canteen = domain_of("cantine", 'a');
  const std::string hmac = token_of(column_of(Operation::hmac, "nir"), canteen, "x");
  CHECK(hmac.starts_with("av1h.1."));
  CHECK(hmac.size() == 7 + 26);
  const std::string siv = token_of(column_of(Operation::siv, "nir"), canteen, "x");
  CHECK(siv.starts_with("av1s.1."));
  CHECK(siv.size() == 7 + 52);
  const auto parsed = parse_token(siv);
  REQUIRE(parsed);
  CHECK(parsed->kind == TokenKind::siv);
  CHECK(parsed->epoch == 1);
  CHECK_FALSE(parse_token("av1x.1.00"));
  CHECK_FALSE(parse_token("av1h.x.00"));
  CHECK_FALSE(parse_token("bonjour"));
}

TEST_CASE("base 32 goes and comes back, and takes no other spelling of one value", "[token]") {
  for (std::size_t size = 1; size < 40; ++size) {
    const std::string bytes = random_bytes(size);
    std::string text;
    append_base32(bytes, text);
    CHECK(text.size() == (size * 8 + 4) / 5);
    const auto again = read_base32(text);
    REQUIRE(again);
    CHECK(again->view() == bytes);
  }
  CHECK_FALSE(read_base32("01"));  // the bits of the end are not zero
  CHECK(read_base32("00")->view() == std::string(1, '\0'));
  CHECK(read_base32("oO").has_value());
  CHECK_FALSE(read_base32("U0"));
}

TEST_CASE("tokens of siv read back with the key of their epoch, after a rotation too", "[token]") {
  KeyDomain canteen = domain_of("cantine", 'a');
  const PlannedColumn nir = column_of(Operation::siv, "nir");
  const std::string first = token_of(nir, canteen, "une valeur assez longue pour deux blocs");
  rotate_domain(canteen, "", SecretBytes(std::string(32, 'c')));
  const std::string second = token_of(nir, canteen, "une valeur assez longue pour deux blocs");
  CHECK(second.starts_with("av1s.2."));
  const TokenReaderBack reader = make_token_reader(nir, canteen, 1, nullptr);
  for (const std::string& token : {first, second}) {
    const auto value = reader(token);
    REQUIRE(value);
    CHECK(value->view() == "\x01une valeur assez longue pour deux blocs");
  }
  CHECK_FALSE(reader("av1s.1.0000"));
  CHECK_FALSE(make_token_reader(column_of(Operation::siv, "tel"), canteen, 1, nullptr)(first));
  destroy_epochs(canteen, 1);
  CHECK_THROWS_AS(make_token_reader(nir, canteen, 1, nullptr)(first), Error);
  CHECK_THROWS_AS(destroy_epochs(canteen, 2), Error);  // the active one
  destroy_epochs(canteen, 0);
  CHECK_THROWS_AS(require_active_epoch(canteen), Error);
}

TEST_CASE("an hmac token never reads back", "[token]") {
  const KeyDomain canteen = domain_of("cantine", 'a');
  CHECK_THROWS_AS(make_token_reader(column_of(Operation::hmac, "nir"), canteen, 1, nullptr), Error);
}

TEST_CASE("a vault remembers its tokens, forgets what was cut short, and shows no value",
          "[vault]") {
  const TemporaryFolder folder("vault-test");
  const std::string path = folder.path() + "/table";
  const KeyDomain canteen = domain_of("cantine", 'a');
  const KeyEpoch& epoch = canteen.epochs.front();
  std::string payload;
  {
    Vault vault(path, {"cantine", "sexe"}, epoch);
    payload = vault.payload_of(
        "\x01"
        "femme");
    CHECK(vault.payload_of("\x01"
                           "femme") == payload);
    CHECK(vault.payload_of("\x01"
                           "homme") != payload);
    vault.commit();
  }
  {
    Vault vault(path, {"cantine", "sexe"}, epoch);
    CHECK(vault.size() == 2);
    CHECK(vault.payload_of("\x01"
                           "femme") == payload);
    CHECK(vault.value_of(payload)->view() ==
          "\x01"
          "femme");
    vault.payload_of(
        "\x01"
        "autre");
    vault.commit();
  }
  const std::string content = read_file(path);
  CHECK(content.find("femme") == std::string::npos);
  std::filesystem::resize_file(path, content.size() - 3);
  Vault cut(path, {"cantine", "sexe"}, epoch);
  CHECK(cut.size() == 2);
  cut.payload_of(
      "\x01"
      "encore");
  cut.commit();
  CHECK(Vault(path, {"cantine", "sexe"}, epoch).size() == 3);
  CHECK_THROWS_AS(Vault(path, (VaultOwner{"cantine", "nom"}), epoch), Error);
  std::string changed = content;
  changed[content.size() - 1] = static_cast<char>(changed[content.size() - 1] ^ 1);
  write_file_whole(path, changed, true);
  CHECK_THROWS_AS(Vault(path, (VaultOwner{"cantine", "sexe"}), epoch), Error);
}

}  // namespace
}  // namespace aval
