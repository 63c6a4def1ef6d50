#include "audit/table/xlsx_pivot.h"

#include <algorithm>
#include <memory>
#include <string_view>
#include <utility>

#include "audit/table/number_format.h"
#include "audit/table/number_text.h"
#include "audit/table/pivot_cache.h"
#include "audit/table/read_codes.h"
#include "audit/table/sheet_pass.h"

namespace aval {

namespace {

constexpr std::size_t kBlock = 65536;

// A value as an element of that name writes it; empty for one that is missing.
std::string value_of(std::string_view element, const XmlAttributes& attributes) {
  const std::string_view value = attributes.value("v");
  if (element == "s" || element == "e")
    return unescape_xlsx(value);
  if (element == "n")
    return plain_number(value);
  if (element == "d")
    return iso_date(value);
  if (element == "b")
    return value == "1" || value == "true" ? "TRUE" : "FALSE";
  return "";
}

bool is_value(std::string_view element) {
  return element.size() == 1 && std::string_view("bdemns").find(element) != std::string_view::npos;
}

XmlEvents definition_events(PivotCache& cache, const std::string& place) {
  struct State {
    bool is_in_items = false;
  };
  const auto state = std::make_shared<State>();
  XmlEvents events;
  events.start = [state, &cache, place](std::string_view name, const XmlAttributes& attributes) {
    // A field that groups others has no values of its own in the records.
    if (name == "cacheField" && attributes.value("databaseField") != "0") {
      add_pivot_field(cache, unescape_xlsx(attributes.value("name")), place);
    } else if (name == "sharedItems") {
      state->is_in_items = !cache.items.empty();
    } else if (state->is_in_items && is_value(name)) {
      add_pivot_item(cache, value_of(name, attributes), place);
    }
  };
  events.end = [state](std::string_view name) {
    state->is_in_items = state->is_in_items && name != "sharedItems";
  };
  return events;
}

// What could be read of it.
std::shared_ptr<const PivotCache> read_cache(const ZipArchive& archive, const std::string& part) {
  auto cache = std::make_shared<PivotCache>();
  XmlStream xml(definition_events(*cache, archive.place()), archive.place());
  ZipPart packed = archive.open(part);
  std::string block(kBlock, '\0');
  for (bool is_last = false; !is_last;) {
    const std::size_t got = packed.read(block.data(), block.size());
    is_last = got < block.size();
    if (!xml.feed(std::string_view(block.data(), got), is_last) || packed.damaged())
      break;
  }
  return cache;
}

void add_header(const PivotCache& cache, SheetRows& rows) {
  rows.begin_row(std::nullopt);
  for (const std::string& name : cache.names) {
    rows.begin_cell(std::nullopt);
    rows.end_cell(name, 1);
  }
  rows.end_row(1);
}

RowCursor open_records(const WorkbookInput& input, const std::shared_ptr<const PivotCache>& cache,
                       const std::string& part) {
  const auto pass = std::make_shared<SheetPass>(input, part);
  struct State {
    std::size_t field = 0;
    bool is_in_record = false;
  };
  const auto state = std::make_shared<State>();
  SheetRows& rows = pass->rows();
  add_header(*cache, rows);
  XmlEvents events;
  events.start = [state, cache, &rows](std::string_view name, const XmlAttributes& attributes) {
    if (name == "r") {
      rows.begin_row(std::nullopt);
      *state = {0, true};
    } else if (state->is_in_record && (name == "x" || is_value(name))) {
      rows.begin_cell(std::nullopt);
      const std::size_t field = state->field++;
      std::string value = value_of(name, attributes);
      const auto index = parse_count(attributes.value("v"));
      if (name == "x" && index && field < cache->items.size() &&
          *index < cache->items[field].size())
        value = cache->items[field][static_cast<std::size_t>(*index)];
      rows.end_cell(value, 1);
    }
  };
  events.end = [state, &rows](std::string_view name) {
    if (name != "r" || !state->is_in_record)
      return;
    state->is_in_record = false;
    rows.end_row(1);
  };
  events.text = [](std::string_view) {};
  pass->listen(std::move(events));
  return [pass](SparseRow& row, ReadStats& stats) { return pass->next(row, stats); };
}

}  // namespace

std::vector<Sheet> list_pivot_caches(const ZipArchive& archive, const XlsxWorkbook& workbook,
                                     const WorkbookInput& input) {
  std::vector<Sheet> sheets;
  for (const std::string& part : workbook.pivot_caches) {
    const auto cache = read_cache(archive, part);
    std::string records;
    for (const auto& [id, relationship] : read_relationships(archive, part))
      if (relationship.type == "pivotCacheRecords" && archive.has(relationship.part))
        records = relationship.part;
    Sheet sheet{pivot_sheet_name(sheets.size() + 1), nullptr, {}, {}};
    sheet.open = [input, cache, records] {
      return records.empty() ? open_pivot_items(cache) : open_records(input, cache, records);
    };
    add_note(sheet.notes, "pivot_cache_table");
    sheets.push_back(std::move(sheet));
  }
  return sheets;
}

}  // namespace aval
