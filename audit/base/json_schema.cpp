#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "audit/base/json.h"
#include "audit/base/schema_pattern.h"
#include "audit/base/text.h"

namespace aval {
namespace {

class Checker {
 public:
  Checker(const Json& root, std::string place) : root_(root), place_(std::move(place)) {}

  void check(const Json& value, const Json& schema, const std::string& pointer);
  std::vector<Problem> take() { return std::move(problems_); }

 private:
  void add(const std::string& pointer, Text message) {
    problems_.push_back({place_ + "#" + pointer, std::move(message)});
  }
  void check_type(const Json& value, const Json& schema, const std::string& pointer);
  void check_object(const Json& value, const Json& schema, const std::string& pointer);
  void check_unknown_keys(const Json& value, const Json& schema, const std::string& pointer);
  void check_array(const Json& value, const Json& schema, const std::string& pointer);
  void check_string(const std::string& value, const Json& schema, const std::string& pointer);
  void check_number(const Json& value, const Json& schema, const std::string& pointer);
  void check_choices(const Json& value, const Json& schema, const std::string& pointer);
  std::size_t count_problems(const Json& value, const Json& schema) const;

  const Json& root_;
  std::string place_;
  std::vector<Problem> problems_;
};

std::string escape_pointer(std::string key) {
  std::string out;
  for (const char c : key)
    out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  return out;
}

bool has_type(const Json& value, const std::string& type) {
  if (type == "object")
    return value.is_object();
  if (type == "array")
    return value.is_array();
  if (type == "string")
    return value.is_string();
  if (type == "integer")
    return value.is_number_integer();
  if (type == "number")
    return value.is_number();
  if (type == "boolean")
    return value.is_boolean();
  return type == "null" && value.is_null();
}

Text type_label(const std::string& type) {
  if (type == "object")
    return {"un objet { }", "an object { }"};
  if (type == "array")
    return {"une liste [ ]", "a list [ ]"};
  if (type == "string")
    return {"un texte entre guillemets", "a text in quotes"};
  if (type == "integer")
    return {"un nombre entier", "a whole number"};
  if (type == "number")
    return {"un nombre", "a number"};
  if (type == "boolean")
    return {"true ou false", "true or false"};
  return {"null", "null"};
}

std::size_t edit_distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j)
    row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

std::string nearest_key(const std::string& key, const Json& properties) {
  std::string best;
  std::size_t distance = 4;
  for (const auto& [candidate, unused] : properties.items()) {
    const std::size_t here = edit_distance(key, candidate);
    if (here < distance) {
      distance = here;
      best = candidate;
    }
  }
  return best;
}

void refuse_unknown_keywords(const Json& schema) {
  static const std::set<std::string> kKnown = {"$schema",
                                               "$id",
                                               "$defs",
                                               "$ref",
                                               "$comment",
                                               "title",
                                               "description",
                                               "examples",
                                               "default",
                                               "type",
                                               "enum",
                                               "const",
                                               "required",
                                               "properties",
                                               "patternProperties",
                                               "additionalProperties",
                                               "items",
                                               "minItems",
                                               "maxItems",
                                               "uniqueItems",
                                               "minLength",
                                               "maxLength",
                                               "pattern",
                                               "minimum",
                                               "maximum",
                                               "format",
                                               "oneOf",
                                               "anyOf",
                                               "allOf",
                                               "minProperties"};
  for (const auto& [key, unused] : schema.items())
    if (!kKnown.contains(key) && !key.starts_with("x-"))
      throw Error(ErrorKind::internal, "schema",
                  {"mot-clé de schéma inconnu : " + key, "unknown schema keyword: " + key});
}

bool is_date(const std::string& text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-')
    return false;
  for (const std::size_t i : {0U, 1U, 2U, 3U, 5U, 6U, 8U, 9U})
    if (text[i] < '0' || text[i] > '9')
      return false;
  const int year = std::stoi(text.substr(0, 4)), month = std::stoi(text.substr(5, 2)),
            day = std::stoi(text.substr(8, 2));
  static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12 || day < 1)
    return false;
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day <= kDays[month - 1] + (month == 2 && leap ? 1 : 0);
}

bool is_date_time(const std::string& text) {
  return text.size() >= 20 && is_date(text.substr(0, 10)) && text[10] == 'T' &&
         matches_schema_pattern("^[0-9]{2}:[0-9]{2}:[0-9]{2}[.0-9]{0,10}[Z0-9:+-]{1,6}$",
                                text.substr(11));
}

