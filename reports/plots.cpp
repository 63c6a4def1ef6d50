#include "reports/plots.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>

#include "audit/base/text.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

// User units of the viewBox: the drawing is as wide as its column, so these are proportions.
constexpr double kWidth = 400;
constexpr double kBarStep = 38;    // a label and its bar
constexpr double kLabelLine = 14;  // base line of the label
constexpr double kBarHeight = 12;
constexpr double kPlotHeight = 220;
constexpr double kLeft = 40;  // margins of plots with axes
constexpr double kBottom = 44;
constexpr double kTop = 14;
constexpr std::size_t kLabelLength = 50;  // characters: the longest verdict is whole

// As attributes of the shapes: the style sheet of the page does not reach them in every program
// that makes a PDF.
struct Paint {
  const char* fill;
  const char* stroke;
  const char* stroke_width;
  const char* dashes;
};

constexpr const char* kInk = "#1c1f23";
constexpr Paint kBar = {"#24527a", "#16324b", "1", "none"};
constexpr Paint kTrack = {"#f4f5f7", "#c9ced4", "1", "none"};
constexpr Paint kAxis = {"none", kInk, "1.2", "none"};
constexpr Paint kGrid = {"none", "#c9ced4", "1", "4 4"};
constexpr Paint kCross = {"none", "#9c1a26", "2.5", "none"};

HtmlAttributes painted(const Paint& paint, HtmlAttributes place) {
  place.push_back({Attribute::fill, paint.fill});
  place.push_back({Attribute::stroke, paint.stroke});
  place.push_back({Attribute::stroke_width, paint.stroke_width});
  if (paint.fill == std::string_view("none"))
    place.push_back({Attribute::dashes, paint.dashes});
  return place;
}

std::string coordinate(double value) {
  char buffer[32];
  const auto end =
      std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, 1).ptr;
  return std::string(buffer, end);
}

Text shortened(const Text& text) {
  const auto cut = [](const std::string& whole) {
    std::string line = one_line(whole);
    if (count_code_points(line) <= kLabelLength)
      return line;
    std::size_t end = 0;
    for (std::size_t shown = 0; shown < kLabelLength && end < line.size(); ++shown)
      do
        ++end;
      while (end < line.size() && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U);
    return line.substr(0, end) + "…";
  };
  return {cut(text.fr), cut(text.en)};
}

// What the drawing says to those who do not see it.
struct PlotNames {
  const Text& title;
  const Text& description;
};

void open_plot(HtmlPage& page, const std::string& id, double height, const PlotNames& names) {
  page.open(Tag::svg,
            {{Attribute::class_name, "plot"},
             {Attribute::view_box, "0 0 " + coordinate(kWidth) + " " + coordinate(height)},
             {Attribute::role, "img"},
             {Attribute::labelled_by, id + "-title " + id + "-description"}});
  page.open(Tag::svg_title, {{Attribute::id, id + "-title"}});
  page.text(names.title);
  page.close();
  page.open(Tag::svg_desc, {{Attribute::id, id + "-description"}});
  page.text(names.description);
  page.close();
}

void write_rectangle(HtmlPage& page, const Paint& paint, const std::array<double, 4>& place) {
  page.open(Tag::svg_rect, painted(paint, {{Attribute::x, coordinate(place[0])},
                                           {Attribute::y, coordinate(place[1])},
                                           {Attribute::width, coordinate(place[2])},
                                           {Attribute::height, coordinate(place[3])}}));
  page.close();
}

void write_line(HtmlPage& page, const Paint& paint, const std::array<double, 4>& ends) {
  page.open(Tag::svg_line, painted(paint, {{Attribute::x1, coordinate(ends[0])},
                                           {Attribute::y1, coordinate(ends[1])},
                                           {Attribute::x2, coordinate(ends[2])},
                                           {Attribute::y2, coordinate(ends[3])}}));
  page.close();
}

struct WordsPlace {
  double x;
  double y;
  const char* anchor;  // start, middle or end
};

void write_words(HtmlPage& page, const WordsPlace& place, const Text& text) {
  page.open(Tag::svg_text, {{Attribute::x, coordinate(place.x)},
                            {Attribute::y, coordinate(place.y)},
                            {Attribute::text_anchor, place.anchor},
                            {Attribute::font_size, "12"},
                            {Attribute::fill, kInk}});
  page.text(text);
  page.close();
}

double highest_of(const std::vector<PlotBar>& bars, double given) {
  double highest = given;
  if (given <= 0)
    for (const PlotBar& bar : bars)
      highest = std::max(highest, bar.value);
  return highest > 0 ? highest : 1;
}

void draw(HtmlPage& page, const std::string& id, const BarChart& chart) {
  if (chart.bars.empty())
    return;
  const double highest = highest_of(chart.bars, chart.highest);
  open_plot(page, id, kBarStep * static_cast<double>(chart.bars.size()) + 4,
            {chart.title, chart.description});
  double y = 0;
  for (const PlotBar& bar : chart.bars) {
    write_words(page, {0, y + kLabelLine, "start"}, shortened(bar.label));
    write_words(page, {kWidth, y + kLabelLine, "end"}, bar.shown);
    write_rectangle(page, kTrack, {0, y + kLabelLine + 5, kWidth, kBarHeight});
    const double width = kWidth * std::clamp(bar.value / highest, 0.0, 1.0);
    write_rectangle(page, kBar, {0, y + kLabelLine + 5, width, kBarHeight});
    y += kBarStep;
  }
  page.close();
}

