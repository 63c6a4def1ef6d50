#include "audit/table/kml_placemarks.h"

#include <algorithm>
#include <map>

#include "audit/base/error.h"
#include "audit/base/text.h"
#include "audit/table/xml_stream.h"

namespace aval {

namespace {

constexpr std::size_t kMaxPlacemarkBytes = 16777216;
constexpr std::size_t kMaxPositions = 20000;  // of one cell, as of a Shapefile
constexpr std::string_view kSpaces = " \t\r\n";

bool is_geometry(std::string_view element) {
  return element == "Point" || element == "LineString" || element == "Polygon" ||
         element == "LinearRing" || element == "MultiGeometry" || element == "Model" ||
         element == "Track" || element == "MultiTrack";
}

bool is_style(std::string_view element) {
  return element == "Style" || element == "StyleMap";
}

}  // namespace

struct KmlStream::State {
  // An open element: the name of its values, empty when it has none of its own.
  struct Open {
    std::string element;
    std::string path;
  };

  KmlEvents events;
  std::string place;
  std::vector<Open> open;
  std::size_t placemark_depth = 0;  // elements open below the placemark, itself included
  std::size_t style_depth = 0;
  std::vector<std::string> folders;
  Placemark placemark;
  std::map<std::string, std::size_t> by_name;  // of the placemark's values
  std::size_t bytes = 0;
  std::size_t positions = 0;
  std::string text;

