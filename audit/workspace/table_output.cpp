#include "audit/workspace/table_output.h"

#include <algorithm>

#include "audit/base/error.h"
#include "audit/base/text.h"
#include "audit/table/csv_writer.h"
#include "audit/workspace/column_choice.h"

namespace aval {

void require_table_output(const std::string& source, const std::string& output,
                          const std::vector<std::string>& endings) {
  const std::string known = join(endings, ", ");
  if (output.empty())
    throw Error(
        ErrorKind::usage, "--output",
        format_text({"donnez le fichier à écrire ({0})", "give the file to write ({0})"}, {known}));
  if (is_same_file(source, output))
    throw Error(ErrorKind::usage, "--output",
                {"c'est le fichier lu : donnez un autre nom",
                 "this is the file that is read: give another name"});
  const std::string name = to_lower_ascii(output);
  if (std::none_of(endings.begin(), endings.end(),
                   [&name](const std::string& ending) { return name.ends_with(ending); }))
    throw Error(
        ErrorKind::usage, "--output",
        format_text({"le nom doit finir par l'un de : {0}", "the name must end in one of: {0}"},
                    {known}));
}

TableInfo whole_info(const Source& source, const TableReader& reader) {
  if (source.info.format == "csv" || source.info.format == "tsv" || source.info.format == "txt")
    return reader.info();
  return info_of_whole(reader);
}

TableOutput::TableOutput(const std::string& path, const std::string& sheet,
                         const std::vector<ParquetColumn>& columns) {
  const std::string name = to_lower_ascii(path);
  std::vector<std::string_view> names;
  names.reserve(columns.size());
  for (const ParquetColumn& column : columns)
    names.push_back(column.name);
  if (name.ends_with(".parquet")) {
    parquet_ = std::make_unique<ParquetRows>(path, columns);
  } else if (name.ends_with(".xlsx")) {
    xlsx_ = std::make_unique<XlsxRows>(path, sheet);
    xlsx_->add_row(names, true);
  } else {
    csv_ = std::make_unique<WholeFile>(path, true);
    append_guarded_record(pending_, names);
  }
}

void TableOutput::add_row(const std::vector<std::string_view>& cells) {
  constexpr std::size_t kPiece = 1U << 20U;  // bytes written at once
  if (xlsx_) {
    xlsx_->add_row(cells, false);
    return;
  }
  // A formula does nothing in Parquet.
  if (parquet_)
    append_csv_record(pending_, cells);
  else
    append_guarded_record(pending_, cells);
  if (pending_.size() >= kPiece)
    write_pending();
}

void TableOutput::write_pending() {
  if (parquet_)
    parquet_->add_records(pending_);
  else
    csv_->write(pending_);
  pending_.clear();
}

void TableOutput::finish() {
  if (xlsx_) {
    xlsx_->finish();
    return;
  }
  write_pending();
  if (parquet_)
    parquet_->finish();
  else
    csv_->finish();
}

}  // namespace aval
