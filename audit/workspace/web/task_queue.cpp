#include "audit/workspace/web/task_queue.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "audit/base/crypto.h"
#include "audit/base/error.h"
#include "audit/base/private_folder.h"

namespace aval {
namespace {

constexpr std::size_t kIdBytes = 16;
constexpr std::size_t kMostWaiting = 20;
constexpr std::size_t kMostRemembered = 30;

struct QueuedTask {
  Task task;
  TaskWork work;
  std::shared_ptr<std::atomic<bool>> stopped = std::make_shared<std::atomic<bool>>(false);
};

bool is_over(const Task& task) {
  return task.state != ScanState::waiting && task.state != ScanState::running;
}

// A row or a file is told with what is wrong there; an option of the command line is not.
Text failure_of(const Error& error) {
  const std::string& place = error.place();
  if (place.empty() || place.starts_with("--"))
    return error.message();
  return {place + " : " + error.message().fr, place + ": " + error.message().en};
}

void remove_output(const TaskOutcome& outcome) {
  if (!outcome.file.empty())
    remove_file(outcome.file);
}

}  // namespace

struct TaskQueue::State {
  mutable std::mutex mutex;
  std::condition_variable changed;
  std::deque<QueuedTask> tasks;  // oldest first
  bool stopping = false;
  std::thread worker;

  void work();
  void forget_oldest();
  QueuedTask* find(const std::string& id, const std::string& workspace);
};

QueuedTask* TaskQueue::State::find(const std::string& id, const std::string& workspace) {
  const auto found = std::find_if(tasks.begin(), tasks.end(), [&](const QueuedTask& queued) {
    return queued.task.id == id && queued.task.workspace == workspace;
  });
  return found == tasks.end() ? nullptr : &*found;
}

void TaskQueue::State::forget_oldest() {
  while (tasks.size() > kMostRemembered && is_over(tasks.front().task)) {
    remove_output(tasks.front().task.outcome);
    tasks.pop_front();
  }
}

void TaskQueue::State::work() {
  std::unique_lock lock(mutex);
  while (!stopping) {
    const auto next = std::find_if(tasks.begin(), tasks.end(), [](const QueuedTask& queued) {
      return queued.task.state == ScanState::waiting;
    });
    if (next == tasks.end()) {
      changed.wait(lock);
      continue;
    }
    next->task.state = ScanState::running;
    const std::string id = next->task.id, workspace = next->task.workspace;
    const auto stopped = next->stopped;
    TaskWork run = std::move(next->work);
    next->work = nullptr;
    lock.unlock();
    Text failure;
    TaskOutcome outcome;
    try {
      outcome = run([stopped] { return stopped->load(); });
    } catch (const Error& error) {
      failure = failure_of(error);
    } catch (const std::exception&) {
      failure = {"ce travail n'a pas pu être fait (erreur interne)",
                 "this work could not be done (internal error)"};
    }
    run = nullptr;  // what it held, a passphrase perhaps, goes now
    lock.lock();
    QueuedTask* kept = find(id, workspace);
    if (kept == nullptr) {
      remove_output(outcome);
      continue;
    }
    kept->task.outcome = std::move(outcome);
    kept->task.failure = failure;
    kept->task.state = failure.fr.empty() ? ScanState::done
                       : *stopped         ? ScanState::cancelled
                                          : ScanState::failed;
    forget_oldest();
  }
}

TaskQueue::TaskQueue() : state_(std::make_unique<State>()) {
  state_->worker = std::thread([this] { state_->work(); });
}

TaskQueue::~TaskQueue() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->stopping = true;
    for (QueuedTask& queued : state_->tasks)
      *queued.stopped = true;
    state_->changed.notify_all();
  }
  state_->worker.join();
  for (const QueuedTask& queued : state_->tasks)
    try {
      remove_output(queued.task.outcome);
    } catch (const Error&) {
      continue;  // the next start deletes what is left in the folder
    }
}

std::string TaskQueue::add(Task task, TaskWork work) {
  task.id = random_hex(kIdBytes);
  std::string id = task.id;
  const std::lock_guard lock(state_->mutex);
  const auto waiting = std::count_if(
      state_->tasks.begin(), state_->tasks.end(),
      [](const QueuedTask& queued) { return queued.task.state == ScanState::waiting; });
  if (static_cast<std::size_t>(waiting) >= kMostWaiting)
    throw Error(ErrorKind::usage, "",
                {"trop de travaux attendent déjà ; annulez-en, ou attendez qu'ils finissent",
                 "too much work is waiting already; cancel some, or wait until it is done"});
  state_->tasks.push_back({std::move(task), std::move(work)});
  state_->forget_oldest();
  state_->changed.notify_all();
  return id;
}

bool TaskQueue::cancel(const std::string& id, const std::string& workspace) {
  const std::lock_guard lock(state_->mutex);
  QueuedTask* queued = state_->find(id, workspace);
  if (queued == nullptr || is_over(queued->task))
    return false;
  *queued->stopped = true;
  if (queued->task.state == ScanState::waiting) {
    queued->task.state = ScanState::cancelled;
    queued->work = nullptr;
  }
  return true;
}

std::optional<Task> TaskQueue::find(const std::string& id, const std::string& workspace) const {
  const std::lock_guard lock(state_->mutex);
  const QueuedTask* queued = state_->find(id, workspace);
  return queued == nullptr ? std::nullopt : std::optional<Task>(queued->task);
}

}  // namespace aval
