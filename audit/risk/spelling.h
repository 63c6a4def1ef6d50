// How values of French files are written: the spellings that candidate_space.h tries, the most
// usual first. All pure; all write into `buffer` and return what they wrote.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace aval {

// 13400, and 1400 for 01400: a spreadsheet drops the zero.
std::string_view spell_postcode(std::uint64_t postcode, std::size_t spelling,
                                std::array<char, 32>& buffer);

// Dates from 1 January 1900 to 31 December of `last_year`.
std::uint64_t count_dates(int last_year);
// Day 0 is 1 January 1900. dd/mm/yyyy, yyyy-mm-dd, yyyymmdd, ddmmyyyy, dd-mm-yyyy, dd.mm.yyyy,
// d/m/yyyy, yyyy/mm/dd, dd/mm/yy, ddmmyy, yyyy-mm-dd 00:00:00.
std::string_view spell_date(std::uint64_t day, std::size_t spelling, std::array<char, 32>& buffer);

// The first eight digits of a SIREN, its Luhn key added: nine digits, or three groups.
std::string_view spell_siren(std::uint64_t body, std::size_t spelling,
                             std::array<char, 32>& buffer);

// A national number (0612345678 as 612345678): 0612345678, 06 12 34 56 78, +33612345678,
// 612345678, 06.12.34.56.78, 06-12-34-56-78, 33612345678, +33 6 12 34 56 78, 0033612345678.
std::string_view spell_phone(std::uint64_t national, std::size_t spelling,
                             std::array<char, 32>& buffer);

// NIR of sex 1 or 2, year 00 to 99, month 01 to 12, department 01 to 95, 2A, 2B and 97 to 99,
// commune 001 to 990, order 001 to 999 (INSEE); the order varies last, the sex first.
inline constexpr std::uint64_t kNirValues = 2ULL * 100 * 12 * 99 * 990 * 999;
// 13 digits, 15 with the key, 15 in groups.
std::string_view spell_nir(std::uint64_t value, std::size_t spelling, std::array<char, 32>& buffer);

}  // namespace aval
