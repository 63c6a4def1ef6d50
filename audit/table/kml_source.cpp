#include "audit/table/kml_source.h"

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <utility>

#include "audit/base/error.h"
#include "audit/base/text.h"
#include "audit/table/database_table.h"
#include "audit/table/geometry_type.h"
#include "audit/table/kml_placemarks.h"
#include "audit/table/read_codes.h"
#include "audit/table/row_reader.h"
#include "audit/table/unpack.h"
#include "audit/table/xml_root.h"

namespace aval {

namespace {

constexpr std::size_t kBlock = 65536;
constexpr std::size_t kMaxColumns = 16384;
constexpr std::size_t kMaxTexts = 100000;
constexpr std::size_t kMaxTextBytes = 67108864;
constexpr std::size_t kMaxTables = 200;

// What the first pass over a KML text tells; shared by the passes over its rows.
struct KmlPlan {
  std::shared_ptr<const InputBytes> input;
  std::string place;
  std::map<std::string, std::size_t> columns;  // by name
};

struct KmlContents {
  std::vector<std::string> columns;  // in order of appearance
  std::vector<std::string> texts;
  std::size_t text_bytes = 0;
  bool is_cut = false;
  std::uint64_t links = 0;
};

class KmlSurvey {
 public:
  KmlEvents events(const std::string& place) {
    KmlEvents events;
    events.placemark = [this, place](const Placemark& placemark) {
      for (const auto& [name, value] : placemark.values)
        add_column(valid_name(name), place);
    };
    events.text = [this](std::string_view text) { add_text(text); };
    events.network_link = [this] { ++contents.links; };
    return events;
  }

  KmlContents contents;

 private:
  void add_column(const std::string& name, const std::string& place) {
    if (!known_.emplace(name, contents.columns.size()).second)
      return;
    if (contents.columns.size() == kMaxColumns)
      throw Error(ErrorKind::input, place,
                  Text{"KML refusé : plus de 16 384 colonnes ; demandez les données en CSV",
                       "KML refused: more than 16,384 columns; ask for the data as CSV"});
    contents.columns.push_back(name);
  }

  void add_text(std::string_view text) {
    contents.is_cut = contents.is_cut || contents.texts.size() >= kMaxTexts ||
                      contents.text_bytes + text.size() > kMaxTextBytes;
    if (contents.is_cut)
      return;
    contents.text_bytes += text.size();
    contents.texts.emplace_back(text);
  }

  std::map<std::string, std::size_t> known_;
};

// Feeds the whole text. False where it is not well-formed.
bool feed_all(const InputBytes& input, KmlStream& stream) {
  std::string block(kBlock, '\0');
  std::uint64_t offset = 0;
  for (bool is_last = false; !is_last;) {
    const std::size_t got = input.read_at(offset, block.data(), block.size());
    offset += got;
    is_last = got < block.size();
    if (!stream.feed(std::string_view(block.data(), got), is_last))
      return false;
  }
  return true;
}

// One pass over the placemarks.
class KmlPass {
 public:
  explicit KmlPass(std::shared_ptr<const KmlPlan> plan)
      : plan_(std::move(plan)), stream_(events(), plan_->place) {}

  bool next(SparseRow& row, ReadStats& stats) {
    std::string block(kBlock, '\0');
    while (ready_.empty() && !ended_) {
      const std::size_t got = plan_->input->read_at(offset_, block.data(), block.size());
      offset_ += got;
      ended_ = got < block.size();
      if (!stream_.feed(std::string_view(block.data(), got), ended_)) {
        ended_ = true;
        is_damaged_ = true;
      }
    }
    if (ready_.empty()) {
      end(stats);
      return false;
    }
    fill(ready_.front(), row, stats);
    ready_.pop_front();
    return true;
  }

 private:
  KmlEvents events() {
    KmlEvents events;
    events.placemark = [this](Placemark placemark) { ready_.push_back(std::move(placemark)); };
    events.text = [](std::string_view) {};
    events.network_link = [this] { ++links_; };
    return events;
  }

  void fill(const Placemark& placemark, SparseRow& row, ReadStats& stats) {
    row.clear();
    row.number = ++rows_;
    if (placemark.is_cut)
      count_record(stats.repairs, "shape_cut", row.number);
    std::map<std::size_t, std::string_view> cells;
    for (const auto& [name, value] : placemark.values)
      if (const auto column = plan_->columns.find(valid_name(name)); column != plan_->columns.end())
        cells.emplace(column->second, value);
    for (const auto& [column, value] : cells)
      add_text_cell(column, value, row, stats);
  }

