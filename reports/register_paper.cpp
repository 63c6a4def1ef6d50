#include "reports/register_paper.h"

#include <nlohmann/json.hpp>

#include "reports/activity_sections.h"
#include "reports/communicable.h"
#include "reports/document_words.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

Json organisation_of(const RegisterExtract& extract) {
  return extract.organisation.empty() ? Json() : parse_json(extract.organisation, "organisation");
}

Text above_of(const RegisterExtract& extract) {
  return (extract.communicable ? Text{"aval, édition communicable du ",
                                      "aval, communicable "
                                      "edition of "}
                               : Text{"aval, extrait du ", "aval, extract of "}) +
         date_in_words(extract.date);
}

Text footer_of(const RegisterExtract& extract) {
  return extract.communicable
             ? communicable_note()
             : Text{"Les champs marqués « à renseigner » n'ont pas encore de réponse.",
                    "Fields marked “to be filled in” have no answer yet."};
}

}  // namespace

Paper register_paper(const RegisterExtract& extract) {
  const Json organisation = organisation_of(extract);
  Paper paper;
  paper.above = above_of(extract);
  paper.subject = organisation.is_object()
                      ? free_text(organisation, "name")
                      : Text{"Organisme à renseigner", "Organisation to be filled in"};
  paper.verdict = {"Registre des activités de traitement", "Record of processing activities"};
  paper.tone = Tone::neutral;
  if (organisation.is_object())
    paper.sections.push_back(organisation_section(organisation));
  std::uint64_t validated = 0;
  for (const std::string& text : extract.activities) {
    const Json activity = parse_json(text, "activity");
    validated += activity.value("status", Json()) == "validated" ? 1U : 0U;
    paper.sections.push_back(activity_section(activity));
  }
  paper.meaning =
      counted(extract.activities.size(), {"activité", "activity"}, {"activités", "activities"}) +
      Text{" au titre de l'article 30 du RGPD, dont ", " under article 30 of the GDPR, of which "} +
      count_in_words(validated) +
      (validated < 2 ? Text{" validée.", " validated."} : Text{" validées.", " validated."});
  paper.footer = footer_of(extract);
  return paper;
}

Paper activity_paper(const RegisterExtract& extract) {
  const Json organisation = organisation_of(extract);
  const Json activity = parse_json(extract.activities.front(), "activity");
  Paper paper;
  paper.above = above_of(extract);
  paper.subject = free_text(activity, "name");
  paper.verdict = {"Fiche du registre des activités de traitement",
                   "Sheet of the record of processing activities"};
  paper.tone = Tone::neutral;
  paper.meaning = Text{"État de la fiche : ", "Status of the sheet: "} +
                  value_in_words(activity, "status") + plain(".");
  paper.sections = activity_sections(activity);
  if (organisation.is_object())
    paper.sections.push_back(organisation_section(organisation));
  paper.footer = footer_of(extract);
  return paper;
}

}  // namespace aval
