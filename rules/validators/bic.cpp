// The identifier of a bank.
#include "rules/validators/check_digits.h"
#include "rules/validators/checks.h"

namespace aval {
namespace {

constexpr std::string_view kCountries =
    " AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR "
    "BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ "
    "EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW "
    "GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY "
    "KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV "
    "MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY "
    "QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG "
    "TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA "
    "ZM ZW ";

}  // namespace

bool is_valid_bic(std::string_view value) {
  if (value.size() != 8 && value.size() != 11)
    return false;
  for (const char c :
       value.substr(0, 4))  // letters alone: no bank uses the digits of ISO 9362:2014
    if (c < 'A' || c > 'Z')
      return false;
  return kCountries.find(std::string(" ") + std::string(value.substr(4, 2)) + " ") !=
         std::string_view::npos;
}

}  // namespace aval
