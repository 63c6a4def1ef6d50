#include "audit/table/json_source.h"

#include <algorithm>
#include <utility>

#include "audit/table/geometry_type.h"
#include "audit/table/json_layout.h"
#include "audit/table/json_reader.h"
#include "audit/table/json_record.h"
#include "audit/table/json_window.h"
#include "audit/table/read_codes.h"
#include "audit/table/source_format.h"

namespace aval {

namespace {

JsonWindow open_window(const JsonInput& input, const Encoding& encoding,
                       const SourceOptions& options) {
  return JsonWindow(TextStream(ByteStream(input.input, input.gzip, input.place), encoding, true),
                    std::max<std::size_t>(options.max_record_bytes, 16));
}

// JSON Lines: the first line that is not blank is a whole value.
bool is_line_each(JsonWindow window) {
  std::string_view line;
  while (window.take_line(line)) {
    const std::size_t first = line.find_first_not_of(" \t\r\x1E");
    if (first == std::string_view::npos)
      continue;
    if (line[first] != '{' && line[first] != '[')
      return false;
    const std::size_t end = find_json_end(line, first);
    return end != std::string_view::npos &&
           line.find_first_not_of(" \t\r,", end) == std::string_view::npos;
  }
  return false;
}

bool is_coordinates(const JsonArray& array) {
  constexpr std::string_view kName = "coordinates";
  return array.path.size() >= kName.size() &&
         array.path.compare(array.path.size() - kName.size(), kName.size(), kName) == 0;
}

// The arrays that are tables: those of objects, then those of arrays; the clearly largest first.
std::vector<JsonArray> choose_tables(const JsonLayout& layout) {
  std::vector<JsonArray> tables;
  if (layout.is_feature)
    return tables;
  for (const JsonArray& array : layout.arrays)
    if (array.objects > 0 || (array.arrays > 0 && !is_coordinates(array)))
      tables.push_back(array);
  // Number of digits of the number of records.
  const auto magnitude = [](const JsonArray& array) {
    return std::to_string(array.objects + array.arrays).size();
  };
  std::stable_sort(tables.begin(), tables.end(),
                   [&](const JsonArray& left, const JsonArray& right) {
                     if ((left.objects > 0) != (right.objects > 0))
                       return left.objects > 0;
                     return magnitude(left) > magnitude(right);
                   });
  return tables;
}

JsonPlan base_plan(const JsonInput& input, const Survey& survey, const SourceOptions& options) {
  JsonPlan plan;
  plan.input = input.input;
  plan.gzip = input.gzip;
  plan.place = input.place;
  plan.encoding = survey.encoding;
  plan.batch_bytes = std::max<std::size_t>(options.batch_bytes, 1);
  plan.max_record_bytes = std::max<std::size_t>(options.max_record_bytes, 16);
  plan.info.name = input.name;
  plan.info.dialect.encoding = survey.encoding.name;
  plan.info.dialect.encoding_origin = survey.encoding.origin;
  plan.info.dialect.header_rows = 0;
  plan.info.dialect.delimiter_origin = Origin::given;
  if (survey.encoding.uncertain)
    add_note(plan.notes, "encoding_uncertain");
  if (survey.encoding.mixed)
    add_note(plan.notes, "mixed_encoding");
  return plan;
}

void add_tables(const JsonLayout& layout, const JsonPlan& base, Source& source) {
  std::vector<JsonArray> tables = choose_tables(layout);
  if (tables.empty() && layout.shape == JsonShape::array)
    tables.push_back(layout.arrays.front());
  for (const JsonArray& array : tables) {
    auto plan = std::make_shared<JsonPlan>(base);
    plan->offset = array.offset;
    plan->records = JsonRecords::elements;
    if (tables.size() > 1 && !array.path.empty())
      plan->info.name = array.path;
    if (source.tables.empty())
      plan->lost_records = layout.lost_records;
    else
      plan->info.extra_text.clear();
    source.tables.push_back(make_json_reader(std::move(plan)));
  }
}

// The member "crs" of GeoJSON as it was in 2008: a name, or the address of a description, whose
// path "epsg/2154/" names it too.
std::string system_said(const std::vector<std::string>& text) {
  constexpr std::string_view kName = "crs.properties.name: ";
  constexpr std::string_view kCode = "crs.properties.code: ";
  constexpr std::string_view kAddress = "crs.properties.href: ";
  for (const std::string_view line : text) {
    if (line.starts_with(kName))
      return epsg_of_crs_name(line.substr(kName.size()));
    if (line.starts_with(kCode))
      return epsg_of_crs_name("EPSG:" + std::string(line.substr(kCode.size())));
    const std::size_t path = line.starts_with(kAddress) ? line.find("epsg/") : line.npos;
    if (path != line.npos)
      return epsg_of_crs_name(line.substr(path, line.find('/', path + 5) - path));
  }
  return "";
}

// A text without table arrays is one record, or a sequence of them.
void add_values(JsonRecords records, const JsonPlan& base, Source& source) {
  auto plan = std::make_shared<JsonPlan>(base);
  plan->records = records;
  source.tables.push_back(make_json_reader(std::move(plan)));
}

}  // namespace

void open_json(const JsonInput& input, const Survey& survey, const SourceOptions& options,
               Source& source) {
  JsonPlan base = base_plan(input, survey, options);
  const bool says_lines = split_source_name(input.place).ending == "jsonl" ||
                          split_source_name(input.place).ending == "ndjson";
  if (says_lines && is_line_each(open_window(input, survey.encoding, options))) {
    source.info.format = "jsonl";
    add_values(JsonRecords::lines, base, source);
    return;
  }
  JsonWindow window = open_window(input, survey.encoding, options);
  const JsonLayout layout = read_json_layout(window);
  if (layout.shape == JsonShape::none)
    throw Error(ErrorKind::input, input.place,
                Text{"ce fichier n'est pas du JSON : il ne commence ni par { ni par [ ; si c'est "
                     "un tableau délimité, donnez-lui l'extension .csv",
                     "this file is not JSON: it starts with neither { nor [; if it is a delimited "
                     "table, give it the extension .csv"});
  source.info.format = layout.is_geojson || layout.is_feature ? "geojson" : "json";
  if (layout.shape == JsonShape::sequence) {
    const bool by_line = is_line_each(open_window(input, survey.encoding, options));
    source.info.format = "jsonl";
    add_values(by_line ? JsonRecords::lines : JsonRecords::values, base, source);
    return;
  }
  if (layout.is_geojson || layout.is_feature)
    base.epsg = system_said(layout.text);
  base.info.extra_text = layout.text;
  if (layout.text_cut)
    add_note(base.notes, "extra_text_cut");
  add_tables(layout, base, source);
  if (source.tables.empty()) {
    base.info.extra_text.clear();
    add_values(JsonRecords::values, base, source);
  }
}

}  // namespace aval
