// How many random values of the right shape each check lets through, against what it declares.
//
//   chance_rates            a million values a check: prints the table
//   (tests/accuracy/chance_rates.tsv) chance_rates 100000     fewer values; exit code 1 when a
//   declared chance is far from the measured one
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "rules/rule_pack.h"
#include "tests/support/random_value.h"

namespace aval {
namespace {

constexpr std::uint64_t kSeed = 20261125;

struct Rate {
  std::string name;
  double declared = 0;
  double measured = 0;
  double standard_error = 0;
};

Rate rate_of(const std::string& name, double declared, std::size_t passed, std::size_t drawn) {
  const double share = static_cast<double>(passed) / static_cast<double>(drawn);
  return {name, declared, share, std::sqrt(share * (1 - share) / static_cast<double>(drawn))};
}

// Ten per cent or 1e-4 apart at most, and what the size of the draw itself leaves open.
bool agree(const Rate& rate) {
  const double gap = std::fabs(rate.declared - rate.measured);
  return gap <= std::max({0.1 * rate.measured, 1e-4, 4 * rate.standard_error});
}

std::vector<ShapePart> shapes_of(const Rule& rule) {
  std::vector<ShapePart> shapes;
  for (const Pattern& pattern : rule.patterns)
    shapes.push_back(read_shape(pattern.source()));
  return shapes;
}

std::vector<ShapePart> shapes_checked_by(const RulePack& pack, const Validator& validator) {
  std::vector<ShapePart> shapes;
  for (const Rule& rule : pack.rules)
    if (rule.validator == &validator)
      for (ShapePart& shape : shapes_of(rule))
        shapes.push_back(std::move(shape));
  return shapes;
}

std::string random_value_of(const std::vector<ShapePart>& shapes, Draw& draw) {
  std::string value;
  append_random_value(shapes[draw.below(shapes.size())], draw, value);
  return value;
}

// The check alone: values that its rules take by their shape.
Rate measure(const Validator& validator, const std::vector<ShapePart>& shapes, std::size_t count) {
  Draw draw(kSeed);
  std::size_t passed = 0;
  std::string compact;
  for (std::size_t i = 0; i < count; ++i) {
    compact_value(random_value_of(shapes, draw), false, compact);
    passed += validator.validate(compact) ? 1U : 0U;
  }
  return rate_of(std::string(validator.name), validator.chance, passed, count);
}

// The same spaces and signs, each digit (and "+") redrawn among digits, or among digits and
// capitals when the value has letters.
std::string redrawn(std::string value, Draw& draw) {
  constexpr std::string_view kSigns = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const auto is_letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
  bool has_letter = false;
  for (const char c : value)
    has_letter = has_letter || is_letter(c);
  for (char& c : value)
    if ((c >= '0' && c <= '9') || c == '+' || is_letter(c))
      c = kSigns[draw.below(has_letter ? 36 : 10)];
  return value;
}

// Shape and check together, for a rule that declares its own chance beside a check.
Rate measure(const Rule& rule, std::size_t count) {
  Draw draw(kSeed);
  std::size_t passed = 0;
  std::string compact;
  const std::vector<ShapePart> shapes = shapes_of(rule);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string value = redrawn(random_value_of(shapes, draw), draw);
    compact_value(value, false, compact);
    bool taken = false;
    for (const Pattern& pattern : rule.patterns)
      taken = taken || pattern.matches_whole(value);
    passed += taken && rule.validator->validate(compact) ? 1U : 0U;
  }
  return rate_of(rule.id, rule.chance, passed, count);
}

std::vector<Rate> measure_all(const RulePack& pack, std::size_t count) {
  std::vector<Rate> rates;
  for (const Validator& validator : all_validators()) {
    const std::vector<ShapePart> shapes = shapes_checked_by(pack, validator);
    if (!shapes.empty())
      rates.push_back(measure(validator, shapes, count));
  }
  for (const Rule& rule : pack.rules)
    if (rule.validator != nullptr && !rule.patterns.empty() &&
        rule.chance != rule.validator->chance)
      rates.push_back(measure(rule, count));
  return rates;
}

}  // namespace

// Prints the table; 0 when every declared chance agrees with the measured one, 1 otherwise.
static int print_rates(std::size_t count) {
  bool all_agree = true;
  std::printf("check\tdeclared\tmeasured\n");
  for (const Rate& rate : measure_all(load_embedded_rule_pack(), count)) {
    std::printf("%s\t%.6g\t%.6f\n", rate.name.c_str(), rate.declared, rate.measured);
    if (!agree(rate)) {
      std::fprintf(stderr, "%s declares %.6g and lets %.6f through\n", rate.name.c_str(),
                   rate.declared, rate.measured);
      all_agree = false;
    }
  }
  return all_agree ? 0 : 1;
}

}  // namespace aval

int main(int argc, char** argv) {
  const std::size_t count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1000000;
  if (count == 0) {
    std::fputs("usage: chance_rates [COUNT]\n", stderr);
    return 2;
  }
  return aval::print_rates(count);
}
