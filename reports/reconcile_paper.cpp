#include "reports/reconcile_paper.h"

#include "reports/document_words.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

Text columns_in_words(const std::vector<std::string>& columns) {
  std::vector<Text> names;
  for (const std::string& column : columns)
    names.push_back(plain(column));
  return list_in_words(names, 5);
}

Text finding_of(const Discrepancy& discrepancy) {
  const Text category = plain("« ") + label_of_word(discrepancy.category) + plain(" »");
  switch (discrepancy.kind) {
    case DiscrepancyKind::undeclared_category:
      return Text{"catégorie vue et non déclarée : ", "category seen, not declared: "} + category;
    case DiscrepancyKind::never_seen:
      return Text{"catégorie déclarée et jamais vue : ", "category declared, never seen: "} +
             category;
    case DiscrepancyKind::older_than_declared:
      return {"données plus anciennes que la durée déclarée",
              "data older than the declared retention period"};
    case DiscrepancyKind::nir_without_ground:
      return {"NIR sans fondement au registre", "NIR without a ground in the register"};
    case DiscrepancyKind::nir_to_confirm:
      return {"NIR dont le fondement reste à confirmer", "NIR whose ground is to be confirmed"};
    case DiscrepancyKind::not_scanned:
      return {"jeu de données jamais audité", "dataset never audited"};
    case DiscrepancyKind::period_unknown:
      return {"âge connu, mais une durée de conservation manque en mois",
              "age known, but a retention period in months is missing"};
  }
  return {};
}

Text remedy_of(DiscrepancyKind kind) {
  switch (kind) {
    case DiscrepancyKind::undeclared_category:
      return {"déclarer la catégorie, ou retirer le champ",
              "declare the category, or remove the "
              "field"};
    case DiscrepancyKind::never_seen:
      return {"vérifier que la catégorie est bien traitée, sinon la retirer de la fiche",
              "check that the category is processed, else take it off the sheet"};
    case DiscrepancyKind::older_than_declared:
      return {"purger ou archiver, avec le visa des archives (Code du patrimoine R212-14)",
              "purge or archive, with the archives' approval (Code du patrimoine R212-14)"};
    case DiscrepancyKind::nir_without_ground:
      return {
          "citer la ligne du décret 2019-341 ou le cas de la loi 78-17, article 30 ; à défaut, "
          "retirer le NIR",
          "cite the row of decree 2019-341 or the case of act 78-17, article 30; failing that, "
          "remove the NIR"};
    case DiscrepancyKind::nir_to_confirm:
      return {"lire le texte cité et confirmer", "read the text cited and confirm"};
    case DiscrepancyKind::not_scanned:
      return {"auditer le jeu (aval dataset add FICHIER --id IDENTIFIANT)",
              "audit the dataset (aval dataset add FILE --id IDENTIFIER)"};
    case DiscrepancyKind::period_unknown:
      return {"donner les durées en mois", "give the periods in months"};
  }
  return {};
}

PaperSection section_of(const Reconciliation& result) {
  PaperSection section;
  section.title = plain(result.name);
  std::vector<Text> names;
  for (const std::string& dataset : result.datasets)
    names.push_back(plain(dataset));
  section.facts = {{{"Fiche", "Sheet"}, plain(result.activity)},
                   {{"Jeux de données rapprochés", "Datasets reconciled"},
                    names.empty() ? Text{"aucun cas d'usage ne relie de jeu à cette activité",
                                         "no use case links a dataset to this activity"}
                                  : list_in_words(names, names.size())}};
  if (result.discrepancies.empty() && !names.empty())
    section.paragraphs = {
        {"Le registre et les données concordent.", "The register and the data agree."}};
  PaperTable table;
  table.caption = {"Écarts", "Discrepancies"};
  table.headers = {{"Écart", "Discrepancy"},
                   {"Jeu de données", "Dataset"},
                   {"Colonnes", "Columns"},
                   {"À faire", "To do"}};
  for (const Discrepancy& discrepancy : result.discrepancies)
    table.rows.push_back(
        {capitalized_text(finding_of(discrepancy)),
         discrepancy.dataset.empty() ? Text{"tous", "all"} : plain(discrepancy.dataset),
         columns_in_words(discrepancy.columns), capitalized_text(remedy_of(discrepancy.kind))});
  section.tables = {table};
  return section;
}

}  // namespace

Text discrepancy_message(const Discrepancy& discrepancy) {
  Text message = finding_of(discrepancy);
  if (!discrepancy.columns.empty())
    message = message + plain(" (") + columns_in_words(discrepancy.columns) + plain(")");
  return message + plain(" ; ") + remedy_of(discrepancy.kind);
}

Paper reconcile_paper(const std::vector<Reconciliation>& results, const std::string& date) {
  std::uint64_t disagreements = 0;
  Paper paper;
  for (const Reconciliation& result : results) {
    for (const Discrepancy& discrepancy : result.discrepancies)
      disagreements += is_disagreement(discrepancy.kind) ? 1U : 0U;
    paper.sections.push_back(section_of(result));
  }
  paper.above = Text{"aval, rapprochement du ", "aval, reconciliation of "} + date_in_words(date);
  paper.subject = {"Registre et données auditées", "Register and audited data"};
  paper.verdict = disagreements == 0 ? Text{"Aucun écart", "No discrepancy"}
                                     : counted(disagreements, {"écart", "discrepancy"},
                                               {"écarts", "discrepancies"});
  paper.tone = disagreements == 0 ? Tone::good : Tone::caution;
  paper.meaning = counted(results.size(), {"activité rapprochée", "activity reconciled"},
                          {"activités rapprochées", "activities reconciled"}) +
                  Text{" des audits enregistrés des jeux de données que nomment les cas d'usage.",
                       " with the recorded audits of the datasets that use cases name."};
  paper.footer = {
      "L'âge des données vient du dossier (« donnée la plus ancienne »). Un constat "
      "écarté par une personne ne compte pas.",
      "The age of data comes from the dossier (“oldest record”). A finding set aside by "
      "a person does not count."};
  return paper;
}

}  // namespace aval
