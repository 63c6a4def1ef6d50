// Build tool: writes OUT.S and OUT.cpp that hold the files of a folder in the program.
// usage: aval_embed OUT SYMBOL FOLDER [NAME=FILE...]
// FILE (made during the build) is added to the folder under NAME. Defines const
// aval::EmbeddedFolder& aval::SYMBOL().
#include <algorithm>
#include <iostream>
#include <map>
#include <set>

#include "audit/base/embedded.h"
#include "audit/base/error.h"
#include "audit/base/file.h"

namespace {

std::map<std::string, std::string> files_of(const std::string& folder, int argc, char** argv) {
  std::vector<std::string> skipped;
  std::map<std::string, std::string> files;
  for (const std::string& path : aval::list_files(folder, skipped))
    files[path.substr(folder.size() + 1)] = path;
  for (int i = 4; i < argc; ++i) {
    const std::string argument = argv[i];
    const std::size_t equals = argument.find('=');
    files[argument.substr(0, equals)] = argument.substr(equals + 1);
  }
  return files;
}

std::string assembly_of(const std::string& symbol,
                        const std::map<std::string, std::string>& files) {
  std::string out = "    .section .rodata\n";
  std::size_t index = 0;
  for (const auto& [name, path] : files) {
    const std::string label = symbol + "_" + std::to_string(index++);
    out += "    .balign 64\n    .global " + label + "\n" + label + ":\n    .incbin \"" + path +
           "\"\n    .byte 0\n";
  }
  return out + "    .section .note.GNU-stack,\"\",%progbits\n";
}

// Files made during the build follow from the others: the digest leaves them out.
std::string source_of(const std::string& symbol, const std::map<std::string, std::string>& files,
                      const std::set<std::string>& made) {
  std::vector<std::string> contents;
  for (const auto& [name, path] : files)
    contents.push_back(aval::read_file(path));
  std::vector<aval::EmbeddedFile> table;
  std::string declarations, entries;
  std::size_t index = 0;
  for (const auto& [name, path] : files) {
    const std::string label = symbol + "_" + std::to_string(index);
    if (made.count(name) == 0)
      table.push_back({name, contents[index]});
    declarations += "extern const char " + label + "[];\n";
    entries += "      {\"" + name + "\", {" + label + ", " +
               std::to_string(contents[index].size()) + "}},\n";
    ++index;
  }
  return "// Written by aval_embed.\n#include \"audit/base/embedded.h\"\n\nextern \"C\" {\n" +
         declarations + "}\n\nnamespace aval {\n\nconst EmbeddedFolder& " + symbol +
         "();\n\nconst EmbeddedFolder& " + symbol +
         "() {\n  static const EmbeddedFile files[] = {\n" + entries +
         "  };\n  static const EmbeddedFolder folder = {files, \"" + aval::digest_of_folder(table) +
         "\"};\n  return folder;\n}\n\n}  // namespace aval\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    std::cerr << "usage: aval_embed OUT SYMBOL FOLDER [NAME=FILE...]\n";
    return 2;
  }
  try {
    const std::string out = argv[1], symbol = argv[2];
    const auto files = files_of(argv[3], argc, argv);
    aval::write_file_whole(out + ".S", assembly_of(symbol, files), false);
    std::set<std::string> made;
    for (int i = 4; i < argc; ++i)
      made.insert(std::string(argv[i]).substr(0, std::string(argv[i]).find('=')));
    aval::write_file_whole(out + ".cpp", source_of(symbol, files, made), false);
  } catch (const aval::Error& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
  return 0;
}
