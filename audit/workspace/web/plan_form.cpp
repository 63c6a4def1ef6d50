#include "audit/workspace/web/plan_form.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "registry/identifier.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

constexpr std::size_t kLongestClass = 64;     // as the schema of plans says
constexpr const char* kNoDomain = "domaine";  // of a proposed plan: to be named by a person
constexpr std::size_t kMostColumns = 2000;    // of a form

// What a person may choose for a column. The rest of the plan's language is for the command line.
struct PlanChoice {
  std::string word;  // "generalize:date:year"
  Text label;
};

const std::vector<PlanChoice>& plan_choices() {
  static const std::vector<PlanChoice> kChoices = {
      {"keep", {"garder telle quelle", "keep as it is"}},
      {"suppress", {"supprimer la colonne", "leave the column out"}},
      {"hmac", {"jeton, sans retour possible", "token, no way back"}},
      {"siv", {"jeton, retour possible avec la clé", "token, way back with the key"}},
      {"generalize:date:month", {"date : garder le mois", "date: keep the month"}},
      {"generalize:date:quarter", {"date : garder le trimestre", "date: keep the quarter"}},
      {"generalize:date:year", {"date : garder l'année", "date: keep the year"}},
      {"generalize:date:decade", {"date : garder la décennie", "date: keep the decade"}},
      {"generalize:age:5", {"âge : tranches de 5 ans", "age: classes of 5 years"}},
      {"generalize:age:10", {"âge : tranches de 10 ans", "age: classes of 10 years"}},
      {"generalize:age:20", {"âge : tranches de 20 ans", "age: classes of 20 years"}},
      {"generalize:postcode:first3",
       {"code postal : trois premiers chiffres", "postcode: first three digits"}},
      {"generalize:postcode:departement", {"code postal : département", "postcode: département"}},
      {"round:10", {"nombre : arrondir à 10", "number: round to 10"}},
      {"round:100", {"nombre : arrondir à 100", "number: round to 100"}},
      {"round:1000", {"nombre : arrondir à 1 000", "number: round to 1,000"}},
      {"mask:1:0", {"texte : garder le premier caractère", "text: keep the first character"}}};
  return kChoices;
}

std::string word_of(const Json& column) {
  auto operation = column.at("operator").get<std::string>();
  if (operation == "generalize")
    return operation + ":" + column.value("hierarchy", std::string()) + ":" +
           column.value("level", std::string());
  if (operation == "round")
    return operation + ":" + column.value("to", std::string());
  if (operation == "mask")
    return operation + ":" + std::to_string(column.value("keep_start", 0)) + ":" +
           std::to_string(column.value("keep_end", 0));
  return operation;
}

std::string numbered(const char* name, std::size_t column) {
  return std::string(name) + ":" + std::to_string(column);
}

std::size_t count_columns(const FormFields& fields) {
  std::size_t count = 0;
  while (count < kMostColumns && !value_of(fields, numbered("column", count)).empty())
    ++count;
  return count;
}

// A control of a cell: the headers of its row and column name it (WCAG 1.3.1, 4.1.2).
std::string label_of_cell(const HtmlPage& page, const Text& what, const std::string& column) {
  return page.in(what + Text{", colonne ", ", column "} + plain(one_line(column)));
}

void write_choice(HtmlPage& page, std::size_t number, const std::string& column,
                  const std::string& chosen) {
  page.open(Tag::select,
            {{Attribute::name, numbered("op", number)},
             {Attribute::aria_label,
              label_of_cell(page, {"Ce qu'elle devient", "What it becomes"}, column)}});
  for (const PlanChoice& choice : plan_choices()) {
    HtmlAttributes attributes{{Attribute::value, choice.word}};
    if (choice.word == chosen)
      attributes.push_back({Attribute::selected, "selected"});
    page.element(Tag::option, attributes, choice.label);
  }
  page.close();
}

struct CellText {
  std::string name;
  Text label;
  std::string value;
  const char* longest;  // characters
};

void write_text(HtmlPage& page, const std::string& column, const CellText& text) {
  page.empty(Tag::input, {{Attribute::type, "text"},
                          {Attribute::name, text.name},
                          {Attribute::value, text.value},
                          {Attribute::max_length, text.longest},
                          {Attribute::aria_label, label_of_cell(page, text.label, column)}});
}

void write_hidden(HtmlPage& page, const std::string& name, const std::string& value) {
  page.empty(Tag::input,
             {{Attribute::type, "hidden"}, {Attribute::name, name}, {Attribute::value, value}});
}

