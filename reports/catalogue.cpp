#include "reports/catalogue.h"

#include <algorithm>
#include <map>
#include <set>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/scan/quality_profile.h"
#include "reports/html_page.h"
#include "reports/overview.h"
#include "reports/plain_words.h"
#include "reports/scan_words.h"

namespace aval {
namespace {

constexpr CatalogueOrder kOrders[] = {CatalogueOrder::gravity, CatalogueOrder::name,
                                      CatalogueOrder::rows, CatalogueOrder::completeness};

// Gravest first; what was not read stands after what cannot be published, before what may be.
int rank_of(const CatalogueEntry& entry) {
  if (!entry.reason.fr.empty())
    return 2;
  switch (entry.publication) {
    case Publication::special:
      return 0;
    case Publication::personal:
      return 1;
    case Publication::quasi_risk:
      return 3;
    case Publication::ok:
      break;
  }
  return 4;
}

bool is_graver(const CatalogueEntry& a, const CatalogueEntry& b) {
  if (rank_of(a) != rank_of(b))
    return rank_of(a) < rank_of(b);
  if (a.findings != b.findings)
    return a.findings > b.findings;
  return a.uri < b.uri;
}

std::vector<const CatalogueEntry*> sorted_entries(const Catalogue& catalogue,
                                                  CatalogueOrder order) {
  std::vector<const CatalogueEntry*> entries;
  for (const CatalogueEntry& entry : catalogue.entries)
    entries.push_back(&entry);
  std::stable_sort(entries.begin(), entries.end(), [order](const auto* a, const auto* b) {
    switch (order) {
      case CatalogueOrder::gravity:
        return false;  // they are in that order
      case CatalogueOrder::name:
        return a->uri < b->uri;
      case CatalogueOrder::rows:
        return a->rows > b->rows;
      case CatalogueOrder::completeness:
        return a->completeness < b->completeness;
    }
    return false;
  });
  return entries;
}

Text label_of(CatalogueOrder order) {
  switch (order) {
    case CatalogueOrder::gravity:
      return {"du plus grave au moins grave", "gravest first"};
    case CatalogueOrder::name:
      return {"par nom", "by name"};
    case CatalogueOrder::rows:
      return {"par nombre de lignes", "by number of rows"};
    case CatalogueOrder::completeness:
      return {"du moins rempli au plus rempli", "least filled first"};
  }
  return {};
}

Text verdict_of_entry(const CatalogueEntry& entry) {
  if (entry.publication != Publication::ok)
    return verdict_words(entry.publication, entry.complete, false);
  return entry.complete ? Text{"Rien de personnel vu", "Nothing personal seen"}
                        : Text{"Rien de personnel vu, lecture incomplète",
                               "Nothing personal seen, reading incomplete"};
}

void write_orders(HtmlPage& page, CatalogueOrder current) {
  page.open(Tag::p);
  page.text({"Trier : ", "Sort: "});
  bool first = true;
  for (const CatalogueOrder order : kOrders) {
    if (!first)
      page.text(plain(" · "));
    first = false;
    if (order == current) {
      page.element(Tag::strong, label_of(order));
      continue;
    }
    page.open(Tag::a, {{Attribute::href, page_name(order)}});
    page.text(label_of(order));
    page.close();
  }
  page.text(plain("."));
  page.close();
}

void write_entry(HtmlPage& page, const CatalogueEntry& entry, bool is_judged) {
  page.open_row();
  page.open(Tag::th, {{Attribute::scope, "row"}});
  page.open(Tag::a, {{Attribute::href, entry.page}});
  page.name(plain(entry.uri));
  page.close();
  page.close();
  page.open_cell();
  page.text(verdict_of_entry(entry));
  if (!entry.same_as.empty()) {
    page.text({". Mêmes données que ", ". Same data as "});
    page.name(plain(entry.same_as));
  }
  page.close();
  page.cell(count_in_words(entry.rows));
  page.cell(count_in_words(entry.personal_columns));
  page.cell(count_in_words(entry.findings));
  page.cell(share_in_words(entry.completeness));
  page.cell(count_in_words(entry.quality_faults));
  if (is_judged)
    page.cell(entry.quality_profile.empty() ? Text{"—", "-"} : status_in_words(entry.quality));
  page.close_row();
}

// The use that all sources were judged for; empty without one.
std::string profile_of(const Catalogue& catalogue) {
  for (const CatalogueEntry& entry : catalogue.entries)
    if (!entry.quality_profile.empty())
      return entry.quality_profile;
  return {};
}

void write_read(HtmlPage& page, const Catalogue& catalogue, CatalogueOrder order) {
  page.open_section("sources", Tag::h2, {"Sources auditées", "Audited sources"});
  write_orders(page, order);
  std::vector<Text> headings = {{"Source", "Source"},
                                {"Verdict", "Verdict"},
                                {"Lignes", "Rows"},
                                {"Colonnes personnelles", "Personal columns"},
                                {"Constats", "Findings"},
                                {"Cellules remplies", "Filled cells"},
                                {"Colonnes à défaut", "Columns with a fault"}};
  const std::string profile = profile_of(catalogue);
  if (!profile.empty())
    headings.push_back(Text{"Qualité pour « ", "Quality for '"} + plain(profile) + Text{" »", "'"});
  page.open_table(Text{"Sources, ", "Sources, "} + label_of(order), headings);
  for (const CatalogueEntry* entry : sorted_entries(catalogue, order))
    if (entry->reason.fr.empty())
      write_entry(page, *entry, !profile.empty());
  page.close_table();
  page.close();
}

void write_unread(HtmlPage& page, const Catalogue& catalogue) {
  const bool any =
      std::any_of(catalogue.entries.begin(), catalogue.entries.end(),
                  [](const CatalogueEntry& entry) { return !entry.reason.fr.empty(); });
  if (!any)
    return;
  page.open_section("unread", Tag::h2, {"Ce qui n'a pas été audité", "What was not audited"});
  page.open(Tag::ul);
  for (const CatalogueEntry* entry : sorted_entries(catalogue, CatalogueOrder::name)) {
    if (entry->reason.fr.empty())
      continue;
    page.open(Tag::li);
    page.name(plain(entry->uri));
    page.text(Text{" : ", ": "} + entry->reason);
    page.close();
  }
  page.close();
  page.close();
}

struct CatalogueCounts {
  std::uint64_t read = 0, unread = 0, grave = 0, copies = 0;
};

CatalogueCounts count_entries(const Catalogue& catalogue) {
  CatalogueCounts counts;
  for (const CatalogueEntry& entry : catalogue.entries) {
    const bool unread = !entry.reason.fr.empty();
    counts.unread += unread ? 1U : 0U;
    counts.read += unread ? 0U : 1U;
    counts.grave += !unread && entry.publication >= Publication::personal ? 1U : 0U;
    counts.copies += entry.same_as.empty() ? 0U : 1U;
  }
  return counts;
}

Text summary_of(const CatalogueCounts& counts) {
  Text out = counted(counts.read, {"source auditée", "source audited"},
                     {"sources auditées", "sources audited"}) +
             plain(", ") +
             counted(counts.grave, {"avec des données personnelles", "with personal data"},
                     {"avec des données personnelles", "with personal data"});
  if (counts.copies > 0)
    out = out + plain(", ") +
          counted(counts.copies, {"copie d'une autre", "copy of another one"},
                  {"copies d'autres", "copies of others"});
  if (counts.unread > 0)
    out = out + plain(", ") +
          counted(counts.unread, {"non auditée", "not audited"}, {"non auditées", "not audited"});
  return out + plain(".");
}

}  // namespace

CatalogueEntry entry_of(const SourceAudit& source, const std::string& page) {
  CatalogueEntry entry;
  entry.uri = source.info.uri;
  entry.page = page;
  entry.sha256 = source.info.sha256;
  entry.publication = source.publication;
  entry.complete = is_complete(source);
  entry.rows = rows_of(source).seen;
  for (const TableAudit& table : source.tables) {
    const TableScan& scan = table.scan;
    entry.personal_columns += static_cast<std::uint64_t>(
        std::count_if(scan.columns.begin(), scan.columns.end(), counts_as_personal));
    entry.findings += static_cast<std::uint64_t>(
        std::count_if(scan.findings.begin(), scan.findings.end(),
                      [](const Finding& finding) { return !finding.suppression; }));
    entry.completeness = std::min(entry.completeness, scan.quality.completeness);
    if (!table.quality_profile.empty())
      entry.quality_profile = table.quality_profile;
    entry.quality = worse_of(entry.quality, table.quality_status);
    std::set<std::size_t> columns;
    for (const QualityFinding& fault : scan.quality.findings)
      columns.insert(fault.column);
    entry.quality_faults += columns.size();
  }
  return entry;
}

Catalogue make_catalogue(std::vector<CatalogueEntry> entries, const std::string& date) {
  std::sort(entries.begin(), entries.end(), is_graver);
  std::map<std::string, std::string> first_of;
  for (CatalogueEntry& entry : entries) {
    if (entry.sha256.empty())
      continue;
    const auto [place, is_first] = first_of.try_emplace(entry.sha256, entry.uri);
    if (!is_first)
      entry.same_as = place->second;
  }
  return {std::move(entries), date};
}

std::string page_name(CatalogueOrder order) {
  switch (order) {
    case CatalogueOrder::gravity:
      return "index.html";
    case CatalogueOrder::name:
      return "par-nom.html";
    case CatalogueOrder::rows:
      return "par-lignes.html";
    case CatalogueOrder::completeness:
      return "par-remplissage.html";
  }
  return "index.html";
}

std::string render_catalogue(const Catalogue& catalogue, CatalogueOrder order, Language language) {
  const CatalogueCounts counts = count_entries(catalogue);
  const Text title = {"Catalogue des sources", "Catalogue of sources"};
  HtmlPage page(language, title);
  page.open(Tag::header);
  page.element(Tag::p,
               Text{"aval, catalogue du ", "aval, catalogue of "} + date_in_words(catalogue.date));
  page.close();
  page.open(Tag::main);
  page.banner(counts.grave > 0    ? Tone::bad
              : counts.unread > 0 ? Tone::caution
                                  : Tone::neutral,
              title, summary_of(counts));
  write_read(page, catalogue, order);
  write_unread(page, catalogue);
  return page.finish();
}

std::string render_catalogue_json(const Catalogue& catalogue, Language language) {
  OrderedJson json{{"schema", "aval.catalogue/1"}, {"sources", OrderedJson::array()}};
  for (const CatalogueEntry& entry : catalogue.entries) {
    OrderedJson one{{"uri", to_valid_utf8(entry.uri)}};
    if (!entry.reason.fr.empty()) {
      one["not_audited"] = entry.reason.in(language);
      json["sources"].push_back(std::move(one));
      continue;
    }
    one["report"] = entry.page;
    one["sha256"] = entry.sha256;
    if (!entry.same_as.empty())
      one["same_as"] = to_valid_utf8(entry.same_as);
    one["publication"] = name_of(entry.publication);
    one["complete"] = entry.complete;
    one["rows"] = entry.rows;
    one["personal_columns"] = entry.personal_columns;
    one["findings"] = entry.findings;
    one["quality_faults"] = entry.quality_faults;
    if (!entry.quality_profile.empty())
      one["quality"] = {{"profile", entry.quality_profile}, {"status", name_of(entry.quality)}};
    json["sources"].push_back(std::move(one));
  }
  return json.dump(1, ' ', false, OrderedJson::error_handler_t::replace).append("\n");
}

}  // namespace aval
