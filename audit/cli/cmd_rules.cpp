// aval rules: reads, explains and tests rule packs.
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/base/json.h"
#include "audit/base/text.h"
#include "audit/cli/commands.h"
#include "audit/cli/scan_sources.h"
#include "audit/cli/text_table.h"
#include "rules/value_matcher.h"

namespace aval {
namespace {

struct RulesOptions {
  std::string folder;
  std::string id;
  std::string format = "text";
  std::vector<std::string> values;
};

void run_list(const RulesOptions& options, const CommandContext& context) {
  const RulePack pack = load_requested_rules(options.folder);
  OrderedJson list = OrderedJson::array();
  std::vector<std::vector<std::string>> rows;
  rows.push_back(context.language == Language::fr
                     ? std::vector<std::string>{"Règle", "Contenu", "Nature", "Titre"}
                     : std::vector<std::string>{"Rule", "Content", "Nature", "Title"});
  for (const Rule& rule : pack.rules) {
    list.push_back({{"id", rule.id},
                    {"type", name_of(rule.type)},
                    {"gdpr", name_of(rule.gdpr)},
                    {"severity", name_of(rule.severity)},
                    {"title", rule.texts.title.in(context.language)},
                    {"status", rule.to_confirm ? "to_confirm" : "confirmed"}});
    rows.push_back({rule.id, std::string(name_of(rule.type)), std::string(name_of(rule.gdpr)),
                    rule.texts.title.in(context.language) +
                        (rule.to_confirm ? (context.language == Language::fr ? " (à confirmer)"
                                                                             : " (to confirm)")
                                         : "")});
  }
  std::cout << (options.format == "json" ? list.dump(2) + "\n" : render_text_table(rows));
}

const Rule& require_rule(const RulePack& pack, const std::string& id) {
  const Rule* rule = find_rule(pack, id);
  if (rule == nullptr)
    throw Error(
        ErrorKind::usage, id,
        {"règle inconnue ; voyez « aval rules list »", "unknown rule; see 'aval rules list'"});
  return *rule;
}

std::string joined_or_dash(const std::vector<std::string>& parts) {
  return parts.empty() ? "-" : join(parts, ", ");
}

std::string explain(const Rule& rule, const CommandContext& context) {
  const bool french = context.language == Language::fr;
  std::string patterns;
  for (const Pattern& pattern : rule.patterns)
    patterns += "\n    " + pattern.source();
  for (const Pattern& pattern : rule.text_patterns)
    patterns += std::string("\n    ") + (french ? "(phrase) " : "(sentence) ") + pattern.source();
  std::string out = rule.id + " — " + rule.texts.title.in(context.language) + "\n";
  out += std::string("  ") + (french ? "contenu : " : "content: ") +
         std::string(name_of(rule.type)) + " (" + label_of(rule.type).in(context.language) + ")\n";
  out += std::string("  ") + (french ? "nature : " : "nature: ") +
         label_of(rule.gdpr).in(context.language) +
         (french ? " ; sur des choses ou organismes : " : "; on things or organisations: ") +
         label_of(rule.gdpr_of_things).in(context.language) + "\n";
  out += "  " + rule.texts.message.in(context.language) + "\n  " +
         rule.texts.remedy.in(context.language) + "\n";
  out +=
      std::string("  ") + (french ? "textes : " : "law: ") + joined_or_dash(rule.articles) + "\n";
  out += std::string("  ") + (french ? "source : " : "source: ") + rule.source +
         (rule.to_confirm ? (french ? " (à confirmer)" : " (to confirm)") : "") + "\n";
  out += std::string("  ") + (french ? "listes : " : "lists: ") +
         joined_or_dash(rule.dictionaries) + "\n";
  if (rule.validator != nullptr)
    out += std::string("  ") + (french ? "contrôle : " : "check: ") +
           std::string(rule.validator->name) + " — " + std::string(rule.validator->source) + "\n";
  out += std::string("  ") + (french ? "motifs :" : "patterns:") +
         (patterns.empty() ? " -" : patterns) + "\n";
  out += std::string("  ") + (french ? "exemples reconnus : " : "examples that match: ") +
         joined_or_dash(rule.examples_match) + "\n";
  out += std::string("  ") + (french ? "exemples refusés : " : "examples that do not: ") +
         joined_or_dash(rule.examples_no_match) + "\n";
  return out;
}

void run_check(const std::string& folder, CommandContext& context) {
  const std::vector<Problem> problems =
      folder.empty() ? check_embedded_rule_pack() : check_rule_pack(folder);
  for (const Problem& problem : problems)
    std::cout << escape_terminal(problem.place, false)
              << (context.language == Language::fr ? " : " : ": ")
              << escape_terminal(problem.message.in(context.language), false) << "\n";
  if (problems.empty()) {
    const RulePack pack = load_requested_rules(folder);
    std::cout << format_text({"Paquet « {0} » {1} : {2} règles, tous les exemples passent.\n",
                              "Pack '{0}' {1}: {2} rules, every example passes.\n"},
                             {pack.id, pack.version, std::to_string(pack.rules.size())})
                     .in(context.language);
  }
  context.exit_code = problems.empty() ? kExitDone : kExitGateFailed;
}

// One JSON line a value; the value itself is never printed.
void match_line(ValueMatcher& matcher, const RulePack& pack, const std::string& value,
                const std::string& only, std::size_t line) {
  std::vector<RuleMatch> matches;
  matcher.match_value(value, matches);
  OrderedJson found = OrderedJson::array();
  for (const RuleMatch& match : matches) {
    const Rule& rule = pack.rules[match.rule];
    if (only.empty() || rule.id == only)
      found.push_back({{"rule", rule.id}, {"type", name_of(rule.type)}, {"valid", match.valid}});
  }
  std::cout << OrderedJson{{"line", line}, {"matches", found}}.dump() << "\n";
}

void run_match(const RulesOptions& options) {
  const RulePack pack = load_requested_rules(options.folder);
  if (!options.id.empty())
    require_rule(pack, options.id);
  ValueMatcher matcher(pack, compile_patterns(pack));
  std::size_t line = 0;
  const bool from_input =
      options.values.empty() || (options.values.size() == 1 && options.values[0] == "-");
  if (!from_input) {
    for (const std::string& value : options.values)
      match_line(matcher, pack, value, options.id, ++line);
    return;
  }
  std::string value;
  while (std::getline(std::cin, value)) {
    if (!value.empty() && value.back() == '\r')
      value.pop_back();
    match_line(matcher, pack, value, options.id, ++line);
  }
}

}  // namespace

void add_rules_command(CLI::App& app, CommandContext& context) {
  CLI::App* rules = app.add_subcommand(
      "rules",
      help_text(context,
                {"paquets de règles : lire, expliquer, éprouver\nCodes de sortie : 0 fait, 1 "
                 "paquet en défaut (check), 2 impossible. Exemple : aval rules show fr.nir",
                 "rule packs: read, explain, test\nExit codes: 0 done, 1 faulty pack (check), 2 "
                 "could not run. Example: aval rules show fr.nir"}));
  rules->require_subcommand(1);
  const auto options = std::make_shared<RulesOptions>();
  rules->add_option("--rules", options->folder,
                    help_text(context, {"dossier d'un paquet de règles", "folder of a rule pack"}));
  CLI::App* list =
      rules->add_subcommand("list", help_text(context, {"liste les règles", "lists the rules"}));
  list->add_option("--format", options->format)->check(CLI::IsMember({"text", "json"}));
  list->callback([options, &context] { run_list(*options, context); });
  CLI::App* show =
      rules->add_subcommand("show", help_text(context, {"explique une règle", "explains a rule"}));
  show->add_option("ID", options->id)->required();
  show->callback([options, &context] {
    std::cout << explain(require_rule(load_requested_rules(options->folder), options->id), context);
  });
  CLI::App* check = rules->add_subcommand(
      "check", help_text(context, {"éprouve un paquet, celui du programme par défaut",
                                   "tests a pack, the program's own by default"}));
  check->add_option("DIR", options->folder);
  check->callback([options, &context] { run_check(options->folder, context); });
  CLI::App* match = rules->add_subcommand(
      "match",
      help_text(context, {"dit quelles règles prennent chaque valeur (une ligne JSON par valeur)",
                          "says which rules take each value (one JSON line a value)"}));
  match->add_option("--rule", options->id,
                    help_text(context, {"seulement cette règle", "only this rule"}));
  match->add_option("VALUE", options->values,
                    help_text(context, {"valeurs, ou - pour l'entrée standard",
                                        "values, or - for standard input"}));
  match->callback([options] { run_match(*options); });
}

}  // namespace aval
