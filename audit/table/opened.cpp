#include "audit/table/opened.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "audit/base/text.h"
#include "audit/table/archive.h"
#include "audit/table/source_list.h"
#include "audit/table/unpack.h"

namespace aval {

namespace {

constexpr std::uint64_t kOwnerFileBytes = 256;  // Word writes 162 of them, Excel 165

constexpr std::size_t kNamedMembers = 10;  // in a message

void check_readable(const std::string& uri) {
  switch (kind_of_file(uri)) {
    case FileKind::regular:
      return;
    case FileKind::absent:
      throw Error(ErrorKind::input, uri,
                  Text{"ce fichier n'existe pas ; vérifiez le chemin",
                       "this file does not exist; check the path"});
    case FileKind::folder:
      throw Error(ErrorKind::input, uri, refuse_folder());
    case FileKind::other:
      throw Error(ErrorKind::input, uri,
                  Text{"ce n'est pas un fichier ordinaire", "this is not a regular file"});
  }
}

std::string head_of(const InputBytes& input) {
  std::string head(kHeadBytes, '\0');
  head.resize(input.read_at(0, head.data(), head.size()));
  return head;
}

// Texts are read through gzip as they come; all else is unpacked first.
void look_inside(Opened& opened, std::string& head) {
  const bool is_zstd_packed = is_zstd(head);
  opened.gzip = is_gzip(head);
  if (!is_zstd_packed && !opened.gzip)
    return;
  opened.compression = opened.gzip ? "gzip" : "zstd";
  head = unpacked_head(opened.input, kHeadBytes, opened.uri);
  if (head.empty())
    throw Error(ErrorKind::input, opened.uri,
                Text{"le fichier compressé ne contient rien de lisible",
                     "the compressed file holds nothing that can be read"});
  if (container_of(head) == Container::text && opened.gzip)
    return;
  opened.packed = opened.input;
  opened.input = unpack(opened.packed, opened.uri);
  opened.gzip = false;
  head = head_of(*opened.input);
}

FindBeside beside_member(const std::shared_ptr<const FoundMember>& found) {
  return [found](const std::string& ending) -> std::shared_ptr<const InputBytes> {
    const auto& members = found->archive->members;
    const std::string& name = members[found->index].name;
    const std::string wanted = to_lower_ascii(name.substr(0, name.rfind('.') + 1) + ending);
    for (std::size_t index = 0; index < members.size(); ++index)
      if (members[index].is_file && to_lower_ascii(members[index].name) == wanted)
        return found->archive->open(index);
    return nullptr;
  };
}

Opened open_member(const std::shared_ptr<const FoundMember>& found, const std::string& uri) {
  if (!found->archive->members[found->index].is_file)
    throw Error(ErrorKind::input, uri,
                Text{"ce n'est pas un fichier ordinaire", "this is not a regular file"});
  Opened opened = identify(found->archive->open(found->index), uri);
  opened.beside = beside_member(found);
  return opened;
}

// The one readable member, or an error that names them.
Opened open_only_member(const std::shared_ptr<const Archive>& archive, const std::string& uri) {
  std::vector<std::string> not_audited;
  const std::vector<std::size_t> readable = readable_members(*archive, uri, not_audited);
  if (readable.size() == 1)
    return open_member(std::make_shared<FoundMember>(FoundMember{archive, readable.front()}),
                       uri + "/" + archive->members[readable.front()].name);
  std::vector<std::string> names;
  for (const std::size_t index : readable)
    if (names.size() < kNamedMembers)
      names.push_back(archive->members[index].name);
  if (names.empty())
    throw Error(ErrorKind::input, uri, refuse_folder());
  if (names.size() < readable.size())
    names.emplace_back("...");
  throw Error(ErrorKind::input, uri,
              format_text({"archive de plusieurs fichiers : nommez-en un, comme {0}/{1} "
                           "(fichiers : {2})",
                           "archive of several files: name one, as {0}/{1} (files: {2})"},
                          {uri, names.front(), join(names, ", ")}));
}

}  // namespace

Opened identify(std::shared_ptr<const InputBytes> input, const std::string& uri) {
  Opened opened;
  opened.input = std::move(input);
  opened.name = split_source_name(uri);
  opened.uri = uri;
  if (!opened.input->path().empty())
    opened.beside = [path = opened.input->path()](const std::string& ending) {
      return find_beside(path, ending);
    };
  if (opened.input->size() == 0)
    throw Error(ErrorKind::input, uri,
                Text{"le fichier est vide (zéro octet)", "the file is empty (zero bytes)"});
  // "~$cantine.xlsx" stands beside a document that Office has open, and outlives a crash.
  if (opened.name.name.starts_with("~$") && opened.input->size() < kOwnerFileBytes)
    throw Error(ErrorKind::input, uri,
                Text{"c'est la marque d'un document ouvert dans Office : elle porte le nom de la "
                     "personne, aucune donnée ; ne la publiez pas, supprimez-la",
                     "this is the mark of a document open in Office: it holds the name of who "
                     "opened it, and no data; delete it, do not publish it"});
  std::string head = head_of(*opened.input);
  look_inside(opened, head);
  opened.container = container_of(head);
  if (const auto refusal = refuse_by_magic(head))
    throw Error(ErrorKind::input, uri, *refusal);
  return opened;
}

Opened open_named(const std::string& path, const SourceOptions& options) {
  if (kind_of_file(path) == FileKind::absent)
    if (const auto found = find_member(path, options.shelf.get()))
      return open_member(found, path);
  check_readable(path);
  const auto input = InputBytes::of_file(path);
  if (input->size() > 0)
    if (const auto archive = open_archive(input, path))
      return open_only_member(archive, path);
  return identify(input, path);
}

}  // namespace aval
