// Publication sheets: opened from an audited dataset, edited, checked by the rules of gate G4.
#include <memory>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/workspace/new_sheet.h"
#include "audit/workspace/publish_check.h"
#include "audit/workspace/web/document_edit.h"
#include "audit/workspace/web/fields.h"
#include "audit/workspace/web/known_documents.h"
#include "audit/workspace/web/pages.h"
#include "audit/workspace/web/protect_forms.h"
#include "audit/workspace/web/task_kinds.h"
#include "audit/workspace/web/words.h"
#include "registry/documents.h"
#include "reports/decision_results.h"
#include "reports/document_words.h"
#include "reports/dossier.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

std::string sheet_path(const std::string& id) {
  return "/publications/" + escape_url(id);
}

// The last verdict that was recorded of a sheet; empty when there is none.
Text recorded_verdict(const RegisterStore& store, const std::string& id) {
  const auto decision = store.find(kDecisionKind, "publication:" + id + "/G4");
  if (!decision)
    return {};
  return verdict_label(content_of(*decision).at("verdict").get<std::string>()) +
         Text{", le ", ", on "} + date_in_words(decision->recorded_at.substr(0, 10));
}

void write_sheets(HtmlPage& page, const RegisterStore& store) {
  const std::vector<StoredDocument> sheets = store.list(kPublicationKind);
  if (sheets.empty()) {
    page.element(Tag::p, {"Aucune fiche de publication.", "No publication sheet."});
    return;
  }
  page.open_table({"Fiches de publication", "Publication sheets"},
                  {{"Fiche", "Sheet"}, {"Jeu", "Dataset"}, {"Avis enregistré", "Verdict recorded"}},
                  HtmlPage::Caption::heard);
  for (const StoredDocument& stored : sheets) {
    const Json sheet = content_of(stored);
    page.open_row();
    page.open(Tag::th, {{Attribute::scope, "row"}});
    link(page, sheet_path(stored.id), plain(one_line(sheet.value("title", stored.id))));
    page.close();
    page.cell(free_text(sheet, "dataset"));
    page.cell(recorded_verdict(store, stored.id));
    page.close_row();
  }
  page.close_table();
}

std::vector<std::string> editable_keys() {
  std::vector<std::string> keys = keys_of_kind(kPublicationKind);
  // Measured or concluded on pages of their own.
  std::erase_if(keys, [](const std::string& key) {
    return key == "nothing_to_read" || key == "smallest_cell" || key == "schema_valid" ||
           key == "anonymization_report";
  });
  return keys;
}

WebResponse show_edit(const Visit& visit, const RegisterStore& store, const EditedDocument& edited,
                      const SaveOutcome& state) {
  const Json document = parse_trusted_json(state.document, "document");
  HtmlPage page = open_page(visit, Area::datasets,
                            Text{"Fiche de publication : ", "Publication sheet: "} +
                                plain(one_line(document.value("title", edited.id))));
  write_problems(page, edited.kind, state.problems);
  open_form(page, visit, sheet_path(edited.id) + "/edit");
  hidden_field(page, "version", std::to_string(state.version));
  write_document_fields(page, visit.language(),
                        {edited.kind, document, state.problems, known_documents(store)},
                        edited.keys);
  submit_button(page, {"Enregistrer la fiche", "Record the sheet"});
  page.close();
  return finish_page(page, state.problems.empty() ? 200 : 422);
}

// The dataset of a sheet, with its recorded scan, when it has one.
std::optional<AuditReport> audited_dataset(const RegisterStore& store, const Json& sheet) {
  const Json dataset = sheet.value("dataset", Json());
  if (!dataset.is_string())
    return std::nullopt;
  const auto scan = store.find(kScanKind, dataset.get<std::string>());
  return scan ? std::optional<AuditReport>(stored_report(*scan)) : std::nullopt;
}

void write_check_form(HtmlPage& page, const Visit& visit, const std::string& known,
                      const FieldProblems& problems) {
  page.open_section("check", Tag::h2, {"Contrôler avant de publier", "Check before publishing"});
  write_form_problems(page, problems);
  open_form(page, visit, sheet_path(visit.segment(1)) + "/check");
  const std::string sent = visit.field("source");
  text_field(page, {"source",
                    {"Chemin complet du fichier à publier", "Full path of the file to publish"},
                    sent.empty() ? known : sent,
                    {"le fichier est lu là où il est, en entier",
                     "the file is read where it stands, in full"},
                    problem_of(problems, "source"),
                    true});
  page.open(Tag::label, {{Attribute::class_name, "check"}});
  page.empty(Tag::input,
             {{Attribute::type, "checkbox"}, {Attribute::name, "record"}, {Attribute::value, "1"}});
  page.text({" Enregistrer la fiche, l'audit et l'avis",
             " Record the sheet, the audit and the "
             "verdict"});
  page.close();
  submit_button(page, {"Contrôler ce fichier", "Check this file"});
  page.close();
  page.close();
}