void write_row(HtmlPage& page, const FormFields& fields, std::size_t number) {
  const std::string column = value_of(fields, numbered("column", number));
  page.open_row();
  page.row_header(plain(one_line(column)));
  page.open_cell();
  write_hidden(page, numbered("column", number), column);
  write_hidden(page, numbered("form", number), value_of(fields, numbered("form", number)));
  write_choice(page, number, column, value_of(fields, numbered("op", number)));
  page.close();
  page.open_cell();
  page.open(Tag::textarea,
            {{Attribute::name, numbered("note", number)},
             {Attribute::rows, "2"},
             {Attribute::max_length, "1000"},
             {Attribute::aria_label, label_of_cell(page, {"Pourquoi", "Why"}, column)}});
  page.text(plain("\n" + value_of(fields, numbered("note", number))));
  page.close();
  page.close();
  page.open_cell();
  write_text(page, column,
             {numbered("class", number),
              {"Classe des jetons", "Class of tokens"},
              value_of(fields, numbered("class", number)),
              "64"});
  page.close();
  page.close_row();
}

bool makes_token(const std::string& word) {
  return word == "hmac" || word == "siv";
}

// Class and form of a token; a class that was left empty is named after the column.
void add_token(const FormFields& fields, std::size_t number, Json& column) {
  const std::string given(trim(value_of(fields, numbered("class", number))));
  const std::string form = value_of(fields, numbered("form", number));
  column["class"] =
      given.empty() ? identifier_of(column.at("column").get<std::string>()).substr(0, kLongestClass)
                    : given;
  column["form"] = form.empty() ? "text" : form;
}

Json column_of(const FormFields& fields, std::size_t number) {
  Json column{{"column", value_of(fields, numbered("column", number))}};
  const std::string word = value_of(fields, numbered("op", number));
  const std::vector<std::string_view> parts = split(word, ':');
  column["operator"] = std::string(parts.front());
  if (parts.front() == "generalize" && parts.size() == 3) {
    column["hierarchy"] = std::string(parts[1]);
    column["level"] = std::string(parts[2]);
  }
  if (parts.front() == "round" && parts.size() == 2)
    column["to"] = std::string(parts[1]);
  if (parts.front() == "mask") {
    column["keep_start"] = 1;
    column["keep_end"] = 0;
  }
  if (makes_token(word))
    add_token(fields, number, column);
  if (word != "keep" && word != "suppress")
    column["unfit"] = value_of(fields, "unfit") == "stop" ? "stop" : "suppress";
  if (const std::string note(trim(value_of(fields, numbered("note", number)))); !note.empty())
    column["note"] = note;
  return column;
}

}  // namespace

FormFields plan_fields(const Json& plan) {
  const auto domain = plan.at("domain").get<std::string>();
  FormFields fields{{"domain", domain == kNoDomain ? std::string() : domain}};
  std::size_t number = 0;
  for (const Json& column : plan.at("columns")) {
    const auto add = [&](const char* name, const std::string& value) {
      fields.emplace_back(numbered(name, number), value);
    };
    add("column", column.at("column").get<std::string>());
    add("op", word_of(column));
    add("note", column.value("note", std::string()));
    const std::string field_class = column.value("class", std::string());
    add("class", field_class);
    add("form", column.value("form", field_class));
    ++number;
  }
  return fields;
}

void write_plan_table(HtmlPage& page, const FormFields& fields) {
  page.open_table({"Ce que devient chaque colonne", "What becomes of each column"},
                  {{"Colonne", "Column"},
                   {"Ce qu'elle devient", "What it becomes"},
                   {"Pourquoi", "Why"},
                   {"Classe des jetons", "Class of tokens"}});
  const std::size_t count = count_columns(fields);
  for (std::size_t number = 0; number < count; ++number)
    write_row(page, fields, number);
  page.close_table();
}

Json plan_of_fields(const FormFields& fields) {
  Json columns = Json::array();
  const std::size_t count = count_columns(fields);
  for (std::size_t number = 0; number < count; ++number)
    columns.push_back(column_of(fields, number));
  const std::string domain(trim(value_of(fields, "domain")));
  return {{"schema", "aval.plan/1"},
          {"domain", domain.empty() ? kNoDomain : domain},
          {"columns", std::move(columns)}};
}

Text operation_in_words(Operation operation) {
  switch (operation) {
    case Operation::keep:
      return {"gardée telle quelle", "kept as it is"};
    case Operation::suppress:
      return {"supprimée", "left out"};
    case Operation::hmac:
      return {"jetons, sans retour possible", "tokens, no way back"};
    case Operation::siv:
      return {"jetons, retour possible avec la clé", "tokens, way back with the key"};
    case Operation::generalize:
      return {"généralisée", "generalized"};
    case Operation::round:
      return {"arrondie", "rounded"};
    case Operation::mask:
      return {"masquée", "masked"};
    default:
      return plain(name_of(operation));
  }
}

Text operation_in_words(std::string_view word) {
  for (const Operation operation :
       {Operation::keep, Operation::suppress, Operation::hmac, Operation::siv,
        Operation::generalize, Operation::round, Operation::mask})
    if (word == name_of(operation))
      return operation_in_words(operation);
  return plain(word);
}

}  // namespace aval
