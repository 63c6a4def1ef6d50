// The register of processing activities.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/workspace/web/document_edit.h"
#include "audit/workspace/web/fields.h"
#include "audit/workspace/web/pages.h"
#include "audit/workspace/web/register_deadlines.h"
#include "audit/workspace/web/shell.h"
#include "audit/workspace/web/words.h"
#include "audit/workspace/workspace.h"
#include "registry/documents.h"
#include "registry/register_dates.h"
#include "registry/templates.h"
#include "reports/document_words.h"
#include "reports/plain_words.h"
#include "reports/register_formats.h"
#include "reports/register_paper.h"
#include "reports/register_search.h"

namespace aval {
namespace {

std::string activity_path(const std::string& id) {
  return "/register/activities/" + escape_url(id);
}

std::vector<std::string> words_of(const std::string& search) {
  std::vector<std::string> words;
  for (const std::string_view word : split(search, ' '))
    if (!word.empty())
      words.emplace_back(word);
  return words;
}

void write_search(HtmlPage& page, const Visit& visit) {
  page.open(
      Tag::form,
      {{Attribute::method, "get"}, {Attribute::action, "/register"}, {Attribute::role, "search"}});
  text_field(page, {"q", {"Chercher dans le registre", "Search the register"}, visit.asked("q")});
  submit_button(page, {"Chercher", "Search"});
  page.close();
}

void write_activity_row(HtmlPage& page, const std::string& id, const Json& activity,
                        const std::string& today) {
  page.open_row();
  page.open(Tag::th, {{Attribute::scope, "row"}});
  link(page, activity_path(id), plain(activity.value("name", id)));
  page.close();
  page.cell(label_of_word(activity.value("status", Json()).is_string() ? word_at(activity, "status")
                                                                       : std::string("draft")));
  page.cell(free_text(activity, "service"));
  page.cell(is_review_due(activity, today) ? Text{"à revoir", "review due"} : plain(""));
  page.close_row();
}

void write_activities(HtmlPage& page, const RegisterStore& store, const Visit& visit) {
  const std::vector<std::string> words = words_of(visit.asked("q"));
  std::vector<StoredDocument> found = store.list(kActivityKind);
  if (!words.empty())
    std::erase_if(found, [&](const StoredDocument& stored) {
      return search_activity(content_of(stored), words, visit.language()).empty();
    });
  const RowRange range = rows_asked(visit, found.size());
  page.open_table({"Fiches du registre", "Sheets of the register"},
                  {{"Activité", "Activity"},
                   {"État", "Status"},
                   {"Service", "Department"},
                   {"Revue", "Review"}},
                  HtmlPage::Caption::heard);
  for (std::size_t i = range.first; i < range.end; ++i)
    write_activity_row(page, found[i].id, content_of(found[i]), visit.work.today);
  page.close_table();
  page.element(Tag::p, "soft", counted(found.size(), {"fiche", "sheet"}, {"fiches", "sheets"}));
  write_page_links(page, visit, found.size());
}

WebResponse show_form(const Visit& visit, const EditedDocument& edited, const SaveOutcome& state) {
  const Json document = parse_trusted_json(state.document, "document");
  HtmlPage page =
      open_page(visit, Area::register_,
                Text{"Modifier : ", "Edit: "} + plain(one_line(document.value("name", edited.id))));
  write_problems(page, edited.kind, state.problems);
  open_form(page, visit, activity_path(edited.id) + "/edit");
  hidden_field(page, "version", std::to_string(state.version));
  write_document_fields(page, visit.language(), {edited.kind, document, state.problems},
                        edited.keys);
  submit_button(page, {"Enregistrer la fiche", "Record the sheet"});
  page.close();
  return finish_page(page, state.problems.empty() ? 200 : 422);
}

// States have commands of their own, which check what validation asks for.
std::vector<std::string> editable_keys() {
  std::vector<std::string> keys = keys_of_kind(kActivityKind);
  std::erase_if(keys, [](const std::string& key) {
    return key == "status" || key.starts_with("validated_") || key.starts_with("archived_") ||
           key == "template" || key == "updated_on" || key == "created_on";
  });
  return keys;
}

}  // namespace

WebResponse register_page(const Visit& visit) {
  const RegisterStore store = open_workspace(visit.work);
  HtmlPage page =
      open_page(visit, Area::register_,
                {"Registre des activités de traitement", "Record of processing activities"});
  page.open(Tag::div, {{Attribute::class_name, "actions"}});
  page.element(Tag::a, {{Attribute::href, "/register/new"}, {Attribute::class_name, "button"}},
               {"Ouvrir une fiche", "Open a sheet"});
  link(page, "/register/reconcile", {"Rapprocher des audits", "Compare with the audits"});
  link(page, "/register/extract/html", {"Extrait à imprimer", "Extract to print"});
  link(page, "/register/extract/ods", {"Extrait ODS", "ODS extract"});
  link(page, "/register/extract/xlsx", {"Extrait XLSX", "XLSX extract"});
  page.close();
  write_register_deadlines(page, store, visit);
  write_search(page, visit);
  write_activities(page, store, visit);
  return finish_page(page);
}

WebResponse templates_page(const Visit& visit) {
  HtmlPage page = open_page(visit, Area::register_, {"Ouvrir une fiche", "Open a sheet"});
  page.element(Tag::p, {"Partez d'une activité courante d'une collectivité, ou d'une fiche vide. "
                        "Tout se corrige ensuite.",
                        "Start from a usual activity of a local authority, or from an empty sheet. "
                        "Everything can be corrected afterwards."});
  open_form(page, visit, "/register/new");
  std::vector<Choice> choices = {{"", {"— fiche vide", "— empty sheet"}}};
  for (const ActivityTemplate& one : activity_templates())
    choices.push_back({one.name, one.title});
  choice_field(page, {"template", {"Modèle", "Template"}, visit.asked("template")}, choices);
  text_field(page, {"name",
                    {"Nom de l'activité", "Name of the activity"},
                    {},
                    {"laissez vide pour garder le nom du modèle",
                     "leave empty to keep the name of the template"}});
  submit_button(page, {"Créer la fiche", "Create the sheet"});
  page.close();
  return finish_page(page);
}

WebResponse create_activity(const Visit& visit) {
  RegisterStore store = open_workspace(visit.work);
  const std::string from = visit.field("template");
  const std::string name(trim(visit.field("name")));
  Json activity = from.empty() ? Json{{"schema", "aval.activity/1"}}
                               : parse_json(activity_template(from).activity, from);
  if (!name.empty())
    activity["name"] = name;
  if (activity.value("name", std::string()).empty())
    throw Error(ErrorKind::usage, "",
                {"donnez un nom à l'activité, ou choisissez un modèle",
                 "give the activity a name, or choose a template"});
  activity["id"] = free_identifier(store, kActivityKind, activity.at("name").get<std::string>());
  activity["status"] = "draft";
  const auto id = activity.at("id").get<std::string>();
  throw_problems(check_document(kActivityKind, activity, id), id);
  store.record(kActivityKind, id, activity, "add", author_of(visit.work));
  visit.tell({"Fiche créée, à l'état de brouillon.", "Sheet created, as a draft."});
  return redirect_to(activity_path(id) + "/edit");
}

WebResponse activity_page(const Visit& visit) {
  const RegisterStore store = open_workspace(visit.work);
  const StoredDocument stored = require_document(store, kActivityKind, visit.segment(2));
  const RegisterContent content = stored_register(store, {stored.id});
  const Json activity = content_of(stored);
  HtmlPage page = open_page(visit, Area::register_,
                            plain(one_line(activity.value("name", std::string(stored.id)))));
  page.element(Tag::p, "soft",
               format_text({"Version {0}, enregistrée le ", "Version {0}, recorded on "},
                           {std::to_string(stored.version)}) +
                   date_in_words(stored.recorded_at.substr(0, 10)));
  page.open(Tag::p);
  page.element(
      Tag::a,
      {{Attribute::href, activity_path(stored.id) + "/edit"}, {Attribute::class_name, "button"}},
      {"Modifier la fiche", "Edit the sheet"});
  page.text(plain(" "));
  link(page, activity_path(stored.id) + "/versions",
       {"Versions et différences", "Versions and differences"});
  page.text(plain(" · "));
  link(page, "/register/reconcile?sheet=" + escape_url(stored.id),
       {"Rapprocher des audits", "Compare with the audits"});
  page.close();
  write_paper_sections(
      page, activity_paper({content.organisation, content.activities, visit.work.today, false}));
  return finish_page(page);
}

WebResponse edit_activity_page(const Visit& visit) {
  const RegisterStore store = open_workspace(visit.work);
  const StoredDocument stored = require_document(store, kActivityKind, visit.segment(2));
  return show_form(visit, {kActivityKind, stored.id, stored.version, editable_keys()},
                   {stored.content, stored.version, {}});
}

WebResponse save_activity(const Visit& visit) {
  RegisterStore store = open_workspace(visit.work);
  const EditedDocument edited{kActivityKind, visit.segment(2), sent_version(visit),
                              editable_keys()};
  require_document(store, edited.kind, edited.id);
  const SaveOutcome outcome = save_form(store, edited, visit);
  if (!outcome.problems.empty())
    return show_form(visit, edited, outcome);
  visit.tell(format_text({"Fiche enregistrée, version {0}.", "Sheet recorded, version {0}."},
                         {std::to_string(outcome.version)}));
  return redirect_to(activity_path(edited.id));
}

WebResponse register_extract(const Visit& visit) {
  const RegisterContent content = stored_register(open_workspace(visit.work), {});
  const std::string& format = visit.segment(2);
  if (format == "ods")
    return download(write_register_ods(content, {visit.language(), visit.work.today}).bytes,
                    "application/vnd.oasis.opendocument.spreadsheet",
                    "registre-" + visit.work.today + ".ods");
  if (format == "xlsx")
    return download(write_register_xlsx(content, {visit.language(), visit.work.today}).bytes,
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    "registre-" + visit.work.today + ".xlsx");
  WebResponse response;
  response.body = render_paper(
      register_paper({content.organisation, content.activities, visit.work.today, false}),
      ReportFormat::html, visit.language());
  return response;
}

}  // namespace aval
