// UTF-8 text: folding, trimming, splitting, escaping for each kind of output. Pure and thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace aval {

// Removes ASCII white space, NBSP (U+00A0), narrow NBSP (U+202F), zero-width characters and BOM at
// both ends.
std::string_view trim(std::string_view text);

// Lower case without accents or ligatures, for comparing: "Élodie" -> "elodie", "Œuvre" ->
// "oeuvre", typographic apostrophe -> "'", NBSP -> " ". Covers Latin-1, Latin Extended-A/B, Greek
// and Cyrillic case by simple mapping; other characters stay as they are. Ill-formed bytes stay as
// they are.
std::string fold(std::string_view text);
// Same, appended to `out` (cleared first), for hot paths.
void fold_into(std::string_view text, std::string& out);

std::vector<std::string_view> split(std::string_view text, char separator);
std::string join(const std::vector<std::string>& parts, std::string_view separator);
std::string to_upper_ascii(std::string_view text);
std::string to_lower_ascii(std::string_view text);

// True when every byte sequence is well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms).
bool is_utf8(std::string_view text);
// Number of code points; an ill-formed byte counts as one.
std::size_t count_code_points(std::string_view text);
// Ill-formed bytes become U+FFFD.
std::string to_valid_utf8(std::string_view text);

// Undoes UTF-8 that was read as Windows-1252 and written as UTF-8 again ("PrÃ©nom" -> "Prénom"),
// once. The text itself when it holds no such damage.
std::string repair_mojibake(std::string_view text);

// For terminals and logs: control characters (C0, DEL, C1, bidi overrides U+202A-202E, U+2066-2069)
// become U+FFFD; tab and newline too when `keep_newlines` is false.
std::string escape_terminal(std::string_view text, bool keep_newlines);
// For HTML text and double-quoted attributes.
std::string escape_html(std::string_view text);
// One CSV field (RFC 4180): quoted when needed; a field that starts with = + - @ TAB or CR gets a
// leading apostrophe unless it is a plain number (formula injection).
std::string escape_csv(std::string_view text);
// Markdown inline text inside a table cell.
std::string escape_markdown(std::string_view text);

// 64-bit hash for tables in memory and embedded dictionaries (stable across machines and versions
// of aval; not secret).
std::uint64_t hash64(std::string_view bytes, std::uint64_t seed);

}  // namespace aval
