// One pass over a part of XML that holds rows: XLSX sheets and ODS contents.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "audit/table/sheet_rows.h"
#include "audit/table/sheet_source.h"
#include "audit/table/xml_stream.h"
#include "audit/table/zip_archive.h"

namespace aval {

// The bytes of a part of the archive, or all bytes of the input when the part has no name (flat
// OpenDocument).
class PartBytes {
 public:
  PartBytes(const WorkbookInput& input, const std::string& part);
  std::size_t read(char* out, std::size_t length);
  bool damaged() const { return part_ && part_->damaged(); }

 private:
  std::unique_ptr<ZipArchive> archive_;
  std::optional<ZipPart> part_;
  std::optional<ByteStream> flat_;
};

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
  PartBytes part_;
  SheetRows rows_;
  std::unique_ptr<XmlStream> xml_;
  ReadStats* stats_ = nullptr;
  bool ended_ = false;
};

}  // namespace aval
