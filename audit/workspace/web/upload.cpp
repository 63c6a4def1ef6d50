#include "audit/workspace/web/upload.h"

#include "audit/base/text.h"
#include "audit/workspace/web/api.h"
#include "audit/workspace/web/routes.h"

namespace aval {
namespace {

constexpr std::size_t kLongestText = 256;  // of a part that is no file, in bytes

}  // namespace

UploadReceiver::UploadReceiver(Desk& desk, const WebRequest& request)
    : desk_(desk), request_(request) {
  if (request.host != desk.host)
    return;
  by_program_ = is_for_programs(request);
  caller_ = by_program_ ? caller_of_token(desk, request) : caller_of_session(desk, request);
}

UploadReceiver::~UploadReceiver() {
  file_.reset();
  if (!place_)
    return;
  try {
    caller_->open->queue.discard(*place_);
  } catch (const Error&) {
    // Left for the next start, which deletes what no job knows.
  }
}

bool UploadReceiver::is_allowed() {
  if (!caller_ || caller_->open == nullptr || caller_->must_change)
    return false;
  if (by_program_)
    return may_send_files(*caller_);
  return may(caller_->permissions, right_to_post(address_of(request_))) &&
         is_meant(desk_, request_, caller_->session, form_token_);
}

bool UploadReceiver::open_file(const std::string& file_name) {
  if (!is_allowed() || place_)
    return false;
  try {
    place_ = caller_->open->queue.place_for(file_name);
    file_ = std::make_unique<WholeFile>(place_->path, true);
    file_name_ = file_name;
  } catch (const Error& error) {
    failure_ = error;
  }
  return !failure_;
}

bool UploadReceiver::start_part(const std::string& name, const std::string& file_name) {
  part_ = name == "form_token" ? Part::token
          : name == "dataset"  ? Part::dataset
          : name == "file"     ? Part::file
                               : Part::none;
  if (part_ != Part::file)
    return true;
  // A form without a chosen file sends an empty name.
  return file_name.empty() || open_file(file_name);
}

bool UploadReceiver::start_body(const std::string& file_name) {
  part_ = Part::file;
  return open_file(file_name);
}

bool UploadReceiver::add(std::string_view bytes) {
  if (part_ == Part::token || part_ == Part::dataset) {
    std::string& text = part_ == Part::token ? form_token_ : dataset_;
    text += bytes;
    return text.size() <= kLongestText;
  }
  if (part_ != Part::file || !file_)
    return part_ == Part::none ? false : bytes.empty();
  try {
    file_->write(bytes);
  } catch (const Error& error) {
    failure_ = error;
  }
  return !failure_;
}

WebResponse UploadReceiver::finish(bool whole) {
  request_.form = {{"form_token", form_token_}, {"dataset", std::string(trim(dataset_))}};
  if (!whole && !failure_)
    failure_ = Error(ErrorKind::input, "",
                     {"l'envoi s'est arrêté en route ; recommencez",
                      "the upload stopped on its way; try again"});
  if (file_ && !failure_) {
    try {
      file_->finish();
    } catch (const Error& error) {
      failure_ = error;
    }
  }
  if (file_ || failure_)
    request_.received = ReceivedFile{to_valid_utf8(file_name_), place_ ? place_->id : std::string(),
                                     place_ ? place_->path : std::string(),
                                     failure_ ? failure_->message() : Text()};
  return answer(desk_, request_);
}

}  // namespace aval
