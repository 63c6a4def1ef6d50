// The letter to the holder of a source, and the one that tells an opinion.
#include "reports/letters.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "reports/decision_results.h"
#include "reports/document_words.h"
#include "reports/law_names.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

// Entry into force of loi 2016-1321 of 7 October 2016, the day after it was published (JORF of 8
// October 2016, Code civil art. 1).
constexpr const char* kConcessionData = "CCP art. L3131-2";
constexpr const char* kLaw2016InForce = "2016-10-09";

// One paragraph of an article, in its official words; the whole article when the pack's copy has
// not that paragraph, nothing when the pack does not hold the article.
std::vector<PaperQuote> paragraph_of(const PolicyPack& policies, const std::string& article,
                                     std::size_t number) {
  const std::vector<LawQuote> held = quotes_of(policies.law, article);
  if (held.empty())
    return {};
  const std::vector<std::string_view> paragraphs = split(held.front().words, '\n');
  const Text origin = plain(article + ", ") + origin_in_words(held.front().origin);
  if (number > paragraphs.size())
    return {{held.front().words, origin}};
  return {{std::string(paragraphs[number - 1]),
           plain(article) + format_text({", al. {0}, ", ", par. {0}, "}, {std::to_string(number)}) +
               origin_in_words(held.front().origin)}};
}

const Json& source_in(const Json& usecase, const std::string& dataset) {
  for (const Json& source : list_at(usecase, "sources"))
    if (word_at(source, "dataset") == dataset)
      return source;
  throw Error(ErrorKind::usage, dataset,
              format_text({"ce jeu n'est pas une source du dossier ; ajoutez-le : aval usecase set "
                           "{0} sources.{1}.holder=…",
                           "this dataset is not a source of the dossier; add it: aval usecase set "
                           "{0} sources.{1}.holder=…"},
                          {word_at(usecase, "id"), dataset}));
}

void refuse_what_is_not_asked_for(const Json& usecase, const Json& source) {
  const std::string dataset = word_at(source, "dataset");
  if (word_at(source, "holder") == "open")
    throw Error(ErrorKind::usage, dataset,
                {"une donnée ouverte se télécharge : il n'y a personne à qui la demander",
                 "open data is downloaded: there is nobody to ask"});
  if (list_at(source, "fields_needed").empty())
    throw Error(ErrorKind::usage, dataset,
                format_text({"dites d'abord les champs nécessaires : aval usecase set {0} "
                             "\"sources.{1}.fields_needed=champ 1;champ 2\"",
                             "say first which fields are needed: aval usecase set {0} "
                             "\"sources.{1}.fields_needed=field 1;field 2\""},
                            {word_at(usecase, "id"), dataset}));
}

std::string contract_type(const Json& source) {
  return word_at(source.value("contract", Json()), "type");
}

bool is_internal(const Json& source) {
  return word_at(source, "holder") == "department" || contract_type(source) == "own";
}

PaperSection concession_ground(const Json& contract, const PolicyPack& policies) {
  PaperSection section;
  const std::string reference = word_at(contract, "reference");
  const std::string consultation = word_at(contract, "consultation_on");
  if (contract.value("waiver_L3131_3", Json()) == true) {
    section.paragraphs.push_back(
        {"Une dispense (code de la commande publique, art. L3131-3) vous libère de l'obligation de "
         "fournir ces données. Nous vous les demandons donc par accord.",
         "A waiver (code de la commande publique, art. L3131-3) frees you from supplying these "
         "data. We therefore ask for them by agreement."});
    return section;
  }
  if (!consultation.empty() && consultation < kLaw2016InForce) {
    section.paragraphs.push_back(
        {"La consultation de votre contrat est antérieure à l'entrée en vigueur de la loi "
         "n° 2016-1321 : l'article L3131-2 ne vous oblige à transmettre les données que pour "
         "préparer le renouvellement du contrat. En dehors de ce cas, nous vous les demandons par "
         "accord.",
         "Your contract was put out to consultation before loi 2016-1321 came into force: article "
         "L3131-2 only obliges you to hand over the data to prepare the renewal of the contract. "
         "Outside that case we ask for them by agreement."});
    section.quotes = paragraph_of(policies, kConcessionData, 2);
    return section;
  }
  section.paragraphs.push_back(
      Text{"Votre contrat de concession", "Your concession contract"} +
      plain(reference.empty() ? "" : " " + reference) +
      Text{" entre dans le champ de l'article L3131-2 du code de la commande publique. Cette "
           "obligation vaut même si le contrat n'a pas de clause sur les données.",
           " falls under article L3131-2 of the code de la commande publique. That duty holds even "
           "when the contract has no clause about data."});
  if (consultation.empty())
    section.paragraphs.push_back(
        {"(La date de la consultation n'est pas au dossier : à vérifier avant l'envoi, "
         "l'obligation est limitée pour les consultations antérieures à la loi n° 2016-1321.)",
         "(The date of the consultation is not in the dossier: to be checked before sending; the "
         "duty is limited for consultations before loi 2016-1321.)"});
  section.quotes = paragraph_of(policies, kConcessionData, 1);
  return section;
}

