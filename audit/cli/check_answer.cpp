// The answer of aval check: JSON for programs, text for people.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/workspace/schema_check.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

OrderedJson error_json(const CheckError& error, bool rows, Language language) {
  OrderedJson json{{"code", error.code}};
  if (rows && error.row > 0)
    json["row"] = error.row;
  if (!error.field.empty())
    json["field"] = to_valid_utf8(error.field);
  json["message"] = to_valid_utf8(error.message.in(language));
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

OrderedJson groups_json(const std::vector<CheckGroup>& groups, bool rows, Language language) {
  OrderedJson list = OrderedJson::array();
  for (const CheckGroup& group : groups) {
    OrderedJson json = error_json({group.code, 0, group.field, group.message}, false, language);
    json["count"] = group.count;
    if (rows)
      json["first_rows"] = group.first_rows;
    list.push_back(std::move(json));
  }
  return list;
}

std::string start_of_line(const std::string& code, const std::string& field) {
  return field.empty() ? join({"  ", code}, "") : join({"  ", code, ", ", field}, "");
}

std::string group_line(const CheckGroup& group, Language language) {
  std::string line = start_of_line(group.code, group.field);
  line.append(language == Language::fr ? " : " : ": ").append(group.message.in(language));
  if (!group.first_rows.empty()) {
    line.append(" (")
        .append(counted(group.count, {"ligne", "row"}, {"lignes", "rows"}).in(language))
        .append(language == Language::fr ? " : " : ": ");
    for (std::size_t i = 0; i < group.first_rows.size(); ++i)
      line.append(i > 0 ? ", " : "").append(std::to_string(group.first_rows[i]));
    line.append(group.count > group.first_rows.size() ? "...)" : ")");
  }
  return line.append("\n");
}

std::string headline_of(const SourceCheck& check, Language language) {
  const CheckReport& report = check.report;
  const Text rows = counted(report.rows, {"ligne", "row"}, {"lignes", "rows"});
  if (!report.valid)
    return format_text({"{0} : {2} écart(s) à {1}, dans {3} ligne(s) sur {4}\n",
                        "{0}: {2} error(s) against {1}, in {3} row(s) of {4}\n"},
                       {check.uri, check.against, std::to_string(count_errors(report)),
                        std::to_string(report.bad_rows), std::to_string(report.rows)})
        .in(language);
  const Text pattern = report.unchecked.empty()
                           ? Text{"{0} : conforme à {1} ({2})\n", "{0}: agrees with {1} ({2})\n"}
                           : Text{"{0} : aucun écart à {1} dans ce qui a pu être vérifié ({2})\n",
                                  "{0}: agrees with {1} in what could be checked ({2})\n"};
  return format_text(pattern, {check.uri, check.against, rows.in(language)}).in(language);
}

}  // namespace

std::string render_check_json(const SourceCheck& check, bool rows, Language language) {
  const CheckReport& report = check.report;
  const OrderedJson document{{"schema", "aval.check/1"},
                             {"valid", report.valid},
                             {"complete", report.unchecked.empty()},
                             {"source", check.uri},
                             {"table", check.table},
                             {"against", check.against},
                             {"rows", report.rows},
                             {"bad_rows", report.bad_rows},
                             {"error_count", count_errors(report)},
                             {"counts", report.counts},
                             {"groups", groups_json(report.groups, rows, language)},
                             {"errors", errors_json(report.errors, rows, language)},
                             {"warnings", errors_json(report.warnings, rows, language)},
                             {"unchecked", report.unchecked}};
  return document.dump(2, ' ', false, OrderedJson::error_handler_t::replace).append("\n");
}

std::string render_check_text(const SourceCheck& check, Language language) {
  const CheckReport& report = check.report;
  const bool french = language == Language::fr;
  std::string out = headline_of(check, language);
  for (const CheckGroup& group : report.groups)
    out.append(group_line(group, language));
  if (!report.warnings.empty())
    out.append(french ? "Signalé, sans invalider :\n" : "Told, without making it invalid:\n");
  for (const CheckError& warning : report.warnings)
    out.append(start_of_line(warning.code, warning.field))
        .append(french ? " : " : ": ")
        .append(warning.message.in(language))
        .append("\n");
  if (!report.unchecked.empty())
    out.append(french ? "Non vérifié : " : "Not checked: ")
        .append(join(report.unchecked, ", "))
        .append("\n");
  return escape_terminal(out, true);
}

}  // namespace aval
