// CSV for spreadsheets, safe against formulas, and exact when aval reads it again.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aval {

// The text with an apostrophe in front when a spreadsheet would take it for a formula: its first
// character past white space is one of = + - @ (or their full-width forms), or it starts with a tab
// or a carriage return. Plain numbers stay as they are. A text that an earlier guard could have
// made is guarded too, so that unguard_formula(guard_formula(text)) == text for every text.
std::string guard_formula(std::string_view text);
// Takes the apostrophe of guard_formula away; any other text stays as it is ("'s-Hertogenbosch").
std::string unguard_formula(std::string_view text);

// True when unguard_formula would take an apostrophe away.
bool is_guarded_formula(std::string_view text);

// Appends one record of plain CSV (RFC 4180): commas, CRLF, quotes where needed. Nothing is
// guarded.
void append_csv_record(std::string& out, const std::vector<std::string_view>& cells);

// The same, each cell guarded (guard_formula).
void append_guarded_record(std::string& out, const std::vector<std::string_view>& cells);

// UTF-8 with BOM (so that Excel reads the accents), semicolons, CRLF at line ends, every cell
// guarded and quoted where needed (RFC 4180).
std::string csv_bytes(const std::vector<std::vector<std::string>>& rows);

}  // namespace aval
