// A workspace file of one test, removed with the files SQLite keeps beside it.
#pragma once

#include <cstdio>
#include <string>

#include "audit/base/file.h"
#include "registry/store.h"

namespace aval {

class TemporaryWorkspace {
 public:
  TemporaryWorkspace() : file_("registry-test") { std::remove(path().c_str()); }
  ~TemporaryWorkspace() {
    for (const char* suffix : {"-wal", "-shm"})
      std::remove((path() + suffix).c_str());
  }
  TemporaryWorkspace(const TemporaryWorkspace&) = delete;
  TemporaryWorkspace& operator=(const TemporaryWorkspace&) = delete;
  const std::string& path() const { return file_.path(); }

 private:
  TemporaryFile file_;
};

inline Author author_named(const std::string& account) {
  return {account, "2026-11-24T12:00:00Z", "00112233445566778899aabbccddeeff"};
}

}  // namespace aval
