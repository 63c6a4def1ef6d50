// One finding: what it rests on, and what a person says of it.
#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/workspace/review_document.h"
#include "audit/workspace/web/fields.h"
#include "audit/workspace/web/pages.h"
#include "audit/workspace/web/shell.h"
#include "audit/workspace/workspace.h"
#include "registry/review.h"
#include "reports/plain_words.h"
#include "reports/scan_words.h"
#include "rules/vocabulary.h"

namespace aval {
namespace {

Json finding_asked(const RegisterStore& store, const Visit& visit) {
  for (Json& reviewed : reviewed_findings(store, visit.segment(1), visit.work.today))
    if (reviewed.at("finding").at("fingerprint") == visit.segment(3))
      return reviewed;
  throw Error(ErrorKind::store, visit.segment(1),
              {"ce constat n'existe plus dans la dernière version du jeu",
               "this finding is no longer in the latest version of the dataset"});
}

Text text_of(const Json& finding, const char* key) {
  const Json text = finding.value(key, Json());
  return text.is_object()   ? Text{text.value("fr", std::string()), text.value("en", std::string())}
         : text.is_string() ? plain(text.get<std::string>())
                            : Text();
}

void write_evidence(HtmlPage& page, const Json& reviewed) {
  const Json& finding = reviewed.at("finding");
  const auto type = find_column_type(finding.at("type").get<std::string>());
  const auto gdpr = find_gdpr(finding.at("gdpr").get<std::string>());
  page.open(Tag::dl);
  if (type)
    page.pair({"Contenu reconnu", "Content recognised"}, capitalized_text(label_of(*type)));
  if (gdpr)
    page.pair({"Au regard du RGPD", "Under the GDPR"}, label_of(*gdpr));
  page.pair({"Confiance", "Confidence"}, share_in_words(finding.at("confidence").get<double>()));
  page.pair({"Règle", "Rule"}, plain(finding.at("rule").get<std::string>()));
  page.pair({"Relecture", "Review"}, review_state(reviewed));
  page.close();
  const Text message = text_of(finding, "message"), remedy = text_of(finding, "remedy");
  if (!message.fr.empty())
    page.element(Tag::p, message);
  if (!remedy.fr.empty()) {
    page.open(Tag::p);
    page.element(Tag::strong, {"À faire : ", "To do: "});
    page.text(remedy);
    page.close();
  }
}

ReviewAnswer answer_of(const Visit& visit) {
  ReviewAnswer answer;
  answer.result = visit.field("result");
  answer.reason = std::string(trim(visit.field("reason")));
  answer.author = std::string(trim(visit.field("author")));
  answer.opinion = visit.field("opinion");
  answer.dpo = std::string(trim(visit.field("dpo")));
  answer.expires = visit.field("expires");
  return answer;
}

// The opinion of the DPO, which nobody else gives.
void write_opinion_fields(HtmlPage& page, const Visit& visit) {
  if (!visit.may(Right::advise)) {
    page.element(Tag::p, "hint",
                 {"Rejeter ce constat demande l'avis du DPO, qui le donne ici en le relisant.",
                  "Rejecting this finding takes the opinion of the DPO, who gives it here when "
                  "reviewing it."});
    return;
  }
  page.open(Tag::fieldset);
  page.element(Tag::legend, {"Avis du DPO, nécessaire pour rejeter ce constat",
                             "Opinion of the DPO, needed to reject this finding"});
  choice_field(page,
               {"opinion", {"Sens de l'avis", "Sense of the opinion"}, visit.field("opinion")},
               {{"", {"— aucun", "— none"}},
                {"favourable", {"favorable", "favourable"}},
                {"with_reserve", {"avec réserve", "with reserve"}},
                {"unfavourable", {"défavorable", "unfavourable"}}});
  text_field(page, {"dpo", {"Rendu par (fonction)", "Given by (function)"}, visit.field("dpo")});
  page.close();
}

void write_form(HtmlPage& page, const Visit& visit, const Json& reviewed) {
  const bool needs_opinion =
      review_needs_opinion(reviewed.at("finding").at("gdpr").get<std::string>());
  page.open_section("review", Tag::h2, {"Votre relecture", "Your review"});
  open_form(page, visit,
            "/datasets/" + escape_url(visit.segment(1)) + "/findings/" + visit.segment(3));
  choice_field(page, {"result", {"Votre avis", "Your view"}, visit.field("result"), {}, {}, true},
               {{"", {"— à choisir", "— to be chosen"}},
                {"confirmed", {"confirmé : c'est bien cela", "confirmed: it is so"}},
                {"rejected", {"rejeté : ce n'est pas cela", "rejected: it is not so"}}});
  text_area(page,
            {"reason",
             {"Pourquoi", "Why"},
             visit.field("reason"),
             {"ce que vous avez vérifié, sans citer de valeur du fichier",
              "what you checked, without quoting a value of the file"},
             {},
             true},
            3);
  text_field(page, {"author",
                    {"Qui relit (fonction ou service)", "Who reviews (function or department)"},
                    visit.field("author"),
                    {},
                    {},
                    true});
  if (needs_opinion)
    write_opinion_fields(page, visit);
  submit_button(page, {"Enregistrer la relecture", "Record the review"});
  page.close();
  page.close();
}

WebResponse show(const Visit& visit, const Json& reviewed, const std::vector<Problem>& problems) {
  HtmlPage page = open_page(
      visit, Area::datasets,
      Text{"Constat : ", "Finding: "} +
          plain(one_line(join(reviewed.at("columns").get<std::vector<std::string>>(), ", "))));
  write_problems(page, {}, problems);
  write_evidence(page, reviewed);
  write_form(page, visit, reviewed);
  page.open(Tag::p);
  link(page, "/datasets/" + escape_url(visit.segment(1)), {"Retour au jeu", "Back to the dataset"});
  page.close();
  return finish_page(page, problems.empty() ? 200 : 422);
}

}  // namespace

WebResponse review_page(const Visit& visit) {
  return show(visit, finding_asked(open_workspace(visit.work), visit), {});
}

WebResponse record_review(const Visit& visit) {
  if (!visit.field("opinion").empty() && !visit.may(Right::advise))
    return error_page(
        visit, 403, {"Droit insuffisant", "Not allowed"},
        {"L'avis du DPO n'est donné que par lui : laissez-le vide, ou demandez-lui de "
         "relire ce constat.",
         "The opinion of the DPO is given by the DPO alone: leave it empty, or ask "
         "for this finding to be reviewed by the DPO."});
  RegisterStore store = open_workspace(visit.work);
  const Json reviewed = finding_asked(store, visit);
  const ReviewAnswer answer = answer_of(visit);
  const Json review = review_document(reviewed, answer, visit.work.today);
  std::vector<Problem> problems = check_review(review);
  if (answer.result != "confirmed" && answer.result != "rejected")
    problems = {{"#",
                 {"dites si le constat est confirmé ou rejeté",
                  "say whether the finding is confirmed or rejected"}}};
  if (!problems.empty())
    return show(visit, reviewed, problems);
  store.record(
      kReviewKind,
      review.at("dataset").get<std::string>() + "/" + review.at("fingerprint").get<std::string>(),
      review, answer.result == "confirmed" ? "confirm" : "reject", author_of(visit.work));
  visit.tell({"Relecture enregistrée.", "Review recorded."});
  return redirect_to("/datasets/" + escape_url(visit.segment(1)));
}

}  // namespace aval
