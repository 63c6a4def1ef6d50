// XML, flat OpenDocument, vCard, LDIF and mail (libFuzzer): told apart by what they hold.
#include "tests/fuzz/read_everything.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  aval::read_everything("fuzz.xml", data, size);
  return 0;
}