void draw(HtmlPage& page, const std::string& id, const Histogram& histogram) {
  if (histogram.bars.empty())
    return;
  const double highest = highest_of(histogram.bars, 0);
  const double room = kPlotHeight - kBottom - kTop - 14;
  const double step = kWidth / static_cast<double>(histogram.bars.size());
  const double floor = kPlotHeight - kBottom;
  open_plot(page, id, kPlotHeight, {histogram.title, histogram.description});
  for (std::size_t i = 0; i < histogram.bars.size(); ++i) {
    const PlotBar& bar = histogram.bars[i];
    const double height = room * std::clamp(bar.value / highest, 0.0, 1.0);
    const double left = step * static_cast<double>(i);
    write_rectangle(page, kBar, {left + step * 0.1, floor - height, step * 0.8, height});
    write_words(page, {left + step / 2, floor - height - 4, "middle"}, bar.shown);
    write_words(page, {left + step / 2, floor + 15, "middle"}, shortened(bar.label));
  }
  write_line(page, kAxis, {0, floor, kWidth, floor});
  write_words(page, {kWidth / 2, kPlotHeight - 8, "middle"}, histogram.axis);
  page.close();
}

// Where the points stand, with the numbers of those that stand there.
struct Spot {
  std::vector<std::size_t> numbers;
  bool grave = false;
};

std::map<std::pair<long, long>, Spot> spots_of(const Scatter& scatter) {
  std::map<std::pair<long, long>, Spot> spots;
  const double height = kPlotHeight - kBottom - kTop;
  for (const PlotPoint& point : scatter.points) {
    const double x = (point.x - scatter.x_low) / (scatter.x_high - scatter.x_low);
    const double y = (point.y - scatter.y_low) / (scatter.y_high - scatter.y_low);
    const auto place =
        std::pair{std::lround(kLeft + 8 + std::clamp(x, 0.0, 1.0) * (kWidth - kLeft - 40)),
                  std::lround(kTop + 6 + (1 - std::clamp(y, 0.0, 1.0)) * (height - 12))};
    spots[place].numbers.push_back(point.number);
    spots[place].grave = spots[place].grave || point.grave;
  }
  return spots;
}

Text numbers_in_words(const std::vector<std::size_t>& numbers) {
  constexpr std::size_t kShown = 3;
  std::string out;
  for (std::size_t i = 0; i < numbers.size() && i < kShown; ++i)
    out += (i == 0 ? "" : ", ") + std::to_string(numbers[i]);
  return plain(out + (numbers.size() > kShown ? "…" : ""));
}

void write_spot(HtmlPage& page, double x, double y, const Spot& spot) {
  if (spot.grave) {
    write_line(page, kCross, {x - 5, y - 5, x + 5, y + 5});
    write_line(page, kCross, {x - 5, y + 5, x + 5, y - 5});
  } else {
    page.open(Tag::svg_circle, painted(kBar, {{Attribute::cx, coordinate(x)},
                                              {Attribute::cy, coordinate(y)},
                                              {Attribute::r, "5"}}));
    page.close();
  }
  write_words(page, {x + 8, y + 4, "start"}, numbers_in_words(spot.numbers));
}

void draw(HtmlPage& page, const std::string& id, const Scatter& scatter) {
  if (scatter.points.empty())
    return;
  const double floor = kPlotHeight - kBottom;
  open_plot(page, id, kPlotHeight, {scatter.title, scatter.description});
  write_line(page, kGrid, {kLeft, (kTop + floor) / 2, kWidth, (kTop + floor) / 2});
  write_line(page, kGrid, {(kLeft + kWidth) / 2, kTop, (kLeft + kWidth) / 2, floor});
  write_line(page, kAxis, {kLeft, kTop, kLeft, floor});
  write_line(page, kAxis, {kLeft, floor, kWidth, floor});
  const auto number = [](double value) { return plain(std::to_string(std::lround(value))); };
  write_words(page, {kLeft - 6, kTop + 10, "end"}, number(scatter.y_high));
  write_words(page, {kLeft - 6, floor, "end"}, number(scatter.y_low));
  write_words(page, {kLeft, floor + 15, "start"}, number(scatter.x_low));
  write_words(page, {kWidth, floor + 15, "end"}, number(scatter.x_high));
  write_words(page, {0, kTop - 3, "start"}, scatter.y_axis);
  write_words(page, {(kLeft + kWidth) / 2, kPlotHeight - 8, "middle"}, scatter.x_axis);
  for (const auto& [place, spot] : spots_of(scatter))
    write_spot(page, static_cast<double>(place.first), static_cast<double>(place.second), spot);
  page.close();
}

}  // namespace

void write_plot(HtmlPage& page, const std::string& id, const Plot& plot) {
  std::visit([&](const auto& kind) { draw(page, id, kind); }, plot);
}

}  // namespace aval
