#include "audit/table/zip_archive.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include <zip.h>

#include "audit/base/error.h"
#include "audit/base/text.h"

namespace aval {

namespace {

constexpr std::int64_t kMaxEntries = 10000;
constexpr std::uint64_t kMaxInflated = 8ULL << 30;
constexpr std::uint64_t kFreeInflated = 64ULL << 20;
constexpr std::uint64_t kMaxRatio = 200;
constexpr std::size_t kBlock = 65536;

// What libzip reads through; deleted by it.
struct ZipInput {
  std::shared_ptr<const InputBytes> input;
  std::uint64_t offset = 0;
  zip_error_t error{};
};

zip_int64_t describe_input(const ZipInput& state, void* data) {
  zip_stat_t stat;
  zip_stat_init(&stat);
  stat.valid = ZIP_STAT_SIZE;
  stat.size = state.input->size();
  std::memcpy(data, &stat, sizeof stat);
  return sizeof stat;
}

zip_int64_t seek_input(ZipInput& state, void* data, zip_uint64_t length) {
  const zip_int64_t offset =
      zip_source_seek_compute_offset(state.offset, state.input->size(), data, length, &state.error);
  if (offset < 0)
    return -1;
  state.offset = static_cast<std::uint64_t>(offset);
  return 0;
}

// The commands of zip_source_function(3).
zip_int64_t serve_input(void* user, void* data, zip_uint64_t length, zip_source_cmd_t command) {
  auto* state = static_cast<ZipInput*>(user);
  switch (command) {
    case ZIP_SOURCE_SUPPORTS:
      return zip_source_make_command_bitmap(
          ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR,
          ZIP_SOURCE_FREE, ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, ZIP_SOURCE_SUPPORTS, -1);
    case ZIP_SOURCE_OPEN:
      state->offset = 0;
      return 0;
    case ZIP_SOURCE_CLOSE:
      return 0;
    case ZIP_SOURCE_READ: {
      const std::size_t got = state->input->read_at(state->offset, static_cast<char*>(data),
                                                    static_cast<std::size_t>(length));
      state->offset += got;
      return static_cast<zip_int64_t>(got);
    }
    case ZIP_SOURCE_STAT:
      return describe_input(*state, data);
    case ZIP_SOURCE_ERROR:
      return zip_error_to_data(&state->error, data, length);
    case ZIP_SOURCE_SEEK:
      return seek_input(*state, data, length);
    case ZIP_SOURCE_TELL:
      return static_cast<zip_int64_t>(state->offset);
    case ZIP_SOURCE_FREE:
      delete state;
      return 0;
    default:
      zip_error_set(&state->error, ZIP_ER_OPNOTSUPP, 0);
      return -1;
  }
}

[[noreturn]] void refuse_damaged(const std::string& place) {
  throw Error(ErrorKind::input, place,
              Text{"classeur ou archive abîmé ou tronqué : redemandez le fichier, ou ouvrez-le et "
                   "enregistrez-le de nouveau",
                   "workbook or archive that is damaged or cut short: ask for the file again, or "
                   "open it and save it again"});
}

[[noreturn]] void refuse_forged(const std::string& place) {
  throw Error(ErrorKind::input, place,
              Text{"archive refusée : trop d'entrées (10 000 au plus), noms en double ou noms qui "
                   "sortent de l'archive ; si elle est saine, extrayez-en les fichiers et auditez "
                   "leur dossier",
                   "archive refused: too many entries (10,000 at most), names given twice or names "
                   "that leave the archive; if it is sound, extract its files and audit their "
                   "folder"});
}

std::string part_name(std::string_view name) {
  std::string text = to_lower_ascii(name);
  std::replace(text.begin(), text.end(), '\\', '/');
  return text;
}

bool leaves_archive(const std::string& name) {
  if (name.empty() || name.front() == '/')
    return true;
  const auto parts = split(name, '/');
  return std::any_of(parts.begin(), parts.end(),
                     [](std::string_view part) { return part == ".."; });
}

}  // namespace

ZipArchive::ZipArchive(std::shared_ptr<const InputBytes> input, std::string place)
    : place_(std::move(place)), input_(std::move(input)) {
  auto state = std::make_unique<ZipInput>();
  state->input = input_;
  zip_error_init(&state->error);
  zip_source_t* source = zip_source_function_create(serve_input, state.get(), nullptr);
  if (source == nullptr)
    refuse_damaged(place_);
  static_cast<void>(state.release());  // now of the source
  handle_ = zip_open_from_source(source, ZIP_RDONLY, nullptr);
  if (handle_ == nullptr) {
    zip_source_free(source);
    refuse_damaged(place_);
  }
  try {
    list_entries();
  } catch (...) {
    zip_discard(handle_);
    throw;
  }
}

ZipArchive::~ZipArchive() {
  zip_discard(handle_);
}

void ZipArchive::list_entries() {
  const std::int64_t count = zip_get_num_entries(handle_, 0);
  if (count > kMaxEntries)
    refuse_forged(place_);
  for (std::int64_t index = 0; index < count; ++index) {
    const auto entry = static_cast<std::uint64_t>(index);
    const char* raw = zip_get_name(handle_, entry, ZIP_FL_ENC_GUESS);
    const std::string name = part_name(raw == nullptr ? "" : raw);
    if (leaves_archive(name) || !entries_.emplace(name, entry).second)
      refuse_forged(place_);
  }
}

std::vector<ZipEntry> ZipArchive::list() const {
  std::vector<ZipEntry> list;
  for (std::uint64_t index = 0; index < entries_.size(); ++index) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_stat_index(handle_, index, 0, &stat) != 0 || stat.name == nullptr)
      refuse_damaged(place_);
    list.push_back({stat.name, stat.size});
  }
  return list;
}

