// The report a person opens: the first page, then the sources, then the method.
#include "reports/html_parts.h"
#include "reports/overview.h"
#include "reports/plain_words.h"
#include "reports/renderers.h"
#include "reports/report_notes.h"
#include "reports/scan_words.h"
#include "reports/schema_words.h"

namespace aval {

Tone tone_of(const Overview& overview) {
  if (overview.empty)
    return Tone::caution;
  switch (overview.level) {
    case Publication::special:
      return Tone::grave;
    case Publication::personal:
      return Tone::bad;
    case Publication::quasi_risk:
      return Tone::caution;
    case Publication::ok:
      break;
  }
  return overview.complete && !overview.schema_only ? Tone::good : Tone::caution;
}

namespace {

Text sources_named(const AuditReport& report) {
  std::vector<Text> names;
  for (const SourceAudit& source : report.sources)
    names.push_back(plain(one_line(source.info.uri)));
  return list_in_words(names, 3);
}

void write_headlines(HtmlPage& page, const Overview& overview) {
  if (overview.headlines.empty())
    return;
  page.open_section("findings", Tag::h2, {"Ce qui compte le plus", "What matters most"});
  page.open(Tag::ol, {{Attribute::class_name, "findings"}});
  for (const Headline& headline : overview.headlines) {
    page.open(Tag::li);
    page.element(Tag::h3, headline.title);
    page.open(Tag::p, {{Attribute::class_name, "soft"}});
    page.text(capitalized_text(severity_in_words(headline.finding->severity)) + plain(", "));
    page.name(headline.place);
    page.text(plain(", ") + headline_rows_in_words(headline) + plain("."));
    page.close();
    page.element(Tag::p, headline.finding->message);
    page.open(Tag::p);
    page.element(Tag::strong, {"À faire : ", "To do: "});
    page.text(headline.finding->remedy);
    page.close();
    page.close();
  }
  page.close();
  page.close();
}

void write_first_page(HtmlPage& page, const AuditReport& report) {
  const Overview overview = overview_of(report);
  page.banner(tone_of(overview), Text{"Audit de ", "Audit of "} + sources_named(report),
              overview.verdict);
  if (!overview.interrupted.fr.empty()) {
    page.open(Tag::p);
    page.element(Tag::strong, overview.interrupted);
    page.close();
  }
  page.element(Tag::p, "meaning", overview.meaning);
  if (!overview.set_aside.fr.empty()) {
    page.open(Tag::p);
    page.element(Tag::strong, overview.set_aside);
    page.close();
  }
  page.element(Tag::p, "soft", overview.coverage);
  write_headlines(page, overview);
  page.open(Tag::section, {{Attribute::class_name, "next"}, {Attribute::labelled_by, "next"}});
  page.open(Tag::h2, {{Attribute::id, "next"}});
  page.text({"Prochaine étape", "Next action"});
  page.close();
  page.element(Tag::p, overview.next_action);
  page.close();
}

// With several sources, which one is how grave.
void write_summary(HtmlPage& page, const AuditReport& report) {
  if (report.sources.size() < 2)
    return;
  page.open_section("sources", Tag::h2, {"Source par source", "Source by source"});
  page.open_table({"Verdict de chaque source", "Verdict of each source"},
                  {{"Source", "Source"}, {"Verdict", "Verdict"}, {"Lecture", "Reading"}});
  for (const SourceAudit& source : report.sources) {
    page.open_row();
    page.row_header(plain(source.info.uri));
    page.cell(verdict_of(source));
    page.cell(source_reading_in_words(source));
    page.close_row();
  }
  page.close_table();
  page.close();
}

void write_notes(HtmlPage& page, const AuditReport& report) {
  std::size_t number = 0;
  for (const ReportNote& note : notes_of(report)) {
    page.open_section("note-" + std::to_string(++number), Tag::h2, note.title);
    page.list(note.items);
    page.close();
  }
}

void write_unread(HtmlPage& page, const AuditReport& report) {
  if (report.failures.empty() && report.not_audited.empty())
    return;
  page.open_section("unread", Tag::h2, {"Ce qui n'a pas été audité", "What was not audited"});
  page.open(Tag::ul);
  for (const auto* list : {&report.failures, &report.not_audited})
    for (const SourceFailure& failure : *list) {
      page.open(Tag::li);
      page.name(plain(failure.uri));
      page.text(Text{" : ", ": "} + failure.reason);
      page.close();
    }
  page.close();
  page.close();
}

}  // namespace

std::string render_html(const AuditReport& report, Language language) {
  const Overview overview = overview_of(report);
  HtmlPage page(language, overview.verdict + Text{" : ", ": "} + sources_named(report));
  page.open(Tag::header);
  page.element(Tag::p, report.date.empty()
                           ? Text{"aval, rapport d'audit", "aval, audit report"}
                           : Text{"aval, rapport d'audit du ", "aval, audit report of "} +
                                 date_in_words(report.date));
  page.close();
  page.open(Tag::main);
  write_first_page(page, report);
  write_summary(page, report);
  std::size_t number = 0;
  for (const SourceAudit& source : report.sources)
    write_source(page, source, ++number);
  write_notes(page, report);
  write_unread(page, report);
  write_method(page, report);
  return page.finish();
}

}  // namespace aval
