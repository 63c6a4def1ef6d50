#include "audit/table/xml_source.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "audit/base/text.h"
#include "audit/table/database_table.h"
#include "audit/table/document_source.h"
#include "audit/table/excel_xml.h"
#include "audit/table/ods_source.h"
#include "audit/table/read_codes.h"
#include "audit/table/xml_root.h"
#include "audit/table/xml_rows.h"
#include "audit/table/xml_tree.h"

namespace aval {

namespace {

constexpr std::size_t kMaxTables = 200;
constexpr std::size_t kMaxColumns = 16384;
constexpr std::string_view kOpenDocument = "application/vnd.oasis.opendocument.";

void refuse_page(const std::string& place) {
  throw Error(ErrorKind::input, place,
              Text{"page HTML (ou export HTML renommé) : ouvrez-la dans un tableur et "
                   "enregistrez-la en .xlsx, .ods ou .csv",
                   "HTML page (or a renamed HTML export): open it in a spreadsheet and save it as "
                   ".xlsx, .ods or .csv"});
}

bool is_page(std::string_view start) {
  const std::string lower = to_lower_ascii(start.substr(0, 1000));
  return lower.find("<html") != std::string::npos || lower.find("<!doctype html") == 0 ||
         lower.starts_with("<table");
}

std::shared_ptr<XmlRowsPlan> plan_rows(const WorkbookInput& input,
                                       const std::shared_ptr<const XmlTree>& tree, std::size_t row,
                                       TableInfo& info) {
  auto plan = std::make_shared<XmlRowsPlan>();
  plan->input = input.input;
  plan->place = input.place;
  plan->tree = tree;
  plan->row = row;
  for (const std::size_t node : columns_of(*tree, row)) {
    if (info.columns.size() == kMaxColumns)
      throw Error(ErrorKind::input, input.place,
                  Text{"XML refusé : plus de 16 384 colonnes ; demandez les données en CSV",
                       "XML refused: more than 16,384 columns; ask for the data as CSV"});
    plan->columns.emplace(node, info.columns.size());
    info.columns.push_back({column_name(*tree, row, node), "", ""});
  }
  return plan;
}

void add_rows(const WorkbookInput& input, const std::shared_ptr<const XmlTree>& tree,
              const SourceOptions& options, Source& source) {
  std::vector<std::size_t> rows = choose_rows(*tree);
  const bool has_too_many = rows.size() > kMaxTables;
  rows.resize(std::min(rows.size(), kMaxTables));
  for (const std::size_t row : rows) {
    auto plan = std::make_shared<RowPlan>();
    plan->info = given_table(rows.size() == 1 ? source.info.name : tree->nodes[row].name);
    plan->bytes = input.input->size();
    plan->batch_bytes = std::max<std::size_t>(options.batch_bytes, 1);
    const auto xml_rows = plan_rows(input, tree, row, plan->info);
    if (source.tables.empty()) {
      bool is_cut = false;
      plan->info.extra_text = texts_outside(*xml_rows, rows, is_cut);
      if (is_cut)
        add_note(plan->notes, "extra_text_cut");
    }
    plan->open = [xml_rows, has_too_many] {
      const RowCursor cursor = open_xml_rows(xml_rows);
      return [cursor, has_too_many](SparseRow& into, ReadStats& stats) {
        if (has_too_many && stats.skipped.count("too_many_tables") == 0)
          count_record(stats.skipped, "too_many_tables", 1);
        return cursor(into, stats);
      };
    };
    source.tables.push_back(make_row_reader(std::move(plan)));
  }
}

}  // namespace

bool starts_as_xml(std::string_view text) {
  const std::string_view start = trim(text.substr(0, 4096));
  const bool has_name =
      start.size() > 2 && start[0] == '<' &&
      (start[1] == '?' || start[1] == '!' || start[1] == '_' ||
       (start[1] >= 'a' && start[1] <= 'z') || (start[1] >= 'A' && start[1] <= 'Z'));
  return has_name && start.find('>') != std::string_view::npos;
}

void open_xml(const WorkbookInput& input, std::string_view start, const SourceOptions& options,
              Source& source) {
  start = trim(start);
  const std::size_t type = start.substr(0, 65536).find(kOpenDocument);
  const bool is_open_document =
      type != std::string_view::npos && start.substr(0, type).find("mimetype") != start.npos;
  if (is_open_document && start.substr(type + kOpenDocument.size()).starts_with("spreadsheet"))
    return open_fods(input, options, source);
  if (is_open_document && start.substr(type + kOpenDocument.size()).starts_with("text"))
    return open_flat_odt(input, options, source);
  if (is_excel_xml(xml_root_tag(start)))
    return open_excel_xml(input, options, source);
  if (is_page(start))
    refuse_page(input.place);
  source.info.format = "xml";
  const auto tree = std::make_shared<const XmlTree>(read_xml_tree(input.input, input.place));
  if (tree->nodes.empty())
    throw Error(ErrorKind::input, input.place,
                Text{"XML abîmé : aucun élément n'est lisible ; redemandez le fichier",
                     "damaged XML: no element can be read; ask for the file again"});
  add_rows(input, tree, options, source);
}

}  // namespace aval
