#include "audit/base/error.h"

namespace aval {

Error::Error(ErrorKind kind, std::string place, Text message)
    : kind_(kind),
      place_(std::move(place)),
      message_(std::move(message)),
      what_(place_ + ": " + message_.en) {}

void throw_if_any(ErrorKind kind, const std::string& place, const std::vector<Problem>& problems) {
  if (problems.empty())
    return;
  Text all;
  for (const Problem& problem : problems) {
    const std::string separator = problems.size() == 1 ? "" : "\n  ";
    all.fr += separator + problem.place + " : " + problem.message.fr;
    all.en += separator + problem.place + ": " + problem.message.en;
  }
  throw Error(kind, place, all);
}

}  // namespace aval