void Checker::check(const Json& value, const Json& schema, const std::string& pointer) {
  if (schema.is_boolean()) {
    if (!schema.get<bool>())
      add(pointer, {"rien n'est permis ici", "nothing is allowed here"});
    return;
  }
  refuse_unknown_keywords(schema);
  if (schema.contains("$ref")) {
    const std::string reference = schema["$ref"].get<std::string>();
    check(value, root_.at(Json::json_pointer(reference.substr(1))), pointer);
    return;
  }
  const std::size_t before = problems_.size();
  check_type(value, schema, pointer);
  if (problems_.size() > before)
    return;
  check_choices(value, schema, pointer);
  if (value.is_object())
    check_object(value, schema, pointer);
  else if (value.is_array())
    check_array(value, schema, pointer);
  else if (value.is_string())
    check_string(value.get_ref<const std::string&>(), schema, pointer);
  else if (value.is_number())
    check_number(value, schema, pointer);
}

void Checker::check_type(const Json& value, const Json& schema, const std::string& pointer) {
  if (!schema.contains("type"))
    return;
  const Json types = schema["type"].is_array() ? schema["type"] : Json::array({schema["type"]});
  Text expected;
  for (const Json& type : types) {
    if (has_type(value, type.get<std::string>()))
      return;
    const Text label = type_label(type.get<std::string>());
    expected.fr += (expected.fr.empty() ? "" : " ou ") + label.fr;
    expected.en += (expected.en.empty() ? "" : " or ") + label.en;
  }
  add(pointer, {expected.fr + " est attendu", expected.en + " is expected"});
}

void Checker::check_object(const Json& value, const Json& schema, const std::string& pointer) {
  for (const Json& key : schema.value("required", Json::array()))
    if (!value.contains(key.get<std::string>()))
      add(pointer,
          format_text({"la clé obligatoire « {0} » manque", "the required key '{0}' is missing"},
                      {key.get<std::string>()}));
  if (value.size() < schema.value("minProperties", std::size_t{0}))
    add(pointer, {"cet objet ne peut pas être vide", "this object cannot be empty"});
  check_unknown_keys(value, schema, pointer);
}

void Checker::check_unknown_keys(const Json& value, const Json& schema,
                                 const std::string& pointer) {
  const Json properties = schema.value("properties", Json::object());
  const Json patterns = schema.value("patternProperties", Json::object());
  for (const auto& [key, member] : value.items()) {
    const std::string here = pointer + "/" + escape_pointer(key);
    bool known = properties.contains(key);
    if (known)
      check(member, properties[key], here);
    for (const auto& [pattern, inner] : patterns.items())
      if (matches_schema_pattern(pattern, key)) {
        check(member, inner, here);
        known = true;
      }
    if (known || !schema.contains("additionalProperties"))
      continue;
    const Json& additional = schema["additionalProperties"];
    if (!additional.is_boolean()) {
      check(member, additional, here);
    } else if (!additional.get<bool>()) {
      const std::string near = nearest_key(key, properties);
      add(here, near.empty() ? Text{"clé inconnue ; retirez-la", "unknown key; remove it"}
                             : format_text({"clé inconnue ; vouliez-vous dire « {0} » ?",
                                            "unknown key; did you mean '{0}'?"},
                                           {near}));
    }
  }
}

void Checker::check_array(const Json& value, const Json& schema, const std::string& pointer) {
  const std::size_t least = schema.value("minItems", std::size_t{0});
  if (value.size() < least)
    add(pointer,
        format_text({"au moins {0} élément(s) attendu(s)", "at least {0} item(s) expected"},
                    {std::to_string(least)}));
  if (schema.contains("maxItems") && value.size() > schema["maxItems"].get<std::size_t>())
    add(pointer, format_text({"au plus {0} élément(s)", "at most {0} item(s)"},
                             {std::to_string(schema["maxItems"].get<std::size_t>())}));
  if (schema.value("uniqueItems", false)) {
    const std::set<Json> distinct(value.begin(), value.end());
    if (distinct.size() < value.size())
      add(pointer, {"un élément figure deux fois", "an item stands twice"});
  }
  if (!schema.contains("items"))
    return;
  for (std::size_t i = 0; i < value.size(); ++i)
    check(value[i], schema["items"], pointer + "/" + std::to_string(i));
}

