#include "reports/overview.h"

#include <algorithm>
#include <tuple>

#include "audit/table/read_codes.h"
#include "audit/table/watched_reader.h"
#include "reports/plain_words.h"
#include "reports/report_notes.h"
#include "reports/scan_words.h"
#include "reports/schema_words.h"

namespace aval {
namespace {

constexpr std::size_t kHeadlines = 3;
constexpr std::size_t kNamedColumns = 4;
// A finding at or above it counts as present until somebody reviews it (design.md section 7).
constexpr double kCountsAsPresent = 0.8;

std::vector<Text> names_of(const TableScan& table, const std::vector<std::size_t>& columns) {
  std::vector<Text> names;
  names.reserve(columns.size());
  for (const std::size_t column : columns)
    names.push_back(display_name(table, column));
  return names;
}

// "nom", "colonne 3": the word "colonne" is said once.
Text place_of(const Headline& headline, bool several_tables) {
  if (headline.columns.empty())
    return {"texte autour de la table", "text around the table"};
  const bool one = headline.columns.size() == 1;
  const bool positional = one && headline.table->columns.size() > headline.columns[0] &&
                          (headline.table->columns[headline.columns[0]].name.empty() ||
                           headline.table->columns[headline.columns[0]].name_doubtful);
  const Text names = list_in_words(names_of(*headline.table, headline.columns), kNamedColumns);
  Text place = positional ? names
               : one      ? Text{"colonne " + names.fr, "column " + names.en}
                          : Text{"colonnes " + names.fr, "columns " + names.en};
  if (several_tables)
    place = place + Text{", table " + headline.table->name, ", table " + headline.table->name};
  return place;
}

void add_to_headlines(std::vector<Headline>& headlines, const SourceAudit& source,
                      const TableScan& table, const Finding& finding) {
  for (Headline& headline : headlines)
    if (headline.table == &table && headline.finding->rule == finding.rule &&
        headline.finding->gdpr == finding.gdpr) {
      headline.columns.insert(headline.columns.end(), finding.columns.begin(),
                              finding.columns.end());
      headline.rows = std::max(headline.rows, finding.rows);
      return;
    }
  Headline headline;
  headline.source = &source;
  headline.table = &table;
  headline.finding = &finding;
  headline.columns = finding.columns;
  headline.rows = finding.rows;
  const Text& label = label_of(finding.type);
  headline.title = {capitalized(label.fr), capitalized(label.en)};
  headlines.push_back(std::move(headline));
}

bool matters_more(const Headline& a, const Headline& b) {
  const auto weight = [](const Headline& h) {
    return std::tuple(h.finding->confidence >= kCountsAsPresent, h.finding->severity,
                      h.finding->gdpr, h.rows);
  };
  return weight(a) > weight(b);
}

// The gravest first, but a kind of data already named gives way to one that is not.
std::vector<Headline> headlines_of(std::vector<Headline> all) {
  std::stable_sort(all.begin(), all.end(), matters_more);
  std::vector<Headline> chosen, again;
  for (Headline& headline : all) {
    const bool named = std::any_of(chosen.begin(), chosen.end(), [&](const Headline& other) {
      return other.finding->type == headline.finding->type;
    });
    (named ? again : chosen).push_back(std::move(headline));
  }
  for (Headline& headline : again)
    chosen.push_back(std::move(headline));
  if (chosen.size() > kHeadlines)
    chosen.resize(kHeadlines);
  return chosen;
}

bool makes_level(Gdpr gdpr, Publication level) {
  switch (level) {
    case Publication::special:
      return gdpr == Gdpr::special || gdpr == Gdpr::criminal;
    case Publication::personal:
      return gdpr == Gdpr::direct || gdpr == Gdpr::professional;
    case Publication::quasi_risk:
      return gdpr == Gdpr::quasi;
    case Publication::ok:
      return false;
  }
  return false;
}

// The columns that put the sources at that level.
struct LevelColumns {
  std::vector<Text> names;
  bool special = false;
  bool criminal = false;
  bool only_professional = true;
  std::uint64_t others = 0;  // personal columns of a lesser level
};

void add_column(const TableScan& table, const ColumnScan& column, Publication level,
                LevelColumns& out) {
  if ((column.filled == 0 && !table.schema_only) || !counts_as_personal(column))
    return;
  if (!makes_level(column.gdpr, level)) {
    ++out.others;
    return;
  }
  const Text name = display_name(table, column.index);
  if (std::find(out.names.begin(), out.names.end(), name) == out.names.end())
    out.names.push_back(name);
  out.special = out.special || column.gdpr == Gdpr::special;
  out.criminal = out.criminal || column.gdpr == Gdpr::criminal;
  out.only_professional = out.only_professional && column.gdpr == Gdpr::professional;
}

// Titles and notes that name somebody.
void add_outside_text(const TableScan& table, Publication level, LevelColumns& out) {
  for (const Finding& finding : table.findings) {
    if (!finding.columns.empty() || finding.suppression || !makes_level(finding.gdpr, level))
      continue;
    out.names.push_back({"le texte autour de la table", "the text around the table"});
    out.only_professional = false;
  }
}

LevelColumns columns_at(const AuditReport& report, Publication level) {
  LevelColumns out;
  for (const SourceAudit& source : report.sources)
    for (const TableAudit& audit : source.tables) {
      for (const ColumnScan& column : audit.scan.columns)
        add_column(audit.scan, column, level, out);
      add_outside_text(audit.scan, level, out);
    }
  return out;
}

Text meaning_of_special(const LevelColumns& columns) {
  const Text what =
      columns.special && columns.criminal
          ? Text{"des données sensibles (RGPD, art. 9) et des données d'infraction (art. 10)",
                 "special category data (GDPR art. 9) and data on offences (art. 10)"}
      : columns.criminal
          ? Text{"des données relatives à des infractions (RGPD, art. 10)",
                 "data on offences (GDPR art. 10)"}
          : Text{"des données sensibles (RGPD, art. 9)", "special category data (GDPR art. 9)"};
  return Text{"On y voit ", "It shows "} + what +
         Text{
             ". Leur usage est interdit sauf exception prévue par les textes ; elles ne se "
             "publient pas.",
             ". Using them is forbidden unless the law makes an exception; they are not to be "
             "published."};
}

// The table where most rows are alone with their profile; empty when none is.
Text rows_alone(const AuditReport& report) {
  const TableAudit* worst = nullptr;
  for (const SourceAudit& source : report.sources)
    for (const TableAudit& audit : source.tables)
      if (audit.risk.unique_rows > 0 &&
          (worst == nullptr || audit.risk.unique_rows > worst->risk.unique_rows))
        worst = &audit;
  return worst == nullptr ? Text{} : plain(" ") + risk_in_words(*worst).back();
}

Text meaning_of_personal(const LevelColumns& columns) {
  if (columns.only_professional)
    return {
        "Des personnes y figurent au titre de leurs fonctions. Leur nom reste une donnée "
        "personnelle : il ne se publie que si un texte le prévoit (CRPA, art. L312-1-2 et "
        "D312-1-3).",
        "People appear in it by their professional role. Their name is still personal data: "
        "it is published only where a text provides for it (CRPA art. L312-1-2 and "
        "D312-1-3)."};
  return {
      "Ce fichier désigne des personnes. Il ne peut être rendu public qu'une fois leur "
      "identification devenue impossible, sauf loi contraire, accord des personnes ou liste "
      "fixée par décret (CRPA, art. L312-1-2).",
      "This file points to people. It may be made public only once nobody can be identified, "
      "unless a statute says otherwise, the people agree, or a decree lists it (CRPA "
      "art. L312-1-2)."};
}

Text nothing_seen(const AuditReport& report, const Overview& overview) {
  if (!set_aside_notice(report).fr.empty())
    return Text{"Aucune donnée personnelle retenue dans ", "No personal data kept as such in "} +
           rows_read_in_words(overview.rows, overview.present) +
           Text{", une fois écartés les constats qu'une personne a jugés être de fausses alertes.",
                ", once the findings that a person judged to be false alarms are set aside."};
  return Text{"Aucune donnée personnelle vue dans ", "No personal data seen in "} +
         rows_read_in_words(overview.rows, overview.present) + plain(".");
}

Text meaning_of(const AuditReport& report, const Overview& overview, const LevelColumns& columns) {
  if (overview.schema_only)
    return schema_meaning(overview.level);
  if (overview.empty)
    return {"Aucune ligne de données n'a été lue : rien ne permet de conclure.",
            "No row of data was read: nothing can be concluded."};
  switch (overview.level) {
    case Publication::special:
      return meaning_of_special(columns);
    case Publication::personal:
      return meaning_of_personal(columns);
    case Publication::quasi_risk:
      return Text{
                 "Personne n'y est nommé, mais le croisement de quelques colonnes peut faire "
                 "reconnaître quelqu'un. À ne pas publier ligne à ligne.",
                 "Nobody is named in it, but a few columns put together can let someone be "
                 "recognised. Not to be published row by row."} +
             rows_alone(report);
    case Publication::ok:
      break;
  }
  if (overview.complete)
    return nothing_seen(report, overview) +
           Text{" De ce point de vue, rien ne s'oppose à la publication ouverte.",
                " From this point of view, nothing stands against open publication."};
  return nothing_seen(report, overview) +
         Text{" Ce qui n'a pas été lu peut en contenir : ce n'est pas un feu vert.",
              " What was not read may hold some: this is not a green light."};
}

// "allergies, ainsi que les 4 autres colonnes signalées"
Text columns_to_treat(const LevelColumns& columns) {
  Text names = list_in_words(columns.names, kNamedColumns);
  if (columns.others == 0)
    return names;
  const Text number = count_in_words(columns.others);
  return columns.others == 1
             ? names + Text{", ainsi que l'autre colonne signalée", ", and the other column listed"}
             : names + Text{", ainsi que les " + number.fr + " autres colonnes signalées",
                            ", and the " + number.en + " other columns listed"};
}

Text next_action_of(const Overview& overview, const LevelColumns& columns) {
  const Text names = columns_to_treat(columns);
  if (overview.schema_only)
    return schema_next_action(overview.level, names);
  if (overview.empty)
    return {"Vérifier la source, puis relancer l'audit.", "Check the source, then scan again."};
  switch (overview.level) {
    case Publication::special:
      return {
          "Ne pas publier ni transmettre ce fichier. Faire relire les constats par le délégué "
          "à la protection des données, puis retirer ou protéger : " +
              names.fr + ".",
          "Do not publish or pass on this file. Have the findings read by the data protection "
          "officer, then remove or protect: " +
              names.en + "."};
    case Publication::personal:
      return {"Avant toute publication, retirer ou occulter : " + names.fr +
                  ", ou citer le texte qui permet de désigner ces personnes. Puis relancer "
                  "l'audit.",
              "Before any publication, remove or mask: " + names.en +
                  ", or cite the text that allows these people to be named. Then scan again."};
    case Publication::quasi_risk:
      return {"Regrouper ou arrondir : " + names.fr +
                  " (tranches d'âge, communes plutôt qu'adresses), puis relancer l'audit.",
              "Group or round: " + names.en +
                  " (age bands, municipalities rather than addresses), then scan again."};
    case Publication::ok:
      break;
  }
  if (overview.complete)
    return {
        "Faire relire le fichier pour les autres secrets protégés (CRPA, art. L311-5 et "
        "L311-6), choisir la licence, puis publier.",
        "Have the file read for the other protected secrets (CRPA art. L311-5 and L311-6), "
        "choose the licence, then publish."};
  return {"Auditer la totalité des lignes et des fichiers avant de conclure.",
          "Audit every row and every file before concluding."};
}

}  // namespace

Text verdict_words(Publication level, bool complete, bool empty) {
  if (empty)
    return {"Rien à juger", "Nothing to judge"};
  switch (level) {
    case Publication::special:
      return {"Données sensibles", "Sensitive data"};
    case Publication::personal:
      return {"Données personnelles", "Personal data"};
    case Publication::quasi_risk:
      return {"Risque de ré-identification", "Re-identification risk"};
    case Publication::ok:
      break;
  }
  return complete ? Text{"Publiable en l'état", "Publishable as it is"}
                  : Text{"Rien vu, lecture incomplète", "Nothing seen, reading incomplete"};
}

namespace {

Text coverage_of(const AuditReport& report, const Overview& overview) {
  Text out = overview.schema_only
                 ? Text{"Schéma sans données, aucune ligne lue", "Schema without data, no row read"}
             : report.interrupted
                 ? counted(overview.rows, {"ligne lue", "row read"}, {"lignes lues", "rows read"})
                 : rows_read_in_words(overview.rows, overview.present) + Text{"", " read"};
  if (report.sample > 0 && overview.rows < overview.present)
    out = out + Text{" (échantillon demandé)", " (a sample was asked for)"};
  const std::uint64_t unread = report.failures.size() + report.not_audited.size();
  if (unread > 0)
    out = out + Text{" ; ", "; "} +
          counted(unread, {"fichier n'a pas été audité", "file was not audited"},
                  {"fichiers n'ont pas été audités", "files were not audited"});
  return out + plain(".");
}

}  // namespace

RowCounts rows_of(const SourceAudit& source) {
  RowCounts counts;
  for (const TableAudit& audit : source.tables) {
    counts.seen += audit.scan.rows;
    counts.present += std::max(audit.scan.rows, rows_present(audit.scan.stats));
  }
  return counts;
}

bool is_interrupted(const SourceAudit& source) {
  return std::any_of(source.tables.begin(), source.tables.end(),
                     [](const TableAudit& table) { return is_interrupted(table.scan.stats); });
}

bool is_complete(const SourceAudit& source) {
  const RowCounts counts = rows_of(source);
  const bool is_cut =
      std::any_of(source.tables.begin(), source.tables.end(),
                  [](const TableAudit& table) { return is_incomplete(table.scan.stats); });
  return source.coverage >= 1 && counts.seen == counts.present && !is_cut;
}

Text verdict_of(const SourceAudit& source) {
  if (is_schema(source))
    return schema_verdict(source.publication);
  const bool empty = rows_of(source).seen == 0 && source.publication == Publication::ok;
  return verdict_words(source.publication, is_complete(source), empty);
}

Overview overview_of(const AuditReport& report) {
  Overview overview;
  std::size_t tables = 0;
  std::vector<Headline> all;
  overview.complete = report.failures.empty() && report.not_audited.empty() && !report.interrupted;
  for (const SourceAudit& source : report.sources) {
    overview.level = std::max(overview.level, source.publication);
    overview.complete = overview.complete && is_complete(source);
    const RowCounts counts = rows_of(source);
    overview.rows += counts.seen;
    overview.present += counts.present;
    tables += source.tables.size();
    for (const TableAudit& audit : source.tables)
      for (const Finding& finding : audit.scan.findings) {
        if (finding.suppression)
          continue;
        add_to_headlines(all, source, audit.scan, finding);
        ++overview.findings;
      }
  }
  overview.schema_only = holds_only_schemas(report);
  overview.empty = overview.rows == 0 && overview.level == Publication::ok && !overview.schema_only;
  overview.headlines = headlines_of(std::move(all));
  for (Headline& headline : overview.headlines)
    headline.place = place_of(headline, tables > 1);
  const LevelColumns columns = columns_at(report, overview.level);
  overview.verdict = overview.schema_only
                         ? schema_verdict(overview.level)
                         : verdict_words(overview.level, overview.complete, overview.empty);
  overview.meaning = meaning_of(report, overview, columns);
  overview.interrupted = interruption_notice(report);
  overview.set_aside = set_aside_notice(report);
  overview.coverage = coverage_of(report, overview);
  overview.next_action = next_action_of(overview, columns);
  return overview;
}

}  // namespace aval
