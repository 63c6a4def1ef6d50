#include "rules/rule_pack.h"

#include <algorithm>
#include <map>
#include <set>

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

// header_words.tsv: phrase, language, type, strength, note; a header line first. A line that cannot
// be read stands as a word without phrase, so that words keep their line.
std::vector<HeaderWord> read_header_words(const EmbeddedFile& file,
                                          std::vector<Problem>& problems) {
  std::vector<HeaderWord> words;
  for (std::string_view line : split(file.content, '\n')) {
    words.emplace_back();
    if (line.ends_with('\r'))
      line.remove_suffix(1);
    if (words.size() == 1 || trim(line).empty())
      continue;
    const std::vector<std::string_view> cells = split(line, '\t');
    const auto type = cells.size() >= 4 ? find_column_type(cells[2]) : std::nullopt;
    if (!type || (cells[3] != "strong" && cells[3] != "weak") || !is_utf8(line)) {
      problems.push_back({std::string(file.path) + ":" + std::to_string(words.size()),
                          {"ligne illisible : mot, langue, type, force (strong ou weak) sont "
                           "attendus, séparés par des tabulations, en UTF-8",
                           "unreadable line: word, language, type, strength (strong or weak) are "
                           "expected, separated by tabs, in UTF-8"}});
      continue;
    }
    words.back() = {std::string(cells[0]), *type,
                    cells[3] == "strong" ? HeaderStrength::strong : HeaderStrength::weak,
                    cells.size() > 4 ? std::string(cells[4]) : ""};
  }
  return words;
}

// A header can say a type only if a rule speaks for it: the first line of each type without one.
void check_header_types(const std::vector<HeaderWord>& words, const std::string& file,
                        const RulePack& pack, std::vector<Problem>& problems) {
  std::vector<ColumnType> spoken_for = {ColumnType::none};
  for (const Rule& rule : pack.rules)
    spoken_for.push_back(rule.type);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (std::find(spoken_for.begin(), spoken_for.end(), words[i].type) != spoken_for.end())
      continue;
    spoken_for.push_back(words[i].type);
    problems.push_back(
        {file + ":" + std::to_string(i + 1),
         format_text({"aucune règle du paquet ne parle pour le type « {0} » de ce mot",
                      "no rule of the pack speaks for the type '{0}' of this word"},
                     {name_of(words[i].type)})});
  }
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
}

// What one rule cannot see: others with its identifier or its place of default, and the lists.
void check_rules_together(const RulePack& pack, std::vector<Problem>& problems) {
  std::map<ColumnType, const Rule*> defaults;
  for (std::size_t i = 0; i < pack.rules.size(); ++i) {
    const Rule& rule = pack.rules[i];
    if (i > 0 && rule.id == pack.rules[i - 1].id)
      problems.push_back({rule.place + "/id", format_text({"« {0} » est déjà l'identifiant de {1}",
                                                           "'{0}' already names {1}"},
                                                          {rule.id, pack.rules[i - 1].place})});
    for (std::size_t d = 0; d < rule.dictionaries.size(); ++d)
      if (pack.dictionaries.bit(rule.dictionaries[d]) == 0)
        problems.push_back({rule.place + "/values/dictionaries/" + std::to_string(d),
                            format_text({"liste absente de pack.json : « {0} »",
                                         "list missing from pack.json: '{0}'"},
                                        {rule.dictionaries[d]})});
    if (!rule.default_for_type)
      continue;
    if (const auto [other, is_first] = defaults.emplace(rule.type, &rule); !is_first)
      problems.push_back({rule.place + "/default_for_type",
                          format_text({"la règle « {0} » parle déjà pour ce type",
                                       "rule '{0}' already speaks for this type"},
                                      {other->second->id})});
  }
}

void check_list_names(const std::vector<DictionarySource>& sources,
                      std::vector<Problem>& problems) {
  std::set<std::string> names;
  for (const DictionarySource& source : sources)
    if (!names.insert(source.info.name).second)
      problems.push_back({source.place + "/name", format_text({"deux listes portent le nom « {0} »",
                                                               "two lists have the name '{0}'"},
                                                              {source.info.name})});
}

Dictionaries dictionaries_of(const Json& manifest, const PackFiles& files,
                             std::string_view compiled, std::vector<Problem>& problems) {
  std::vector<DictionarySource> sources = dictionary_sources(manifest, files, problems);
  check_list_names(sources, problems);
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

// The file that the manifest names under `key`; null with a problem added when the pack lacks it.
const EmbeddedFile* named_file(const Json& manifest, const std::string& key, const PackFiles& files,
                               std::vector<Problem>& problems) {
  const std::string name = manifest.at(key).get<std::string>();
  const EmbeddedFile* file = files.find(name);
  if (file == nullptr)
    problems.push_back(
        {"pack.json#/" + key, format_text({"ce fichier n'est pas dans le paquet : {0}",
                                           "this file is not in the pack: {0}"},
                                          {name})});
  return file;
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
  pack.dictionaries = dictionaries_of(manifest, files, compiled, problems);
  const std::size_t before = problems.size();
  read_all_rules(files, !compiled.empty(), pack, problems);
  const bool rules_were_read = problems.size() == before && !pack.rules.empty();
  check_rules_together(pack, problems);
  if (const EmbeddedFile* file = named_file(manifest, "header_words", files, problems)) {
    std::vector<HeaderWord> words = read_header_words(*file, problems);
    if (rules_were_read)
      check_header_types(words, std::string(file->path), pack, problems);
    pack.header_words = HeaderWords(std::move(words));
  }
  if (manifest.contains("words"))
    if (const EmbeddedFile* file = named_file(manifest, "words", files, problems))
      pack.words = read_word_lists(file->content, std::string(file->path), problems);
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

RulePack load_sound_pack(const PackFiles& files, const std::string& place) {
  std::vector<Problem> problems;
  RulePack pack = prove(read_pack(files, {}, problems), files, problems);
  throw_if_any(ErrorKind::pack, place, problems);
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

RulePack load_rule_files(const PackFiles& files) {
  return load_sound_pack(files, "pack");
}

RulePack load_rule_pack(const std::string& folder) {
  return load_sound_pack(read_pack_folder(folder), folder);
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
