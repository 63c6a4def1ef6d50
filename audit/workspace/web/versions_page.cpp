// The versions of a sheet of the register: who recorded each, when, and what changed.
#include <map>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/workspace/web/fields.h"
#include "audit/workspace/web/pages.h"
#include "audit/workspace/web/shell.h"
#include "audit/workspace/workspace.h"
#include "registry/document_changes.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

// A value as text: a string as it is, anything else as JSON.
Text change_in_words(const std::string& json) {
  if (json.empty())
    return {"(absent)", "(absent)"};
  const Json value = parse_trusted_json(json, "value");
  return plain(value.is_string() ? value.get<std::string>() : value.dump());
}

// Version -> who recorded it, by pseudonym.
std::map<int, std::string> authors_of(const RegisterStore& store, const std::string& id) {
  std::map<int, std::string> authors;
  for (const JournalEvent& event : store.journal())
    if (event.subject == id && event.action.starts_with(std::string(kActivityKind) + "."))
      authors[event.version] = event.operator_id;
  return authors;
}

void write_changes(HtmlPage& page, const Json& before, const Json& now) {
  const std::vector<FieldChange> changes = compare_documents(before, now);
  if (changes.empty()) {
    page.element(Tag::p, {"Aucun champ n'a changé.", "No field changed."});
    return;
  }
  page.open_table({"Champs changés", "Fields changed"},
                  {{"Champ", "Field"}, {"Avant", "Before"}, {"Après", "After"}},
                  HtmlPage::Caption::heard);
  for (const FieldChange& change : changes) {
    page.open_row();
    page.row_header(title_of_place(kActivityKind, "#/" + change.field));
    page.cell(change_in_words(change.before));
    page.cell(change_in_words(change.after));
    page.close_row();
  }
  page.close_table();
}

}  // namespace

WebResponse activity_versions_page(const Visit& visit) {
  const RegisterStore store = open_workspace(visit.work);
  const std::string& id = visit.segment(2);
  const Json latest = content_of(require_document(store, kActivityKind, id));
  const std::vector<StoredDocument> versions = store.versions(kActivityKind, id);
  const std::map<int, std::string> authors = authors_of(store, id);
  HtmlPage page =
      open_page(visit, Area::register_,
                Text{"Versions : ", "Versions: "} + plain(one_line(latest.value("name", id))));
  for (std::size_t i = versions.size(); i-- > 0;) {
    const StoredDocument& stored = versions[i];
    const std::string number = std::to_string(stored.version);
    page.open_section("version-" + number, Tag::h2,
                      format_text({"Version {0}, le ", "Version {0}, on "}, {number}) +
                          date_in_words(stored.recorded_at.substr(0, 10)));
    const auto author = authors.find(stored.version);
    if (author != authors.end())
      page.element(Tag::p, "soft",
                   format_text({"Enregistrée par {0}.", "Recorded by {0}."}, {author->second}));
    if (i > 0)
      write_changes(page, content_of(versions[i - 1]), content_of(stored));
    page.close();
  }
  return finish_page(page);
}

}  // namespace aval
