// A data protection impact assessment of LINCnil/pia, read into a draft of the register.
#pragma once

#include <string>

#include "registry/exchange.h"

namespace aval {

struct ImportedPia {
  ImportedRegister entry;  // one draft activity
  std::string dpia;        // JSON text of the `dpia` facts of a use case: status, dpo_opinion
};

// Takes {"pia", "answers", "measures", "evaluations", "comments"}; the answers' markup becomes
// plain lines. Losses name each question, evaluation and field without a target. Error(input)
// naming what is not of that form.
ImportedPia read_pia(const std::string& path);

// The same for `register import`: the facts of the assessment are losses.
ImportedRegister read_register_pia(const std::string& path, const ExchangeOptions& options);

}  // namespace aval
