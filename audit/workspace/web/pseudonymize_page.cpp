// A pseudonymization plan proposed from the recorded scan, edited, looked at, applied.
#include <algorithm>
#include <memory>

#include <nlohmann/json.hpp>

#include "audit/base/file.h"
#include "audit/base/text.h"
#include "audit/workspace/preview_plan.h"
#include "audit/workspace/propose_plan.h"
#include "audit/workspace/protect_dataset.h"
#include "audit/workspace/web/pages.h"
#include "audit/workspace/web/plan_form.h"
#include "audit/workspace/web/protect_forms.h"
#include "audit/workspace/web/task_kinds.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

void write_keys(HtmlPage& page, const FormFields& fields, const FieldProblems& problems) {
  page.open(Tag::fieldset);
  page.element(Tag::legend,
               {"Clés, si le plan fait des jetons", "Keys, where the plan makes tokens"});
  text_field(page, {"keyring",
                    {"Chemin du trousseau", "Path of the keyring"},
                    value_of(fields, "keyring"),
                    {"fait par « aval keyring init » ; inutile pour un aperçu",
                     "made by 'aval keyring init'; not needed for a preview"},
                    problem_of(problems, "keyring")});
  text_field(page, {"domain",
                    {"Domaine du trousseau", "Domain of the keyring"},
                    value_of(fields, "domain"),
                    {"une finalité, une clé : deux domaines ne se joignent pas",
                     "one purpose, one key: two domains do not join"},
                    problem_of(problems, "domain")});
  input_field(page,
              {"passphrase",
               {"Phrase secrète du trousseau", "Passphrase of the keyring"},
               {},
               {"sert à ce travail seulement : elle n'est ni gardée, ni journalisée",
                "serves this work only: it is neither kept nor logged"},
               problem_of(problems, "passphrase")},
              "password");
  page.close();
}

WebResponse show(const Visit& visit, const ProtectedDataset& dataset, const FormFields& fields,
                 const FieldProblems& problems) {
  HtmlPage page = open_protect_form(
      visit, dataset,
      {"/pseudonymize",
       {"Pseudonymiser", "Pseudonymize"},
       {"Le plan ci-dessous est proposé d'après l'audit enregistré : relisez chaque ligne. Le "
        "résultat reste un fichier de données personnelles (RGPD art. 4(5)).",
        "The plan below is proposed from the recorded audit: read each row. The result remains "
        "personal data (GDPR art. 4(5))."}},
      problems);
  write_plan_table(page, fields);
  choice_field(page,
               {"unfit",
                {"Une valeur qui n'a pas la forme attendue", "A value that is not of that form"},
                value_of(fields, "unfit")},
               {{"suppress", {"vider la cellule, et compter", "empty the cell, and count it"}},
                {"stop", {"arrêter, sans rien écrire", "stop, without writing anything"}}});
  write_source_field(page, dataset, fields, problems);
  write_keys(page, fields, problems);
  write_output_fields(page, fields, problems);
  close_protect_form(page, true);
  return finish_page(page, problems.empty() ? 200 : 422);
}

// The plan of the form; what is wrong with it goes to `problems`.
Plan checked_plan(const FormFields& form, FieldProblems& problems) {
  try {
    return parse_plan(plan_of_fields(form), "plan");
  } catch (const Error& error) {
    problems[kWholeForm] = error.message();
    return {};
  }
}

OrderedJson risk_json(const RiskSummary& risk) {
  return {{"records", risk.records},
          {"classes", risk.classes},
          {"k", risk.k},
          {"unique", risk.unique_rows},
          {"columns", risk.quasi_identifiers.size()}};
}

std::string preview_json(const PlanPreview& preview) {
  OrderedJson columns = OrderedJson::array();
  for (const PreviewedColumn& column : preview.columns) {
    const Text operation = operation_in_words(column.operation);
    columns.push_back({{"name", column.name},
                       {"fr", operation.fr},
                       {"en", operation.en},
                       {"readable", column.readable},
                       {"before", column.distinct_before},
                       {"after", column.distinct_after},
                       {"emptied", column.emptied}});
  }
  return OrderedJson{{"before", risk_json(preview.before)},
                     {"after", risk_json(preview.after)},
                     {"columns", std::move(columns)}}
      .dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
}

