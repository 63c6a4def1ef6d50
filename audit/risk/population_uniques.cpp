#include "audit/risk/population_uniques.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace aval {
namespace {

// Probability that a sample of n of N holds exactly one of s (hypergeometric): s C(N-s, n-1) / C(N,
// n), factor by factor, since logarithms of factorials lose digits.
double chance_of_one(double population, double sample, std::uint64_t s) {
  double chance = static_cast<double>(s) * sample / population;
  for (std::uint64_t i = 1; i < s && chance > 0; ++i) {
    const auto step = static_cast<double>(i);
    chance *= std::max(0.0, population - sample - step + 1) / (population - step);
  }
  return chance;
}

double zayatz_uniques(const ClassSizes& sizes, double population) {
  const auto sample = static_cast<double>(sizes.rows());
  const auto alone = static_cast<double>(sizes.of_size(1));
  double one_of_any = 0;
  for (const auto& [size, classes] : sizes.classes_by_size)
    one_of_any += static_cast<double>(classes) * chance_of_one(population, sample, size);
  if (alone == 0 || one_of_any == 0)
    return 0;
  return alone * population / sample * alone * chance_of_one(population, sample, 1) / one_of_any;
}

// The two equations of the maximum of likelihood, and their derivatives.
struct PitmanSlope {
  double by_theta = 0, by_alpha = 0;
  double theta_theta = 0, theta_alpha = 0, alpha_alpha = 0;
};

PitmanSlope slope_at(const ClassSizes& sizes, double theta, double alpha) {
  PitmanSlope slope;
  const std::uint64_t classes = sizes.classes(), rows = sizes.rows();
  for (std::uint64_t i = 1; i < classes; ++i) {
    const auto step = static_cast<double>(i);
    const double inverse = 1 / (theta + step * alpha);
    slope.by_theta += inverse;
    slope.by_alpha += step * inverse;
    slope.theta_theta -= inverse * inverse;
    slope.theta_alpha -= step * inverse * inverse;
    slope.alpha_alpha -= step * step * inverse * inverse;
  }
  for (std::uint64_t i = 1; i < rows; ++i) {
    const double inverse = 1 / (theta + static_cast<double>(i));
    slope.by_theta -= inverse;
    slope.theta_theta += inverse * inverse;
  }
  for (const auto& [size, count] : sizes.classes_by_size)
    for (std::uint64_t j = 1; j < size; ++j) {
      const double inverse = 1 / (static_cast<double>(j) - alpha);
      slope.by_alpha -= static_cast<double>(count) * inverse;
      slope.alpha_alpha -= static_cast<double>(count) * inverse * inverse;
    }
  return slope;
}

struct PitmanModel {
  double theta = 0, alpha = 0;
};

// Logarithm of the likelihood, but for a constant; minus infinity outside the model.
double log_likelihood(const ClassSizes& sizes, const PitmanModel& model) {
  const std::uint64_t classes = sizes.classes(), rows = sizes.rows();
  const double last = model.theta + static_cast<double>(classes - 1) * model.alpha;
  if (!(model.theta > 0) || !(model.alpha < 1) || !(last > 0))
    return -std::numeric_limits<double>::infinity();
  double sum = 0;
  for (std::uint64_t i = 1; i < classes; ++i)
    sum += std::log(model.theta + static_cast<double>(i) * model.alpha);
  for (std::uint64_t i = 1; i < rows; ++i)
    sum -= std::log(model.theta + static_cast<double>(i));
  for (const auto& [size, count] : sizes.classes_by_size)
    for (std::uint64_t j = 1; j < size; ++j)
      sum += static_cast<double>(count) * std::log(static_cast<double>(j) - model.alpha);
  return sum;
}

// The step of Newton's method, or one uphill where the likelihood is not concave.
PitmanModel step_from(const PitmanSlope& slope, const PitmanModel& model, double rows) {
  const double determinant =
      slope.theta_theta * slope.alpha_alpha - slope.theta_alpha * slope.theta_alpha;
  const PitmanModel newton = {
      (slope.by_alpha * slope.theta_alpha - slope.by_theta * slope.alpha_alpha) / determinant,
      (slope.by_theta * slope.theta_alpha - slope.by_alpha * slope.theta_theta) / determinant};
  if (newton.theta * slope.by_theta + newton.alpha * slope.by_alpha > 0)
    return newton;
  return {slope.by_theta * model.theta * model.theta / rows,
          slope.by_alpha / std::abs(slope.alpha_alpha)};
}

// The maximum of likelihood, by steps halved until they climb. alpha may be below 0, as in ARX.
std::optional<PitmanModel> fitted(const ClassSizes& sizes) {
  constexpr int kSteps = 200;
  constexpr double kAccuracy = 1e-7;   // of the slopes
  constexpr double kShortest = 1e-12;  // part of a step
  PitmanModel model{static_cast<double>(sizes.classes()) / 2, 0.1};
  double height = log_likelihood(sizes, model);
  for (int step = 0; step < kSteps; ++step) {
    const PitmanSlope slope = slope_at(sizes, model.theta, model.alpha);
    if (std::abs(slope.by_theta) < kAccuracy && std::abs(slope.by_alpha) < kAccuracy)
      return model;
    const PitmanModel whole = step_from(slope, model, static_cast<double>(sizes.rows()));
    PitmanModel next = model;
    double part = 1;
    do {
      next = {model.theta + part * whole.theta, model.alpha + part * whole.alpha};
      part /= 2;
    } while (part > kShortest && !(log_likelihood(sizes, next) >= height));
    if (part <= kShortest)
      return std::nullopt;
    model = next;
    height = log_likelihood(sizes, model);
  }
  return std::nullopt;
}

std::optional<double> pitman_uniques(const ClassSizes& sizes, double population) {
  if (sizes.of_size(1) == 0)
    return 0;
  const std::optional<PitmanModel> model = fitted(sizes);
  if (!model)
    return std::nullopt;
  const double uniques =
      std::exp(std::lgamma(model->theta + 1) - std::lgamma(model->theta + model->alpha) +
               model->alpha * std::log(population));
  if (!std::isfinite(uniques) || uniques > population)
    return std::nullopt;
  return uniques;
}

}  // namespace

std::uint64_t ClassSizes::rows() const {
  std::uint64_t rows = 0;
  for (const auto& [size, classes] : classes_by_size)
    rows += size * classes;
  return rows;
}

std::uint64_t ClassSizes::classes() const {
  std::uint64_t classes = 0;
  for (const auto& [size, of_size] : classes_by_size)
    classes += of_size;
  return classes;
}

std::uint64_t ClassSizes::of_size(std::uint64_t size) const {
  const auto found = classes_by_size.find(size);
  return found == classes_by_size.end() ? 0 : found->second;
}

PopulationUniques estimate_population_uniques(const ClassSizes& sizes, std::uint64_t population) {
  PopulationUniques uniques;
  uniques.population = population;
  if (sizes.rows() == 0)
    return uniques;
  uniques.zayatz = zayatz_uniques(sizes, static_cast<double>(population));
  uniques.pitman = pitman_uniques(sizes, static_cast<double>(population));
  return uniques;
}

}  // namespace aval
