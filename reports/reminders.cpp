#include "reports/reminders.h"

#include <algorithm>
#include <charconv>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "policies/logic_dates.h"
#include "reports/document_words.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

constexpr long kMonthsOfValidity = 12;

class Collector {
 public:
  Collector(const std::string& kind, const std::string& id, const std::string& today,
            const std::string& until)
      : kind_(kind), id_(id), today_(today), until_(until) {}

  void add(const char* what, const std::string& date, Text text) {
    if (days_between(date, date) && date <= until_)
      found_.push_back({kind_, id_, what, date, date < today_, std::move(text)});
  }

  std::vector<Reminder> take() {
    std::stable_sort(found_.begin(), found_.end(),
                     [](const Reminder& a, const Reminder& b) { return a.date < b.date; });
    return std::move(found_);
  }

 private:
  std::string kind_;
  std::string id_;
  std::string today_;
  std::string until_;
  std::vector<Reminder> found_;
};

bool is_evaluated_since(const Json& usecase, const std::string& date) {
  for (const Json& evaluation : list_at(usecase, "evaluations"))
    if (word_at(evaluation, "on") >= date)
      return true;
  return false;
}

void add_usecase(const Json& usecase, Collector& collector) {
  const Json plan = usecase.value("evaluation_plan", Json());
  std::vector<std::string> dates = {word_at(plan, "next_on")};
  for (const Json& date : list_at(plan, "calendar"))
    if (date.is_string() && std::find(dates.begin(), dates.end(), date) == dates.end())
      dates.push_back(date.get<std::string>());
  for (const std::string& date : dates)
    if (!date.empty() && !is_evaluated_since(usecase, date))
      collector.add("evaluation", date, {"évaluation à faire", "evaluation to make"});
  for (const Json& impact : list_at(usecase, "impacts")) {
    const std::string due = word_at(impact, "due");
    const Json measure = latest_measure(usecase, word_at(impact, "indicator"));
    if (measure.is_null() || word_at(measure, "on") < due)
      collector.add("target", due,
                    Text{"échéance de la cible, résultat à mesurer : ",
                         "the target falls due, result to measure: "} +
                        free_text(impact, "indicator"));
  }
  collector.add("usecase_review", word_at(usecase, "review_on"),
                {"réexamen du dossier", "review of the dossier"});
}

void add_activity(const Json& activity, Collector& collector) {
  if (word_at(activity, "status") == "archived")
    return;
  std::string due = word_at(activity, "next_review_on");
  if (due.empty())
    due = add_months(word_at(activity, "reviewed_on"), kMonthsOfValidity).value_or("");
  if (!due.empty())
    collector.add("activity_review", due,
                  {"fiche de registre à revoir (12 mois, pratique)",
                   "register entry to review (12 months, practice)"});
}

}  // namespace

std::vector<Reminder> reminders_of(const std::string& kind, const std::string& id,
                                   const Json& document, const std::string& today,
                                   const std::string& until) {
  Collector collector(kind, id, today, until);
  if (kind == "usecase")
    add_usecase(document, collector);
  else if (kind == "activity")
    add_activity(document, collector);
  else if (kind == "priority")
    collector.add("priority_review", word_at(document, "review_on"),
                  {"réexamen de la politique prioritaire", "review of the priority policy"});
  else if (kind == "decision") {
    std::string end = word_at(document, "valid_until");
    if (end.empty())
      end = add_months(word_at(document, "date"), kMonthsOfValidity).value_or("");
    collector.add("expiry", end, {"fin de validité de l'avis", "the opinion expires"});
  } else if (kind == "waiver") {
    collector.add("expiry", word_at(document, "expires_on"),
                  {"fin de la dérogation", "the waiver expires"});
  }
  return collector.take();
}

Json latest_measure(const Json& usecase, const std::string& indicator) {
  Json latest;
  for (const Json& evaluation : list_at(usecase, "evaluations"))
    for (const Json& result : list_at(evaluation, "results"))
      if (fold(word_at(result, "indicator")) == fold(indicator) &&
          (latest.is_null() || word_at(evaluation, "on") >= word_at(latest, "on")))
        latest = Json{{"on", word_at(evaluation, "on")}, {"value", result.at("value")}};
  return latest;
}

std::optional<double> number_in(const std::string& text) {
  std::string digits;
  for (const char c : fold(text))
    if (c == ',')
      digits += '.';
    else if (c != ' ')
      digits += c;
  double number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (digits.empty() || error != std::errc() || end != digits.data() + digits.size())
    return std::nullopt;
  return number;
}

std::optional<bool> reaches_target(const Json& impact, double value) {
  const auto target = number_in(word_at(impact, "target"));
  if (!target)
    return std::nullopt;
  const auto baseline = number_in(word_at(impact, "baseline"));
  const bool downwards = baseline && *baseline > *target;
  return downwards ? value <= *target : value >= *target;
}

}  // namespace aval
