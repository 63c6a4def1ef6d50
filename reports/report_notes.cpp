#include "reports/report_notes.h"

#include <algorithm>

#include "reports/metadata_words.h"
#include "reports/overview.h"
#include "reports/plain_words.h"
#include "reports/rejection_words.h"

namespace aval {
namespace {

constexpr std::size_t kNamedColumns = 4;

// Calls `take(source, table, finding)` for each finding of the report, in order.
template <typename Take>
void for_each_finding(const AuditReport& report, Take take) {
  for (const SourceAudit& source : report.sources)
    for (const TableAudit& audit : source.tables)
      for (const Finding& finding : audit.scan.findings)
        take(source, audit.scan, finding);
}

std::vector<std::string> column_names(const TableScan& table, const Finding& finding) {
  std::vector<std::string> names;
  for (const std::size_t column : finding.columns)
    names.push_back(display_name(table, column).fr);
  return names;
}

Text set_aside_in_words(const SourceAudit& source, const TableScan& table, const Finding& finding) {
  const Suppression& suppression = *finding.suppression;
  RejectedFinding rejected{source.info.uri,
                           finding.fingerprint,
                           std::string(name_of(finding.type)),
                           std::string(name_of(finding.gdpr)),
                           column_names(table, finding),
                           suppression.reason,
                           suppression.author,
                           suppression.created,
                           "",
                           "",
                           ""};
  if (suppression.opinion) {
    rejected.opinion = suppression.opinion->sense;
    rejected.opinion_by = suppression.opinion->by;
    rejected.opinion_on = suppression.opinion->on;
  }
  return rejection_in_words(rejected) + Text{" Vaut jusqu'au ", " Holds until "} +
         date_in_words(suppression.expires) + plain(".");
}

Text why_not_applied(const SuppressionUse& use) {
  switch (use.state) {
    case SuppressionState::expired:
      return Text{"expirée depuis le ", "expired since "} + date_in_words(use.suppression.expires);
    case SuppressionState::needs_opinion:
      return {"elle demande l'avis du DPO (donnée directe, sensible ou d'infraction)",
              "it needs the opinion of the DPO (direct, special or criminal data)"};
    case SuppressionState::outdated:
      return {"le constat n'est plus celui qui avait été écarté ; à relire",
              "the finding is no longer the one that was set aside; to be reviewed"};
    case SuppressionState::unused:
    case SuppressionState::applied:
      break;
  }
  return {"sans objet, aucun constat de cette empreinte ici",
          "unused, no finding of that fingerprint here"};
}

void add_note(std::vector<ReportNote>& notes, const Text& title, const Text& capitals,
              std::vector<Text> items) {
  if (!items.empty())
    notes.push_back({title, capitals, std::move(items)});
}

std::vector<Text> findings_set_aside(const AuditReport& report) {
  std::vector<Text> items;
  for_each_finding(report,
                   [&](const SourceAudit& source, const TableScan& table, const Finding& finding) {
                     if (finding.suppression)
                       items.push_back(set_aside_in_words(source, table, finding));
                   });
  return items;
}

std::vector<Text> suppressions_without_effect(const AuditReport& report) {
  std::vector<Text> items;
  for (const SuppressionUse& use : *report.suppressions)
    if (use.state != SuppressionState::applied)
      items.push_back(plain(one_line(use.suppression.column) + " (" +
                            use.suppression.fingerprint.substr(0, 12) + ")") +
                      Text{" : ", ": "} + why_not_applied(use) + plain("."));
  return items;
}

Text in_place(const std::string& source, const std::string& table, const std::string& column) {
  std::string place = one_line(source);
  for (const std::string& part : {table, column})
    if (!part.empty())
      place += ", " + one_line(part);
  return plain(place);
}

// A word of a closed list by its label.
Text word_of(const std::string& what, const std::string& word) {
  if (what == "gdpr")
    if (const auto gdpr = find_gdpr(word))
      return label_of(*gdpr);
  if (what == "grain")
    if (const auto grain = find_grain(word))
      return label_of(*grain);
  if (what == "publication")
    if (const auto level = find_publication(word))
      return label_of(*level);
  const auto type = find_column_type(word);
  return type ? label_of(*type) : plain(word);
}

Text name_of_change(const std::string& what) {
  if (what == "type")
    return {"contenu", "content"};
  if (what == "gdpr")
    return {"nature", "nature"};
  return what == "grain" ? Text{"ce qu'est une ligne", "what a row is"}
                         : Text{"publication", "publication"};
}

Text change_in_words(const AuditChange& change) {
  const Text place = in_place(change.source, change.table, change.column) + Text{" : ", ": "};
  if (change.what == "column")
    return place +
           (change.before.empty() ? Text{"colonne ajoutée", "column added"}
                                  : Text{"colonne disparue", "column gone"}) +
           plain(" (") + word_of("type", change.before.empty() ? change.after : change.before) +
           plain(").");
  return place + name_of_change(change.what) + plain(", ") + word_of(change.what, change.before) +
         plain(" → ") + word_of(change.what, change.after) + plain(".");
}

Text tally_in_words(const AuditReport& report) {
  std::uint64_t appeared = 0, updated = 0, unchanged = 0;
  for_each_finding(report, [&](const SourceAudit&, const TableScan&, const Finding& finding) {
    appeared += finding.since_baseline == SinceBaseline::appeared ? 1U : 0U;
    updated += finding.since_baseline == SinceBaseline::updated ? 1U : 0U;
    unchanged += finding.since_baseline == SinceBaseline::unchanged ? 1U : 0U;
  });
  Text out =
      counted(appeared, {"constat nouveau", "new finding"}, {"constats nouveaux", "new findings"}) +
      plain(", ") + count_in_words(updated) +
      (updated < 2 ? Text{" modifié, ", " updated, "} : Text{" modifiés, ", " updated, "}) +
      count_in_words(unchanged) +
      (unchanged < 2 ? Text{" inchangé, ", " unchanged, "} : Text{" inchangés, ", " unchanged, "}) +
      count_in_words(report.baseline->gone.size()) +
      (report.baseline->gone.size() < 2 ? Text{" disparu.", " gone."}
                                        : Text{" disparus.", " gone."});
  if (!report.baseline->same_rules)
    out = out +
          Text{" Le rapport précédent suivait d'autres règles (",
               " The earlier report followed other rules ("} +
          plain(report.baseline->pack_version) + plain(").");
  return out;
}

std::vector<Text> since_the_baseline(const AuditReport& report) {
  std::vector<Text> items = {tally_in_words(report)};
  for_each_finding(
      report, [&](const SourceAudit& source, const TableScan& table, const Finding& finding) {
        const bool appeared = finding.since_baseline == SinceBaseline::appeared;
        if (!appeared && finding.since_baseline != SinceBaseline::updated)
          return;
        std::vector<Text> names;
        for (const std::size_t column : finding.columns)
          names.push_back(display_name(table, column));
        items.push_back((appeared ? Text{"Nouveau : ", "New: "} : Text{"Modifié : ", "Updated: "}) +
                        in_place(source.info.uri, table.name, "") + plain(", ") +
                        list_in_words(names, kNamedColumns) + Text{" : ", ": "} +
                        label_of(finding.type) + plain(", ") + label_of(finding.gdpr) + plain("."));
      });
  for (const GoneFinding& gone : report.baseline->gone)
    items.push_back(Text{"Disparu : ", "Gone: "} + in_place(gone.source, gone.table, gone.columns) +
                    Text{" : ", ": "} + label_of(gone.finding.type) + plain("."));
  for (const AuditChange& change : report.baseline->changes)
    items.push_back(change_in_words(change));
  return items;
}

}  // namespace

std::vector<ReportNote> notes_of(const AuditReport& report) {
  std::vector<ReportNote> notes;
  if (report.metadata)
    add_note(notes, {"Description du jeu de données", "Description of the dataset"},
             {"DESCRIPTION DU JEU DE DONNÉES", "DESCRIPTION OF THE DATASET"},
             metadata_score_in_words(*report.metadata));
  add_note(notes, {"Constats écartés par une personne", "Findings set aside by a person"},
           {"CONSTATS ÉCARTÉS PAR UNE PERSONNE", "FINDINGS SET ASIDE BY A PERSON"},
           findings_set_aside(report));
  if (report.suppressions)
    add_note(notes, {"Exclusions sans effet", "Suppressions without effect"},
             {"EXCLUSIONS SANS EFFET", "SUPPRESSIONS WITHOUT EFFECT"},
             suppressions_without_effect(report));
  if (report.baseline)
    add_note(notes, {"Depuis le rapport précédent", "Since the earlier report"},
             {"DEPUIS LE RAPPORT PRÉCÉDENT", "SINCE THE EARLIER REPORT"},
             since_the_baseline(report));
  return notes;
}

Text set_aside_notice(const AuditReport& report) {
  std::vector<Text> names;
  std::uint64_t findings = 0;
  for_each_finding(report, [&](const SourceAudit&, const TableScan& table, const Finding& finding) {
    if (!finding.suppression)
      return;
    ++findings;
    for (const std::size_t column : finding.columns) {
      const Text name = display_name(table, column);
      if (std::find(names.begin(), names.end(), name) == names.end())
        names.push_back(name);
    }
  });
  if (findings == 0)
    return {};
  const Text where = plain(" (") + list_in_words(names, kNamedColumns) + plain(")");
  return counted(findings, {"constat écarté par une personne", "finding set aside by a person"},
                 {"constats écartés par une personne", "findings set aside by a person"}) +
         where +
         (findings == 1 ? Text{" ne compte pas dans ce résultat ; son motif est plus bas.",
                               " does not count in this result; the reason is below."}
                        : Text{" ne comptent pas dans ce résultat ; leurs motifs sont plus bas.",
                               " do not count in this result; the reasons are below."});
}

// Of sources whose reading was ended, the share is of their bytes: how many rows there are is not
// known.
Text interruption_notice(const AuditReport& report) {
  if (!report.interrupted)
    return {};
  double bytes = 0, read = 0;
  std::uint64_t seen = 0;
  for (const SourceAudit& source : report.sources) {
    const auto size = static_cast<double>(source.info.bytes);
    bytes += size;
    seen += rows_of(source).seen;
    read += is_interrupted(source) ? size * source.coverage : size;
  }
  const Text rows = counted(seen, {"ligne lue", "row read"}, {"lignes lues", "rows read"});
  const Text share = share_in_words(bytes > 0 ? read / bytes : 0);
  return Text{"Examen interrompu : ", "Scan interrupted: "} + rows + plain(", ") + share +
         Text{" des octets. Ce rapport est partiel : il ne permet pas de publier.",
              " of the bytes. This report is partial: it is no ground for publishing."};
}

}  // namespace aval
