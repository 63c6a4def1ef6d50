// A gate of a use case: the verdict computed now, why, what would change it, and the decision.
#include <nlohmann/json.hpp>

#include "audit/base/crypto.h"
#include "audit/base/text.h"
#include "audit/workspace/adopt_decision.h"
#include "audit/workspace/decide_usecase.h"
#include "audit/workspace/decision_records.h"
#include "audit/workspace/web/pages.h"
#include "audit/workspace/web/shell.h"
#include "audit/workspace/web/usecase_steps.h"
#include "audit/workspace/web/what_if_part.h"
#include "audit/workspace/web/words.h"
#include "registry/documents.h"
#include "reports/decision_results.h"
#include "reports/document_words.h"
#include "reports/dossier.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

const std::string& gate_asked(const Visit& visit) {
  for (const char* gate : {"G1", "G2", "G3", "G4", "GR"})
    if (visit.segment(3) == gate)
      return visit.segment(3);
  throw Error(ErrorKind::store, visit.segment(3),
              {"étapes : G1, G2, G3, G4, GR", "gates: G1, G2, G3, G4, GR"});
}

std::string gate_path(const Visit& visit) {
  return "/usecases/" + escape_url(visit.segment(1)) + "/gates/" + visit.segment(3);
}

FactInputs inputs_now(const RegisterStore& store, const Visit& visit) {
  return gather_inputs(store, visit.segment(1), gate_asked(visit), visit.work.today);
}

Decision decision_now(const Visit& visit, const FactInputs& inputs) {
  const PolicyPack& pack = visit.desk.policies;
  return decide(pack, collect_facts(pack, inputs), inputs.gate);
}

void write_why(HtmlPage& page, const Json& decision, const PolicyPack& policies) {
  Paper paper;
  add_decision(paper, decision, policies);
  write_reasons(page, paper.reasons);
}

void write_record_form(HtmlPage& page, const Visit& visit) {
  page.open_section("record", Tag::h2, {"Enregistrer cet avis", "Record this verdict"});
  page.element(Tag::p, {"L'avis est gardé avec les faits et les règles qui l'ont donné, pour être "
                        "recalculé à l'identique.",
                        "The verdict is kept with the facts and rules that gave it, so that it can "
                        "be computed again alike."});
  open_form(page, visit, gate_path(visit) + "/record");
  submit_button(page, {"Enregistrer l'avis", "Record the verdict"});
  page.close();
  page.close();
}

void write_adoption_form(HtmlPage& page, const Visit& visit) {
  page.open_section("decide", Tag::h2, {"Décider", "Decide"});
  page.element(Tag::p, {"L'avis est calculé ; la décision revient à une personne, qui la motive.",
                        "The verdict is computed; the decision is a person's, who gives reasons."});
  open_form(page, visit, gate_path(visit) + "/adopt");
  choice_field(page, {"verdict", {"Décision", "Decision"}, {}, {}, {}, true},
               {{"", {"— à choisir", "— to be chosen"}},
                {"go", {"favorable (GO)", "favourable (GO)"}},
                {"no_go", {"défavorable (NO-GO)", "unfavourable (NO-GO)"}},
                {"incomplete", {"dossier à compléter", "dossier to be completed"}}});
  text_field(page, {"by", {"Qui décide", "Who decides"}, {}, {}, {}, true});
  text_field(page, {"function", {"Sa fonction", "Their function"}, {}, {}, {}, true});
  text_area(page, {"statement", {"Motivation", "Statement of reasons"}, {}, {}, {}, true}, 4);
  submit_button(page, {"Enregistrer la décision", "Record the decision"});
  page.close();
  page.close();
}

