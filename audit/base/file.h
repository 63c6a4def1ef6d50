// Files, whole. With terminal.h and process.h the only place of POSIX calls.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace aval {

enum class FileKind { absent, regular, folder, other };

FileKind kind_of_file(const std::string& path);
std::uint64_t file_size(const std::string& path);

// Whole content; Error(input) naming the path when it cannot be read (absent, no rights, a folder).
std::string read_file(const std::string& path);

// All or nothing: a temporary file in the same folder, fsync, rename, fsync of the folder. Mode
// 0644 less umask, or 0600 when `is_private`. Error(input) naming the path; the old file, if any,
// is then untouched.
void write_file_whole(const std::string& path, std::string_view content, bool is_private);

// True when both paths lead to one file that exists.
bool is_same_file(const std::string& left, const std::string& right);

// A file written piece by piece, all or nothing: what write_file_whole does for contents that do
// not fit in memory. Without finish(), nothing is left behind and the old file stays.
class WholeFile {
 public:
  WholeFile(const std::string& path, bool is_private);
  ~WholeFile();
  WholeFile(const WholeFile&) = delete;
  WholeFile& operator=(const WholeFile&) = delete;
  void write(std::string_view content);
  void finish();

 private:
  std::string path_;
  std::string temporary_;
  int descriptor_ = -1;
  bool is_private_ = false;
};

// Regular files below `folder`, recursively, sorted by path; hidden ones (leading dot) and symbolic
// links to folders are left out and returned in `skipped`.
std::vector<std::string> list_files(const std::string& folder, std::vector<std::string>& skipped);

// A private temporary file (mode 0600, unlinked on destruction).
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& purpose);
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// A private temporary folder (mode 0700), removed with all it holds on destruction.
class TemporaryFolder {
 public:
  explicit TemporaryFolder(const std::string& purpose);
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// Random-access reads of an open file; safe from several threads (pread).
class InputFile {
 public:
  explicit InputFile(const std::string& path);  // Error(input) when it cannot be opened
  ~InputFile();
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;

  std::uint64_t size() const { return size_; }
  // Reads up to `length` bytes at `offset` into `out`; returns how many (less only at the end of
  // the file).
  std::size_t read_at(std::uint64_t offset, char* out, std::size_t length) const;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
  int descriptor_;
  std::uint64_t size_;
};

// Copies standard input to `path` until its end; returns the number of bytes.
std::uint64_t spool_standard_input(const std::string& path);

}  // namespace aval
