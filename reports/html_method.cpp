// The last page of the HTML report: how the audit was done, its limits, what it rests on.
#include <set>

#include "reports/html_parts.h"
#include "reports/law_names.h"
#include "reports/plain_words.h"
#include "reports/schema_words.h"

namespace aval {
namespace {

// Data are judged by their cells, a schema by what it declares.
void add_how_judged(const AuditReport& report, std::vector<Text>& items) {
  if (holds_only_schemas(report)) {
    items.push_back(
        {"Aucune donnée n'était à lire. Chaque colonne est jugée sur son nom, son type, son titre, "
         "sa description, ses exemples, ses valeurs permises et ce que décrirait une ligne.",
         "There were no data to read. Each column is judged on its name, its type, its title, its "
         "description, its examples, its allowed values and what a row would describe."});
    return;
  }
  if (report.sample > 0)
    items.push_back(Text{"À la demande, l'audit a porté sur un échantillon de ",
                         "As asked, the audit looked at a sample of "} +
                    rows_in_words(report.sample) +
                    Text{" : le reste n'a pas été regardé.", ": the rest was not looked at."});
  else
    items.push_back({"Chaque cellule de chaque ligne lue a été examinée, sans échantillon.",
                     "Every cell of every row read was examined, without sampling."});
  items.push_back(
      {"Chaque colonne est jugée sur son en-tête, ses valeurs, ses voisines et ce que décrit une "
       "ligne ; le nombre de valeurs conformes est comparé à ce que donnerait le hasard.",
       "Each column is judged on its header, its values, its neighbours and what a row describes; "
       "the number of values that fit is set against what chance would give."});
}

std::vector<Text> method_of(const AuditReport& report) {
  std::vector<Text> items;
  add_how_judged(report, items);
  items.push_back(
      {"Ce rapport ne contient aucune valeur du fichier : des comptes, des numéros de "
       "ligne et des noms de colonnes seulement.",
       "This report holds no value of the file: only counts, row numbers and column "
       "names."});
  items.push_back({"Un nombre de valeurs distinctes inférieur à 3 est remplacé par « < 3 ».",
                   "A number of distinct values under 3 is replaced by “< 3”."});
  items.push_back(
      {"« Seul à ce profil » veut dire qu'aucune autre ligne ne porte la même "
       "combinaison (k\u00a0=\u00a01).",
       "“Alone with this profile” means that no other row has the same combination "
       "(k\u00a0=\u00a01)."});
  items.push_back(
      {"Un audit automatique peut se tromper dans les deux sens. Il éclaire la décision "
       "d'une personne ; il ne la remplace pas et ne vaut pas conseil juridique.",
       "An automatic audit can be wrong both ways. It informs a person's decision; it "
       "does not replace it and is not legal advice."});
  return items;
}

void write_provenance(HtmlPage& page, const AuditReport& report) {
  page.element(Tag::h3, {"Ce qui a produit ce rapport", "What made this report"});
  page.open(Tag::dl);
  page.pair({"Programme", "Program"}, plain("aval " + report.tool_version));
  page.pair({"Règles", "Rules"}, plain(report.pack_id + " " + report.pack_version));
  page.pair({"Empreinte des règles (SHA-256)", "Digest of the rules (SHA-256)"},
            plain(report.pack_sha256));
  for (const SourceAudit& source : report.sources) {
    page.open(Tag::div);
    page.open(Tag::dt);
    page.text({"Empreinte de ", "Digest of "});
    page.name(plain(source.info.uri));
    page.close();
    page.element(Tag::dd, plain(source.info.sha256));
    page.close();
  }
  page.close();
}

void write_laws(HtmlPage& page, const AuditReport& report) {
  std::set<std::string> articles;
  for (const SourceAudit& source : report.sources)
    for (const TableAudit& audit : source.tables)
      for (const Finding& finding : audit.scan.findings)
        articles.insert(finding.articles.begin(), finding.articles.end());
  articles.insert("CRPA art. L312-1-2");
  page.element(Tag::h3, {"Textes cités", "Law cited"});
  std::vector<Text> items;
  for (const LawCitation& law : group_by_law(articles))
    items.push_back(law.articles.empty() ? law.name
                                         : law.name + Text{" : ", ": "} + plain(law.articles));
  page.list(items);
}

}  // namespace

void write_method(HtmlPage& page, const AuditReport& report) {
  page.open_section("method", Tag::h2, {"Méthode et limites", "Method and limits"});
  page.list(method_of(report));
  write_provenance(page, report);
  write_laws(page, report);
  page.close();
}

}  // namespace aval
