#include "audit/table/json_record.h"

#include <algorithm>
#include <array>

#include "audit/table/json_window.h"

namespace aval {

namespace {

constexpr int kMaxDepth = 100;
// A longer name is not lengthened any more: its fields fall together with their siblings.
constexpr std::size_t kMaxName = 1000;

class Flattener {
 public:
  Flattener(std::string_view text, JsonNames& names, JsonFields& out)
      : text_(text), names_(names), out_(out) {}

  JsonOutcome run() {
    out_.text.clear();
    out_.fields.clear();
    const char first = peek();
    const bool is_read = first == '{'   ? read_object(1)
                         : first == '[' ? read_root_array()
                                        : read_root_scalar();
    if (too_deep_)
      return JsonOutcome::too_deep;
    if (!is_read || peek() != '\0')
      return JsonOutcome::broken;
    return repaired_ ? JsonOutcome::repaired : JsonOutcome::read;
  }

 private:
  char peek() {
    place_ = std::min(text_.find_first_not_of(" \t\r\n", place_), text_.size());
    return place_ < text_.size() ? text_[place_] : '\0';
  }

  bool is_too_deep(int depth) {
    too_deep_ = too_deep_ || depth > kMaxDepth;
    return too_deep_;
  }

  bool read_object(int depth) {
    if (is_too_deep(depth))
      return false;
    ++place_;
    if (peek() == '}')
      return close_empty();
    for (;;) {
      if (peek() != '"')
        return false;
      const std::size_t outer = path_.size();
      if (!enter_key() || !read_value(depth + 1))
        return false;
      set_path_length(outer);
      if (!go_on('}')) {
        const bool is_closed = place_ < text_.size() && text_[place_] == '}';
        place_ += is_closed ? 1 : 0;
        return is_closed;
      }
    }
  }

  // Past a comma that a value follows. A comma before the closing bracket is dropped.
  bool go_on(char closing) {
    if (peek() != ',')
      return false;
    ++place_;
    if (peek() != closing)
      return true;
    repaired_ = true;
    return false;
  }

  // An empty object or array still names its column.
  bool close_empty() {
    ++place_;
    if (!path_.empty())
      add_field({}, true);
    return true;
  }

  // Adds the key at the place to the path, and goes past its colon.
  bool enter_key() {
    const std::size_t end = find_json_end(text_, place_);
    if (end == std::string_view::npos)
      return false;
    value_.clear();
    repaired_ = !decode_json_string(text_.substr(place_, end - place_), value_) || repaired_;
    if (path_.size() + value_.size() < kMaxName) {
      if (!path_.empty())
        path_.push_back('.');
      path_ += value_;
      is_named_ = false;
    }
    place_ = end;
    if (peek() != ':')
      return false;
    ++place_;
    return true;
  }

  bool read_value(int depth) {
    const char first = peek();
    if (first == '{')
      return read_object(depth);
    if (first == '[')
      return is_coordinates() ? read_coordinates(depth) : read_array(depth);
    return read_scalar();
  }

  bool read_array(int depth) {
    if (is_too_deep(depth))
      return false;
    ++place_;
    if (peek() == ']')
      return close_empty();
    do {
      if (!read_value(depth + 1))
        return false;
    } while (go_on(']'));
    return close_array();
  }

  bool close_array() {
    if (peek() != ']')
      return false;
    ++place_;
    return true;
  }

  bool read_root_array() {
    ++place_;
    if (peek() == ']')
      return close_array();
    std::size_t index = 0;
    do {
      path_ = std::to_string(index++);
      is_named_ = false;
      if (!read_value(2))
        return false;
    } while (go_on(']'));
    path_.clear();
    return close_array();
  }

  // GeoJSON positions: RFC 7946 section 3.1.1, longitude then latitude.
  bool is_coordinates() const {
    constexpr std::string_view kName = "geometry.coordinates";
    return path_ == "coordinates" ||
           (path_.size() >= kName.size() &&
            path_.compare(path_.size() - kName.size(), kName.size(), kName) == 0);
  }

