#include "audit/table/dbf_source.h"

#include <algorithm>
#include <utility>

#include "audit/base/text.h"
#include "audit/table/dbf_record.h"
#include "audit/table/encoding_guess.h"
#include "audit/table/geometry_type.h"
#include "audit/table/read_codes.h"
#include "audit/table/shape_reader.h"

namespace aval {

namespace {

constexpr std::size_t kMaxHeader = 65536;
constexpr std::size_t kSurveyBytes = 8388608;
constexpr std::size_t kMaxSideFile = 65536;
constexpr std::size_t kMaxShapeCell = 1048576;

// Everything that is known before the first record is read. Shared by all passes.
struct DbfPlan {
  DbfInput input;
  DbfLayout layout;
  std::shared_ptr<const InputBytes> shapes;  // null without
};

std::string read_start(const InputBytes& input, std::size_t limit) {
  std::string bytes(static_cast<std::size_t>(std::min<std::uint64_t>(input.size(), limit)), '\0');
  bytes.resize(input.read_at(0, bytes.data(), bytes.size()));
  return bytes;
}

// One pass over the records, and over the shapes beside them.
class DbfPass {
 public:
  explicit DbfPass(std::shared_ptr<const DbfPlan> plan) : plan_(std::move(plan)) {
    if (plan_->shapes)
      shapes_.emplace(plan_->shapes);
  }

  bool next(SparseRow& row, ReadStats& stats) {
    const DbfHeader& header = plan_->layout.header;
    std::string record(header.record_bytes, '\0');
    const std::uint64_t place = header.bytes + rows_ * header.record_bytes;
    record.resize(plan_->input.input->read_at(place, record.data(), record.size()));
    const bool is_end = record.empty() || record.front() == '\x1A';
    if (is_end || record.size() < header.record_bytes || ended_) {
      if (rows_ < header.records && !ended_)
        lose_rest(stats);
      ended_ = true;
      return false;
    }
    row.clear();
    row.number = ++rows_;
    if (record.front() == '*')
      count_record(stats.repairs, "deleted_record", row.number);
    if (rows_ > header.records)
      count_record(stats.repairs, "record_past_count", row.number);
    add_dbf_cells(record, plan_->layout, row, stats);
    add_shape(row, stats);
    return true;
  }

 private:
  void lose_rest(ReadStats& stats) const {
    count_record(stats.skipped, "truncated", rows_ + 1);
    stats.skipped_rows += plan_->layout.header.records - rows_;
  }

  void add_shape(SparseRow& row, ReadStats& stats) {
    if (!shapes_)
      return;
    const auto shape = shapes_->next();
    if (!shape) {
      count_record(stats.skipped, "shape_missing", row.number);
      shapes_.reset();
      return;
    }
    if (shape->type.empty())
      return;
    const std::size_t column = plan_->layout.header.fields.size();
    row.add(column, shape->type);
    row.add(column + 1, std::string_view(shape->coordinates).substr(0, kMaxShapeCell));
    if (shape->is_cut)
      count_record(stats.repairs, "shape_cut", row.number);
  }

