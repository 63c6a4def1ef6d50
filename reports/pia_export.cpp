#include "reports/pia_export.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "reports/activity_sections.h"
#include "reports/document_words.h"
#include "reports/plain_words.h"
#include "reports/rights.h"

namespace aval {
namespace {

constexpr std::int64_t kStoreVersion = 201707071818;  // of the published example
constexpr int kQuestions = 36;                        // idem

// The answers of one assessment, question by question: paragraphs and lists of text, escaped.
class Answers {
 public:
  explicit Answers(const ExchangeOptions& options) : options_(options) {}

  void paragraph(const Text& text) {
    html_ += "<p>" + escape_html(text.in(options_.language)) + "</p>";
  }
  void list(const std::vector<Text>& items) {
    if (items.empty())
      return;
    html_ += "<ul>";
    for (const Text& item : items)
      html_ += "<li>" + escape_html(item.in(options_.language)) + "</li>";
    html_ += "</ul>";
  }
  // Ends the question; nothing was said: no answer.
  void end(int question) {
    if (!html_.empty())
      answers_.push_back({{"pia_id", 1},
                          {"reference_to", question},
                          {"data", {{"text", html_}, {"gauge", 0}, {"list", Json::array()}}},
                          {"created_at", options_.today + "T00:00:00.000Z"},
                          {"id", answers_.size() + 1}});
    html_.clear();
  }
  OrderedJson take() { return std::move(answers_); }

