// Long work that a page asks for and that is not worth keeping: previews, files written, checks.
// One task at a time, in the order they came, in memory only: a stop of the server cancels what is
// not done and deletes what was to be downloaded. Scans have a queue of their own (scan_queue.h).
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "audit/workspace/stop_question.h"
#include "audit/workspace/web/http.h"
#include "audit/workspace/web/scan_queue.h"

namespace aval {

// What a task came to.
struct TaskOutcome {
  std::string result;     // JSON, for the page of its kind; never a value of a person
  std::string file = {};  // written to be downloaded, deleted with the task; empty: none
};

struct Task {
  std::string id;         // 32 hexadecimal characters
  std::string workspace;  // path: a task is shown to who opened that workspace only
  std::string kind;       // which page shows it
  std::string subject;    // id of the dataset or sheet
  Text title;
  FormFields form;  // as it was sent, to be filled in again; never a passphrase
  ScanState state = ScanState::waiting;
  Text failure;  // why, once failed
  TaskOutcome outcome;
};

// Runs on the thread of the queue; asks the question now and then.
using TaskWork = std::function<TaskOutcome(const StopQuestion&)>;

class TaskQueue {
 public:
  TaskQueue();
  // Cancels what is not done and waits for the running task to notice.
  ~TaskQueue();
  TaskQueue(const TaskQueue&) = delete;
  TaskQueue& operator=(const TaskQueue&) = delete;

  // Returns the id. Error(usage) when too many tasks wait already. The oldest tasks that are done
  // are forgotten, with their files.
  std::string add(Task task, TaskWork work);
  // False when it is over already, or not of that workspace.
  bool cancel(const std::string& id, const std::string& workspace);
  // Nothing when there is none of that id in that workspace.
  std::optional<Task> find(const std::string& id, const std::string& workspace) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace aval