bool ZipArchive::has(std::string_view name) const {
  return entries_.count(part_name(name)) > 0;
}

bool ZipArchive::has_prefix(std::string_view prefix) const {
  const auto place = entries_.lower_bound(prefix);
  return place != entries_.end() && std::string_view(place->first).starts_with(prefix);
}

ZipPart ZipArchive::open(std::string_view name) const {
  const auto entry = entries_.find(part_name(name));
  if (entry == entries_.end())
    refuse_damaged(place_);
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_stat_index(handle_, entry->second, 0, &stat) != 0)
    refuse_damaged(place_);
  if (stat.encryption_method != ZIP_EM_NONE)
    throw Error(ErrorKind::input, place_,
                Text{"archive protégée par mot de passe : ôtez le mot de passe",
                     "password-protected archive: remove the password"});
  zip_file_t* file = zip_fopen_index(handle_, entry->second, 0);
  if (file == nullptr)
    refuse_damaged(place_);
  return ZipPart(file, std::min<std::uint64_t>(stat.comp_size, input_->size()), place_);
}

std::string ZipArchive::read(std::string_view name, std::size_t limit) const {
  ZipPart part = open(name);
  std::string text;
  for (;;) {
    const std::size_t kept = text.size();
    text.resize(kept + kBlock);
    const std::size_t got = part.read(text.data() + kept, kBlock);
    text.resize(kept + got);
    if (part.damaged() || text.size() > limit)
      refuse_damaged(place_);
    if (got < kBlock)
      return text;
  }
}

ZipPart::ZipPart(zip_file* handle, std::uint64_t packed_bytes, std::string place)
    : handle_(handle), packed_bytes_(packed_bytes), place_(std::move(place)) {}

ZipPart::~ZipPart() {
  if (handle_ != nullptr)
    zip_fclose(handle_);
}

ZipPart::ZipPart(ZipPart&& other) noexcept
    : handle_(std::exchange(other.handle_, nullptr)),
      packed_bytes_(other.packed_bytes_),
      place_(std::move(other.place_)),
      produced_(other.produced_),
      damaged_(other.damaged_) {}

std::size_t ZipPart::read(char* out, std::size_t length) {
  std::size_t count = 0;
  while (count < length && !damaged_) {
    const zip_int64_t got = zip_fread(handle_, out + count, length - count);
    damaged_ = got < 0;
    if (got <= 0)
      break;
    count += static_cast<std::size_t>(got);
  }
  produced_ += count;
  const bool is_too_dense = produced_ > kFreeInflated && produced_ / kMaxRatio > packed_bytes_;
  if (produced_ > kMaxInflated || is_too_dense)
    throw Error(ErrorKind::input, place_,
                Text{"ce fichier se décompresse au-delà des limites (8 Gio, ou 200 fois sa "
                     "taille) ; s'il est sain, enregistrez-le ou extrayez-le vous-même",
                     "this file inflates past the limits (8 GiB, or 200 times its size); if it "
                     "is sound, save or extract it yourself"});
  return count;
}

}  // namespace aval