 private:
  const ExchangeOptions& options_;
  std::string html_;
  OrderedJson answers_ = OrderedJson::array();
};

std::vector<Text> texts_at(const Json& object, const char* key) {
  std::vector<Text> texts;
  for (const Json& item : list_at(object, key))
    if (item.is_string())
      texts.push_back(plain(item.get<std::string>()));
  return texts;
}

void answer_context(Answers& answers, const Json& organisation, const Json& activity) {
  answers.paragraph(free_text(activity, "name"));
  answers.list([&] {
    std::vector<Text> purposes;
    for (const Json& purpose : list_at(activity, "purposes"))
      purposes.push_back(free_text(purpose, "text"));
    return purposes;
  }());
  answers.end(111);
  const Json& own = object_at(activity, "controller");
  const Json& controller = own.is_object() ? own : object_at(organisation, "controller");
  std::vector<Text> actors;
  if (controller.is_object())
    actors.push_back(Text{"Responsable de traitement : ", "Controller: "} +
                     person_in_words(controller));
  for (const Json& joint : list_at(activity, "joint_controllers"))
    actors.push_back(Text{"Responsable conjoint : ", "Joint controller: "} +
                     person_in_words(joint));
  for (const Json& processor : list_at(activity, "processors"))
    actors.push_back(Text{"Sous-traitant : ", "Processor: "} + free_text(processor, "name"));
  answers.list(actors);
  answers.end(112);
}

Text category_in_words(const Json& category) {
  Text words = capitalized_text(value_in_words(category, "category"));
  if (!word_at(category, "description").empty())
    words = words + Text{" : ", ": "} + free_text(category, "description");
  return words;
}

void answer_data(Answers& answers, const Json& activity) {
  std::vector<Text> categories;
  for (const Json& category : list_at(activity, "data_categories"))
    categories.push_back(category_in_words(category) +
                         (object_at(category, "retention").is_object()
                              ? Text{" ; durée : ", "; period: "} + retention_in_words(category)
                              : Text{}));
  answers.list(categories);
  if (!list_at(activity, "data_subjects").empty())
    answers.paragraph(Text{"Personnes concernées : ", "Data subjects: "} +
                      free_text(activity, "data_subjects"));
  std::vector<Text> recipients;
  for (const Json& recipient : list_at(activity, "recipients"))
    recipients.push_back(Text{"Destinataire : ", "Recipient: "} + free_text(recipient, "name"));
  answers.list(recipients);
  answers.end(121);
}

void answer_life_cycle(Answers& answers, const Json& activity) {
  std::vector<Text> steps;
  for (const Json& source : list_at(activity, "data_sources"))
    steps.push_back(Text{"Collecte : ", "Collection: "} + free_text(source, "name"));
  for (const Json& recipient : list_at(activity, "recipients"))
    steps.push_back(Text{"Transmission : ", "Passed on: "} + free_text(recipient, "name"));
  for (const Json& category : list_at(activity, "data_categories"))
    if (object_at(category, "retention").contains("final"))
      steps.push_back(Text{"Sort final, ", "Final fate, "} + value_in_words(category, "category") +
                      Text{" : ", ": "} +
                      value_in_words(object_at(category, "retention"), "final"));
  answers.list(steps);
  answers.end(122);
  answers.list(texts_at(activity, "software"));
  if (!word_at(activity, "location").empty())
    answers.paragraph(Text{"Hébergement : ", "Hosting: "} + free_text(activity, "location"));
  answers.end(123);
}

void answer_purposes(Answers& answers, const Json& activity) {
  std::vector<Text> purposes, bases;
  for (const Json& purpose : list_at(activity, "purposes")) {
    purposes.push_back(free_text(purpose, "text"));
    for (const Text& part : texts_at(purpose, "sub_purposes"))
      purposes.push_back(part);
    Text basis = value_in_words(purpose, "legal_bases");
    if (!list_at(purpose, "legal_texts").empty())
      basis = basis + Text{" : ", ": "} + free_text(purpose, "legal_texts");
    bases.push_back(basis);
  }
  const Json& special = object_at(activity, "article_9_exception");
  if (special.is_object())
    bases.push_back(Text{"Données sensibles, article 9(2) ", "Special categories, article 9(2) "} +
                    plain(word_at(special, "code") + ") ") + free_text(special, "text"));
  for (const auto& [key, field] :
       {std::pair{"article_10_ground", "text"}, std::pair{"nir_ground", "reference"}})
    if (!word_at(object_at(activity, key), field).empty())
      bases.push_back(free_text(object_at(activity, key), field));
  answers.list(purposes);
  answers.end(211);
  answers.list(bases);
  answers.end(212);
}

// What the scans saw: types of personal columns (213), completeness and repeated rows (214).
void answer_scans(Answers& answers, const std::vector<PiaDataset>& datasets) {
  std::vector<Text> seen, quality;
  for (const PiaDataset& dataset : datasets) {
    const Json source = parse_json(dataset.scan, dataset.id).at("source");
    for (const Json& table : source.at("tables")) {
      std::vector<Text> columns;
      for (const Json& column : table.at("columns")) {
        const std::string gdpr = column.value("gdpr", std::string("none"));
        if (gdpr != "none" && gdpr != "org")
          columns.push_back(plain(column.value("label", column.value("name", std::string()))));
      }
      const Text name = plain(dataset.id + " : ");
      seen.push_back(name +
                     (columns.empty()
                          ? Text{"aucune colonne personnelle vue", "no personal column seen"}
                          : Text{"colonnes personnelles vues : ", "personal columns seen: "} +
                                list_in_words(columns, columns.size())));
      const Json measures = table.value("quality", Json::object());
      if (measures.contains("completeness") && measures.at("completeness").is_number())
        quality.push_back(name + Text{"cellules remplies : ", "cells filled: "} +
                          share_in_words(measures.at("completeness").get<double>()));
      if (measures.contains("duplicate_rows") && measures.at("duplicate_rows").is_number_unsigned())
        quality.push_back(name + Text{"lignes répétées : ", "repeated rows: "} +
                          count_in_words(measures.at("duplicate_rows").get<std::uint64_t>()));
    }
  }
  answers.list(seen);
  answers.end(213);
  answers.list(quality);
  answers.end(214);
}

void answer_retention(Answers& answers, const Json& activity) {
  std::vector<Text> periods;
  for (const Json& category : list_at(activity, "data_categories"))
    if (object_at(category, "retention").is_object())
      periods.push_back(capitalized_text(value_in_words(category, "category")) + Text{" : ", ": "} +
                        retention_in_words(category));
  answers.list(periods);
  if (!word_at(activity, "no_erasure_reason").empty())
    answers.paragraph(free_text(activity, "no_erasure_reason"));
  answers.end(215);
}

// One right of every purpose.
void answer_right(Answers& answers, const Json& activity, int question,
                  const std::vector<Text RightsOfBasis::*>& rights) {
  std::vector<Text> lines;
  for (const Json& purpose : list_at(activity, "purposes"))
    for (const Json& basis : list_at(purpose, "legal_bases"))
      if (const RightsOfBasis* found = find_rights(basis.get<std::string>()))
        for (const auto right : rights)
          lines.push_back(free_text(purpose, "text") + Text{" : ", ": "} + found->*right);
  if (!word_at(activity, "rights_procedure").empty())
    answers.paragraph(free_text(activity, "rights_procedure"));
  answers.list(lines);
  answers.end(question);
}

void answer_rights(Answers& answers, const Json& activity) {
  const Json& information = object_at(activity, "information");
  for (const char* key : {"medium", "notice", "exemption"})
    if (!word_at(information, key).empty())
      answers.paragraph(free_text(information, key));
  answers.end(221);
  for (const Json& purpose : list_at(activity, "purposes"))
    if (!word_at(object_at(purpose, "consent"), "withdrawal").empty())
      answers.paragraph(free_text(object_at(purpose, "consent"), "withdrawal"));
  answers.end(222);
  answer_right(answers, activity, 223, {&RightsOfBasis::access, &RightsOfBasis::portability});
  answer_right(answers, activity, 224, {&RightsOfBasis::rectification, &RightsOfBasis::erasure});
  answer_right(answers, activity, 225, {&RightsOfBasis::restriction, &RightsOfBasis::objection});
}

void answer_others(Answers& answers, const Json& activity) {
  std::vector<Text> processors, transfers;
  for (const Json& processor : list_at(activity, "processors"))
    processors.push_back(free_text(processor, "name") +
                         Text{", contrat de l'article 28 : ", ", article 28 contract: "} +
                         value_in_words(processor, "contract_article_28"));
  for (const Json& transfer : list_at(activity, "transfers"))
    transfers.push_back(free_text(transfer, "country") + plain(", ") +
                        free_text(transfer, "recipient") + plain(", ") +
                        free_text(transfer, "tool"));
  answers.list(processors);
  answers.end(226);
  if (activity.contains("transfers") && transfers.empty())
    answers.paragraph(
        {"Aucun transfert hors de l'Union européenne.", "No transfer outside the European Union."});
  answers.list(transfers);
  answers.end(227);
}

OrderedJson measures_of(const Json& activity, const ExchangeOptions& options) {
  OrderedJson measures = OrderedJson::array();
  for (const char* key : {"security_measures", "security_technical", "security_organisational"})
    for (const Text& measure : texts_at(activity, key))
      measures.push_back({{"title", measure.in(options.language)},
                          {"pia_id", 1},
                          {"content", ""},
                          {"placeholder", "measures.default_placeholder"},
                          {"created_at", options.today + "T00:00:00.000Z"},
                          {"id", measures.size() + 1}});
  return measures;
}

OrderedJson head_of(const std::string& title, const Json& organisation,
                    const ExchangeOptions& options) {
  const Json& dpo = object_at(organisation, "dpo");
  return {{"dbVersion", kStoreVersion},
          {"tableName", "pia"},
          {"serverUrl", nullptr},
          {"numberOfQuestions", kQuestions},
          {"created_at", options.today + "T00:00:00.000Z"},
          {"id", 1},
          {"objectStore", OrderedJson::object()},
          {"status", 0},
          {"name", title},
          {"category", ""},
          {"author_name", ""},
          {"evaluator_name", ""},
          {"validator_name", ""},
          {"dpo_status", nullptr},
          {"dpo_opinion", ""},
          {"dpos_names", word_at(dpo, "name")},
          {"concerned_people_searched_opinion", nullptr},
          {"concerned_people_searched_content", ""},
          {"concerned_people_status", nullptr},
          {"concerned_people_opinion", ""},
          {"people_names", ""},
          {"rejection_reason", ""},
          {"applied_adjustments", ""}};
}

void add_losses(const Json& activity, std::vector<Loss>& losses) {
  static const std::set<std::string> kTaken = {"schema",
                                               "id",
                                               "name",
                                               "purposes",
                                               "controller",
                                               "joint_controllers",
                                               "processors",
                                               "data_categories",
                                               "data_subjects",
                                               "recipients",
                                               "data_sources",
                                               "software",
                                               "location",
                                               "article_9_exception",
                                               "article_10_ground",
                                               "nir_ground",
                                               "no_erasure_reason",
                                               "information",
                                               "rights_procedure",
                                               "transfers",
                                               "security_measures",
                                               "security_technical",
                                               "security_organisational"};
  for (const auto& [key, value] : activity.items())
    if (!kTaken.contains(key) && !value.is_null())
      losses.push_back({word_at(activity, "id") + "#/" + key,
                        {"aucune question du logiciel PIA ne prend ce champ",
                         "no question of the PIA tool takes this field"}});
}

// Several activities of one use case answer together.
Json merged(const std::vector<std::string>& activities) {
  Json whole = parse_json(activities.front(), "activity");
  for (std::size_t i = 1; i < activities.size(); ++i) {
    const Json other = parse_json(activities[i], "activity");
    for (const auto& [key, value] : other.items()) {
      if (!whole.contains(key) || whole.at(key).is_null())
        whole[key] = value;
      else if (whole.at(key).is_array() && value.is_array())
        for (const Json& item : value)
          if (std::find(whole.at(key).begin(), whole.at(key).end(), item) == whole.at(key).end())
            whole[key].push_back(item);
    }
  }
  return whole;
}

}  // namespace

ExportedRegister write_pia(const PiaInput& input) {
  const Json organisation =
      input.organisation.empty() ? Json() : parse_json(input.organisation, "organisation");
  const Json activity = merged(input.activities);
  Answers answers(input.options);
  answer_context(answers, organisation, activity);
  answer_data(answers, activity);
  answer_life_cycle(answers, activity);
  answer_purposes(answers, activity);
  answer_scans(answers, input.datasets);
  answer_retention(answers, activity);
  answer_rights(answers, activity);
  answer_others(answers, activity);
  const std::string title = input.title.empty() ? word_at(activity, "name") : input.title;
  const OrderedJson document{{"pia", head_of(title, organisation, input.options)},
                             {"answers", answers.take()},
                             {"measures", measures_of(activity, input.options)},
                             {"evaluations", OrderedJson::array()},
                             {"comments", OrderedJson::array()}};
  ExportedRegister out{document.dump(2) + "\n", {}};
  add_losses(activity, out.losses);
  return out;
}

ExportedRegister write_register_pia(const RegisterContent& content,
                                    const ExchangeOptions& options) {
  if (content.activities.size() != 1)
    throw Error(ErrorKind::usage, "--format pia",
                {"une analyse d'impact porte sur une fiche : nommez-la, aval register export FICHE "
                 "--format pia",
                 "an impact assessment is about one sheet: name it, aval register export SHEET "
                 "--format pia"});
  return write_pia({content.organisation, content.activities, "", {}, options});
}

}  // namespace aval
