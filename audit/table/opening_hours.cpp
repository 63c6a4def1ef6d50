#include "audit/table/opening_hours.h"

#include <algorithm>
#include <array>
#include <string>

#include "audit/base/text.h"

namespace aval {
namespace {

constexpr std::array<std::string_view, 7> kDays = {"mo", "tu", "we", "th", "fr", "sa", "su"};
constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 2> kHolidays = {"ph", "sh"};
constexpr std::array<std::string_view, 4> kEvents = {"sunrise", "sunset", "dawn", "dusk"};
constexpr std::array<std::string_view, 4> kModifiers = {"open", "closed", "off", "unknown"};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}

// A place in the lower-cased text; each take_ function moves on when it can, and says so.
class HoursParser {
 public:
  explicit HoursParser(std::string_view text) : text_(text) {}

  bool parse() {
    do {
      if (!take_rule())
        return false;
      skip_spaces();
    } while (take(";") || take("||") || take(","));
    return at_end();
  }

 private:
  bool at_end() const { return at_ == text_.size(); }
  char next() const { return at_end() ? '\0' : text_[at_]; }

  void skip_spaces() {
    while (next() == ' ')
      ++at_;
  }

  bool take(std::string_view word) {
    if (text_.substr(at_, word.size()) != word)
      return false;
    at_ += word.size();
    return true;
  }

  // A word of the list that no letter follows.
  template <std::size_t size>
  bool take_word(const std::array<std::string_view, size>& words) {
    for (const std::string_view word : words) {
      const std::size_t end = at_ + word.size();
      if (text_.substr(at_, word.size()) == word && (end >= text_.size() || !is_letter(text_[end])))
        return take(word);
    }
    return false;
  }

  // A number of at most `digits` digits, 0 to `most`.
  bool take_number(std::size_t digits, int most) {
    std::size_t count = 0;
    int number = 0;
    while (at_ + count < text_.size() && is_digit(text_[at_ + count]) && count <= digits)
      number = number * 10 + (text_[at_ + count++] - '0');
    if (count == 0 || count > digits || number > most)
      return false;
    at_ += count;
    return true;
  }

  // Tries `parse`; goes back when it fails.
  template <typename Parse>
  bool attempt(Parse parse) {
    const std::size_t before = at_;
    if (parse())
      return true;
    at_ = before;
    return false;
  }

  template <typename Parse>
  bool take_list(Parse parse) {
    if (!attempt(parse))
      return false;
    while (attempt([&] { return take(",") && (skip_spaces(), parse()); })) {
    }
    return true;
  }

  bool take_comment() {
    return attempt([&] {
      if (!take("\""))
        return false;
      const std::size_t end = text_.find('"', at_);
      if (end == std::string_view::npos)
        return false;
      at_ = end + 1;
      return true;
    });
  }

  bool take_year_range() {
    const auto year = [&] {
      const std::size_t before = at_;
      return take_number(4, 9999) && at_ - before == 4 && next() != ':';
    };
    if (!attempt(year))
      return false;
    attempt([&] { return take("-") && year(); }) || take("+");
    return true;
  }

  // "jan", "jan 15", "easter", with an offset in days.
  bool take_date() {
    if (take("easter"))
      return take_day_offset(), true;
    attempt([&] { return take_year_range() && take(" "); });
    if (!take_word(kMonths))
      return false;
    attempt([&] { return (skip_spaces(), take_number(2, 31)) && next() != ':'; });
    return take_day_offset(), true;
  }

  bool take_date_range() {
    if (!attempt([&] { return take_date(); }))
      return false;
    attempt([&] {
      return (skip_spaces(), take("-")) &&
             (skip_spaces(), take_date() || (take_number(2, 31) && next() != ':'));
    }) ||
        take("+");
    return true;
  }

  bool take_week_range() {
    const auto range = [&] {
      return take_number(2, 53) &&
             (!take("-") || (take_number(2, 53) && (!take("/") || take_number(2, 53))));
    };
    return take("week") && (skip_spaces(), take_list(range));
  }

  // " +1 day", "-2 days"; nothing is fine.
  void take_day_offset() {
    attempt([&] {
      skip_spaces();
      return (take("+") || take("-")) && take_number(3, 366) && take(" ") && take("day") &&
             (take("s"), true);
    });
  }

  // "[1]", "[-1]", "[1-2,4]"; nothing is fine.
  bool take_nth() {
    if (!take("["))
      return true;
    const auto nth = [&] {
      take("-");
      return take_number(1, 5) && (!take("-") || take_number(1, 5));
    };
    return take_list(nth) && take("]");
  }

  bool take_weekday_range() {
    if (take_word(kHolidays))
      return take_day_offset(), true;
    if (!take_word(kDays))
      return false;
    if (attempt([&] { return take("-") && take_word(kDays); }))
      return true;
    return take_nth() && (take_day_offset(), true);
  }

  bool take_clock() { return take_number(2, 48) && take(":") && take_number(2, 59); }

  // "09:30", "sunset", "(sunrise-01:00)".
  bool take_time() {
    if (attempt([&] { return take_clock() || take_word(kEvents); }))
      return true;
    return attempt([&] {
      return take("(") && take_word(kEvents) && (take("+") || take("-")) && take_clock() &&
             take(")");
    });
  }

  bool take_time_span() {
    if (!take_time())
      return false;
    attempt([&] {
      return (skip_spaces(), take("-")) && (skip_spaces(), take_time()) && (take("+"), true) &&
             (!take("/") || (take_clock() || take_number(4, 1440)));
    }) ||
        take("+");
    return true;
  }

  bool take_wide_range() {
    bool any = false;
    const auto part = [&](auto parse) {
      skip_spaces();
      any = attempt(parse) || any;
    };
    part([&] {
      return take_list([&] { return take_year_range(); }) &&
             (at_end() || next() == ' ' || next() == ':');
    });
    part([&] { return take_list([&] { return take_date_range(); }); });
    part([&] { return take_week_range(); });
    if (any)
      take(":");
    return any;
  }

  bool take_days() {
    return take_list([&] { return take_weekday_range(); });
  }

  bool take_selectors() {
    if (take("24/7"))
      return true;
    bool any = take_wide_range();
    skip_spaces();
    if (attempt([&] { return take_days(); })) {
      any = true;
      attempt([&] { return take(" ") && take_days(); });  // "PH Mo-Fr"
      take(":");
    }
    skip_spaces();
    return take_list([&] { return take_time_span(); }) || any;
  }

  bool take_rule() {
    skip_spaces();
    bool any = attempt([&] { return take_selectors(); });
    skip_spaces();
    any = take_word(kModifiers) || any;
    skip_spaces();
    return take_comment() || any;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

bool is_opening_hours(std::string_view text) {
  const std::string lower = to_lower_ascii(trim(text));
  return !lower.empty() && HoursParser(lower).parse();
}

}  // namespace aval
