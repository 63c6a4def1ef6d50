// Datasets: files to audit, what the audits found.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/workspace/review_document.h"
#include "audit/workspace/web/dataset_actions.h"
#include "audit/workspace/web/pages.h"
#include "audit/workspace/web/shell.h"
#include "audit/workspace/web/words.h"
#include "audit/workspace/workspace.h"
#include "reports/html_parts.h"
#include "reports/plain_words.h"
#include "rules/vocabulary.h"

namespace aval {
namespace {

Text state_in_words(ScanState state) {
  switch (state) {
    case ScanState::waiting:
      return {"en attente", "waiting"};
    case ScanState::running:
      return {"en cours", "running"};
    case ScanState::done:
      return {"audité", "audited"};
    case ScanState::failed:
      return {"impossible", "failed"};
    case ScanState::cancelled:
      break;
  }
  return {"annulé", "cancelled"};
}

bool is_pending(const ScanJob& job) {
  return job.state == ScanState::waiting || job.state == ScanState::running;
}

void write_upload_form(HtmlPage& page, const Visit& visit) {
  page.open_section("audit", Tag::h2, {"Auditer un fichier", "Audit a file"});
  open_upload_form(page, visit, "/datasets/upload");
  file_field(page, {"file",
                    {"Fichier (CSV, XLSX, ODS, GeoJSON, archive…)",
                     "File (CSV, XLSX, ODS, GeoJSON, archive…)"},
                    {},
                    {"Le fichier est lu ligne à ligne sur cette machine ; sa copie est supprimée "
                     "dès la fin de l'audit, et aucune de ses valeurs n'est gardée.",
                     "The file is read row by row on this machine; its copy is deleted as soon as "
                     "the audit ends, and none of its values is kept."},
                    {},
                    true});
  submit_button(page, {"Auditer ce fichier", "Audit this file"});
  page.close();
  if (!visit.may(Right::own_machine)) {
    page.close();
    return;
  }
  page.open(Tag::details);
  page.element(Tag::summary, {"Lire un fichier là où il est, sans copie",
                              "Read a file where it stands, without a copy"});
  open_form(page, visit, "/datasets/local");
  text_field(page, {"path",
                    {"Chemin complet du fichier", "Full path of the file"},
                    {},
                    {"par exemple /home/…/cantine.csv", "for instance /home/…/canteen.csv"},
                    {},
                    true});
  submit_button(page, {"Auditer sur place", "Audit in place"});
  page.close();
  page.close();
  page.close();
}

void write_job(HtmlPage& page, const Visit& visit, const ScanJob& job) {
  page.open(Tag::li, is_pending(job) ? HtmlAttributes{{Attribute::class_name, "pending"}}
                                     : HtmlAttributes{});
  page.name(plain(job.name));
  page.text(Text{" : ", ": "} + state_in_words(job.state));
  if (!job.recorded.empty()) {
    page.text(plain(" — "));
    link(page, "/datasets/" + escape_url(job.recorded), {"voir le résultat", "see the result"});
  }
  if (job.state == ScanState::failed)
    page.text(plain(" — ") + job.failure);
  for (const Text& warning : job.warnings)
    page.text(plain(" — ") + warning);
  if (is_pending(job)) {
    open_form(page, visit, "/scans/" + job.id + "/cancel");
    page.element(Tag::button, {{Attribute::type, "submit"}, {Attribute::class_name, "second"}},
                 {"Annuler", "Cancel"});
    page.close();
  }
  page.close();
}

void write_queue(HtmlPage& page, const Visit& visit) {
  const std::vector<ScanJob> jobs = visit.queue().jobs();
  if (jobs.empty())
    return;
  page.open_section("queue-title", Tag::h2, {"Audits demandés", "Audits asked for"});
  page.open(Tag::ul, {{Attribute::id, "queue"}});
  for (const ScanJob& job : jobs)
    write_job(page, visit, job);
  page.close();
  page.close();
}

// What the scan found, each with where its review stands.
void write_findings(HtmlPage& page, const std::string& dataset, const Json& reviewed) {
  if (reviewed.empty())
    return;
  page.open_section("findings-title", Tag::h2, {"Constats à relire", "Findings to review"});
  page.open_table({"Constats", "Findings"},
                  {{"Colonnes", "Columns"},
                   {"Contenu", "Content"},
                   {"Nature", "Nature"},
                   {"Relecture", "Review"}},
                  HtmlPage::Caption::heard);
  for (const Json& entry : reviewed) {
    const Json& finding = entry.at("finding");
    const auto type = find_column_type(finding.at("type").get<std::string>());
    const auto gdpr = find_gdpr(finding.at("gdpr").get<std::string>());
    page.open_row();
    page.open(Tag::th, {{Attribute::scope, "row"}});
    link(page,
         "/datasets/" + escape_url(dataset) + "/findings/" +
             finding.at("fingerprint").get<std::string>(),
         plain(one_line(join(entry.at("columns").get<std::vector<std::string>>(), ", "))));
    page.close();
    page.cell(type ? capitalized_text(label_of(*type)) : plain(""));
    page.cell(gdpr ? label_of(*gdpr) : plain(""));
    page.cell(review_state(entry));
    page.close_row();
  }
  page.close_table();
  page.close();
}

void write_some_datasets(HtmlPage& page, const Visit& visit,
                         const std::vector<StoredDocument>& scans) {
  const RowRange range = rows_asked(visit, scans.size());
  write_datasets(page, {scans.begin() + static_cast<std::ptrdiff_t>(range.first),
                        scans.begin() + static_cast<std::ptrdiff_t>(range.end)});
  write_page_links(page, visit, scans.size());
}

}  // namespace

WebResponse datasets_page(const Visit& visit) {
  const RegisterStore store = open_workspace(visit.work);
  HtmlPage page = open_page(visit, Area::datasets, {"Jeux de données", "Datasets"});
  write_upload_form(page, visit);
  write_queue(page, visit);
  const std::vector<StoredDocument> scans = store.list(kScanKind);
  page.open_section("datasets", Tag::h2, {"Jeux audités", "Audited datasets"});
  if (scans.empty())
    page.element(Tag::p, {"Aucun jeu n'a été audité.", "No dataset has been audited."});
  else
    write_some_datasets(page, visit, scans);
  page.close();
  page.open(Tag::p);
  link(page, "/publications", {"Fiches de publication", "Publication sheets"});
  page.close();
  return finish_page(page);
}

WebResponse add_received_file(const Visit& visit) {
  const auto& received = visit.request.received;
  if (!received || !received->failure.fr.empty())
    return error_page(
        visit, 400, {"Fichier non reçu", "File not received"},
        received ? received->failure
                 : Text{"Choisissez un fichier, puis envoyez-le.", "Choose a file, then send it."});
  visit.queue().add_upload({received->id, received->path},
                           {received->name, visit.field("dataset"), visit.work.account});
  visit.tell({"Fichier reçu. L'audit commence ; le résultat s'affichera ici.",
              "File received. The audit begins; the result will show here."});
  return redirect_to("/datasets");
}

WebResponse add_local_file(const Visit& visit) {
  visit.queue().add_local(visit.field("path"), {{}, {}, visit.work.account});
  visit.tell({"L'audit commence ; le résultat s'affichera ici.",
              "The audit begins; the result will show here."});
  return redirect_to("/datasets");
}

WebResponse cancel_scan(const Visit& visit) {
  visit.queue().cancel(visit.segment(1));
  return redirect_to("/datasets");
}

WebResponse scan_states(const Visit& visit) {
  OrderedJson list = OrderedJson::array();
  for (const ScanJob& job : visit.queue().jobs())
    list.push_back({{"id", job.id}, {"state", state_in_words(job.state).en}});
  WebResponse response;
  response.type = "application/json";
  response.body = list.dump() + "\n";
  return response;
}

WebResponse dataset_page(const Visit& visit) {
  const RegisterStore store = open_workspace(visit.work);
  const StoredDocument stored = require_document(store, kScanKind, visit.segment(1));
  const AuditReport report = stored_report(stored);
  const Overview overview = overview_of(report);
  HtmlPage page =
      open_page(visit, Area::datasets,
                plain(one_line(content_of(stored).value("name", std::string(stored.id)))));
  page.verdict_banner(tone_of(overview),
                      {"S'il était publié tel quel", "If it were published as is"},
                      overview.verdict);
  page.element(Tag::p, "meaning", overview.meaning);
  page.element(Tag::p, "soft", overview.coverage);
  page.open(Tag::section, {{Attribute::class_name, "next"}, {Attribute::labelled_by, "next"}});
  page.element(Tag::h2, {{Attribute::id, "next"}}, {"Prochaine étape", "Next action"});
  page.element(Tag::p, overview.next_action);
  page.close();
  write_findings(page, stored.id, reviewed_findings(store, stored.id, visit.work.today));
  write_dataset_actions(page, visit, store, stored);
  page.open(Tag::p);
  link(page, "/datasets/" + escape_url(stored.id) + "/report",
       {"Le rapport complet, à imprimer", "The whole report, to print"});
  page.close();
  for (std::size_t i = 0; i < report.sources.size(); ++i)
    write_source(page, report.sources[i], i + 1);
  return finish_page(page);
}

WebResponse dataset_report(const Visit& visit) {
  const RegisterStore store = open_workspace(visit.work);
  WebResponse response;
  response.body = render_report(stored_report(require_document(store, kScanKind, visit.segment(1))),
                                ReportFormat::html, visit.language());
  return response;
}

}  // namespace aval
