// The ranking of use cases, the plot, the reminders and what is measured against targets.

#include "reports/portfolio.h"

#include <nlohmann/json.hpp>

#include "reports/reminders.h"
#include "tests/reports/sample_decision.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

PolicyOutcome outcome(const std::string& policy, PolicyResult result) {
  PolicyOutcome made;
  made.policy = policy;
  made.subject = "usecase:x";
  made.result = result;
  return made;
}

// `met` rules pass and `unmet` ask for something, at G3.
PortfolioEntry entry(const std::string& id, int importance, int met, int unmet, int months) {
  Decision decision;
  decision.gate = "G3";
  decision.verdict = Verdict::incomplete;
  for (int i = 0; i < met + unmet; ++i)
    decision.outcomes.push_back(
        outcome("R-" + std::to_string(i), i < met ? PolicyResult::pass : PolicyResult::missing));
  Json usecase = {{"id", id}, {"title", id}, {"impacts", Json::array()}};
  if (importance > 0)
    usecase["impacts"].push_back(
        {{"text", "t"}, {"indicator", "i"}, {"target", "1"}, {"importance", importance}});
  if (months > 0)
    usecase["time_to_first_result_months"] = months;
  return portfolio_entry(usecase, decision, decision);
}

std::vector<std::string> ids(const std::vector<PortfolioEntry>& entries) {
  std::vector<std::string> names;
  for (const PortfolioEntry& one : entries)
    names.push_back(one.ref.id);
  return names;
}

}  // namespace

TEST_CASE("the score is the sum of three notes told from their inputs", "[reports][portfolio]") {
  const PortfolioEntry one = entry("a", 4, 14, 6, 4);
  CHECK(one.rules_met == 14);
  CHECK(one.rules_applying == 20);
  CHECK(feasibility_of(one) == 4);  // 70 %
  CHECK(delay_of(one) == 4);        // 4 months
  CHECK(score_of(one) == 12);
  CHECK(delay_of(entry("b", 1, 1, 0, 3)) == 5);
  CHECK(delay_of(entry("b", 1, 1, 0, 12)) == 2);
  CHECK(delay_of(entry("b", 1, 1, 0, 40)) == 1);
  CHECK(feasibility_of(entry("b", 1, 5, 0, 3)) == 5);
  CHECK(feasibility_of(entry("b", 1, 0, 5, 3)) == 1);
}

TEST_CASE("an unfavourable opinion is never made up for by good notes", "[reports][portfolio]") {
  PortfolioEntry fatal = entry("best", 5, 20, 0, 1);
  fatal.verdict = Verdict::no_go;
  const Portfolio portfolio =
      rank_portfolio({entry("slow", 3, 1, 1, 30), fatal, entry("quick", 3, 1, 1, 2),
                      entry("unknown", 0, 1, 1, 2)});
  CHECK(ids(portfolio.ranked) == std::vector<std::string>{"quick", "slow"});
  CHECK(ids(portfolio.unfavourable) == std::vector<std::string>{"best"});
  CHECK(ids(portfolio.unranked) == std::vector<std::string>{"unknown"});
  const Json json = Json::parse(portfolio_json(portfolio, sample_policies(), Language::fr));
  CHECK(json.at("unfavourable")[0].at("score").is_null());
  CHECK(json.at("ranked")[0].at("score") == 3 + 3 + 5);
}

TEST_CASE("a rule that stops several use cases is shown once with its count",
          "[reports][portfolio]") {
  PortfolioEntry a = entry("a", 1, 1, 0, 1), b = entry("b", 1, 1, 0, 1), c = entry("c", 1, 1, 0, 1);
  a.blocking = {"SP-01"};
  b.blocking = {"SP-01"};
  c.blocking = {"PB-01"};
  c.lacking = {"SC-01"};
  a.lacking = {"SC-01"};
  const Portfolio portfolio = rank_portfolio({a, b, c});
  REQUIRE(portfolio.blockers.size() == 2);
  CHECK(portfolio.blockers[0].policy == "SP-01");
  CHECK(portfolio.blockers[0].usecases == std::vector<std::string>{"a", "b"});
  CHECK(portfolio.blockers[1].policy == "SC-01");
}

