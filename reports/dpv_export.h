// The register in the Data Privacy Vocabulary (W3C DPV 2.x and its GDPR extension), as JSON-LD.
#pragma once

#include "registry/exchange.h"

namespace aval {

// A dpv:DataProcessingRecord an activity, within one document: purposes with their legal basis
// (eu-gdpr:A6-1-a to f), data, persons, recipients, storage, transfers, measures. Free words stay
// words: no term is guessed for them. Losses name the fields that no term takes.
ExportedRegister write_register_dpv(const RegisterContent& content, const ExchangeOptions& options);

}  // namespace aval
