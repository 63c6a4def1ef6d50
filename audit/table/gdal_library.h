// GDAL's C API (versions 3.4 and later), as far as formats of maps need it: declared here and
// loaded while the program runs, so that aval builds and works without it. See gdal.h for its use.
#pragma once

#include <cstdint>
#include <string>

namespace aval {

using GdalPointer = void*;

// Types of fields (OGRFieldType, ogr_core.h), whose numbers are part of the API.
enum GdalFieldType : int {
  gdal_integer = 0,
  gdal_integer_list = 1,
  gdal_real = 2,
  gdal_real_list = 3,
  gdal_string = 4,
  gdal_string_list = 5,
  gdal_binary = 8,
  gdal_date = 9,
  gdal_time = 10,
  gdal_date_time = 11,
  gdal_integer64 = 12,
  gdal_integer64_list = 13,
};

// The functions of the library, by the end of their names.
struct Gdal {
  GdalPointer (*open)(const char*, unsigned, const char* const*, const char* const*,
                      const char* const*);
  void (*close)(GdalPointer);
  int (*layer_count)(GdalPointer);
  GdalPointer (*layer)(GdalPointer, int);
  const char* (*layer_name)(GdalPointer);
  GdalPointer (*layer_definition)(GdalPointer);
  GdalPointer (*layer_system)(GdalPointer);
  void (*reset_reading)(GdalPointer);
  GdalPointer (*next_feature)(GdalPointer);
  int (*field_count)(GdalPointer);
  GdalPointer (*field_definition)(GdalPointer, int);
  int (*geometry_kind)(GdalPointer);
  const char* (*field_name)(GdalPointer);
  int (*field_type)(GdalPointer);
  int (*field_subtype)(GdalPointer);
  int (*field_decimals)(GdalPointer);
  GdalPointer (*field_definition_of)(GdalPointer, int);  // of a feature
  void (*destroy_feature)(GdalPointer);
  int (*is_set)(GdalPointer, int);
  const char* (*as_string)(GdalPointer, int);
  double (*as_double)(GdalPointer, int);
  char** (*as_strings)(GdalPointer, int);
  int (*as_time)(GdalPointer, int, int*, int*, int*, int*, int*, float*, int*);
  GdalPointer (*geometry)(GdalPointer);
  const char* (*geometry_name)(GdalPointer);
  int (*part_count)(GdalPointer);
  GdalPointer (*part)(GdalPointer, int);
  int (*point_count)(GdalPointer);
  double (*point_x)(GdalPointer, int);
  double (*point_y)(GdalPointer, int);
  const char* (*authority_name)(GdalPointer, const char*);
  const char* (*authority_code)(GdalPointer, const char*);
  void (*push_handler)(void (*)(int, int, const char*), void*);
  void (*pop_handler)();
  void* (*handler_data)();
};

// The library, set up once: the drivers of maps alone, no network, no file but ours. Error(input)
// naming `place` and the way out when it is not there. Thread-safe.
const Gdal& gdal(const std::string& place);

}  // namespace aval
