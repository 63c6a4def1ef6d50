#include "audit/cli/progress.h"

#include <algorithm>
#include <cmath>
#include <iostream>
#include <mutex>
#include <string>

#include "audit/base/terminal.h"
#include "audit/base/text.h"

namespace aval {
namespace {

// The line on the terminal; told by several threads.
class ProgressLine {
 public:
  explicit ProgressLine(Language language) : language_(language) {}
  ~ProgressLine() { erase(); }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void tell(const ReadingProgress& progress) {
    const std::lock_guard lock(mutex_);
    if (progress.ended)
      erase();
    else
      draw(escape_terminal(progress_in_words(progress).in(language_), false));
  }

 private:
  // One line of the terminal at most, so that erasing it leaves nothing.
  void draw(const std::string& words) {
    const auto width = static_cast<std::size_t>(std::max(20, terminal_width() - 1));
    std::size_t shown = 0, end = 0;
    for (; end < words.size(); ++end) {
      const bool starts = (static_cast<unsigned char>(words[end]) & 0xC0U) != 0x80U;
      if (starts && shown++ == width)
        break;
    }
    std::cerr << "\r" << words.substr(0, end) << "\x1b[K" << std::flush;
    is_drawn_ = true;
  }

  void erase() {
    if (is_drawn_)
      std::cerr << "\r\x1b[K" << std::flush;
    is_drawn_ = false;
  }

  Language language_;
  std::mutex mutex_;
  bool is_drawn_ = false;
};

std::string grouped(std::uint64_t number, std::string_view separator) {
  const std::string digits = std::to_string(number);
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0)
      out += separator;
    out += digits[i];
  }
  return out;
}

Text number_in_words(double number) {
  const auto whole = static_cast<std::uint64_t>(std::llround(std::max(0.0, number)));
  return {grouped(whole, " "), grouped(whole, ",")};
}

Text duration_in_words(double seconds) {
  const auto whole = static_cast<std::uint64_t>(std::ceil(seconds));
  const std::string words =
      whole < 60 ? std::to_string(whole) + " s"
                 : std::to_string(whole / 60) + " min " + std::to_string(whole % 60) + " s";
  return {words, words};
}

// The last part of a path: what a person knows the file by, and short.
std::string short_name(const std::string& uri) {
  return uri.substr(uri.find_last_of('/') + 1);
}

}  // namespace

Text progress_in_words(const ReadingProgress& progress) {
  const Text rows = number_in_words(static_cast<double>(progress.rows));
  const std::string name = short_name(progress.source);
  Text words =
      progress.again ? Text{"mesures sur ", "measures on "} : Text{"lecture de ", "reading "};
  words.fr += name + " : " + rows.fr + " lignes";
  words.en += name + ": " + rows.en + " rows";
  const bool is_sized = progress.bytes > 0 && progress.of_bytes > 0;
  const double share = is_sized ? std::min(1.0, static_cast<double>(progress.bytes) /
                                                    static_cast<double>(progress.of_bytes))
                                : 0.0;
  if (is_sized) {
    const std::string percent = ", " + std::to_string(static_cast<int>(share * 100)) + " %";
    words.fr += percent;
    words.en += percent;
  }
  if (progress.seconds <= 0)
    return words;
  const Text rate = number_in_words(static_cast<double>(progress.rows) / progress.seconds);
  words.fr += ", " + rate.fr + " lignes/s";
  words.en += ", " + rate.en + " rows/s";
  if (share > 0) {
    const Text left = duration_in_words(progress.seconds * (1 - share) / share);
    words.fr += ", encore " + left.fr;
    words.en += ", " + left.en + " left";
  }
  return words;
}

std::shared_ptr<const ReadingWatch> progress_watch(const CommandContext& context) {
  if (!is_terminal_error() || environment_variable("NO_COLOR"))
    return nullptr;
  const auto line = std::make_shared<ProgressLine>(context.language);
  auto watch = std::make_shared<ReadingWatch>();
  watch->tell = [line](const ReadingProgress& progress) { line->tell(progress); };
  return watch;
}

}  // namespace aval
