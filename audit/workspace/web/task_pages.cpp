// The page of a task: where it stands, then what it came to.
#include <nlohmann/json.hpp>

#include "audit/base/file.h"
#include "audit/workspace/web/pages.h"
#include "audit/workspace/web/shell.h"
#include "audit/workspace/web/task_kinds.h"
#include "audit/workspace/web/words.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

// Of a file that is sent from memory; a larger one is written to a path.
constexpr std::uint64_t kMostDownloaded = 256U << 20U;

Task task_asked(const Visit& visit) {
  const auto task = visit.desk.tasks.find(visit.segment(1), visit.work.workspace);
  if (!task)
    throw Error(ErrorKind::store, "",
                {"ce travail n'est plus connu : il est fini depuis longtemps, ou le serveur a "
                 "redémarré ; demandez-le de nouveau",
                 "this work is no longer known: it ended long ago, or the server was started "
                 "again; ask for it once more"});
  return *task;
}

bool is_pending(const Task& task) {
  return task.state == ScanState::waiting || task.state == ScanState::running;
}

void write_pending(HtmlPage& page, const Visit& visit, const Task& task) {
  page.open(Tag::div, {{Attribute::id, "task"}, {Attribute::class_name, "pending"}});
  page.element(
      Tag::p, {{Attribute::role, "status"}},
      task.state == ScanState::waiting
          ? Text{"En attente : d'autres travaux passent avant.", "Waiting: other work comes first."}
          : Text{"En cours. Le résultat s'affichera ici.", "Running. The result will show here."});
  page.open(Tag::div, {{Attribute::class_name, "actions"}});
  page.element(Tag::a, {{Attribute::href, "/tasks/" + task.id}, {Attribute::class_name, "button"}},
               {"Où en est-ce ?", "How far is it?"});
  open_form(page, visit, "/tasks/" + task.id + "/cancel");
  page.element(Tag::button, {{Attribute::type, "submit"}, {Attribute::class_name, "second"}},
               {"Annuler", "Cancel"});
  page.close();
  page.close();
  page.close();
}

// Back to the form, filled in as it was.
void write_back(HtmlPage& page, const Task& task) {
  const bool levels = task.kind == kLevelsPreview || task.kind == kLevelsWritten;
  const bool plan = task.kind == kPlanPreview || task.kind == kPlanWritten;
  page.open(Tag::p);
  if (levels || plan) {
    const std::string path = "/datasets/" + escape_url(task.subject);
    const std::string table = value_of(task.form, "table");
    const bool is_written =
        !task.outcome.result.empty() && (task.kind == kPlanWritten || task.kind == kLevelsWritten);
    HtmlAttributes attributes{
        {Attribute::href, path + (levels ? "/generalize" : "/pseudonymize") + "?task=" + task.id +
                              (table.empty() ? "" : "&table=" + escape_url(table))}};
    if (!is_written)
      attributes.push_back({Attribute::class_name, "button"});
    page.element(Tag::a, attributes,
                 {"Revenir au formulaire, tel qu'il était", "Back to the form, as it was"});
    page.text(plain(is_written ? " · " : " "));
    link(page, path, {"Retour au jeu", "Back to the dataset"});
  } else {
    link(page, "/publications/" + escape_url(task.subject),
         {"Retour à la fiche", "Back to the sheet"});
  }
  page.close();
}

void write_outcome(HtmlPage& page, const Visit& visit, const Task& task) {
  if (task.kind == kPlanPreview)
    write_plan_preview(page, task);
  else if (task.kind == kPlanWritten)
    write_plan_written(page, task);
  else if (task.kind == kLevelsPreview)
    write_levels_preview(page, task);
  else if (task.kind == kLevelsWritten)
    write_levels_written(page, task);
  else
    write_publish_check(page, visit, task);
}

void write_download(HtmlPage& page, const Task& task) {
  if (task.outcome.file.empty())
    return;
  if (file_size(task.outcome.file) > kMostDownloaded) {
    page.element(Tag::p, {"Ce fichier est trop grand pour un téléchargement : donnez un chemin où "
                          "l'écrire.",
                          "This file is too large for a download: give a path to write it to."});
    return;
  }
  page.open(Tag::p);
  page.element(
      Tag::a, {{Attribute::href, "/tasks/" + task.id + "/file"}, {Attribute::class_name, "button"}},
      {"Télécharger le fichier (CSV)", "Download the file (CSV)"});
  page.close();
  page.element(Tag::p, "hint",
               {"Il est supprimé d'ici à l'arrêt d'aval serve.",
                "It is deleted from here when aval serve stops."});
}

// A file written where the owner said can be audited at once, so that a publication can rest on it.
void write_audit_form(HtmlPage& page, const Visit& visit, const Task& task) {
  const bool written = task.kind == kPlanWritten || task.kind == kLevelsWritten;
  if (!written || !task.outcome.file.empty())
    return;
  open_form(page, visit, "/datasets/local");
  hidden_field(page, "path", value_of(task.form, "output"));
  page.element(Tag::button, {{Attribute::type, "submit"}, {Attribute::class_name, "second"}},
               {"Auditer le fichier écrit", "Audit the file written"});
  page.close();
}

}  // namespace

WebResponse task_page(const Visit& visit) {
  const Task task = task_asked(visit);
  HtmlPage page = open_page(visit, Area::datasets, task.title);
  if (is_pending(task))
    write_pending(page, visit, task);
  if (task.state == ScanState::cancelled)
    page.element(Tag::p, {"Annulé : rien n'a été écrit.", "Cancelled: nothing was written."});
  if (task.state == ScanState::failed)
    page.element(Tag::p, {{Attribute::class_name, "problem"}, {Attribute::role, "alert"}},
                 capitalized_text(task.failure));
  if (task.state == ScanState::done) {
    write_outcome(page, visit, task);
    write_download(page, task);
    write_audit_form(page, visit, task);
  }
  if (!is_pending(task))
    write_back(page, task);
  return finish_page(page);
}

WebResponse cancel_task(const Visit& visit) {
  const Task task = task_asked(visit);
  visit.desk.tasks.cancel(task.id, visit.work.workspace);
  return redirect_to("/tasks/" + task.id);
}

WebResponse task_state(const Visit& visit) {
  const Task task = task_asked(visit);
  WebResponse response;
  response.type = "application/json";
  response.body = OrderedJson{{"pending", is_pending(task)}}.dump() + "\n";
  return response;
}

WebResponse task_file(const Visit& visit) {
  const Task task = task_asked(visit);
  if (task.state != ScanState::done || task.outcome.file.empty() ||
      file_size(task.outcome.file) > kMostDownloaded)
    throw Error(
        ErrorKind::store, "",
        {"ce travail n'a pas de fichier à télécharger", "this work has no file to download"});
  return download(read_file(task.outcome.file), "text/csv; charset=utf-8",
                  task.subject + (task.kind == kPlanWritten ? "-pseudo.csv" : "-generalise.csv"));
}

}  // namespace aval
