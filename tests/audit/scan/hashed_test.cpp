// Unkeyed digests of persons are findings, by their shape and by what they hide; digests of things
// are not.
#include <functional>

#include "audit/base/digest.h"
#include "tests/audit/scan/scan_rows.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

std::string hex_digest(DigestAlgorithm algorithm, const std::string& text) {
  std::string bytes(digest_size(algorithm), '\0');
  Digester(algorithm).digest(text, reinterpret_cast<unsigned char*>(bytes.data()));
  std::string hex;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    hex += "0123456789abcdef"[byte >> 4U];
    hex += "0123456789abcdef"[byte & 15U];
  }
  return hex;
}

std::string md5(const std::string& text) {
  return hex_digest(DigestAlgorithm::md5, text);
}

using Cell = std::function<std::string(int row)>;

// Twelve persons, with one more column.
TableScan scan_persons(const std::string& header, const Cell& cell,
                       const std::string& before = "") {
  std::vector<std::string> lines = {"date_naissance;sexe;" + before + header};
  for (int i = 10; i < 22; ++i) {
    const std::string row = std::to_string(i);
    lines.push_back(row + "/03/19" + std::to_string(60 + i) + (i % 2 == 0 ? ";F;" : ";M;") +
                    (before.empty() ? "" : "06399812" + row + ";") + cell(i));
  }
  return scan_rows(lines);
}

// Twelve trees, with one more column.
TableScan scan_trees(const std::string& header, const Cell& cell) {
  std::vector<std::string> lines = {"essence;hauteur;latitude;longitude;" + header};
  for (int i = 10; i < 22; ++i)
    lines.push_back("platane;" + std::to_string(i) + ";43.61" + std::to_string(i * 37) + ";3.87" +
                    std::to_string(i * 41) + ";" + cell(i));
  return scan_rows(lines);
}

const Cell kMd5 = [](int row) { return md5("ligne " + std::to_string(row)); };

}  // namespace

TEST_CASE("a column of digests on rows about persons is a number of these persons",
          "[scan][hash]") {
  for (const std::string header : {"hash", "empreinte", "cle", "x"}) {
    INFO(header);
    const TableScan table = scan_persons(header, kMd5);
    CHECK(kind_of(table, 2) == "other_person_id/quasi");
    const Finding* finding = finding_by(table, 2, "hash.md5");
    REQUIRE(finding);
    CHECK(finding->rows == 12);
    CHECK(finding->severity >= Severity::high);
  }
}

TEST_CASE("every length and writing of a digest is recognised", "[scan][hash]") {
  const std::vector<std::pair<DigestAlgorithm, std::string>> algorithms = {
      {DigestAlgorithm::sha1, "hash.sha1"},
      {DigestAlgorithm::sha224, "hash.sha2"},
      {DigestAlgorithm::sha256, "hash.sha2"},
      {DigestAlgorithm::sha384, "hash.sha2"},
      {DigestAlgorithm::sha512, "hash.sha2"}};
  for (const auto& [algorithm, rule] : algorithms) {
    INFO(name_of(algorithm));
    const TableScan table = scan_persons("pseudo", [&algorithm = algorithm](int row) {
      return hex_digest(algorithm, std::to_string(row));
    });
    CHECK(finding_by(table, 2, rule));
  }
}

TEST_CASE("a digest takes the type of what its header says it hides", "[scan][hash]") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"email_md5", "email_personal/direct"},
      {"hash_tel", "phone/direct"},
      {"telephone_hash", "phone/direct"},
      {"nir_sha256", "nir/direct"},
      {"MD5(adresse mail)", "email_personal/direct"},
      {"hash_iban", "iban/direct"},
      {"nom_hash", "last_name/direct"}};
  for (const auto& [header, kind] : cases) {
    INFO(header);
    const TableScan table = scan_persons(header, kMd5);
    CHECK(kind_of(table, 2) == kind);
    CHECK(finding_by(table, 2, "hash.md5"));
  }
}

TEST_CASE("a digest of an e-mail address is personal whatever the rows are", "[scan][hash]") {
  std::vector<std::string> lines = {"email_md5;telephone_sha1"};
  for (int i = 0; i < 5; ++i)
    lines.push_back(md5(std::to_string(i)) + ";" +
                    hex_digest(DigestAlgorithm::sha1, std::to_string(i)));
  const TableScan table = scan_rows(lines);
  CHECK(kind_of(table, 0) == "email_personal/direct");
  CHECK(kind_of(table, 1) == "phone/direct");
  CHECK(publication_of({table}) == Publication::personal);
}

TEST_CASE("a bare hash beside a telephone number hides that number", "[scan][hash]") {
  const TableScan table = scan_persons(
      "hash", [](int row) { return md5("06399812" + std::to_string(row)); }, "telephone;");
  CHECK(kind_of(table, 2) == "phone/direct");
  CHECK(kind_of(table, 3) == "phone/direct");
  CHECK(finding_by(table, 3, "hash.md5"));
}

TEST_CASE("digests of passwords are passwords", "[scan][hash][secret]") {
  const TableScan table = scan_persons("mdp_md5", kMd5);
  CHECK(kind_of(table, 2) == "username_password/direct");
}

TEST_CASE("checksums on rows of things are no finding", "[scan][hash][trap]") {
  for (const std::string header :
       {"sha256", "checksum", "md5sum", "commit", "digest", "etag", "hash", "id", "empreinte"}) {
    INFO(header);
    const TableScan table = scan_trees(header, kMd5);
    CHECK(kind_of(table, 4).ends_with("/none"));
    CHECK(table.findings.empty());
    CHECK(publication_of({table}) == Publication::ok);
  }
}

TEST_CASE("a list of files with their checksums is no finding", "[scan][hash][trap]") {
  std::vector<std::string> lines = {"fichier;taille;sha1;commit"};
  for (int i = 0; i < 12; ++i)
    lines.push_back("export_" + std::to_string(i) + ".csv;" + std::to_string(1000 + i) + ";" +
                    hex_digest(DigestAlgorithm::sha1, std::to_string(i)) + ";" +
                    hex_digest(DigestAlgorithm::sha1, "c" + std::to_string(i)));
  CHECK(scan_rows(lines).findings.empty());
}

TEST_CASE("the checksum of a person's file is about the file", "[scan][hash][trap]") {
  for (const std::string header : {"md5_fichier", "commit", "etag", "document_sha256"}) {
    INFO(header);
    CHECK_FALSE(finding_by(scan_persons(header, kMd5), 2, "hash.md5"));
  }
}

TEST_CASE("UUIDs, colours and one value repeated are no digests", "[scan][hash][trap]") {
  const TableScan uuids = scan_persons("cle", [](int row) {
    std::string uuid = md5(std::to_string(row));
    uuid[12] = '4';
    uuid[16] = 'a';
    return uuid;
  });
  CHECK_FALSE(finding_by(uuids, 2, "hash.md5"));
  const TableScan colours =
      scan_persons("couleur", [](int row) { return "#90a1" + std::to_string(row); });
  CHECK_FALSE(finding_by(colours, 2, "hash.md5"));
  const TableScan same = scan_persons("version", [](int) { return md5("une seule"); });
  CHECK_FALSE(finding_by(same, 2, "hash.md5"));
  const TableScan half = scan_persons(
      "note", [](int row) { return row % 2 == 0 ? kMd5(row) : "rien " + std::to_string(row); });
  CHECK_FALSE(finding_by(half, 2, "hash.md5"));
}

}  // namespace aval
