#include "audit/base/file.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <utility>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/base/error.h"

namespace aval {
namespace {

// What errno means for the reader, and the way out.
Text reason_of(int code) {
  switch (code) {
    case ENOENT:
      return {"fichier introuvable ; vérifiez le chemin", "file not found; check the path"};
    case EACCES:
    case EPERM:
      return {"accès refusé ; vérifiez vos droits sur ce fichier",
              "access denied; check your rights on this file"};
    case EISDIR:
      return {"c'est un dossier, un fichier est attendu", "this is a folder, a file is expected"};
    case ENOTDIR:
      return {"un élément du chemin n'est pas un dossier", "a part of the path is not a folder"};
    case ENOSPC:
      return {"disque plein ; libérez de la place et recommencez",
              "disk full; free some space and try again"};
    case EROFS:
      return {"disque en lecture seule", "read-only file system"};
    default:
      return {std::string("erreur du système (") + std::strerror(code) + ")",
              std::string("system error (") + std::strerror(code) + ")"};
  }
}

[[noreturn]] void fail(const std::string& path, int code) {
  throw Error(ErrorKind::input, path, reason_of(code));
}

// Closes on every path out.
class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  ~Descriptor() { close_now(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return value_; }
  int close_now() {
    const int result = value_ >= 0 ? ::close(value_) : 0;
    value_ = -1;
    return result;
  }

 private:
  int value_;
};

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}

void write_all(int descriptor, std::string_view content, const std::string& path) {
  while (!content.empty()) {
    const ssize_t written = ::write(descriptor, content.data(), content.size());
    if (written < 0 && errno == EINTR)
      continue;
    if (written <= 0)
      fail(path, errno);
    content.remove_prefix(static_cast<std::size_t>(written));
  }
}

mode_t permitted_mode() {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return static_cast<mode_t>(0644 & ~mask);
}

void list_into(const std::string& folder, std::vector<std::string>& files,
               std::vector<std::string>& skipped) {
  DIR* directory = ::opendir(folder.c_str());
  if (directory == nullptr)
    fail(folder, errno);
  std::vector<std::string> names;
  while (const dirent* entry = ::readdir(directory))
    names.emplace_back(entry->d_name);
  ::closedir(directory);
  std::sort(names.begin(), names.end());
  for (const std::string& name : names) {
    if (name == "." || name == "..")
      continue;
    std::string path = folder;
    path += folder.ends_with("/") ? "" : "/";
    path += name;
    struct stat link {};
    const bool is_link = ::lstat(path.c_str(), &link) == 0 && S_ISLNK(link.st_mode);
    const FileKind kind = kind_of_file(path);
    if (name[0] == '.' || (is_link && kind == FileKind::folder) || kind == FileKind::other)
      skipped.push_back(path);
    else if (kind == FileKind::folder)
      list_into(path, files, skipped);
    else if (kind == FileKind::regular)
      files.push_back(path);
  }
}

// The name mkstemp and mkdtemp complete.
std::string temporary_name(const std::string& purpose) {
  const char* folder = std::getenv("TMPDIR");
  return std::string(folder != nullptr && *folder != '\0' ? folder : "/tmp") + "/aval-" + purpose +
         "-XXXXXX";
}

}  // namespace

FileKind kind_of_file(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0)
    return FileKind::absent;
  if (S_ISREG(status.st_mode))
    return FileKind::regular;
  return S_ISDIR(status.st_mode) ? FileKind::folder : FileKind::other;
}

std::uint64_t file_size(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0)
    fail(path, errno);
  return static_cast<std::uint64_t>(status.st_size);
}

std::string read_file(const std::string& path) {
  const InputFile file(path);
  std::string content(file.size(), '\0');
  content.resize(file.read_at(0, content.data(), content.size()));
  return content;
}

void write_file_whole(const std::string& path, std::string_view content, bool is_private) {
  WholeFile file(path, is_private);
  file.write(content);
  file.finish();
}

