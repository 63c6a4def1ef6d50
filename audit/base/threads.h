// Work done by several threads at once.
#pragma once

#include <cstddef>
#include <functional>

namespace aval {

// Calls work(0) to work(count - 1), each in a thread of its own (in this one when `count` is 1),
// and returns when all are done. The first exception is thrown again here.
void run_threads(std::size_t count, const std::function<void(std::size_t)>& work);

}  // namespace aval
