#include "audit/workspace/schema_check.h"

#include <memory>

#include <nlohmann/json.hpp>

#include "audit/base/file.h"
#include "audit/base/text.h"
#include "audit/table/source.h"
#include "audit/table/table_schema.h"
#include "rules/pattern.h"
#include "rules/validators/validator.h"

namespace aval {
namespace {

// The escapes of ECMAScript, Python and XML Schema that RE2 spells otherwise: \u00C0, and the
// characters that start (\i) and continue (\c) a name of XML.
std::string re2_spelling(const std::string& pattern) {
  std::string spelled;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '\\' || i + 1 == pattern.size()) {
      spelled.push_back(pattern[i]);
      continue;
    }
    const char escaped = pattern[++i];
    if (escaped == 'u' && i + 4 < pattern.size()) {
      spelled.append("\\x{").append(pattern, i + 1, 4).append("}");
      i += 4;
    } else if (escaped == 'i') {
      spelled.append("[_:\\p{L}]");
    } else if (escaped == 'c') {
      spelled.append("[-._:\\p{L}\\p{N}]");
    } else {
      spelled.push_back('\\');
      spelled.push_back(escaped);
    }
  }
  return spelled;
}

PatternTest compile(const std::string& pattern) {
  try {
    const auto compiled = std::make_shared<Pattern>(re2_spelling(pattern), "pattern");
    return [compiled](std::string_view text) { return compiled->matches_whole(text); };
  } catch (const Error&) {
    return {};
  }
}

bool passes(std::string_view validator, std::string_view value) {
  std::string compact;
  compact_value(value, false, compact);
  return find_validator(validator)->validate(compact);
}

bool is_valid_number(std::string_view kind, std::string_view value) {
  if (kind == "phone")
    return passes("phone_fr", value) || passes("phone_international", value);
  return passes(kind, value);
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash + 1);
}

std::string file_name_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

[[noreturn]] void refuse_schema(const std::vector<RecognisedSchema>& standards) {
  std::vector<std::string> ids;
  for (const RecognisedSchema& one : standards)
    ids.push_back(one.id);
  throw Error(ErrorKind::usage, "--schema",
              format_text({"ni un fichier, ni un schéma reconnu ; connus : {0}",
                           "neither a file nor a recognised schema; known: {0}"},
                          {join(ids, ", ")}));
}

}  // namespace

CheckSchema load_check_schema(const std::string& schema,
                              const std::vector<RecognisedSchema>& standards,
                              const std::string& data_file) {
  if (const RecognisedSchema* known = find_recognised(standards, schema))
    return {schema, read_table_rules(OrderedJson::parse(known->table_schema), schema, ""), {}};
  if (kind_of_file(schema) != FileKind::regular)
    refuse_schema(standards);
  const std::string text = read_file(schema);
  (void)parse_json(text, schema);  // faults are told with their place
  const OrderedJson descriptor = OrderedJson::parse(text);
  CheckSchema loaded{schema, read_table_rules(descriptor, schema, file_name_of(data_file)), {}};
  for (const auto& [name, path] : resource_paths_of(descriptor))
    loaded.resources[name] = folder_of(schema) + path;
  return loaded;
}

std::optional<CheckSchema> find_check_schema(const std::string& schema,
                                             const std::vector<RecognisedSchema>& standards,
                                             const std::string& data_file) {
  if (find_recognised(standards, schema) != nullptr)
    return load_check_schema(schema, standards, data_file);
  if (kind_of_file(schema) != FileKind::regular)
    return std::nullopt;
  const OrderedJson descriptor = OrderedJson::parse(read_file(schema), nullptr, false);
  if (!descriptor.is_object() || !(is_table_schema(descriptor) || is_data_package(descriptor)))
    return std::nullopt;
  try {
    return load_check_schema(schema, standards, data_file);
  } catch (const Error&) {
    if (is_data_package(descriptor))  // of several tables, none of them this file
      return std::nullopt;
    throw;
  }
}

void fill_check_tests(CheckOptions& options, const CheckSchema& schema, const ScanRequest& request,
                      const RulePack& pack) {
  options.compile_pattern = compile;
  options.is_valid_number = is_valid_number;
  options.open_resource = [&schema, &request,
                           &pack](const std::string& name) -> std::unique_ptr<TableReader> {
    const auto path = schema.resources.find(name);
    if (path == schema.resources.end() || kind_of_file(path->second) != FileKind::regular)
      return nullptr;
    Source source = open_source(path->second, source_options(request, pack));
    return source.tables.size() == 1 ? std::move(source.tables.front()) : nullptr;
  };
}

SourceCheck check_source(const ScanRequest& request, const CheckSchema& schema,
                         CheckOptions options) {
  const RulePack pack = load_requested_rules(request.rules_folder);
  const std::string& uri = request.sources.front();
  SourceOptions reading = source_options(request, pack);
  std::vector<std::string> names;
  for (const FieldRules& field : schema.rules.fields)
    names.push_back(field.name);
  add_header_names(reading, names);
  const Source source = open_source(uri, reading);
  TableReader& reader = choose_table(source, request.table);
  fill_check_tests(options, schema, request, pack);
  SourceCheck check{uri, reader.info().name, schema.against, {}};
  check.report = check_table(reader, schema.rules, options);
  return check;
}

}  // namespace aval
