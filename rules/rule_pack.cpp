#include "rules/rule_pack.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "rules/pack_files.h"
#include "rules/rule_loader.h"

namespace aval {

const EmbeddedFolder& embedded_french_rules();
const EmbeddedFolder& embedded_rule_schemas();

namespace {

Json schema_named(std::string_view name) {
  return parse_json(embedded_content(embedded_rule_schemas(), name), std::string(name));
}

// Parses a file of the pack and checks it; null with a problem added when it is unsound.
Json checked_document(const EmbeddedFile& file, std::string_view schema,
                      std::vector<Problem>& problems) {
  try {
    Json document = parse_json(file.content, std::string(file.path));
    const std::vector<Problem> found =
        check_json(document, schema_named(schema), std::string(file.path));
    problems.insert(problems.end(), found.begin(), found.end());
    return found.empty() ? document : Json();
  } catch (const Error& error) {
    problems.push_back({error.place(), error.message()});
    return {};
  }
}

// header_words.tsv: phrase, language, type, strength, note; a header line first.
std::vector<HeaderWord> read_header_words(const EmbeddedFile& file,
                                          std::vector<Problem>& problems) {
  std::vector<HeaderWord> words;
  std::size_t line_number = 0;
  for (const std::string_view line : split(file.content, '\n')) {
    if (++line_number == 1 || trim(line).empty())
      continue;
    const std::vector<std::string_view> cells = split(line, '\t');
    const auto type = cells.size() >= 4 ? find_column_type(cells[2]) : std::nullopt;
    if (!type || (cells[3] != "strong" && cells[3] != "weak")) {
      problems.push_back({std::string(file.path) + ":" + std::to_string(line_number),
                          {"ligne illisible : mot, langue, type, force (strong ou weak) sont "
                           "attendus, séparés par des tabulations",
                           "unreadable line: word, language, type, strength (strong or weak) are "
                           "expected, separated by tabs"}});
      continue;
    }
    words.push_back({std::string(cells[0]), *type,
                     cells[3] == "strong" ? HeaderStrength::strong : HeaderStrength::weak,
                     cells.size() > 4 ? std::string(cells[4]) : ""});
  }
  return words;
}

void read_all_rules(const PackFiles& files, bool trusted, RulePack& pack,
                    std::vector<Problem>& problems) {
  for (const EmbeddedFile& file : files.files) {
    if (!file.path.starts_with("rules/") || !file.path.ends_with(".json"))
      continue;
    const Json document = trusted ? parse_json(file.content, std::string(file.path))
                                  : checked_document(file, "rule.schema.json", problems);
    if (!document.is_null())
      read_rules(document, std::string(file.path), pack.rules, problems);
  }
  std::stable_sort(pack.rules.begin(), pack.rules.end(),
                   [](const Rule& a, const Rule& b) { return a.id < b.id; });
  for (std::size_t i = 1; i < pack.rules.size(); ++i)
    if (pack.rules[i].id == pack.rules[i - 1].id)
      problems.push_back(
          {pack.rules[i].id,
           {"deux règles portent cet identifiant", "two rules have this identifier"}});
}

void check_dictionary_names(const RulePack& pack, std::vector<Problem>& problems) {
  for (const Rule& rule : pack.rules)
    for (const std::string& name : rule.dictionaries)
      if (pack.dictionaries.bit(name) == 0)
        problems.push_back(
            {rule.id, format_text({"liste inconnue : « {0} »", "unknown list: '{0}'"}, {name})});
}

Dictionaries dictionaries_of(const Json& manifest, const PackFiles& files,
                             std::string_view compiled, std::vector<Problem>& problems) {
  std::vector<DictionarySource> sources = dictionary_sources(manifest, files, problems);
  std::string table;
  if (compiled.empty())
    table = compile_dictionaries(sources, problems);
  std::vector<DictionaryInfo> infos;
  for (const DictionarySource& source : sources)
    infos.push_back(source.info);
  if (compiled.empty())
    return Dictionaries(std::move(infos), std::move(table));
  return Dictionaries(std::move(infos), compiled);
}

// `compiled`: the table made at build time, for a trusted pack; empty: everything is checked and
// compiled here.
RulePack read_pack(const PackFiles& files, std::string_view compiled,
                   std::vector<Problem>& problems) {
  RulePack pack;
  const EmbeddedFile* manifest_file = files.find("pack.json");
  if (manifest_file == nullptr) {
    problems.push_back({"pack.json",
                        {"fichier absent : ce dossier n'est pas un paquet de règles",
                         "missing file: this folder is no rule pack"}});
    return pack;
  }
  const Json manifest = checked_document(*manifest_file, "pack.schema.json", problems);
  if (manifest.is_null())
    return pack;
  pack.id = manifest.at("id").get<std::string>();
  pack.version = manifest.at("version").get<std::string>();
  pack.title = {manifest.at("title").at("fr").get<std::string>(),
                manifest.at("title").at("en").get<std::string>()};
  const std::string words = manifest.at("header_words").get<std::string>();
  if (const EmbeddedFile* file = files.find(words))
    pack.header_words = HeaderWords(read_header_words(*file, problems));
  else
    problems.push_back({words, {"fichier absent du paquet", "file missing from the pack"}});
  pack.dictionaries = dictionaries_of(manifest, files, compiled, problems);
  read_all_rules(files, !compiled.empty(), pack, problems);
  check_dictionary_names(pack, problems);
  return pack;
}

RulePack prove(RulePack pack, const PackFiles& files, std::vector<Problem>& problems) {
  pack.sha256 = digest_of_folder(files.files);
  if (problems.empty())
    prove_rules(pack, problems);
  if (pack.rules.empty() && problems.empty())
    problems.push_back({"rules/", {"aucune règle dans ce paquet", "no rule in this pack"}});
  return pack;
}

PackFiles embedded_files() {
  PackFiles files;
  for (const EmbeddedFile& file : embedded_french_rules().files)
    if (file.path != kCompiledDictionaries)
      files.files.push_back(file);
  return files;
}

}  // namespace

RulePack load_embedded_rule_pack() {
  std::vector<Problem> problems;
  RulePack pack = read_pack(
      embedded_files(), embedded_content(embedded_french_rules(), kCompiledDictionaries), problems);
  throw_if_any(ErrorKind::pack, "fr", problems);
  pack.sha256 = std::string(embedded_french_rules().sha256);
  return pack;
}

RulePack load_rule_pack(const std::string& folder) {
  std::vector<Problem> problems;
  const PackFiles files = read_pack_folder(folder);
  RulePack pack = prove(read_pack(files, {}, problems), files, problems);
  throw_if_any(ErrorKind::pack, folder, problems);
  return pack;
}

std::vector<Problem> check_rule_files(const PackFiles& files) {
  std::vector<Problem> problems;
  prove(read_pack(files, {}, problems), files, problems);
  return problems;
}

std::vector<Problem> check_rule_pack(const std::string& folder) {
  return check_rule_files(read_pack_folder(folder));
}

std::vector<Problem> check_embedded_rule_pack() {
  return check_rule_files(embedded_files());
}

const Rule* find_rule(const RulePack& pack, std::string_view id) {
  const auto place =
      std::lower_bound(pack.rules.begin(), pack.rules.end(), id,
                       [](const Rule& rule, std::string_view key) { return rule.id < key; });
  return place != pack.rules.end() && place->id == id ? &*place : nullptr;
}

}  // namespace aval
