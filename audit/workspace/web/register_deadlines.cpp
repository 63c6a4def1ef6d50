#include "audit/workspace/web/register_deadlines.h"

#include <nlohmann/json.hpp>

#include "audit/workspace/usecase_standing.h"
#include "audit/workspace/web/shell.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

constexpr long kAhead = 92;  // days: a quarter

}  // namespace

void write_register_deadlines(HtmlPage& page, const RegisterStore& store, const Visit& visit) {
  std::vector<Reminder> reminders = reminders_in(store, visit.work.today, kAhead);
  std::erase_if(reminders, [](const Reminder& reminder) { return reminder.kind != kActivityKind; });
  if (reminders.empty())
    return;
  page.open_section("deadlines", Tag::h2, {"Échéances du trimestre", "Due within a quarter"});
  page.open(Tag::ul);
  for (const Reminder& reminder : reminders) {
    page.open(Tag::li);
    const std::string name =
        content_of(require_document(store, kActivityKind, reminder.id)).value("name", reminder.id);
    link(page, "/register/activities/" + escape_url(reminder.id),
         plain(one_line(name)) + Text{" : ", ": "} + reminder.text);
    page.text(plain(" (") + date_in_words(reminder.date) +
              (reminder.overdue ? Text{", en retard)", ", overdue)"} : plain(")")));
    page.close();
  }
  page.close();
  page.close();
}

}  // namespace aval
