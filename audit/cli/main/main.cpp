// Dispatch, and the one place where errors become messages and exit codes.
#include <exception>
#include <iostream>

#include <CLI/CLI.hpp>

#include "audit/base/error.h"
#include "audit/base/terminal.h"
#include "audit/base/text.h"
#include "audit/cli/commands.h"
#include "audit/cli/program.h"

int main(int argc, char** argv) {
  aval::CommandContext context = aval::context_from_surroundings(argc, argv);
  try {
    return aval::run_program(argc, argv, context);
  } catch (const aval::Error& error) {
    aval::print_error(context, error);
  } catch (const std::bad_alloc&) {
    aval::print_error(context, aval::Error(aval::ErrorKind::internal, "aval",
                                           {"mémoire insuffisante pour cette commande",
                                            "not enough memory for this command"}));
  } catch (const std::exception& error) {
    // what() of a foreign exception may quote data: only its type is told.
    aval::print_error(context,
                      aval::Error(aval::ErrorKind::internal, "aval",
                                  {std::string("erreur interne (") + typeid(error).name() + ")",
                                   std::string("internal error (") + typeid(error).name() + ")"}));
  }
  return aval::kExitCouldNotRun;
}