  void end(ReadStats& stats) {
    if (is_damaged_) {
      count_record(stats.skipped, "truncated", rows_ + 1);
      ++stats.skipped_rows;
    }
    for (; links_ > 0; --links_)
      count_record(stats.repairs, "value_elsewhere", rows_ + 1);
    is_damaged_ = false;
  }

  std::shared_ptr<const KmlPlan> plan_;
  KmlStream stream_;
  std::deque<Placemark> ready_;
  std::uint64_t offset_ = 0;
  std::uint64_t rows_ = 0;
  std::uint64_t links_ = 0;
  bool ended_ = false;
  bool is_damaged_ = false;
};

// One KML text as a table of that name. Error(input) when not even its first element is sound.
void add_table(const KmlPlan& text, const std::string& name, const SourceOptions& options,
               Source& source) {
  KmlSurvey survey;
  KmlStream stream(survey.events(text.place), text.place);
  const bool is_sound = feed_all(*text.input, stream);
  KmlContents& contents = survey.contents;
  if (!is_sound && contents.columns.empty())
    throw Error(ErrorKind::input, text.place,
                Text{"KML abîmé ou tronqué : aucun repère (Placemark) n'est lisible ; redemandez "
                     "le fichier",
                     "KML that is damaged or cut short: no placemark can be read; ask for the "
                     "file again"});
  auto plan = std::make_shared<KmlPlan>(text);
  auto rows = std::make_shared<RowPlan>();
  rows->info = given_table(name);
  for (const std::string& column : contents.columns) {
    plan->columns.emplace(column, rows->info.columns.size());
    // OGC 07-147r2, 6.2: positions are longitude and latitude on WGS 84.
    rows->info.columns.push_back(
        {column, column == kKmlCoordinates ? geometry_type("", "4326") : "", ""});
  }
  rows->info.extra_text = std::move(contents.texts);
  if (contents.is_cut)
    add_note(rows->notes, "extra_text_cut");
  rows->bytes = text.input->size();
  rows->batch_bytes = std::max<std::size_t>(options.batch_bytes, 1);
  rows->open = [plan] {
    auto pass = std::make_shared<KmlPass>(plan);
    return [pass](SparseRow& row, ReadStats& stats) { return pass->next(row, stats); };
  };
  source.tables.push_back(make_row_reader(std::move(rows)));
}

bool is_kml_name(std::string_view name) {
  return to_lower_ascii(name).ends_with(".kml");
}

std::shared_ptr<const InputBytes> extract(const ZipArchive& archive, const std::string& member,
                                          const std::string& place) {
  ZipPart part = archive.open(member);
  Spool spool;
  std::string block(kBlock, '\0');
  for (bool is_last = false; !is_last;) {
    const std::size_t got = part.read(block.data(), block.size());
    is_last = got < block.size();
    if (part.damaged())
      throw Error(ErrorKind::input, place,
                  Text{"KMZ abîmé ou tronqué : redemandez-le",
                       "KMZ that is damaged or cut short: ask for it again"});
    spool.add(std::string_view(block.data(), got));
  }
  return spool.finish();
}

}  // namespace

bool starts_as_kml(std::string_view text) {
  return xml_root_name(text) == "kml";
}

bool is_kmz(const ZipArchive& archive, std::string_view ending) {
  if (archive.has("doc.kml"))
    return true;
  const auto entries = archive.list();
  return ending == "kmz" && std::any_of(entries.begin(), entries.end(), [](const ZipEntry& entry) {
           return is_kml_name(entry.name);
         });
}

void open_kml(const WorkbookInput& input, const SourceOptions& options, Source& source) {
  source.info.format = "kml";
  source.info.encoding = "UTF-8";
  add_table({input.input, input.place, {}}, source.info.name, options, source);
}

void open_kmz(const WorkbookInput& input, const SourceOptions& options, Source& source) {
  source.info.format = "kmz";
  source.info.encoding = "UTF-8";
  const ZipArchive archive(input.input, input.place);
  std::vector<std::string> members;
  for (const ZipEntry& entry : archive.list())
    if (is_kml_name(entry.name))
      members.push_back(entry.name);
  if (members.size() > kMaxTables)
    throw Error(ErrorKind::input, input.place,
                Text{"KMZ refusé : plus de 200 fichiers KML ; extrayez ceux qui importent",
                     "KMZ refused: more than 200 KML files; extract those that matter"});
  for (const std::string& member : members) {
    const std::string place = input.place + "/" + valid_name(member);
    add_table({extract(archive, member, place), place, {}},
              members.size() == 1 ? source.info.name : valid_name(member), options, source);
  }
}

}  // namespace aval
