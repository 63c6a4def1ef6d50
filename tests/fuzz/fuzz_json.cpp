// JSON, JSON Lines and GeoJSON (libFuzzer).
#include "tests/fuzz/read_everything.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  aval::read_everything("fuzz.json", data, size);
  return 0;
}
