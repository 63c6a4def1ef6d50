// Seals: an Ed25519 mark over a record. It proves that the record was not changed since, and that
// the holder of the key sealed it in aval. It is no signature of the administrative act, which has
// its own signatory.
#pragma once

#include <string>
#include <string_view>

#include "registry/journal.h"
#include "registry/store.h"

namespace aval {

// What is signed: a line that names the form and the record, then its canonical content. Two kinds
// of records never share a message.
std::string sealed_message(const StoredDocument& document);
// "aval.checkpoint/1 COUNT HASH TIME": where the journal stood.
std::string checkpoint_message(const Checkpoint& checkpoint, std::string_view time);

// "kind/id/version": the id of the seal of a record.
std::string seal_id(const StoredDocument& document);

}  // namespace aval
