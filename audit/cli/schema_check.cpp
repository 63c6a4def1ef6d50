#include "audit/cli/schema_check.h"

#include <algorithm>
#include <memory>

#include <nlohmann/json.hpp>

#include "audit/base/file.h"
#include "audit/base/text.h"
#include "audit/table/source.h"
#include "rules/pattern.h"

namespace aval {
namespace {

// "\u00C0" of ECMAScript and Python is "\x{00C0}" for RE2.
std::string re2_spelling(const std::string& pattern) {
  std::string spelled;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '\\' || i + 1 == pattern.size()) {
      spelled.push_back(pattern[i]);
    } else if (pattern[i + 1] == 'u' && i + 5 < pattern.size()) {
      spelled += "\\x{" + pattern.substr(i + 2, 4) + "}";
      i += 5;
    } else {
      spelled += pattern.substr(i, 2);
      ++i;
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

OrderedJson error_json(const CheckError& error, bool rows, Language language) {
  OrderedJson json{{"code", error.code}};
  if (rows && error.row > 0)
    json["row"] = error.row;
  if (!error.field.empty())
    json["field"] = error.field;
  json["message"] = error.message.in(language);
  return json;
}

// Without rows, one line a column and kind of error.
OrderedJson errors_json(const std::vector<CheckError>& errors, bool rows, Language language) {
  OrderedJson list = OrderedJson::array();
  for (const CheckError& error : errors) {
    OrderedJson json = error_json(error, rows, language);
    if (rows || std::find(list.begin(), list.end(), json) == list.end())
      list.push_back(std::move(json));
  }
  return list;
}

std::string error_line(const CheckError& error, Language language) {
  std::string line = "  " + error.code;
  if (error.row > 0)
    line += format_text({", ligne {0}", ", row {0}"}, {std::to_string(error.row)}).in(language);
  if (!error.field.empty())
    line += ", " + error.field;
  return line + (language == Language::fr ? " : " : ": ") + error.message.in(language) + "\n";
}

}  // namespace

TableRules load_table_rules(const std::string& schema, const PolicyPack& pack) {
  if (const RecognisedSchema* known = find_recognised(pack.schemas, schema))
    return read_table_rules(OrderedJson::parse(known->table_schema), schema);
  if (kind_of_file(schema) != FileKind::regular) {
    std::vector<std::string> ids;
    for (const RecognisedSchema& one : pack.schemas)
      ids.push_back(one.id);
    throw Error(ErrorKind::usage, "--schema",
                format_text({"ni un fichier, ni un schéma reconnu ; connus : {0}",
                             "neither a file nor a recognised schema; known: {0}"},
                            {join(ids, ", ")}));
  }
  const std::string text = read_file(schema);
  (void)parse_json(text, schema);  // faults are told with their place
  return read_table_rules(OrderedJson::parse(text), schema);
}

SourceCheck check_source(const ScanRequest& request, const TableRules& rules, bool lenient,
                         std::size_t limit) {
  const RulePack pack = load_requested_rules(request.rules_folder);
  const std::string& uri = request.sources.front();
  Source source = open_source(uri, source_options(request, pack));
  TableReader* wanted = nullptr;
  for (const auto& reader : source.tables)
    if (request.table.empty() ? wanted == nullptr : reader->info().name == request.table)
      wanted = reader.get();
  if (wanted == nullptr || (request.table.empty() && source.tables.size() > 1))
    throw Error(
        ErrorKind::usage, "--table",
        {"dites quelle table de ce fichier vérifier", "say which table of this file to check"});
  SourceCheck check{uri, wanted->info().name, request.schema, {}};
  check.report = check_table(*wanted, rules, {lenient, limit, compile});
  return check;
}

std::string render_check_json(const SourceCheck& check, bool rows, Language language) {
  const CheckReport& report = check.report;
  const OrderedJson document{{"schema", "aval.check/1"},
                             {"valid", report.valid},
                             {"source", check.uri},
                             {"table", check.table},
                             {"against", check.against},
                             {"rows", report.rows},
                             {"error_count", count_errors(report)},
                             {"counts", report.counts},
                             {"errors", errors_json(report.errors, rows, language)},
                             {"warnings", errors_json(report.warnings, rows, language)},
                             {"unchecked", report.unchecked}};
  return document.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

std::string render_check_text(const SourceCheck& check, Language language) {
  const CheckReport& report = check.report;
  const bool french = language == Language::fr;
  std::string out = format_text(report.valid ? Text{"{0} : conforme à {1} ({2} lignes)\n",
                                                    "{0}: agrees with {1} ({2} rows)\n"}
                                             : Text{"{0} : {3} écart(s) à {1} ({2} lignes)\n",
                                                    "{0}: {3} error(s) against {1} ({2} rows)\n"},
                                {check.uri, check.against, std::to_string(report.rows),
                                 std::to_string(count_errors(report))})
                        .in(language);
  for (const CheckError& error : report.errors)
    out += error_line(error, language);
  if (count_errors(report) > report.errors.size())
    out += french ? "  ... (les premiers seulement)\n" : "  ... (the first ones only)\n";
  if (!report.warnings.empty())
    out += french ? "Signalé, sans invalider :\n" : "Told, without making it invalid:\n";
  for (const CheckError& warning : report.warnings)
    out += error_line(warning, language);
  if (!report.unchecked.empty())
    out += (french ? "Motif ou format non vérifié : " : "Pattern or format not checked: ") +
           join(report.unchecked, ", ") + "\n";
  return escape_terminal(out, true);
}

}  // namespace aval
