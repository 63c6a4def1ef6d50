// The journal, verified each time it is shown.
#include <algorithm>

#include "audit/base/text.h"
#include "audit/workspace/web/pages.h"
#include "audit/workspace/web/shell.h"
#include "audit/workspace/workspace.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

constexpr std::size_t kMostShown = 200;

}  // namespace

WebResponse journal_page(const Visit& visit) {
  const RegisterStore store = open_workspace(visit.work);
  const std::optional<JournalFault> fault = store.verify();
  std::vector<JournalEvent> events = store.journal();
  HtmlPage page = open_page(visit, Area::journal, {"Journal", "Journal"});
  page.verdict_banner(
      fault ? Tone::grave : Tone::good, {"Vérification", "Verification"},
      fault ? fault->message : Text{"Le journal est intact.", "The journal is intact."});
  page.element(Tag::p, "soft",
               counted(events.size(), {"évènement", "event"}, {"évènements", "events"}) +
                   (events.size() > kMostShown
                        ? format_text({", les {0} derniers ici", ", the last {0} here"},
                                      {std::to_string(kMostShown)})
                        : plain("")));
  page.open_table({"Évènements", "Events"},
                  {{"Numéro", "Number"},
                   {"Quand (UTC)", "When (UTC)"},
                   {"Qui", "Who"},
                   {"Acte", "Act"},
                   {"Sur", "On"}},
                  HtmlPage::Caption::heard);
  std::reverse(events.begin(), events.end());
  events.resize(std::min(events.size(), kMostShown));
  for (const JournalEvent& event : events) {
    page.open_row();
    page.row_header(plain(std::to_string(event.sequence)));
    page.cell(plain(event.time));
    page.cell(plain(event.operator_id));
    page.cell(plain(event.action));
    page.open_cell();
    page.name(plain(event.subject));
    page.text(event.version > 0 ? plain(" v" + std::to_string(event.version)) : plain(""));
    page.close();
    page.close_row();
  }
  page.close_table();
  return finish_page(page);
}

}  // namespace aval
