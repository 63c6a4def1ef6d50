#include "audit/workspace/web/protect_forms.h"

#include <algorithm>
#include <charconv>

#include "audit/base/crypto.h"
#include "audit/base/file.h"
#include "audit/base/private_folder.h"
#include "audit/base/text.h"
#include "audit/workspace/protect_dataset.h"
#include "audit/workspace/workspace.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

constexpr std::size_t kIdBytes = 16;
constexpr std::size_t kLongestPath = 4096;  // bytes: PATH_MAX of Linux
constexpr const char* kPassphrase = "passphrase";

std::string asked_path(const Visit& visit, const std::string& field) {
  return std::string(trim(visit.field(field)));
}

// One button of several that send the same form.
void choice_button(HtmlPage& page, const std::string& value, const Text& label, bool second) {
  HtmlAttributes attributes{
      {Attribute::type, "submit"}, {Attribute::name, "do"}, {Attribute::value, value}};
  if (second)
    attributes.push_back({Attribute::class_name, "second"});
  page.element(Tag::button, attributes, label);
}

}  // namespace

std::string ProtectedDataset::path() const {
  return "/datasets/" + escape_url(stored.id);
}

std::string ProtectedDataset::table_in_file() const {
  return report.sources.front().tables.size() > 1 ? table : std::string();
}

ProtectedDataset dataset_to_protect(const Visit& visit) {
  const RegisterStore store = open_workspace(visit.work);
  ProtectedDataset dataset;
  dataset.stored = require_document(store, kScanKind, visit.segment(1));
  dataset.report = stored_report(dataset.stored);
  dataset.table = visit.request.method == "POST" ? visit.field("table") : visit.asked("table");
  dataset.table = scanned_table(dataset.report, dataset.table).name;
  return dataset;
}

Text problem_of(const FieldProblems& problems, const std::string& field) {
  const auto found = problems.find(field);
  return found == problems.end() ? Text() : found->second;
}

// Only a file that was read in place has a whole path: an uploaded one has the name a browser gave.
std::string known_path(const AuditReport& report) {
  if (report.sources.empty())
    return {};
  const std::string& uri = report.sources.front().info.uri;
  return uri.starts_with('/') && kind_of_file(uri) == FileKind::regular ? uri : std::string();
}

void write_form_problems(HtmlPage& page, const FieldProblems& problems) {
  if (problems.empty())
    return;
  page.open(Tag::div, {{Attribute::class_name, "problem"}, {Attribute::role, "alert"}});
  page.element(Tag::p, {"Rien n'a été fait ; à corriger :", "Nothing was done; to be corrected:"});
  page.open(Tag::ul);
  for (const auto& [field, problem] : problems)
    if (field == kWholeForm)
      page.element(Tag::li, problem);
    else
      link_item(page, "#" + field_id(field), problem);
  page.close();
  page.close();
}

void write_source_field(HtmlPage& page, const ProtectedDataset& dataset, const FormFields& fields,
                        const FieldProblems& problems) {
  const std::string known = known_path(dataset.report);
  std::string value = value_of(fields, "source");
  if (value.empty())
    value = known;
  if (known.empty())
    page.element(
        Tag::p, "hint",
        {"aval ne sait plus où est ce fichier : la copie d'un fichier déposé est supprimée après "
         "son audit. Donnez le chemin du même fichier sur cette machine.",
         "aval no longer knows where this file is: the copy of an uploaded file is deleted after "
         "its audit. Give the path of the same file on this machine."});
  text_field(page, {"source",
                    {"Chemin complet du fichier audité", "Full path of the audited file"},
                    value,
                    {"le fichier est lu là où il est ; il doit être celui qui a été audité",
                     "the file is read where it stands; it must be the one that was audited"},
                    problem_of(problems, "source"),
                    true});
}

void write_output_fields(HtmlPage& page, const FormFields& fields, const FieldProblems& problems) {
  page.open(Tag::fieldset);
  page.element(Tag::legend, {"Où écrire le résultat", "Where to write the result"});
  text_field(page, {"output",
                    {"Chemin du fichier à écrire", "Path of the file to write"},
                    value_of(fields, "output"),
                    {"finit par .csv, .xlsx ou .parquet ; inutile pour un aperçu ou un "
                     "téléchargement",
                     "ends in .csv, .xlsx or .parquet; not needed for a preview or a download"},
                    problem_of(problems, "output")});
  page.open(Tag::label, {{Attribute::class_name, "check"}});
  HtmlAttributes attributes{
      {Attribute::type, "checkbox"}, {Attribute::name, "replace"}, {Attribute::value, "1"}};
  if (value_of(fields, "replace") == "1")
    attributes.push_back({Attribute::checked, "checked"});
  page.empty(Tag::input, attributes);
  page.text({" Remplacer le fichier s'il existe déjà", " Replace the file if it is there already"});
  page.close();
  page.close();
}

