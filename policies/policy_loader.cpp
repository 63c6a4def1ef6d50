#include <algorithm>

#include <nlohmann/json.hpp>

#include "audit/base/embedded.h"
#include "audit/base/file.h"
#include "policies/decide.h"
#include "policies/json_logic.h"
#include "policies/policy_cases.h"

namespace aval {

const EmbeddedFolder& embedded_french_policies();
const EmbeddedFolder& embedded_policy_schemas();

namespace {

struct PolicyFiles {
  std::vector<std::pair<std::string, std::string>> owned;
  std::vector<EmbeddedFile> files;
};

PolicyFiles read_folder(const std::string& folder) {
  if (kind_of_file(folder) != FileKind::folder)
    throw Error(
        ErrorKind::input, folder,
        {"ce dossier de politiques n'existe pas", "this folder of policies does not exist"});
  PolicyFiles files;
  std::vector<std::string> skipped;
  const std::string base = folder.ends_with("/") ? folder : folder + "/";
  for (const std::string& path : list_files(folder, skipped))
    files.owned.emplace_back(path.substr(base.size()), read_file(path));
  for (const auto& [path, content] : files.owned)
    files.files.push_back({path, content});
  return files;
}

PolicyFiles embedded_files() {
  PolicyFiles files;
  files.files.assign(embedded_french_policies().files.begin(),
                     embedded_french_policies().files.end());
  return files;
}

Json checked_document(const EmbeddedFile& file, std::string_view schema,
                      std::vector<Problem>& problems) {
  try {
    Json document = parse_json(file.content, std::string(file.path));
    const Json rules =
        parse_json(embedded_content(embedded_policy_schemas(), schema), std::string(schema));
    const std::vector<Problem> found = check_json(document, rules, std::string(file.path));
    problems.insert(problems.end(), found.begin(), found.end());
    return found.empty() ? document : Json();
  } catch (const Error& error) {
    problems.push_back({error.place(), error.message()});
    return {};
  }
}

Text text_of(const Json& json) {
  return {json.at("fr").get<std::string>(), json.at("en").get<std::string>()};
}

template <typename Enum>
Enum find_name(const std::string& name, std::initializer_list<Enum> all) {
  for (const Enum value : all)
    if (name_of(value) == name)
      return value;
  return *all.begin();
}

Policy read_policy(const Json& json) {
  Policy policy;
  policy.id = json.at("id").get<std::string>();
  policy.scope =
      find_name(json.at("scope").get<std::string>(),
                {PolicyScope::usecase, PolicyScope::dataset, PolicyScope::activity,
                 PolicyScope::recipient, PolicyScope::publication, PolicyScope::decision});
  policy.nature = find_name(json.at("nature").get<std::string>(),
                            {PolicyNature::law, PolicyNature::doctrine, PolicyNature::practice});
  policy.gates = json.at("gates").get<std::vector<std::string>>();
  policy.valid_from = json.value("valid_from", std::string());
  policy.valid_to = json.value("valid_to", std::string());
  policy.to_confirm = json.value("status", std::string("confirmed")) == "to_confirm";
  policy.sources = json.at("sources").get<std::vector<std::string>>();
  policy.unconfirmed_sources = json.value("unconfirmed_sources", std::vector<std::string>());
  policy.title = text_of(json.at("texts").at("title"));
  policy.why = text_of(json.at("texts").at("why"));
  policy.remedy = text_of(json.at("remedy"));
  policy.evidence = json.value("needs", std::string());
  policy.applies = std::make_shared<const Json>(json.at("applies"));
  policy.outcomes = std::make_shared<const Json>(json.at("outcomes"));
  return policy;
}

// Every operator known, every variable on the closed list of facts.
void check_logic(const Json& rule, const std::string& place, const PolicyPack& pack,
                 std::vector<Problem>& problems) {
  for (const std::string& operation : unknown_operators(rule))
    problems.push_back(
        {place,
         format_text({"opérateur inconnu : « {0} »", "unknown operator: '{0}'"}, {operation})});
  for (const std::string& name : variables_of(rule))
    if (!name.empty() && !pack.facts.contains(name))
      problems.push_back(
          {place, format_text({"fait inconnu : « {0} »", "unknown fact: '{0}'"}, {name})});
}

// An unconfirmed source is one of the sources.
void check_sources(const Json& json, const std::string& place, std::vector<Problem>& problems) {
  const Json& sources = json.at("sources");
  for (const Json& source : json.value("unconfirmed_sources", Json::array()))
    if (std::find(sources.begin(), sources.end(), source) == sources.end())
      problems.push_back(
          {place + "/unconfirmed_sources",
           format_text({"« {0} » n'est pas parmi les sources", "'{0}' is not among the sources"},
                       {source.get<std::string>()})});
}

void read_policies(const EmbeddedFile& file, PolicyPack& pack, std::vector<Problem>& problems) {
  const Json document = checked_document(file, "policies.schema.json", problems);
  if (document.is_null())
    return;
  for (const Json& json : document.at("policies")) {
    const std::string place = std::string(file.path) + "#" + json.at("id").get<std::string>();
    check_logic(json.at("applies"), place + "/applies", pack, problems);
    for (const Json& outcome : json.at("outcomes"))
      check_logic(outcome.at("when"), place + "/outcomes", pack, problems);
    check_sources(json, place, problems);
    pack.policies.push_back(read_policy(json));
  }
}

void read_facts(const EmbeddedFile& file, PolicyPack& pack, std::vector<Problem>& problems) {
  const Json document = checked_document(file, "facts.schema.json", problems);
  if (document.is_null())
    return;
  for (const Json& fact : document.at("facts")) {
    FactDefinition definition{fact.at("name").get<std::string>(),
                              fact.at("type").get<std::string>(), text_of(fact.at("who")),
                              text_of(fact.at("question"))};
    if (!pack.facts.emplace(definition.name, definition).second)
      problems.push_back({definition.name, {"fait défini deux fois", "fact defined twice"}});
  }
}

void read_manifest(const EmbeddedFile& file, PolicyPack& pack, std::vector<Problem>& problems) {
  const Json manifest = checked_document(file, "pack.schema.json", problems);
  if (manifest.is_null())
    return;
  pack.id = manifest.at("id").get<std::string>();
  pack.version = manifest.at("version").get<std::string>();
  pack.title = text_of(manifest.at("title"));
  pack.category_of_type = manifest.at("category_of_type").get<std::map<std::string, std::string>>();
  for (const auto& [category, label] : manifest.at("categories").items())
    pack.category_labels[category] = text_of(label);
  for (const auto& [type, category] : pack.category_of_type)
    if (!pack.category_labels.contains(category))
      problems.push_back(
          {"pack.json#/category_of_type/" + type, {"catégorie inconnue", "unknown category"}});
  pack.amount_words = manifest.value("amount_words", std::vector<std::string>());
  pack.open_formats = manifest.value("open_formats", std::set<std::string>());
  pack.rules_of_gate = manifest.at("gates").get<std::map<std::string, std::vector<std::string>>>();
  pack.rules_of_publication = manifest.value("publication_gate", std::vector<std::string>());
}

void read_schema(const EmbeddedFile& file, PolicyPack& pack, std::vector<Problem>& problems) {
  const Json document = checked_document(file, "recognised.schema.json", problems);
  if (document.is_null())
    return;
  RecognisedSchema schema = read_recognised_schema(document);
  if (find_recognised(pack.schemas, schema.id) != nullptr)
    problems.push_back({std::string(file.path) + "#/id",
                        {"deux schémas portent cet identifiant", "two schemas have this id"}});
  pack.schemas.push_back(std::move(schema));
}

void read_laws(const PolicyFiles& files, PolicyPack& pack, std::vector<Problem>& problems) {
  for (const EmbeddedFile& file : files.files) {
    if (!file.path.starts_with("law/"))
      continue;
    const Json document = checked_document(file, "law.schema.json", problems);
    if (!document.is_null())
      pack.law.push_back(read_law(document));
  }
}

const EmbeddedFile* find_file(const PolicyFiles& files, std::string_view path) {
  for (const EmbeddedFile& file : files.files)
    if (file.path == path)
      return &file;
  return nullptr;
}

// Each policy stands at the gates where the table of the pack expects it.
void check_gates(const PolicyPack& pack, std::vector<Problem>& problems) {
  for (std::size_t i = 0; i < pack.policies.size(); ++i) {
    const Policy& policy = pack.policies[i];
    if (i > 0 && policy.id == pack.policies[i - 1].id)
      problems.push_back(
          {policy.id,
           {"deux politiques portent cet identifiant", "two policies have this identifier"}});
    for (const auto& [gate, ids] : pack.rules_of_gate) {
      const bool listed = std::find(ids.begin(), ids.end(), policy.id) != ids.end();
      const bool held =
          std::find(policy.gates.begin(), policy.gates.end(), gate) != policy.gates.end();
      if (listed != held)
        problems.push_back(
            {policy.id,
             format_text(
                 {"l'étape {0} ne dit pas la même chose dans pack.json et dans la politique",
                  "gate {0} differs between pack.json and the policy"},
                 {gate})});
    }
  }
}

// What judges a publication sheet is part of what gate G4 asks.
void check_publication_gate(const PolicyPack& pack, std::vector<Problem>& problems) {
  const std::vector<std::string>& all = pack.rules_of_gate.at("G4");
  for (const std::string& id : pack.rules_of_publication)
    if (std::find(all.begin(), all.end(), id) == all.end())
      problems.push_back(
          {"pack.json#/publication_gate",
           format_text({"« {0} » n'est pas une règle de l'étape G4", "'{0}' is no rule of gate G4"},
                       {id})});
}

PolicyPack read_pack(const PolicyFiles& files, std::vector<Problem>& problems) {
  PolicyPack pack;
  for (const char* required : {"pack.json", "facts.json"})
    if (find_file(files, required) == nullptr)
      problems.push_back(
          {required,
           {"fichier absent du paquet de politiques", "file missing from the policy pack"}});
  if (!problems.empty())
    return pack;
  read_manifest(*find_file(files, "pack.json"), pack, problems);
  read_facts(*find_file(files, "facts.json"), pack, problems);
  for (const EmbeddedFile& file : files.files)
    if (file.path.starts_with("policies/"))
      read_policies(file, pack, problems);
  for (const EmbeddedFile& file : files.files)
    if (file.path.starts_with("schemas/"))
      read_schema(file, pack, problems);
  read_laws(files, pack, problems);
  if (const EmbeddedFile* file = find_file(files, "screening.json"))
    pack.screening = canonical_json(checked_document(*file, "screening.schema.json", problems));
  std::stable_sort(pack.policies.begin(), pack.policies.end(),
                   [](const Policy& a, const Policy& b) { return a.id < b.id; });
  pack.sha256 = digest_of_folder(files.files);
  return pack;
}

std::vector<PolicyCase> cases_of(const PolicyFiles& files, std::vector<Problem>& problems) {
  std::vector<PolicyCase> cases;
  for (const EmbeddedFile& file : files.files) {
    if (!file.path.starts_with("cases/"))
      continue;
    const Json document = checked_document(file, "cases.schema.json", problems);
    if (!document.is_null())
      read_cases(document, std::string(file.path), cases);
  }
  return cases;
}

void prove(const PolicyFiles& files, const PolicyPack& pack, std::vector<Problem>& problems) {
  if (!problems.empty())
    return;
  check_gates(pack, problems);
  check_publication_gate(pack, problems);
  const std::vector<PolicyCase> cases = cases_of(files, problems);
  if (problems.empty())
    run_cases(pack, cases, problems);
}

std::vector<Problem> check_files(const PolicyFiles& files) {
  std::vector<Problem> problems;
  const PolicyPack pack = read_pack(files, problems);
  prove(files, pack, problems);
  return problems;
}

}  // namespace

PolicyPack load_embedded_policy_pack() {
  std::vector<Problem> problems;
  PolicyPack pack = read_pack(embedded_files(), problems);
  throw_if_any(ErrorKind::pack, "fr", problems);
  return pack;
}

PolicyPack load_policy_pack(const std::string& folder) {
  std::vector<Problem> problems;
  const PolicyFiles files = read_folder(folder);
  PolicyPack pack = read_pack(files, problems);
  prove(files, pack, problems);
  throw_if_any(ErrorKind::pack, folder, problems);
  return pack;
}

std::vector<PolicyCase> load_policy_cases(const std::string& folder) {
  std::vector<Problem> problems;
  std::vector<PolicyCase> cases =
      cases_of(folder.empty() ? embedded_files() : read_folder(folder), problems);
  throw_if_any(ErrorKind::pack, folder.empty() ? "fr" : folder, problems);
  return cases;
}

KeptPolicyFiles embedded_policy_files() {
  KeptPolicyFiles kept;
  for (const EmbeddedFile& file : embedded_french_policies().files)
    kept.emplace(file.path, file.content);
  return kept;
}

KeptPolicyFiles policy_files(const std::string& folder) {
  const PolicyFiles files = read_folder(folder);
  return {files.owned.begin(), files.owned.end()};
}

PolicyPack load_kept_policy_pack(const KeptPolicyFiles& kept) {
  PolicyFiles files;
  for (const auto& [path, content] : kept)
    files.files.push_back({path, content});
  std::vector<Problem> problems;
  PolicyPack pack = read_pack(files, problems);
  throw_if_any(ErrorKind::pack, "pack", problems);
  return pack;
}

std::vector<Problem> check_policy_pack(const std::string& folder) {
  return check_files(read_folder(folder));
}

std::vector<Problem> check_embedded_policy_pack() {
  return check_files(embedded_files());
}

}  // namespace aval
