// The loader of rule packs on hostile files: the bytes are one file of rules, or (when they start with "{\"schema\"") the manifest.
#include <cstddef>
#include <cstdint>

#include "rules/pack_files.h"
#include "rules/rule_pack.h"

namespace {

constexpr std::string_view kManifest =
    R"({"schema":"aval.rules/1","id":"x","version":"1","title":{"fr":"x","en":"x"},"dictionaries":[],"header_words":"h.tsv"})";
constexpr std::string_view kWords = "token_or_phrase\tlanguage\ttype\tstrength\tnote\nnom\tfr\tlast_name\tstrong\t\n";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const bool manifest = bytes.substr(0, 9) == "{\"schema\"";
  aval::PackFiles files;
  files.files.push_back({"h.tsv", kWords});
  files.files.push_back({"pack.json", manifest ? bytes : kManifest});
  if (!manifest)
    files.files.push_back({"rules/x.json", bytes});
  const auto problems = aval::check_rule_files(files);
  return problems.size() > 1000000 ? 1 : 0;
}
