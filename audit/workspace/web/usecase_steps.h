// The five steps of the method on the pages of a dossier: which fields belong to which, what is
// still asked at each, and where the answer to a missing fact is given.
#pragma once

#include <string>
#include <vector>

#include "audit/base/json.h"
#include "policies/decide.h"
#include "reports/html_page.h"

namespace aval {

struct UseCaseStep {
  int number = 0;    // 1 to 5
  std::string gate;  // whose questions are asked here
  Text title;
  std::vector<std::string> keys;  // of aval.usecase/1, in the order of the page
};

// All five; every key of the schema but "id" belongs to exactly one.
const std::vector<UseCaseStep>& usecase_steps();
// Error(usage) when it is none of "1" to "5".
const UseCaseStep& step_numbered(const std::string& number);
Text step_title(const UseCaseStep& step);

// The steps as links; `current` is marked, 0 marks none. `path`: of the use case.
void write_steps(HtmlPage& page, const std::string& path, int current);
// What nobody answered yet among the fields of the step, with who can answer.
void write_questions(HtmlPage& page, const Json& usecase, const UseCaseStep& step);
// Each missing fact: its question, who can answer, and the page where the answer is given.
void write_missing(HtmlPage& page, const std::string& path, const Decision& decision);

}  // namespace aval
