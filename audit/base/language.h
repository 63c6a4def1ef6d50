// The two languages of messages and reports. Machine formats never translate their keys.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace aval {

enum class Language { fr, en };

// One sentence in both languages. Every message a person may read is written as a Text, where it
// arises.
struct Text {
  std::string fr;
  std::string en;

  const std::string& in(Language language) const { return language == Language::fr ? fr : en; }
  bool operator==(const Text&) const = default;
};

// Replaces "{0}", "{1}"... in both languages by the arguments, in order. Arguments are the same in
// both languages (a file name, a key, a number). Unknown placeholders stay as they are.
Text format_text(Text pattern, std::initializer_list<std::string_view> arguments);

// The language of LC_ALL, LC_MESSAGES, LANG (first one set and not empty): English when it starts
// with "en", French otherwise. Pure: takes the values, null for an unset variable.
Language language_of_locale(const char* lc_all, const char* lc_messages, const char* lang);

}  // namespace aval
