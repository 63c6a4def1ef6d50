// The only files that GDAL sees: those handed to it, under names of its own, read-only. Whatever a
// file names, nothing else of the machine is opened, and nothing is written.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "audit/table/dbf_source.h"
#include "audit/table/input_bytes.h"

namespace aval {

constexpr const char* kGdalPrefix = "/vsiaval/";

// A file and those of the same name that its format needs.
struct GdalFiles {
  std::shared_ptr<const InputBytes> input;
  std::string ending;                     // "tab"
  FindBeside beside;                      // may be empty
  std::vector<std::string> side_endings;  // that may be asked of `beside`: "dat", "map"...
};

// Shows the files to GDAL for as long as it lives. Thread-safe.
class GdalFolder {
 public:
  explicit GdalFolder(GdalFiles files);
  ~GdalFolder();
  GdalFolder(const GdalFolder&) = delete;
  GdalFolder& operator=(const GdalFolder&) = delete;
  // What GDAL is given as the path of the main file.
  std::string path() const;

 private:
  std::uint64_t id_ = 0;
  std::string ending_;
};

// Functions for VSIInstallPluginHandler (GDAL 3.0 to 3.12, port/cpl_vsi.h); names come without the
// prefix. Nothing of ours throws into the library.
int gdal_file_status(void* data, const char* name, void* status, int flags);
void* gdal_file_open(void* data, const char* name, const char* mode);
std::uint64_t gdal_file_tell(void* file);
int gdal_file_seek(void* file, std::uint64_t offset, int origin);
std::size_t gdal_file_read(void* file, void* out, std::size_t size, std::size_t count);
int gdal_file_at_end(void* file);
int gdal_file_close(void* file);

}  // namespace aval
