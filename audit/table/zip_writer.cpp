#include "audit/table/zip_writer.h"

#include <cstdint>

#include <zip.h>

#include "audit/base/error.h"

namespace aval {

namespace {

constexpr std::uint16_t kFirstZipDay = (1U << 5U) | 1U;  // 1980-01-01 as MS-DOS packs it

[[noreturn]] void fail() {
  throw Error(ErrorKind::internal, "zip",
              {"le classeur n'a pas pu être composé (mémoire ?)",
               "the workbook could not be put together (memory?)"});
}

// The archive until it is closed or given up.
class OpenZip {
 public:
  explicit OpenZip(zip_source_t* target) : handle_(nullptr) {
    zip_source_keep(target);
    handle_ = zip_open_from_source(target, ZIP_TRUNCATE, nullptr);
    if (handle_ == nullptr) {
      zip_source_free(target);
      fail();
    }
  }
  ~OpenZip() {
    if (handle_ != nullptr)
      zip_discard(handle_);
  }
  OpenZip(const OpenZip&) = delete;
  OpenZip& operator=(const OpenZip&) = delete;

  void add(const ZipMember& entry) {
    zip_source_t* content =
        zip_source_buffer(handle_, entry.content.data(), entry.content.size(), 0);
    if (content == nullptr)
      fail();
    const zip_int64_t index = zip_file_add(handle_, entry.name.c_str(), content, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
      zip_source_free(content);
      fail();
    }
    const auto place = static_cast<zip_uint64_t>(index);
    const zip_int32_t method = entry.is_stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE;
    if (zip_set_file_compression(handle_, place, method, 0) != 0 ||
        zip_file_set_dostime(handle_, place, 0, kFirstZipDay, 0) != 0)
      fail();
  }
  void close() {
    if (zip_close(handle_) != 0)
      fail();
    handle_ = nullptr;
  }

 private:
  zip_t* handle_;
};

std::string content_of(zip_source_t* source) {
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_source_stat(source, &stat) != 0 || zip_source_open(source) != 0)
    fail();
  std::string bytes(static_cast<std::size_t>(stat.size), '\0');
  const zip_int64_t got = zip_source_read(source, bytes.data(), bytes.size());
  zip_source_close(source);
  if (got < 0 || static_cast<std::size_t>(got) != bytes.size())
    fail();
  return bytes;
}

}  // namespace

std::string write_zip(const std::vector<ZipMember>& entries) {
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  if (target == nullptr)
    fail();
  std::string bytes;
  try {
    OpenZip zip(target);
    for (const ZipMember& entry : entries)
      zip.add(entry);
    zip.close();
    bytes = content_of(target);
  } catch (...) {
    zip_source_free(target);
    throw;
  }
  zip_source_free(target);
  return bytes;
}

}  // namespace aval
