#include "audit/workspace/web/dataset_actions.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "audit/workspace/masked_table.h"
#include "audit/workspace/protect_dataset.h"
#include "audit/workspace/web/pages.h"
#include "audit/workspace/web/protect_forms.h"
#include "audit/workspace/workspace.h"
#include "reports/plain_words.h"
#include "rules/vocabulary.h"

namespace aval {
namespace {

std::string path_of(const std::string& dataset) {
  return "/datasets/" + escape_url(dataset);
}

std::vector<std::string> tables_of(const AuditReport& report) {
  std::vector<std::string> names;
  for (const SourceAudit& source : report.sources)
    for (const TableAudit& table : source.tables)
      if (!table.scan.schema_only)
        names.push_back(table.scan.name);
  return names;
}

// One table has a link; several are named.
void write_table_links(HtmlPage& page, const std::string& path, const Text& label,
                       const std::vector<std::string>& tables) {
  for (const std::string& table : tables) {
    page.open(Tag::li);
    link(
        page, path + "?table=" + escape_url(table),
        tables.size() == 1 ? label : label + Text{", table ", ", table "} + plain(one_line(table)));
    page.close();
  }
}

void write_publications(HtmlPage& page, const Visit& visit, const RegisterStore& store,
                        const std::string& dataset) {
  bool any = false;
  for (const StoredDocument& sheet : store.list(kPublicationKind)) {
    if (content_of(sheet).value("dataset", Json()) != Json(dataset))
      continue;
    any = true;
    page.open(Tag::li);
    link(page, "/publications/" + escape_url(sheet.id),
         Text{"Fiche de publication : ", "Publication sheet: "} + plain(sheet.id));
    page.close();
  }
  if (any)
    return;
  page.open(Tag::li);
  open_form(page, visit, "/publications");
  hidden_field(page, "dataset", dataset);
  page.element(Tag::button, {{Attribute::type, "submit"}, {Attribute::class_name, "second"}},
               {"Ouvrir une fiche de publication", "Open a publication sheet"});
  page.close();
  page.close();
}

void write_samples_form(HtmlPage& page, const Visit& visit, const std::string& dataset,
                        const std::vector<std::string>& tables) {
  page.open_section("samples", Tag::h2, {"Échantillons masqués", "Masked samples"});
  page.element(Tag::p,
               {"Le premier caractère de quelques valeurs (« D***** »), pour vérifier un constat. "
                "Lus dans le fichier à la demande, gardés nulle part ; jamais des données "
                "sensibles.",
                "The first character of a few values ('D*****'), to check a finding. Read from the "
                "file on request, kept nowhere; never of sensitive data."});
  open_form(page, visit, path_of(dataset) + "/samples");
  if (tables.size() == 1) {
    hidden_field(page, "table", tables.front());
  } else {
    std::vector<Choice> choices;
    choices.reserve(tables.size());
    for (const std::string& table : tables)
      choices.push_back({table, plain(one_line(table))});
    choice_field(page, {"table", {"Table", "Table"}}, choices);
  }
  page.element(Tag::button, {{Attribute::type, "submit"}, {Attribute::class_name, "second"}},
               {"Montrer des échantillons masqués", "Show masked samples"});
  page.close();
  page.close();
}

}  // namespace

void write_dataset_actions(HtmlPage& page, const Visit& visit, const RegisterStore& store,
                           const StoredDocument& stored) {
  const AuditReport report = stored_report(stored);
  const std::vector<std::string> tables = tables_of(report);
  page.open_section("actions", Tag::h2, {"Que faire de ce jeu", "What to do with this dataset"});
  page.open(Tag::ul);
  write_table_links(page, path_of(stored.id) + "/pseudonymize",
                    {"Pseudonymiser : remplacer les personnes par des jetons",
                     "Pseudonymize: replace persons with tokens"},
                    tables);
  write_table_links(page, path_of(stored.id) + "/generalize",
                    {"Généraliser : que chaque personne se cache parmi d'autres",
                     "Generalize: let each person hide among others"},
                    tables);
  if (store.find(kAnonymizationKind, stored.id))
    link_item(page, path_of(stored.id) + "/anonymization",
              {"Rapport de la dernière généralisation, et conclusions",
               "Report of the last generalization, and conclusions"});
  write_publications(page, visit, store, stored.id);
  page.close();
  page.close();
  if (!known_path(report).empty() && !tables.empty())
    write_samples_form(page, visit, stored.id, tables);
}

WebResponse masked_samples(const Visit& visit) {
  const ProtectedDataset dataset = dataset_to_protect(visit);
  const std::string path = known_path(dataset.report);
  if (path.empty())
    throw Error(ErrorKind::input, "",
                {"ce fichier n'est plus là : les échantillons se lisent dans le fichier lu en "
                 "place",
                 "this file is no longer there: samples are read from a file read in place"});
  const TableScan scan = table_with_samples(dataset.report, dataset.table, path);
  HtmlPage page =
      open_page(visit, Area::datasets,
                Text{"Échantillons masqués : ", "Masked samples: "} + plain(dataset.stored.id));
  page.element(Tag::p,
               {"Ces échantillons ne sont pas gardés : cette page ne peut pas être rouverte "
                "par son adresse.",
                "These samples are not kept: this page cannot be opened again by its "
                "address."});
  page.open_table(
      {"Échantillons", "Samples"},
      {{"Colonne", "Column"}, {"Contenu", "Content"}, {"Valeurs masquées", "Masked values"}},
      HtmlPage::Caption::heard);
  for (const ColumnScan& column : scan.columns) {
    if (column.masked_samples.empty())
      continue;
    std::vector<Text> samples;
    for (const std::string& sample : column.masked_samples)
      samples.push_back(plain(sample));
    page.open_row();
    page.row_header(display_name(scan, column.index));
    page.cell(capitalized_text(label_of(column.type)));
    page.cell_list(samples);
    page.close_row();
  }
  page.close_table();
  page.open(Tag::p);
  link(page, dataset.path(), {"Retour au jeu", "Back to the dataset"});
  page.close();
  return finish_page(page);
}

}  // namespace aval
