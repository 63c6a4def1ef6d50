#include "audit/workspace/web/fields.h"

#include <set>

#include <nlohmann/json.hpp>

#include "audit/workspace/web/usecase_steps.h"
#include "registry/documents.h"
#include "registry/store.h"
#include "tests/support/catch.h"

using namespace aval;

namespace {

// The value of every control of a page, as a browser would send it back unchanged.
std::string attribute_of(const std::string& tag, const std::string& name) {
  const std::size_t at = tag.find(" " + name + "=\"");
  if (at == std::string::npos)
    return {};
  const std::size_t start = at + name.size() + 3;
  return tag.substr(start, tag.find('"', start) - start);
}

std::string unescaped(std::string text) {
  for (const auto& [from, to] :
       {std::pair{"&lt;", "<"}, std::pair{"&gt;", ">"}, std::pair{"&quot;", "\""},
        std::pair{"&#39;", "'"}, std::pair{"&amp;", "&"}})
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; ++at)
      text.replace(at, std::string(from).size(), to);
  return text;
}

FormFields sent_back(const std::string& html) {
  FormFields fields;
  std::string select;
  for (std::size_t at = 0; (at = html.find('<', at)) != std::string::npos; ++at) {
    const std::string tag = html.substr(at, html.find('>', at) - at);
    if (tag.starts_with("<input")) {
      const bool box = attribute_of(tag, "type") == "checkbox";
      if (!box || tag.find(" checked=") != std::string::npos)
        fields.emplace_back(attribute_of(tag, "name"), unescaped(attribute_of(tag, "value")));
    } else if (tag.starts_with("<textarea")) {
      const std::size_t start = at + tag.size() + 1;
      std::string text = html.substr(start, html.find("</textarea>", start) - start);
      if (text.starts_with("\n"))
        text.erase(0, 1);
      fields.emplace_back(attribute_of(tag, "name"), unescaped(text));
    } else if (tag.starts_with("<select")) {
      select = attribute_of(tag, "name");
    } else if (tag.starts_with("<option") && tag.find(" selected=") != std::string::npos) {
      fields.emplace_back(select, unescaped(attribute_of(tag, "value")));
    }
  }
  return fields;
}

std::string form_of(const std::string& kind, const Json& document, Language language) {
  HtmlPage page(language, {"", ""});
  write_document_fields(page, language, {kind, document, {}}, keys_of_kind(kind));
  return page.finish();
}

}  // namespace

TEST_CASE("a form that is sent back as it came changes nothing") {
  for (const std::string kind : {kUseCaseKind, kActivityKind, kOrganisationKind})
    for (const Language language : {Language::fr, Language::en}) {
      const Json document = parse_json(document_template(kind), kind);
      CHECK(filled_in(document, kind, sent_back(form_of(kind, document, language))) == document);
      const Json blank = {{"schema", "aval." + kind + "/1"}};
      CHECK(filled_in(blank, kind, sent_back(form_of(kind, blank, language))) == blank);
    }
}

TEST_CASE("absent, null, yes and no, numbers and dates are told apart") {
  const Json blank = {{"schema", "aval.usecase/1"}};
  const Json filled = filled_in(blank, kUseCaseKind,
                                {{"f:lead", " Responsable \n"},
                                 {"f:elected_sponsor", "sans objet"},
                                 {"f:public_policy", ""},
                                 {"f:time_to_first_result_months", "4"},
                                 {"f:further_use", "false"},
                                 {"f:new_basis", "null"},
                                 {"f:review_on", "2027-01-05"},
                                 {"f:purposes", "Une\nDeux"},
                                 {"set:data_uses", "1"}});
  CHECK(filled == Json{{"schema", "aval.usecase/1"},
                       {"lead", "Responsable"},
                       {"elected_sponsor", nullptr},
                       {"time_to_first_result_months", 4},
                       {"further_use", false},
                       {"new_basis", nullptr},
                       {"review_on", "2027-01-05"},
                       {"purposes", {"Une", "Deux"}}});
  const Json wrong = filled_in(blank, kUseCaseKind, {{"f:time_to_first_result_months", "bientôt"}});
  CHECK(wrong.at("time_to_first_result_months") == "bientôt");
  CHECK_FALSE(check_document(kUseCaseKind, wrong, "x").empty());
}

TEST_CASE("changes of different fields meet, of one field they do not") {
  const Json base = {{"a", 1}, {"b", 2}, {"c", 3}};
  std::vector<std::string> conflicts;
  CHECK(merge_changes(base, {{"a", 9}, {"b", 2}}, {{"a", 1}, {"b", 8}, {"c", 3}, {"d", 4}},
                      conflicts) == Json{{"a", 9}, {"b", 8}, {"d", 4}});
  CHECK(conflicts.empty());
  CHECK(
      merge_changes(base, {{"a", 9}, {"b", 2}, {"c", 3}}, {{"a", 7}, {"b", 2}, {"c", 3}}, conflicts)
          .at("a") == 7);
  CHECK(conflicts == std::vector<std::string>{"a"});
}

TEST_CASE("every field of a dossier belongs to one step") {
  std::multiset<std::string> placed;
  for (const UseCaseStep& step : usecase_steps())
    placed.insert(step.keys.begin(), step.keys.end());
  const std::vector<std::string> keys = keys_of_kind(kUseCaseKind);
  CHECK(placed.size() == keys.size());
  for (const std::string& key : keys)
    CHECK(placed.count(key) == 1);
}

TEST_CASE("activities are ticked among those known, and what is not known stays") {
  const Json document{{"schema", "aval.usecase/1"},
                      {"id", "a"},
                      {"title", "A"},
                      {"activities", {"cantine", "archive"}}};
  const KnownDocuments known{{{"repas", {"Repas", "Meals"}}},
                             {{"cantine", {"Cantine", "Canteen"}}, {"paie", {"Paie", "Pay"}}}};
  HtmlPage page(Language::fr, {"", ""});
  write_document_fields(page, Language::fr, {kUseCaseKind, document, {}, known},
                        {"sources", "activities"});
  FormFields form = sent_back(page.finish());
  CHECK(filled_in(document, kUseCaseKind, form) == document);
  std::erase_if(form, [](const auto& field) {
    return field.first == "f:activities" && field.second == "cantine";
  });
  CHECK(filled_in(document, kUseCaseKind, form).at("activities") == Json({"archive"}));
  std::erase_if(form, [](const auto& field) { return field.first == "f:activities"; });
  CHECK_FALSE(filled_in(document, kUseCaseKind, form).contains("activities"));
  form.emplace_back("f:activities", "null");
  CHECK(filled_in(document, kUseCaseKind, form).at("activities").is_null());
}
