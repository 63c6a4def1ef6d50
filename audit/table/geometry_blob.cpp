#include "audit/table/geometry_blob.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>

#include "audit/table/number_text.h"

namespace aval {

namespace {

constexpr std::size_t kMaxPoints = 20000;  // of one cell, as of a Shapefile
constexpr int kMaxDepth = 32;
constexpr std::size_t kPointBytes = 21;  // the smallest geometry with a position

// Bytes read one after the other, in one of two orders.
class BlobBytes {
 public:
  explicit BlobBytes(std::string_view bytes) : bytes_(bytes) {}

  void set_little(bool little) { little_ = little; }
  bool failed() const { return failed_; }
  bool at_end() const { return place_ == bytes_.size(); }
  std::size_t left() const { return bytes_.size() - place_; }

  std::uint8_t byte() {
    if (!take(1))
      return 0;
    return static_cast<std::uint8_t>(bytes_[place_ - 1]);
  }

  std::uint64_t number(std::size_t size) {
    if (!take(size))
      return 0;
    std::uint64_t value = 0;
    for (std::size_t index = 0; index < size; ++index) {
      const std::size_t at = little_ ? place_ - 1 - index : place_ - size + index;
      value = value << 8U | static_cast<std::uint8_t>(bytes_[at]);
    }
    return value;
  }

  double real() {
    const std::uint64_t bits = number(8);
    double value = 0;
    std::memcpy(&value, &bits, sizeof value);
    return value;
  }

  void skip(std::size_t size) { take(size); }

 private:
  bool take(std::size_t size) {
    failed_ = failed_ || size > left();
    place_ += failed_ ? 0 : size;
    return !failed_;
  }

  std::string_view bytes_;
  std::size_t place_ = 0;
  bool little_ = true;
  bool failed_ = false;
};

constexpr std::array<std::string_view, 8> kTypes = {
    "",           "Point",           "LineString",   "Polygon",
    "MultiPoint", "MultiLineString", "MultiPolygon", "GeometryCollection"};

// A type of geometry: its kind, and how many numbers a position has beside two.
struct BlobType {
  std::uint32_t kind = 0;
  std::size_t more = 0;
};

class GeometryDecoder {
 public:
  GeometryDecoder(BlobBytes& bytes, Shape& shape) : bytes_(bytes), shape_(shape) {}

  // With the byte order and the type in front.
  void wkb(int depth) {
    const std::uint8_t order = bytes_.byte();
    failed_ = failed_ || order > 1;
    bytes_.set_little(order == 1);
    std::uint64_t type = bytes_.number(4);
    // PostGIS marks Z, M and a reference system by the three highest bits.
    BlobType found;
    found.more = (type >> 31U) + ((type >> 30U) & 1U);
    if (((type >> 29U) & 1U) != 0)
      bytes_.skip(4);
    type &= 0x1FFFFFFFU;
    found.more += extra_of(type);
    found.kind = static_cast<std::uint32_t>(type % 1000);
    if (type >= 4000)
      found.kind = 0;
    body(found, depth, true);
  }

  // SpatiaLite: the type in front, members of collections marked by 0x69.
  void spatialite(int depth) {
    const std::uint64_t type = bytes_.number(4);
    BlobType found{static_cast<std::uint32_t>(type % 1000), extra_of(type)};
    if (type >= 4000)  // compressed: its positions are differences of 32 bits
      found.kind = 0;
    body(found, depth, false);
  }

  bool failed() const { return failed_ || bytes_.failed(); }

 private:
  static std::size_t extra_of(std::uint64_t type) {
    const std::uint64_t thousands = type / 1000;
    return thousands == 3 ? 2 : thousands == 1 || thousands == 2 ? 1 : 0;
  }

  void body(const BlobType& type, int depth, bool is_wkb) {
    if (type.kind == 0 || type.kind >= kTypes.size() || depth > kMaxDepth) {
      failed_ = true;
      return;
    }
    if (depth == 0)
      shape_.type = kTypes.at(type.kind);
    if (type.kind == 1) {
      position(type.more);
    } else if (type.kind == 2) {
      line(type.more);
    } else if (type.kind == 3) {
      const std::uint64_t rings = bytes_.number(4);
      for (std::uint64_t ring = 0; ring < rings && !failed(); ++ring)
        line(type.more);
    } else {
      members(depth, is_wkb);
    }
  }

  void members(int depth, bool is_wkb) {
    const std::uint64_t count = bytes_.number(4);
    for (std::uint64_t member = 0; member < count && !failed(); ++member) {
      if (is_wkb) {
        wkb(depth + 1);
        continue;
      }
      failed_ = failed_ || bytes_.byte() != 0x69;
      spatialite(depth + 1);
    }
  }

  void line(std::size_t more) {
    const std::uint64_t points = bytes_.number(4);
    failed_ = failed_ || points > bytes_.left() / (8 * (2 + more));
    for (std::uint64_t point = 0; point < points && !failed(); ++point)
      position(more);
  }

