// Folding of U+00A0 to U+024F: lower case, accents dropped, ligatures opened (from the Unicode
// Character Database's decompositions). A null entry stays as it is.
#pragma once

#include <cstdint>

namespace aval {

inline constexpr std::uint32_t kFoldFirst = 0xA0;
// Sixteen code points a line.
// clang-format off
inline constexpr const char* kFoldTable[] = {
    /* U+00A0 */ " ", nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr,
    /* U+00B0 */ nullptr, nullptr, nullptr, nullptr, "'", nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr,
    /* U+00C0 */ "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i",
    /* U+00D0 */ "d", "n", "o", "o", "o", "o", "o", nullptr, "o", "u", "u", "u", "u", "y", "th", "ss",
    /* U+00E0 */ "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i",
    /* U+00F0 */ "d", "n", "o", "o", "o", "o", "o", nullptr, "o", "u", "u", "u", "u", "y", "th", "y",
    /* U+0100 */ "a", "a", "a", "a", "a", "a", "c", "c", "c", "c", "c", "c", "c", "c", "d", "d",
    /* U+0110 */ "d", "d", "e", "e", "e", "e", "e", "e", "e", "e", "e", "e", "g", "g", "g", "g",
    /* U+0120 */ "g", "g", "g", "g", "h", "h", "h", "h", "i", "i", "i", "i", "i", "i", "i", "i",
    /* U+0130 */ "i", "i", "ij", "ij", "j", "j", "k", "k", "k", "l", "l", "l", "l", "l", "l", "l",
    /* U+0140 */ "l", "l", "l", "n", "n", "n", "n", "n", "n", "'n", "n", "n", "o", "o", "o", "o",
    /* U+0150 */ "o", "o", "oe", "oe", "r", "r", "r", "r", "r", "r", "s", "s", "s", "s", "s", "s",
    /* U+0160 */ "s", "s", "t", "t", "t", "t", "t", "t", "u", "u", "u", "u", "u", "u", "u", "u",
    /* U+0170 */ "u", "u", "u", "u", "w", "w", "y", "y", "y", "z", "z", "z", "z", "z", "z", "s",
    /* U+0180 */ nullptr, "\xC9\x93", "\xC6\x83", nullptr, "\xC6\x85", nullptr, "\xC9\x94", "\xC6\x88", nullptr, "\xC9\x96", "\xC9\x97", "\xC6\x8C", nullptr, nullptr, "\xC7\x9D", "\xC9\x99",
    /* U+0190 */ "\xC9\x9B", "\xC6\x92", "f", "\xC9\xA0", "\xC9\xA3", nullptr, "\xC9\xA9", "\xC9\xA8", "\xC6\x99", nullptr, nullptr, nullptr, "\xC9\xAF", "\xC9\xB2", nullptr, "\xC9\xB5",
    /* U+01A0 */ "o", "o", "\xC6\xA3", nullptr, "\xC6\xA5", nullptr, "\xCA\x80", "\xC6\xA8", nullptr, "\xCA\x83", nullptr, nullptr, "\xC6\xAD", nullptr, "\xCA\x88", "u",
    /* U+01B0 */ "u", "\xCA\x8A", "\xCA\x8B", "\xC6\xB4", nullptr, "\xC6\xB6", nullptr, "\xCA\x92", "\xC6\xB9", nullptr, nullptr, nullptr, "\xC6\xBD", nullptr, nullptr, nullptr,
    /* U+01C0 */ nullptr, nullptr, nullptr, nullptr, "\xC7\x86", "\xC7\x86", nullptr, "\xC7\x89", "\xC7\x89", nullptr, "\xC7\x8C", "\xC7\x8C", nullptr, "a", "a", "i",
    /* U+01D0 */ "i", "o", "o", "u", "u", "u", "u", "u", "u", "u", "u", "u", "u", nullptr, "a", "a",
    /* U+01E0 */ "a", "a", "\xC3\xA6", "\xC3\xA6", "\xC7\xA5", nullptr, "g", "g", "k", "k", "o", "o", "o", "o", "\xCA\x92", "\xCA\x92",
    /* U+01F0 */ "j", "\xC7\xB3", "\xC7\xB3", nullptr, "g", "g", "\xC6\x95", "\xC6\xBF", "n", "n", "a", "a", "\xC3\xA6", "\xC3\xA6", "\xC3\xB8", "\xC3\xB8",
    /* U+0200 */ "a", "a", "a", "a", "e", "e", "e", "e", "i", "i", "i", "i", "o", "o", "o", "o",
    /* U+0210 */ "r", "r", "r", "r", "u", "u", "u", "u", "s", "s", "t", "t", "\xC8\x9D", nullptr, "h", "h",
    /* U+0220 */ "\xC6\x9E", nullptr, "\xC8\xA3", nullptr, "\xC8\xA5", nullptr, "a", "a", "e", "e", "o", "o", "o", "o", "o", "o",
    /* U+0230 */ "o", "o", "y", "y", nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, "\xE2\xB1\xA5", "\xC8\xBC", nullptr, "\xC6\x9A", "\xE2\xB1\xA6", nullptr,
    /* U+0240 */ nullptr, "\xC9\x82", nullptr, "\xC6\x80", "\xCA\x89", "\xCA\x8C", "\xC9\x87", nullptr, "\xC9\x89", nullptr, "\xC9\x8B", nullptr, "\xC9\x8D", nullptr, "\xC9\x8F", nullptr,
};
// clang-format on

}  // namespace aval