  void start(std::string_view element, const XmlAttributes& attributes);
  void end(std::string_view element);
  void add(const std::string& name, std::string_view value, std::string_view separator);
  void add_coordinates(std::string_view text_of_positions, bool spaced);
  void flush();
  void begin_placemark(const XmlAttributes& attributes);
  std::string path_below(std::string_view element, const XmlAttributes& attributes) const;
  void check(std::size_t size) const;
};

void KmlStream::State::check(std::size_t size) const {
  if (size > kMaxPlacemarkBytes)
    throw Error(ErrorKind::input, place,
                Text{"KML refusé : un repère (Placemark) de plus de 16 Mio ; demandez les données "
                     "en GeoPackage ou en CSV",
                     "KML refused: a placemark of more than 16 MiB; ask for the data as GeoPackage "
                     "or CSV"});
}

void KmlStream::State::add(const std::string& name, std::string_view value,
                           std::string_view separator) {
  if (value.empty())
    return;
  bytes += value.size() + 2;
  check(bytes);
  const auto [known, is_new] = by_name.try_emplace(name, placemark.values.size());
  if (is_new)
    placemark.values.emplace_back(name, "");
  std::string& cell = placemark.values[known->second].second;
  cell += cell.empty() ? "" : separator;
  cell += value;
}

// Tuples "lon,lat,height" between spaces, or, of a track, "lon lat height" in one element.
void KmlStream::State::add_coordinates(std::string_view text_of_positions, bool spaced) {
  const std::string name(kKmlCoordinates);
  std::size_t place_of_tuple = text_of_positions.find_first_not_of(kSpaces);
  while (place_of_tuple != std::string_view::npos) {
    const std::size_t end =
        spaced ? std::string_view::npos : text_of_positions.find_first_of(kSpaces, place_of_tuple);
    const std::string_view tuple =
        trim(text_of_positions.substr(place_of_tuple, end - place_of_tuple));
    const std::string_view between = spaced ? kSpaces : std::string_view(",");
    const std::size_t first = std::min(tuple.find_first_of(between), tuple.size());
    const std::size_t start = std::min(tuple.find_first_not_of(between, first), tuple.size());
    const std::size_t second = std::min(tuple.find_first_of(between, start), tuple.size());
    placemark.is_cut = placemark.is_cut || positions >= kMaxPositions;
    if (!placemark.is_cut) {
      std::string position(tuple.substr(0, first));
      position.append(",").append(tuple.substr(start, second - start));
      add(name, position, " ");
      ++positions;
    }
    place_of_tuple = text_of_positions.find_first_not_of(kSpaces, end);
  }
}

// The text before an element or an end is that of the open element.
void KmlStream::State::flush() {
  const std::string_view words = trim(text);
  if (words.empty() || open.empty()) {
    text.clear();
    return;
  }
  const Open& current = open.back();
  const bool is_folder_name = current.element == "name" && open.size() >= 2 &&
                              open[open.size() - 2].element == "Folder" && !folders.empty();
  if (placemark_depth > 0 && style_depth == 0) {
    if (current.element == "coordinates")
      add_coordinates(words, false);
    else if (current.element == "coord")
      add_coordinates(words, true);
    else
      add(current.path, words, ", ");
  } else {
    if (is_folder_name)
      folders.back() = words;
    events.text(words);
  }
  text.clear();
}

void KmlStream::State::begin_placemark(const XmlAttributes& attributes) {
  placemark = Placemark();
  by_name.clear();
  bytes = positions = 0;
  placemark_depth = 1;
  add("id", attributes.value("id"), ", ");
  std::vector<std::string> named;
  for (const std::string& folder : folders)
    if (!folder.empty())
      named.push_back(folder);
  add(std::string(kKmlFolder), join(named, " / "), ", ");
}

// Data of the author go by the name that he gave; wrappers that only hold others add nothing.
std::string KmlStream::State::path_below(std::string_view element,
                                         const XmlAttributes& attributes) const {
  const std::string& outer = open.back().path;
  if (element == "SchemaData" || (element == "value" && open.back().element == "Data") ||
      open.back().element == "SimpleArrayData")
    return outer;
  const bool is_named =
      element == "Data" || element == "SimpleData" || element == "SimpleArrayData";
  const std::string_view name = is_named ? attributes.value("name") : element;
  return outer.empty() ? std::string(name) : outer + "." + std::string(name);
}

void KmlStream::State::start(std::string_view element, const XmlAttributes& attributes) {
  flush();
  if (placemark_depth > 0) {
    ++placemark_depth;
    style_depth += style_depth > 0 || is_style(element) ? 1U : 0U;
    if (style_depth == 0 && is_geometry(element) && by_name.count(std::string(kKmlType)) == 0)
      add(std::string(kKmlType), element == "MultiGeometry" ? "GeometryCollection" : element, "");
    std::string path = path_below(element, attributes);
    if (style_depth == 0)
      attributes.each([&](std::string_view name, std::string_view value) {
        if (name == "href" || name == "id")
          add(path + "." + std::string(name), value, ", ");
      });
    open.push_back({std::string(element), std::move(path)});
    return;
  }
  open.push_back({std::string(element), ""});
  if (element == "Folder")
    folders.emplace_back();
  else if (element == "NetworkLink")
    events.network_link();
  else if (element == "Placemark")
    begin_placemark(attributes);
  if (element != "Placemark")
    attributes.each([&](std::string_view name, std::string_view value) {
      if (name == "href")
        events.text(value);
    });
}

void KmlStream::State::end(std::string_view element) {
  flush();
  if (!open.empty())
    open.pop_back();
  style_depth -= style_depth > 0 ? 1U : 0U;
  if (placemark_depth > 0) {
    if (--placemark_depth == 0)
      events.placemark(std::move(placemark));
  } else if (element == "Folder" && !folders.empty()) {
    folders.pop_back();
  }
}

KmlStream::KmlStream(KmlEvents events, std::string place) : state_(std::make_unique<State>()) {
  state_->events = std::move(events);
  state_->place = place;
  XmlEvents xml;
  xml.start = [this](std::string_view element, const XmlAttributes& attributes) {
    state_->start(element, attributes);
  };
  xml.end = [this](std::string_view element) { state_->end(element); };
  xml.text = [this](std::string_view piece) {
    state_->check(state_->text.size() + piece.size());
    state_->text += piece;
  };
  xml_ = std::make_unique<XmlStream>(std::move(xml), std::move(place));
}

KmlStream::~KmlStream() = default;

bool KmlStream::feed(std::string_view piece, bool is_last) {
  return xml_->feed(piece, is_last);
}

}  // namespace aval
