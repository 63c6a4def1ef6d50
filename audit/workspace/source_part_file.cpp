// aval.partial/1: a line of JSON, then the encrypted state.
#include <algorithm>
#include <optional>

#include <nlohmann/json.hpp>

#include "audit/base/crypto.h"
#include "audit/base/embedded.h"
#include "audit/base/file.h"
#include "audit/base/json.h"
#include "audit/base/keyed_hash.h"
#include "audit/base/private_folder.h"
#include "audit/base/text.h"
#include "audit/workspace/source_part.h"
#include "audit/workspace/version.h"

namespace aval {

const EmbeddedFolder& embedded_partial_schemas();  // generated

namespace {

constexpr const char* kPartialSchema = "aval.partial/1";
constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kNonceBytes = 12;
constexpr std::size_t kTag = 16;
// Each piece is encrypted apart, so that no more than one stands in memory twice.
constexpr std::size_t kPiece = std::size_t{16} << 20U;

SecretBytes read_key(const std::string& path) {
  std::string text = read_file(path);
  auto key = bytes_of_hex(trim(text));
  wipe(text);
  if (!key || key->size() != kKeyBytes)
    throw Error(
        ErrorKind::input, path,
        {"ce n'est pas une clé de profils partiels : 64 chiffres hexadécimaux sont attendus",
         "this is no key of partial profiles: 64 hexadecimal digits are expected"});
  return std::move(*key);
}

// Of several programs that find no key at the same time, one makes it and all take that one.
SecretBytes read_or_make_key(const std::string& path) {
  if (kind_of_file(path) == FileKind::absent) {
    std::string text = hex_of(random_secret(kKeyBytes).view()) + "\n";
    make_private_file(path, text);
    wipe(text);
  }
  return read_key(path);
}

// The key of one use, from that of the file.
SecretBytes key_for(const SecretBytes& key, std::string_view use) {
  return hkdf_sha256({key.view(), kPartialSchema, use}, kKeyBytes);
}

std::string nonce_of_piece(const std::string& nonce, std::uint64_t piece) {
  std::string own = nonce;
  for (unsigned byte = 0; byte < 4; ++byte)
    own[kNonceBytes - 1 - byte] = static_cast<char>(
        static_cast<unsigned char>(own[kNonceBytes - 1 - byte]) ^ (piece >> (8 * byte) & 0xFFU));
  return own;
}

OrderedJson header_of(const SourcePart& part) {
  std::uint64_t rows = 0;
  for (const TablePart& table : part.tables)
    rows += table.state.rows;
  const SourceInfo& info = part.info;
  OrderedJson json = OrderedJson::object();
  json["schema"] = kPartialSchema;
  json["tool"] = {{"name", "aval"}, {"version", part.tool_version}};
  json["rules"] = {
      {"pack", part.pack_id}, {"version", part.pack_version}, {"sha256", part.pack_sha256}};
  json["date"] = part.date;
  json["request"] = {
      {"table", part.table}, {"delimiter", part.delimiter}, {"encoding", part.encoding}};
  json["source"] = {{"uri", to_valid_utf8(info.uri)},
                    {"name", to_valid_utf8(info.name)},
                    {"format", info.format},
                    {"compression", info.compression},
                    {"bytes", info.bytes},
                    {"sha256", info.sha256},
                    {"encoding", info.encoding},
                    {"delimiter", info.delimiter}};
  json["part"] = {{"index", part.part.index}, {"count", part.part.count}};
  json["rows"] = rows;
  return json;
}

void read_header(const Json& json, SourcePart& part) {
  part.tool_version = json.at("tool").at("version");
  part.pack_id = json.at("rules").at("pack");
  part.pack_version = json.at("rules").at("version");
  part.pack_sha256 = json.at("rules").at("sha256");
  part.date = json.at("date");
  part.table = json.at("request").at("table");
  part.delimiter = json.at("request").at("delimiter");
  part.encoding = json.at("request").at("encoding");
  const Json& source = json.at("source");
  SourceInfo& info = part.info;
  info.uri = source.at("uri");
  info.name = source.at("name");
  info.format = source.at("format");
  info.compression = source.at("compression");
  info.bytes = source.at("bytes");
  info.sha256 = source.at("sha256");
  info.encoding = source.at("encoding");
  info.delimiter = source.at("delimiter");
  part.part.index = json.at("part").at("index");
  part.part.count = json.at("part").at("count");
}

[[noreturn]] void refuse_part(const std::string& path) {
  throw Error(ErrorKind::input, path,
              {"ce n'est pas un profil partiel d'aval (aval scan --partial FICHIER en écrit)",
               "this is no partial profile of aval (aval scan --partial FILE writes them)"});
}

Json check_header(std::string_view line, const std::string& path) {
  if (line.empty() || line.front() != '{')
    refuse_part(path);
  Json header = parse_json(line, path);
  if (!header.is_object() || !header.contains("schema"))
    refuse_part(path);
  if (header.at("schema") != kPartialSchema)
    throw Error(ErrorKind::input, path,
                format_text({"ce profil partiel n'est pas au format {0} : refaites-le avec cette "
                             "version d'aval",
                             "this partial profile is not of the format {0}: make it again with "
                             "this version of aval"},
                            {kPartialSchema}));
  throw_if_any(ErrorKind::input, path,
               check_json(header, parse_json(partial_schema(), "partial"), path));
  return header;
}

// Nothing when a piece does not hold under the key.
std::optional<std::string> open_pieces(std::string_view sealed, std::string_view line,
                                       const SecretBytes& key, std::uint64_t bytes) {
  const SecretBytes cipher_key = key_for(key, "cipher");
  const std::string nonce(
      bytes_of_hex(parse_json(line, "").at("payload").at("nonce").get<std::string>())->view());
  std::string plain;
  plain.reserve(static_cast<std::size_t>(bytes));
  for (std::uint64_t piece = 0; plain.size() < bytes || piece == 0; ++piece) {
    const std::size_t wanted =
        static_cast<std::size_t>(std::min<std::uint64_t>(bytes - plain.size(), kPiece) + kTag);
    if (sealed.size() < wanted)
      return std::nullopt;
    const auto opened =
        gcm_open({cipher_key.view(), nonce_of_piece(nonce, piece), line}, sealed.substr(0, wanted));
    if (!opened)
      return std::nullopt;
    plain.append(opened->view());
    sealed.remove_prefix(wanted);
  }
  return sealed.empty() && plain.size() == bytes ? std::optional(std::move(plain)) : std::nullopt;
}

}  // namespace

std::string partial_schema() {
  return std::string(embedded_content(embedded_partial_schemas(), "partial.schema.json"));
}

std::string default_key_file(const std::string& part_path) {
  const std::size_t slash = part_path.rfind('/');
  return (slash == std::string::npos ? std::string() : part_path.substr(0, slash + 1)) +
         "aval-partial.key";
}

void write_source_part(SourcePart& part, const std::string& key_file) {
  const SecretBytes key = read_or_make_key(key_file);
  OrderedJson header = header_of(part);
  const std::string plain = write_table_parts(part.tables);
  // Made of what is encrypted (as in RFC 5297): it never serves for two contents.
  const std::string nonce = hmac_sha256(key_for(key, "nonce").view(), header.dump() + "\n" + plain)
                                .substr(0, kNonceBytes);
  header["payload"] = {
      {"cipher", "AES-256-GCM"}, {"nonce", hex_of(nonce)}, {"bytes", plain.size()}};
  const std::string line = header.dump();
  WholeFile file(part.path, true);
  file.write(line + "\n");
  const SecretBytes cipher_key = key_for(key, "cipher");
  std::uint64_t piece = 0;
  for (std::size_t at = 0; at < plain.size() || at == 0; at += kPiece, ++piece)
    file.write(gcm_seal({cipher_key.view(), nonce_of_piece(nonce, piece), line},
                        std::string_view(plain).substr(at, kPiece)));
  file.finish();
}

SourcePart read_source_part(const std::string& path, const std::string& key_file) {
  const std::string content = read_file(path);
  const std::size_t end = content.find('\n');
  const std::string_view line = std::string_view(content).substr(0, end);
  const Json header = check_header(line, path);
  if (end == std::string::npos)
    refuse_part(path);
  if (kind_of_file(key_file) == FileKind::absent)
    throw Error(ErrorKind::input, key_file,
                format_text({"la clé de {0} n'est pas là : donnez-la avec --key-file",
                             "the key of {0} is not there: give it with --key-file"},
                            {path}));
  SourcePart part;
  part.path = path;
  read_header(header, part);
  const std::uint64_t bytes = header.at("payload").at("bytes");
  const auto plain = bytes > content.size() ? std::nullopt
                                            : open_pieces(std::string_view(content).substr(end + 1),
                                                          line, read_key(key_file), bytes);
  if (!plain)
    throw Error(ErrorKind::input, path,
                format_text({"profil partiel endommagé, ou écrit avec une autre clé que {0}",
                             "damaged partial profile, or written with another key than {0}"},
                            {key_file}));
  part.tables = read_table_parts(*plain, path);
  return part;
}

}  // namespace aval
