// Other programs, called by an argument vector: no shell ever reads a word of it.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace aval {

// The absolute path of a program on PATH; folders of PATH that are not absolute are left out, so
// that nothing is ever run from the working folder.
std::optional<std::string> find_on_path(const std::string& name);

struct ProcessCall {
  std::vector<std::string> arguments;    // the first one is the absolute path of the program
  std::vector<std::string> environment;  // "NAME=value"; the program gets nothing else
  std::chrono::seconds time_limit{60};
};

struct ProcessEnd {
  std::optional<int> exit_code;  // nothing: a signal ended it, or its time was over
  bool timed_out = false;
  std::string output;  // its first 64 KiB of standard output and error
};

// Runs it to its end, with nothing to read and no file of ours open; it and what it started are
// killed when its time is over. Error(input) when it cannot be started, or when the user
// interrupts.
ProcessEnd run_process(const ProcessCall& call);

// Starts it and leaves it alone: it lives on when this process ends, with nothing to read and
// nowhere to write. Error(input) when it cannot be started. `time_limit` is not used.
void start_program(const ProcessCall& call);

}  // namespace aval