PaperSection ground_of(const Json& source, const PolicyPack& policies) {
  const Json contract = source.value("contract", Json());
  PaperSection section;
  if (is_internal(source)) {
    section.paragraphs.push_back(
        {"Cette demande est une note interne : les données appartiennent déjà à la collectivité. "
         "Seul l'usage change ; il est décrit au registre des activités de traitement.",
         "This request is an internal note: the data belong to the authority already. Only the use "
         "changes; it is described in the record of processing activities."});
  } else if (contract_type(source) == "concession") {
    section = concession_ground(contract, policies);
  } else if (contract_type(source) == "market") {
    const std::string clause = word_at(contract, "clause");
    section.paragraphs.push_back(
        clause.empty()
            ? Text{"Le marché ne comporte pas, au dossier, de clause sur les données : aucun texte "
                   "ne vous oblige à les fournir. Nous vous proposons un avenant qui la prévoie.",
                   "The contract holds no data clause on file: no text obliges you to supply "
                   "them. We offer an amendment that provides for it."}
            : Text{"Cette demande s'appuie sur la clause de données du marché : ",
                   "This request rests on the data clause of the contract: "} +
                  plain(clause + "."));
  } else {
    section.paragraphs.push_back(
        {"Aucune obligation de fournir n'est relevée au dossier : cette demande est faite par "
         "accord, aux conditions que vous indiquerez.",
         "No duty to supply is on file: this request is made by agreement, on the terms that you "
         "will state."});
  }
  section.title = {"Sur quel fondement", "On which ground"};
  return section;
}

// Personal columns that the last audit saw and that the purpose does not need.
std::vector<Text> fields_to_leave_out(const UseCaseDossier& dossier, const Json& source) {
  std::set<std::string> needed;
  for (const Json& field : list_at(source, "fields_needed"))
    needed.insert(fold(trim(field.get_ref<const std::string&>())));
  std::vector<Text> fields;
  for (const DossierDataset& dataset : dossier.datasets) {
    if (dataset.id != word_at(source, "dataset") || !dataset.scan)
      continue;
    for (const TableAudit& table : dataset.scan->sources.front().tables)
      for (const ColumnScan& column : table.scan.columns)
        if (counts_as_personal(column) && !needed.contains(fold(trim(column.name))))
          fields.push_back(display_name(table.scan, column.index));
  }
  return fields;
}

PaperSection request_of(const Json& source) {
  PaperSection section;
  section.title = {"Ce que nous demandons", "What we ask for"};
  section.paragraphs.push_back({"Un extrait qui ne contient que les champs suivants :",
                                "An extract that holds the following fields and no other:"});
  for (const Json& field : list_at(source, "fields_needed"))
    section.items.push_back(plain(field.get<std::string>()));
  return section;
}

PaperSection terms_of(const UseCaseDossier& dossier, const Json& source) {
  PaperSection section;
  section.title = {"Comment", "How"};
  section.facts = {{{"Rythme", "Pace"}, free_text(source, "update_frequency")},
                   {{"Format", "Format"},
                    {"CSV, UTF-8, une ligne de titres", "CSV, UTF-8, one line of headings"}}};
  const std::vector<Text> left_out = fields_to_leave_out(dossier, source);
  if (!left_out.empty())
    section.facts.push_back(
        {{"À ne pas transmettre", "Not to be sent"}, list_in_words(left_out, left_out.size())});
  return section;
}

PaperSection purpose_of(const Json& usecase) {
  PaperSection section;
  section.title = {"Pour quoi faire", "What for"};
  section.facts = {{{"Cas d'usage", "Use case"}, free_text(usecase, "title")},
                   {{"Finalités", "Purposes"}, free_text(usecase, "purposes")},
                   {{"Pilote", "Lead"}, free_text(usecase, "lead")}};
  section.paragraphs.push_back(
      {"La finalité ne demande pas d'autre donnée : un champ de plus serait contraire au principe "
       "de minimisation (RGPD, art. 5(1)(c)).",
       "The purpose needs no other data: one more field would go against data minimisation (GDPR "
       "art. 5(1)(c))."});
  return section;
}

PaperSection signature(const std::vector<Text>& sender) {
  PaperSection section;
  section.paragraphs = {sender.empty() ? Text{"(signataire)", "(signatory)"} : sender.front()};
  return section;
}