bool is_same_file(const std::string& left, const std::string& right) {
  struct stat first {};
  struct stat second {};
  return ::stat(left.c_str(), &first) == 0 && ::stat(right.c_str(), &second) == 0 &&
         first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

WholeFile::WholeFile(const std::string& path, bool is_private)
    : path_(path), temporary_(path + ".XXXXXX"), is_private_(is_private) {
  const FileKind kind = kind_of_file(path);
  if (kind == FileKind::folder)
    fail(path, EISDIR);
  if (kind == FileKind::other) {
    // A device or a pipe (/dev/null, /dev/stdout) is written to; putting a file in its place would
    // take it away from everybody.
    temporary_.clear();
    descriptor_ = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  } else {
    descriptor_ = ::mkstemp(temporary_.data());
  }
  if (descriptor_ < 0)
    fail(path, errno);
}

WholeFile::~WholeFile() {
  if (descriptor_ >= 0)
    ::close(descriptor_);
  if (!temporary_.empty())
    ::unlink(temporary_.c_str());
}

void WholeFile::write(std::string_view content) {
  write_all(descriptor_, content, path_);
}

void WholeFile::finish() {
  if (temporary_.empty()) {
    if (::close(std::exchange(descriptor_, -1)) != 0)
      fail(path_, errno);
    return;
  }
  if (!is_private_ && ::fchmod(descriptor_, permitted_mode()) != 0)
    fail(path_, errno);
  if (::fsync(descriptor_) != 0 || ::close(std::exchange(descriptor_, -1)) != 0 ||
      ::rename(temporary_.c_str(), path_.c_str()) != 0)
    fail(path_, errno);
  temporary_.clear();
  const Descriptor folder(::open(folder_of(path_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.get() >= 0)
    ::fsync(folder.get());  // best effort: the file itself is already whole
}

std::vector<std::string> list_files(const std::string& folder, std::vector<std::string>& skipped) {
  std::vector<std::string> files;
  list_into(folder, files, skipped);
  std::sort(files.begin(), files.end());
  return files;
}

TemporaryFile::TemporaryFile(const std::string& purpose) : path_(temporary_name(purpose)) {
  const Descriptor descriptor(::mkstemp(path_.data()));
  if (descriptor.get() < 0)
    fail(path_, errno);
}

TemporaryFile::~TemporaryFile() {
  ::unlink(path_.c_str());
}

TemporaryFolder::TemporaryFolder(const std::string& purpose) : path_(temporary_name(purpose)) {
  if (::mkdtemp(path_.data()) == nullptr)
    fail(path_, errno);
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;  // a file that stays behind is in a private folder
  std::filesystem::remove_all(path_, ignored);
}

InputFile::InputFile(const std::string& path)
    : path_(path), descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)), size_(0) {
  if (descriptor_ < 0)
    fail(path, errno);
  struct stat status {};
  const bool known = ::fstat(descriptor_, &status) == 0;
  if (!known || S_ISDIR(status.st_mode)) {
    const int code = known ? EISDIR : errno;
    ::close(descriptor_);
    fail(path, code);
  }
  size_ = static_cast<std::uint64_t>(status.st_size);
}

InputFile::~InputFile() {
  ::close(descriptor_);
}

std::size_t InputFile::read_at(std::uint64_t offset, char* out, std::size_t length) const {
  std::size_t done = 0;
  while (done < length) {
    const ssize_t count =
        ::pread(descriptor_, out + done, length - done, static_cast<off_t>(offset + done));
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      fail(path_, errno);
    if (count == 0)
      break;
    done += static_cast<std::size_t>(count);
  }
  return done;
}

std::uint64_t spool_standard_input(const std::string& path) {
  const Descriptor out(::open(path.c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC));
  if (out.get() < 0)
    fail(path, errno);
  std::string buffer(1U << 18, '\0');
  std::uint64_t total = 0;
  while (true) {
    const ssize_t count = ::read(STDIN_FILENO, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      fail("-", errno);
    if (count == 0)
      return total;
    write_all(out.get(), std::string_view(buffer.data(), static_cast<std::size_t>(count)), path);
    total += static_cast<std::uint64_t>(count);
  }
}

}  // namespace aval
