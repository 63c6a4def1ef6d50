// The report of the file last made from a dataset, and what a person concludes from it.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/workspace/protect_dataset.h"
#include "audit/workspace/web/pages.h"
#include "audit/workspace/web/protect_forms.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

struct Criterion {
  const char* name;
  Text title;
  Text question;
};

const std::vector<Criterion>& criteria() {
  static const std::vector<Criterion> kCriteria = {
      {"singling_out",
       {"Individualisation", "Singling out"},
       {"peut-on isoler une personne dans le fichier ?",
        "can one person be isolated in the file?"}},
      {"linkability",
       {"Corrélation", "Linkability"},
       {"peut-on relier ses lignes à celles d'un autre fichier ?",
        "can their rows be linked to those of another file?"}},
      {"inference",
       {"Inférence", "Inference"},
       {"peut-on en déduire quelque chose sur une personne ?",
        "can something be inferred about a person?"}}};
  return kCriteria;
}

// "publication:subventions-2026", "usecase:cantine".
std::vector<Choice> possible_documents(const RegisterStore& store) {
  std::vector<Choice> choices = {{"", {"— à choisir", "— to be chosen"}}};
  for (const StoredDocument& sheet : store.list(kPublicationKind))
    choices.push_back({std::string(kPublicationKind) + ":" + sheet.id,
                       Text{"fiche de publication ", "publication sheet "} + plain(sheet.id)});
  for (const StoredDocument& usecase : store.list(kUseCaseKind))
    choices.push_back({std::string(kUseCaseKind) + ":" + usecase.id,
                       Text{"cas d'usage ", "use case "} + plain(usecase.id)});
  return choices;
}

void write_report(HtmlPage& page, const StoredDocument& stored, const Json& report) {
  const Json& rows = report.at("rows");
  page.open(Tag::dl);
  page.pair({"Enregistré le", "Recorded on"}, date_in_words(stored.recorded_at.substr(0, 10)));
  page.pair({"Lignes écrites", "Rows written"},
            count_in_words(rows.at("written").get<std::uint64_t>()));
  page.pair({"Lignes supprimées", "Rows suppressed"},
            count_in_words(rows.at("suppressed").get<std::uint64_t>()));
  page.pair({"Plus petit profil (k)", "Smallest profile (k)"},
            rows_in_words(report.at("reached").at("k").get<std::uint64_t>()));
  page.pair({"Perte", "Loss"}, share_in_words(report.at("loss").at("value").get<double>()));
  page.pair({"Empreinte du fichier (SHA-256)", "Digest of the file (SHA-256)"},
            plain(report.at("output").at("sha256").get<std::string>()));
  page.close();
}

void write_criterion(HtmlPage& page, const Visit& visit, const Criterion& criterion,
                     const FieldProblems& problems) {
  const std::string conclusion = std::string(criterion.name) + ":conclusion";
  const std::string reasons = std::string(criterion.name) + ":reasons";
  page.open(Tag::fieldset);
  page.element(Tag::legend, criterion.title);
  choice_field(page,
               {conclusion,
                {"Conclusion", "Conclusion"},
                visit.field(conclusion),
                criterion.question,
                problem_of(problems, conclusion),
                true},
               {{"", {"— à choisir", "— to be chosen"}},
                {"prevented", {"empêchée", "prevented"}},
                {"residual", {"risque résiduel", "residual risk"}},
                {"not_prevented", {"non empêchée", "not prevented"}}});
  text_area(page,
            {reasons,
             {"Raisons", "Reasons"},
             visit.field(reasons),
             {},
             problem_of(problems, reasons),
             true},
            2);
  page.close();
}

