#include "audit/table/archive.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "audit/base/error.h"
#include "audit/base/text.h"
#include "audit/table/kml_source.h"
#include "audit/table/source_format.h"
#include "audit/table/tar_archive.h"
#include "audit/table/unpack.h"
#include "audit/table/zip_archive.h"

namespace aval {

namespace {

constexpr std::size_t kMaxMembers = 10000;
constexpr std::uint64_t kMaxTotal = 64ULL << 30;
constexpr std::uint64_t kFreeTotal = 1ULL << 30;
constexpr std::uint64_t kMaxRatio = 200;
constexpr std::size_t kBlock = 65536;

[[noreturn]] void refuse_bomb(const std::string& place) {
  throw Error(ErrorKind::input, place,
              Text{"archive refusée : elle dépasse les limites (10 000 fichiers, 64 Gio, 200 fois "
                   "sa taille) ; extrayez-la vous-même si vous lui faites confiance",
                   "archive refused: it passes the limits (10,000 files, 64 GiB, 200 times its "
                   "size); extract it yourself if you trust it"});
}

[[noreturn]] void refuse_damage(const std::string& place) {
  throw Error(ErrorKind::input, place,
              Text{"archive abîmée ou tronquée : redemandez-la",
                   "archive that is damaged or cut short: ask for it again"});
}

// Names come from whoever made the archive: they must stay inside it and stand once.
void check_members(Archive& archive, std::uint64_t packed, const std::string& place) {
  std::set<std::string> names;
  std::uint64_t total = 0;
  if (archive.members.size() > kMaxMembers)
    refuse_bomb(place);
  for (ArchiveMember& member : archive.members) {
    member.name = to_valid_utf8(member.name);
    std::replace(member.name.begin(), member.name.end(), '\\', '/');
    const auto parts = split(member.name, '/');
    const bool leaves =
        member.name.starts_with("/") || std::find(parts.begin(), parts.end(), "..") != parts.end();
    if (leaves || !names.insert(member.name).second)
      throw Error(ErrorKind::input, place,
                  Text{"archive refusée : noms en double ou noms qui sortent de l'archive",
                       "archive refused: names given twice or names that leave the archive"});
    total += std::min(member.bytes, kMaxTotal);
    if (total > kMaxTotal || (total > kFreeTotal && total / kMaxRatio > packed))
      refuse_bomb(place);
  }
}

std::shared_ptr<const InputBytes> extract(const ZipArchive& zip, const ZipEntry& entry,
                                          const std::string& place) {
  ZipPart part = zip.open(entry.name);
  Spool spool;
  std::string block(kBlock, '\0');
  std::uint64_t produced = 0;
  for (bool is_last = false; !is_last;) {
    const std::size_t got = part.read(block.data(), block.size());
    produced += got;
    is_last = got < block.size();
    // A member that holds more than the directory says would pass the sum of the sizes.
    if (part.damaged() || produced > entry.bytes)
      refuse_damage(place);
    spool.add(std::string_view(block.data(), got));
  }
  return spool.finish();
}

// Documents are ZIP archives too: OOXML, OpenDocument, EPUB, KMZ.
bool is_document(const ZipArchive& zip) {
  return is_kmz(zip, split_source_name(zip.place()).ending) || zip.has("[Content_Types].xml") ||
         zip.has("mimetype") || zip.has("META-INF/manifest.xml") || zip.has("_rels/.rels");
}

std::shared_ptr<const Archive> open_zip(const std::shared_ptr<const InputBytes>& input,
                                        const std::string& place) {
  const auto zip = std::make_shared<ZipArchive>(input, place);
  if (is_document(*zip))
    return nullptr;
  auto entries = std::make_shared<std::vector<ZipEntry>>();
  auto archive = std::make_shared<Archive>();
  for (ZipEntry& entry : zip->list()) {
    if (entry.name.ends_with("/") || entry.name.ends_with("\\"))
      continue;
    archive->members.push_back({entry.name, entry.bytes, true});
    entries->push_back(std::move(entry));
  }
  check_members(*archive, input->size(), place);
  archive->open = [zip, entries, place, names = archive->members](std::size_t member) {
    return extract(*zip, entries->at(member), place + "/" + names.at(member).name);
  };
  return archive;
}

std::shared_ptr<const Archive> open_tar(const std::shared_ptr<const InputBytes>& input,
                                        const std::string& place) {
  auto list = std::make_shared<TarList>(list_tar(*input, kMaxMembers + 1));
  if (list->is_damaged)
    refuse_damage(place);
  auto archive = std::make_shared<Archive>();
  for (const TarMember& member : list->members)
    archive->members.push_back({member.name, member.bytes, member.is_file});
  check_members(*archive, input->size(), place);
  archive->open = [input, list](std::size_t member) {
    const TarMember& found = list->members.at(member);
    return InputBytes::of_range(input, found.offset, found.bytes);
  };
  return archive;
}

std::string read_head(const InputBytes& input) {
  std::string head(kTarBlock, '\0');
  head.resize(input.read_at(0, head.data(), head.size()));
  return head;
}

std::shared_ptr<const Archive> shelved(const std::shared_ptr<const InputBytes>& input,
                                       const std::string& place,
                                       std::pair<ArchiveShelf*, std::size_t> shelf) {
  auto archive = shelf.first != nullptr ? shelf.first->find(place) : nullptr;
  if (archive)
    return archive;
  archive = open_archive(input, place);
  if (archive && shelf.first != nullptr)
    shelf.first->keep(place, archive, shelf.second);
  return archive;
}

// The first part of the path that is a file; npos when none is.
std::size_t file_prefix(const std::string& path) {
  for (std::size_t slash = path.find('/', 1); slash != std::string::npos;
       slash = path.find('/', slash + 1))
    if (kind_of_file(path.substr(0, slash)) == FileKind::regular)
      return slash;
  return std::string::npos;
}

// The member of that name, or the one that is a folder of it; the length of its name tells which.
std::optional<std::size_t> match_member(const Archive& archive, std::string_view wanted) {
  std::optional<std::size_t> found;
  for (std::size_t index = 0; index < archive.members.size(); ++index) {
    const std::string& name = archive.members[index].name;
    if (name == wanted)
      return index;
    if (wanted.starts_with(name + "/"))
      found = index;
  }
  return found;
}

}  // namespace

std::shared_ptr<const Archive> open_archive(const std::shared_ptr<const InputBytes>& input,
                                            const std::string& place) {
  const std::string head = read_head(*input);
  if (head.starts_with("PK\x03\x04"))
    return open_zip(input, place);
  if (is_tar(head))
    return open_tar(input, place);
  if (!is_gzip(head) && !is_zstd(head))
    return nullptr;
  return is_tar(unpacked_head(input, kTarBlock, place)) ? open_tar(unpack(input, place), place)
                                                        : nullptr;
}

std::shared_ptr<const Archive> ArchiveShelf::find(const std::string& place) const {
  const std::lock_guard lock(mutex_);
  for (const auto& [depth, kept] : archives_)
    if (kept.first == place)
      return kept.second;
  return nullptr;
}

void ArchiveShelf::keep(const std::string& place, std::shared_ptr<const Archive> archive,
                        std::size_t depth) {
  const std::lock_guard lock(mutex_);
  archives_[depth] = {place, std::move(archive)};
}

namespace {

// An archive in the deepest one that is read would have to be read too.
void refuse_deep_archive(const Archive& archive, std::size_t member, const std::string& path) {
  if (!has_archive_ending(path) || !open_archive(archive.open(member), path))
    return;
  throw Error(ErrorKind::input, path,
              format_text({"archive emboîtée trop profond : aval ouvre une archive et les archives "
                           "qu'elle contient, soit {0} niveaux ; extrayez celle-ci et auditez-la "
                           "à part",
                           "archive nested too deep: aval opens an archive and the archives in "
                           "it, which is {0} levels; extract this one and audit it by itself"},
                          {std::to_string(kMaxArchiveDepth)}));
}

}  // namespace

std::shared_ptr<const FoundMember> find_member(const std::string& path, ArchiveShelf* shelf) {
  const std::size_t slash = file_prefix(path);
  if (slash == std::string::npos)
    return nullptr;
  std::string place = path.substr(0, slash);
  std::string_view wanted = std::string_view(path).substr(slash + 1);
  std::shared_ptr<const InputBytes> input = InputBytes::of_file(place);
  for (std::size_t depth = 1; depth <= kMaxArchiveDepth; ++depth) {
    const auto archive = shelved(input, place, {shelf, depth});
    const auto member = archive ? match_member(*archive, wanted) : std::nullopt;
    if (!member)
      break;
    const std::string& name = archive->members[*member].name;
    if (name == wanted) {
      if (depth == kMaxArchiveDepth)
        refuse_deep_archive(*archive, *member, path);
      return std::make_shared<FoundMember>(FoundMember{archive, *member});
    }
    place += "/" + name;
    wanted.remove_prefix(name.size() + 1);
    input = archive->open(*member);
  }
  throw Error(ErrorKind::input, path,
              Text{"aucun fichier de ce nom dans l'archive ; aval scan ARCHIVE les nomme tous",
                   "no file of that name in the archive; aval scan ARCHIVE names them all"});
}

}  // namespace aval
