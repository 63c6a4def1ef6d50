// DBF files with their memo, shapes and code page (libFuzzer): the first byte chooses which side
// file the second part of the bytes is; two bytes give the length of the first part.
#include <algorithm>

#include "audit/table/dbf_source.h"
#include "tests/fuzz/read_everything.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 3)
    return 0;
  const std::size_t length = std::min<std::size_t>(size - 3, data[1] + 256U * data[2]);
  // libFuzzer hands out bytes.
  const std::string main(reinterpret_cast<const char*>(data) + 3, length);
  const std::string side(reinterpret_cast<const char*>(data) + 3 + length, size - 3 - length);
  const char* ending = data[0] % 4 == 0 ? "dbt" : data[0] % 4 == 1 ? "fpt" : "cpg";
  const bool has_shapes = data[0] % 4 == 3;
  const aval::FindBeside beside = [&](const std::string& wanted) {
    const bool is_there = wanted == (has_shapes ? "dbf" : ending);
    return is_there ? aval::InputBytes::of_memory(has_shapes ? main : side) : nullptr;
  };
  aval::SourceOptions options;
  options.batch_bytes = std::size_t{1} << (data[0] % 16);
  try {
    aval::Source source;
    if (has_shapes)
      open_shapefile({aval::InputBytes::of_memory(side), "a.shp", beside}, options, source);
    else
      open_dbf({aval::InputBytes::of_memory(main), "a.dbf", beside}, options, source);
    for (const auto& table : source.tables)
      if (aval::read_table(*table) != aval::read_table(*table->reopen()))
        std::abort();
  } catch (const aval::Error& error) {
    if (error.kind() == aval::ErrorKind::internal || error.message().fr.empty())
      std::abort();
  }
  return 0;
}