TEST_CASE("the plot has a title, a description and the numbers of the tables",
          "[reports][portfolio][plots]") {
  const Portfolio portfolio = rank_portfolio({entry("a", 4, 14, 6, 4), entry("b", 2, 1, 3, 9)});
  const std::string page =
      render_paper(portfolio_paper(portfolio, sample_policies()), ReportFormat::html, Language::en);
  for (const char* part : {"<svg class=\"plot\" viewBox=\"0 0 400.0 220.0\" role=\"img\"",
                           "<title id=\"plot-1-1-title\">Impact and feasibility</title>",
                           "<desc id=\"plot-1-1-description\">2 use cases placed", "<circle",
                           "4 (14 of 20 rules met at G3)"})
    CHECK_THAT(page, Catch::Contains(part));
  CHECK_THAT(page, !Catch::Contains("style="));
}

TEST_CASE("a hostile label stays text in a plot", "[reports][plots]") {
  HtmlPage page(Language::fr, {"t", "t"});
  BarChart chart;
  chart.title = chart.description = {"t", "t"};
  chart.bars = {{{"</text><script>x</script>", ""}, 1, {"1", "1"}}};
  write_plot(page, "p", chart);
  const std::string html = page.finish();
  CHECK_THAT(html, !Catch::Contains("<script") && Catch::Contains("&lt;script"));
}

TEST_CASE("an overdue evaluation is told until it is made", "[reports][reminders]") {
  Json usecase = {
      {"id", "a"},
      {"evaluation_plan", {{"next_on", "2026-10-01"}}},
      {"impacts", {{{"text", "t"}, {"indicator", "i"}, {"target", "60"}, {"due", "2026-12-01"}}}}};
  auto found = reminders_of("usecase", "a", usecase, "2026-11-24", "2026-12-31");
  REQUIRE(found.size() == 2);
  CHECK(found[0].what == "evaluation");
  CHECK(found[0].overdue);
  CHECK(found[1].what == "target");
  CHECK_FALSE(found[1].overdue);
  usecase["evaluations"] = {
      {{"on", "2026-12-02"}, {"results", {{{"indicator", "I"}, {"value", 55}}}}}};
  CHECK(reminders_of("usecase", "a", usecase, "2026-12-03", "2026-12-31").empty());
  CHECK(latest_measure(usecase, "i").at("value") == 55);
}

TEST_CASE("entries and opinions fall due after twelve months", "[reports][reminders]") {
  const auto activity = reminders_of("activity", "a", Json{{"reviewed_on", "2025-11-30"}},
                                     "2026-11-24", "2026-12-24");
  REQUIRE(activity.size() == 1);
  CHECK(activity[0].date == "2026-11-30");
  CHECK(reminders_of("activity", "a", Json{{"reviewed_on", "2025-11-30"}, {"status", "archived"}},
                     "2026-11-24", "2026-12-24")
            .empty());
  const auto decision =
      reminders_of("decision", "a/G2", Json{{"date", "2025-06-01"}}, "2026-11-24", "2026-12-24");
  REQUIRE(decision.size() == 1);
  CHECK(decision[0].overdue);
}

TEST_CASE("a target is reached in the direction that leads from the baseline to it",
          "[reports][reminders]") {
  const Json down = {{"baseline", "95"}, {"target", "60"}};
  CHECK(reaches_target(down, 60) == true);
  CHECK(reaches_target(down, 60.5) == false);
  const Json up = {{"baseline", "1 150"}, {"target", "1 500"}};
  CHECK(reaches_target(up, 1600) == true);
  CHECK(reaches_target(up, 1499) == false);
  CHECK(reaches_target(Json{{"target", "beaucoup"}}, 3) == std::nullopt);
  CHECK(number_in("3,5") == 3.5);
  CHECK(number_in("un") == std::nullopt);
}

}  // namespace aval
