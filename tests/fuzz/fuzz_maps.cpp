// Files of maps (libFuzzer). The first byte says what the others are: 'k' a KML text; 't' and 'm' a
// MapInfo table or interchange file, then, after a NUL byte each, the files beside it (.dat, .map,
// .id; .mid); 'g' GML; 'x' GPX; anything else: the bytes as they are, among them FlatGeobuf.
//
// Without libgdal only KML is exercised. The library itself is not instrumented: what is proved is
// how aval holds it.
#include "audit/table/map_source.h"
#include "tests/fuzz/read_everything.h"

namespace {

using Parts = std::vector<std::string>;

Parts parts_of(std::string_view text) {
  Parts parts;
  for (const std::string_view part : aval::split(text, '\0'))
    parts.emplace_back(part);
  return parts;
}

void read_with_sides(const Parts& parts, aval::MapFormat format,
                     const std::vector<std::string>& endings) {
  const auto beside = [&](const std::string& ending) -> std::shared_ptr<const aval::InputBytes> {
    for (std::size_t side = 0; side < endings.size() && side + 1 < parts.size(); ++side)
      if (endings[side] == ending)
        return aval::InputBytes::of_memory(parts[side + 1]);
    return nullptr;
  };
  aval::Source source;
  aval::open_map({aval::InputBytes::of_memory(parts.front()), "fuzz", beside}, format, {}, source);
  for (const auto& table : source.tables)
    if (aval::read_table(*table) != aval::read_table(*table->reopen()))
      std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 3)
    return 0;
  if (data[0] == 'k') {
    aval::read_everything("fuzz.kml", data + 1, size - 1);
    return 0;
  }
  // libFuzzer hands out bytes.
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  try {
    if (data[0] == 't')
      read_with_sides(parts_of(text), aval::MapFormat::mapinfo_table, {"dat", "map", "id"});
    else if (data[0] == 'm')
      read_with_sides(parts_of(text), aval::MapFormat::mapinfo_interchange, {"mid"});
    else if (data[0] == 'g')
      read_with_sides({std::string(text)}, aval::MapFormat::gml, {});
    else if (data[0] == 'x')
      read_with_sides({std::string(text)}, aval::MapFormat::gpx, {});
    else
      aval::read_everything("fuzz.fgb", data, size);
  } catch (const aval::Error& error) {
    if (error.kind() == aval::ErrorKind::internal || error.message().fr.empty())
      std::abort();
  }
  return 0;
}
