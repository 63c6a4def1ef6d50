// The notice that informs persons of an activity (GDPR art. 13 and 14), in plain words.
#pragma once

#include <string>
#include <vector>

#include "reports/paper.h"

namespace aval {

// Data collected from the person (art. 13), or from elsewhere (art. 14).
enum class Collection { direct, indirect };

struct NoticeInput {
  std::string organisation;  // JSON text, aval.organisation/1; empty when not recorded
  std::string activity;      // JSON text, aval.activity/1
  Collection collection = Collection::direct;
  std::string date;  // "YYYY-MM-DD"
};

// An element of the article that the register does not hold.
struct NoticeGap {
  std::string article;  // "art. 13(1)a"
  Text what;
};

struct Notice {
  Paper paper;  // each gap stands where the answer belongs, in brackets
  std::vector<NoticeGap> gaps;
};

Notice notice_of(const NoticeInput& input);

}  // namespace aval
