// Ctrl-C as a question: a long command asks whether it should stop, ends cleanly and says what was
// done. One object at a time.
#pragma once

namespace aval {

// While it lives, the first interruption (SIGINT, SIGTERM) only sets a mark; a second one ends the
// process as usual. Its end restores what was before.
class InterruptGuard {
 public:
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

  bool interrupted() const;  // from any thread
};

}  // namespace aval
