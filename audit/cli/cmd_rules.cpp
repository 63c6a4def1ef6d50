// aval rules: reads, explains and tests rule packs.
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/base/json.h"
#include "audit/base/text.h"
#include "audit/cli/commands.h"
#include "audit/workspace/scan_sources.h"
#include "audit/workspace/text_table.h"
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
    rows.push_back({rule.id, label_of(rule.type).in(context.language),
                    label_of(rule.gdpr).in(context.language),
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

// "  label: text" on a line of its own; nothing when there is no text.
std::string line_of(const Text& label, const std::string& text, const CommandContext& context) {
  if (text.empty())
    return "";
  return "  " + label.in(context.language) + (context.language == Language::fr ? " : " : ": ") +
         text + "\n";
}

std::string patterns_of(const Rule& rule, const CommandContext& context) {
  std::string out;
  for (const Pattern& pattern : rule.patterns)
    out += "\n    " + pattern.source();
  for (const Pattern& pattern : rule.text_patterns)
    out += "\n    " + Text{"(phrase) ", "(sentence) "}.in(context.language) + pattern.source();
  return out;
}

std::string examples_of(const Rule& rule, const CommandContext& context) {
  return line_of({"valeurs reconnues", "values that match"}, join(rule.examples_match, ", "),
                 context) +
         line_of({"valeurs refusées", "values that do not"}, join(rule.examples_no_match, ", "),
                 context) +
         line_of({"phrases où elle trouve", "sentences with a hit"},
                 join(rule.examples_text, " | "), context) +
         line_of({"phrases où elle ne trouve rien", "sentences without a hit"},
                 join(rule.examples_text_no_match, " | "), context) +
         line_of({"en-têtes reconnus", "headers that match"},
                 join(rule.examples_headers_match, ", "), context) +
         line_of({"en-têtes refusés", "headers that do not"},
                 join(rule.examples_headers_no_match, ", "), context);
}

std::string explain(const Rule& rule, const CommandContext& context) {
  const Language language = context.language;
  std::string out = rule.id + " — " + rule.texts.title.in(language) + "\n";
  out += line_of({"contenu", "content"},
                 std::string(name_of(rule.type)) + " (" + label_of(rule.type).in(language) + ")",
                 context);
  out +=
      line_of({"nature", "nature"},
              label_of(rule.gdpr).in(language) +
                  Text{" ; sur des choses ou organismes : ", "; on things or organisations: "}.in(
                      language) +
                  label_of(rule.gdpr_of_things).in(language),
              context);
  out += "  " + rule.texts.message.in(language) + "\n  " + rule.texts.remedy.in(language) + "\n";
  out += line_of({"textes", "law"}, join(rule.articles, ", "), context);
  out += line_of(
      {"source", "source"},
      rule.source + (rule.to_confirm ? Text{" (à confirmer)", " (to confirm)"}.in(language) : ""),
      context);
  out += line_of({"listes", "lists"}, join(rule.dictionaries, ", "), context);
  if (rule.validator != nullptr)
    out += line_of({"contrôle", "check"},
                   std::string(rule.validator->name) + " — " + std::string(rule.validator->source),
                   context);
  if (rule.header_required)
    out += Text{"  l'en-tête doit parler aussi\n", "  the header must speak too\n"}.in(language);
  out += line_of({"motifs", "patterns"}, patterns_of(rule, context), context);
  return out + examples_of(rule, context);
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

// The rules of a pack tried on values, or one rule of it.
struct MatchRun {
  const RulePack& pack;
  ValueMatcher matcher;
  const std::string& only;  // empty: every rule
  std::size_t line = 0;     // of the last value tried, from 1
};

// One JSON line a value; the value itself is never printed.
void match_line(MatchRun& run, const std::string& value) {
  std::vector<RuleMatch> matches;
  run.matcher.match_value(value, matches);
  ++run.line;
  OrderedJson found = OrderedJson::array();
  for (const RuleMatch& match : matches) {
    const Rule& rule = run.pack.rules[match.rule];
    if (run.only.empty() || rule.id == run.only)
      found.push_back({{"rule", rule.id}, {"type", name_of(rule.type)}, {"valid", match.valid}});
  }
  std::cout << OrderedJson{{"line", run.line}, {"matches", found}}.dump() << "\n";
}

void run_match(const RulesOptions& options) {
  const RulePack pack = load_requested_rules(options.folder);
  if (!options.id.empty())
    require_rule(pack, options.id);
  MatchRun run{.pack = pack, .matcher = {pack, compiled_patterns(pack)}, .only = options.id};
  const bool from_input =
      options.values.empty() || (options.values.size() == 1 && options.values[0] == "-");
  if (!from_input) {
    for (const std::string& value : options.values)
      match_line(run, value);
    return;
  }
  std::string value;
  while (std::getline(std::cin, value)) {
    if (!value.empty() && value.back() == '\r')
      value.pop_back();
    match_line(run, value);
  }
}

using Options = std::shared_ptr<RulesOptions>;

void add_list(CLI::App& rules, CommandContext& context, const Options& options) {
  CLI::App* list = rules.add_subcommand(
      "list", help_text(context, {"liste les règles\nExemple : aval rules list --format json",
                                  "lists the rules\nExample: aval rules list --format json"}));
  list->add_option("--format", options->format,
                   help_text(context, {"forme de la liste", "form of the list"}))
      ->check(CLI::IsMember({"text", "json"}));
  list->callback([options, &context] { run_list(*options, context); });
}

void add_show(CLI::App& rules, CommandContext& context, const Options& options) {
  CLI::App* show = rules.add_subcommand(
      "show", help_text(context, {"explique une règle\nExemple : aval rules show fr.nir",
                                  "explains a rule\nExample: aval rules show fr.nir"}));
  show->add_option("ID", options->id,
                   help_text(context, {"identifiant d'une règle", "identifier of a rule"}))
      ->required();
  show->callback([options, &context] {
    const RulePack pack = load_requested_rules(options->folder);
    std::cout << escape_terminal(explain(require_rule(pack, options->id), context), true);
  });
}

void add_check(CLI::App& rules, CommandContext& context, const Options& options) {
  CLI::App* check = rules.add_subcommand(
      "check",
      help_text(context,
                {"éprouve un paquet : forme, motifs, listes, et tous les exemples des règles\n"
                 "Codes de sortie : 0 paquet sain, 1 paquet en défaut, 2 dossier illisible.\n"
                 "Exemple : aval rules check mon-paquet",
                 "tests a pack: form, patterns, lists, and every example of its rules\n"
                 "Exit codes: 0 sound pack, 1 faulty pack, 2 unreadable folder.\n"
                 "Example: aval rules check my-pack"}));
  check->add_option("DIR", options->folder,
                    help_text(context, {"dossier du paquet (par défaut : celui du programme)",
                                        "folder of the pack (default: the program's own)"}));
  check->callback([options, &context] { run_check(options->folder, context); });
}

void add_match(CLI::App& rules, CommandContext& context, const Options& options) {
  CLI::App* match = rules.add_subcommand(
      "match",
      help_text(context, {"dit quelles règles prennent chaque valeur, une ligne JSON par valeur ; "
                          "les valeurs ne sont jamais redites\n"
                          "Exemple : aval rules match --rule fr.siret - < valeurs.txt",
                          "says which rules take each value, one JSON line a value; values are "
                          "never repeated\n"
                          "Example: aval rules match --rule fr.siret - < values.txt"}));
  match->add_option("--rule", options->id,
                    help_text(context, {"seulement cette règle", "only this rule"}));
  match->add_option("VALUE", options->values,
                    help_text(context, {"valeurs ; - ou rien : une par ligne de l'entrée standard",
                                        "values; - or nothing: one a line of standard input"}));
  match->callback([options] { run_match(*options); });
}

}  // namespace

void add_rules_command(CLI::App& app, CommandContext& context) {
  CLI::App* rules = app.add_subcommand(
      "rules", help_text(context, {"paquets de règles : lire, expliquer, éprouver\n"
                                   "Codes de sortie : 0 fait, 1 paquet en défaut (check), 2 "
                                   "impossible.\n"
                                   "Exemple : aval rules show fr.nir",
                                   "rule packs: read, explain, test\n"
                                   "Exit codes: 0 done, 1 faulty pack (check), 2 could not run.\n"
                                   "Example: aval rules show fr.nir"}));
  rules->require_subcommand(1);
  rules->fallthrough();
  const auto options = std::make_shared<RulesOptions>();
  rules->add_option(
      "--rules", options->folder,
      help_text(context, {"dossier d'un paquet de règles, à la place de celui du programme",
                          "folder of a rule pack, instead of the program's own"}));
  add_list(*rules, context, options);
  add_show(*rules, context, options);
  add_check(*rules, context, options);
  add_match(*rules, context, options);
}

}  // namespace aval
