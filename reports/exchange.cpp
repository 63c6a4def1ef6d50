#include "reports/exchange.h"

#include <array>

#include "registry/pia_import.h"
#include "reports/dpv_export.h"
#include "reports/pia_export.h"

namespace aval {
namespace {

constexpr std::array kFormats = {
    ExchangeFormat{"json", read_register_json, write_register_json},
    ExchangeFormat{"pia", read_register_pia, write_register_pia},
    ExchangeFormat{"dpv", nullptr, write_register_dpv},
};

}  // namespace

std::span<const ExchangeFormat> exchange_formats() {
  return kFormats;
}

}  // namespace aval
