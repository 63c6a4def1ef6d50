// The placemarks of a KML text (OGC 07-147r2), streamed: every value that one holds, as written.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace aval {

class XmlStream;

// Names of values that have a column of their own whatever they hold.
constexpr std::string_view kKmlFolder =
    "folder";  // names of the folders around it, outermost first
constexpr std::string_view kKmlType = "geometry.type";
constexpr std::string_view kKmlCoordinates = "geometry.coordinates";  // "lon,lat lon,lat"

struct Placemark {
  // Elements below the placemark by their path ("TimeStamp.when"), data added by the author as
  // "ExtendedData.NAME". A name comes once; several values of it are joined by a comma and a space.
  std::vector<std::pair<std::string, std::string>> values;
  bool is_cut = false;  // more positions than are kept
};

// What one pass tells. Texts outside placemarks, their styles and overlays: scanned, never shown.
struct KmlEvents {
  std::function<void(Placemark placemark)> placemark;
  std::function<void(std::string_view text)> text;
  std::function<void()> network_link;  // to features kept elsewhere, which is not followed
};

class KmlStream {
 public:
  // `place` names the source in errors.
  KmlStream(KmlEvents events, std::string place);
  ~KmlStream();
  KmlStream(const KmlStream&) = delete;
  KmlStream& operator=(const KmlStream&) = delete;
  // False when the text is not well-formed from there on. Error(input) as XmlStream, and for a
  // placemark of more than 16 MiB.
  bool feed(std::string_view piece, bool is_last);

 private:
  struct State;
  std::unique_ptr<State> state_;
  std::unique_ptr<XmlStream> xml_;
};

}  // namespace aval
