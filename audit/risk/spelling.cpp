#include "audit/risk/spelling.h"

#include <algorithm>

namespace aval {
namespace {

// Writes text from left to right; never more than the 32 bytes that the longest spelling needs.
class Writer {
 public:
  explicit Writer(std::array<char, 32>& buffer) : buffer_(buffer) {}

  void put(char c) { buffer_[size_++] = c; }
  void put(std::string_view text) {
    for (const char c : text)
      put(c);
  }
  // `width` digits, with leading zeros.
  void digits(std::uint64_t number, std::size_t width) {
    for (std::size_t i = width; i > 0; --i) {
      buffer_[size_ + i - 1] = static_cast<char>('0' + number % 10);
      number /= 10;
    }
    size_ += width;
  }
  void number(std::uint64_t number) { digits(number, number < 10 ? 1 : 2); }
  std::string_view text() const { return {buffer_.data(), size_}; }

 private:
  std::array<char, 32>& buffer_;
  std::size_t size_ = 0;
};

struct Day {
  unsigned year = 0, month = 0, day = 0;
};

// The calendar of a day counted from 1 January 1900 (proleptic Gregorian; an era has 400 years, of
// 146,097 days, and starts on 1 March; 693,901 days lie between 1 March of year 0 and that day).
Day day_of(std::uint64_t days) {
  const std::uint64_t since_march_0 = days + 693'901;
  const std::uint64_t era = since_march_0 / 146'097;
  const std::uint64_t in_era = since_march_0 % 146'097;
  const std::uint64_t year = (in_era - in_era / 1'460 + in_era / 36'524 - in_era / 146'096) / 365;
  const std::uint64_t in_year = in_era - (365 * year + year / 4 - year / 100);
  const std::uint64_t month = (5 * in_year + 2) / 153;  // 0: March
  const bool next = month >= 10;
  return {static_cast<unsigned>(era * 400 + year + (next ? 1 : 0)),
          static_cast<unsigned>(next ? month - 9 : month + 3),
          static_cast<unsigned>(in_year - (153 * month + 2) / 5 + 1)};
}

std::string_view spell_year_first(const Day& day, std::string_view separator,
                                  std::array<char, 32>& buffer) {
  Writer out(buffer);
  out.digits(day.year, 4);
  out.put(separator);
  out.digits(day.month, 2);
  out.put(separator);
  out.digits(day.day, 2);
  return out.text();
}

std::string_view spell_day_first(const Day& day, std::string_view separator, std::size_t year_width,
                                 std::array<char, 32>& buffer) {
  Writer out(buffer);
  out.digits(day.day, 2);
  out.put(separator);
  out.digits(day.month, 2);
  out.put(separator);
  out.digits(day.year, year_width);
  return out.text();
}

void put_pairs(Writer& out, std::uint64_t national, char separator) {
  std::uint64_t divisor = 100'000'000;
  for (int pair = 0; pair < 5; ++pair) {
    if (pair > 0)
      out.put(separator);
    out.digits(national / divisor % 100, 2);
    divisor /= 100;
  }
}

struct Nir {
  std::uint64_t sex = 0, year = 0, month = 0, commune = 0, order = 0;
  std::array<char, 2> department{};
  unsigned key = 0;
};

// 01 to 19, 2A, 2B, 21 to 95, 97, 98, 99: 99 of them.
std::array<char, 2> department_of(std::uint64_t index) {
  if (index == 19 || index == 20)
    return {'2', index == 19 ? 'A' : 'B'};
  const std::uint64_t number = index < 19 ? index + 1 : index < 96 ? index : index + 1;
  return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

// The key is 97 less the remainder of the thirteen digits by 97, 2A read as 19 and 2B as 18
// (INSEE).
unsigned key_of(const Nir& nir) {
  const bool corsica = nir.department[1] >= 'A';
  const std::uint64_t department = corsica
                                       ? (nir.department[1] == 'A' ? 19U : 18U)
                                       : static_cast<std::uint64_t>(nir.department[0] - '0') * 10 +
                                             static_cast<std::uint64_t>(nir.department[1] - '0');
  const std::uint64_t number = ((nir.sex * 100 + nir.year) * 100 + nir.month) * 100'000'000 +
                               department * 1'000'000 + nir.commune * 1'000 + nir.order;
  return static_cast<unsigned>(97 - number % 97);
}

Nir nir_of(std::uint64_t value) {
  const auto take = [&value](std::uint64_t count) {
    const std::uint64_t digit = value % count;
    value /= count;
    return digit;
  };
  Nir nir;
  nir.sex = take(2) + 1;
  nir.year = take(100);
  nir.month = take(12) + 1;
  nir.department = department_of(take(99));
  nir.commune = take(990) + 1;
  nir.order = take(999) + 1;
  nir.key = key_of(nir);
  return nir;
}

}  // namespace

std::string_view spell_postcode(std::uint64_t postcode, std::size_t spelling,
                                std::array<char, 32>& buffer) {
  Writer out(buffer);
  out.digits(postcode, spelling == 1 && postcode < 10'000 ? 4 : 5);
  return out.text();
}

std::uint64_t count_dates(int last_year) {
  const auto years = static_cast<std::uint64_t>(std::max(last_year, 1900) - 1900 + 1);
  const std::uint64_t last = years - 1;  // 1900 was no leap year, 2000 was one
  const std::uint64_t leaps = last / 4 - (last >= 200 ? 1 : 0);
  return years * 365 + leaps;
}

std::string_view spell_date(std::uint64_t day, std::size_t spelling, std::array<char, 32>& buffer) {
  const Day date = day_of(day);
  switch (spelling) {
    case 0:
      return spell_day_first(date, "/", 4, buffer);
    case 1:
      return spell_year_first(date, "-", buffer);
    case 2:
      return spell_year_first(date, "", buffer);
    case 3:
      return spell_day_first(date, "", 4, buffer);
    case 4:
      return spell_day_first(date, "-", 4, buffer);
    case 5:
      return spell_day_first(date, ".", 4, buffer);
    case 6: {
      Writer out(buffer);
      out.number(date.day);
      out.put('/');
      out.number(date.month);
      out.put('/');
      out.digits(date.year, 4);
      return out.text();
    }
    case 7:
      return spell_year_first(date, "/", buffer);
    case 8:
      return spell_day_first(date, "/", 2, buffer);
    case 9:
      return spell_day_first(date, "", 2, buffer);
    default: {
      const std::size_t size = spell_year_first(date, "-", buffer).size();
      constexpr std::string_view kMidnight = " 00:00:00";
      std::copy(kMidnight.begin(), kMidnight.end(),
                buffer.begin() + static_cast<std::ptrdiff_t>(size));
      return {buffer.data(), size + kMidnight.size()};
    }
  }
}

std::string_view spell_siren(std::uint64_t body, std::size_t spelling,
                             std::array<char, 32>& buffer) {
  std::uint64_t sum = 0, rest = body;
  for (int i = 0; i < 8; ++i) {  // from the right: the key's neighbour is doubled
    const std::uint64_t digit = rest % 10;
    rest /= 10;
    const std::uint64_t weighed = i % 2 == 0 ? digit * 2 : digit;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  const std::uint64_t siren = body * 10 + (10 - sum % 10) % 10;
  Writer out(buffer);
  if (spelling == 0) {
    out.digits(siren, 9);
    return out.text();
  }
  out.digits(siren / 1'000'000, 3);
  out.put(' ');
  out.digits(siren / 1'000 % 1'000, 3);
  out.put(' ');
  out.digits(siren % 1'000, 3);
  return out.text();
}

std::string_view spell_phone(std::uint64_t national, std::size_t spelling,
                             std::array<char, 32>& buffer) {
  Writer out(buffer);
  switch (spelling) {
    case 0:
      out.digits(national, 10);
      break;
    case 1:
      put_pairs(out, national, ' ');
      break;
    case 2:
      out.put("+33");
      out.digits(national, 9);
      break;
    case 3:
      out.digits(national, 9);
      break;
    case 4:
      put_pairs(out, national, '.');
      break;
    case 5:
      put_pairs(out, national, '-');
      break;
    case 6:
      out.put("33");
      out.digits(national, 9);
      break;
    case 7: {
      out.put("+33 ");
      std::array<char, 32> pairs{};
      Writer five(pairs);
      put_pairs(five, national, ' ');
      out.put(five.text().substr(1));
      break;
    }
    default:
      out.put("0033");
      out.digits(national, 9);
  }
  return out.text();
}

std::string_view spell_nir(std::uint64_t value, std::size_t spelling,
                           std::array<char, 32>& buffer) {
  const Nir nir = nir_of(value);
  const std::string_view gap = spelling == 2 ? " " : "";
  Writer out(buffer);
  out.digits(nir.sex, 1);
  out.put(gap);
  out.digits(nir.year, 2);
  out.put(gap);
  out.digits(nir.month, 2);
  out.put(gap);
  out.put({nir.department.data(), 2});
  out.put(gap);
  out.digits(nir.commune, 3);
  out.put(gap);
  out.digits(nir.order, 3);
  if (spelling > 0) {
    out.put(gap);
    out.digits(nir.key, 2);
  }
  return out.text();
}

}  // namespace aval
