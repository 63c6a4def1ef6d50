// aval register apply: one sheet in many workspaces, the difference shown for each.
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/cli/register_commands.h"
#include "audit/workspace/workspace.h"
#include "registry/documents.h"

namespace aval {
namespace {

struct ApplyOptions {
  std::string file;
  std::vector<std::string> workspaces;
  bool accept = false;
  std::string format = "text";
};

// What one workspace has, and what it would have.
struct Target {
  RegisterStore store;
  bool is_new = false;
  Json result;
  std::vector<FieldChange> changes;
};

// A correction keeps what the body itself recorded: states and dates of its own sheet, unless the
// file states them.
Json corrected(const Json& own, Json sheet) {
  for (const char* key :
       {"status", "validated_by", "validated_function", "validated_on", "reviewed_on",
        "next_review_on", "created_on", "service", "owner", "reference"})
    if (!sheet.contains(key) && own.contains(key))
      sheet[key] = own.at(key);
  return sheet;
}

Target target_of(const std::string& path, const Json& sheet) {
  Target target{RegisterStore::open(path), false, sheet, {}};
  const auto own = target.store.find(kActivityKind, sheet.at("id").get<std::string>());
  target.is_new = !own.has_value();
  const Json before = own ? content_of(*own) : Json::object();
  if (own)
    target.result = corrected(before, sheet);
  target.changes = compare_documents(before, target.result);
  return target;
}

// Every workspace is opened, and every fault told, before any is written.
std::vector<Target> targets_of(const ApplyOptions& options, const Json& sheet) {
  std::vector<Target> targets;
  std::vector<Problem> problems;
  for (const std::string& path : options.workspaces) {
    try {
      targets.push_back(target_of(path, sheet));
    } catch (const Error& error) {
      problems.push_back({error.place(), error.message()});
    }
  }
  throw_problems(problems, options.file);
  return targets;
}

Text standing_of(const Target& target, bool accept) {
  if (target.changes.empty())
    return {"sans changement", "unchanged"};
  if (target.is_new)
    return accept ? Text{"fiche ajoutée", "sheet added"}
                  : Text{"fiche à ajouter", "sheet to be added"};
  return accept ? Text{"fiche corrigée", "sheet corrected"}
                : Text{"fiche à corriger", "sheet to be corrected"};
}

OrderedJson target_as_json(const Target& target, bool accept) {
  OrderedJson changes = OrderedJson::array();
  const auto value = [](const std::string& text) {
    return text.empty() ? OrderedJson() : OrderedJson::parse(text);
  };
  for (const FieldChange& change : target.changes)
    changes.push_back({{"field", change.field},
                       {"before", value(change.before)},
                       {"after", value(change.after)}});
  return {{"workspace", target.store.path()},
          {"new", target.is_new},
          {"written", accept && !target.changes.empty()},
          {"changes", std::move(changes)}};
}

void run_apply(const ApplyOptions& options, const CommandContext& context) {
  const Json sheet = load_document(kActivityKind, options.file);
  const std::string id = sheet.at("id").get<std::string>();
  std::vector<Target> targets = targets_of(options, sheet);
  OrderedJson list = OrderedJson::array();
  std::string text;
  for (Target& target : targets) {
    if (options.accept && !target.changes.empty())
      target.store.record(kActivityKind, id, target.result, target.is_new ? "add" : "apply",
                          author_of(context));
    list.push_back(target_as_json(target, options.accept));
    text += escape_terminal(target.store.path(), false) + Text{" : ", ": "}.in(context.language) +
            standing_of(target, options.accept).in(context.language) + "\n" +
            (target.is_new ? std::string() : changes_as_text(target.changes, context.language));
  }
  if (!options.accept)
    text += Text{"Rien n'est écrit : relancez avec --accept pour accepter ces différences.\n",
                 "Nothing is written: run again with --accept to accept these differences.\n"}
                .in(context.language);
  std::cout << (options.format == "json" ? list.dump(2) + "\n" : text);
}

}  // namespace

void add_register_apply(CLI::App& parent, CommandContext& context) {
  const auto options = std::make_shared<ApplyOptions>();
  CLI::App* apply = parent.add_subcommand(
      "apply",
      help_text(context,
                register_help({"ajoute ou corrige une fiche dans plusieurs espaces de travail ; "
                               "montre la différence de chacun et n'écrit qu'avec --accept",
                               "adds or corrects one sheet in several workspaces; shows the "
                               "difference in each and writes with --accept only"},
                              "apply fiche.json --workspaces commune-a.db commune-b.db")));
  apply
      ->add_option("FILE", options->file,
                   help_text(context, {"fiche à appliquer", "sheet to apply"}))
      ->required();
  apply
      ->add_option("--workspaces", options->workspaces,
                   help_text(context, {"espaces de travail", "workspaces"}))
      ->required();
  apply->add_flag("--accept", options->accept,
                  help_text(context, {"accepte les différences et écrit", "accepts and writes"}));
  add_text_or_json(*apply, options->format, context);
  apply->callback([options, &context] { run_apply(*options, context); });
}

}  // namespace aval
