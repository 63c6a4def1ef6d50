// From canonical values to tokens and back, many at a time.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "audit/protect/ff1.h"
#include "audit/protect/french_numbers.h"
#include "audit/protect/key_domain.h"
#include "audit/protect/plan.h"
#include "audit/protect/siv.h"
#include "audit/protect/vault.h"

namespace aval {

// A domain whose active epoch makes tokens; the former ones read them back.
struct TokenKeys {
  const KeyDomain* domain = nullptr;
  const KeyEpoch* epoch = nullptr;
};

// What was canonicalized: its type byte (field_form.h), then the text. Never empty.
// Turns each into a token; those that the operation cannot take are left empty and their places
// added to `refused`. One a thread.
using Tokenizer =
    std::function<void(std::span<const std::string> encoded, std::vector<std::string>& tokens,
                       std::vector<std::size_t>& refused)>;
// `vault` is null but for the operation vault; it must outlive the tokenizer.
Tokenizer make_tokenizer(const PlannedColumn& column, const TokenKeys& keys, Vault* vault);

// Reads tokens of one column back to what was encoded; nothing when it is no token of this domain,
// class and operation. `epoch` says which key made format-preserving tokens; the others name it
// themselves. Error(crypto) when the key of a token's epoch is not there. One a thread.
using TokenReaderBack = std::function<std::optional<SecretBytes>(std::string_view token)>;
TokenReaderBack make_token_reader(const PlannedColumn& column, const KeyDomain& domain, int epoch,
                                  const Vault* vault);

}  // namespace aval
