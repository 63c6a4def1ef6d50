// Number formats of spreadsheets (ECMA-376 part 1, 18.8.30 and 18.8.31): which make a number a
// date, which pad it with zeros; and dates as text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace aval {

enum class FormatKind { number, date, date_time, time, duration };

struct NumberFormat {
  FormatKind kind = FormatKind::number;
  int least_digits = 0;  // "00000" makes 1000 "01000"
};

// A format code as the workbook writes it; French letters (j, a) too, which some programs leave.
NumberFormat read_format_code(std::string_view code);

// The formats that have a number and no code.
NumberFormat builtin_format(int id);

// The cell as text: yyyy-mm-dd[ hh:mm:ss], hh:mm:ss, zeros added, or the plain number. `text` is
// the number as the file spells it; `from_1904` says which day is 0.
std::string format_number(std::string_view text, const NumberFormat& format, bool from_1904);

// A date of XML Schema as yyyy-mm-dd[ hh:mm:ss]: "2020-01-31T00:00:00Z" to "2020-01-31".
std::string iso_date(std::string_view text);

// A duration of XML Schema as hh:mm:ss: "PT12H30M00S" to "12:30:00". The text itself when it is
// none.
std::string iso_time(std::string_view text);

}  // namespace aval
