#include "audit/base/interrupt.h"

#include <atomic>
#include <csignal>

#include <signal.h>

namespace aval {
namespace {

// A signal handler can reach nothing else than a static, and of those only a lock-free one.
// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables)
std::atomic<bool> interruption_asked{false};
// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables)
std::atomic<int> guards{0};
static_assert(std::atomic<bool>::is_always_lock_free);

extern "C" void note_interruption(int) {
  interruption_asked = true;
}

void handle(int signal_number, bool ours) {
  struct sigaction action {};
  action.sa_handler = ours ? note_interruption : SIG_DFL;
  // After the first signal the default action is back: a second one ends the process.
  action.sa_flags = ours ? static_cast<int>(SA_RESETHAND) : 0;
  sigaction(signal_number, &action, nullptr);
}

}  // namespace

InterruptGuard::InterruptGuard() {
  if (guards++ > 0)
    return;
  interruption_asked = false;
  handle(SIGINT, true);
  handle(SIGTERM, true);
}

InterruptGuard::~InterruptGuard() {
  if (--guards > 0)
    return;
  handle(SIGINT, false);
  handle(SIGTERM, false);
}

bool InterruptGuard::interrupted() const {
  return interruption_asked;
}

}  // namespace aval