void write_form(HtmlPage& page, const Visit& visit, const RegisterStore& store,
                const FieldProblems& problems) {
  page.open_section("conclude", Tag::h2, {"Conclure", "Conclude"});
  page.element(Tag::p, {"Ces conclusions vont dans la fiche ou le dossier choisi, avec l'empreinte "
                        "du fichier : la règle PB-04 les y lit.",
                        "These conclusions go to the sheet or dossier chosen, with the digest of "
                        "the file: rule PB-04 reads them there."});
  open_form(page, visit, "/datasets/" + escape_url(visit.segment(1)) + "/anonymization");
  choice_field(page,
               {"document",
                {"Où conclure", "Where to conclude"},
                visit.field("document"),
                {},
                problem_of(problems, "document"),
                true},
               possible_documents(store));
  for (const Criterion& criterion : criteria())
    write_criterion(page, visit, criterion, problems);
  text_field(page, {"risk_analysis",
                    {"Analyse de risque, si une conclusion n'est pas « empêchée »",
                     "Risk analysis, where a conclusion is not 'prevented'"},
                    visit.field("risk_analysis"),
                    {"référence du document", "reference of the document"}});
  text_field(page, {"by",
                    {"Qui conclut (fonction)", "Who concludes (function)"},
                    visit.field("by"),
                    {},
                    problem_of(problems, "by"),
                    true});
  submit_button(page, {"Enregistrer les conclusions", "Record the conclusions"});
  page.close();
  page.close();
}

WebResponse show(const Visit& visit, const RegisterStore& store, const FieldProblems& problems) {
  const StoredDocument stored = require_document(store, kAnonymizationKind, visit.segment(1));
  const Json report = content_of(stored);
  HtmlPage page = open_page(visit, Area::datasets,
                            Text{"Généralisation de ", "Generalization of "} + plain(stored.id));
  write_form_problems(page, problems);
  write_report(page, stored, report);
  write_form(page, visit, store, problems);
  page.open(Tag::p);
  link(page, "/datasets/" + escape_url(stored.id), {"Retour au jeu", "Back to the dataset"});
  page.close();
  return finish_page(page, problems.empty() ? 200 : 422);
}

AnonymizationConclusion conclusion_of(const Visit& visit, FieldProblems& problems) {
  AnonymizationConclusion conclusion;
  const std::string document = visit.field("document");
  const std::size_t colon = document.find(':');
  conclusion.kind = document.substr(0, colon);
  if (colon != std::string::npos)
    conclusion.id = document.substr(colon + 1);
  if (conclusion.kind != kPublicationKind && conclusion.kind != kUseCaseKind)
    problems["document"] = {"choisissez où conclure", "choose where to conclude"};
  conclusion.by = std::string(trim(visit.field("by")));
  if (conclusion.by.empty())
    problems["by"] = {"dites qui conclut", "say who concludes"};
  conclusion.risk_analysis = std::string(trim(visit.field("risk_analysis")));
  for (const Criterion& criterion : criteria()) {
    const std::string name = criterion.name;
    CriterionConclusion one{name, visit.field(name + ":conclusion"),
                            std::string(trim(visit.field(name + ":reasons")))};
    if (one.conclusion.empty())
      problems[name + ":conclusion"] =
          criterion.title + Text{" : donnez une conclusion", ": give a conclusion"};
    if (one.reasons.empty())
      problems[name + ":reasons"] =
          criterion.title + Text{" : donnez les raisons", ": give the reasons"};
    conclusion.criteria.push_back(std::move(one));
  }
  return conclusion;
}

}  // namespace

WebResponse anonymization_page(const Visit& visit) {
  return show(visit, open_workspace(visit.work), {});
}

WebResponse conclude_anonymization(const Visit& visit) {
  RegisterStore store = open_workspace(visit.work);
  const Json report = content_of(require_document(store, kAnonymizationKind, visit.segment(1)));
  FieldProblems problems;
  const AnonymizationConclusion conclusion = conclusion_of(visit, problems);
  if (problems.empty())
    for (const Problem& problem : record_conclusion(store, report, conclusion, visit.work))
      problems[kWholeForm] = problem.message;
  if (!problems.empty())
    return show(visit, store, problems);
  visit.tell({"Conclusions enregistrées.", "Conclusions recorded."});
  return redirect_to(conclusion.kind == kUseCaseKind
                         ? "/usecases/" + escape_url(conclusion.id) + "/gates/G4"
                         : "/publications/" + escape_url(conclusion.id));
}

}  // namespace aval
