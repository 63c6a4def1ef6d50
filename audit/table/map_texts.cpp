#include "audit/table/map_texts.h"

#include <algorithm>

#include "audit/base/text.h"
#include "audit/table/xml_stream.h"

namespace aval {

namespace {

constexpr std::size_t kMaxTexts = 100000;
constexpr std::size_t kMaxBytes = 67108864;
constexpr std::size_t kBlock = 65536;

class TextCollector {
 public:
  TextCollector(MapTexts& found, const std::vector<std::string>& rows)
      : found_(found), rows_(rows) {}

  void start(std::string_view element, const XmlAttributes& attributes) {
    add_text();
    if (rows_depth_ > 0 || std::find(rows_.begin(), rows_.end(), element) != rows_.end()) {
      ++rows_depth_;
      return;
    }
    attributes.each([this](std::string_view name, std::string_view value) {
      // Addresses of schemas and numbers of versions name nobody.
      if (name != "schemaLocation" && name != "version")
        add(value);
    });
  }

  void end() {
    add_text();
    rows_depth_ -= rows_depth_ > 0 ? 1U : 0U;
  }

  void text(std::string_view piece) {
    if (rows_depth_ == 0 && text_.size() < kMaxBytes)
      text_ += piece;
  }

 private:
  void add_text() {
    add(text_);
    text_.clear();
  }

  void add(std::string_view text) {
    const std::string_view words = trim(text);
    found_.is_cut =
        found_.is_cut || found_.texts.size() >= kMaxTexts || bytes_ + words.size() > kMaxBytes;
    if (words.empty() || found_.is_cut)
      return;
    bytes_ += words.size();
    found_.texts.emplace_back(words);
  }

  MapTexts& found_;
  const std::vector<std::string>& rows_;
  std::size_t rows_depth_ = 0;  // elements open since a row began
  std::string text_;
  std::size_t bytes_ = 0;
};

}  // namespace

MapTexts read_map_texts(const std::shared_ptr<const InputBytes>& input, const std::string& place,
                        const std::vector<std::string>& rows) {
  MapTexts found;
  TextCollector collector(found, rows);
  XmlEvents events;
  events.start = [&](std::string_view element, const XmlAttributes& attributes) {
    collector.start(element, attributes);
  };
  events.end = [&](std::string_view) { collector.end(); };
  events.text = [&](std::string_view piece) { collector.text(piece); };
  XmlStream xml(std::move(events), place);
  std::string block(kBlock, '\0');
  found.is_sound = true;
  std::uint64_t offset = 0;
  for (bool is_last = false; !is_last && found.is_sound;) {
    const std::size_t got = input->read_at(offset, block.data(), block.size());
    offset += got;
    is_last = got < block.size();
    found.is_sound = xml.feed(std::string_view(block.data(), got), is_last);
  }
  return found;
}

}  // namespace aval
