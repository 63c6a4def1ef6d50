// Use cases: the dossier of the five steps.
#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/workspace/gather_dossier.h"
#include "audit/workspace/usecase_standing.h"
#include "audit/workspace/web/autosave.h"
#include "audit/workspace/web/document_edit.h"
#include "audit/workspace/web/fields.h"
#include "audit/workspace/web/pages.h"
#include "audit/workspace/web/shell.h"
#include "audit/workspace/web/usecase_steps.h"
#include "audit/workspace/web/words.h"
#include "audit/workspace/workspace.h"
#include "registry/documents.h"
#include "reports/document_words.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

std::string usecase_path(const std::string& id) {
  return "/usecases/" + escape_url(id);
}

void write_gates(HtmlPage& page, const Standing& standing) {
  page.open_section(
      "gates", Tag::h2,
      {"Avis à chaque étape, calculés maintenant", "Verdict at each gate, computed now"});
  page.open_table({"Avis", "Verdicts"},
                  {{"Étape", "Gate"},
                   {"Avis", "Verdict"},
                   {"Règles qui bloquent", "Rules that block"},
                   {"Réponses qui manquent", "Answers missing"}},
                  HtmlPage::Caption::heard);
  for (const Decision& decision : standing.decisions) {
    const auto blocks = std::count_if(
        decision.outcomes.begin(), decision.outcomes.end(),
        [](const PolicyOutcome& outcome) { return outcome.result == PolicyResult::block; });
    page.open_row();
    page.open(Tag::th, {{Attribute::scope, "row"}});
    link(page, usecase_path(standing.usecase) + "/gates/" + decision.gate,
         capitalized_text(gate_label(decision.gate)));
    page.close();
    page.cell(capitalized_text(label_of(decision.verdict)));
    page.cell(count_in_words(static_cast<std::uint64_t>(blocks)));
    page.cell(count_in_words(decision.missing.size()));
    page.close_row();
  }
  page.close_table();
  page.close();
}

// What a step is shown from.
struct ShownStep {
  const RegisterStore& store;
  const EditedDocument& edited;
  const UseCaseStep& step;
};

WebResponse show_step(const Visit& visit, const ShownStep& shown, const SaveOutcome& state) {
  const EditedDocument& edited = shown.edited;
  const UseCaseStep& step = shown.step;
  const Json document = parse_trusted_json(state.document, "document");
  HtmlPage page = open_page(visit, Area::usecases, step_title(step));
  page.open(Tag::p);
  link(page, usecase_path(edited.id), plain(one_line(document.value("title", edited.id))));
  page.close();
  write_steps(page, usecase_path(edited.id), step.number);
  write_problems(page, edited.kind, state.problems);
  write_questions(page, document, step);
  open_autosaved(page, verdict_now(shown.store, visit, {edited.id, step.gate}));
  open_form(page, visit, usecase_path(edited.id) + "/steps/" + std::to_string(step.number));
  hidden_field(page, "version", std::to_string(state.version));
  write_document_fields(page, visit.language(),
                        {edited.kind, document, state.problems, known_documents(shown.store)},
                        edited.keys);
  submit_button(page, {"Enregistrer cette étape", "Record this step"});
  page.close();
  page.close();
  return finish_page(page, state.problems.empty() ? 200 : 422);
}

}  // namespace

WebResponse usecases_page(const Visit& visit) {
  const RegisterStore store = open_workspace(visit.work);
  HtmlPage page = open_page(visit, Area::usecases, {"Cas d'usage", "Use cases"});
  page.open_section("open", Tag::h2, {"Ouvrir un dossier", "Open a dossier"});
  open_form(page, visit, "/usecases");
  text_field(page, {"title",
                    {"Titre du cas d'usage", "Title of the use case"},
                    {},
                    {"par exemple : Prévoir les repas pour moins jeter à la cantine",
                     "for instance: Plan meals to waste less at the canteen"},
                    {},
                    true});
  submit_button(page, {"Ouvrir le dossier", "Open the dossier"});
  page.close();
  page.close();
  page.open_section("all", Tag::h2, {"Dossiers", "Dossiers"});
  if (store.list(kUseCaseKind).empty())
    page.element(Tag::p, {"Aucun dossier ouvert.", "No dossier is open."});
  else
    write_standings(page, store, visit);
  page.close();
  return finish_page(page);
}

