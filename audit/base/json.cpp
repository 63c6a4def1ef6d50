#include "audit/base/json.h"

#include <set>

#include <nlohmann/json.hpp>

#include "audit/base/file.h"

namespace aval {
namespace {

constexpr std::size_t kMaxDepth = 100;

std::string line_and_column(std::string_view text, std::size_t offset) {
  std::size_t line = 1, column = 1;
  for (std::size_t i = 0; i < std::min<std::size_t>(offset, text.size()); ++i) {
    column = text[i] == '\n' ? 1U : column + 1U;
    line += text[i] == '\n' ? 1U : 0U;
  }
  return std::to_string(line) + ":" + std::to_string(column);
}

// Refuses what a parser would let pass: the same key twice, nesting without end.
class StrictKeys {
 public:
  enum class Fault { none, duplicate_key, too_deep };

  bool operator()(int depth, nlohmann::json::parse_event_t event, nlohmann::json& parsed) {
    using Event = nlohmann::json::parse_event_t;
    if (static_cast<std::size_t>(depth) > kMaxDepth)
      fault = Fault::too_deep;
    if (event == Event::object_start)
      keys_.emplace_back();
    else if (event == Event::object_end && !keys_.empty())
      keys_.pop_back();
    else if (event == Event::key && !keys_.empty() &&
             !keys_.back().insert(parsed.get_ref<const std::string&>()).second)
      fault = Fault::duplicate_key;
    return true;
  }

  Fault fault = Fault::none;

 private:
  std::vector<std::set<std::string>> keys_;
};

// The depth of brackets outside strings, so that a hostile document never reaches the parser.
bool is_too_deep(std::string_view text) {
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\')
        ++i;
      else if (c == '"')
        in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      if (++depth > kMaxDepth)
        return true;
    } else if ((c == '}' || c == ']') && depth > 0) {
      --depth;
    }
  }
  return false;
}

Json parse_text(std::string_view text, const std::string& place,
                const Json::parser_callback_t& watch) {
  try {
    return Json::parse(text, watch);
  } catch (const Json::parse_error& error) {
    // error.what() quotes the text: only its offset is used.
    const std::size_t offset = error.byte > 0 ? error.byte - 1 : 0;
    throw Error(ErrorKind::input, place + ":" + line_and_column(text, offset),
                {"JSON mal formé à cet endroit (virgule, guillemet ou accolade ?)",
                 "malformed JSON here (a comma, a quote or a brace?)"});
  }
}

void refuse_too_deep(std::string_view text, const std::string& place) {
  if (is_too_deep(text))
    throw Error(ErrorKind::input, place,
                {"JSON imbriqué sur plus de 100 niveaux", "JSON nested deeper than 100 levels"});
}

}  // namespace

Json parse_trusted_json(std::string_view text, const std::string& place) {
  refuse_too_deep(text, place);
  return parse_text(text, place, nullptr);
}

Json parse_json(std::string_view text, const std::string& place) {
  refuse_too_deep(text, place);
  StrictKeys strict;
  const Json value = parse_text(text, place, std::ref(strict));
  if (strict.fault == StrictKeys::Fault::duplicate_key)
    throw Error(ErrorKind::input, place,
                {"une même clé figure deux fois dans un objet JSON",
                 "a key stands twice in a JSON object"});
  return value;
}

Json load_json(const std::string& path) {
  return parse_json(read_file(path), path);
}

std::string canonical_json(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace aval
