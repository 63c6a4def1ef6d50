// Derived from the number patterns of libphonenumber 9.0.43, PhoneNumberMetadata.xml (Apache-2.0),
// regions FR, GP, BL, MF, GF, MQ, RE, YT and PM: the five first digits decide.
#include "rules/validators/phone_ranges.h"

#include <algorithm>

#include "rules/validators/check_digits.h"

namespace aval {
namespace {

struct PhoneRange {
  unsigned calling_code;
  std::uint32_t first;  // of the five first digits of nine
  std::uint32_t last;
};

constexpr PhoneRange kRanges[] = {
    // metropolitan France
    {33, 10000, 26199},
    {33, 26300, 39999},
    {33, 41000, 58999},
    {33, 59100, 59399},
    {33, 59500, 63899},
    {33, 64000, 68999},
    {33, 69500, 69599},
    {33, 69800, 69999},
    {33, 73000, 83603},
    {33, 83606, 84099},
    {33, 84200, 84299},
    {33, 84400, 84499},
    {33, 85000, 86999},
    {33, 88000, 99999},
    // Guadeloupe, Saint-Barthélemy, Saint-Martin
    {590, 59000, 59066},
    {590, 59068, 59070},
    {590, 59077, 59099},
    {590, 59870, 59879},
    {590, 69000, 69099},
    {590, 69122, 69135},
    {590, 70900, 70904},
    {590, 80000, 82999},
    {590, 89000, 89999},
    {590, 93950, 93979},
    {590, 94750, 94756},
    {590, 97600, 97619},
    {590, 97680, 97689},
    // Guyane
    {594, 59400, 59415},
    {594, 59420, 59449},
    {594, 59456, 59463},
    {594, 59480, 59480},
    {594, 59490, 59499},
    {594, 59880, 59889},
    {594, 69400, 69438},
    {594, 69440, 69449},
    {594, 69490, 69499},
    {594, 70930, 70933},
    {594, 80000, 82999},
    {594, 89000, 89999},
    {594, 93960, 93969},
    {594, 94760, 94766},
    {594, 97600, 97699},
    // Martinique
    {596, 59600, 59610},
    {596, 59615, 59615},
    {596, 59627, 59683},
    {596, 59689, 59690},
    {596, 59694, 59699},
    {596, 59890, 59899},
    {596, 69600, 69799},
    {596, 70910, 70913},
    {596, 80000, 82999},
    {596, 89000, 89999},
    {596, 93970, 93973},
    {596, 94770, 94779},
    {596, 97660, 97679},
    // La Réunion, Mayotte
    {262, 26200, 26316},
    {262, 26880, 26904},
    {262, 26906, 26907},
    {262, 26915, 26915},
    {262, 26950, 26954},
    {262, 26960, 26970},
    {262, 26980, 26980},
    {262, 63900, 63907},
    {262, 63909, 63911},
    {262, 63919, 63930},
    {262, 63939, 63940},
    {262, 63950, 63950},
    {262, 63955, 63979},
    {262, 63990, 63990},
    {262, 63994, 63997},
    {262, 63999, 63999},
    {262, 69200, 69306},
    {262, 69310, 69313},
    {262, 69320, 69322},
    {262, 69330, 69333},
    {262, 69339, 69355},
    {262, 69360, 69366},
    {262, 69370, 69373},
    {262, 69377, 69377},
    {262, 69380, 69388},
    {262, 69390, 69394},
    {262, 69397, 69397},
    {262, 69399, 69399},
    {262, 70920, 70923},
    {262, 70935, 70937},
    {262, 80000, 81199},
    {262, 81900, 82199},
    {262, 82500, 82699},
    {262, 88400, 88499},
    {262, 89000, 89399},
    {262, 89700, 89999},
    {262, 93980, 93981},
    {262, 93990, 93993},
    {262, 94780, 94781},
    {262, 94790, 94796},
    {262, 97622, 97622},
    {262, 97627, 97628},
    {262, 97630, 97633},
    {262, 97637, 97637},
    {262, 97690, 97699},
    // Saint-Pierre-et-Miquelon
    {508, 70840, 70845},
    {508, 70850, 70856},
    {508, 80000, 82999},
    {508, 89000, 89999},
    // 06 39 98: kept by ARCEP for fiction (décision 2018-0881), so given to nobody, yet it stands
    // where a telephone number stands.
    {33, 63998, 63998},
};

bool is_in(const PhoneRange& range, std::uint32_t prefix) {
  return prefix >= range.first && prefix <= range.last;
}

}  // namespace

bool is_french_range(unsigned calling_code, std::string_view national) {
  if (national.size() != 9 || !is_all_digits(national))
    return false;
  const auto prefix = static_cast<std::uint32_t>(number_of(national.substr(0, 5)));
  return std::any_of(std::begin(kRanges), std::end(kRanges), [&](const PhoneRange& range) {
    return range.calling_code == calling_code && is_in(range, prefix);
  });
}

bool is_any_french_range(std::string_view national) {
  if (national.size() != 9 || !is_all_digits(national))
    return false;
  const auto prefix = static_cast<std::uint32_t>(number_of(national.substr(0, 5)));
  return std::any_of(std::begin(kRanges), std::end(kRanges),
                     [&](const PhoneRange& range) { return is_in(range, prefix); });
}

}  // namespace aval
