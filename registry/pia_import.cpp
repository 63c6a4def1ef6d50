#include "registry/pia_import.h"

#include <array>
#include <map>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"

namespace aval {
namespace {

struct Entity {
  std::string_view name;
  std::string_view text;
};

constexpr std::array<Entity, 7> kEntities = {{{"&amp;", "&"},
                                              {"&lt;", "<"},
                                              {"&gt;", ">"},
                                              {"&quot;", "\""},
                                              {"&#39;", "'"},
                                              {"&#x27;", "'"},
                                              {"&nbsp;", " "}}};

bool ends_a_line(std::string_view tag) {
  for (const std::string_view name : {"br", "/p", "/li", "/div", "/h1", "/h2", "/h3", "ul", "ol"})
    if (tag.starts_with(name))
      return true;
  return false;
}

// Lines of an answer: tags dropped, entities undone, blank lines left out.
std::vector<std::string> lines_of(const std::string& markup) {
  std::string text;
  for (std::size_t i = 0; i < markup.size();) {
    const std::size_t end = markup[i] == '<' ? markup.find('>', i) : std::string::npos;
    if (end != std::string::npos) {
      text += ends_a_line(std::string_view(markup).substr(i + 1, end - i - 1)) ? "\n" : "";
      i = end + 1;
      continue;
    }
    std::string_view known;
    for (const Entity& entity : kEntities)
      if (std::string_view(markup).substr(i).starts_with(entity.name)) {
        text += entity.text;
        known = entity.name;
      }
    if (known.empty())
      text += markup[i];
    i += known.empty() ? 1 : known.size();
  }
  std::vector<std::string> lines;
  for (const std::string_view line : split(text, '\n'))
    if (!trim(line).empty())
      lines.emplace_back(trim(line));
  return lines;
}

std::string text_at(const Json& object, const char* key) {
  const Json value = object.is_object() ? object.value(key, Json()) : Json();
  return value.is_string() ? value.get<std::string>() : std::string();
}

using Answers = std::map<int, std::vector<std::string>>;  // question -> its lines

Answers answers_of(const Json& document) {
  Answers answers;
  for (const Json& answer : document.at("answers")) {
    if (!answer.is_object() || !answer.contains("reference_to") ||
        !answer.at("reference_to").is_number_integer())
      continue;
    std::vector<std::string> lines = lines_of(text_at(answer.value("data", Json()), "text"));
    if (!lines.empty())
      answers.emplace(answer.at("reference_to").get<int>(), std::move(lines));
  }
  return answers;
}

std::string identifier_of_name(const std::string& name) {
  std::string id;
  for (const char c : fold(name)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      id.push_back(c);
    else if (!id.empty() && id.back() != '-')
      id.push_back('-');
  }
  while (!id.empty() && id.back() == '-')
    id.pop_back();
  return id.empty() ? "aipd" : id;
}

// Takes a question away from those that are left, and gives its lines.
std::vector<std::string> take(Answers& left, int question) {
  const auto found = left.find(question);
  if (found == left.end())
    return {};
  std::vector<std::string> lines = std::move(found->second);
  left.erase(found);
  return lines;
}

void add_purposes(Json& activity, Answers& left) {
  for (const std::string& line : take(left, 211))
    activity["purposes"].push_back({{"text", line}});
}

// The categories of the register are a closed list: the words of the assessment are kept whole.
void add_data(Json& activity, Answers& left, std::vector<Loss>& losses) {
  const std::vector<std::string> data = take(left, 121), periods = take(left, 215);
  if (data.empty() && periods.empty())
    return;
  Json category{{"category", "other"}};
  if (!data.empty())
    category["description"] = join(data, " ; ");
  if (!periods.empty())
    category["retention"] = {{"text", join(periods, " ; ")}};
  activity["data_categories"] = Json::array({category});
  losses.push_back({"121, 215",
                    {"données et durées gardées en toutes lettres : à répartir dans les catégories "
                     "du registre",
                     "data and periods kept as written: to be sorted into the categories of the "
                     "register"}});
}

void add_others(Json& activity, Answers& left, std::vector<Loss>& losses) {
  for (const std::string& line : take(left, 123))
    activity["software"].push_back(line);
  for (const std::string& line : take(left, 226))
    activity["processors"].push_back({{"name", line}});
  const std::vector<std::string> transfers = take(left, 227);
  if (!transfers.empty()) {
    activity["transfers"] = Json::array({{{"tool", join(transfers, " ; ")}}});
    losses.push_back(
        {"227",
         {"transferts gardés en toutes lettres : pays et garantie à séparer, ou écrire "
          "[] s'il n'y en a pas",
          "transfers kept as written: country and safeguard to be told apart, or write "
          "[] if there are none"}});
  }
  const std::vector<std::string> information = take(left, 221);
  if (!information.empty())
    activity["information"] = {{"medium", join(information, " ; ")}};
  std::vector<std::string> rights;
  for (const int question : {223, 224, 225})
    for (const std::string& line : take(left, question))
      rights.push_back(line);
  if (!rights.empty())
    activity["rights_procedure"] = join(rights, " ; ");
}

void add_measures(Json& activity, const Json& document) {
  for (const Json& measure : document.value("measures", Json::array())) {
    const std::string title = text_at(measure, "title");
    const std::vector<std::string> content = lines_of(text_at(measure, "content"));
    if (!title.empty())
      activity["security_measures"].push_back(
          content.empty() ? title : title + " : " + join(content, " ; "));
  }
}

// What remains is kept in the remarks, and told.
void keep_rest(Json& activity, const Answers& left, std::vector<Loss>& losses) {
  std::vector<std::string> remarks;
  for (const auto& [question, lines] : left) {
    remarks.push_back(std::to_string(question) + " : " + join(lines, " ; "));
    losses.push_back(
        {std::to_string(question),
         question == 212 ? Text{"fondement en toutes lettres, gardé dans les observations : la "
                                "base légale de chaque finalité est à choisir",
                                "ground in words, kept in the remarks: the legal basis of each "
                                "purpose is to be chosen"}
                         : Text{"aucun champ du registre ne prend cette question : gardée dans les "
                                "observations",
                                "no field of the register takes this question: kept in the "
                                "remarks"}});
  }
  if (!remarks.empty())
    activity["observations"] = join(remarks, "\n");
}

void add_untaken(const Json& document, std::vector<Loss>& losses) {
  for (const char* list : {"evaluations", "comments", "attachments"}) {
    const Json items = document.value(list, Json());
    if (items.is_array() && !items.empty())
      losses.push_back({std::string(list) + " (" + std::to_string(items.size()) + ")",
                        {"non repris : ils restent dans l'analyse d'impact",
                         "not taken: they stay in the impact assessment"}});
  }
  for (const char* key : {"author_name", "evaluator_name", "validator_name", "dpo_opinion",
                          "concerned_people_opinion", "people_names", "rejection_reason",
                          "applied_adjustments", "dpos_names"})
    if (!text_at(document.at("pia"), key).empty())
      losses.push_back({std::string("pia/") + key,
                        {"non repris : il reste dans l'analyse d'impact",
                         "not taken: it stays in the impact assessment"}});
}

// Status: 0 doing, 1 refused, 2 and 3 validated, 4 archived; opinion: 1 favourable, 0 not.
Json facts_of(const Json& pia) {
  Json facts = Json::object();
  const Json status = pia.value("status", Json());
  if (status.is_number_integer())
    facts["status"] = status.get<int>() >= 2 ? "validated" : "draft";
  const Json opinion = pia.value("dpo_status", Json());
  if (opinion.is_number_integer())
    facts["dpo_opinion"] = {{"sense", opinion.get<int>() == 1 ? "favourable" : "unfavourable"}};
  return facts;
}

void require_form(const Json& document, const std::string& path) {
  std::vector<Problem> problems;
  const auto fault = [&](const char* key, const Text& message) {
    problems.push_back({path + "#/" + key, message});
  };
  if (!document.is_object() || !document.value("pia", Json()).is_object())
    fault("pia", {"objet attendu : ce fichier n'est pas un export JSON du logiciel PIA de la CNIL",
                  "object expected: this file is no JSON export of the CNIL's PIA tool"});
  if (!document.is_object() || !document.value("answers", Json()).is_array())
    fault("answers", {"liste attendue", "list expected"});
  throw_if_any(ErrorKind::input, path, problems);
}

}  // namespace

ImportedPia read_pia(const std::string& path) {
  const Json document = load_json(path);
  require_form(document, path);
  const Json& pia = document.at("pia");
  const std::string name = text_at(pia, "name");
  ImportedPia imported;
  std::vector<Loss>& losses = imported.entry.losses;
  Answers left = answers_of(document);
  Json activity{{"schema", "aval.activity/1"},
                {"id", identifier_of_name(name)},
                {"name", name.empty() ? "AIPD" : name},
                {"role", "controller"},
                {"status", "draft"}};
  add_purposes(activity, left);
  add_data(activity, left, losses);
  add_others(activity, left, losses);
  add_measures(activity, document);
  keep_rest(activity, left, losses);
  activity["dpia_reference"] = "PIA" + (pia.contains("id") && pia.at("id").is_number_integer()
                                            ? " " + std::to_string(pia.at("id").get<std::int64_t>())
                                            : std::string());
  add_untaken(document, losses);
  imported.dpia = canonical_json(facts_of(pia));
  imported.entry.content.activities = {canonical_json(activity)};
  return imported;
}

ImportedRegister read_register_pia(const std::string& path, const ExchangeOptions& /*options*/) {
  ImportedPia imported = read_pia(path);
  imported.entry.losses.push_back({"pia/status, pia/dpo_status",
                                   {"état et avis vont au dossier d'un cas d'usage : aval register "
                                    "import-pia FICHIER --usecase "
                                    "CAS",
                                    "status and opinion go to the dossier of a use case: aval "
                                    "register import-pia FILE --usecase "
                                    "CASE"}});
  return std::move(imported.entry);
}

}  // namespace aval
