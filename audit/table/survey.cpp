#include "audit/table/survey.h"

#include <algorithm>
#include <optional>

#include "audit/table/encoding_guess.h"

namespace aval {

namespace {

constexpr std::size_t kBlock = 262144;
constexpr std::size_t kHead = 524288;
constexpr std::size_t kLongHead = 4194304;  // when it holds fewer than kHeadLines lines
constexpr std::size_t kHeadLines = 20;
constexpr std::size_t kWindow = 131072;
constexpr std::size_t kMarkBytes = 65536;  // of the head, to look for NUL bytes

// Keeps the head, the two last windows that start at a power of two, and the tail of a stream whose
// length is not known.
class SampleCollector {
 public:
  void add(std::string_view block) {
    extend_head(block);
    while (offset_ + block.size() > next_window_) {
      previous_ = std::move(current_);
      current_.clear();
      window_start_ = next_window_;
      next_window_ *= 2;
    }
    if (window_start_ > 0 && current_.size() < kWindow) {
      const std::uint64_t wanted = std::max(offset_, window_start_ + current_.size());
      if (wanted < offset_ + block.size())
        current_.append(
            block.substr(static_cast<std::size_t>(wanted - offset_), kWindow - current_.size()));
    }
    tail_.append(block);
    if (tail_.size() > 2 * kWindow)
      tail_.erase(0, tail_.size() - kWindow);
    offset_ += block.size();
  }

  // At least kHead bytes, and more when the first lines are longer.
  void extend_head(std::string_view block) {
    if (offset_ > head_.size())
      return;
    const std::size_t wanted = head_lines_ < kHeadLines ? kLongHead : kHead;
    const std::string_view part = block.substr(0, wanted - std::min(wanted, head_.size()));
    head_lines_ += static_cast<std::size_t>(std::count(part.begin(), part.end(), '\n'));
    head_.append(part);
  }

  // Raw samples in file order; the wide encodings need starts that are multiples of four.
  std::vector<std::string> finish() {
    std::vector<std::string> samples;
    samples.push_back(std::move(head_));
    if (offset_ <= samples.front().size())
      return samples;
    if (!previous_.empty())
      samples.push_back(std::move(previous_));
    if (!current_.empty())
      samples.push_back(std::move(current_));
    const std::uint64_t room = offset_ - samples.front().size();
    std::uint64_t start = offset_ - std::min<std::uint64_t>({tail_.size(), kWindow, room});
    start += (4 - start % 4) % 4;
    if (start < offset_)
      samples.push_back(tail_.substr(tail_.size() - static_cast<std::size_t>(offset_ - start)));
    return samples;
  }

 private:
  std::string head_;
  std::size_t head_lines_ = 0;
  std::string previous_;
  std::string current_;
  std::string tail_;
  std::uint64_t offset_ = 0;
  std::uint64_t window_start_ = 0;
  std::uint64_t next_window_ = 2 * kHead;
};

// A sample in UTF-8, from its first whole line on unless it is the head.
std::string decode_sample(std::string_view raw, const Encoding& encoding, bool is_head) {
  if (is_head)
    raw.remove_prefix(std::min(encoding.bom_bytes, raw.size()));
  std::string text;
  if (encoding.form != EncodingForm::bytes)
    decode_wide(raw, encoding.form, true, text);
  else if (encoding.page != nullptr)
    decode_page(raw, *encoding.page, text);
  else
    repair_utf8(raw, text);
  if (!is_head) {
    const std::size_t line = text.find('\n');
    text.erase(0, line == std::string::npos ? 0 : line + 1);
  }
  return text;
}

// Control characters that no text has; escape, form feed and the DOS end mark are tolerated, and
// NUL bytes as long as they only pad.
bool looks_binary(std::string_view text) {
  std::size_t nuls = 0;
  std::size_t controls = 0;
  for (const char character : text) {
    const auto byte = static_cast<unsigned char>(character);
    nuls += byte == 0 ? 1U : 0U;
    controls += byte > 0 && byte < 32 && byte != '\t' && byte != '\n' && byte != '\r' &&
                        byte != '\f' && byte != 0x1A && byte != 0x1B && byte != 0x1E
                    ? 1U
                    : 0U;
  }
  return controls * 50 > text.size() || nuls * 2 > text.size();
}

void read_all(ByteStream& stream, HighByteSurvey& high_bytes, SampleCollector& samples,
              Survey& survey) {
  std::string block(kBlock, '\0');
  bool first = true;
  std::optional<Encoding> marked;
  for (;;) {
    const std::size_t got = stream.read(block.data(), block.size());
    const std::string_view bytes(block.data(), got);
    if (first)
      marked = guess_by_marks(bytes.substr(0, kMarkBytes));
    first = false;
    if (!marked || marked->form == EncodingForm::bytes)
      high_bytes.add(bytes);
    samples.add(bytes);
    survey.data_bytes += got;
    if (got < block.size())
      break;
  }
  high_bytes.finish();
  if (!marked) {
    survey.encoding = guess_by_content(high_bytes);
  } else {
    survey.encoding = *marked;
    survey.encoding.mixed = high_bytes.invalid_lines() > 0;
  }
}

}  // namespace

Survey survey_bytes(const std::shared_ptr<const InputBytes>& input, bool gzip,
                    const std::string& place, const std::string& forced_encoding) {
  Survey survey;
  Sha256 digest;
  ByteStream stream(input, gzip, place);
  stream.set_digest(&digest);
  HighByteSurvey high_bytes;
  SampleCollector collector;
  read_all(stream, high_bytes, collector, survey);
  stream.drain();
  survey.damaged = stream.damaged();
  survey.sha256 = digest.finish_hex();
  if (!forced_encoding.empty()) {
    const std::size_t bom = survey.encoding.bom_bytes;
    const EncodingForm form = survey.encoding.form;
    survey.encoding = encoding_of_name(forced_encoding);
    survey.encoding.bom_bytes = form == survey.encoding.form ? bom : 0;
  }
  std::vector<std::string> raw = collector.finish();
  survey.whole = raw.size() == 1;
  for (std::size_t index = 0; index < raw.size(); ++index) {
    std::string text = decode_sample(raw[index], survey.encoding, index == 0);
    survey.is_binary = survey.is_binary || looks_binary(text);
    survey.has_nul = survey.has_nul || text.find('\0') != std::string::npos;
    text.erase(std::remove(text.begin(), text.end(), '\0'), text.end());
    if (!text.empty())
      survey.ends_line = text.back() == '\n' || text.back() == '\r';
    survey.samples.push_back(std::move(text));
  }
  return survey;
}

}  // namespace aval
