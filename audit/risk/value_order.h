// The order of the values of a column, when they have one: numbers or dates.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace aval {

// Each value as a number (decimal point or comma, spaces between groups); nothing when one is none.
std::optional<std::vector<double>> find_numbers(const std::vector<std::string>& values);

// The rank of each value, from 0, when all are numbers or all are dates (YYYY-MM-DD, DD/MM/YYYY,
// DD-MM-YYYY, DD.MM.YYYY); equal numbers have one rank. Nothing for other values, or without any.
std::optional<std::vector<std::uint32_t>> find_order(const std::vector<std::string>& values);

}  // namespace aval
