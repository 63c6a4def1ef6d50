#include "audit/table/source_format.h"

#include <algorithm>
#include <array>

#include "audit/base/text.h"
#include "audit/table/dbf_header.h"
#include "audit/table/shape_reader.h"

namespace aval {

namespace {

constexpr std::array<std::string_view, 4> kSqliteEndings = {"db", "sqlite", "sqlite3", "gpkg"};
constexpr std::array<std::string_view, 36> kEndings = {
    "csv",  "tsv",  "tab",     "txt", "json",  "jsonl", "geojson", "ndjson", "sql",
    "ddl",  "xlsx", "xlsm",    "xls", "ods",   "dbf",   "shp",     "fods",   "docx",
    "odt",  "fodt", "xml",     "vcf", "vcard", "ldif",  "ldf",     "pdf",    "eml",
    "mbox", "mbx",  "parquet", "mif", "gml",   "gpx",   "fgb",     "kml",    "kmz"};

struct Magic {
  std::string_view bytes;
  std::string_view fr;
  std::string_view en;
};

// Files of Excel 2 to 4 are records without a container.
constexpr std::string_view kOldExcelFr =
    "classeur d'Excel 4 ou antérieur : ouvrez-le et enregistrez-le en .xlsx ou en .ods";
constexpr std::string_view kOldExcelEn =
    "workbook of Excel 4 or before: open it and save it as .xlsx or .ods";

constexpr std::array kMagics = {
    Magic{"PK\x05\x06", "archive ZIP vide", "empty ZIP archive"},
    Magic{std::string_view("\x09\x00\x04\x00", 4), kOldExcelFr, kOldExcelEn},
    Magic{std::string_view("\x09\x02\x06\x00", 4), kOldExcelFr, kOldExcelEn},
    Magic{std::string_view("\x09\x04\x06\x00", 4), kOldExcelFr, kOldExcelEn},
    Magic{"\x89PNG", "image PNG : elle ne contient pas de table", "PNG image: it holds no table"},
    Magic{"\xFF\xD8\xFF", "image JPEG : elle ne contient pas de table",
          "JPEG image: it holds no table"},
    Magic{"GIF8", "image GIF : elle ne contient pas de table", "GIF image: it holds no table"},
    Magic{"PARE", "fichier Parquet chiffré : demandez-en une copie en clair",
          "encrypted Parquet file: ask for a copy in clear"},
    Magic{"BZh", "archive bzip2 : décompressez-la d'abord", "bzip2 archive: decompress it first"},
    Magic{"\xFD"
          "7zXZ",
          "archive xz : décompressez-la d'abord", "xz archive: decompress it first"},
    Magic{"7z\xBC\xAF", "archive 7-Zip : décompressez-la d'abord",
          "7-Zip archive: decompress it first"},
    Magic{"Rar!", "archive RAR : décompressez-la d'abord", "RAR archive: decompress it first"},
    Magic{"\x7F"
          "ELF",
          "programme exécutable : il ne contient pas de table",
          "executable program: it holds no table"},
};

constexpr std::string_view kReadFr =
    " (formats lus : CSV, TSV, texte délimité, JSON, JSON Lines, GeoJSON, SQL, compressés ou non "
    "par gzip ou zstd ; archives ZIP et tar ; XLS, XLSX, XLSM, ODS, DOCX, ODT, PDF, XML, vCard, "
    "LDIF, "
    "courriels (EML, mbox), DBF, Shapefile, "
    "SQLite, GeoPackage, Parquet, KML, KMZ, GML, GPX, MapInfo, FlatGeobuf)";
constexpr std::string_view kReadEn =
    " (formats read: CSV, TSV, delimited text, JSON, JSON Lines, GeoJSON, SQL, with or without "
    "gzip or zstd; ZIP and tar archives; XLS, XLSX, XLSM, ODS, DOCX, ODT, PDF, XML, vCard, LDIF, "
    "mail (EML, mbox), DBF, "
    "Shapefile, SQLite, "
    "GeoPackage, Parquet, KML, KMZ, GML, GPX, MapInfo, FlatGeobuf)";

Text with_formats(std::string_view fr, std::string_view en) {
  return Text{std::string(fr) + std::string(kReadFr), std::string(en) + std::string(kReadEn)};
}

}  // namespace

Container container_of(std::string_view head) {
  constexpr std::string_view kSqlite("SQLite format 3\0", 16);
  if (head.substr(0, kSqlite.size()) == kSqlite)
    return Container::sqlite;
  if (head.starts_with(kShapeMark))
    return Container::shapefile;
  if (head.starts_with("%PDF-"))
    return Container::pdf;
  if (head.starts_with("\xD0\xCF\x11\xE0"))
    return Container::ole;
  if (head.starts_with("PAR1"))
    return Container::parquet;
  if (head.starts_with("fgb\x03"
                       "fgb"))
    return Container::flatgeobuf;
  if (looks_like_dbf(head))
    return Container::dbf;
  return head.substr(0, 4) == "PK\x03\x04" ? Container::zip : Container::text;
}

bool has_sqlite_ending(const SourceName& name) {
  return std::find(kSqliteEndings.begin(), kSqliteEndings.end(), name.ending) !=
         kSqliteEndings.end();
}

Text refuse_as_sqlite() {
  return Text{"ce n'est pas une base SQLite, ou elle est chiffrée ; demandez-en une copie en clair",
              "this is no SQLite database, or it is encrypted; ask for a copy in clear"};
}

SourceName split_source_name(const std::string& uri) {
  SourceName result;
  if (uri == "-") {
    result.name = "stdin";
    return result;
  }
  const std::size_t slash = uri.find_last_of('/');
  std::string name = slash == std::string::npos ? uri : uri.substr(slash + 1);
  const auto take_ending = [&name] {
    const std::size_t dot = name.find_last_of('.');
    if (dot == std::string::npos || dot == 0)
      return std::string();
    std::string ending = to_lower_ascii(name.substr(dot + 1));
    name.resize(dot);
    return ending;
  };
  result.ending = take_ending();
  if (result.ending == "gz" || result.ending == "zst") {
    result.ending = take_ending();
  }
  result.name = name;
  return result;
}

bool has_archive_ending(const std::string& path) {
  constexpr std::array<std::string_view, 5> kArchives = {"zip", "tar", "tgz", "gz", "zst"};
  const std::string ending = split_source_name(path).ending;
  const std::string last = to_lower_ascii(path.substr(path.rfind('.') + 1));
  const auto is_archive = [&](const std::string& word) {
    return std::find(kArchives.begin(), kArchives.end(), word) != kArchives.end();
  };
  return is_archive(ending) || is_archive(last);
}

bool has_readable_ending(const std::string& path) {
  const SourceName name = split_source_name(path);
  return has_sqlite_ending(name) || has_archive_ending(path) ||
         std::find(kEndings.begin(), kEndings.end(), name.ending) != kEndings.end();
}

Text refuse_folder() {
  return with_formats("aucun fichier lisible ici", "no readable file here");
}

std::optional<Text> refuse_by_magic(std::string_view head) {
  for (const Magic& magic : kMagics)
    if (head.substr(0, magic.bytes.size()) == magic.bytes)
      return with_formats(magic.fr, magic.en);
  return std::nullopt;
}

std::optional<Text> refuse_by_text(std::string_view start) {
  constexpr std::size_t kLines = 2000;
  const bool is_dif =
      start.starts_with("TABLE\n0,1\n\"") || start.starts_with("TABLE\r\n0,1\r\n\"");
  bool is_sylk = false;
  // A CSV may start "ID;Prenom" too: a cell with a place and a value makes the difference.
  if (start.starts_with("ID;P")) {
    std::size_t line = 0;
    for (std::size_t seen = 0; seen < kLines && line < start.size() && !is_sylk; ++seen) {
      const std::string_view text = start.substr(line, start.find('\n', line) - line);
      is_sylk = (text.starts_with("C;X") || text.starts_with("C;Y")) &&
                text.find(";K") != std::string_view::npos;
      line += text.size() + 1;
    }
  }
  if (!is_dif && !is_sylk)
    return std::nullopt;
  return Text{
      "échange entre tableurs (SYLK ou DIF) : ouvrez-le dans un tableur et enregistrez-le "
      "en .xlsx, .ods ou .csv",
      "exchange between spreadsheets (SYLK or DIF): open it in a spreadsheet and save it "
      "as .xlsx, .ods or .csv"};
}

Text refuse_binary() {
  return with_formats("fichier binaire : ce n'est pas un texte", "binary file: this is not a text");
}

Text refuse_archive() {
  return with_formats(
      "archive ZIP ou document qui n'est pas un classeur : extrayez-en les fichiers de données",
      "ZIP archive or document that is no spreadsheet: extract its data files");
}

bool starts_as_json(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n\x1E");
  if (first == std::string_view::npos || (text[first] != '{' && text[first] != '['))
    return false;
  const std::size_t second = text.find_first_not_of(" \t\r\n", first + 1);
  if (second == std::string_view::npos)
    return false;
  const char next = text[second];
  if (text[first] == '{')
    return next == '"' || next == '}';
  return next == '{' || next == '[' || next == ']' || next == '"' || next == '-' ||
         (next >= '0' && next <= '9');
}

}  // namespace aval
