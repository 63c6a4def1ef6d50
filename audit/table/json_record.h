// One JSON value flattened to named fields: nested names joined by dots, coordinates as "lon,lat".
// Numbers keep the digits of the text. Tolerant of what common writers get wrong (NaN, a comma too
// many, control characters, lone surrogates).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace aval {

// Names seen so far, in order of appearance.
class JsonNames {
 public:
  std::size_t id_of(std::string_view name);
  const std::vector<std::string>& names() const { return names_; }

 private:
  std::vector<std::string> names_;
  std::unordered_map<std::string, std::size_t> ids_;
};

// A field of a record; `name` is an id of JsonNames. The same name may come several times.
struct JsonField {
  std::size_t name = 0;
  std::size_t begin = 0;  // of the value, in JsonFields::text
  std::size_t end = 0;
  bool is_null = true;
};

struct JsonFields {
  std::string text;
  std::vector<JsonField> fields;

  std::string_view value(const JsonField& field) const {
    return std::string_view(text).substr(field.begin, field.end - field.begin);
  }
};

enum class JsonOutcome { read, repaired, broken, too_deep };

// Replaces `fields` by those of the record. Scalars and array members at the root are named "value"
// and by their index.
JsonOutcome flatten_json(std::string_view record, JsonNames& names, JsonFields& fields);

// The text of a JSON string, quotes included, without its escapes. True when well-formed.
bool decode_json_string(std::string_view quoted, std::string& out);

}  // namespace aval
