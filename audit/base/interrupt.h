// Ctrl-C as a question: a long command asks whether it should stop, ends cleanly and says what was
// done.
#pragma once

namespace aval {

// While one lives, the first interruption (SIGINT, SIGTERM) only sets a mark, which all of them
// see; a second one ends the process as usual. The end of the last one restores what was before.
// From any thread.
class InterruptGuard {
 public:
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

  bool interrupted() const;  // from any thread
};

}  // namespace aval
