// Facts of a publication sheet at gate G4: the sheet stands for a use case, and the publication for
// a processing of its own (GDPR art. 13, 14, 21). Pure: no file, no clock.
#pragma once

#include <string>
#include <vector>

#include "policies/facts.h"

namespace aval {

struct PublicationInputs {
  std::string today;         // "YYYY-MM-DD"
  std::string organisation;  // aval.organisation/1; empty: none recorded
  std::string sheet;         // aval.publication/1
  // The files published: their scan, reviews and digest. `source` may be empty: it is made from the
  // sheet.
  std::vector<DatasetInput> datasets;
};

// The facts document that decide() takes; `scope_of_gate` is "publication". A finding in a column
// where the sheet expects people, of a type it expects, counts as confirmed: the publisher said it.
Json collect_publication_facts(const PolicyPack& pack, const PublicationInputs& inputs);

// The reviews (aval.review/1) that the sheet itself makes: findings where people are expected.
std::vector<std::string> reviews_by_sheet(const std::string& scan, const std::string& sheet);

}  // namespace aval
