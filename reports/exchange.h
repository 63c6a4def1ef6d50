// Formats of `aval register export` and `aval register import`. A new one is a line of the table in
// exchange.cpp.
#pragma once

#include <span>
#include <string_view>

#include "registry/exchange.h"

namespace aval {

struct ExchangeFormat {
  std::string_view name;  // as --format spells it
  // From a file; null when this format is not read. Its losses name what the file says and the
  // register has no field for. The documents it gives need not be valid yet: check_register tells.
  ImportedRegister (*read)(const std::string& path, const ExchangeOptions& options);
  // Null when this format is not written. Its losses name what the format has no field for.
  ExportedRegister (*write)(const RegisterContent& content, const ExchangeOptions& options);
};

std::span<const ExchangeFormat> exchange_formats();

}  // namespace aval
