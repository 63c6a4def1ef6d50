// aval register list | search: the entries of the register, and those that speak of something.
#include <algorithm>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/cli/register_commands.h"
#include "audit/workspace/text_table.h"
#include "audit/workspace/workspace.h"
#include "registry/register_dates.h"
#include "reports/document_words.h"
#include "reports/register_search.h"

namespace aval {
namespace {

struct ListOptions {
  std::vector<std::string> words;  // of search
  std::string status;
  std::string role;
  bool due = false;
  std::string format = "text";
};

struct Entry {
  StoredDocument stored;
  Json activity;
};

std::vector<Entry> entries_of(const RegisterStore& store) {
  std::vector<Entry> entries;
  for (StoredDocument& stored : store.list(kActivityKind)) {
    Json activity = content_of(stored);
    entries.push_back({std::move(stored), std::move(activity)});
  }
  return entries;
}

bool is_wanted(const Json& activity, const ListOptions& options, const std::string& today) {
  const std::string status = word_at(activity, "status"), role = word_at(activity, "role");
  return (options.status.empty() || (status.empty() ? "draft" : status) == options.status) &&
         (options.role.empty() || role == options.role) &&
         (!options.due || is_review_due(activity, today));
}

std::vector<std::string> headings(Language language) {
  return language == Language::fr
             ? std::vector<std::string>{"Identifiant", "Version",     "Enregistré", "État",
                                        "Rôle",        "À revoir le", "Intitulé"}
             : std::vector<std::string>{"Identifier", "Version",    "Recorded", "Status",
                                        "Role",       "Review due", "Title"};
}

std::string label_at(const Json& activity, const char* key, Language language) {
  const std::string word = word_at(activity, key);
  return word.empty() ? "-" : label_of_word(word).in(language);
}

void run_list(const ListOptions& options, const CommandContext& context) {
  OrderedJson list = OrderedJson::array();
  std::vector<std::vector<std::string>> rows = {headings(context.language)};
  for (const Entry& entry : entries_of(open_workspace(context))) {
    const Json& activity = entry.activity;
    if (!is_wanted(activity, options, context.today))
      continue;
    const std::string due_on = review_due_on(activity), name = word_at(activity, "name");
    list.push_back({{"id", entry.stored.id},
                    {"version", entry.stored.version},
                    {"recorded_at", entry.stored.recorded_at},
                    {"name", name},
                    {"status", activity.value("status", Json())},
                    {"role", activity.value("role", Json())},
                    {"review_due_on", due_on.empty() ? Json() : Json(due_on)},
                    {"review_due", is_review_due(activity, context.today)}});
    rows.push_back(
        {entry.stored.id, std::to_string(entry.stored.version),
         entry.stored.recorded_at.substr(0, 10), label_at(activity, "status", context.language),
         label_at(activity, "role", context.language), due_on.empty() ? "-" : due_on, name});
  }
  std::cout << (options.format == "json" ? list.dump(2) + "\n" : render_text_table(rows));
}

void run_search(const ListOptions& options, const CommandContext& context) {
  OrderedJson list = OrderedJson::array();
  std::string text;
  for (const Entry& entry : entries_of(open_workspace(context))) {
    const std::vector<SearchHit> hits =
        search_activity(entry.activity, options.words, context.language);
    if (hits.empty())
      continue;
    OrderedJson found = OrderedJson::array();
    text += escape_terminal(entry.stored.id + "  " + word_at(entry.activity, "name"), false) + "\n";
    for (const SearchHit& hit : hits) {
      found.push_back({{"field", hit.field}, {"text", hit.text}});
      text += "    " +
              escape_terminal(hit.label.in(context.language) +
                                  Text{" : ", ": "}.in(context.language) + hit.text,
                              false) +
              "\n";
    }
    list.push_back({{"id", entry.stored.id},
                    {"name", word_at(entry.activity, "name")},
                    {"found", std::move(found)}});
  }
  if (text.empty())
    text = Text{"Rien de tel au registre.\n", "Nothing of that kind in the register.\n"}.in(
        context.language);
  std::cout << (options.format == "json" ? list.dump(2) + "\n" : text);
}

void add_search(CLI::App& parent, CommandContext& context) {
  const auto options = std::make_shared<ListOptions>();
  CLI::App* search = parent.add_subcommand(
      "search",
      help_text(context, register_help(
                             {"cherche des mots (sans égard aux accents) dans les noms, finalités, "
                              "catégories, destinataires et textes",
                              "looks for words (accents do not matter) in names, purposes, "
                              "categories, recipients and legal texts"},
                             "search cantine allergies")));
  search
      ->add_option("WORD", options->words,
                   help_text(context, {"mots, tous à trouver", "words, all to be found"}))
      ->required();
  add_text_or_json(*search, options->format, context);
  search->callback([options, &context] { run_search(*options, context); });
}

}  // namespace

Text register_help(const Text& text, const std::string& arguments) {
  return {text.fr + "\nExemple : aval register " + arguments,
          text.en + "\nExample: aval register " + arguments};
}

void add_text_or_json(CLI::App& command, std::string& format, const CommandContext& context) {
  command
      .add_option("--format", format,
                  help_text(context, {"forme de la réponse", "form of the answer"}))
      ->check(CLI::IsMember({"text", "json"}));
}

void add_register_list(CLI::App& parent, CommandContext& context) {
  const auto options = std::make_shared<ListOptions>();
  CLI::App* list = parent.add_subcommand(
      "list", help_text(context, register_help({"liste les fiches du registre",
                                                "lists the sheets of the register"},
                                               "list --due")));
  list->add_option(
          "--status", options->status,
          help_text(context, {"seulement celles de cet état", "only those of that status"}))
      ->check(CLI::IsMember({"draft", "validated", "archived"}));
  list->add_option("--role", options->role,
                   help_text(context, {"seulement ce registre : controller (responsable) ou "
                                       "processor (sous-traitant)",
                                       "that register only: controller or processor"}))
      ->check(CLI::IsMember({"controller", "processor"}));
  list->add_flag("--due", options->due,
                 help_text(context, {"seulement celles dont la revue est en retard",
                                     "only those whose review is overdue"}));
  add_text_or_json(*list, options->format, context);
  list->callback([options, &context] { run_list(*options, context); });
  add_search(parent, context);
}

}  // namespace aval
