// How well a publication sheet describes its data: the nine criteria that data.gouv.fr scores a
// dataset by (opendatateam/udata, quality of a dataset), one point each.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/base/json.h"
#include "audit/base/language.h"

namespace aval {

struct MetadataCriterion {
  std::string_view key;     // "licence", "temporal_coverage"...
  std::optional<bool> met;  // nothing: the sheet does not say, or only the network would
};

struct MetadataScore {
  std::vector<MetadataCriterion> criteria;  // always the nine, in the order of data.gouv.fr
  std::size_t met = 0;
  std::size_t unknown = 0;
};

// Another format than those that data.gouv.fr counts as closed (pdf, doc, docx, xls, xlsx).
[[nodiscard]] bool is_open_format(const std::string& format);
// `sheet` is an aval.publication/1, `formats` those of its files as a scan names them ("csv"),
// `today` is "YYYY-MM-DD".
[[nodiscard]] MetadataScore metadata_score(const Json& sheet,
                                           const std::vector<std::string>& formats,
                                           const std::string& today);
// Was what is of that day ("YYYY-MM-DD") renewed in time at `today`, by a frequency of a sheet
// ("monthly")? Nothing when that frequency sets no date.
[[nodiscard]] std::optional<bool> is_renewed_in_time(const std::string& frequency,
                                                     const std::string& day,
                                                     const std::string& today);
[[nodiscard]] Text metadata_criterion_in_words(std::string_view key);
// The score as a use of open data asks it: at least seven points, the licence among them; unknown
// when the points that are not known would decide. "ok", "watch" or "unknown".
[[nodiscard]] std::string_view metadata_status(const MetadataScore& score);

}  // namespace aval
