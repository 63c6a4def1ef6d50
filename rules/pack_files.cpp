#include "rules/pack_files.h"

#include <nlohmann/json.hpp>

#include "audit/base/file.h"

namespace aval {

const EmbeddedFile* PackFiles::find(std::string_view path) const {
  for (const EmbeddedFile& file : files)
    if (file.path == path)
      return &file;
  return nullptr;
}

PackFiles read_pack_folder(const std::string& folder) {
  if (kind_of_file(folder) != FileKind::folder)
    throw Error(ErrorKind::input, folder,
                {"ce dossier de règles n'existe pas", "this folder of rules does not exist"});
  PackFiles pack;
  std::vector<std::string> skipped;
  const std::string base = folder.ends_with("/") ? folder : folder + "/";
  // A folder given by mistake (a home folder) is not read through; the loader says what is missing.
  if (kind_of_file(base + "pack.json") != FileKind::regular)
    return pack;
  for (const std::string& path : list_files(folder, skipped))
    pack.owned.emplace_back(path.substr(base.size()), read_file(path));
  for (const auto& [path, content] : pack.owned)
    pack.files.push_back({path, content});
  return pack;
}

std::vector<DictionarySource> dictionary_sources(const Json& manifest, const PackFiles& files,
                                                 std::vector<Problem>& problems) {
  std::vector<DictionarySource> sources;
  for (const Json& entry : manifest.at("dictionaries")) {
    DictionarySource source;
    source.place = "pack.json#/dictionaries/" + std::to_string(sources.size());
    source.info.name = entry.at("name").get<std::string>();
    source.info.file = entry.at("file").get<std::string>();
    source.info.licence = entry.at("licence").get<std::string>();
    source.info.source = entry.at("source").get<std::string>();
    source.column = entry.value("column", std::string());
    source.where = entry.value("where", std::string());
    const EmbeddedFile* file = files.find(source.info.file);
    if (file == nullptr)
      problems.push_back(
          {source.place + "/file", format_text({"cette liste n'est pas dans le paquet : {0}",
                                                "this list is not in the pack: {0}"},
                                               {source.info.file})});
    else
      source.content = file->content;
    sources.push_back(std::move(source));
  }
  return sources;
}

}  // namespace aval
