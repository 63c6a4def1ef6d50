#include "audit/base/language.h"

#include <vector>

namespace aval {
namespace {

std::string fill(const std::string& pattern, const std::vector<std::string_view>& arguments) {
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool placeholder = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}' &&
                             pattern[i + 1] >= '0' &&
                             static_cast<std::size_t>(pattern[i + 1] - '0') < arguments.size();
    if (!placeholder) {
      out.push_back(pattern[i]);
      continue;
    }
    out.append(arguments[static_cast<std::size_t>(pattern[i + 1] - '0')]);
    i += 2;
  }
  return out;
}

}  // namespace

Text format_text(Text pattern, std::initializer_list<std::string_view> arguments) {
  const std::vector<std::string_view> list(arguments);
  return {fill(pattern.fr, list), fill(pattern.en, list)};
}

Language language_of_locale(const char* lc_all, const char* lc_messages, const char* lang) {
  for (const char* value : {lc_all, lc_messages, lang}) {
    if (value == nullptr || *value == '\0')
      continue;
    return std::string_view(value).starts_with("en") ? Language::en : Language::fr;
  }
  return Language::fr;
}

}  // namespace aval
