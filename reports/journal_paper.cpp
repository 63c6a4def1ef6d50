#include "reports/journal_paper.h"

#include "reports/plain_words.h"

namespace aval {
namespace {

// "2026-11-27T01:17:51Z" -> "2026-11-27 01:17:51": the heading says UTC, and a line breaks at the
// space.
std::string date_and_time(std::string time) {
  if (time.size() == 20 && time[10] == 'T') {
    time[10] = ' ';
    time.pop_back();
  }
  return time;
}

PaperTable events_table(const std::vector<JournalEvent>& events) {
  PaperTable table;
  table.caption = {"Événements, du plus ancien au plus récent", "Events, oldest first"};
  table.headers = {{"N°", "No."},        {"Date (UTC)", "Time (UTC)"}, {"Opérateur", "Operator"},
                   {"Action", "Action"}, {"Objet", "Subject"},         {"Version", "Version"},
                   {"Empreinte", "Hash"}};
  for (const JournalEvent& event : events)
    table.rows.push_back({plain(std::to_string(event.sequence)), plain(date_and_time(event.time)),
                          plain(event.operator_id), plain(event.action), plain(event.subject),
                          plain(std::to_string(event.version)), plain(event.hash)});
  return table;
}

PaperSection signature_section() {
  PaperSection section;
  section.title = {"Signature manuscrite", "Handwritten signature"};
  section.paragraphs.push_back(
      {"La personne qui signe atteste avoir reçu cette impression à la date portée ci-dessous. La "
       "dernière empreinte engage tout ce qui précède : un seul événement changé la changerait.",
       "The person who signs attests having received this print on the date below. The last hash "
       "binds all that comes before: one changed event would change it."});
  const Text blank = plain("................................................");
  section.facts = {{{"Nom", "Name"}, blank},
                   {{"Fonction", "Function"}, blank},
                   {{"Date", "Date"}, blank},
                   {{"Signature", "Signature"}, blank}};
  return section;
}

PaperSection state_section(const JournalExtract& extract) {
  PaperSection section;
  section.title = {"Où en est le journal", "Where the journal stands"};
  const std::string last = extract.events.empty() ? "-" : extract.events.back().hash;
  section.facts = {{{"Événements", "Events"}, count_in_words(extract.events.size())},
                   {{"Dernière empreinte", "Last hash"}, plain(last)},
                   {{"Point de contrôle", "Checkpoint"},
                    plain(std::to_string(extract.events.size()) + ":" + last)}};
  section.paragraphs.push_back(
      {"Les opérateurs sont désignés par un pseudonyme ; la table qui les relie à des comptes est "
       "conservée à part, pour une durée limitée.",
       "Operators are named by a pseudonym; the table that links them to accounts is kept apart, "
       "for a limited time."});
  return section;
}

}  // namespace

Paper journal_paper(const JournalExtract& extract) {
  Paper paper;
  paper.above = Text{"Journal imprimé le ", "Journal printed on "} + date_in_words(extract.date);
  paper.subject = extract.organisation.empty()
                      ? Text{"Journal de l'espace de travail", "Journal of the workspace"}
                      : Text{"Journal : ", "Journal: "} + plain(extract.organisation);
  paper.verdict = extract.fault ? Text{"Journal altéré", "Journal altered"}
                                : Text{"Journal intègre", "Journal intact"};
  paper.tone = extract.fault ? Tone::grave : Tone::good;
  paper.meaning = extract.fault
                      ? extract.fault->message
                      : Text{
                            "La chaîne des événements et chaque document qu'ils engagent ont été "
                            "recalculés lors de cette impression.",
                            "The chain of events and every document they bind were computed again "
                            "for this print."};
  paper.next_action = {"Faire signer cette impression et la conserver hors de l'espace de travail.",
                       "Have this print signed and keep it outside the workspace."};
  PaperSection events;
  events.title = {"Événements", "Events"};
  events.tables.push_back(events_table(extract.events));
  paper.sections = {state_section(extract), signature_section(), std::move(events)};
  paper.footer = {"Journal tenu par aval ; forme décrite dans docs/journal-format.md.",
                  "Journal kept by aval; its form is described in docs/journal-format.md."};
  return paper;
}

}  // namespace aval
