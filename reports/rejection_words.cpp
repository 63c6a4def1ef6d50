#include "reports/rejection_words.h"

#include "audit/base/text.h"
#include "reports/plain_words.h"
#include "rules/vocabulary.h"

namespace aval {
namespace {

Text nature_of(const RejectedFinding& finding) {
  const auto type = find_column_type(finding.type);
  const auto gdpr = find_gdpr(finding.gdpr);
  return (type ? label_of(*type) : plain(finding.type)) + plain(", ") +
         (gdpr ? label_of(*gdpr) : plain(finding.gdpr));
}

}  // namespace

Text opinion_in_words(const std::string& sense) {
  if (sense == "favourable")
    return {"favorable", "favourable"};
  if (sense == "with_reserve")
    return {"favorable avec réserve", "favourable with a reserve"};
  if (sense == "unfavourable")
    return {"défavorable", "unfavourable"};
  return plain(one_line(sense));
}

Text who_and_when(const std::string& who, const std::string& date) {
  Text out = plain(one_line(who));
  if (!date.empty())
    out = out + (who.empty() ? Text{"le ", "on "} : Text{", le ", ", on "}) + date_in_words(date);
  return out;
}

Text rejection_in_words(const RejectedFinding& finding) {
  Text out = plain(one_line(finding.dataset));
  if (!finding.columns.empty())
    out = out + plain(", " + one_line(join(finding.columns, ", ")));
  out = out + Text{" : ", ": "} + nature_of(finding) +
        plain(" (" + finding.fingerprint.substr(0, 12) + ").");
  if (!finding.reason.empty())
    out = out + Text{" Motif : ", " Reason: "} + plain(one_line(finding.reason)) +
          (finding.reason.ends_with('.') ? Text{} : plain("."));
  if (!finding.author.empty())
    out = out + Text{" Écarté par ", " Set aside by "} + who_and_when(finding.author, finding.date);
  if (!finding.author.empty() && !finding.opinion.empty())
    out = out + Text{" ; avis du DPO ", "; opinion of the DPO "} +
          opinion_in_words(finding.opinion) + plain(" (") +
          who_and_when(finding.opinion_by, finding.opinion_on) + plain(")");
  return finding.author.empty() ? out : out + plain(".");
}

}  // namespace aval
