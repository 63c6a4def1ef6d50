#include "audit/table/gdal.h"

#include <array>
#include <exception>
#include <utility>

#include "audit/base/error.h"
#include "audit/table/database_table.h"
#include "audit/table/gdal_cells.h"
#include "audit/table/gdal_library.h"
#include "audit/table/read_codes.h"

namespace aval {

namespace {

constexpr unsigned kVectorReadOnly = 0x04;  // GDAL_OF_VECTOR
constexpr int kFailure = 3;                 // CE_Failure
constexpr int kNoGeometry = 100;            // wkbNone
constexpr std::size_t kMaxShapeCell = 1048576;

// The library hands its data to a handler by a function of its own.
void hear(int severity, int /*number*/, const char* /*message*/) {
  auto* const failed = static_cast<bool*>(gdal("").handler_data());
  if (failed != nullptr && severity >= kFailure)
    *failed = true;
}

// Catches what the library says in this thread, for as long as it lives: messages may quote
// values, and are not shown.
class GdalListener {
 public:
  explicit GdalListener(const Gdal& library) : gdal_(library) {
    gdal_.push_handler(hear, &failed_);
  }
  ~GdalListener() { gdal_.pop_handler(); }
  GdalListener(const GdalListener&) = delete;
  GdalListener& operator=(const GdalListener&) = delete;
  bool failed() const { return failed_; }

 private:
  const Gdal& gdal_;
  bool failed_ = false;
};

[[noreturn]] void refuse_file(const std::string& place) {
  throw Error(ErrorKind::input, place,
              Text{"fichier cartographique abîmé ou tronqué : redemandez-le, ou demandez les "
                   "données en GeoPackage ou en CSV",
                   "file of a map that is damaged or cut short: ask for it again, or for the data "
                   "as GeoPackage or CSV"});
}

// How each driver is kept from reaching further than its file (formats.md 3.2).
std::array<const char*, 6> open_options(const std::string& driver) {
  if (driver == "GML")
    return {"WRITE_GFS=NO",
            "DOWNLOAD_SCHEMA=NO",
            "EXPOSE_GML_ID=YES",
            "FORCE_SRS_DETECTION=YES",
            nullptr,
            nullptr};
  return {};
}

std::string shown(const char* text) {
  return text == nullptr ? "" : valid_name(text);
}

}  // namespace

struct GdalFile::State {
  const Gdal& gdal;
  std::string place;
  GdalFolder folder;
  GdalPointer dataset = nullptr;
  GdalPointer layer = nullptr;
  std::size_t fields = 0;
  bool has_geometry = false;

  State(const Gdal& library, GdalFiles files, std::string name)
      : gdal(library), place(std::move(name)), folder(std::move(files)) {}
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    const GdalListener listener(gdal);
    if (dataset != nullptr)
      gdal.close(dataset);
  }
  void open(const std::string& driver);
  GdalPointer layer_at(std::size_t index) const {
    return gdal.layer(dataset, static_cast<int>(index));
  }
  std::string epsg_code(GdalPointer of_layer) const;
  void add_geometry(GdalPointer feature, SparseRow& row, ReadStats& stats) const;
};

void GdalFile::State::open(const std::string& driver) {
  const std::array<const char*, 2> drivers = {driver.c_str(), nullptr};
  const auto options = open_options(driver);
  const GdalListener listener(gdal);
  dataset =
      gdal.open(folder.path().c_str(), kVectorReadOnly, drivers.data(), options.data(), nullptr);
  if (dataset == nullptr || listener.failed())
    refuse_file(place);
}

std::string GdalFile::State::epsg_code(GdalPointer of_layer) const {
  const GdalPointer system = gdal.layer_system(of_layer);
  if (system == nullptr || shown(gdal.authority_name(system, nullptr)) != "EPSG")
    return "";
  return shown(gdal.authority_code(system, nullptr));
}

void GdalFile::State::add_geometry(GdalPointer feature, SparseRow& row, ReadStats& stats) const {
  const Shape shape = gdal_shape(gdal, gdal.geometry(feature));
  if (shape.type.empty())
    return;
  row.add(fields, shape.type);
  row.add(fields + 1, std::string_view(shape.coordinates).substr(0, kMaxShapeCell));
  if (shape.is_cut || shape.coordinates.size() > kMaxShapeCell)
    count_record(stats.repairs, "shape_cut", row.number);
}

GdalFile::GdalFile(GdalFiles files, const std::string& driver, const std::string& place)
    : state_(std::make_unique<State>(gdal(place), std::move(files), place)) {
  try {
    state_->open(driver);
  } catch (const Error&) {
    throw;
  } catch (const std::exception&) {  // the library runs out of memory
    refuse_file(place);
  }
}

GdalFile::~GdalFile() = default;

std::size_t GdalFile::layer_count() const {
  const int count = state_->gdal.layer_count(state_->dataset);
  return count > 0 ? static_cast<std::size_t>(count) : 0;
}

GdalLayer GdalFile::describe(std::size_t layer) const {
  const State& state = *state_;
  const GdalListener listener(state.gdal);
  const GdalPointer found = state.layer_at(layer);
  const GdalPointer definition = found == nullptr ? nullptr : state.gdal.layer_definition(found);
  if (definition == nullptr)
    refuse_file(state.place);
  GdalLayer described;
  described.name = shown(state.gdal.layer_name(found));
  for (int field = 0; field < state.gdal.field_count(definition); ++field) {
    const GdalPointer of_field = state.gdal.field_definition(definition, field);
    described.fields.push_back(
        {shown(state.gdal.field_name(of_field)), gdal_type_name(state.gdal.field_type(of_field))});
  }
  described.has_geometry = state.gdal.geometry_kind(definition) != kNoGeometry;
  if (described.has_geometry)
    described.epsg = state.epsg_code(found);
  return described;
}

void GdalFile::start(std::size_t layer) {
  State& state = *state_;
  const GdalListener listener(state.gdal);
  state.layer = state.layer_at(layer);
  if (state.layer == nullptr)
    refuse_file(state.place);
  const GdalPointer definition = state.gdal.layer_definition(state.layer);
  state.fields = static_cast<std::size_t>(state.gdal.field_count(definition));
  state.has_geometry = state.gdal.geometry_kind(definition) != kNoGeometry;
  state.gdal.reset_reading(state.layer);
}

bool GdalFile::next(SparseRow& row, ReadStats& stats, bool& damaged) {
  const State& state = *state_;
  const GdalListener listener(state.gdal);
  try {
    const GdalPointer feature = state.gdal.next_feature(state.layer);
    damaged = listener.failed();
    if (feature == nullptr)
      return false;
    for (std::size_t field = 0; field < state.fields; ++field)
      add_gdal_field(state.gdal, feature, field, {row, stats});
    if (state.has_geometry)
      state.add_geometry(feature, row, stats);
    state.gdal.destroy_feature(feature);
  } catch (const std::exception&) {  // the library runs out of memory
    damaged = true;
    return false;
  }
  return true;
}

}  // namespace aval