WebResponse show_sheet(const Visit& visit, const FieldProblems& problems) {
  const RegisterStore store = open_workspace(visit.work);
  const StoredDocument stored = require_document(store, kPublicationKind, visit.segment(1));
  const Json sheet = content_of(stored);
  const auto report = audited_dataset(store, sheet);
  HtmlPage page = open_page(visit, Area::datasets,
                            Text{"Fiche de publication : ", "Publication sheet: "} +
                                plain(one_line(sheet.value("title", stored.id))));
  page.open(Tag::dl);
  page.pair({"Fiche", "Sheet"}, plain(stored.id));
  if (report) {
    page.open(Tag::div);
    page.element(Tag::dt, {"Jeu de données", "Dataset"});
    page.open(Tag::dd);
    link(page, "/datasets/" + escape_url(sheet.at("dataset").get<std::string>()),
         plain(sheet.at("dataset").get<std::string>()));
    page.close();
    page.close();
  }
  for (const auto& [key, title] :
       {std::pair<const char*, Text>{"intent", {"Intention", "Intent"}},
        {"form", {"Forme", "Form"}},
        {"ground", {"Fondement (CRPA L312-1-2)", "Ground (CRPA L312-1-2)"}},
        {"licence", {"Licence", "Licence"}}})
    page.pair(title, sheet.value(key, Json()).is_string() ? label_of_word(word_at(sheet, key))
                                                          : free_text(sheet, key));
  const Text verdict = recorded_verdict(store, stored.id);
  page.pair({"Avis enregistré", "Verdict recorded"},
            verdict.fr.empty() ? Text{"aucun", "none"} : verdict);
  page.close();
  page.open(Tag::p);
  page.element(
      Tag::a,
      {{Attribute::href, sheet_path(stored.id) + "/edit"}, {Attribute::class_name, "button"}},
      {"Modifier la fiche", "Edit the sheet"});
  page.close();
  write_check_form(page, visit, report ? known_path(*report) : std::string(), problems);
  page.open(Tag::p);
  link(page, "/publications", {"Toutes les fiches", "All sheets"});
  page.close();
  return finish_page(page, problems.empty() ? 200 : 422);
}

// What a check works on; outlives the request.
struct Check {
  PublishRequest request;
  WorkContext work;
  const PolicyPack& policies;  // of the desk, which outlives its tasks
};

TaskOutcome run_check(const Check& check, const StopQuestion& is_stopped) {
  RegisterStore store = open_workspace(check.work);
  const std::vector<PublicationReport> reports =
      check_publications(check.request, check.policies, &store);
  stop_if_asked(is_stopped, check.request.sheet);
  const PublicationReport& report = reports.front();
  if (check.request.record)
    record_publication(store, check.policies, report, check.work);
  const OrderedJson result{{"decision", OrderedJson::parse(render_decision_json(
                                            check.policies, report.decision, check.work.language))},
                           {"recorded", check.request.record}};
  return {result.dump(-1, ' ', false, OrderedJson::error_handler_t::replace)};
}

Tone tone_of_verdict(const std::string& verdict) {
  for (const Verdict one :
       {Verdict::go, Verdict::go_with_conditions, Verdict::no_go, Verdict::incomplete})
    if (verdict == name_of(one))
      return tone_of(one);
  return Tone::caution;
}

}  // namespace