  std::shared_ptr<const DbfPlan> plan_;
  std::optional<ShapeReader> shapes_;
  std::uint64_t rows_ = 0;
  bool ended_ = false;
};

// By the bytes of the texts; a language driver is often a default that the writer never set.
Encoding guess_encoding(const InputBytes& input, const DbfHeader& header) {
  HighByteSurvey survey;
  std::string record(header.record_bytes, '\0');
  for (std::uint64_t place = header.bytes; place < header.bytes + kSurveyBytes;
       place += header.record_bytes) {
    record.resize(header.record_bytes);
    record.resize(input.read_at(place, record.data(), record.size()));
    if (record.size() < header.record_bytes)
      break;
    for (const DbfField& field : header.fields)
      if (field.type == 'C')
        survey.add(record.substr(field.offset, field.length) + "\n");
  }
  survey.finish();
  if (!header.code_page.empty() && (survey.invalid_lines() > 0 || survey.valid_lines() == 0)) {
    Encoding encoding = encoding_of_name(header.code_page);
    encoding.origin = "declared";
    return encoding;
  }
  return guess_by_content(survey);
}

Encoding choose_encoding(const DbfInput& input, const DbfHeader& header,
                         const SourceOptions& options) {
  if (!options.encoding.empty())
    return encoding_of_name(options.encoding);
  const auto side = input.beside ? input.beside("cpg") : nullptr;
  const std::string name = side ? code_page_of_cpg(read_start(*side, 64)) : "";
  if (name.empty())
    return guess_encoding(*input.input, header);
  Encoding encoding = encoding_of_name(name);
  encoding.origin = "declared";
  return encoding;
}

std::shared_ptr<const MemoFile> find_memo(const DbfInput& input) {
  for (const char* ending : {"fpt", "dbt", "smt"}) {
    auto side = input.beside ? input.beside(ending) : nullptr;
    if (side)
      return std::make_shared<MemoFile>(open_memo(std::move(side), std::string(ending) == "fpt"));
  }
  return nullptr;
}

DbfLayout layout_of(const DbfInput& input, const SourceOptions& options) {
  auto header = parse_dbf_header(read_start(*input.input, kMaxHeader));
  if (!header)
    throw Error(ErrorKind::input, input.place,
                Text{"fichier DBF abîmé : ses champs et la longueur de ses lignes ne s'accordent "
                     "pas ; redemandez-le, ou exportez-le en CSV",
                     "damaged DBF file: its fields and the length of its rows do not agree; ask "
                     "for it again, or export it as CSV"});
  DbfLayout layout;
  layout.encoding = choose_encoding(input, *header, options);
  layout.header = std::move(*header);
  auto& fields = layout.header.fields;
  fields.erase(std::remove_if(fields.begin(), fields.end(),
                              [](const DbfField& field) { return field.is_system; }),
               fields.end());
  layout.memo = find_memo(input);
  return layout;
}

TableInfo info_of(const DbfPlan& plan, const std::string& name) {
  TableInfo info;
  info.name = name;
  info.dialect.encoding = plan.layout.encoding.name;
  info.dialect.encoding_origin = plan.layout.encoding.origin;
  info.dialect.header_rows = 0;
  info.dialect.delimiter_origin = Origin::given;
  SparseRow row;
  ReadStats stats;
  for (const DbfField& field : plan.layout.header.fields)
    info.columns.push_back(
        {dbf_text(field.name, plan.layout, row, stats), dbf_declared_type(field), ""});
  if (!plan.shapes)
    return info;
  const auto side = plan.input.beside ? plan.input.beside("prj") : nullptr;
  const std::string system =
      side ? to_valid_utf8(coordinate_system(read_start(*side, kMaxSideFile))) : "";
  info.columns.push_back({"geometry.type", "", ""});
  info.columns.push_back(
      {"geometry.coordinates", geometry_type("", epsg_of_esri_name(system)), ""});
  return info;
}

void add_table(const std::shared_ptr<const DbfPlan>& plan, const SourceOptions& options,
               Source& source) {
  auto rows = std::make_shared<RowPlan>();
  rows->info = info_of(*plan, source.info.name);
  rows->bytes = plan->input.input->size();
  rows->batch_bytes = std::max<std::size_t>(options.batch_bytes, 1);
  if (plan->layout.encoding.uncertain)
    add_note(rows->notes, "encoding_uncertain");
  source.info.encoding = plan->layout.encoding.name;
  rows->open = [plan] {
    auto pass = std::make_shared<DbfPass>(plan);
    return [pass](SparseRow& row, ReadStats& stats) { return pass->next(row, stats); };
  };
  source.tables.push_back(make_row_reader(std::move(rows)));
}

}  // namespace

void open_dbf(const DbfInput& input, const SourceOptions& options, Source& source) {
  source.info.format = "dbf";
  auto plan = std::make_shared<DbfPlan>();
  plan->input = input;
  plan->layout = layout_of(input, options);
  add_table(plan, options, source);
}

void open_shapefile(const DbfInput& input, const SourceOptions& options, Source& source) {
  auto attributes = input.beside ? input.beside("dbf") : nullptr;
  if (!attributes)
    throw Error(ErrorKind::input, input.place,
                Text{"il manque la table de ce Shapefile : placez à côté le fichier .dbf de même "
                     "nom (et .prj, .cpg)",
                     "the table of this Shapefile is missing: put the .dbf file of the same name "
                     "beside it (and .prj, .cpg)"});
  source.info.format = "shapefile";
  auto plan = std::make_shared<DbfPlan>();
  plan->input = {std::move(attributes), input.place, input.beside};
  plan->layout = layout_of(plan->input, options);
  plan->shapes = input.input;
  add_table(plan, options, source);
}

}  // namespace aval