  // "lon,lat", positions separated by spaces.
  bool read_coordinates(int depth) {
    std::string positions;
    if (!read_positions(depth, positions))
      return false;
    add_field(positions, positions.empty());
    return true;
  }

  bool read_positions(int depth, std::string& out) {
    if (is_too_deep(depth))
      return false;
    ++place_;
    if (peek() == ']')
      return close_array();
    bool is_inner = false;
    do {
      if (peek() == '[') {
        if (!read_positions(depth + 1, out))
          return false;
        continue;
      }
      const std::size_t end = find_json_end(text_, place_);
      if (end == std::string_view::npos || !is_number(text_.substr(place_, end - place_)))
        return false;
      if (!out.empty())
        out.push_back(is_inner ? ',' : ' ');
      out.append(text_.substr(place_, end - place_));
      place_ = end;
      is_inner = true;
    } while (go_on(']'));
    return close_array();
  }

  bool read_root_scalar() {
    path_ = "value";
    return read_scalar();
  }

  bool read_scalar() {
    const std::size_t end = std::min(find_json_end(text_, place_), text_.size());
    const std::string_view scalar = text_.substr(place_, end - place_);
    if (scalar.empty())
      return false;
    place_ = end;
    if (scalar.front() == '"') {
      if (scalar.size() < 2 || scalar.back() != '"')
        return false;
      value_.clear();
      repaired_ = !decode_json_string(scalar, value_) || repaired_;
      add_field(value_, false);
      return true;
    }
    if (scalar == "null" || is_nothing(scalar)) {
      add_field({}, true);
      return true;
    }
    const bool is_word = scalar == "true" || scalar == "false";
    if (!is_word && !is_number(scalar))
      return false;
    add_field(scalar, false);
    return true;
  }

  // Words that some writers put for a number that is none.
  bool is_nothing(std::string_view scalar) {
    constexpr std::array<std::string_view, 5> kWords = {"NaN", "Infinity", "-Infinity", "undefined",
                                                        "None"};
    for (const std::string_view word : kWords) {
      if (scalar == word) {
        repaired_ = true;
        return true;
      }
    }
    return false;
  }

  // The characters of a number; a form outside the standard ("01", "+1", ".5") is a repair.
  bool is_number(std::string_view scalar) {
    if (scalar.find_first_not_of("0123456789+-.eE") != std::string_view::npos ||
        scalar.find_first_of("0123456789") == std::string_view::npos)
      return false;
    const std::size_t first = scalar.front() == '-' ? 1 : 0;
    const bool is_padded = scalar.size() > first + 1 && scalar[first] == '0' &&
                           scalar[first + 1] >= '0' && scalar[first + 1] <= '9';
    if (is_padded || scalar[first] == '+' || scalar[first] == '.')
      repaired_ = true;
    return true;
  }

  void set_path_length(std::size_t length) {
    is_named_ = is_named_ && length == path_.size();
    path_.resize(length);
  }

  void add_field(std::string_view value, bool is_null) {
    if (!is_named_)
      name_ = names_.id_of(path_);
    is_named_ = true;
    const std::size_t begin = out_.text.size();
    out_.text.append(value);
    out_.fields.push_back(JsonField{name_, begin, out_.text.size(), is_null});
  }

  std::string_view text_;
  JsonNames& names_;
  JsonFields& out_;
  std::size_t name_ = 0;  // id of path_, when is_named_
  bool is_named_ = false;
  std::size_t place_ = 0;
  std::string path_;
  std::string value_;
  bool repaired_ = false;
  bool too_deep_ = false;
};

}  // namespace

std::size_t JsonNames::id_of(std::string_view name) {
  const auto [place, is_new] = ids_.try_emplace(std::string(name), names_.size());
  if (is_new)
    names_.emplace_back(name);
  return place->second;
}

JsonOutcome flatten_json(std::string_view record, JsonNames& names, JsonFields& fields) {
  return Flattener(record, names, fields).run();
}

}  // namespace aval
