#include "audit/table/sheet_source.h"

#include <algorithm>
#include <utility>

#include "audit/table/document_source.h"
#include "audit/table/header_guess.h"
#include "audit/table/ods_source.h"
#include "audit/table/read_codes.h"
#include "audit/table/source_format.h"
#include "audit/table/stacked_tables.h"
#include "audit/table/xlsx_source.h"

namespace aval {

namespace {

constexpr std::size_t kHeaderRecords = 1000;  // looked at for the header
constexpr std::size_t kHeaderBytes = 4194304;

// The first rows, each up to its last cell that holds something.
std::vector<SampleRecord> first_records(const Sheet& sheet, ReadStats& stats) {
  std::vector<SampleRecord> records;
  const RowCursor cursor = sheet.open();
  SparseRow row;
  std::size_t bytes = 0;
  while (records.size() < kHeaderRecords && bytes < kHeaderBytes && cursor(row, stats)) {
    SampleRecord record;
    record.number = row.number;
    record.cells.resize(row.cells.empty() ? 1 : row.cells.back().column + 1);
    for (const SparseRow::Cell& cell : row.cells)
      record.cells[cell.column] = row.text.substr(cell.begin, cell.end - cell.begin);
    bytes += row.text.size() + record.cells.size() * sizeof(std::string);
    records.push_back(std::move(record));
  }
  return records;
}

std::size_t width_of(const std::vector<SampleRecord>& records) {
  std::size_t width = 0;
  for (const SampleRecord& record : records)
    width = std::max(width, record.cells.size());
  return width;
}

TableInfo sheet_info(const std::string& name) {
  TableInfo info;
  info.name = name;
  info.dialect.encoding = "UTF-8";
  info.dialect.encoding_origin = "valid";
  info.dialect.delimiter_origin = Origin::given;
  return info;
}

std::shared_ptr<RowPlan> plan_table(const Sheet& sheet, HeaderGuess header) {
  auto plan = std::make_shared<RowPlan>();
  plan->open = sheet.open;
  plan->info = sheet_info(sheet.name);
  plan->info.columns = std::move(header.columns);
  plan->info.extra_text = std::move(header.extra_text);
  plan->info.dialect.header_row = header.header_row;
  plan->info.dialect.header_rows = header.header_rows;
  plan->info.dialect.header_doubtful = header.doubtful;
  plan->info.dialect.preamble_rows = header.preamble_rows;
  plan->first_record = header.first_record;
  plan->notes = sheet.notes;
  note_header(header, plan->notes);
  return plan;
}

// The tables of a sheet, one under the other; texts beside the cells go with the first.
std::vector<std::shared_ptr<RowPlan>> plan_sheet(const Sheet& sheet,
                                                 const std::vector<SampleRecord>& records,
                                                 const SourceOptions& options) {
  std::vector<std::shared_ptr<RowPlan>> plans;
  for (StackedTable& table : find_stacked_tables(records, options.is_header_word)) {
    plans.push_back(plan_table(sheet, std::move(table.header)));
    plans.back()->info.name = stacked_name(sheet.name, plans.size());
    plans.back()->end_record = table.end_record;
    add_note(plans.back()->notes, "stacked_tables");
  }
  if (plans.empty())
    plans.push_back(
        plan_table(sheet, guess_header(records, width_of(records), options.is_header_word)));
  auto& texts = plans.front()->info.extra_text;
  texts.insert(texts.end(), sheet.extra_text.begin(), sheet.extra_text.end());
  return plans;
}

}  // namespace

std::string page_words(std::string_view text) {
  std::string words;
  for (std::size_t place = 0; place < text.size(); ++place) {
    if (text[place] != '&' || place + 1 == text.size()) {
      words += text[place];
      continue;
    }
    const char code = text[++place];
    if (code == '&')
      words += '&';
    else if (code == '"')
      place = std::min(text.find('"', place + 1), text.size() - 1);
    else if (code >= '0' && code <= '9')
      place = std::min(text.find_first_not_of("0123456789", place), text.size()) - 1;
    else
      words += ' ';
  }
  return words;
}

void add_sheets(const std::vector<Sheet>& sheets, const WorkbookInput& input,
                const SourceOptions& options, Source& source) {
  if (sheets.size() > kMaxSheets)
    throw Error(
        ErrorKind::input, input.place,
        Text{"ce classeur a plus de 1 000 feuilles : enregistrez en CSV celles qui importent",
             "this workbook has more than 1,000 sheets: save those that matter as CSV"});
  std::vector<std::shared_ptr<RowPlan>> plans;
  std::size_t empty_sheets = 0;
  for (const Sheet& sheet : sheets) {
    ReadStats stats;
    const std::vector<SampleRecord> records = first_records(sheet, stats);
    // A sheet without cells whose comments or properties speak is a table too.
    if (records.empty() && stats.skipped_rows == 0 && sheet.extra_text.empty()) {
      ++empty_sheets;
      continue;
    }
    for (auto& plan : plan_sheet(sheet, records, options)) {
      plan->bytes = input.input->size();
      plan->batch_bytes = std::max<std::size_t>(options.batch_bytes, 1);
      plans.push_back(std::move(plan));
    }
  }
  if (plans.empty()) {
    TableInfo info = sheet_info(source.info.name);
    for (const Sheet& sheet : sheets)
      info.extra_text.insert(info.extra_text.end(), sheet.extra_text.begin(),
                             sheet.extra_text.end());
    source.tables.push_back(make_empty_reader(std::move(info), {"no_table"}));
    return;
  }
  if (empty_sheets > 0)
    add_note(plans.front()->notes, "empty_sheets");
  for (auto& plan : plans)
    source.tables.push_back(make_row_reader(std::move(plan)));
}

void open_workbook(const WorkbookInput& input, const SourceOptions& options, Source& source) {
  source.info.encoding = "UTF-8";
  const auto archive = std::make_shared<ZipArchive>(input.input, input.place);
  if (is_ods(*archive))
    open_ods(*archive, input, options, source);
  else if (is_xlsx(*archive))
    open_xlsx(*archive, input, options, source);
  else if (is_odt(*archive))
    open_odt(*archive, input, options, source);
  else if (is_docx(*archive))
    open_docx(*archive, input, options, source);
  else
    throw Error(ErrorKind::input, input.place, refuse_archive());
}

}  // namespace aval
