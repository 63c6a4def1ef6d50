#include "audit/protect/value_ladder.h"

#include <algorithm>
#include <map>

#include "audit/base/error.h"

namespace aval {
namespace {

const std::string kAll = "*";

// The texts of every value at every level between the value and "*"; empty for unfit ones.
struct Texts {
  std::vector<std::vector<std::string>> of_value;
  std::vector<char> unfit;
};

Texts texts_of(const CodedColumn& column, const ValueLevels& levels) {
  Texts texts;
  std::uint64_t unfit = 0;
  for (const std::string& value : column.values) {
    std::vector<std::string> labels;
    const bool fits = levels.labels_of(value, labels);
    unfit += fits ? 0 : 1;
    texts.unfit.push_back(fits ? 0 : 1);
    texts.of_value.push_back(fits ? labels : std::vector<std::string>(levels.names.size(), kAll));
  }
  if (unfit > 0 && levels.leaves > 0)
    refuse_values_not_in_file(column, levels, unfit);
  return texts;
}

std::uint64_t share_of_domain(std::uint64_t leaves, std::uint64_t domain) {
  if (leaves <= 1 || domain <= 1)
    return 0;
  const double share = static_cast<double>(leaves - 1) / static_cast<double>(domain - 1);
  return std::min(kCellLoss,
                  static_cast<std::uint64_t>(share * static_cast<double>(kCellLoss) + 0.5));
}

// A level under construction: groups by text, with the leaves below each.
struct LevelParts {
  std::map<std::string, std::uint32_t> group_of_text;
  std::vector<std::string> labels;
  std::vector<std::uint64_t> leaves;
  std::vector<std::uint32_t> group_of_value;

  void add(const std::string& text) {
    const auto [at, is_new] =
        group_of_text.emplace(text, static_cast<std::uint32_t>(labels.size()));
    if (is_new) {
      labels.push_back(text);
      leaves.push_back(0);
    }
    ++leaves[at->second];
    group_of_value.push_back(at->second);
  }
};

void push_level(const std::string& name, LevelParts parts, std::uint64_t domain,
                ValueLadder& ladder) {
  if (!ladder.labels.empty() && ladder.labels.back().size() == parts.labels.size() && name != kAll)
    return;
  GeneralizationLevel level;
  level.group_of_value = std::move(parts.group_of_value);
  for (std::size_t g = 0; g < parts.labels.size(); ++g)
    level.loss.push_back(parts.labels[g] == kAll ? kCellLoss
                                                 : share_of_domain(parts.leaves[g], domain));
  ladder.levels.push_back(name);
  ladder.labels.push_back(std::move(parts.labels));
  ladder.column.levels.push_back(std::move(level));
}

bool ends_in_all(const ValueLadder& ladder) {
  return ladder.labels.back().size() == 1 && ladder.labels.back().front() == kAll;
}

// Names of levels are words for people; the first is the value, the last everything.
void add_levels(const Texts& texts, const ValueLevels& levels, bool has_missing,
                const CodedColumn& column, ValueLadder& ladder) {
  const std::uint64_t values = column.values.size() + (has_missing ? 1 : 0);
  const std::uint64_t domain = levels.leaves > 0 ? levels.leaves : values;
  LevelParts leaves;
  for (const std::string& value : column.values)
    leaves.add(value);
  if (has_missing)
    leaves.add("");
  for (std::uint64_t& count : leaves.leaves)
    count = 1;
  push_level("value", std::move(leaves), domain, ladder);
  for (std::size_t level = 0; level < levels.names.size(); ++level) {
    LevelParts parts;
    for (const std::vector<std::string>& labels : texts.of_value)
      parts.add(labels[level]);
    if (has_missing)
      parts.add("");
    if (levels.leaves > 0)
      for (std::size_t g = 0; g < parts.labels.size(); ++g)
        if (const auto below = levels.leaves_below[level].find(parts.labels[g]);
            below != levels.leaves_below[level].end())
          parts.leaves[g] = below->second;
    push_level(levels.names[level], std::move(parts), domain, ladder);
  }
  if (ends_in_all(ladder))
    return;
  LevelParts all;
  for (std::uint64_t value = 0; value < values; ++value)
    all.add(kAll);
  push_level(kAll, std::move(all), domain, ladder);
}

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    out += c;
    if (c == '"')
      out += c;
  }
  return out + "\"";
}

}  // namespace

void refuse_values_not_in_file(const CodedColumn& column, const ValueLevels& levels,
                               std::uint64_t values) {
  throw Error(ErrorKind::input, levels.hierarchy,
              format_text({"colonne « {0} » : {1} valeurs distinctes de la table n'y sont pas ; "
                           "ajoutez-les au fichier",
                           "column '{0}': {1} distinct values of the table are not there; add "
                           "them to the file"},
                          {column.name, std::to_string(values)}));
}

ValueLadder ladder_of(const CodedColumn& column, const ValueLevels& levels) {
  const Texts texts = texts_of(column, levels);
  ValueLadder ladder;
  ladder.hierarchy = levels.hierarchy;
  const bool has_missing = column.missing > 0;
  add_levels(texts, levels, has_missing, column, ladder);
  const auto missing = static_cast<std::uint32_t>(column.values.size());
  ladder.column.values.reserve(column.codes.size());
  for (const std::uint32_t code : column.codes) {
    ladder.unfit_rows += code != kMissingCode && texts.unfit[code] != 0 ? 1U : 0U;
    ladder.column.values.push_back(code == kMissingCode ? missing : code);
  }
  return ladder;
}

std::string hierarchy_file_text(const ValueLadder& ladder) {
  std::string out;
  const std::size_t values = ladder.column.levels.front().group_of_value.size();
  for (std::size_t value = 0; value < values; ++value) {
    for (std::size_t level = 0; level < ladder.levels.size(); ++level) {
      const std::uint32_t group = ladder.column.levels[level].group_of_value[value];
      out += level == 0 ? "" : ";";
      out += quoted(ladder.labels[level][group]);
    }
    out += "\n";
  }
  return out;
}

}  // namespace aval
