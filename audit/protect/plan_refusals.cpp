#include "audit/protect/plan_refusals.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/protect/decimal.h"

namespace aval {
namespace {

void refuse_words(const Json& column, const std::string& place, std::vector<Problem>& problems) {
  const std::string word = column.contains("operator") && column.at("operator").is_string()
                               ? to_lower_ascii(column.at("operator").get<std::string>())
                               : "";
  if (word.starts_with("sha") || word.starts_with("md5") || word == "hash" || word == "digest")
    problems.push_back(
        {place + "/operator",
         {"une empreinte sans clé, même salée, se retrouve par essai de toutes les valeurs (tous "
          "les numéros de mobile en moins d'une minute) ; prenez hmac",
          "an unkeyed digest, salted or not, is found by trying every value (all mobile numbers "
          "in less than a minute); take hmac"}});
  if (word.starts_with("ff3"))
    problems.push_back({place + "/operator",
                        {"FF3 et FF3-1 sont cassés (retirés par le NIST en 2025) ; prenez ff1",
                         "FF3 and FF3-1 are broken (withdrawn by NIST in 2025); take ff1"}});
  if (column.contains("bits") && column.at("bits").is_number_integer() &&
      column.at("bits").get<long long>() < 80)
    problems.push_back({place + "/bits",
                        {"moins de 80 bits : deux personnes pourraient recevoir le même jeton",
                         "fewer than 80 bits: two persons could get the same token"}});
}

void refuse_keys(const Json& json, const std::string& place, std::vector<Problem>& problems) {
  static constexpr std::array<std::string_view, 6> kSecrets = {"key",        "secret",   "salt",
                                                               "passphrase", "password", "seed"};
  if (!json.is_object())
    return;
  for (const auto& [name, value] : json.items())
    if (std::find(kSecrets.begin(), kSecrets.end(), to_lower_ascii(name)) != kSecrets.end())
      problems.push_back(
          {std::string(place).append("/").append(name),
           {"une clé ne se met pas dans un plan, que d'autres lisent : elle vit dans le trousseau "
            "(aval keyring domain)",
            "a key does not go into a plan, which others read: it lives in the keyring (aval "
            "keyring domain)"}});
}

// What each operation cannot do without.
struct Need {
  Operation operation;
  bool (*lacks)(const PlannedColumn&);
  Text message;
};

const std::vector<Need>& needs() {
  static const std::vector<Need> kNeeds = {
      {Operation::dateshift,
       [](const PlannedColumn& c) { return c.subject.empty(); },
       {"« subject » manque : sans la colonne de la personne, ses dates ne bougeraient pas "
        "ensemble",
        "'subject' is missing: without the column of the person, their dates would not move "
        "together"}},
      {Operation::dateshift,
       [](const PlannedColumn& c) { return c.days == 0; },
       {"« days » manque : le plus grand décalage, en jours",
        "'days' is missing: the largest shift, in days"}},
      {Operation::vault,
       [](const PlannedColumn& c) { return c.vault.empty(); },
       {"« vault » manque : le fichier qui garde la table des jetons",
        "'vault' is missing: the file that keeps the table of tokens"}},
      {Operation::generalize,
       [](const PlannedColumn& c) { return c.hierarchy.empty() || c.level.empty(); },
       {"« hierarchy » et « level » sont attendus", "'hierarchy' and 'level' are expected"}},
      {Operation::round,
       [](const PlannedColumn& c) { return c.to.empty() || !(parse_decimal(c.to)->units > 0); },
       {"« to » manque ou n'est pas positif", "'to' is missing or not positive"}},
      {Operation::bucket,
       [](const PlannedColumn& c) { return c.bounds.empty(); },
       {"« bounds » manque", "'bounds' is missing"}},
      {Operation::topcode,
       [](const PlannedColumn& c) { return c.above.empty() && c.below.empty(); },
       {"« above » ou « below » est attendu", "'above' or 'below' is expected"}},
      {Operation::noise,
       [](const PlannedColumn& c) {
         return c.scale.empty() || !(parse_decimal(c.scale)->units > 0) ||
                !(parse_decimal(c.step)->units > 0);
       },
       {"« scale » et « step » doivent être positifs", "'scale' and 'step' must be positive"}}};
  return kNeeds;
}

bool has_number_space(FieldForm form) {
  return form == FieldForm::nir || form == FieldForm::siren || form == FieldForm::siret ||
         form == FieldForm::iban || form == FieldForm::rib || form == FieldForm::digits ||
         form == FieldForm::alnum;
}

void check_tokens(const PlannedColumn& column, const std::string& place,
                  std::vector<Problem>& problems) {
  if (needs_key(column.operation) && column.field_class.empty() &&
      column.operation != Operation::dateshift)
    problems.push_back(
        {place + "/class",
         {"« class » manque : sans elle, rien ne dit avec quoi ces valeurs se joignent",
          "'class' is missing: without it nothing says what these values join with"}});
  if (column.operation == Operation::ff1 && !has_number_space(column.form))
    problems.push_back(
        {place + "/form",
         {"ff1 prend nir, siren, siret, iban, rib, digits ou alnum ; pour le reste, siv",
          "ff1 takes nir, siren, siret, iban, rib, digits or alnum; for the rest, siv"}});
  if (column.unfit == Unfit::text &&
      (!makes_tokens(column.operation) || column.operation == Operation::ff1))
    problems.push_back({place + "/unfit",
                        {"« text » n'a de sens que pour hmac, siv et vault",
                         "'text' makes sense for hmac, siv and vault only"}});
}

void check_subject(const Plan& plan, const PlannedColumn& column, const std::string& place,
                   std::vector<Problem>& problems) {
  if (column.subject.empty())
    return;
  const PlannedColumn* subject = find_planned(plan, column.subject);
  if (subject == nullptr || subject->field_class.empty())
    problems.push_back(
        {place + "/subject",
         {"le plan doit nommer cette colonne avec sa classe : c'est elle qui dit la personne",
          "the plan must name this column with its class: it tells the person"}});
}

// The other checks read these numbers.
bool has_numbers(const PlannedColumn& column, const std::string& place,
                 std::vector<Problem>& problems) {
  std::vector<std::string> texts = column.bounds;
  texts.insert(texts.end(), {column.to, column.above, column.below, column.scale, column.step});
  for (const std::string& text : texts)
    if (!text.empty() && !parse_decimal(text)) {
      problems.push_back(
          {place, {"nombre mal écrit : 100, -5 ou 0.5", "ill-written number: 100, -5 or 0.5"}});
      return false;
    }
  return true;
}

void check_bounds(const PlannedColumn& column, const std::string& place,
                  std::vector<Problem>& problems) {
  for (std::size_t i = 1; i < column.bounds.size(); ++i)
    if (compare(*parse_decimal(column.bounds[i - 1]), *parse_decimal(column.bounds[i])) >= 0)
      problems.push_back({place + "/bounds", {"les bornes doivent croître", "bounds must ascend"}});
}

}  // namespace

std::vector<Problem> doctrine_refusals(const Json& document, const std::string& path) {
  std::vector<Problem> problems;
  refuse_keys(document, path + "#", problems);
  if (document.is_object() && document.contains("columns") && document.at("columns").is_array())
    for (std::size_t i = 0; i < document.at("columns").size(); ++i) {
      const std::string place = path + "#/columns/" + std::to_string(i);
      const Json& column = document.at("columns")[i];
      refuse_keys(column, place, problems);
      if (column.is_object())
        refuse_words(column, place, problems);
    }
  return problems;
}

std::vector<Problem> plan_problems(const Plan& plan) {
  std::vector<Problem> problems;
  std::set<std::string> names;
  std::map<std::string, FieldForm> forms;
  for (std::size_t i = 0; i < plan.columns.size(); ++i) {
    const PlannedColumn& column = plan.columns[i];
    const std::string place = plan.path + "#/columns/" + std::to_string(i);
    if (!names.insert(column.column).second)
      problems.push_back({place + "/column",
                          {"cette colonne est nommée deux fois", "this column is named twice"}});
    if (!has_numbers(column, place, problems))
      continue;
    for (const Need& need : needs())
      if (need.operation == column.operation && need.lacks(column))
        problems.push_back({place, need.message});
    check_tokens(column, place, problems);
    check_subject(plan, column, place, problems);
    check_bounds(column, place, problems);
    if (column.field_class.empty())
      continue;
    const auto known = forms.emplace(column.field_class, column.form).first;
    if (known->second != column.form)
      problems.push_back({place + "/form",
                          {"une classe a une seule forme : ces colonnes ne se joindraient pas",
                           "a class has one form: these columns would not join"}});
  }
  return problems;
}

}  // namespace aval
