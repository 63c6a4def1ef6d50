// From what the user names (a path, a folder, "-") to tables.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "audit/table/table_reader.h"

namespace aval {

class ArchiveShelf;   // archive.h
struct ReadingWatch;  // watched_reader.h

// One of `count` parts of a delimited text, by bytes: the records that start in it. Parts together
// hold every record once.
struct TextShare {
  unsigned index = 1;  // from 1
  unsigned count = 1;  // 1: the whole
};

struct SourceOptions {
  // Says whether a folded header word (text.h fold) is known; used to tell a header from a first
  // record. Rule packs give it; without it, types alone decide. Must be thread-safe.
  std::function<bool(std::string_view folded_word)> is_header_word;
  char delimiter = 0;             // forces the delimiter; 0: by evidence
  std::uint64_t sample_rows = 0;  // of a table on a server, which then draws the sample itself (and
                                  // hands out a few rows more); 0: every row
  std::string encoding;           // forces the encoding; empty: by evidence
  std::size_t batch_bytes = 262144;  // raw bytes of a batch, whole records
  std::shared_ptr<ArchiveShelf>
      shelf;  // keeps archives open from one member to the next; may be null
  std::size_t max_record_bytes =
      16777216;    // a longer record is broken at line ends and counted "record_too_long"
  TextShare part;  // Error(usage) when there are several and the source is no delimited text
  std::shared_ptr<const ReadingWatch> watch;  // of every reading of its tables; may be null
};

struct SourceInfo {
  std::string uri;   // as the user wrote it; of a server, without user and parameters
  std::string name;  // file name without folder and extension(s): default table name
  // "csv", "tsv", "txt", "json", "jsonl", "geojson", "xlsx", "ods", "excel-xml", "dbf",
  // "shapefile", "sqlite", "postgresql", "mysql", "parquet"; of schemas, which hold no rows:
  // "table-schema", "data-package", "json-schema", "sql", "data-dictionary". ".gz" is transparent:
  // see compression.
  std::string format;
  std::string compression;  // "", "gzip" or "zstd"
  std::uint64_t bytes = 0;  // on disk
  std::string sha256;       // of the bytes on disk
  std::string encoding;
  std::string delimiter;
};

// What was read of a server: bytes of cells, and a digest of them.
struct ReadContent {
  std::string sha256;
  std::uint64_t bytes = 0;
};

struct Source {
  SourceInfo info;
  std::vector<std::unique_ptr<TableReader>> tables;
  // Of a database on a server, which has no file: what its tables held, of those that were read to
  // their end so far. Empty for files, whose `info` tells. Tables of such a source are read one at
  // a time.
  std::function<ReadContent()> read_content;
};

// One named file, a member of an archive ("envoi.zip/cantine.csv"), "sqlite:FILE", a database on a
// server ("postgresql://...", "mysql://...") or "-" (spooled to a private temporary file that lives
// as long as the readers). Error(input), in words for the
// user, when it is absent, unreadable, empty (zero bytes), binary, or of a format that is not read.
Source open_source(const std::string& uri, const SourceOptions& options);

// The same from bytes in memory; `name` stands for the path (tests, fuzzing, uploads).
Source open_source_bytes(const std::string& name, std::string bytes, const SourceOptions& options);

// Names with folders and archives replaced by the files below them, sorted. Files whose ending is
// of no readable format go to `not_audited` (they must be reported, never counted as clean), as do
// hidden files and links to folders. A folder without any readable file stays as it is: open_source
// then gives its error.
std::vector<std::string> expand_sources(const std::vector<std::string>& names,
                                        std::vector<std::string>& not_audited);

}  // namespace aval
