// A generalization proposed from the recorded scan, edited, looked at, written; its report is kept
// for rule PB-04.
#include <memory>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/workspace/protect_dataset.h"
#include "audit/workspace/web/levels_form.h"
#include "audit/workspace/web/pages.h"
#include "audit/workspace/web/protect_forms.h"
#include "audit/workspace/web/task_kinds.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

constexpr NumberBounds kBoundsOfK{2, 1'000'000, 11};  // 11: as aval anonymize
constexpr NumberBounds kBoundsOfL{1, 1'000'000, 1};
constexpr NumberBounds kBoundsOfShare{0, 100, 2};   // percent
constexpr NumberBounds kBoundsOfTime{1, 3600, 60};  // seconds

void write_thresholds(HtmlPage& page, const FormFields& fields, const FieldProblems& problems) {
  const auto number = [&](const char* name, const Text& label, const Text& hint,
                          const char* fallback) {
    const std::string value = value_of(fields, name);
    input_field(page,
                {name, label, value.empty() ? fallback : value, hint, problem_of(problems, name)},
                "number");
  };
  page.open(Tag::fieldset);
  page.element(Tag::legend, {"Seuils", "Thresholds"});
  number("k", {"Lignes de chaque profil, au moins (k)", "Rows of each profile, at least (k)"},
         {"11 : le seuil des ménages de la statistique fiscale ; un usage, pas une loi",
          "11: the threshold for households of tax statistics; a practice, not a law"},
         "11");
  number("suppress", {"Lignes à supprimer, au plus, en %", "Rows to suppress, at most, in %"},
         {"les lignes trop rares pour se cacher", "rows too rare to hide"}, "2");
  number("l",
         {"Valeurs différentes d'une colonne sensible par profil, au moins (l)",
          "Different values of a sensitive column a profile, at least (l)"},
         {"1 : pas demandé", "1: not asked"}, "1");
  number("time", {"Secondes de recherche, au plus", "Seconds of search, at most"}, {}, "60");
  choice_field(
      page, {"method", {"Méthode", "Method"}, value_of(fields, "method")},
      {{"generalize", {"un niveau par colonne", "one level a column"}},
       {"local", {"de plus, des cellules effacées une à une", "single cells wiped out besides"}}});
  page.close();
}

WebResponse show(const Visit& visit, const ProtectedDataset& dataset, const FormFields& fields,
                 const FieldProblems& problems) {
  HtmlPage page = open_protect_form(
      visit, dataset,
      {"/generalize",
       {"Généraliser", "Generalize"},
       {"aval cherche les niveaux qui perdent le moins pour que chaque personne se cache parmi "
        "d'autres. Qu'un fichier soit anonyme se conclut par une personne.",
        "aval looks for the levels that lose least so that each person hides among others. That a "
        "file is anonymous is concluded by a person."}},
      problems);
  write_levels_table(page, scanned_table(dataset.report, dataset.table), fields);
  write_thresholds(page, fields, problems);
  write_source_field(page, dataset, fields, problems);
  write_output_fields(page, fields, problems);
  close_protect_form(page, false);
  return finish_page(page, problems.empty() ? 200 : 422);
}

AnonymizeOptions options_of(const Visit& visit, const ProtectedDataset& dataset,
                            FieldProblems& problems) {
  AnonymizeOptions options;
  options.request.today = visit.work.today;
  options.request.table = dataset.table_in_file();
  options.source = asked_source(visit, problems);
  options.k = asked_number(visit, "k", kBoundsOfK, problems);
  options.l = asked_number(visit, "l", kBoundsOfL, problems);
  options.suppress =
      std::to_string(asked_number(visit, "suppress", kBoundsOfShare, problems)) + "%";
  options.time_limit = static_cast<double>(asked_number(visit, "time", kBoundsOfTime, problems));
  options.method = visit.field("method") == "local" ? "local" : "generalize";
  read_levels(scanned_table(dataset.report, dataset.table), visit.request.form, options, problems);
  if (options.l > 1 && options.sensitive.empty())
    problems["l"] = {"l porte sur des colonnes sensibles : choisissez-en une",
                     "l is about sensitive columns: choose one"};
  return options;
}

std::string preview_json(const AnonymizeRun& run) {
  const OrderedJson result{{"before",
                            {{"records", run.before.records},
                             {"classes", run.before.classes},
                             {"k", run.before.k},
                             {"unique", run.before.unique_rows}}},
                           {"report", OrderedJson::parse(render_anonymization_json(run))}};
  return result.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
}

// What the work needs, beside its options.
struct Written {
  std::string dataset;
  AuditReport report;
  WorkContext work;
  bool is_download = false;
};

TaskOutcome run_levels(const AnonymizeOptions& options, const Written& written,
                       const StopQuestion& is_stopped) {
  require_audited_file(written.report, options.source);
  const AnonymizeRun run = anonymize_source(options, is_stopped);
  if (options.preview)
    return {preview_json(run)};
  const std::string report = render_anonymization_json(run);
  RegisterStore store = open_workspace(written.work);
  record_anonymization(store, written.dataset, report, written.work);
  return {report, written.is_download ? options.output : std::string()};
}

}  // namespace

WebResponse generalize_page(const Visit& visit) {
  const ProtectedDataset dataset = dataset_to_protect(visit);
  const auto task = visit.desk.tasks.find(visit.asked("task"), visit.work.workspace);
  if (task && task->subject == dataset.stored.id)
    return show(visit, dataset, task->form, {});
  return show(visit, dataset, levels_fields(scanned_table(dataset.report, dataset.table)), {});
}

WebResponse generalize_dataset(const Visit& visit) {
  const ProtectedDataset dataset = dataset_to_protect(visit);
  FieldProblems problems;
  const auto options = std::make_shared<AnonymizeOptions>(options_of(visit, dataset, problems));
  options->preview = visit.field("do") == "preview";
  Written written{dataset.stored.id, dataset.report, visit.work, false};
  if (!options->preview && problems.empty()) {
    const AskedOutput output = asked_output(visit, visit.field("do"), problems);
    options->output = output.path;
    written.is_download = output.is_download;
  }
  if (!problems.empty())
    return show(visit, dataset, visit.request.form, problems);
  const TaskName name =
      options->preview
          ? TaskName{kLevelsPreview,
                     dataset.stored.id,
                     {"Effet de la généralisation", "Effect of the generalization"}}
          : TaskName{kLevelsWritten, dataset.stored.id, {"Fichier généralisé", "Generalized file"}};
  return start_task(visit, name,
                    [options, written = std::move(written)](const StopQuestion& is_stopped) {
                      return run_levels(*options, written, is_stopped);
                    });
}

}  // namespace aval
