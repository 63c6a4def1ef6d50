#include "audit/table/document_text.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "audit/base/text.h"
#include "audit/table/read_codes.h"

namespace aval {

namespace {

constexpr std::size_t kMaxText = 268435456;
constexpr std::size_t kMaxOutside = 100000;
constexpr std::size_t kMaxDocumentTables = 200;

TableInfo text_info(const DocumentText& document, bool has_pages) {
  TableInfo info;
  info.name = "texte";
  info.dialect.encoding = "UTF-8";
  info.dialect.encoding_origin = "valid";
  info.dialect.header_rows = 0;
  info.dialect.delimiter_origin = Origin::given;
  if (has_pages)
    info.columns.push_back({"page", "", ""});
  info.columns.push_back({"texte", "", ""});
  info.extra_text = document.outside;
  return info;
}

// What of the document gave no row.
void tell_end(const DocumentText& document, ReadStats& stats) {
  if (document.is_cut) {
    count_record(stats.skipped, "truncated",
                 document.paragraphs.empty() ? 1 : document.paragraphs.back().number + 1);
    ++stats.skipped_rows;
  }
  for (const std::uint64_t page : document.empty_pages)
    count_record(stats.skipped, "page_without_text", page);
  stats.skipped_rows += document.empty_pages.size();
}

RowCursor text_rows(const std::shared_ptr<const DocumentText>& document, bool has_pages) {
  return [document, has_pages, next = std::size_t{0}](SparseRow& row, ReadStats& stats) mutable {
    const auto& paragraphs = document->paragraphs;
    while (next < paragraphs.size() && trim(paragraphs[next].text).empty())
      ++next;
    if (next == paragraphs.size()) {
      ++next;
      tell_end(*document, stats);
      return false;
    }
    if (next > paragraphs.size())
      return false;
    const DocumentParagraph& paragraph = paragraphs[next++];
    row.clear();
    row.number = paragraph.number;
    if (has_pages && !paragraph.page.empty())
      row.add(0, paragraph.page);
    row.add(has_pages ? 1 : 0, paragraph.text);
    return true;
  };
}

RowCursor table_rows(const std::shared_ptr<const DocumentText>& document, std::size_t table) {
  return [document, table, next = std::size_t{0}](SparseRow& row, ReadStats&) mutable {
    const auto& rows = document->tables[table].rows;
    if (next >= rows.size())
      return false;
    row.clear();
    row.number = next + 1;
    for (std::size_t column = 0; column < rows[next].size(); ++column)
      if (!rows[next][column].empty())
        row.add(column, rows[next][column]);
    ++next;
    return true;
  };
}

}  // namespace

void DocumentText::count(std::size_t more) {
  bytes += more;
  if (bytes > kMaxText)
    throw Error(ErrorKind::input, place,
                Text{"document refusé : plus de 256 Mio de texte ; découpez-le",
                     "document refused: more than 256 MiB of text; split it"});
}

void DocumentText::add_paragraph(std::string text) {
  count(text.size() + sizeof(DocumentParagraph));
  paragraphs.push_back({paragraphs.size() + 1, "", std::move(text)});
}

void DocumentText::add_outside(std::string_view text) {
  const std::string_view line = trim(text);
  if (line.empty())
    return;
  if (outside.size() >= kMaxOutside) {
    add_note(notes, "extra_text_cut");
    return;
  }
  count(line.size() + sizeof(std::string));
  outside.emplace_back(line);
}

void add_document(DocumentText document, const WorkbookInput& input, const SourceOptions& options,
                  Source& source) {
  source.info.encoding = "UTF-8";
  if (document.tables.size() > kMaxDocumentTables) {
    document.tables.resize(kMaxDocumentTables);
    document.is_cut = true;
  }
  const bool has_pages =
      std::any_of(document.paragraphs.begin(), document.paragraphs.end(),
                  [](const DocumentParagraph& paragraph) { return !paragraph.page.empty(); });
  const auto shared = std::make_shared<const DocumentText>(std::move(document));
  auto plan = std::make_shared<RowPlan>();
  plan->info = text_info(*shared, has_pages);
  plan->notes = shared->notes;
  plan->bytes = input.input->size();
  plan->batch_bytes = std::max<std::size_t>(options.batch_bytes, 1);
  plan->open = [shared, has_pages] { return text_rows(shared, has_pages); };
  source.tables.push_back(make_row_reader(std::move(plan)));
  std::vector<Sheet> sheets;
  for (std::size_t table = 0; table < shared->tables.size(); ++table)
    if (!shared->tables[table].rows.empty())
      sheets.push_back({"tableau " + std::to_string(table + 1),
                        [shared, table] { return table_rows(shared, table); },
                        {}});
  if (!sheets.empty())
    add_sheets(sheets, input, options, source);
}

}  // namespace aval
