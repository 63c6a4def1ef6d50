// aval register check: what article 30 asks and the register lacks, apart from what is recommended.
#include <algorithm>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/cli/register_commands.h"
#include "audit/workspace/workspace.h"
#include "policies/not_covered.h"
#include "registry/register_check.h"
#include "reports/document_words.h"

namespace aval {
namespace {

struct RegisterCheckOptions {
  std::vector<std::string> ids;
  std::string format = "text";
};

OrderedJson gaps_as_json(const std::vector<RegisterGap>& gaps, bool recommended) {
  OrderedJson list = OrderedJson::array();
  for (const RegisterGap& gap : gaps)
    if ((gap.duty == Duty::recommended) == recommended)
      list.push_back({{"field", gap.field},
                      {"duty", duty_name(gap.duty)},
                      {"source", gap.source},
                      {"fr", gap.message.fr},
                      {"en", gap.message.en}});
  return list;
}

std::string gaps_as_text(const std::vector<RegisterGap>& gaps, bool recommended,
                         const CommandContext& context) {
  std::string text;
  for (const RegisterGap& gap : gaps) {
    if ((gap.duty == Duty::recommended) != recommended)
      continue;
    const std::string source = gap.source.empty() ? std::string() : " (" + gap.source + ")";
    text += "    " + gap.field + Text{" : ", ": "}.in(context.language) +
            gap.message.in(context.language) + source + "\n";
  }
  return text;
}

Text standing_of(const Json& activity, const std::vector<RegisterGap>& gaps) {
  if (is_not_covered(activity))
    return regime_not_covered(word_at(activity, "regime"));
  if (is_complete(gaps))
    return {"rien de ce qu'exige l'article 30 ne manque",
            "nothing that article 30 asks is missing"};
  return {"incomplète au regard de l'article 30", "incomplete by article 30"};
}

std::string entry_as_text(const Json& activity, const std::vector<RegisterGap>& gaps,
                          const CommandContext& context) {
  std::string text = word_at(activity, "id") + Text{" : ", ": "}.in(context.language) +
                     standing_of(activity, gaps).in(context.language) + "\n";
  const std::string asked = gaps_as_text(gaps, false, context),
                    recommended = gaps_as_text(gaps, true, context);
  if (!asked.empty())
    text +=
        Text{"  Manque (RGPD art. 30) :\n", "  Missing (GDPR art. 30):\n"}.in(context.language) +
        asked;
  if (!recommended.empty())
    text += Text{"  Recommandé :\n", "  Recommended:\n"}.in(context.language) + recommended;
  const std::size_t to_confirm = list_at(activity, "to_confirm").size();
  if (to_confirm != 0)
    text += format_text({"  {0} point(s) à confirmer (to_confirm)\n",
                         "  {0} point(s) to confirm (to_confirm)\n"},
                        {std::to_string(to_confirm)})
                .in(context.language);
  return escape_terminal(text, true);
}

void run_check(const RegisterCheckOptions& options, CommandContext& context) {
  const RegisterContent content = stored_register(open_workspace(context), options.ids);
  const Json organisation =
      content.organisation.empty() ? Json() : parse_json(content.organisation, "organisation");
  OrderedJson list = OrderedJson::array();
  std::string text;
  std::size_t incomplete = 0;
  for (const std::string& stored : content.activities) {
    const Json activity = parse_json(stored, "activity");
    const std::vector<RegisterGap> gaps = find_register_gaps(activity, organisation);
    incomplete += is_complete(gaps) ? 0U : 1U;
    list.push_back({{"id", activity.at("id")},
                    {"role", activity.value("role", Json())},
                    {"regime", activity.value("regime", Json())},
                    {"covered", !is_not_covered(activity)},
                    {"complete", is_not_covered(activity) ? Json() : Json(is_complete(gaps))},
                    {"missing", gaps_as_json(gaps, false)},
                    {"recommended", gaps_as_json(gaps, true)},
                    {"to_confirm", activity.value("to_confirm", Json())}});
    text += entry_as_text(activity, gaps, context);
  }
  text += format_text({"{0} fiche(s), {1} incomplète(s).\n", "{0} sheet(s), {1} incomplete.\n"},
                      {std::to_string(content.activities.size()), std::to_string(incomplete)})
              .in(context.language);
  const OrderedJson document{{"schema", "aval.register_check/1"}, {"activities", std::move(list)}};
  std::cout << (options.format == "json" ? document.dump(2) + "\n" : text);
  if (incomplete != 0)
    context.exit_code = kExitGateFailed;
}

}  // namespace

void add_register_check(CLI::App& parent, CommandContext& context) {
  const auto options = std::make_shared<RegisterCheckOptions>();
  CLI::App* check = parent.add_subcommand(
      "check",
      help_text(context,
                {"dit ce que l'article 30 exige et qui manque, puis ce qui est seulement "
                 "recommandé\nCodes de sortie : 0 rien ne manque, 1 une fiche est incomplète, 2 "
                 "impossible.\nExemple : aval register check restauration-scolaire",
                 "tells what article 30 asks and is missing, then what is only "
                 "recommended\nExit codes: 0 nothing is missing, 1 a sheet is incomplete, 2 could "
                 "not run.\nExample: aval register check restauration-scolaire"}));
  check->add_option("ID", options->ids,
                    help_text(context, {"fiches (par défaut : toutes)", "sheets (default: all)"}));
  add_text_or_json(*check, options->format, context);
  check->callback([options, &context] { run_check(*options, context); });
}

}  // namespace aval
