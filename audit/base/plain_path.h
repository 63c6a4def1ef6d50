// Paths as libraries want them that take a path for an address or a pattern.
#pragma once

#include <memory>
#include <string>

#include "audit/base/file.h"

namespace aval {

// The path from the root, without "." and "..".
std::string absolute_path(const std::string& path);

// Another name of a file, in a private temporary folder that lives as long as this.
class PlainLink {
 public:
  // `target` is absolute. Error(input) when the link cannot be made.
  PlainLink(const std::string& target, const std::string& name);
  std::string path() const { return folder_.path() + "/" + name_; }

 private:
  TemporaryFolder folder_;
  std::string name_;
};

}  // namespace aval
