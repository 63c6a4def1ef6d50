// What waits for whoever opens the workspace.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "audit/workspace/usecase_standing.h"
#include "audit/workspace/web/pages.h"
#include "audit/workspace/web/shell.h"
#include "audit/workspace/web/words.h"
#include "audit/workspace/workspace.h"
#include "reports/document_words.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

constexpr long kAhead = 31;  // days: what is due within a month
constexpr std::size_t kMostScansShown = 5;

// The page of the document that a reminder is about.
std::string path_of(const Reminder& reminder) {
  if (reminder.kind == kActivityKind)
    return "/register/activities/" + escape_url(reminder.id);
  if (reminder.kind == kUseCaseKind)
    return "/usecases/" + escape_url(reminder.id);
  const std::size_t slash = reminder.id.find('/');
  if (slash != std::string::npos)
    return "/usecases/" + escape_url(reminder.id.substr(0, slash)) + "/gates/" +
           escape_url(reminder.id.substr(slash + 1));
  return "/usecases";
}

void write_reminders(HtmlPage& page, const std::vector<Reminder>& reminders) {
  for (const Reminder& reminder : reminders) {
    page.open(Tag::li);
    link(page, path_of(reminder), reminder.text);
    page.text(plain(" (") + date_in_words(reminder.date) +
              (reminder.overdue ? Text{", en retard)", ", overdue)"} : plain(")")));
    page.close();
  }
}

struct ToReview {
  std::string dataset;
  std::size_t findings = 0;
};

std::vector<ToReview> findings_to_review(const RegisterStore& store, const std::string& today) {
  std::vector<ToReview> waiting;
  for (const StoredDocument& scan : store.list(kScanKind)) {
    const std::size_t count = count_pending(reviewed_findings(store, scan.id, today));
    if (count > 0)
      waiting.push_back({scan.id, count});
  }
  return waiting;
}

void write_waiting(HtmlPage& page, const RegisterStore& store, const Visit& visit) {
  const std::vector<ToReview> review = findings_to_review(store, visit.work.today);
  const std::vector<Reminder> reminders = reminders_in(store, visit.work.today, kAhead);
  page.open_section("waiting", Tag::h2, {"Ce qui vous attend", "What waits for you"});
  if (review.empty() && reminders.empty())
    page.element(Tag::p, {"Rien à relire et aucune échéance dans le mois.",
                          "Nothing to review and nothing due within a month."});
  page.open(Tag::ul);
  for (const ToReview& entry : review) {
    page.open(Tag::li);
    link(page, "/datasets/" + escape_url(entry.dataset),
         counted(entry.findings, {"constat à relire", "finding to review"},
                 {"constats à relire", "findings to review"}));
    page.text({" dans le jeu ", " in the dataset "});
    page.name(plain(entry.dataset));
    page.close();
  }
  write_reminders(page, reminders);
  page.close();
  page.close();
}

void write_usecases(HtmlPage& page, const RegisterStore& store, const Visit& visit) {
  const std::vector<StoredDocument> usecases = store.list(kUseCaseKind);
  page.open_section("usecases", Tag::h2, {"Cas d'usage", "Use cases"});
  if (usecases.empty())
    page.element(Tag::p, {"Aucun dossier ouvert.", "No dossier is open."});
  else
    write_standings(page, store, visit);
  page.close();
}

void write_scans(HtmlPage& page, const RegisterStore& store) {
  std::vector<StoredDocument> scans = store.list(kScanKind);
  std::stable_sort(scans.begin(), scans.end(),
                   [](const auto& a, const auto& b) { return a.recorded_at > b.recorded_at; });
  if (scans.size() > kMostScansShown)
    scans.resize(kMostScansShown);
  page.open_section("scans", Tag::h2, {"Derniers audits", "Latest audits"});
  if (scans.empty())
    page.element(Tag::p, {"Aucun jeu de données n'a encore été audité.",
                          "No dataset has been audited yet."});
  else
    write_datasets(page, scans);
  page.close();
}

// Nothing is there yet: where to begin.
void write_first_steps(HtmlPage& page) {
  page.open_section("begin", Tag::h2, {"Pour commencer", "To begin"});
  page.open(Tag::ol);
  link_item(page, "/settings", {"Décrire votre organisme", "Describe your organisation"});
  link_item(page, "/datasets", {"Auditer un premier fichier", "Audit a first file"});
  link_item(page, "/register/new",
            {"Ouvrir une fiche du registre", "Open a sheet of the register"});
  link_item(page, "/usecases",
            {"Ouvrir le dossier d'un cas d'usage", "Open the dossier of a use case"});
  page.close();
  page.close();
}

}  // namespace

WebResponse home_page(const Visit& visit) {
  const RegisterStore store = open_workspace(visit.work);
  HtmlPage page = open_page(visit, Area::home, {"Accueil", "Home"});
  if (!store.find(kOrganisationKind, "organisation") || store.list(kUseCaseKind).empty())
    write_first_steps(page);
  write_waiting(page, store, visit);
  write_usecases(page, store, visit);
  write_scans(page, store);
  return finish_page(page);
}

}  // namespace aval
