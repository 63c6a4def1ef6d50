#include "audit/table/map_source.h"

#include <algorithm>
#include <mutex>
#include <utility>
#include <vector>

#include "audit/base/error.h"
#include "audit/base/text.h"
#include "audit/table/database_table.h"
#include "audit/table/gdal.h"
#include "audit/table/geometry_type.h"
#include "audit/table/map_texts.h"
#include "audit/table/read_codes.h"
#include "audit/table/xml_root.h"
#include "audit/table/xml_source.h"

namespace aval {

namespace {

constexpr std::size_t kMaxTables = 200;
constexpr std::size_t kMaxColumns = 16384;
constexpr std::uint64_t kRowsPerByte = 2;  // more of them are a reader that runs in circles

struct FormatNames {
  const char* driver;  // of the library
  const char* format;  // of ours
  const char* ending;  // the file is given to the library under it
  std::vector<std::string> beside;
  std::vector<std::string> rows;  // elements of XML
};

FormatNames names_of(MapFormat format) {
  switch (format) {
    case MapFormat::mapinfo_table:
      return {"MapInfo File", "mapinfo", "tab", {"dat", "map", "id", "ind", "dbf"}, {}};
    case MapFormat::mapinfo_interchange:
      return {"MapInfo File", "mapinfo", "mif", {"mid"}, {}};
    case MapFormat::gml:
      return {"GML", "gml", "gml", {}, {"featureMember", "featureMembers", "member"}};
    case MapFormat::gpx:
      return {"GPX", "gpx", "gpx", {}, {"wpt", "rte", "trk"}};
    case MapFormat::flatgeobuf:
      break;
  }
  return {"FlatGeobuf", "flatgeobuf", "fgb", {}, {}};
}

struct MapPlan {
  MapInput input;
  FormatNames names;
  MapTexts texts;
  bool has_too_many_layers = false;
};

std::unique_ptr<GdalFile> open_gdal(const MapPlan& plan) {
  return std::make_unique<GdalFile>(
      GdalFiles{plan.input.input, plan.names.ending, plan.input.beside, plan.names.beside},
      plan.names.driver, plan.input.place);
}

// Open files that no pass uses: layers are read one after the other with one of them.
class IdleFiles {
 public:
  explicit IdleFiles(MapPlan plan) : plan_(std::move(plan)) {}

  std::unique_ptr<GdalFile> take() {
    {
      const std::lock_guard lock(mutex_);
      if (idle_)
        return std::move(idle_);
    }
    return open_gdal(plan_);
  }
  void give_back(std::unique_ptr<GdalFile> file) {
    const std::lock_guard lock(mutex_);
    idle_ = std::move(file);
  }
  const MapPlan& plan() const { return plan_; }

 private:
  MapPlan plan_;
  std::mutex mutex_;
  std::unique_ptr<GdalFile> idle_;
};

// One pass over a layer.
class LayerPass {
 public:
  LayerPass(std::shared_ptr<IdleFiles> files, std::size_t layer)
      : files_(std::move(files)), file_(files_->take()) {
    file_->start(layer);
  }

  bool next(SparseRow& row, ReadStats& stats) {
    if (!file_)
      return false;
    row.clear();
    row.number = rows_ + 1;
    bool damaged = false;
    const bool has_row = rows_ < files_->plan().input.input->size() * kRowsPerByte &&
                         file_->next(row, stats, damaged);
    damaged_ = damaged_ || damaged;
    if (has_row) {
      ++rows_;
      return true;
    }
    end(stats);
    return false;
  }

 private:
  // How many rows are lost is not known: one is counted.
  void end(ReadStats& stats) {
    const bool is_cut = damaged_ || !files_->plan().texts.is_sound;
    if (is_cut) {
      count_record(stats.skipped, "truncated", rows_ + 1);
      ++stats.skipped_rows;
    } else if (files_->plan().has_too_many_layers) {
      count_record(stats.skipped, "too_many_tables", 1);
    }
    if (is_cut)
      file_.reset();
    else
      files_->give_back(std::move(file_));
  }

