// From a name to bytes of a known kind: files, standard input, members of archives; compressed
// workbooks and databases are unpacked.
#pragma once

#include <memory>
#include <string>

#include "audit/table/dbf_source.h"
#include "audit/table/source.h"
#include "audit/table/source_format.h"

namespace aval {

// The input and what its name and first bytes say.
struct Opened {
  std::shared_ptr<const InputBytes> input;
  SourceName name;
  bool gzip = false;  // the input is to be read through gzip
  std::string uri;
  Container container = Container::text;
  FindBeside beside;
  std::shared_ptr<const InputBytes> packed;  // when `input` was unpacked from it
  std::string compression;                   // "", "gzip", "zstd"
};

// `uri` names the source in errors. Error(input) when the bytes are empty or of a kind that is not
// read.
Opened identify(std::shared_ptr<const InputBytes> input, const std::string& uri);

// A file or a member of an archive ("envoi.zip/cantine.csv"). Error(input) when there is none; an
// archive of one readable file stands for that file.
Opened open_named(const std::string& path, const SourceOptions& options);

}  // namespace aval