PaperSection closing(const std::vector<Text>& sender) {
  PaperSection section = signature(sender);
  section.paragraphs.insert(section.paragraphs.begin(),
                            {"Je vous prie d'agréer, Madame, Monsieur, l'expression de ma "
                             "considération distinguée.",
                             "Yours faithfully,"});
  return section;
}

PaperSection opinion_section(const Json& decision) {
  PaperSection section;
  section.title = {"Portée de cet avis", "What this opinion is"};
  section.paragraphs.push_back(
      {"Cet avis est calculé d'après les faits du dossier ; la décision appartient à la personne "
       "habilitée, par un acte distinct. Il vaut douze mois (pratique) et tombe si les données ou "
       "le dossier changent.",
       "This opinion is computed from the facts of the dossier; the decision belongs to the person "
       "in charge, by an act of its own. It is valid for twelve months (practice) and falls if the "
       "data or the dossier change."});
  section.facts = {{{"Étape", "Stage"}, gate_label(word_at(decision, "gate"))},
                   {{"Calculé le", "Computed on"}, value_in_words(decision, "date")},
                   {{"Empreinte des faits", "Digest of the facts"},
                    plain(word_at(decision, "inputs_sha256").substr(0, 16))}};
  return section;
}

}  // namespace

std::vector<Text> sender_lines(const std::string& organisation) {
  if (organisation.empty())
    return {{"(organisme à renseigner : aval register organisation)",
             "(organisation to be filled in: aval register organisation)"}};
  const Json sheet = parse_json(organisation, "organisation");
  std::vector<Text> lines;
  const Json controller = sheet.value("controller", Json());
  for (const std::string& line :
       {word_at(controller, "name"), word_at(sheet, "name"), word_at(controller, "contact")})
    if (!line.empty())
      lines.push_back(plain(line));
  return lines;
}

Paper extract_letter(const UseCaseDossier& dossier, const std::string& dataset,
                     const PolicyPack& policies) {
  const Json usecase = parse_json(dossier.usecase, "usecase");
  const Json& source = source_in(usecase, dataset);
  refuse_what_is_not_asked_for(usecase, source);
  const std::string label = word_at(source, "label");
  Paper paper;
  paper.sender = sender_lines(dossier.organisation);
  paper.recipient = {source.contains("holder_name")
                         ? free_text(source, "holder_name")
                         : capitalized_text(value_in_words(source, "holder"))};
  paper.above = Text{"Le ", ""} + date_in_words(dossier.date);
  paper.subject = (is_internal(source) ? Text{"Note interne : demande d'un extrait de données",
                                              "Internal note: request for an extract of data"}
                                       : Text{"Demande d'un extrait de données",
                                              "Request for an extract of data"}) +
                  plain(" (" + (label.empty() ? dataset : label) + ")");
  RecordRefs refs;
  paper.sections = {request_of(source), terms_of(dossier, source), purpose_of(usecase),
                    ground_of(source, policies),
                    is_internal(source) ? signature(paper.sender) : closing(paper.sender)};
  refs.cite(dossier.usecase_ref);
  for (const DossierDataset& one : dossier.datasets)
    if (one.id == dataset)
      refs.cite(one.ref);
  paper.evidence = refs.lines();
  paper.footer = is_internal(source) ? Text{"Note préparée par aval, à relire et à signer.",
                                            "Note prepared by aval, to be read over and signed."}
                                     : Text{"Lettre préparée par aval, à relire et à signer.",
                                            "Letter prepared by aval, to be read over and signed."};
  return paper;
}

Paper decision_letter(const UseCaseDossier& dossier, const PolicyPack& policies) {
  const Json usecase = parse_json(dossier.usecase, "usecase");
  const Json decision = parse_json(dossier.decision, "decision");
  RecordRefs refs;
  Paper paper;
  paper.sender = sender_lines(dossier.organisation);
  paper.recipient = {free_text(usecase, "lead"), free_text(usecase, "elected_sponsor")};
  paper.above = Text{"Le ", ""} + date_in_words(dossier.date);
  paper.subject = free_text(usecase, "title");
  add_decision(paper, decision, policies);
  paper.meaning = paper.meaning + refs.cite(dossier.decision_ref);
  // What is asked of the reader; the dossier holds the rules one by one.
  paper.sections = open_sections(decision, policies);
  if (PaperSection law = law_section(decision, policies); !law.quotes.empty())
    paper.sections.push_back(std::move(law));
  paper.sections.push_back(opinion_section(decision));
  paper.sections.push_back(closing(paper.sender));
  refs.cite(dossier.usecase_ref);
  for (const DossierDataset& dataset : dossier.datasets)
    refs.cite(dataset.ref);
  paper.evidence = refs.lines();
  paper.footer = {"Lettre préparée par aval, à relire et à signer.",
                  "Letter prepared by aval, to be read over and signed."};
  return paper;
}

}  // namespace aval