  void position(std::size_t more) {
    const double x = bytes_.real();
    const double y = bytes_.real();
    bytes_.skip(8 * more);
    if (failed() || x != x || y != y)  // an empty point is NaN twice
      return;
    shape_.is_cut = shape_.is_cut || points_ == kMaxPoints;
    if (shape_.is_cut)
      return;
    shape_.coordinates += points_++ > 0 ? " " : "";
    shape_.coordinates += number_text(x);
    shape_.coordinates += ",";
    shape_.coordinates += number_text(y);
  }

  BlobBytes& bytes_;
  Shape& shape_;
  std::size_t points_ = 0;
  bool failed_ = false;
};

// None for any other text than pairs of hexadecimal digits.
std::optional<std::string> bytes_of_hex(std::string_view hex) {
  const auto digit_of = [](char digit) {
    if (digit >= '0' && digit <= '9')
      return digit - '0';
    const int letter = (digit | 0x20) - 'a';
    return letter >= 0 && letter < 6 ? 10 + letter : -1;
  };
  std::string bytes;
  bytes.reserve(hex.size() / 2);
  for (std::size_t place = 0; place + 1 < hex.size(); place += 2) {
    const int high = digit_of(hex[place]);
    const int low = digit_of(hex[place + 1]);
    if (high < 0 || low < 0)
      return std::nullopt;
    bytes += static_cast<char>(16 * high + low);
  }
  return hex.size() % 2 == 0 && !bytes.empty() ? std::optional(std::move(bytes)) : std::nullopt;
}

// Magic "GP", version, flags, reference system, an envelope of 0, 4, 6 or 8 numbers, then WKB.
std::optional<Shape> shape_of_geopackage(std::string_view blob) {
  constexpr std::array<std::size_t, 5> kEnvelopes = {0, 32, 48, 48, 64};
  constexpr std::size_t kHeader = 8;
  const auto flags = static_cast<std::uint8_t>(blob[3]);
  const std::size_t envelope = (flags >> 1U) & 7U;
  const bool is_extended = ((flags >> 5U) & 1U) != 0;
  if (is_extended || envelope >= kEnvelopes.size() ||
      blob.size() < kHeader + kEnvelopes.at(envelope))
    return std::nullopt;
  if (((flags >> 4U) & 1U) != 0)
    return Shape();
  return shape_of_wkb(blob.substr(kHeader + kEnvelopes.at(envelope)));
}

// 0x00, byte order, reference system, an envelope of 4 numbers, 0x7C, the geometry, 0xFE.
std::optional<Shape> shape_of_spatialite(std::string_view blob) {
  constexpr std::size_t kHeader = 39;
  Shape shape;
  BlobBytes bytes(blob.substr(kHeader, blob.size() - kHeader - 1));
  bytes.set_little(blob[1] == 1);
  GeometryDecoder decoder(bytes, shape);
  decoder.spatialite(0);
  if (decoder.failed() || !bytes.at_end())
    return std::nullopt;
  return shape;
}

}  // namespace

std::optional<Shape> shape_of_wkb(std::string_view bytes) {
  Shape shape;
  BlobBytes cursor(bytes);
  GeometryDecoder decoder(cursor, shape);
  decoder.wkb(0);
  if (decoder.failed() || !cursor.at_end())
    return std::nullopt;
  return shape;
}

std::optional<Shape> shape_of_blob(std::string_view blob) {
  constexpr std::size_t kSpatialiteMark = 38;
  if (blob.size() >= 8 && blob.starts_with("GP"))
    return shape_of_geopackage(blob);
  const bool is_spatialite = blob.size() > 44 && blob[0] == '\0' &&
                             blob[kSpatialiteMark] == '\x7C' && blob.back() == '\xFE' &&
                             (blob[1] == 0 || blob[1] == 1);
  if (is_spatialite)
    return shape_of_spatialite(blob);
  return blob.size() >= kPointBytes ? shape_of_wkb(blob) : std::nullopt;
}

std::optional<Shape> shape_of_hex(std::string_view hex) {
  const auto bytes = bytes_of_hex(hex);
  return bytes ? shape_of_wkb(*bytes) : std::nullopt;
}

std::optional<Shape> shape_of_mysql_hex(std::string_view hex) {
  constexpr std::size_t kSystemDigits = 8;
  return hex.size() > kSystemDigits ? shape_of_hex(hex.substr(kSystemDigits)) : std::nullopt;
}

std::uint64_t system_of_hex(std::string_view hex) {
  constexpr std::size_t kHeadDigits = 18;
  const auto head = bytes_of_hex(hex.substr(0, kHeadDigits));
  if (!head)
    return 0;
  BlobBytes bytes(*head);
  bytes.set_little(bytes.byte() == 1);
  const bool has_system = ((bytes.number(4) >> 29U) & 1U) != 0;
  const std::uint64_t system = bytes.number(4);
  return has_system && !bytes.failed() ? system : 0;
}

}  // namespace aval
