// What the process sees of its surroundings: terminal, environment, clock. Only audit/cli calls
// these.
#pragma once

#include <optional>
#include <string>

namespace aval {

bool is_terminal_output();
bool is_terminal_error();
bool is_superuser();
int terminal_width();  // columns, 80 when unknown
std::optional<std::string> environment_variable(const char* name);

// Today in local time, "YYYY-MM-DD"; the environment variable AVAL_TODAY overrides it (tests,
// replays).
std::string today_from_clock();
// Now in UTC, "YYYY-MM-DDTHH:MM:SSZ"; AVAL_TODAY gives noon of that day.
std::string now_from_clock();
// Name of the account that runs the command, for the journal's operator table; "unknown" when it
// has none.
std::string account_name();
unsigned processor_count();

}  // namespace aval
