// One pass over a part of XML that holds rows: XLSX sheets and ODS contents.
#pragma once

#include <memory>
#include <string>

#include "audit/table/sheet_rows.h"
#include "audit/table/sheet_source.h"
#include "audit/table/xml_stream.h"
#include "audit/table/zip_archive.h"

namespace aval {

// Feeds the XML of a part to events that fill rows, as rows are asked for. A part that stops early
// is counted "truncated".
class SheetPass {
 public:
  SheetPass(const WorkbookInput& input, const std::string& part);

  SheetRows& rows() { return rows_; }
  ReadStats& stats() { return *stats_; }  // during next() only
  void listen(XmlEvents events);          // once, before next()
  void stop() { xml_->stop(); }           // the rest of the part is not wanted
  bool next(SparseRow& row, ReadStats& stats);

 private:
  std::string place_;
  ZipArchive archive_;
  ZipPart part_;
  SheetRows rows_;
  std::unique_ptr<XmlStream> xml_;
  ReadStats* stats_ = nullptr;
  bool ended_ = false;
};

}  // namespace aval
