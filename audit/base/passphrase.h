// A passphrase from the terminal or from a file descriptor; never from the command line, where
// other accounts of the computer read it.
#pragma once

#include <string>

#include "audit/base/key_crypto.h"

namespace aval {

// Asks on the controlling terminal, without echo. Error(usage) when there is none, or when the
// person interrupts (Ctrl-C, Ctrl-D).
SecretBytes ask_passphrase(const std::string& prompt);

// The first line of an open descriptor, without its end; the descriptor is left open, so that a
// second line may follow. Error(usage) when it cannot be read, is empty or longer than 1,024 bytes.
SecretBytes read_passphrase(int descriptor);

// The file may be read or written by its group or by others. False when it does not exist.
bool is_open_to_others(const std::string& path);

}  // namespace aval
