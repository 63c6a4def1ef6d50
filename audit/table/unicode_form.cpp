#include "audit/table/unicode_form.h"

#include <algorithm>
#include <vector>

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "audit/base/error.h"

namespace aval {
namespace {

void require(UErrorCode code) {
  if (U_FAILURE(code) != 0)
    throw Error(ErrorKind::internal, "ICU",
                {std::string("normalisation impossible : ") + u_errorName(code),
                 std::string("normalization failed: ") + u_errorName(code)});
}

// Every character below U+0300 is in form C and combines with none: no byte above 0xCB leads one.
bool is_surely_nfc(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0xCC; });
}

}  // namespace

void to_nfc(std::string_view text, std::string& out) {
  if (is_surely_nfc(text)) {
    out.assign(text);
    return;
  }
  UErrorCode code = U_ZERO_ERROR;
  std::vector<UChar> units(text.size() + 1);  // never more units than bytes
  int32_t count = 0;
  u_strFromUTF8(units.data(), static_cast<int32_t>(units.size()), &count, text.data(),
                static_cast<int32_t>(text.size()), &code);
  require(code);
  const UNormalizer2* form = unorm2_getNFCInstance(&code);
  require(code);
  // At most three units for one (annex 15, table of expansion factors).
  std::vector<UChar> composed(static_cast<std::size_t>(count) * 3 + 1);
  const int32_t size = unorm2_normalize(form, units.data(), count, composed.data(),
                                        static_cast<int32_t>(composed.size()), &code);
  require(code);
  out.resize(static_cast<std::size_t>(size) * 3 + 1);
  int32_t bytes = 0;
  u_strToUTF8(out.data(), static_cast<int32_t>(out.size()), &bytes, composed.data(), size, &code);
  require(code);
  out.resize(static_cast<std::size_t>(bytes));
}

}  // namespace aval
