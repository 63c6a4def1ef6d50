// aval hashes: what unkeyed digests hide, shown by trying. Opt-in, with a reason in the journal and
// a budget; counts only come out.
#include <algorithm>
#include <chrono>
#include <iostream>
#include <memory>
#include <tuple>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/base/interrupt.h"
#include "audit/base/terminal.h"
#include "audit/base/text.h"
#include "audit/cli/commands.h"
#include "audit/cli/hash_attempt.h"
#include "audit/table/source.h"
#include "audit/workspace/column_choice.h"
#include "audit/workspace/scan_sources.h"
#include "audit/workspace/text_table.h"
#include "audit/workspace/workspace.h"

namespace aval {
namespace {

struct BreakOptions {
  std::string source;
  std::string table;
  std::string column;
  std::vector<std::string> over;
  std::string budget;
  std::string reason;
  std::string author;
  unsigned threads = 0;
  std::string format = "text";
  std::string output;
};

// By name, else by its number counted from 1.
std::optional<std::size_t> find_column(const TableInfo& info, const std::string& wanted) {
  if (!info.dialect.header_doubtful)
    for (std::size_t c = 0; c < info.columns.size(); ++c)
      if (info.columns[c].name == wanted)
        return c;
  const bool number = !wanted.empty() && wanted.size() <= 6 &&
                      wanted.find_first_not_of("0123456789") == std::string::npos;
  const std::size_t position = number ? std::stoul(wanted) : 0;
  if (position >= 1 && position <= info.columns.size())
    return position - 1;
  return std::nullopt;
}

Text name_for_people(const TableInfo& info, std::size_t column) {
  const std::string number = std::to_string(column + 1);
  const std::string& name = info.columns[column].name;
  if (info.dialect.header_doubtful || name.empty())
    return {"colonne " + number, "column " + number};
  return {name, name};
}

[[noreturn]] void refuse_column(const std::vector<TableInfo>& tables, const BreakOptions& options) {
  std::vector<std::string> known;
  for (const TableInfo& info : tables)
    for (std::size_t c = 0; c < info.columns.size(); ++c)
      known.push_back(name_for_people(info, c).fr);
  throw Error(ErrorKind::usage, "--column",
              format_text({"aucune colonne de ce nom ni de ce numéro dans {0} ; connues : {1}",
                           "no column of this name or number in {0}; known: {1}"},
                          {options.source, known.empty() ? "-" : join(known, ", ")}));
}

void read_column(const BreakOptions& options, HashAttempt& attempt, std::uint64_t& skipped) {
  const RulePack pack = load_embedded_rule_pack();
  SourceOptions reading;
  reading.is_header_word = [&pack](std::string_view word) { return pack.header_words.knows(word); };
  Source source = open_source(options.source, reading);
  attempt.source = source.info.uri.substr(source.info.uri.find_last_of('/') + 1);
  attempt.source_sha256 = source.info.sha256;
  std::vector<TableInfo> seen;
  for (const auto& reader : source.tables) {
    if (!options.table.empty() && reader->info().name != options.table)
      continue;
    const TableInfo info = info_of_whole(*reader);
    seen.push_back(info);
    const auto column = find_column(info, options.column);
    if (!column)
      continue;
    attempt.table = info.name;
    attempt.column = name_for_people(info, *column);
    attempt.hashes = read_hash_column(*reader, *column);
    skipped = reader->stats().skipped_rows;
    if (source.read_content)
      attempt.source_sha256 = source.read_content().sha256;
    return;
  }
  refuse_column(seen, options);
}

void require_words(const std::string& text, const std::string& option, const Text& message) {
  if (trim(text).empty())
    throw Error(ErrorKind::usage, option, message);
}

HashAttempt prepare_attempt(const BreakOptions& options, const CommandContext& context) {
  require_words(options.reason, "--reason",
                {"le motif manque : dites en une phrase pourquoi ces empreintes sont éprouvées",
                 "the reason is missing: say in one sentence why these digests are tested"});
  require_words(options.author, "--author",
                {"l'auteur manque : donnez la fonction ou le service de qui le demande",
                 "the author is missing: give the function or department of who asks"});
  HashAttempt attempt;
  attempt.budget = parse_budget(options.budget);
  const int year = std::stoi(context.today.substr(0, 4));
  for (const std::string& over : options.over)
    attempt.spaces.push_back(parse_space(over, year));
  // The smallest space first: what is cheap is known before the budget ends.
  const auto key = [](const CandidateSpace& space) {
    return std::tuple(space.candidates(), space.kind, space.prefix);
  };
  std::sort(attempt.spaces.begin(), attempt.spaces.end(),
            [&](const auto& a, const auto& b) { return key(a) < key(b); });
  attempt.spaces.erase(std::unique(attempt.spaces.begin(), attempt.spaces.end(),
                                   [&](const auto& a, const auto& b) { return key(a) == key(b); }),
                       attempt.spaces.end());
  attempt.reason = options.reason;
  attempt.author = options.author;
  attempt.threads = options.threads > 0 ? options.threads : processor_count();
  return attempt;
}

// A line that rewrites itself on the terminal, of millions of candidates; nothing elsewhere.
std::function<void(std::uint64_t)> progress_line(const CommandContext& context) {
  if (!is_terminal_error())
    return {};
  return [&context](std::uint64_t tried) {
    std::cerr << "\r" << tried / 1'000'000
              << (context.language == Language::fr ? " millions d'essais" : " million tried")
              << std::flush;
  };
}

HashOutcome run_search(const HashAttempt& attempt, const CommandContext& context) {
  using Clock = std::chrono::steady_clock;
  const InterruptGuard guard;
  const auto start = Clock::now();
  const auto elapsed = [start] {
    return std::chrono::duration<double>(Clock::now() - start).count();
  };
  HashSearchOptions options;
  options.max_candidates = attempt.budget.candidates;
  options.threads = attempt.threads;
  options.should_stop = [&] {
    return guard.interrupted() ||
           (attempt.budget.seconds > 0 && elapsed() >= attempt.budget.seconds);
  };
  options.tell_progress = progress_line(context);
  HashOutcome outcome;
  outcome.result = search_hashes(attempt.hashes.digests, attempt.spaces, options);
  outcome.seconds = elapsed();
  outcome.interrupted = guard.interrupted();
  if (options.tell_progress)
    std::cerr << "\r\x1b[K" << std::flush;
  return outcome;
}

void run_break(const BreakOptions& options, CommandContext& context) {
  HashAttempt attempt = prepare_attempt(options, context);
  RegisterStore store = open_workspace(context);
  std::uint64_t skipped = 0;
  read_column(options, attempt, skipped);
  if (attempt.hashes.digests.empty())
    throw Error(ErrorKind::input, options.source,
                {"aucune empreinte MD5, SHA-1 ou SHA-2 dans cette colonne (en hexadécimal ou en "
                 "base64) ; vérifiez --column",
                 "no MD5, SHA-1 or SHA-2 digest in this column (in hexadecimal or base64); check "
                 "--column"});
  const std::string id = identifier_of(attempt.table) + "/" + identifier_of(attempt.column.en);
  const StoredDocument started = store.record(
      kHashAttemptKind, id, attempt_started(attempt, context.today), "start", author_of(context));
  const HashOutcome outcome = run_search(attempt, context);
  Author author = author_of(context);
  author.time = now_from_clock();
  store.record(kHashAttemptKind, id, attempt_finished(attempt, outcome, started.version), "finish",
               author);
  write_output(options.output, options.format == "json"
                                   ? render_attempt_json(attempt, outcome)
                                   : render_attempt_text(attempt, outcome, context.language));
  const std::string end = end_of(outcome);
  const bool whole = (end == "complete" || end == "all_found") && skipped == 0;
  context.exit_code = whole ? kExitDone : kExitIncomplete;
}

// The attempts of the journal: each start, with the end that names it.
OrderedJson stored_attempts(const RegisterStore& store) {
  OrderedJson attempts = OrderedJson::array();
  for (const StoredDocument& latest : store.list(kHashAttemptKind)) {
    std::vector<Json> contents;
    for (const StoredDocument& version : store.versions(kHashAttemptKind, latest.id))
      contents.push_back(content_of(version));
    for (std::size_t v = 0; v < contents.size(); ++v) {
      if (contents[v].at("state") != "started")
        continue;
      OrderedJson attempt = {{"subject", latest.id}};
      for (const char* key : {"date", "column", "over", "reason", "author", "distinct"})
        attempt[key] = contents[v].at(key);
      const auto finished = std::find_if(contents.begin(), contents.end(), [&](const Json& other) {
        return other.value("started_version", std::size_t{0}) == v + 1;
      });
      attempt["end"] = finished == contents.end() ? Json() : finished->at("end");
      attempt["found"] = finished == contents.end() ? Json() : finished->at("found");
      attempts.push_back(std::move(attempt));
    }
  }
  return attempts;
}

void run_list(const BreakOptions& options, const CommandContext& context) {
  const OrderedJson attempts = stored_attempts(open_workspace(context));
  if (options.format == "json") {
    std::cout << attempts.dump(2) << "\n";
    return;
  }
  std::vector<std::vector<std::string>> rows;
  rows.push_back(context.language == Language::fr
                     ? std::vector<std::string>{"Date", "Objet", "Motif", "Auteur", "Distinctes",
                                                "Retrouvées", "Fin"}
                     : std::vector<std::string>{"Date", "Subject", "Reason", "Author", "Distinct",
                                                "Found", "End"});
  for (const OrderedJson& attempt : attempts)
    rows.push_back({attempt.at("date").get<std::string>(), attempt.at("subject").get<std::string>(),
                    attempt.at("reason").get<std::string>(),
                    attempt.at("author").get<std::string>(), attempt.at("distinct").dump(),
                    attempt.at("found").is_null() ? "-" : attempt.at("found").dump(),
                    attempt.at("end").is_null() ? "-" : attempt.at("end").get<std::string>()});
  std::cout << render_text_table(rows);
}

void add_request_options(CLI::App& command, const CommandContext& context, BreakOptions& options) {
  command
      .add_option("SOURCE", options.source,
                  help_text(context, {"fichier à éprouver", "file to test"}))
      ->required();
  command
      .add_option("--column", options.column,
                  help_text(context, {"nom de la colonne d'empreintes, ou son numéro à partir de 1",
                                      "name of the column of digests, or its number from 1"}))
      ->required();
  command.add_option("--table", options.table,
                     help_text(context, {"table de ce nom", "table of this name"}));
  command
      .add_option(
          "--over", options.over,
          help_text(context, {"valeurs à essayer : phone, siren, birth_date, postcode, nir ; un "
                              "début resserre : phone:06, siren:21, postcode:13",
                              "values to try: phone, siren, birth_date, postcode, nir; a start "
                              "narrows them: phone:06, siren:21, postcode:13"}))
      ->delimiter(',')
      ->required();
  command
      .add_option("--budget", options.budget,
                  help_text(context, {"limite : nombre d'essais (500000000), secondes (60s) ou les "
                                      "deux (60s,500000000)",
                                      "limit: number of candidates (500000000), seconds (60s) or "
                                      "both (60s,500000000)"}))
      ->required();
  command
      .add_option(
          "--reason", options.reason,
          help_text(context, {"pourquoi, en une phrase : inscrit au journal avant les essais",
                              "why, in one sentence: recorded in the journal before trying"}))
      ->required();
  command
      .add_option("--author", options.author,
                  help_text(context, {"qui le demande (fonction ou service)",
                                      "who asks (function or department)"}))
      ->required();
}

void add_form_options(CLI::App& command, const CommandContext& context, BreakOptions& options) {
  command
      .add_option("--threads", options.threads,
                  help_text(context, {"nombre de fils d'exécution (par défaut : un par processeur)",
                                      "number of threads (default: one a processor)"}))
      ->check(CLI::Range(1, 256));
  command
      .add_option("--format", options.format,
                  help_text(context, {"forme de la réponse", "form of the answer"}))
      ->check(CLI::IsMember({"text", "json"}));
  command.add_option(
      "--output", options.output,
      help_text(context, {"écrit la réponse dans ce fichier", "writes the answer to this file"}));
}

}  // namespace

void add_hashes_command(CLI::App& app, CommandContext& context) {
  CLI::App* hashes = app.add_subcommand(
      "hashes",
      help_text(context,
                {"empreintes sans clé : ce qu'elles cachent, et qui l'a éprouvé\nCodes de sortie : "
                 "0 fait, 2 impossible, 3 arrêté avant la fin.\nExemple : aval hashes list",
                 "unkeyed digests: what they hide, and who tested it\nExit codes: 0 done, 2 could "
                 "not run, 3 ended early.\nExample: aval hashes list"}));
  hashes->require_subcommand(1);
  CLI::App* command = hashes->add_subcommand(
      "break",
      help_text(
          context,
          {"essaie toutes les valeurs possibles contre une colonne d'empreintes et dit combien se "
           "retrouvent\nJamais une valeur ni une empreinte : des nombres. Le motif est inscrit au "
           "journal avant les essais, le résultat après.\nCodes de sortie : 0 fait, 2 impossible, "
           "3 arrêté avant la fin (budget, Ctrl-C) ou lignes illisibles.\nExemple : aval hashes "
           "break usagers.csv --column hash_tel --over phone --budget 60s --reason \"avant "
           "publication\" --author DPO",
           "tries every possible value against a column of digests and says how many are "
           "found\nNever a value nor a digest: counts. The reason goes to the journal before, the "
           "result after.\nExit codes: 0 done, 2 could not run, 3 ended early (budget, Ctrl-C) or "
           "unreadable rows.\nExample: aval hashes break users.csv --column phone_md5 --over phone "
           "--budget 60s --reason \"before publication\" --author DPO"}));
  const auto options = std::make_shared<BreakOptions>();
  add_request_options(*command, context, *options);
  add_form_options(*command, context, *options);
  command->callback([options, &context] { run_break(*options, context); });
  CLI::App* list = hashes->add_subcommand(
      "list", help_text(context, {"les essais inscrits au journal, avec leur motif\nCodes de "
                                  "sortie : 0 fait, 2 impossible.\nExemple : aval hashes list",
                                  "the attempts in the journal, with their reasons\nExit codes: 0 "
                                  "done, 2 could not run.\nExample: aval hashes list"}));
  const auto listing = std::make_shared<BreakOptions>();
  list->add_option("--format", listing->format,
                   help_text(context, {"text ou json", "text or json"}))
      ->check(CLI::IsMember({"text", "json"}));
  list->callback([listing, &context] { run_list(*listing, context); });
}

}  // namespace aval
