// Folders and archives into files (source.h).
#include "audit/table/source_list.h"

#include <algorithm>
#include <array>
#include <functional>
#include <set>

#include "audit/base/file.h"
#include "audit/base/text.h"
#include "audit/table/database_uri.h"
#include "audit/table/source.h"
#include "audit/table/source_format.h"

namespace aval {

namespace {

using IsThere = std::function<bool(const std::string& path)>;

// The files of a Shapefile, DBF or MapInfo table are read with the main one, or hold an index of
// it.
bool is_read_with_another(const std::string& path, const IsThere& is_there) {
  constexpr std::array<std::string_view, 10> kWithShapes = {"dbf", "shx", "prj", "cpg", "qpj",
                                                            "sbn", "sbx", "qix", "dbt", "fpt"};
  constexpr std::array<std::string_view, 3> kWithTable = {"cpg", "dbt", "fpt"};
  constexpr std::array<std::string_view, 4> kWithMap = {"dat", "map", "id", "ind"};
  const std::string ending = split_source_name(path).ending;
  const std::string stem = path.substr(0, path.size() - ending.size());
  const auto is_one_of = [&](const auto& endings) {
    return std::find(endings.begin(), endings.end(), ending) != endings.end();
  };
  const auto has = [&](const std::string& main) {
    return is_there(stem + main) || is_there(stem + to_upper_ascii(main));
  };
  // A ".tab" is a MapInfo table only beside a file of its objects.
  const bool is_of_mapinfo = is_one_of(kWithMap) && has("tab") && (has("map") || has("id"));
  return is_of_mapinfo || (ending == "mid" && has("mif")) ||
         (is_one_of(kWithShapes) && has("shp")) || (is_one_of(kWithTable) && has("dbf"));
}

bool has_hidden_part(const std::string& name) {
  const auto parts = split(name, '/');
  return std::any_of(parts.begin(), parts.end(), [](std::string_view part) {
    return part.starts_with(".") || part == "__MACOSX";
  });
}

// Sources and what is not audited, in the order in which they come.
class SourceLister {
 public:
  SourceLister(std::vector<std::string>& files, std::vector<std::string>& not_audited)
      : files_(files), not_audited_(not_audited) {}

  void add_folder(const std::string& folder) {
    const std::size_t before = files_.size();
    const auto is_there = [](const std::string& path) {
      return kind_of_file(path) == FileKind::regular;
    };
    for (const std::string& path : list_files(folder, not_audited_)) {
      if (is_read_with_another(path, is_there))
        continue;
      if (has_readable_ending(path))
        add_file(path);
      else
        not_audited_.push_back(path);
    }
    // open_source then says of this one what is wrong, like of any other source.
    if (files_.size() == before)
      files_.push_back(folder);
  }

  // An archive that cannot be opened stays: open_source tells why.
  void add_file(const std::string& path) {
    std::shared_ptr<const Archive> archive;
    try {
      if (path != "-" && kind_of_file(path) == FileKind::regular && file_size(path) > 0)
        archive = open_archive(InputBytes::of_file(path), path);
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::input)
        throw;
    }
    if (!archive || !add_members(*archive, path, 1))
      files_.push_back(path);
  }

 private:
  // False when there is nothing to read in it.
  bool add_members(const Archive& archive, const std::string& place, std::size_t depth) {
    const std::size_t before = files_.size();
    for (const std::size_t index : readable_members(archive, place, not_audited_))
      add_member(archive, index, {place + "/" + archive.members[index].name, depth});
    return files_.size() > before;
  }

  void add_member(const Archive& archive, std::size_t index,
                  const std::pair<std::string, std::size_t>& named) {
    const auto& [path, depth] = named;
    if (!has_archive_ending(path)) {
      files_.push_back(path);
      return;
    }
    std::shared_ptr<const Archive> inner;
    try {
      inner = open_archive(archive.open(index), path);
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::input)
        throw;
    }
    // One that is too deep stays: open_source says so.
    if (!inner || depth >= kMaxArchiveDepth || !add_members(*inner, path, depth + 1))
      files_.push_back(path);
  }

  std::vector<std::string>& files_;
  std::vector<std::string>& not_audited_;
};

}  // namespace

std::vector<std::size_t> readable_members(const Archive& archive, const std::string& place,
                                          std::vector<std::string>& not_audited) {
  std::set<std::string> names;
  for (const ArchiveMember& member : archive.members)
    names.insert(member.name);
  const auto is_there = [&](const std::string& name) { return names.count(name) > 0; };
  std::vector<std::size_t> readable;
  for (std::size_t index = 0; index < archive.members.size(); ++index) {
    const ArchiveMember& member = archive.members[index];
    if (is_read_with_another(member.name, is_there))
      continue;
    if (member.is_file && has_readable_ending(member.name) && !has_hidden_part(member.name))
      readable.push_back(index);
    else
      not_audited.push_back(place + "/" + member.name);
  }
  return readable;
}

std::vector<std::string> expand_sources(const std::vector<std::string>& names,
                                        std::vector<std::string>& not_audited) {
  std::vector<std::string> files;
  SourceLister lister(files, not_audited);
  for (const std::string& name : names) {
    if (is_database_uri(name))
      files.push_back(name);
    else if (name != "-" && kind_of_file(name) == FileKind::folder)
      lister.add_folder(name);
    else
      lister.add_file(name);
  }
  std::sort(not_audited.begin(), not_audited.end());
  return files;
}

}  // namespace aval
