// The bytes of a source: a file, standard input (spooled) or memory; and their sequential reading,
// through gzip when needed, with limits against bombs.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "audit/base/crypto.h"
#include "audit/base/file.h"

namespace aval {

// Immutable and shared by the readers of a source; reads are safe from several threads.
class InputBytes {
 public:
  static std::shared_ptr<const InputBytes> of_file(const std::string& path);
  static std::shared_ptr<const InputBytes> of_standard_input();
  static std::shared_ptr<const InputBytes> of_memory(std::string bytes);
  static std::shared_ptr<const InputBytes> of_temporary(std::unique_ptr<TemporaryFile> file);
  // A part of other bytes.
  static std::shared_ptr<const InputBytes> of_range(std::shared_ptr<const InputBytes> whole,
                                                    std::uint64_t offset, std::uint64_t length);
  InputBytes() = default;

  std::uint64_t size() const;
  std::size_t read_at(std::uint64_t offset, char* out, std::size_t length) const;
  // Of the file; empty for bytes in memory and for ranges.
  std::string path() const { return file_ ? file_->path() : std::string(); }
  // SHA-256 of all bytes, in hexadecimal.
  std::string digest() const;

 private:
  std::unique_ptr<TemporaryFile> spool_;  // removed when the last reader is gone
  std::unique_ptr<InputFile> file_;
  std::string memory_;
  std::shared_ptr<const InputBytes> whole_;  // of a range
  std::uint64_t range_offset_ = 0;
  std::uint64_t range_length_ = 0;
};

// The file of the same folder and name with another ending, in lower or upper case; null when there
// is none.
std::shared_ptr<const InputBytes> find_beside(const std::string& path, const std::string& ending);

// Sequential reading. Not thread-safe.
class ByteStream {
 public:
  // `place` names the source in errors.
  ByteStream(std::shared_ptr<const InputBytes> input, bool gzip, std::string place);
  ~ByteStream();
  ByteStream(ByteStream&&) noexcept;
  ByteStream& operator=(ByteStream&&) = delete;

  // Fills `out`; returns fewer than `length` bytes only at the end. Error(input) when gzip inflates
  // past the limits.
  std::size_t read(char* out, std::size_t length);
  // Bytes on disk consumed so far.
  std::uint64_t bytes_read() const { return offset_; }
  // True when gzip data ended early or was corrupt; known at the end.
  bool damaged() const { return damaged_; }
  // Every byte on disk is also added to `digest` (which must outlive the reading) when not null.
  void set_digest(Sha256* digest) { digest_ = digest; }
  // Reads what is left on disk after the end of the data, for the digest.
  void drain();

 private:
  struct Inflater;
  std::size_t read_disk(char* out, std::size_t length);
  std::size_t read_inflated(char* out, std::size_t length);
  bool start_next_member();
  void check_limits() const;

  std::shared_ptr<const InputBytes> input_;
  std::string place_;
  std::unique_ptr<Inflater> inflater_;
  std::uint64_t offset_ = 0;
  std::uint64_t produced_ = 0;
  bool damaged_ = false;
  bool ended_ = false;
  Sha256* digest_ = nullptr;
};

}  // namespace aval
