#include "registry/register_dates.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace aval {
namespace {

bool is_date(const std::string& text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-')
    return false;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (i != 4 && i != 7 && (text[i] < '0' || text[i] > '9'))
      return false;
  return true;
}

int days_of_month(std::int64_t year, std::int64_t month) {
  if (month == 2)
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

std::string padded(std::int64_t number, std::size_t width) {
  const std::string digits = std::to_string(number);
  return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

std::string date_at(const Json& activity, const char* key) {
  const Json value = activity.value(key, Json());
  return value.is_string() ? value.get<std::string>() : std::string();
}

}  // namespace

std::string months_after(const std::string& date, std::int64_t months) {
  constexpr std::int64_t kTooMany = 9999 * 12;
  if (!is_date(date) || months < 0 || months > kTooMany)
    return {};
  const std::int64_t count =
      std::int64_t{std::stoi(date.substr(0, 4))} * 12 + std::stoi(date.substr(5, 2)) - 1 + months;
  const std::int64_t year = count / 12, month = count % 12 + 1;
  if (year > 9999)
    return {};
  const int day = std::min(std::stoi(date.substr(8, 2)), days_of_month(year, month));
  return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2);
}

std::string review_due_on(const Json& activity) {
  const std::string planned = date_at(activity, "next_review_on");
  if (!planned.empty())
    return planned;
  const std::string last =
      std::max({date_at(activity, "reviewed_on"), date_at(activity, "validated_on"),
                date_at(activity, "created_on")});
  return months_after(last, kReviewMonths);
}

bool is_review_due(const Json& activity, const std::string& today) {
  if (activity.value("status", Json()) == "archived")
    return false;
  return review_due_on(activity) < today;
}

}  // namespace aval
