// Delimited text of any kind (libFuzzer).
#include "tests/fuzz/read_everything.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  aval::read_everything("fuzz.csv", data, size);
  return 0;
}
