// Plots as SVG inside a page: bars, histogram, scatter. Drawn with closed lists of elements and
// attributes (html_writer.h) and classes of the page's style, so that they print in black and white
// and hold no script. Each has a title and a description in words; a table with the same numbers
// belongs beside it. Same plot, same bytes.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "reports/html_page.h"

namespace aval {

struct PlotBar {
  Text label;
  double value = 0;  // at least 0
  Text shown;        // the value in words: "98 %"
};

// Horizontal bars, one under the other.
struct BarChart {
  Text title;
  Text description;
  std::vector<PlotBar> bars;
  double highest = 0;  // value of a full bar; 0: the highest value
};

// Upright bars side by side; labels are classes in order ("1", "2", "3 à 4"...).
struct Histogram {
  Text title;
  Text description;
  Text axis;  // what the classes are
  std::vector<PlotBar> bars;
};

struct PlotPoint {
  std::size_t number = 0;  // printed beside the point: its row in the table
  double x = 0;
  double y = 0;
  bool grave = false;  // drawn as a cross
};

struct Scatter {
  Text title;
  Text description;
  Text x_axis, y_axis;
  double x_low = 0, x_high = 1;  // of the axes
  double y_low = 0, y_high = 1;
  std::vector<PlotPoint> points;  // those at one place share their label
};

using Plot = std::variant<BarChart, Histogram, Scatter>;

// `id` is a word of this program, unique in the page. Writes nothing when there is nothing to draw.
void write_plot(HtmlPage& page, const std::string& id, const Plot& plot);

}  // namespace aval