HtmlPage open_protect_form(const Visit& visit, const ProtectedDataset& dataset,
                           const ProtectForm& form, const FieldProblems& problems) {
  HtmlPage page = open_page(visit, Area::datasets, form.title);
  page.open(Tag::p);
  link(page, dataset.path(), Text{"Jeu : ", "Dataset: "} + plain(dataset.stored.id));
  page.close();
  page.element(Tag::p, form.about);
  write_form_problems(page, problems);
  open_form(page, visit, dataset.path() + form.action);
  hidden_field(page, "table", dataset.table);
  return page;
}

void close_protect_form(HtmlPage& page, bool has_plan) {
  page.open(Tag::div, {{Attribute::class_name, "actions"}});
  choice_button(page, "preview", {"Voir l'effet sur le risque", "See the effect on the risk"},
                false);
  choice_button(page, "write", {"Écrire le fichier", "Write the file"}, true);
  choice_button(page, "download", {"Préparer un téléchargement", "Prepare a download"}, true);
  if (has_plan)
    choice_button(page, "plan", {"Prendre le plan (JSON)", "Take the plan (JSON)"}, true);
  page.close();
  page.close();
}

std::string asked_source(const Visit& visit, FieldProblems& problems) {
  std::string path = asked_path(visit, "source");
  if (path.size() > kLongestPath || kind_of_file(path) != FileKind::regular)
    problems["source"] = {"aucun fichier lisible à cet endroit ; donnez son chemin complet",
                          "no readable file at that place; give its full path"};
  return path;
}

AskedOutput asked_output(const Visit& visit, const std::string& action, FieldProblems& problems) {
  if (action == "download") {
    const std::string folder = visit.work.workspace + ".uploads";
    make_private_folder(folder);
    return {folder + "/" + random_hex(kIdBytes) + ".csv", true};
  }
  const std::string path = asked_path(visit, "output");
  const std::string name = to_lower_ascii(path);
  const std::size_t slash = path.find_last_of('/');
  const bool has_form =
      name.ends_with(".csv") || name.ends_with(".xlsx") || name.ends_with(".parquet");
  if (!has_form || path.size() > kLongestPath)
    problems["output"] = {"donnez le chemin d'un fichier en .csv, .xlsx ou .parquet",
                          "give the path of a file in .csv, .xlsx or .parquet"};
  else if (slash != std::string::npos && slash > 0 &&
           kind_of_file(path.substr(0, slash)) != FileKind::folder)
    problems["output"] = {"ce dossier n'existe pas", "this folder does not exist"};
  else if (kind_of_file(path) == FileKind::folder || kind_of_file(path) == FileKind::other)
    problems["output"] = {"autre chose qu'un fichier porte ce nom",
                          "something that is no file has this name"};
  else if (is_same_file(path, asked_path(visit, "source")))
    problems["output"] = {"c'est le fichier lu : donnez un autre nom",
                          "this is the file that is read: give another name"};
  else if (kind_of_file(path) == FileKind::regular && visit.field("replace") != "1")
    problems["output"] = {"ce fichier existe déjà : donnez un autre nom, ou cochez « remplacer »",
                          "this file is there already: give another name, or tick 'replace'"};
  return {path, false};
}

std::uint64_t asked_number(const Visit& visit, const std::string& field, const NumberBounds& bounds,
                           FieldProblems& problems) {
  const std::string text = asked_path(visit, field);
  if (text.empty())
    return bounds.fallback;
  std::uint64_t number = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
  if (end.ec != std::errc() || end.ptr != text.data() + text.size() || number < bounds.low ||
      number > bounds.high)
    problems[field] =
        format_text({"donnez un nombre entier de {0} à {1}", "give a whole number from {0} to {1}"},
                    {std::to_string(bounds.low), std::to_string(bounds.high)});
  return number;
}

FormFields fields_to_keep(const FormFields& form) {
  FormFields kept;
  for (const auto& [name, value] : form)
    if (name != kPassphrase && name != "form_token" && name != "do")
      kept.emplace_back(name, value);
  return kept;
}

WebResponse start_task(const Visit& visit, const TaskName& name, TaskWork work) {
  Task task;
  task.kind = name.kind;
  task.subject = name.subject;
  task.title = name.title;
  task.workspace = visit.work.workspace;
  task.form = fields_to_keep(visit.request.form);
  return redirect_to("/tasks/" + visit.desk.tasks.add(std::move(task), std::move(work)));
}

}  // namespace aval
