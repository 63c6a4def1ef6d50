// Build tool: compiles the dictionaries of a pack. usage: aval_compile_dictionaries PACK_FOLDER OUT
#include <iostream>

#include <nlohmann/json.hpp>

#include "audit/base/file.h"
#include "rules/pack_files.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: aval_compile_dictionaries PACK_FOLDER OUT\n";
    return 2;
  }
  try {
    const aval::PackFiles files = aval::read_pack_folder(argv[1]);
    const aval::EmbeddedFile* manifest = files.find("pack.json");
    if (manifest == nullptr)
      throw aval::Error(aval::ErrorKind::pack, "pack.json", {"fichier absent", "missing file"});
    std::vector<aval::Problem> problems;
    auto sources =
        aval::dictionary_sources(aval::parse_json(manifest->content, "pack.json"), files, problems);
    const std::string table = aval::compile_dictionaries(sources, problems);
    aval::throw_if_any(aval::ErrorKind::pack, argv[1], problems);
    aval::write_file_whole(argv[2], table, false);
  } catch (const aval::Error& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
  return 0;
}
