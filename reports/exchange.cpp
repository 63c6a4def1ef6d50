#include "reports/exchange.h"

#include <array>

#include "registry/pia_import.h"
#include "reports/dpv_export.h"
#include "reports/pia_export.h"
#include "reports/register_formats.h"

namespace aval {
namespace {

constexpr std::array kFormats = {
    ExchangeFormat{"json", read_register_json, write_register_json},
    ExchangeFormat{"ods", read_register_sheets, write_register_ods},
    ExchangeFormat{"xlsx", read_register_sheets, write_register_xlsx},
    ExchangeFormat{"csv", read_register_sheets, write_register_csv},
    ExchangeFormat{"cnil", read_register_cnil, write_register_cnil_ods},
    ExchangeFormat{"cnil-xlsx", read_register_cnil, write_register_cnil_xlsx},
    ExchangeFormat{"madis", read_register_madis, nullptr},
    ExchangeFormat{"pia", read_register_pia, write_register_pia},
    ExchangeFormat{"dpv", nullptr, write_register_dpv},
};

}  // namespace

std::span<const ExchangeFormat> exchange_formats() {
  return kFormats;
}

}  // namespace aval
