// The workspaces one server keeps open: a single one, or one for each authority of a site.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "audit/workspace/web/scan_queue.h"
#include "registry/accounts.h"

namespace aval {

struct OpenWorkspace {
  OpenWorkspace(Authority kept, std::string file, const std::shared_ptr<std::mutex>& turn)
      : authority(std::move(kept)), path(std::move(file)), queue(path, turn) {}

  Authority authority;  // without id: the only workspace of a server without accounts
  std::string path;     // of the SQLite file
  ScanQueue queue;
};

// Scans of all of them take turns, so that sixty authorities cost the machine what one does.
// Thread-safe; what find() gives lives as long as this.
class Workspaces {
 public:
  Workspaces() : turn_(std::make_shared<std::mutex>()) {}

  // Error(store) when another server has it open.
  void open(const Authority& authority, const std::string& path);
  // Null when none of that id is open.
  OpenWorkspace* find(const std::string& authority) const;

 private:
  std::shared_ptr<std::mutex> turn_;
  mutable std::mutex mutex_;
  std::map<std::string, std::unique_ptr<OpenWorkspace>> by_id_;
};

}  // namespace aval
