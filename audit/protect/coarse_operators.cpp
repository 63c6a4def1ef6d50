// generalize, round, bucket, topcode, mask: what says less.
#include <algorithm>

#include "audit/base/error.h"
#include "audit/base/text.h"
#include "audit/base/utf8.h"
#include "audit/protect/column_operator.h"
#include "audit/protect/decimal.h"
#include "audit/protect/field_form.h"
#include "audit/protect/hierarchy.h"

namespace aval {
namespace {

// A function of one canonical text; false when it does not fit.
using Coarsen = std::function<bool(std::string_view text, std::string& out)>;

Coarsen rounding(const PlannedColumn& column) {
  return [step = *parse_decimal(column.to)](std::string_view text, std::string& out) {
    const auto number = parse_decimal(text);
    if (number)
      out = decimal_text(rounded(*number, step));
    return number.has_value();
  };
}

// "<18", "[18;25[", ">=65".
Coarsen bucketing(const PlannedColumn& column) {
  std::vector<Decimal> bounds;
  for (const std::string& bound : column.bounds)
    bounds.push_back(*parse_decimal(bound));
  return [bounds, words = column.bounds](std::string_view text, std::string& out) {
    const auto number = parse_decimal(text);
    if (!number)
      return false;
    std::size_t below = 0;
    while (below < bounds.size() && compare(*number, bounds[below]) >= 0)
      ++below;
    if (below == 0)
      out = "<" + words.front();
    else if (below == bounds.size())
      out = ">=" + words.back();
    else
      out = "[" + words[below - 1] + ";" + words[below] + "[";
    return true;
  };
}

Coarsen topcoding(const PlannedColumn& column) {
  return [column](std::string_view text, std::string& out) {
    const auto number = parse_decimal(text);
    if (!number)
      return false;
    out.assign(text);
    if (!column.above.empty() && compare(*number, *parse_decimal(column.above)) > 0)
      out = column.above;
    if (!column.below.empty() && compare(*number, *parse_decimal(column.below)) < 0)
      out = column.below;
    return true;
  };
}

// Five stars whatever the length, which would tell something by itself.
Coarsen masking(const PlannedColumn& column) {
  return
      [start = column.keep_start, end = column.keep_end](std::string_view text, std::string& out) {
        const auto starts_character = [](char byte) {
          return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80;  // well-formed UTF-8
        };
        const auto characters =
            static_cast<std::size_t>(std::count_if(text.begin(), text.end(), starts_character));
        // Too short to hide anything: nothing of it is kept.
        if (characters < start + end + 3) {
          out = "*****";
          return true;
        }
        std::size_t head = 0;
        for (std::size_t met = 0; head < text.size(); ++head)
          if (starts_character(text[head]) && met++ == start)
            break;
        std::size_t tail = text.size();
        for (std::size_t met = 0; met < end;)
          met += starts_character(text[--tail]) ? 1U : 0U;
        out.assign(text.substr(0, head));
        out += "*****";
        out += text.substr(tail);
        return true;
      };
}

Coarsen coarsening(const PlannedColumn& column, const OperatorParts& parts) {
  switch (column.operation) {
    case Operation::round:
      return rounding(column);
    case Operation::bucket:
      return bucketing(column);
    case Operation::topcode:
      return topcoding(column);
    case Operation::mask:
      return masking(column);
    default:
      break;
  }
  const auto file = parts.hierarchies.find(column.column);
  if (file == parts.hierarchies.end())
    return built_in_hierarchy(column.hierarchy, column.level);
  return [&levels = file->second](std::string_view text, std::string& out) {
    const auto found = levels.find(text);
    if (found != levels.end())
      out = found->second;
    return found != levels.end();
  };
}

}  // namespace

ColumnOperator make_coarse_operator(const PlannedColumn& column, const OperatorParts& parts) {
  const auto shared = std::make_shared<const Coarsen>(coarsening(column, parts));
  return [shared](const ColumnCells& input, ColumnResult& result) {
    const Coarsen& coarsen = *shared;
    std::string text;
    for (std::size_t row = 0; row < input.cells->size(); ++row) {
      result.values[row].clear();
      const Fit fit = canonicalize(FieldForm::text, (*input.cells)[row], text);
      if (fit == Fit::missing) {
        ++result.missing;
      } else if (fit == Fit::ill_formed) {
        result.faults.push_back({row, CellFault::ill_formed});
      } else if (!coarsen(text, result.values[row])) {
        result.values[row].clear();
        result.faults.push_back({row, CellFault::unfit});
      }
    }
  };
}

}  // namespace aval
