#include "audit/workspace/web/task_queue.h"

#include <atomic>
#include <chrono>
#include <thread>

#include "audit/base/error.h"
#include "audit/base/file.h"
#include "tests/support/catch.h"

using namespace aval;

namespace {

Task task_of(const std::string& workspace) {
  Task task;
  task.workspace = workspace;
  task.kind = "test";
  return task;
}

ScanState state_of(const TaskQueue& queue, const std::string& id) {
  return queue.find(id, "a.db").value().state;
}

void wait_until(const std::function<bool()>& holds) {
  const auto limit = std::chrono::steady_clock::now() + std::chrono::minutes(2);
  while (!holds()) {
    REQUIRE(std::chrono::steady_clock::now() < limit);
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

// Runs until it is told to stop, as a search does.
TaskOutcome run_until_stopped(const StopQuestion& is_stopped) {
  while (!is_stopped())
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  stop_if_asked(is_stopped, "source");
  return {"{}"};
}

}  // namespace

TEST_CASE("a task ends with its result, and is seen from its workspace only") {
  TaskQueue queue;
  const std::string id =
      queue.add(task_of("a.db"), [](const StopQuestion&) { return TaskOutcome{"{\"k\":5}"}; });
  wait_until([&] { return state_of(queue, id) == ScanState::done; });
  CHECK(queue.find(id, "a.db")->outcome.result == "{\"k\":5}");
  CHECK_FALSE(queue.find(id, "b.db"));
  CHECK_FALSE(queue.cancel(id, "a.db"));
}

TEST_CASE("a running task and one that waits are cancelled, from their workspace only") {
  TaskQueue queue;
  const std::string running = queue.add(task_of("a.db"), run_until_stopped);
  std::atomic<bool> ran{false};
  const std::string waiting = queue.add(task_of("a.db"), [&ran](const StopQuestion&) {
    ran = true;
    return TaskOutcome{"{}"};
  });
  wait_until([&] { return state_of(queue, running) == ScanState::running; });
  CHECK_FALSE(queue.cancel(waiting, "b.db"));
  CHECK(queue.cancel(waiting, "a.db"));
  CHECK(state_of(queue, waiting) == ScanState::cancelled);
  CHECK(queue.cancel(running, "a.db"));
  wait_until([&] { return state_of(queue, running) == ScanState::cancelled; });
  const std::string last =
      queue.add(task_of("a.db"), [](const StopQuestion&) { return TaskOutcome{"{}"}; });
  wait_until([&] { return state_of(queue, last) == ScanState::done; });
  CHECK_FALSE(ran);
}

TEST_CASE("what goes wrong is told, and of what is no Error nothing but that") {
  TaskQueue queue;
  const std::string told = queue.add(task_of("a.db"), [](const StopQuestion&) -> TaskOutcome {
    throw Error(ErrorKind::input, "x.csv", {"illisible", "unreadable"});
  });
  const std::string untold = queue.add(task_of("a.db"), [](const StopQuestion&) -> TaskOutcome {
    throw std::runtime_error("a value of a person");
  });
  wait_until([&] { return state_of(queue, untold) == ScanState::failed; });
  CHECK(queue.find(told, "a.db")->failure.en == "x.csv: unreadable");
  CHECK(queue.find(untold, "a.db")->failure.en.find("person") == std::string::npos);
}

TEST_CASE("files to download go with their tasks and with the queue") {
  const TemporaryFolder folder("tasks");
  const auto path = [&folder](int number) {
    return folder.path() + "/" + std::to_string(number) + ".csv";
  };
  {
    TaskQueue queue;
    for (int number = 0; number < 35; ++number) {
      const std::string id = queue.add(task_of("a.db"), [file = path(number)](const StopQuestion&) {
        write_file_whole(file, "a\n", true);
        return TaskOutcome{"{}", file};
      });
      wait_until([&] { return state_of(queue, id) == ScanState::done; });
    }
    CHECK(kind_of_file(path(0)) == FileKind::absent);
    CHECK(kind_of_file(path(34)) == FileKind::regular);
  }
  CHECK(kind_of_file(path(34)) == FileKind::absent);
}

TEST_CASE("too many tasks are refused") {
  TaskQueue queue;
  queue.add(task_of("a.db"), run_until_stopped);
  const auto add_many = [&queue] {
    for (int number = 0; number < 50; ++number)
      queue.add(task_of("a.db"), run_until_stopped);
  };
  CHECK_THROWS_AS(add_many(), Error);
}
