// Files that wait to be audited. One at a time, in the order they came; an uploaded copy is deleted
// when its scan ends, and what waited is taken up again after a stop or a crash (amendment 16).
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "audit/base/language.h"

namespace aval {

enum class ScanState { waiting, running, done, failed, cancelled };

struct ScanJob {
  std::string id;        // 32 hexadecimal characters
  std::string name;      // of the file, for people: never a path
  std::string dataset;   // id to record under; empty: from the name
  std::string account;   // who asked: the author in the journal
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

// What to do with a file.
struct ScanOrder {
  std::string name;     // for people
  std::string dataset;  // id to record under; empty: from the name
  std::string account;  // who asked
};

class ScanQueue {
 public:
  // `workspace`: path of the SQLite file; copies stand in a private folder beside it. Takes up what
  // waited, deletes what was half uploaded, and starts to work; holds `turn` while it scans.
  ScanQueue(const std::string& workspace, std::shared_ptr<std::mutex> turn);
  // Lets the running scan end, keeps the waiting ones for the next start.
  ~ScanQueue();
  ScanQueue(const ScanQueue&) = delete;
  ScanQueue& operator=(const ScanQueue&) = delete;

  // A place for a copy. The name of the file decides how it is read, so its ending is kept when it
  // is one that aval knows. Error(usage) for an ending that no reader takes.
  UploadPlace place_for(const std::string& name) const;
  // The copy at `place` is whole: audits it once the others are done.
  void add_upload(const UploadPlace& place, const ScanOrder& order);
  // Deletes what stands at `place`, unless it was handed over by add_upload().
  void discard(const UploadPlace& place);
  // A file of this machine, read where it stands, under its own name. Error(input) when it is not a
  // file.
  void add_local(const std::string& path, const ScanOrder& order);
  // A waiting job is dropped; of a running one the result is. False when it is no longer either.
  bool cancel(const std::string& id);

  // Newest first; the last hundred.
  std::vector<ScanJob> jobs() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace aval
