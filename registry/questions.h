// The questions of a dossier in the order they are of use (schemas/usecase.questions.json): those
// that a gate needs and that nobody answered yet.
#pragma once

#include <string>
#include <vector>

#include "audit/base/json.h"
#include "audit/base/language.h"

namespace aval {

struct OpenQuestion {
  std::string field;  // as apply_answers (answers.h) takes it: "sources.cantine.holder"
  std::string gate;   // "G1"...
  Text question;
  Text who;
  std::vector<std::string> words;  // the words of a closed list; empty elsewhere
};

// A page of questions holds no more than this (amendment 20).
inline constexpr std::size_t kQuestionsAtOnce = 15;

// Questions of `gate` and of the gates before it, in order. An answer of null is an answer.
std::vector<OpenQuestion> open_questions(const Json& usecase, const std::string& gate);

// The five levels of data literacy, 0 to 4, a sentence each; kept per role or body, never per named
// person. Nothing outside 0 to 4.
Text literacy_sentence(int level);

}  // namespace aval
