// Waivers of a use case: dated exceptions to rules of doctrine or practice, never of law.
#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/workspace/web/document_edit.h"
#include "audit/workspace/web/fields.h"
#include "audit/workspace/web/pages.h"
#include "audit/workspace/web/shell.h"
#include "audit/workspace/workspace.h"
#include "policies/waivers.h"
#include "registry/documents.h"
#include "reports/document_words.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

std::string waivers_path(const Visit& visit) {
  return "/usecases/" + escape_url(visit.segment(1)) + "/waivers";
}

// What the form asks; the rest of the document is known.
std::vector<std::string> asked_keys() {
  std::vector<std::string> keys = keys_of_kind(kWaiverKind);
  std::erase_if(keys, [](const std::string& key) { return key == "usecase" || key == "policy"; });
  return keys;
}

void write_waivers(HtmlPage& page, const std::vector<StoredDocument>& waivers) {
  if (waivers.empty()) {
    page.element(Tag::p, {"Aucune dérogation.", "No waiver."});
    return;
  }
  page.open_table({"Dérogations", "Waivers"},
                  {{"Règle", "Rule"},
                   {"Motif", "Reason"},
                   {"Approuvée par", "Approved by"},
                   {"Jusqu'au", "Until"}},
                  HtmlPage::Caption::heard);
  for (const StoredDocument& stored : waivers) {
    const Json waiver = content_of(stored);
    const auto policy = waiver.at("policy").get<std::string>();
    page.open_row();
    page.open(Tag::th, {{Attribute::scope, "row"}});
    link(page, "/policies/" + escape_url(policy), plain(policy));
    page.close();
    page.cell(free_text(waiver, "reason"));
    page.cell(free_text(waiver.at("approved_by"), "function"));
    page.cell(date_in_words(waiver.at("expires_on").get<std::string>()));
    page.close_row();
  }
  page.close_table();
}

// Rules of law take no waiver, so they are not offered.
std::vector<Choice> rules_that_take_one(const PolicyPack& pack) {
  std::vector<Choice> choices = {{"", {"— à choisir", "— to be chosen"}}};
  for (const Policy& policy : pack.policies)
    if (policy.nature != PolicyNature::law)
      choices.push_back({policy.id, plain(policy.id + ", ") + policy.title});
  return choices;
}

WebResponse show(const Visit& visit, const RegisterStore& store, const Json& sent,
                 const std::vector<Problem>& problems) {
  const Json usecase = content_of(require_document(store, kUseCaseKind, visit.segment(1)));
  HtmlPage page = open_page(visit, Area::usecases,
                            Text{"Dérogations : ", "Waivers: "} +
                                plain(one_line(usecase.value("title", visit.segment(1)))));
  write_problems(page, kWaiverKind, problems);
  write_waivers(page, store.waivers_of(visit.segment(1)));
  page.open_section("grant", Tag::h2, {"Enregistrer une dérogation", "Record a waiver"});
  page.element(Tag::p,
               {"Une règle de loi n'en admet pas. Le DPO donne son avis ; il n'approuve pas "
                "(RGPD, art. 38(6)).",
                "A rule of law takes none. The DPO gives an opinion and does not approve (GDPR, "
                "art. 38(6))."});
  open_form(page, visit, waivers_path(visit));
  choice_field(page, {"policy", {"Règle", "Rule"}, word_at(sent, "policy"), {}, {}, true},
               rules_that_take_one(visit.desk.policies));
  const std::string kind = kWaiverKind;
  write_document_fields(page, visit.language(), {kind, sent, problems, known_documents(store)},
                        asked_keys());
  submit_button(page, {"Enregistrer la dérogation", "Record the waiver"});
  page.close();
  page.close();
  return finish_page(page, problems.empty() ? 200 : 422);
}

}  // namespace

WebResponse waivers_page(const Visit& visit) {
  return show(visit, open_workspace(visit.work), Json{{"granted_on", visit.work.today}}, {});
}

WebResponse add_waiver(const Visit& visit) {
  RegisterStore store = open_workspace(visit.work);
  const std::string& usecase = visit.segment(1);
  require_document(store, kUseCaseKind, usecase);
  const std::string policy = visit.field("policy");
  Json waiver = filled_in(Json{{"schema", "aval.waiver/1"}, {"usecase", usecase}}, kWaiverKind,
                          visit.request.form);
  waiver["policy"] = policy;
  waiver["id"] = free_identifier(store, kWaiverKind, usecase + "-" + policy);
  std::vector<Problem> problems = check_document(kWaiverKind, waiver, "waiver");
  const auto organisation = store.find(kOrganisationKind, "organisation");
  if (problems.empty())
    problems = check_waiver(visit.desk.policies, waiver,
                            organisation ? content_of(*organisation) : Json(), "waiver");
  if (!problems.empty())
    return show(visit, store, waiver, problems);
  store.record(kWaiverKind, waiver.at("id").get<std::string>(), waiver, "add",
               author_of(visit.work));
  visit.tell({"Dérogation enregistrée.", "Waiver recorded."});
  return redirect_to(waivers_path(visit));
}

}  // namespace aval