// The forms that people fill in, as a sentence; another pattern is shown as it is.
Text form_in_words(const std::string& pattern) {
  if (pattern == "^[a-z0-9][a-z0-9._-]*$" || pattern == "^[a-z0-9-]+$")
    return {
        "des minuscules sans accent, des chiffres et des tirets sont attendus, sans espace, par "
        "exemple « repas-2026 »",
        "lower-case letters without accents, digits and hyphens are expected, without spaces, "
        "such as 'meals-2026'"};
  if (pattern == "^[A-Z]{1,3}-[0-9]{2}$")
    return {"le nom d'une règle est attendu, par exemple « SP-01 » (aval policies list)",
            "the name of a rule is expected, such as SP-01 (aval policies list)"};
  if (pattern == "^[0-9a-f]{64}$" || pattern == "^[0-9a-f]{32}$")
    return {"une empreinte en chiffres hexadécimaux minuscules est attendue",
            "a digest in lower-case hexadecimal digits is expected"};
  return format_text({"forme attendue : {0}", "expected form: {0}"}, {pattern});
}

void Checker::check_string(const std::string& value, const Json& schema,
                           const std::string& pointer) {
  const std::size_t length = count_code_points(value);
  if (length < schema.value("minLength", std::size_t{0}))
    add(pointer, {"ce texte ne peut pas être vide", "this text cannot be empty"});
  if (schema.contains("maxLength") && length > schema["maxLength"].get<std::size_t>())
    add(pointer, {"ce texte est trop long", "this text is too long"});
  if (schema.contains("pattern") &&
      !matches_schema_pattern(schema["pattern"].get<std::string>(), value))
    add(pointer, form_in_words(schema["pattern"].get<std::string>()));
  const std::string format = schema.value("format", std::string());
  if (format == "date" && !is_date(value))
    add(pointer, {"une date AAAA-MM-JJ est attendue", "a date YYYY-MM-DD is expected"});
  if (format == "date-time" && !is_date_time(value))
    add(pointer,
        {"un instant AAAA-MM-JJThh:mm:ssZ est attendu", "a time YYYY-MM-DDThh:mm:ssZ is expected"});
}

void Checker::check_number(const Json& value, const Json& schema, const std::string& pointer) {
  if (schema.contains("minimum") && value.get<double>() < schema["minimum"].get<double>())
    add(pointer, format_text({"au moins {0} est attendu", "at least {0} is expected"},
                             {schema["minimum"].dump()}));
  if (schema.contains("maximum") && value.get<double>() > schema["maximum"].get<double>())
    add(pointer, format_text({"au plus {0} est attendu", "at most {0} is expected"},
                             {schema["maximum"].dump()}));
}

std::size_t Checker::count_problems(const Json& value, const Json& schema) const {
  Checker inner(root_, place_);
  inner.check(value, schema, "");
  return inner.problems_.size();
}

void Checker::check_choices(const Json& value, const Json& schema, const std::string& pointer) {
  if (schema.contains("enum") &&
      std::find(schema["enum"].begin(), schema["enum"].end(), value) == schema["enum"].end()) {
    std::string allowed;
    for (const Json& choice : schema["enum"])
      allowed += (allowed.empty() ? "" : ", ") +
                 (choice.is_string() ? choice.get<std::string>() : choice.dump());
    add(pointer,
        format_text({"valeur non prévue ; au choix : {0}", "value not foreseen; one of: {0}"},
                    {allowed}));
  }
  if (schema.contains("const") && schema["const"] != value)
    add(pointer, format_text({"la valeur attendue est {0}", "the expected value is {0}"},
                             {schema["const"].dump()}));
  for (const Json& inner : schema.value("allOf", Json::array()))
    check(value, inner, pointer);
  for (const char* keyword : {"anyOf", "oneOf"}) {
    if (!schema.contains(keyword))
      continue;
    std::size_t fitting = 0;
    for (const Json& inner : schema[keyword])
      fitting += count_problems(value, inner) == 0 ? 1U : 0U;
    if (fitting == 0 || (std::string_view(keyword) == "oneOf" && fitting > 1))
      add(pointer, {"aucune des formes prévues ne convient", "none of the foreseen forms fits"});
  }
}

}  // namespace

std::vector<Problem> check_json(const Json& document, const Json& schema,
                                const std::string& place) {
  Checker checker(schema, place);
  checker.check(document, schema, "");
  return checker.take();
}

}  // namespace aval
