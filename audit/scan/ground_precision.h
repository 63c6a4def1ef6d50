// How finely a column tells positions on the ground: by the decimals that its numbers use, whatever
// their declared type.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "audit/base/language.h"
#include "audit/table/table_reader.h"

namespace aval {

struct ColumnProfile;

// What one cell tells: a number, or positions "x,y x,y", "(x y)".
struct CellOrdinates {
  // The most decimals that one of its numbers uses, zeros at the end left out; of whole numbers 0,
  // or -1, -2... for tens, hundreds...
  int decimals = 0;
  bool is_position = false;  // two numbers
  double first = 0;          // of the first position, or the number
  double second = 0;
};

// The decimals that a number uses, written with a point and without groups, as CellOrdinates says.
// `number` is its value.
int decimals_used(std::string_view text, double number);

// None for a cell that is neither. Numbers of which only binary noise makes the last decimals
// (16 digits or more, or a number of 32 bits widened to 64) are read without it.
std::optional<CellOrdinates> ordinates_of(std::string_view cell);

// Cells of a column by the decimals that they use.
struct DecimalCounts {
  static constexpr int kFewest = -6;
  static constexpr int kMost = 15;
  std::array<std::uint64_t, kMost - kFewest + 1> cells{};

  void add(int decimals, std::uint64_t cells_with_them);
  void merge(const DecimalCounts& other);
  // The decimals that write 95 % of the cells exactly; none without cells.
  std::optional<int> used() const;
};

struct OrdinateBounds {
  std::uint64_t cells = 0;  // counted apart from the bounds
  double min_first = 0;
  double max_first = 0;
  double min_second = 0;
  double max_second = 0;
  bool has_any = false;

  // The bounds hold that position too; `cells` stays.
  void widen(double first, double second);
  void merge(const OrdinateBounds& other);
};

struct GroundPrecision {
  std::string reference_system;     // "EPSG:2154 (RGF93 v1 / Lambert-93)"; empty when unknown
  Origin origin = Origin::guessed;  // said by the source or the standard of its format, or guessed
  bool in_degrees = false;
  int decimals = 0;
  double metres = 0;  // of one unit of the last decimal, along a meridian
};

// None when the column holds no numbers. The declared type of `column` tells the system that its
// source says (audit/table/geometry_type.h).
std::optional<GroundPrecision> ground_precision(const ColumnProfile& profile,
                                                const TableColumn& column);

// "positions à 0,11 m près (6 décimales de degré), EPSG:4326 (WGS 84)".
Text precision_in_words(const GroundPrecision& precision);

}  // namespace aval