WebResponse create_usecase(const Visit& visit) {
  RegisterStore store = open_workspace(visit.work);
  const std::string title(trim(visit.field("title")));
  const std::string id = free_identifier(store, kUseCaseKind, title);
  const Json document{{"schema", "aval.usecase/1"}, {"id", id}, {"title", title}};
  throw_problems(check_document(kUseCaseKind, document, id), id);
  store.record(kUseCaseKind, id, document, "add", author_of(visit.work));
  visit.tell({"Dossier ouvert. Commencez par l'étape 1.", "Dossier open. Begin with step 1."});
  return redirect_to(usecase_path(id) + "/steps/1");
}

WebResponse usecase_page(const Visit& visit) {
  const RegisterStore store = open_workspace(visit.work);
  const std::string& id = visit.segment(1);
  require_document(store, kUseCaseKind, id);
  const Standing standing = standing_of(store, visit.desk.policies, id, visit.work.today);
  const Decision& current = current_decision(standing);
  HtmlPage page = open_page(visit, Area::usecases, plain(one_line(standing.title)));
  page.verdict_banner(tone_of(current.verdict), capitalized_text(gate_label(current.gate)),
                      capitalized_text(label_of(current.verdict)));
  write_steps(page, usecase_path(id), 0);
  write_missing(page, usecase_path(id), current);
  write_gates(page, standing);
  page.open(Tag::p);
  link(page, usecase_path(id) + "/waivers", {"Dérogations", "Waivers"});
  page.text(plain(" · "));
  link(page, usecase_path(id) + "/report",
       {"Le dossier complet, à imprimer", "The whole dossier, to print"});
  page.close();
  return finish_page(page);
}

WebResponse usecase_report(const Visit& visit) {
  const RegisterStore store = open_workspace(visit.work);
  UseCaseDossier dossier = gather_dossier(store, visit.segment(1), visit.work.today);
  add_opinion(store, visit.desk.policies, visit.asked("gate"), dossier);
  WebResponse response;
  response.body = render_paper(usecase_paper(dossier, visit.desk.policies), ReportFormat::html,
                               visit.language());
  return response;
}

WebResponse step_page(const Visit& visit) {
  const RegisterStore store = open_workspace(visit.work);
  const UseCaseStep& step = step_numbered(visit.segment(3));
  const StoredDocument stored = require_document(store, kUseCaseKind, visit.segment(1));
  const EditedDocument edited{kUseCaseKind, stored.id, stored.version, step.keys};
  return show_step(visit, {store, edited, step}, {stored.content, stored.version, {}});
}

WebResponse save_step(const Visit& visit) {
  RegisterStore store = open_workspace(visit.work);
  const UseCaseStep& step = step_numbered(visit.segment(3));
  const EditedDocument edited{kUseCaseKind, visit.segment(1), sent_version(visit), step.keys};
  const StoredDocument before = require_document(store, edited.kind, edited.id);
  if (is_autosave(visit))
    return autosave(store, visit, {edited, before.version, step.gate});
  const SaveOutcome outcome = save_form(store, edited, visit);
  if (!outcome.problems.empty())
    return show_step(visit, {store, edited, step}, outcome);
  visit.tell(format_text(
      {"Étape enregistrée, version {0} du dossier.", "Step recorded, version {0} of the dossier."},
      {std::to_string(outcome.version)}));
  return redirect_to(usecase_path(edited.id) + "/steps/" + std::to_string(step.number));
}

}  // namespace aval
