#include "audit/table/xml_rows.h"

#include <algorithm>
#include <deque>
#include <utility>

#include "audit/base/error.h"
#include "audit/base/text.h"
#include "audit/table/read_codes.h"
#include "audit/table/sheet_rows.h"
#include "audit/table/xml_stream.h"

namespace aval {

namespace {

constexpr std::size_t kBlock = 65536;
constexpr std::size_t kMaxRowBytes = 16777216;
constexpr std::size_t kMaxTexts = 10000;
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

// Which node of the tree is open; the file is the one that the tree was made of.
class TreeWalk {
 public:
  explicit TreeWalk(const XmlTree& tree) : tree_(tree) {}

  std::size_t enter(std::string_view name) {
    if (open_.empty())
      open_.push_back(0);
    else
      open_.push_back(child(name));
    return open_.back();
  }

  std::size_t attribute(std::string_view name) const { return child("@" + std::string(name)); }

  std::size_t current() const { return open_.empty() ? kNone : open_.back(); }

  void leave() {
    if (!open_.empty())
      open_.pop_back();
  }

 private:
  std::size_t child(std::string_view name) const {
    if (open_.back() == kNone)
      return kNone;
    const auto& children = tree_.nodes[open_.back()].by_name;
    const auto found = children.find(name);
    return found == children.end() ? kNone : found->second;
  }

  const XmlTree& tree_;
  std::vector<std::size_t> open_;
};

class XmlRowsPass {
 public:
  explicit XmlRowsPass(std::shared_ptr<const XmlRowsPlan> plan)
      : plan_(std::move(plan)),
        walk_(*plan_->tree),
        stream_(plan_->input, false, plan_->place),
        xml_(events(), plan_->place) {}

  bool next(SparseRow& row, ReadStats& stats) {
    std::string block(kBlock, '\0');
    while (ready_.empty() && !ended_) {
      const std::size_t got = stream_.read(block.data(), block.size());
      ended_ = got < block.size();
      if (!xml_.feed(std::string_view(block.data(), got), ended_)) {
        ended_ = true;
        count_record(stats.skipped, "truncated", rows_ + 1);
        ++stats.skipped_rows;
      }
    }
    if (ready_.empty())
      return false;
    row = std::move(ready_.front());
    ready_.pop_front();
    return true;
  }

 private:
  XmlEvents events() {
    XmlEvents events;
    events.start = [this](std::string_view name, const XmlAttributes& attributes) {
      start(name, attributes);
    };
    events.text = [this](std::string_view piece) { text(piece); };
    events.end = [this](std::string_view) { end(); };
    return events;
  }

  void start(std::string_view name, const XmlAttributes& attributes) {
    flush();
    const std::size_t node = walk_.enter(name);
    if (depth_ > 0 || node == plan_->row)
      ++depth_;
    if (depth_ == 0)
      return;
    attributes.each(
        [&](std::string_view key, std::string_view value) { add(walk_.attribute(key), value); });
  }

  void text(std::string_view piece) {
    if (depth_ == 0)
      return;
    text_ += piece;
    check(text_.size());
  }

  void end() {
    flush();
    walk_.leave();
    if (depth_ == 0 || --depth_ > 0)
      return;
    SparseRow row;
    row.number = ++rows_;
    for (const auto& [column, value] : cells_)
      row.add(column, value);
    ready_.push_back(std::move(row));
    cells_.clear();
    bytes_ = 0;
  }

  // The text before an element or an end is that of the open element.
  void flush() {
    if (depth_ > 0)
      add(walk_.current(), trim(text_));
    text_.clear();
  }

  void add(std::size_t node, std::string_view value) {
    const auto column = plan_->columns.find(node);
    if (value.empty() || column == plan_->columns.end())
      return;
    std::string& cell = cells_[column->second];
    bytes_ += value.size() + 2;
    check(bytes_);
    cell += cell.empty() ? "" : ", ";
    cell += value;
    cell.erase(std::remove(cell.begin(), cell.end(), '\0'), cell.end());
  }

  void check(std::size_t bytes) const {
    if (bytes > kMaxRowBytes)
      throw Error(ErrorKind::input, plan_->place,
                  Text{"XML refusé : un enregistrement de plus de 16 Mio ; demandez les données en "
                       "CSV",
                       "XML refused: a record of more than 16 MiB; ask for the data as CSV"});
  }

  std::shared_ptr<const XmlRowsPlan> plan_;
  TreeWalk walk_;
  ByteStream stream_;
  XmlStream xml_;
  std::deque<SparseRow> ready_;
  std::map<std::size_t, std::string> cells_;
  std::string text_;
  std::size_t bytes_ = 0;
  std::size_t depth_ = 0;  // inside the row
  std::uint64_t rows_ = 0;
  bool ended_ = false;
};

// Texts and attributes of what is in no row.
class OutsideTexts {
 public:
  OutsideTexts(const XmlTree& tree, const std::vector<std::size_t>& rows)
      : walk_(tree), rows_(rows) {}

  void start(std::string_view name, const XmlAttributes& attributes) {
    flush();
    const std::size_t node = walk_.enter(name);
    if (depth_ > 0 || std::find(rows_.begin(), rows_.end(), node) != rows_.end())
      ++depth_;
    if (depth_ == 0)
      attributes.each([&](std::string_view, std::string_view value) { keep(value); });
  }

  void text(std::string_view piece) {
    if (depth_ == 0 && text_.size() < kMaxCellBytes)
      text_ += piece;
  }

  void end() {
    flush();
    walk_.leave();
    depth_ -= depth_ > 0 ? 1 : 0;
  }

  std::vector<std::string> texts;
  bool is_cut = false;

 private:
  void flush() {
    keep(trim(text_));
    text_.clear();
  }

  void keep(std::string_view value) {
    is_cut = is_cut || (!value.empty() && texts.size() >= kMaxTexts);
    if (!value.empty() && texts.size() < kMaxTexts)
      texts.emplace_back(value);
  }

  TreeWalk walk_;
  const std::vector<std::size_t>& rows_;
  std::string text_;
  std::size_t depth_ = 0;
};

}  // namespace

RowCursor open_xml_rows(std::shared_ptr<const XmlRowsPlan> plan) {
  const auto pass = std::make_shared<XmlRowsPass>(std::move(plan));
  return [pass](SparseRow& row, ReadStats& stats) { return pass->next(row, stats); };
}

std::vector<std::string> texts_outside(const XmlRowsPlan& plan,
                                       const std::vector<std::size_t>& rows, bool& is_cut) {
  OutsideTexts outside(*plan.tree, rows);
  XmlEvents events;
  events.start = [&](std::string_view name, const XmlAttributes& attributes) {
    outside.start(name, attributes);
  };
  events.text = [&](std::string_view piece) { outside.text(piece); };
  events.end = [&](std::string_view) { outside.end(); };
  XmlStream xml(std::move(events), plan.place);
  ByteStream stream(plan.input, false, plan.place);
  std::string block(kBlock, '\0');
  for (bool is_last = false; !is_last;) {
    const std::size_t got = stream.read(block.data(), block.size());
    is_last = got < block.size();
    if (!xml.feed(std::string_view(block.data(), got), is_last))
      break;
  }
  is_cut = outside.is_cut;
  return std::move(outside.texts);
}

}  // namespace aval
