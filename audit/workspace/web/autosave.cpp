#include "audit/workspace/web/autosave.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/workspace/decide_usecase.h"
#include "audit/workspace/web/field_schema.h"
#include "audit/workspace/web/fields.h"
#include "audit/workspace/web/shell.h"
#include "reports/document_words.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

// An entry that is being written, or is ticked to go.
bool changes_lists(const FormFields& form) {
  const std::string new_entry = std::string(".") + kNewEntry;
  return std::any_of(form.begin(), form.end(), [&new_entry](const auto& field) {
    const auto& [name, value] = field;
    if (name.starts_with(kRemovePrefix))
      return true;
    const std::size_t at = name.find(new_entry);
    return name.starts_with(kFieldPrefix) && at != std::string::npos && !trim(value).empty();
  });
}

WebResponse told(const OrderedJson& answer) {
  WebResponse response;
  response.type = "application/json";
  response.body = answer.dump(-1, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
  return response;
}

Text problem_in_words(const EditedDocument& edited, const Problem& problem) {
  const Text place = title_of_place(edited.kind, problem.place);
  return place.fr.empty() ? problem.message : place + Text{" : ", ": "} + problem.message;
}

}  // namespace

Text verdict_now(const RegisterStore& store, const Visit& visit, const VerdictPlace& place) {
  const PolicyPack& pack = visit.desk.policies;
  const FactInputs inputs = gather_inputs(store, place.usecase, place.gate, visit.work.today);
  const Decision decision = decide(pack, collect_facts(pack, inputs), place.gate);
  Text text =
      capitalized_text(gate_label(place.gate)) + Text{" : ", ": "} + label_of(decision.verdict);
  if (!decision.missing.empty())
    text = text + plain(" ; ") +
           counted(decision.missing.size(), {"réponse manque", "answer is missing"},
                   {"réponses manquent", "answers are missing"});
  return text;
}

void open_autosaved(HtmlPage& page, const Text& verdict) {
  page.open(Tag::div, {{Attribute::class_name, "autosaved"}});
  page.open(Tag::p, {{Attribute::class_name, "live"}});
  page.element(Tag::strong, {"Avis calculé maintenant. ", "Verdict computed now. "});
  page.element(Tag::span, {{Attribute::class_name, "live-verdict"}}, verdict);
  page.close();
}

bool is_autosave(const Visit& visit) {
  return visit.field("autosave") == "1";
}

WebResponse autosave(RegisterStore& store, const Visit& visit, const AutosavedDocument& document) {
  const EditedDocument& edited = document.edited;
  const Language language = visit.language();
  if (changes_lists(visit.request.form))
    return told({{"saved", false},
                 {"text", Text{"Pas encore enregistré : une entrée s'ajoute ou se retire par le "
                               "bouton « Enregistrer ».",
                               "Not recorded yet: an entry is added or taken away by the 'Record' "
                               "button."}
                              .in(language)}});
  const SaveOutcome outcome = save_form(store, edited, visit);
  if (!outcome.problems.empty())
    return told({{"saved", false},
                 {"text", (Text{"Pas enregistré. ", "Not recorded. "} +
                           problem_in_words(edited, outcome.problems.front()))
                              .in(language)}});
  const bool changed_meanwhile =
      document.latest != edited.version || outcome.version > edited.version + 1;
  OrderedJson answer{
      {"saved", true},
      {"at", visit.work.now},
      {"text", Text{"Enregistré à", "Recorded at"}.in(language)},
      {"verdict", verdict_now(store, visit, {edited.id, document.gate}).in(language)},
      {"version", outcome.version},
      {"stop", changed_meanwhile}};
  if (changed_meanwhile)
    answer["text"] =
        Text{
            "Enregistré ; quelqu'un a changé d'autres champs entre-temps : rouvrez la "
            "page pour continuer. Enregistré à",
            "Recorded; someone changed other fields meanwhile: open the page again to "
            "go on. Recorded at"}
            .in(language);
  return told(answer);
}

}  // namespace aval