WebResponse publications_page(const Visit& visit) {
  const RegisterStore store = open_workspace(visit.work);
  HtmlPage page = open_page(visit, Area::datasets, {"Fiches de publication", "Publication sheets"});
  page.open_section("new", Tag::h2, {"Ouvrir une fiche", "Open a sheet"});
  std::vector<Choice> datasets = known_documents(store).datasets;
  if (datasets.empty()) {
    page.element(Tag::p, {"Une fiche part d'un jeu audité : auditez d'abord un fichier.",
                          "A sheet begins from an audited dataset: audit a file first."});
  } else {
    datasets.insert(datasets.begin(), {"", {"— à choisir", "— to be chosen"}});
    open_form(page, visit, "/publications");
    choice_field(page,
                 {"dataset", {"Jeu de données", "Dataset"}, visit.asked("dataset"), {}, {}, true},
                 datasets);
    submit_button(page, {"Ouvrir la fiche", "Open the sheet"});
    page.close();
  }
  page.close();
  page.open_section("all", Tag::h2, {"Fiches", "Sheets"});
  write_sheets(page, store);
  page.close();
  return finish_page(page);
}

WebResponse create_publication(const Visit& visit) {
  RegisterStore store = open_workspace(visit.work);
  const std::string dataset = visit.field("dataset");
  Json sheet = sheet_from_scan(store, visit.desk.policies, dataset, visit.work.today);
  const std::string id = free_identifier(store, kPublicationKind, dataset);
  sheet["id"] = id;
  throw_problems(check_document(kPublicationKind, sheet, id), id);
  store.record(kPublicationKind, id, sheet, "add", author_of(visit.work));
  visit.tell(
      {"Fiche ouverte, préremplie d'après l'audit.", "Sheet open, prefilled from the audit."});
  return redirect_to(sheet_path(id) + "/edit");
}

WebResponse publication_page(const Visit& visit) {
  return show_sheet(visit, {});
}

WebResponse edit_publication_page(const Visit& visit) {
  const RegisterStore store = open_workspace(visit.work);
  const StoredDocument stored = require_document(store, kPublicationKind, visit.segment(1));
  return show_edit(visit, store, {kPublicationKind, stored.id, stored.version, editable_keys()},
                   {stored.content, stored.version, {}});
}

WebResponse save_publication(const Visit& visit) {
  RegisterStore store = open_workspace(visit.work);
  const EditedDocument edited{kPublicationKind, visit.segment(1), sent_version(visit),
                              editable_keys()};
  require_document(store, edited.kind, edited.id);
  const SaveOutcome outcome = save_form(store, edited, visit);
  if (!outcome.problems.empty())
    return show_edit(visit, store, edited, outcome);
  visit.tell(format_text({"Fiche enregistrée, version {0}.", "Sheet recorded, version {0}."},
                         {std::to_string(outcome.version)}));
  return redirect_to(sheet_path(edited.id));
}

WebResponse check_publication(const Visit& visit) {
  FieldProblems problems;
  const std::string source = asked_source(visit, problems);
  if (!problems.empty())
    return show_sheet(visit, problems);
  (void)require_document(open_workspace(visit.work), kPublicationKind, visit.segment(1));
  const auto check =
      std::make_shared<Check>(Check{PublishRequest(), visit.work, visit.desk.policies});
  check->request.scan.sources = {source};
  check->request.scan.today = visit.work.today;
  check->request.sheet = visit.segment(1);
  check->request.record = visit.field("record") == "1";
  return start_task(
      visit,
      {kPublishCheck, visit.segment(1), {"Contrôle avant publication", "Check before publication"}},
      [check](const StopQuestion& is_stopped) { return run_check(*check, is_stopped); });
}

void write_publish_check(HtmlPage& page, const Visit& visit, const Task& task) {
  const PolicyPack& pack = visit.desk.policies;
  const Json result = parse_trusted_json(task.outcome.result, "task");
  const Json& decision = result.at("decision");
  const auto verdict = decision.at("verdict").get<std::string>();
  page.verdict_banner(tone_of_verdict(verdict), {"Publication", "Publication"},
                      capitalized_text(verdict_label(verdict)));
  page.element(Tag::p, result.at("recorded").get<bool>()
                           ? Text{"La fiche, l'audit et l'avis sont enregistrés.",
                                  "The sheet, the audit and the verdict are recorded."}
                           : Text{"Rien n'a été enregistré.", "Nothing was recorded."});
  Paper paper;
  add_decision(paper, decision, pack);
  write_reasons(page, paper.reasons);
  page.open(Tag::p);
  page.element(
      Tag::a,
      {{Attribute::href, sheet_path(task.subject) + "/edit"}, {Attribute::class_name, "button"}},
      {"Répondre dans la fiche", "Answer in the sheet"});
  page.close();
  Paper details;
  details.sections = decision_sections(decision, pack);
  write_paper_sections(page, details);
}

}  // namespace aval
