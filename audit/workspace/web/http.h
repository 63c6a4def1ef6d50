// Requests and responses of the workspace, apart from the library that carries them, so that every
// page can be asked and tested without a socket. Pure but for random tokens.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "audit/base/language.h"

namespace aval {

// Names and values in the order they were sent, decoded. A name may come several times.
using FormFields = std::vector<std::pair<std::string, std::string>>;

// A file that came with a request. It is deleted when the answer is made, unless its page hands it
// to the queue.
struct ReceivedFile {
  std::string name;  // as the browser gave it
  std::string id;    // of its place (ScanQueue::place_for)
  std::string path;
  Text failure = {};  // why it did not come whole
};

struct WebRequest {
  std::string method;                 // "GET" or "POST"
  std::vector<std::string> segments;  // of the path, decoded: {"datasets", "cantine"}
  FormFields query;
  FormFields form;                 // of the body of a POST
  std::string host;                // the Host header
  std::string origin;              // the Origin header; may be empty
  std::string cookie;              // the Cookie header
  std::string authorization = {};  // the Authorization header
  std::string address = {};        // of who asks
  std::optional<ReceivedFile> received = {};
};

struct WebResponse {
  int status = 200;
  std::string type = "text/html; charset=utf-8";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;  // beside those of every response
};

// The first value of that name; empty when there is none.
std::string value_of(const FormFields& fields, std::string_view name);
std::vector<std::string> values_of(const FormFields& fields, std::string_view name);

// Most fields of one form, and bytes of one body that is no file: a dossier of 500 entries fits.
inline constexpr std::size_t kMostFields = 20'000;
inline constexpr std::size_t kMostFormBytes = 4U << 20;

// application/x-www-form-urlencoded. Nothing when it holds a malformed escape, text that is not
// UTF-8, a NUL, or more than kMostFields.
std::optional<FormFields> parse_form(std::string_view body);
// Segments of a path. Nothing when one is "." or "..", or holds a control character, "/" or "\".
std::optional<std::vector<std::string>> parse_path(std::string_view path);
// For the path or query of an address of the workspace: everything but letters, digits and "-._~"
// as %XX.
std::string escape_url(std::string_view text);
// The path and query that were asked; "/" for the first page.
std::string address_of(const WebRequest& request);
// The path of this server that "back" of a form or a query names; "/" when it leads elsewhere.
std::string back_address(const WebRequest& request);
// The value of a cookie of the Cookie header; empty when it is not there.
std::string cookie_value(std::string_view header, std::string_view name);

// 303 to a path of the workspace.
WebResponse redirect_to(const std::string& path);
// A file to keep: `name` is a word of this program or an identifier of the workspace.
WebResponse download(std::string bytes, std::string type, const std::string& name);

// Whether both are equal, in a time that depends on their lengths only.
bool is_equal_in_constant_time(std::string_view left, std::string_view right);

}  // namespace aval
