// Every authority somebody works for, on one page: what waits in each, worst first.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "audit/workspace/usecase_standing.h"
#include "audit/workspace/web/pages.h"
#include "audit/workspace/web/shell.h"
#include "audit/workspace/web/words.h"
#include "audit/workspace/workspace.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

constexpr long kAhead = 31;  // days: what is due within a month

struct Waiting {
  Authority authority;
  Role role = Role::reader;
  std::size_t findings = 0;  // to review
  std::size_t overdue = 0;
  std::size_t soon = 0;   // due within a month
  std::string last_scan;  // day
};

Waiting look_at(const Visit& visit, const Membership& membership, const Authority& authority) {
  Waiting waiting{authority, membership.role, 0, 0, 0, {}};
  const RegisterStore store = RegisterStore::open(workspace_file(visit.desk.site, authority.id));
  for (const StoredDocument& scan : store.list(kScanKind)) {
    waiting.findings += count_pending(reviewed_findings(store, scan.id, visit.work.today));
    waiting.last_scan = std::max(waiting.last_scan, scan.recorded_at.substr(0, 10));
  }
  for (const Reminder& reminder : reminders_in(store, visit.work.today, kAhead))
    ++(reminder.overdue ? waiting.overdue : waiting.soon);
  return waiting;
}

std::vector<Waiting> look_at_all(const Visit& visit) {
  const AccountStore store = AccountStore::open(visit.desk.accounts());
  const std::vector<Authority> authorities = store.authorities();
  std::vector<Waiting> all;
  for (const Membership& membership : store.memberships_of(visit.work.account)) {
    const auto found = std::find_if(
        authorities.begin(), authorities.end(),
        [&](const Authority& authority) { return authority.id == membership.authority; });
    if (found != authorities.end())
      all.push_back(look_at(visit, membership, *found));
  }
  std::stable_sort(all.begin(), all.end(), [](const Waiting& a, const Waiting& b) {
    return a.overdue != b.overdue ? a.overdue > b.overdue : a.findings > b.findings;
  });
  return all;
}

void write_row(HtmlPage& page, const Visit& visit, const Waiting& waiting) {
  page.open_row();
  page.open(Tag::th, {{Attribute::scope, "row"}});
  page.name(plain(waiting.authority.title));
  page.close();
  page.cell(label_of(waiting.role));
  page.cell(count_in_words(waiting.overdue));
  page.cell(count_in_words(waiting.findings));
  page.cell(count_in_words(waiting.soon));
  page.cell(waiting.last_scan.empty() ? Text{"aucun", "none"} : date_in_words(waiting.last_scan));
  page.open_cell();
  if (visit.open != nullptr && visit.open->authority.id == waiting.authority.id) {
    page.text({"ouverte", "open"});
  } else {
    open_form(page, visit, "/authorities/" + escape_url(waiting.authority.id) + "/open");
    page.element(Tag::button,
                 {{Attribute::type, "submit"},
                  {Attribute::class_name, "second"},
                  {Attribute::aria_label,
                   page.in(Text{"Ouvrir ", "Open "} + plain(waiting.authority.title))}},
                 {"Ouvrir", "Open"});
    page.close();
  }
  page.close();
  page.close_row();
}

}  // namespace

WebResponse authorities_page(const Visit& visit) {
  const std::vector<Waiting> all = look_at_all(visit);
  HtmlPage page = open_page(visit, Area::authorities, {"Vos collectivités", "Your authorities"});
  if (all.empty()) {
    page.element(Tag::p,
                 {"Vous n'avez encore de rôle dans aucune collectivité ; l'administrateur du site "
                  "en donne.",
                  "You have no role in any authority yet; the administrator of the site gives "
                  "them."});
    return finish_page(page);
  }
  page.element(Tag::p, "soft",
               {"Chaque collectivité a son espace de travail ; ce qui est ouvert ici ne montre "
                "qu'elle.",
                "Each authority has its own workspace; what is open here shows that one only."});
  page.open_table({"Collectivités", "Authorities"},
                  {{"Collectivité", "Authority"},
                   {"Votre rôle", "Your role"},
                   {"En retard", "Overdue"},
                   {"Constats à relire", "Findings to review"},
                   {"Dû dans le mois", "Due within a month"},
                   {"Dernier audit", "Latest audit"},
                   {"Espace de travail", "Workspace"}},
                  HtmlPage::Caption::heard);
  for (const Waiting& waiting : all)
    write_row(page, visit, waiting);
  page.close_table();
  return finish_page(page);
}

WebResponse open_authority(const Visit& visit) {
  const std::string& id = visit.segment(1);
  if (!AccountStore::open(visit.desk.accounts()).role_of(visit.work.account, id))
    return error_page(visit, 403, {"Droit insuffisant", "Not allowed"},
                      {"Vous n'avez pas de rôle dans cette collectivité.",
                       "You have no role in this authority."});
  visit.desk.sessions.set_authority(visit.token, id);
  return redirect_to("/");
}

}  // namespace aval
