// What is kept of one part of a source (aval.partial/1), and the report of the whole made of all of
// them. The file holds hashes, counts and column names, encrypted; the key is in a file of its own,
// which every part shares and none holds.
#pragma once

#include <string>
#include <vector>

#include "audit/scan/table_part.h"
#include "audit/workspace/scan_sources.h"

namespace aval {

struct SourcePart {
  std::string path;  // of its file, in errors
  std::string tool_version;
  std::string pack_id;
  std::string pack_version;
  std::string pack_sha256;
  std::string date;
  std::string table;  // as the request had it; so are the two after
  std::string delimiter;
  std::string encoding;
  SourceInfo info;
  TextShare part;
  std::vector<TablePart> tables;
};

// Reads request.part of the one source. `keep_all` as in read_table_part(). Error(usage) when the
// names stand for several sources.
[[nodiscard]] SourcePart scan_part(const ScanRequest& request, const ScanRules& rules,
                                   bool keep_all);

// "aval-partial.key" in the folder of the part.
[[nodiscard]] std::string default_key_file(const std::string& part_path);

// Writes part.path, whole or not at all, mode 0600. The key is made when its file is not there
// (mode 0600). Same bytes for the same rows and key. Empties `part`.
void write_source_part(SourcePart& part, const std::string& key_file);
// Error(input) when it is no partial profile, of another version, damaged, or of another key.
[[nodiscard]] SourcePart read_source_part(const std::string& path, const std::string& key_file);

// The JSON Schema of the first line.
[[nodiscard]] std::string partial_schema();

// What a merge is asked for, beside how tables are judged.
struct MergeRequest {
  ScanRequest judged;  // rules folder, profile, suppressions, threads; the rest is of the parts
  std::string name;    // of the source that files of their own stand for; empty: of the first one
};

// The report of the whole: of the parts of one source, or of files with the same columns, in that
// order. Error(input) naming the part when one is missing, there twice, of another source, or read
// by other rules, another version, or on another day. Empties `parts`.
[[nodiscard]] AuditReport merge_parts(std::vector<SourcePart>& parts, const MergeRequest& request,
                                      const ScanRules& rules);

}  // namespace aval
