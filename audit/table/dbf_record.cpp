#include "audit/table/dbf_record.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

#include "audit/base/text.h"
#include "audit/table/binary_number.h"
#include "audit/table/number_text.h"
#include "audit/table/read_codes.h"

namespace aval {

namespace {

constexpr std::int64_t kJulianEpoch = 2440588;  // Julian day of 1970-01-01
constexpr std::int64_t kMaxJulian = 5373484;    // of 9999-12-31
constexpr unsigned kDaySeconds = 86400;

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(std::string_view(" \0", 2));
  if (first == std::string_view::npos)
    return {};
  return text.substr(first, text.find_last_not_of(std::string_view(" \0", 2)) - first + 1);
}

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string date_text(std::string_view text) {
  if (text.size() != 8 || !is_digits(text))
    return std::string(text);
  if (text == "00000000")
    return "";
  return std::string(text.substr(0, 4)) + "-" + std::string(text.substr(4, 2)) + "-" +
         std::string(text.substr(6));
}

std::string logical_text(std::string_view text) {
  const char value = text.empty() ? ' ' : text.front();
  if (value == 'T' || value == 't' || value == 'Y' || value == 'y')
    return "TRUE";
  return value == 'F' || value == 'f' || value == 'N' || value == 'n' ? "FALSE" : "";
}

// A Julian day and the milliseconds of the day.
std::string moment_text(std::string_view bytes) {
  const auto day = static_cast<std::int64_t>(little_endian(bytes, 0, 4));
  const auto seconds = static_cast<unsigned>((little_endian(bytes, 4, 4) + 500) / 1000);
  if (day < 1721426 || day > kMaxJulian || seconds >= kDaySeconds)
    return "";
  const std::chrono::year_month_day date{
      std::chrono::sys_days{std::chrono::days{day - kJulianEpoch}}};
  std::array<char, 32> text{};
  const int length = std::snprintf(
      text.data(), text.size(), "%04d-%02u-%02u %02u:%02u:%02u", static_cast<int>(date.year()),
      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), seconds / 3600,
      seconds / 60 % 60, seconds % 60);
  const std::string whole(text.data(), static_cast<std::size_t>(length));
  return seconds == 0 ? whole.substr(0, 10) : whole;
}

std::string currency_text(std::string_view bytes) {
  const auto value = static_cast<std::int64_t>(little_endian(bytes, 0, 8));
  const std::uint64_t size =
      value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  std::string decimals = std::to_string(size % 10000);
  decimals.insert(0, 4 - decimals.size(), '0');
  return (value < 0 ? "-" : "") + std::to_string(size / 10000) + "." + decimals;
}

// The number of a memo block: ten digits, or four bytes in Visual FoxPro.
std::uint64_t block_number(std::string_view bytes) {
  if (bytes.size() == 4)
    return little_endian(bytes, 0, 4);
  return parse_count(trimmed(bytes)).value_or(0);
}

std::string memo_text(std::string_view bytes, const DbfLayout& layout, SparseRow& row,
                      ReadStats& stats) {
  const std::uint64_t block = block_number(bytes);
  if (block == 0)
    return "";
  if (layout.memo == nullptr) {
    count_record(stats.skipped, "memo_missing", row.number);
    return "";
  }
  const auto text = read_memo(*layout.memo, block);
  if (!text) {
    count_record(stats.skipped, "memo_damaged", row.number);
    return "";
  }
  if (text->is_binary)
    count_record(stats.repairs, "binary_value", row.number);
  if (text->is_cut)
    count_record(stats.skipped, "memo_cut", row.number);
  return dbf_text(text->bytes, layout, row, stats);
}

// Types whose bytes are a number of the machine.
std::string binary_text(const DbfField& field, std::string_view bytes, bool is_foxpro) {
  switch (field.type) {
    case 'I':
      return std::to_string(static_cast<std::int32_t>(little_endian(bytes, 0, 4)));
    case '+':
      return std::to_string(static_cast<std::int32_t>(big_endian(bytes, 0, 4) ^ 0x80000000U));
    case 'Y':
      return currency_text(bytes);
    case 'B':
      return is_foxpro ? number_text(little_endian_double(bytes, 0)) : "";
    default:
      return moment_text(bytes);
  }
}

bool is_binary_number(const DbfField& field, bool is_foxpro) {
  switch (field.type) {
    case 'I':
    case '+':
      return field.length == 4;
    case 'Y':
    case 'T':
      return field.length == 8;
    case 'B':
      return field.length == 8 && is_foxpro;
    default:
      return false;
  }
}

std::string cell_text(const DbfField& field, std::string_view bytes, const DbfLayout& layout,
                      std::pair<SparseRow&, ReadStats&> out) {
  auto& [row, stats] = out;
  const std::string_view text = trimmed(bytes);
  if (is_binary_number(field, layout.header.is_foxpro))
    return binary_text(field, bytes, layout.header.is_foxpro);
  switch (field.type) {
    case 'D':
      return dbf_text(date_text(text), layout, row, stats);
    case 'L':
      return logical_text(text);
    case 'M':
      return memo_text(bytes, layout, row, stats);
    case 'N':
    case 'F':
      // dBase fills a number that is too long for its field with stars.
      if (!text.empty() && text.find_first_not_of('*') == std::string_view::npos)
        count_record(stats.repairs, "number_overflow", row.number);
      return dbf_text(text, layout, row, stats);
    case 'G':
    case 'P':
    case 'W':
    case 'Q':
    case 'B':
    case 'O':
    case '@':
      if (!text.empty())
        count_record(stats.repairs, "binary_value", row.number);
      return "";
    default:
      return dbf_text(bytes, layout, row, stats);
  }
}

}  // namespace

std::string dbf_text(std::string_view bytes, const DbfLayout& layout, SparseRow& row,
                     ReadStats& stats) {
  const std::size_t last = bytes.find_last_not_of(std::string_view(" \0", 2));
  bytes = bytes.substr(0, last == std::string_view::npos ? 0 : last + 1);
  std::string text;
  if (is_ascii(bytes) || (layout.encoding.page == nullptr && is_utf8(bytes))) {
    text = bytes;
  } else if (layout.encoding.page != nullptr) {
    decode_page(bytes, *layout.encoding.page, text);
  } else {
    repair_utf8(bytes, text);
    count_record(stats.repairs, "bad_utf8", row.number);
  }
  if (text.find('\0') != std::string::npos) {
    text.erase(std::remove(text.begin(), text.end(), '\0'), text.end());
    count_record(stats.repairs, "nul_byte", row.number);
  }
  return text;
}

void add_dbf_cells(std::string_view record, const DbfLayout& layout, SparseRow& row,
                   ReadStats& stats) {
  for (std::size_t column = 0; column < layout.header.fields.size(); ++column) {
    const DbfField& field = layout.header.fields[column];
    if (field.offset >= record.size())
      return;
    const std::string text =
        cell_text(field, record.substr(field.offset, field.length), layout, {row, stats});
    if (!text.empty())
      row.add(column, text);
  }
}

}  // namespace aval
