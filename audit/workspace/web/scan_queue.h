// Files that wait to be audited. One at a time, in the order they came; an uploaded copy is deleted
// when its scan ends, and what waited is taken up again after a stop or a crash (amendment 16).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "audit/base/language.h"

namespace aval {

enum class ScanState { waiting, running, done, failed, cancelled };

struct ScanJob {
  std::string id;        // 32 hexadecimal characters
  std::string name;      // of the file, for people: never a path
  std::string dataset;   // id to record under; empty: from the name
  bool uploaded = true;  // false: read in place
  ScanState state = ScanState::waiting;
  std::string recorded;        // id of the dataset, once done
  std::vector<Text> warnings;  // done, but rows or files were left out
  Text failure;                // why, once failed
};

// Where a file that is being uploaded is written; finish() of the queue makes it a job.
struct UploadPlace {
  std::string id;
  std::string path;
};

class ScanQueue {
 public:
  // `workspace`: path of the SQLite file; copies stand in a private folder beside it. `account`
  // stands in the journal as who recorded the scans. Takes up what waited, deletes what was half
  // uploaded, and starts to work.
  ScanQueue(const std::string& workspace, const std::string& account);
  // Lets the running scan end, keeps the waiting ones for the next start.
  ~ScanQueue();
  ScanQueue(const ScanQueue&) = delete;
  ScanQueue& operator=(const ScanQueue&) = delete;

  // A place for a copy. The name of the file decides how it is read, so its ending is kept when it
  // is one that aval knows. Error(usage) for an ending that no reader takes.
  UploadPlace place_for(const std::string& name) const;
  // The copy at `place` is whole: audits it once the others are done.
  void add_upload(const UploadPlace& place, const std::string& name, const std::string& dataset);
  // A file of this machine, read where it stands. Error(input) when it is not a file.
  void add_local(const std::string& path, const std::string& dataset);
  // A waiting job is dropped; of a running one the result is. False when it is no longer either.
  bool cancel(const std::string& id);

  // Newest first; the last hundred.
  std::vector<ScanJob> jobs() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace aval
