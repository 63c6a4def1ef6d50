#include "audit/table/gdal_files.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <mutex>
#include <utility>

#include "audit/base/file_status.h"
#include "audit/base/text.h"
#include "audit/table/number_text.h"

namespace aval {

namespace {

constexpr std::string_view kStem = "table.";

// The files of a source by their endings in lower case; those beside are looked for once.
class ShownFiles {
 public:
  explicit ShownFiles(GdalFiles files) : files_(std::move(files)) {}

  std::shared_ptr<const InputBytes> find(const std::string& ending) {
    if (ending == files_.ending)
      return files_.input;
    const auto& allowed = files_.side_endings;
    if (!files_.beside || std::find(allowed.begin(), allowed.end(), ending) == allowed.end())
      return nullptr;
    const std::lock_guard lock(mutex_);
    const auto [place, is_new] = found_.try_emplace(ending);
    if (is_new)
      place->second = files_.beside(ending);
    return place->second;
  }

 private:
  GdalFiles files_;
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const InputBytes>> found_;
};

// GDAL keeps one table of file systems for the whole process: so must we.
struct ShownFolders {
  std::mutex mutex;
  std::map<std::uint64_t, std::shared_ptr<ShownFiles>> folders;
  std::uint64_t next = 1;
};

ShownFolders& shown_folders() {
  static const auto kFolders = std::make_unique<ShownFolders>();
  return *kFolders;
}

// "7/table.dat" as a file; null for any other name.
std::shared_ptr<const InputBytes> find_file(std::string_view name) {
  const std::size_t slash = name.find('/');
  if (slash == std::string_view::npos || !name.substr(slash + 1).starts_with(kStem))
    return nullptr;
  const auto id = parse_count(name.substr(0, slash));
  std::shared_ptr<ShownFiles> files;
  if (id) {
    ShownFolders& shown = shown_folders();
    const std::lock_guard lock(shown.mutex);
    const auto place = shown.folders.find(*id);
    files = place == shown.folders.end() ? nullptr : place->second;
  }
  return files ? files->find(to_lower_ascii(name.substr(slash + 1 + kStem.size()))) : nullptr;
}

// A member of an archive that cannot be unpacked is a file that is not there.
std::shared_ptr<const InputBytes> find_file_or_none(const char* name) noexcept {
  try {
    return name == nullptr ? nullptr : find_file(name);
  } catch (const std::exception&) {
    return nullptr;
  }
}

struct OpenFile {
  std::shared_ptr<const InputBytes> input;
  std::uint64_t place = 0;
  bool is_past_end = false;
};

// A disk that fails ends the file: the reader of the format then finds it cut short.
std::size_t read_or_none(const OpenFile& opened, char* out, std::size_t wanted) noexcept {
  try {
    return opened.place < opened.input->size() ? opened.input->read_at(opened.place, out, wanted)
                                               : 0;
  } catch (const std::exception&) {
    return 0;
  }
}

OpenFile& open_file(void* file) {
  return *static_cast<OpenFile*>(file);
}

}  // namespace

GdalFolder::GdalFolder(GdalFiles files) : ending_(files.ending) {
  auto shown_files = std::make_shared<ShownFiles>(std::move(files));
  ShownFolders& shown = shown_folders();
  const std::lock_guard lock(shown.mutex);
  id_ = shown.next++;
  shown.folders.emplace(id_, std::move(shown_files));
}

GdalFolder::~GdalFolder() {
  ShownFolders& shown = shown_folders();
  const std::lock_guard lock(shown.mutex);
  shown.folders.erase(id_);
}

std::string GdalFolder::path() const {
  std::string path = kGdalPrefix;
  path.append(std::to_string(id_)).append("/").append(kStem).append(ending_);
  return path;
}

int gdal_file_status(void* /*data*/, const char* name, void* status, int /*flags*/) {
  const auto input = find_file_or_none(name);
  if (!input)
    return -1;
  fill_file_status(status, input->size());
  return 0;
}

void* gdal_file_open(void* /*data*/, const char* name, const char* mode) {
  if (mode == nullptr || std::string_view(mode).find_first_of("wa+") != std::string_view::npos)
    return nullptr;
  auto input = find_file_or_none(name);
  if (!input)
    return nullptr;
  return std::make_unique<OpenFile>(OpenFile{std::move(input)}).release();
}

std::uint64_t gdal_file_tell(void* file) {
  return open_file(file).place;
}

int gdal_file_seek(void* file, std::uint64_t offset, int origin) {
  OpenFile& opened = open_file(file);
  const std::uint64_t base = origin == SEEK_CUR   ? opened.place
                             : origin == SEEK_END ? opened.input->size()
                                                  : 0;
  opened.place = base + offset;  // an offset may be negative, as an unsigned number
  opened.is_past_end = false;
  return 0;
}

std::size_t gdal_file_read(void* file, void* out, std::size_t size, std::size_t count) {
  OpenFile& opened = open_file(file);
  if (size == 0 || count == 0 || count > SIZE_MAX / size)
    return 0;
  const std::size_t wanted = size * count;
  const std::size_t got = read_or_none(opened, static_cast<char*>(out), wanted);
  opened.place += got;
  opened.is_past_end = got < wanted;
  return got / size;
}

int gdal_file_at_end(void* file) {
  return open_file(file).is_past_end ? 1 : 0;
}

int gdal_file_close(void* file) {
  const std::unique_ptr<OpenFile> opened(static_cast<OpenFile*>(file));
  return 0;
}

}  // namespace aval
