#include "audit/table/json_layout.h"

#include <utility>

#include "audit/table/json_record.h"

namespace aval {

namespace {

constexpr int kMaxDepth = 100;
constexpr std::size_t kMaxText = 1048576;  // bytes of text kept from outside the tables
constexpr std::size_t kMaxArrays = 200;

class LayoutReader {
 public:
  LayoutReader(JsonWindow& window, JsonLayout& layout) : window_(window), layout_(layout) {}

  // False when the text is broken there; what was found so far holds.
  bool read_object(const std::string& path, int depth) {
    window_.drop();
    for (;;) {
      const char first = window_.peek();
      if (first == ',') {
        window_.drop();
        continue;
      }
      if (first == '}') {
        window_.drop();
        return true;
      }
      std::string key;
      if (first != '"' || !read_key(key))
        return false;
      std::string inner = path.size() > 1000 ? "" : path;
      inner += inner.empty() ? key : "." + key;
      if (!read_member(inner, depth + 1))
        return false;
    }
  }

  bool read_array(const std::string& path) {
    window_.drop();
    JsonArray array;
    array.path = path;
    array.offset = window_.offset();
    const bool is_closed = count_elements(array);
    if (layout_.arrays.size() < kMaxArrays)
      layout_.arrays.push_back(std::move(array));
    else
      layout_.lost_records += array.objects + array.arrays;
    return is_closed;
  }

 private:
  bool read_key(std::string& key) {
    std::string_view quoted;
    if (!window_.take_value(quoted))
      return false;
    decode_json_string(quoted, key);
    if (window_.peek() != ':')
      return false;
    window_.drop();
    return true;
  }

  bool read_member(const std::string& path, int depth) {
    const char first = window_.peek();
    if (first == '{' && depth < kMaxDepth)
      return read_object(path, depth);
    if (first == '[')
      return read_array(path);
    std::string_view scalar;
    if (first == '\0' || !window_.take_value(scalar))
      return false;
    keep_text(path, scalar);
    return true;
  }

  bool count_elements(JsonArray& array) {
    for (;;) {
      const char first = window_.peek();
      if (first == '\0')
        return false;
      if (first == ']') {
        window_.drop();
        return true;
      }
      if (first == ',' || first == '}' || first == ':') {
        window_.drop();
        continue;
      }
      std::string_view value;
      (first == '{' ? array.objects : first == '[' ? array.arrays : array.scalars) += 1;
      const bool is_taken = window_.take_value(value);
      if (!is_taken && (++losses_ > kMaxLosses || !window_.skip_to_next_record()))
        return false;
      if (is_taken && first != '{' && first != '[')
        keep_text(array.path, value);
    }
  }

  void keep_text(const std::string& path, std::string_view scalar) {
    std::string value;
    if (scalar.size() >= 2 && scalar.front() == '"')
      decode_json_string(scalar, value);
    else
      value = scalar;
    layout_.is_geojson = layout_.is_geojson || (path == "type" && value == "FeatureCollection");
    layout_.is_feature = layout_.is_feature || (path == "type" && value == "Feature");
    if (value.empty() || value == "null")
      return;
    kept_ += path.size() + value.size();
    if (kept_ > kMaxText)
      layout_.text_cut = true;
    else
      layout_.text.push_back(path.empty() ? value : path + ": " + value);
  }

  static constexpr std::size_t kMaxLosses = 64;  // each may cost a scan of the window

  JsonWindow& window_;
  JsonLayout& layout_;
  std::size_t kept_ = 0;
  std::size_t losses_ = 0;
};

// Whether more than white space follows the first value.
bool has_more_values(JsonWindow& window) {
  const char next = window.peek();
  return next == '{' || next == '[';
}

}  // namespace

JsonLayout read_json_layout(JsonWindow& window) {
  JsonLayout layout;
  const char first = window.peek();
  if (first != '{' && first != '[')
    return layout;
  LayoutReader reader(window, layout);
  const bool is_closed = first == '{' ? reader.read_object("", 1) : reader.read_array("");
  layout.shape = first == '{' ? JsonShape::object : JsonShape::array;
  if (is_closed && has_more_values(window))
    layout.shape = JsonShape::sequence;
  return layout;
}

}  // namespace aval
