// What kind of file a source is, by its first bytes and its ending; and clear refusals for those
// that are not read.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "audit/base/language.h"

namespace aval {

struct SourceName {
  std::string name;    // without folder and endings
  std::string ending;  // lower case, without dot and without ".gz" or ".zst"; may be empty
};

// What holds the tables, by the first bytes.
enum class Container { text, sqlite, zip, dbf, shapefile, pdf, ole, parquet, flatgeobuf };
constexpr std::size_t kHeadBytes = 512;  // that tell formats apart
Container container_of(std::string_view head);

// "sqlite:FILE" names a database.
constexpr std::string_view kSqliteScheme = "sqlite:";

// True for an ending that SQLite databases have.
bool has_sqlite_ending(const SourceName& name);

// Said of a file named as a database that does not start as one.
Text refuse_as_sqlite();

SourceName split_source_name(const std::string& uri);

// True for a file whose ending is that of a readable format, or of an archive.
bool has_readable_ending(const std::string& path);

// True for an ending that archives have.
bool has_archive_ending(const std::string& path);

// Said of a folder or an archive without any readable file.
Text refuse_folder();

// Why a file with these first bytes is not read, and the way out; none when it may be text.
std::optional<Text> refuse_by_magic(std::string_view head);

// Why a text that starts so is not read, and the way out: SYLK (.slk) and DIF (.dif), whose lines
// are pieces of a sheet. None for other texts.
std::optional<Text> refuse_by_text(std::string_view start);

// Said of a file of control characters that no known format explains.
Text refuse_binary();

// Said of a ZIP file that is no workbook.
Text refuse_archive();

// True when the text starts as a JSON object or array.
bool starts_as_json(std::string_view text);

}  // namespace aval
