// A document for people before it has a form: the first page (verdict, three reasons, next action),
// then sections of facts and tables. Dossiers, register extracts and dataset sheets are made as a
// Paper, then rendered as HTML or Markdown.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "reports/audit_report.h"
#include "reports/html_page.h"
#include "reports/plots.h"

namespace aval {

struct PaperTable {
  Text caption;
  std::vector<Text> headers;
  std::vector<std::vector<Text>> rows;  // the first cell names the row
};

// Official words, always in French, with their source.
struct PaperQuote {
  std::string words;
  Text source;
};

// Short items under a heading of their own, in two columns where the page is wide.
struct PaperList {
  Text title;
  std::vector<Text> items;  // a list without any is left out
};

struct PaperSection {
  Text title;  // empty: no heading
  std::vector<Text> paragraphs;
  std::vector<std::pair<Text, Text>> facts;
  std::vector<Text> items;
  std::vector<PaperQuote> quotes;
  std::vector<Plot> plots;         // HTML only: a table beside holds the same numbers
  std::vector<PaperTable> tables;  // an empty one is left out
  std::vector<PaperList> lists;
};

struct PaperReason {
  Text title;
  Text subject;  // what it is about; may be empty
  Text message;
  Text remedy;  // may be empty
  Text law;     // may be empty
};

struct Paper {
  // Letters: lines of who writes and of who is written to.
  std::vector<Text> sender;
  std::vector<Text> recipient;
  Text above;    // what this is: "Dossier du 24 novembre 2026"
  Text subject;  // what it is about: "Prévoir les repas pour moins jeter à la cantine"
  Text verdict;  // empty: the paper judges nothing and has no banner
  Tone tone = Tone::caution;
  Text meaning;
  std::vector<Text> not_covered;  // what the verdict does not speak of
  Text not_covered_title = {"Non couvert par cet avis", "Not covered by this verdict"};
  std::vector<Text> set_aside;       // findings a person set aside, on which the verdict rests
  std::vector<PaperReason> reasons;  // at most three
  Text next_action;                  // may be empty
  std::vector<PaperSection> sections;
  std::vector<Text> evidence;  // numbered from 1; texts point at them (record_refs.h)
  Text footer;
};

// What follows the first page of a paper, inside a page that is open: sections and evidence.
void write_paper_sections(HtmlPage& page, const Paper& paper);

// The reasons of a first page, numbered; nothing when there are none.
void write_reasons(HtmlPage& page, const std::vector<PaperReason>& reasons);

// `format` is html or md; any other gives Markdown.
std::string render_paper(const Paper& paper, ReportFormat format, Language language);

}  // namespace aval