  std::shared_ptr<IdleFiles> files_;
  std::unique_ptr<GdalFile> file_;  // null at the end
  std::uint64_t rows_ = 0;
  bool damaged_ = false;
};

TableInfo info_of(const GdalLayer& layer, const MapPlan& plan, const std::string& name) {
  TableInfo info = given_table(name);
  if (layer.fields.size() > kMaxColumns)
    throw Error(ErrorKind::input, plan.input.place,
                Text{"fichier refusé : plus de 16 384 colonnes ; demandez les données en CSV",
                     "file refused: more than 16,384 columns; ask for the data as CSV"});
  for (const GdalField& field : layer.fields)
    info.columns.push_back({field.name, field.type, ""});
  if (!layer.has_geometry)
    return info;
  info.columns.push_back({"geometry.type", "", ""});
  info.columns.push_back({"geometry.coordinates", geometry_type("", layer.epsg), ""});
  return info;
}

// A layer without rows is left out: the library lists every kind of GPX.
bool is_filled(GdalFile& file, std::size_t layer) {
  SparseRow row;
  ReadStats stats;
  bool damaged = false;
  file.start(layer);
  return file.next(row, stats, damaged) || damaged;
}

void add_layers(const std::shared_ptr<IdleFiles>& files, std::size_t layers,
                const SourceOptions& options, Source& source) {
  auto file = files->take();
  const MapPlan& plan = files->plan();
  const bool named_by_file = layers == 1 && plan.names.rows.empty();
  for (std::size_t layer = 0; layer < layers; ++layer) {
    if (!is_filled(*file, layer) && layers > 1)
      continue;
    const GdalLayer described = file->describe(layer);
    auto rows = std::make_shared<RowPlan>();
    rows->info = info_of(described, plan, named_by_file ? source.info.name : described.name);
    rows->bytes = plan.input.input->size();
    rows->batch_bytes = std::max<std::size_t>(options.batch_bytes, 1);
    if (source.tables.empty()) {
      rows->info.extra_text = plan.texts.texts;
      if (plan.texts.is_cut)
        add_note(rows->notes, "extra_text_cut");
    }
    rows->open = [files, layer] {
      auto pass = std::make_shared<LayerPass>(files, layer);
      return [pass](SparseRow& row, ReadStats& stats) { return pass->next(row, stats); };
    };
    source.tables.push_back(make_row_reader(std::move(rows)));
  }
  files->give_back(std::move(file));
}

bool starts_with_word(std::string_view text, std::string_view word) {
  return to_lower_ascii(text.substr(0, word.size())) == word;
}

}  // namespace

std::optional<MapFormat> map_format_of_text(std::string_view start, const std::string& ending) {
  const std::string_view text = trim(start);
  if (starts_with_word(text, "!table"))
    return MapFormat::mapinfo_table;
  if (ending == "mif" && starts_with_word(text, "version"))
    return MapFormat::mapinfo_interchange;
  if (!starts_as_xml(text))
    return std::nullopt;
  const std::string_view tag = xml_root_tag(text);
  const std::string_view name = xml_root_name(text);
  if (name == "gpx")
    return MapFormat::gpx;
  const bool says_gml = tag.find("http://www.opengis.net/gml") != std::string_view::npos;
  return name == "FeatureCollection" && (says_gml || ending == "gml")
             ? std::optional(MapFormat::gml)
             : std::nullopt;
}

void open_map(const MapInput& input, MapFormat format, const SourceOptions& options,
              Source& source) {
  MapPlan plan{input, names_of(format), {}};
  source.info.format = plan.names.format;
  source.info.encoding = "UTF-8";
  plan.texts.is_sound = true;
  if (!plan.names.rows.empty())
    plan.texts = read_map_texts(input.input, input.place, plan.names.rows);
  auto file = open_gdal(plan);
  const std::size_t layers = file->layer_count();
  plan.has_too_many_layers = layers > kMaxTables;
  const auto files = std::make_shared<IdleFiles>(std::move(plan));
  files->give_back(std::move(file));
  add_layers(files, std::min(layers, kMaxTables), options, source);
  if (!source.tables.empty())
    return;
  TableInfo info = given_table(source.info.name);
  info.extra_text = files->plan().texts.texts;
  source.tables.push_back(make_empty_reader(std::move(info), {"no_table"}));
}

}  // namespace aval
