#include "audit/workspace/record_scans.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/workspace/carry_over.h"

namespace aval {
namespace {

// The id of each source; two files of one command may not become versions of one dataset by
// accident.
std::vector<std::string> ids_of(const AuditReport& report, const std::string& asked) {
  if (!asked.empty()) {
    if (report.sources.size() != 1)
      throw Error(ErrorKind::usage, "--id",
                  {"--id ne vaut que pour un seul fichier", "--id goes with one file only"});
    if (identifier_of(asked) != asked)
      throw Error(ErrorKind::usage, "--id",
                  format_text({"minuscules, chiffres, - et _ seulement ; par exemple « {0} »",
                               "lower case, digits, - and _ only; for instance '{0}'"},
                              {identifier_of(asked)}));
    return {asked};
  }
  std::vector<std::string> ids;
  for (const SourceAudit& source : report.sources) {
    const std::string id = identifier_of(source.info.name);
    if (std::find(ids.begin(), ids.end(), id) != ids.end())
      throw Error(ErrorKind::usage, source.info.uri,
                  format_text({"deux fichiers donneraient le même jeu « {0} » ; ajoutez-les un par "
                               "un avec --id",
                               "two files would give the same dataset '{0}'; add them one by one "
                               "with --id"},
                              {id}));
    ids.push_back(id);
  }
  return ids;
}

}  // namespace

// What is recorded counts every finding: what a person set aside is recorded as a review, not as a
// hole in the scan.
void require_whole(const AuditReport& report, const std::string& place) {
  if (report.interrupted)
    throw Error(ErrorKind::input, place,
                {"ce rapport est partiel, l'examen a été interrompu : refaites-le jusqu'au bout",
                 "this report is partial, the scan was interrupted: make it again to its end"});
  for (const SourceAudit& source : report.sources)
    for (const TableAudit& audit : source.tables)
      for (const Finding& finding : audit.scan.findings)
        if (finding.suppression)
          throw Error(ErrorKind::input, place,
                      {"ce rapport écarte des constats (--suppressions) ; enregistrez celui fait "
                       "sans cette option, puis « aval findings import » du fichier d'exclusions",
                       "this report sets findings aside (--suppressions); record the one made "
                       "without it, then 'aval findings import' the suppression file"});
}

std::vector<RecordedScan> record_scans(RegisterStore& store, const AuditReport& report,
                                       const DatasetNames& names, const WorkContext& context) {
  const std::vector<std::string> ids = ids_of(report, names.id);
  std::vector<Draft> drafts;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    Json document = stored_scan(report, i, ids[i]);
    document["name"] = names.name.empty() ? report.sources[i].info.name : names.name;
    const bool known = store.find(kScanKind, ids[i]).has_value();
    drafts.push_back({kScanKind, ids[i], canonical_json(document), known ? "update" : "add"});
  }
  std::vector<RecordedScan> recorded;
  for (StoredDocument& document : store.record_all(drafts, author_of(context))) {
    const Publication publication = report.sources[recorded.size()].publication;
    const OrderedJson reviews = carried_reviews(store, document.id, context.today);
    recorded.push_back({std::move(document), publication,
                        reviews.is_null() ? std::string() : reviews.dump(),
                        carried_reviews_in_words(reviews, context.language)});
  }
  return recorded;
}

std::string recorded_in_words(const RecordedScan& recorded, Language language) {
  return format_text({"Jeu « {0} » enregistré, version {1} : {2}\n",
                      "Dataset '{0}' recorded, version {1}: {2}\n"},
                     {recorded.document.id, std::to_string(recorded.document.version),
                      label_of(recorded.publication).in(language)})
             .in(language) +
         recorded.reviews_in_words;
}

}  // namespace aval
