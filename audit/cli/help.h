// The pages of --help, in the user's language.
#pragma once

#include <string>

#include "audit/base/language.h"

namespace CLI {  // NOLINT(readability-identifier-naming): named by the library
class App;
class ParseError;
}  // namespace CLI

namespace aval {

// The page of a command: what it does, how it is called, its arguments, options and subcommands,
// its exit codes (those of the command above it when it states none) and its example. They are the
// lines of its description: what it does, then "Codes de sortie"/"Exit codes", then
// "Exemple"/"Example".
std::string help_page(const CLI::App& command, Language language);

// What is wrong with a command line, without the name of the program.
std::string usage_complaint(const CLI::ParseError& error, Language language);

}  // namespace aval
