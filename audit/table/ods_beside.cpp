#include "audit/table/ods_beside.h"

#include <algorithm>
#include <array>

#include "audit/base/text.h"

namespace aval {

namespace {

constexpr std::size_t kMaxTexts = 100000;
constexpr std::size_t kMaxBytes = 67108864;

// Elements whose texts are no cells (OASIS OpenDocument 1.3, part 3).
constexpr std::array<std::string_view, 15> kHolders = {
    "annotation",  "tracked-changes", "text-box",      "custom-shape", "rect",   "ellipse",
    "line",        "help-message",    "error-message", "header",       "footer", "header-left",
    "footer-left", "header-first",    "footer-first"};

// Properties that say nothing of persons.
constexpr std::array<std::string_view, 8> kTechnical = {
    "generator",      "creation-date",    "date",     "print-date",
    "editing-cycles", "editing-duration", "language", "document-statistic"};

// Inside a paragraph: its text goes on.
constexpr std::array<std::string_view, 6> kInline = {"span", "a",          "s",
                                                     "tab",  "line-break", "title"};

template <std::size_t kSize>
bool is_one_of(const std::array<std::string_view, kSize>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

void OdsTexts::start(std::string_view element, const XmlAttributes& attributes) {
  if (element == "content-validation")
    add(attributes.value("condition", "table"));
  if (depth_ == 0 && element != "meta" && !is_one_of(kHolders, element))
    return;
  if (depth_ == 0)
    is_property_ = element == "meta";
  ++depth_;
  if (!is_property_ && is_one_of(kInline, element)) {
    text_ += element == "s" || element == "tab" || element == "line-break" ? " " : "";
    return;
  }
  flush();
  is_technical_ = is_property_ && is_one_of(kTechnical, element);
}

void OdsTexts::text(std::string_view piece) {
  if (depth_ > 0 && !is_technical_ && text_.size() < kMaxBytes)
    text_ += piece;
}

void OdsTexts::end(std::string_view element) {
  if (depth_ == 0)
    return;
  --depth_;
  if (depth_ == 0 || is_property_ || !is_one_of(kInline, element))
    flush();
}

void OdsTexts::flush() {
  add(text_);
  text_.clear();
}

void OdsTexts::add(std::string_view found) {
  const std::string_view words = trim(found);
  if (words.empty())
    return;
  is_cut = is_cut || texts.size() >= kMaxTexts || bytes_ + words.size() > kMaxBytes;
  if (is_cut)
    return;
  bytes_ += words.size();
  texts.emplace_back(words);
}

}  // namespace aval
