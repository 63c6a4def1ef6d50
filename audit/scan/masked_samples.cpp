#include "audit/scan/masked_samples.h"

#include <algorithm>

#include "audit/base/text.h"
#include "audit/base/utf8.h"

namespace aval {
namespace {

constexpr std::size_t kSamples = 3;
constexpr std::size_t kShortestMasked = 5;  // characters
constexpr std::string_view kStars = "*****";

// ASCII letters and digits, and the letters of Latin-1 and Latin Extended-A and B: nothing that
// could turn the text around it (U+00D7 and U+00F7 are signs).
bool may_be_shown(std::uint32_t c) {
  const bool ascii = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  return ascii || (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7);
}

// False once the column has all its samples.
bool offer(ColumnScan& column, std::string_view cell) {
  std::vector<std::string>& samples = column.masked_samples;
  if (samples.size() >= kSamples)
    return false;
  std::optional<std::string> mask = mask_value(cell);
  if (mask && std::find(samples.begin(), samples.end(), *mask) == samples.end())
    samples.push_back(std::move(*mask));
  return samples.size() < kSamples;
}

}  // namespace

std::optional<std::string> mask_value(std::string_view value) {
  const std::string_view text = trim(value);
  if (count_code_points(text) < kShortestMasked)
    return std::nullopt;
  const Utf8Character first = read_utf8(text, 0);
  if (!first.valid || !may_be_shown(first.code_point))
    return std::nullopt;
  std::string mask(text.substr(0, first.length));
  mask += kStars;
  // A value that already looks so would be printed whole.
  return mask == text ? std::nullopt : std::optional<std::string>(std::move(mask));
}

bool may_show_samples(const ColumnScan& column) {
  return is_personal(column.gdpr) && column.gdpr != Gdpr::special &&
         column.gdpr != Gdpr::criminal && column.type != ColumnType::username_password;
}

void add_masked_samples(TableScan& table, TableReader& reader) {
  std::vector<std::size_t> wanting;
  for (const ColumnScan& column : table.columns)
    if (may_show_samples(column))
      wanting.push_back(column.index);
  Batch batch;
  while (!wanting.empty() && reader.next(batch))
    std::erase_if(wanting, [&](std::size_t index) {
      if (index >= batch.columns.size())
        return false;
      const auto& cells = batch.columns[index];
      return !std::all_of(cells.begin(), cells.end(),
                          [&](std::string_view cell) { return offer(table.columns[index], cell); });
    });
}

}  // namespace aval
