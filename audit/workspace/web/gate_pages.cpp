// A gate of a use case: the verdict computed now, why, what would change it, and the decision.
#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/workspace/adopt_decision.h"
#include "audit/workspace/decide_usecase.h"
#include "audit/workspace/decision_records.h"
#include "audit/workspace/web/pages.h"
#include "audit/workspace/web/shell.h"
#include "audit/workspace/web/usecase_steps.h"
#include "audit/workspace/web/words.h"
#include "policies/what_if.h"
#include "registry/documents.h"
#include "reports/decision_results.h"
#include "reports/document_words.h"
#include "reports/dossier.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

// Sets of changes looked at, at most: well under a second.
constexpr std::uint64_t kMostChangeSets = 500;

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

void write_reasons(HtmlPage& page, const Json& decision, const PolicyPack& policies) {
  Paper paper;
  add_decision(paper, decision, policies);
  if (paper.reasons.empty())
    return;
  page.open_section("reasons", Tag::h2, {"Pourquoi", "Why"});
  page.open(Tag::ol, {{Attribute::class_name, "findings"}});
  for (const PaperReason& reason : paper.reasons) {
    page.open(Tag::li);
    page.element(Tag::h3, reason.title);
    page.element(Tag::p, reason.message);
    page.open(Tag::p);
    page.element(Tag::strong, {"À faire : ", "To do: "});
    page.text(reason.remedy);
    page.close();
    page.element(Tag::p, "soft", reason.law);
    page.close();
  }
  page.close();
  page.close();
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

// The smallest changes that would lift a NO-GO.
void write_what_if(HtmlPage& page, const PolicyPack& pack, const FactInputs& inputs,
                   Language language) {
  const NoGoChanges changes = find_changes(pack, inputs, kMostChangeSets);
  page.open_section(
      "what-if", Tag::h2,
      {"Ce qui lèverait l'avis défavorable", "What would lift the unfavourable verdict"});
  const std::string text = render_what_if_text(pack, changes, language);
  for (const std::string_view line : split(text, '\n'))
    if (!trim(line).empty())
      page.element(Tag::p, plain(trim(line)));
  page.close();
}

}  // namespace

WebResponse gate_page(const Visit& visit) {
  const RegisterStore store = open_workspace(visit.work);
  const PolicyPack& pack = visit.desk.policies;
  const FactInputs inputs =
      gather_inputs(store, visit.segment(1), gate_asked(visit), visit.work.today);
  const Decision decision = decide(pack, collect_facts(pack, inputs), visit.segment(3));
  const Json printed = parse_json(render_decision_json(pack, decision, visit.language()), "avis");
  const std::string path = "/usecases/" + escape_url(visit.segment(1));
  const std::string title =
      parse_json(inputs.usecase, visit.segment(1)).at("title").get<std::string>();
  HtmlPage page = open_page(visit, Area::usecases,
                            plain(one_line(title)) + plain(", ") + gate_label(decision.gate));
  page.verdict_banner(tone_of(decision.verdict),
                      {"Avis calculé maintenant", "Verdict computed now"},
                      capitalized_text(label_of(decision.verdict)));
  write_reasons(page, printed, pack);
  write_missing(page, path, decision);
  if (decision.verdict == Verdict::no_go)
    write_what_if(page, pack, inputs, visit.language());
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

WebResponse record_gate(const Visit& visit) {
  RegisterStore store = open_workspace(visit.work);
  const PolicyPack& pack = visit.desk.policies;
  const FactInputs inputs =
      gather_inputs(store, visit.segment(1), gate_asked(visit), visit.work.today);
  record_decision(store, pack, decide(pack, collect_facts(pack, inputs), visit.segment(3)), {},
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
