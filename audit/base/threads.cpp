#include "audit/base/threads.h"

#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace aval {

void run_threads(std::size_t count, const std::function<void(std::size_t)>& work) {
  if (count == 1) {
    work(0);
    return;
  }
  std::exception_ptr failure;
  std::mutex failure_mutex;
  std::vector<std::thread> threads;
  threads.reserve(count);
  for (std::size_t i = 0; i < count; ++i)
    threads.emplace_back([&work, &failure, &failure_mutex, i] {
      try {
        work(i);
      } catch (...) {
        const std::lock_guard<std::mutex> lock(failure_mutex);
        if (!failure)
          failure = std::current_exception();
      }
    });
  for (std::thread& thread : threads)
    thread.join();
  if (failure)
    std::rethrow_exception(failure);
}

}  // namespace aval
