// A file that is sent from a page or by a program, written to disk as it comes: memory does not
// grow with it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "audit/base/error.h"
#include "audit/base/file.h"
#include "audit/workspace/web/access.h"

namespace aval {

// The parts of one multipart body in the order they come: the form's token, perhaps "dataset", then
// the file. A part that comes before a good token is not read. Belongs to one thread.
class UploadReceiver {
 public:
  UploadReceiver(Desk& desk, const WebRequest& request);
  ~UploadReceiver();
  UploadReceiver(const UploadReceiver&) = delete;
  UploadReceiver& operator=(const UploadReceiver&) = delete;

  // False: the rest of the body is not wanted.
  bool start_part(const std::string& name, const std::string& file_name);
  // The whole body is the file, sent by a program whose token lets it.
  bool start_body(const std::string& file_name);
  bool add(std::string_view bytes);
  // Hands the file to its page when the body came `whole`, and answers.
  WebResponse finish(bool whole);

 private:
  enum class Part { none, token, dataset, file };
  bool open_file(const std::string& file_name);
  bool is_allowed();

  Desk& desk_;
  WebRequest request_;
  std::optional<Caller> caller_;
  bool by_program_ = false;
  Part part_ = Part::none;
  std::string form_token_;
  std::string dataset_;
  std::string file_name_;
  std::optional<UploadPlace> place_;
  std::unique_ptr<WholeFile> file_;
  std::optional<Error> failure_;
};

}  // namespace aval
