#include "audit/table/sheet_pass.h"

#include <array>
#include <utility>

#include "audit/table/read_codes.h"

namespace aval {

namespace {

// Small: the cells of one block may each name a long shared string.
constexpr std::size_t kBlock = 16384;

}  // namespace

PartBytes::PartBytes(const WorkbookInput& input, const std::string& part) {
  if (part.empty()) {
    flat_.emplace(input.input, false, input.place);
    return;
  }
  archive_ = std::make_unique<ZipArchive>(input.input, input.place);
  part_.emplace(archive_->open(part));
}

std::size_t PartBytes::read(char* out, std::size_t length) {
  return part_ ? part_->read(out, length) : flat_->read(out, length);
}

SheetPass::SheetPass(const WorkbookInput& input, const std::string& part)
    : place_(input.place), part_(input, part), rows_(input.place) {}

void SheetPass::listen(XmlEvents events) {
  xml_ = std::make_unique<XmlStream>(std::move(events), place_);
}

bool SheetPass::next(SparseRow& row, ReadStats& stats) {
  stats_ = &stats;
  std::array<char, kBlock> block;
  while (!rows_.take(row)) {
    if (ended_)
      return false;
    const std::size_t got = part_.read(block.data(), block.size());
    ended_ = got < block.size();
    const bool is_sound = xml_->feed(std::string_view(block.data(), got), ended_);
    if (!is_sound || part_.damaged()) {
      ended_ = true;
      count_record(stats.skipped, "truncated", rows_.row_number() + 1);
      ++stats.skipped_rows;
    }
    ended_ = ended_ || xml_->stopped();
  }
  return true;
}

}  // namespace aval