// What was recorded at this gate, and whether it still stands.
void write_recorded(HtmlPage& page, const RegisterStore& store, const Visit& visit) {
  const auto computed = store.find(kDecisionKind, visit.segment(1) + "/" + visit.segment(3));
  if (!computed) {
    write_record_form(page, visit);
    return;
  }
  KeptPacks packs;
  const DecisionState state = state_of_decision(store, *computed, visit.work, packs);
  page.open_section("recorded", Tag::h2, {"Ce qui est enregistré", "What is recorded"});
  page.open(Tag::dl);
  page.pair({"Avis", "Verdict"},
            verdict_label(content_of(*computed).at("verdict").get<std::string>()) +
                Text{", le ", ", on "} + date_in_words(computed->recorded_at.substr(0, 10)));
  page.pair({"État", "State"}, label_of(state.state));
  if (state.adopted) {
    const Json adopted = content_of(*state.adopted);
    page.pair({"Décision", "Decision"}, verdict_label(adopted.at("verdict").get<std::string>()) +
                                            plain(", ") + free_text(adopted, "by") + plain(", ") +
                                            free_text(adopted, "function"));
    page.pair({"Motivation", "Statement of reasons"}, free_text(adopted, "statement"));
    page.pair({"Valable jusqu'au", "Valid until"}, date_in_words(state.valid_until));
  }
  page.close();
  page.close();
  write_record_form(page, visit);
  write_adoption_form(page, visit);
}

}  // namespace

WebResponse gate_page(const Visit& visit) {
  const RegisterStore store = open_workspace(visit.work);
  const PolicyPack& pack = visit.desk.policies;
  const FactInputs inputs = inputs_now(store, visit);
  const Decision decision = decision_now(visit, inputs);
  const Json printed = parse_json(render_decision_json(pack, decision, visit.language()), "avis");
  const std::string path = "/usecases/" + escape_url(visit.segment(1));
  const std::string title =
      parse_json(inputs.usecase, visit.segment(1)).at("title").get<std::string>();
  HtmlPage page = open_page(visit, Area::usecases,
                            plain(one_line(title)) + plain(", ") + gate_label(decision.gate));
  page.verdict_banner(tone_of(decision.verdict),
                      {"Avis calculé maintenant", "Verdict computed now"},
                      capitalized_text(label_of(decision.verdict)));
  page.element(Tag::p, {{Attribute::id, "live-gate"}, {Attribute::role, "status"}}, {});
  write_why(page, printed, pack);
  write_missing(page, path, decision);
  if (decision.verdict == Verdict::no_go)
    write_what_if(page, pack, inputs);
  write_recorded(page, store, visit);
  page.open(Tag::p);
  link(page, path, {"Retour au dossier", "Back to the dossier"});
  page.text(plain(" · "));
  link(page, path + "/report?gate=" + decision.gate,
       {"Le dossier à imprimer", "The dossier to print"});
  page.close();
  Paper paper;
  paper.sections = decision_sections(printed, pack);
  write_paper_sections(page, paper);
  return finish_page(page);
}

WebResponse gate_state(const Visit& visit) {
  const RegisterStore store = open_workspace(visit.work);
  const Decision decision = decision_now(visit, inputs_now(store, visit));
  const Text told = Text{"Le dossier a changé ; avis calculé maintenant : ",
                         "The dossier has changed; verdict computed now: "} +
                    label_of(decision.verdict) + plain(".");
  WebResponse response;
  response.type = "application/json";
  response.body =
      OrderedJson{{"facts", sha256_hex(decision.facts)},
                  {"text", told.in(visit.language())},
                  {"link", Text{"Rouvrir la page", "Open the page again"}.in(visit.language())}}
          .dump() +
      "\n";
  return response;
}

WebResponse record_gate(const Visit& visit) {
  RegisterStore store = open_workspace(visit.work);
  record_decision(store, visit.desk.policies, decision_now(visit, inputs_now(store, visit)), {},
                  visit.work);
  visit.tell({"Avis enregistré. La décision peut maintenant être prise.",
              "Verdict recorded. The decision can now be made."});
  return redirect_to(gate_path(visit));
}

WebResponse adopt_gate(const Visit& visit) {
  RegisterStore store = open_workspace(visit.work);
  const Json document{{"schema", "aval.adopted_decision/1"},
                      {"usecase", visit.segment(1)},
                      {"gate", gate_asked(visit)},
                      {"verdict", visit.field("verdict")},
                      {"by", std::string(trim(visit.field("by")))},
                      {"function", std::string(trim(visit.field("function")))},
                      {"date", visit.work.today},
                      {"statement", std::string(trim(visit.field("statement")))}};
  throw_problems(check_document(kAdoptionKind, document, "decision"), "decision");
  adopt_decision(store, document, "decision", visit.work);
  visit.tell({"Décision enregistrée.", "Decision recorded."});
  return redirect_to(gate_path(visit));
}

}  // namespace aval