PseudonymizeRequest request_of(const Visit& visit, const ProtectedDataset& dataset, Plan plan) {
  PseudonymizeRequest request;
  request.reading.today = visit.work.today;
  request.reading.table = dataset.table_in_file();
  request.source = std::string(trim(visit.field("source")));
  request.plan = std::move(plan);
  return request;
}

WebResponse start_preview(const Visit& visit, const ProtectedDataset& dataset, Plan plan) {
  const std::vector<std::size_t> quasi =
      quasi_identifiers_of(scanned_table(dataset.report, dataset.table));
  return start_task(visit,
                    {kPlanPreview, dataset.stored.id, {"Effet du plan", "Effect of the plan"}},
                    [request = request_of(visit, dataset, std::move(plan)), report = dataset.report,
                     quasi](const StopQuestion& is_stopped) {
                      require_audited_file(report, request.source);
                      return TaskOutcome{preview_json(preview_plan(request, quasi, is_stopped))};
                    });
}

// What a run needs of secrets; gone with the work.
struct Keys {
  std::string keyring;
  SecretBytes passphrase;
};

TaskOutcome write_file(PseudonymizeRequest& request, const Keys& keys, bool is_download,
                       const StopQuestion& is_stopped) {
  Keyring keyring;
  if (needs_keys(request.plan)) {
    keyring = read_keyring(keys.keyring, keys.passphrase);
    request.keyring = &keyring;
  }
  const PseudonymizeReport report = pseudonymize_source(request, is_stopped);
  return {render_pseudonymize_json(report), is_download ? request.output : std::string()};
}

std::shared_ptr<Keys> asked_keys(const Visit& visit, const Plan& plan, FieldProblems& problems) {
  auto keys = std::make_shared<Keys>();
  if (!needs_keys(plan))
    return keys;
  keys->keyring = std::string(trim(visit.field("keyring")));
  if (kind_of_file(keys->keyring) != FileKind::regular)
    problems["keyring"] = {"ce plan fait des jetons : donnez le chemin du trousseau",
                           "this plan makes tokens: give the path of the keyring"};
  std::string passphrase = visit.field("passphrase");
  if (passphrase.empty())
    problems["passphrase"] = {"donnez la phrase secrète du trousseau",
                              "give the passphrase of the keyring"};
  keys->passphrase = SecretBytes(passphrase);
  wipe(passphrase);
  if (trim(visit.field("domain")).empty())
    problems["domain"] = {"donnez le domaine du trousseau", "give the domain of the keyring"};
  return keys;
}

}  // namespace

WebResponse pseudonymize_page(const Visit& visit) {
  const ProtectedDataset dataset = dataset_to_protect(visit);
  const auto task = visit.desk.tasks.find(visit.asked("task"), visit.work.workspace);
  if (task && task->subject == dataset.stored.id)
    return show(visit, dataset, task->form, {});
  const std::string plan =
      proposed_plan(scanned_table(dataset.report, dataset.table), {}, visit.language());
  return show(visit, dataset, plan_fields(parse_json(plan, "plan")), {});
}

WebResponse pseudonymize_dataset(const Visit& visit) {
  const ProtectedDataset dataset = dataset_to_protect(visit);
  const std::string action = visit.field("do");
  FieldProblems problems;
  Plan plan = checked_plan(visit.request.form, problems);
  if (action == "plan" && problems.empty())
    return download(pretty_json(canonical_json(plan_of_fields(visit.request.form))),
                    "application/json", "plan-" + dataset.stored.id + ".json");
  (void)asked_source(visit, problems);
  if (action == "preview" && problems.empty())
    return start_preview(visit, dataset, std::move(plan));
  const auto keys = asked_keys(visit, plan, problems);
  const AskedOutput output =
      problems.empty() ? asked_output(visit, action, problems) : AskedOutput{};
  if (!problems.empty())
    return show(visit, dataset, visit.request.form, problems);
  const auto request =
      std::make_shared<PseudonymizeRequest>(request_of(visit, dataset, std::move(plan)));
  request->output = output.path;
  return start_task(
      visit, {kPlanWritten, dataset.stored.id, {"Fichier pseudonymisé", "Pseudonymized file"}},
      [request, keys, report = dataset.report,
       is_download = output.is_download](const StopQuestion& is_stopped) {
        require_audited_file(report, request->source);
        return write_file(*request, *keys, is_download, is_stopped);
      });
}

}  // namespace aval
