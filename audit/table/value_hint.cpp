#include "audit/table/value_hint.h"

#include <algorithm>

#include "audit/base/text.h"
#include "audit/table/field_value.h"

namespace aval {
namespace {

bool is_of(const char* type, const char* format, std::string_view text) {
  FieldRules field;
  field.type = type;
  field.format = format;
  return read_field_value(field, text).has_value();
}

Text date_hint(const FieldRules& field, std::string_view text) {
  const std::string wanted = field.format.empty() ? "%Y-%m-%d" : field.format;
  if (is_of("date", "%d/%m/%Y", text))
    return format_text({" ; elle est écrite jj/mm/aaaa : écrivez-la {0}",
                        "; it is written dd/mm/yyyy: write it {0}"},
                       {wanted == "%Y-%m-%d" ? "AAAA-MM-JJ" : wanted});
  if (is_of("datetime", "", text))
    return {" ; elle porte aussi une heure : gardez la date seule",
            "; it carries a time too: keep the date alone"};
  if (is_of("integer", "", text))
    return {
        " ; c'est un nombre, peut-être un jour de tableur : donnez à la colonne un format de "
        "date",
        "; it is a number, maybe the day of a spreadsheet: give the column a date format"};
  return {};
}

// The text as a number with a comma, with spaces between thousands, with a unit.
Text number_hint(const FieldRules& field, std::string_view text) {
  FieldRules other = field;
  other.type = "number";
  if (field.type == "integer" && read_field_value(other, text))
    return {" ; ce n'est pas un nombre entier", "; it is not a whole number"};
  other.decimal_char = ",";
  if (field.decimal_char == "." && text.find(',') != std::string_view::npos &&
      read_field_value(other, text))
    return {" ; la virgule décimale doit être un point", "; the decimal comma must be a point"};
  std::string narrow(text);
  for (const char* space : {" ", "\u00a0", "\u202f"})
    for (std::size_t at = narrow.find(space); at != std::string::npos; at = narrow.find(space))
      narrow.erase(at, std::string_view(space).size());
  if (narrow.size() < text.size() &&
      (read_field_value(field, narrow) || read_field_value(other, narrow)))
    return {" ; retirez les espaces", "; take the spaces away"};
  other.bare_number = false;
  if (field.bare_number && !text.empty() && read_field_value(other, narrow))
    return {" ; retirez l'unité ou le symbole", "; take the unit or the symbol away"};
  return {};
}

Text boolean_hint(const FieldRules& field) {
  std::vector<std::string> words = field.true_values;
  words.insert(words.end(), field.false_values.begin(), field.false_values.end());
  return format_text({" ; acceptés : {0}", "; accepted: {0}"}, {join(words, ", ")});
}

Text point_hint(std::string_view text) {
  const auto parts = split(text, ',');
  FieldRules point;
  point.type = "geopoint";
  if (parts.size() != 2)
    return {};
  std::string swapped(trim(parts[1]));
  swapped.append(",").append(trim(parts[0]));
  return read_field_value(point, swapped)
             ? Text{" ; écrivez longitude, latitude", "; write longitude, latitude"}
             : Text{};
}

}  // namespace

Text hint_of_type(const FieldRules& field, std::string_view text) {
  if (text != trim(text) && read_field_value(field, trim(text)))
    return {" ; retirez les espaces du bord", "; take away the spaces at the edges"};
  if (field.type == "date")
    return date_hint(field, text);
  if (field.type == "number" || field.type == "integer")
    return number_hint(field, text);
  if (field.type == "boolean")
    return boolean_hint(field);
  if (field.type == "geopoint" && field.format.empty())
    return point_hint(text);
  return {};
}

}  // namespace aval
