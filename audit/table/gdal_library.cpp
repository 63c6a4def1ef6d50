#include "audit/table/gdal_library.h"

#include <array>
#include <optional>
#include <string_view>

#include "audit/base/error.h"
#include "audit/base/shared_library.h"
#include "audit/table/gdal_files.h"

namespace aval {

namespace {

// VSIFilesystemPluginCallbacksStruct of port/cpl_vsi.h; the library allocates it, all null, and
// later versions add members at its end.
struct FileFunctions {
  void* data;
  int (*status)(void*, const char*, void*, int);
  void* remove;
  void* rename;
  void* make_folder;
  void* remove_folder;
  void* read_folder;
  void* (*open)(void*, const char*, const char*);
  std::uint64_t (*tell)(void*);
  int (*seek)(void*, std::uint64_t, int);
  std::size_t (*read)(void*, void*, std::size_t, std::size_t);
  void* read_ranges;
  void* range_status;
  int (*at_end)(void*);
  void* write;
  void* flush;
  void* truncate;
  int (*close)(void*);
};

// The library's functions that only setting up needs.
struct Setup {
  FileFunctions* (*make_functions)();
  int (*install)(const char*, const FileFunctions*);
  void (*free_functions)(FileFunctions*);
  void (*set_option)(const char*, const char*);
  void* (*allocate)(std::size_t, std::size_t);
  void (*set_fetch)(void* (*)(const char*, const char* const*, void*, void*, void*, void*, void*),
                    void*);
  void (*set_network)(int);
  std::array<void (*)(), 4> drivers;
};

template <typename Function>
void take(const SharedLibrary& library, const char* name, Function*& function) {
  function = reinterpret_cast<Function*>(library.symbol(name));
}

Gdal take_functions(const SharedLibrary& library) {
  Gdal gdal{};
  take(library, "GDALOpenEx", gdal.open);
  take(library, "GDALClose", gdal.close);
  take(library, "GDALDatasetGetLayerCount", gdal.layer_count);
  take(library, "GDALDatasetGetLayer", gdal.layer);
  take(library, "OGR_L_GetName", gdal.layer_name);
  take(library, "OGR_L_GetLayerDefn", gdal.layer_definition);
  take(library, "OGR_L_GetSpatialRef", gdal.layer_system);
  take(library, "OGR_L_ResetReading", gdal.reset_reading);
  take(library, "OGR_L_GetNextFeature", gdal.next_feature);
  take(library, "OGR_FD_GetFieldCount", gdal.field_count);
  take(library, "OGR_FD_GetFieldDefn", gdal.field_definition);
  take(library, "OGR_FD_GetGeomType", gdal.geometry_kind);
  take(library, "OGR_Fld_GetNameRef", gdal.field_name);
  take(library, "OGR_Fld_GetType", gdal.field_type);
  take(library, "OGR_Fld_GetSubType", gdal.field_subtype);
  take(library, "OGR_Fld_GetPrecision", gdal.field_decimals);
  take(library, "OGR_F_GetFieldDefnRef", gdal.field_definition_of);
  take(library, "OGR_F_Destroy", gdal.destroy_feature);
  take(library, "OGR_F_IsFieldSetAndNotNull", gdal.is_set);
  take(library, "OGR_F_GetFieldAsString", gdal.as_string);
  take(library, "OGR_F_GetFieldAsDouble", gdal.as_double);
  take(library, "OGR_F_GetFieldAsStringList", gdal.as_strings);
  take(library, "OGR_F_GetFieldAsDateTimeEx", gdal.as_time);
  take(library, "OGR_F_GetGeometryRef", gdal.geometry);
  take(library, "OGR_G_GetGeometryName", gdal.geometry_name);
  take(library, "OGR_G_GetGeometryCount", gdal.part_count);
  take(library, "OGR_G_GetGeometryRef", gdal.part);
  take(library, "OGR_G_GetPointCount", gdal.point_count);
  take(library, "OGR_G_GetX", gdal.point_x);
  take(library, "OGR_G_GetY", gdal.point_y);
  take(library, "OSRGetAuthorityName", gdal.authority_name);
  take(library, "OSRGetAuthorityCode", gdal.authority_code);
  take(library, "CPLPushErrorHandlerEx", gdal.push_handler);
  take(library, "CPLPopErrorHandler", gdal.pop_handler);
  take(library, "CPLGetErrorHandlerUserData", gdal.handler_data);
  return gdal;
}

Setup take_setup(const SharedLibrary& library) {
  Setup setup{};
  take(library, "VSIAllocFilesystemPluginCallbacksStruct", setup.make_functions);
  take(library, "VSIInstallPluginHandler", setup.install);
  take(library, "VSIFreeFilesystemPluginCallbacksStruct", setup.free_functions);
  take(library, "CPLSetConfigOption", setup.set_option);
  take(library, "VSICalloc", setup.allocate);
  take(library, "CPLHTTPSetFetchCallback", setup.set_fetch);
  take(library, "OSRSetPROJEnableNetwork", setup.set_network);
  take(library, "RegisterOGRTAB", setup.drivers[0]);
  take(library, "RegisterOGRGML", setup.drivers[1]);
  take(library, "RegisterOGRGPX", setup.drivers[2]);
  take(library, "RegisterOGRFlatGeobuf", setup.drivers[3]);
  return setup;
}

// Every other file system, that of the machine first (the empty prefix): nothing is found there.
constexpr std::array<const char*, 33> kShutPrefixes = {"",
                                                       "/vsicurl/",
                                                       "/vsicurl?",
                                                       "/vsicurl_streaming/",
                                                       "/vsis3/",
                                                       "/vsis3_streaming/",
                                                       "/vsigs/",
                                                       "/vsigs_streaming/",
                                                       "/vsiaz/",
                                                       "/vsiaz_streaming/",
                                                       "/vsiadls/",
                                                       "/vsioss/",
                                                       "/vsioss_streaming/",
                                                       "/vsiswift/",
                                                       "/vsiswift_streaming/",
                                                       "/vsiwebhdfs/",
                                                       "/vsihdfs/",
                                                       "/vsihdfs:",
                                                       "/vsizip/",
                                                       "/vsizip{",
                                                       "/vsigzip/",
                                                       "/vsitar/",
                                                       "/vsitar{",
                                                       "/vsisubfile/",
                                                       "/vsisparse/",
                                                       "/vsicached?",
                                                       "/vsistdin/",
                                                       "/vsistdin?",
                                                       "/vsistdout/",
                                                       "/vsistdout_redirect/",
                                                       "/vsicrypt/",
                                                       "http://",
                                                       "https://"};

void install_files(const Setup& setup) {
  FileFunctions* functions = setup.make_functions();
  functions->open = [](void*, const char*, const char*) -> void* { return nullptr; };
  functions->status = [](void*, const char*, void*, int) { return -1; };
  functions->tell = gdal_file_tell;
  functions->seek = gdal_file_seek;
  functions->read = gdal_file_read;
  functions->at_end = gdal_file_at_end;
  functions->close = gdal_file_close;
  for (const char* prefix : kShutPrefixes)
    setup.install(prefix, functions);
  functions->open = gdal_file_open;
  functions->status = gdal_file_status;
  setup.install(kGdalPrefix, functions);
  setup.free_functions(functions);
}

// What would let a file, the environment or a driver reach further than the file itself, or change
// what is read (formats.md 3.2).
void set_options(const Setup& setup) {
  constexpr std::array<std::pair<const char*, const char*>, 8> kOptions = {
      {{"GDAL_PAM_ENABLED", "NO"},
       {"GDAL_DISABLE_READDIR_ON_OPEN", "EMPTY_DIR"},
       {"CPL_VSIL_CURL_ALLOWED_FILENAME", "none"},
       {"CPL_DEBUG", "OFF"},
       {"GML_SKIP_RESOLVE_ELEMS", "ALL"},
       {"GML_PARSER", "EXPAT"},
       {"GML_FIELDTYPES", "ALWAYS_STRING"},
       {"GML_ATTRIBUTES_TO_OGR_FIELDS", "YES"}}};
  for (const auto& [name, value] : kOptions)
    setup.set_option(name, value);
  setup.set_network(0);
}

constexpr std::size_t kFetchResultBytes = 1024;

// Answers every request with a failure. CPLHTTPResult of port/cpl_http.h starts with its status,
// where any but 0 is one; the library frees it.
void shut_network(const Setup& setup) {
  static const Setup kSetup = setup;
  setup.set_fetch(
      [](const char*, const char* const*, void*, void*, void*, void*, void*) -> void* {
        void* result = kSetup.allocate(1, kFetchResultBytes);
        *static_cast<int*>(result) = 1;
        return result;
      },
      nullptr);
}

std::optional<std::string> find_gdal() {
  // The names of Debian 12 and 13, then of a library built by an administrator.
  for (const char* name : {"libgdal.so.32", "libgdal.so.36", "libgdal.so"})
    if (auto path = find_shared_library(name, "AVAL_GDAL"))
      return path;
  return std::nullopt;
}

Gdal load_gdal(const std::string& place) {
  const auto path = find_gdal();
  if (!path)
    throw Error(ErrorKind::input, place,
                Text{"lire ce format cartographique demande la bibliothèque GDAL, qui n'est pas "
                     "là ; une commande l'installe : apt-get install --no-install-recommends "
                     "libgdal32 (ou audit/install-packages maps, dossier des sources d'aval)",
                     "reading this format of maps takes the library GDAL, which is not there; one "
                     "command installs it: apt-get install --no-install-recommends libgdal32 (or "
                     "audit/install-packages maps, in the source folder of aval)"});
  const SharedLibrary library(*path);
  const Setup setup = take_setup(library);
  const Gdal functions = take_functions(library);
  install_files(setup);
  set_options(setup);
  shut_network(setup);
  for (const auto& register_driver : setup.drivers)
    register_driver();
  return functions;
}

}  // namespace

const Gdal& gdal(const std::string& place) {
  static const Gdal kFunctions = load_gdal(place);
  return kFunctions;
}

}  // namespace aval
