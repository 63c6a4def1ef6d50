// The register on its way out to another tool, or in from one: what is carried, and what was lost.
// Values only; formats are listed in reports/exchange.h.
#pragma once

#include <string>
#include <vector>

#include "audit/base/json.h"

namespace aval {

// The register, or a part of it, as JSON texts.
struct RegisterContent {
  std::string organisation;             // aval.organisation/1; empty: none
  std::vector<std::string> activities;  // aval.activity/1, in order of id
};

// Something that found no place on the other side. Never a value of a person: a sheet, its field,
// and why.
struct Loss {
  std::string place;  // "restauration-scolaire#/recipients/0/country", or a field of the file read
  Text reason;
};

struct ExchangeOptions {
  Language language = Language::fr;  // of the labels that a format shows to people
  std::string today;                 // "YYYY-MM-DD"
};

struct ExportedRegister {
  std::string bytes;
  std::vector<Loss> losses;
};

struct ImportedRegister {
  RegisterContent content;
  std::vector<Loss> losses;
};

// aval.register/1: an organisation and activities, nothing lost.
ExportedRegister write_register_json(const RegisterContent& content,
                                     const ExchangeOptions& options);
// Takes aval.register/1, or one aval.activity/1. Error(input) that lists every problem.
ImportedRegister read_register_json(const std::string& path, const ExchangeOptions& options);

// The problems of every document of `content`, with `place` ahead of each.
[[nodiscard]] std::vector<Problem> check_register(const RegisterContent& content,
                                                  const std::string& place);

// {"schema": "aval.losses/1", "losses": [{"place", "fr", "en"}]}, indented.
std::string losses_as_json(const std::vector<Loss>& losses);

}  // namespace aval
