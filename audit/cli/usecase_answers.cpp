// aval usecase new, ask and set: a dossier filled in question by question.
#include <iostream>
#include <memory>
#include <set>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/cli/usecase_commands.h"
#include "audit/workspace/decide_usecase.h"
#include "audit/workspace/usecase_standing.h"
#include "registry/answers.h"
#include "registry/documents.h"
#include "registry/questions.h"
#include "reports/document_words.h"

namespace aval {
namespace {

struct NewOptions {
  std::string id;
  std::string title;
};

struct AskOptions {
  std::string id;
  std::string gate;
  bool all = false;
  std::string format = "text";
};

struct SetOptions {
  std::string id;
  std::vector<std::string> answers;
};

void print_version(const StoredDocument& stored, const CommandContext& context) {
  std::cout << format_text({"Cas d'usage « {0} » : version {1} enregistrée.\n",
                            "Use case '{0}': version {1} recorded.\n"},
                           {stored.id, std::to_string(stored.version)})
                   .in(context.language);
}

void run_new(const NewOptions& options, const CommandContext& context) {
  const Json document = {
      {"schema", "aval.usecase/1"}, {"id", options.id}, {"title", options.title}};
  throw_problems(check_document(kUseCaseKind, document, options.id), options.id);
  RegisterStore store = open_workspace(context);
  if (store.find(kUseCaseKind, options.id))
    throw Error(ErrorKind::usage, options.id,
                {"un cas d'usage porte déjà cet identifiant ; choisissez-en un autre",
                 "a use case has this identifier already; choose another one"});
  print_version(store.record(kUseCaseKind, options.id, document, "add", author_of(context)),
                context);
  std::cout << format_text({"Les premières questions : aval usecase ask {0}\n",
                            "The first questions: aval usecase ask {0}\n"},
                           {options.id})
                   .in(context.language);
}

// What a question is answered with: words of a closed list, or the levels of literacy.
std::string choices_of(const OpenQuestion& question, Language language) {
  std::string out;
  if (question.field.ends_with(".literacy"))
    for (int level = 0; level <= 4; ++level)
      out +=
          "      " + std::to_string(level) + " : " + literacy_sentence(level).in(language) + "\n";
  for (const std::string& word : question.words)
    out += "      " + word + " : " + label_of_word(word).in(language) + "\n";
  return out;
}

// What the gate lacks and that no field of the dossier answers (register, scan, organisation).
std::vector<const MissingFact*> asked_elsewhere(const Decision& decision) {
  std::vector<const MissingFact*> facts;
  for (const MissingFact& fact : decision.missing)
    if (fields_of_fact(fact).empty() && !fact.question.fr.empty())
      facts.push_back(&fact);
  return facts;
}

// The questionnaire of the gate, then fields that its rules lack and the questionnaire does not
// ask.
std::vector<OpenQuestion> questions_at(const Json& usecase, const Decision& decision) {
  std::vector<OpenQuestion> questions = open_questions(usecase, decision.gate);
  std::set<std::string> asked;
  for (const OpenQuestion& question : questions)
    asked.insert(question.field);
  for (const MissingFact& fact : decision.missing)
    for (const std::string& field : fields_of_fact(fact))
      if (asked.insert(field).second)
        questions.push_back({field, decision.gate, fact.question, fact.who, {}});
  return questions;
}

std::string questions_as_text(const AskOptions& options, const std::vector<OpenQuestion>& questions,
                              const Decision& decision, Language language) {
  std::string out;
  std::size_t shown = 0;
  for (const OpenQuestion& question : questions) {
    if (!options.all && shown == kQuestionsAtOnce)
      break;
    out += std::to_string(++shown) + ". " + question.question.in(language) + " (" +
           question.who.in(language) + ")\n    " + question.field + "=…\n" +
           choices_of(question, language);
  }
  if (questions.empty())
    out += Text{"Plus aucune question du dossier à cette étape.\n",
                "No question of the dossier is left at this gate.\n"}
               .in(language);
  if (shown < questions.size())
    out += format_text({"… et {0} autres ensuite (--all les montre).\n",
                        "… and {0} more after these (--all shows them).\n"},
                       {std::to_string(questions.size() - shown)})
               .in(language);
  const std::vector<const MissingFact*> elsewhere = asked_elsewhere(decision);
  if (!elsewhere.empty())
    out += Text{"\nÀ répondre ailleurs (registre, organisme, audit d'un jeu) :\n",
                "\nAnswered elsewhere (register, organisation, audit of a dataset):\n"}
               .in(language);
  for (const MissingFact* fact : elsewhere)
    out += "  - " + fact->question.in(language) + " (" + fact->who.in(language) + ")\n";
  if (!questions.empty())
    out += format_text({"\nPour répondre : aval usecase set {0} {1}=…\n",
                        "\nTo answer: aval usecase set {0} {1}=…\n"},
                       {options.id, questions.front().field})
               .in(language);
  return out;
}

std::string questions_as_json(const AskOptions& options, const std::vector<OpenQuestion>& questions,
                              const Decision& decision, Language language) {
  OrderedJson list = OrderedJson::array();
  for (const OpenQuestion& question : questions) {
    if (!options.all && list.size() == kQuestionsAtOnce)
      break;
    list.push_back({{"field", question.field},
                    {"gate", question.gate},
                    {"question", question.question.in(language)},
                    {"who", question.who.in(language)},
                    {"words", question.words}});
  }
  OrderedJson elsewhere = OrderedJson::array();
  for (const MissingFact* fact : asked_elsewhere(decision))
    elsewhere.push_back({{"fact", fact->fact},
                         {"question", fact->question.in(language)},
                         {"who", fact->who.in(language)}});
  const OrderedJson json{{"schema", "aval.questions/1"}, {"usecase", options.id},
                         {"gate", decision.gate},        {"questions", list},
                         {"left", questions.size()},     {"elsewhere", elsewhere}};
  return json.dump(2) + "\n";
}

void run_ask(const AskOptions& options, const CommandContext& context) {
  const RegisterStore store = open_workspace(context);
  const PolicyPack pack = load_embedded_policy_pack();
  std::string gate = options.gate;
  if (gate.empty())
    gate = standing_of(store, pack, options.id, context.today).gate;
  const FactInputs inputs = gather_inputs(store, options.id, gate, context.today);
  const Decision decision = decide(pack, collect_facts(pack, inputs), gate);
  const std::vector<OpenQuestion> questions =
      questions_at(parse_json(inputs.usecase, options.id), decision);
  std::cout << (options.format == "json"
                    ? questions_as_json(options, questions, decision, context.language)
                    : questions_as_text(options, questions, decision, context.language));
}

std::vector<Answer> parse_answers(const std::vector<std::string>& arguments) {
  std::vector<Answer> answers;
  std::vector<Problem> problems;
  for (const std::string& argument : arguments) {
    const std::size_t border = argument.find('=');
    if (border == std::string::npos || border == 0)
      problems.push_back({argument, {"écrivez CHAMP=VALEUR", "write FIELD=VALUE"}});
    else
      answers.push_back({argument.substr(0, border), argument.substr(border + 1)});
  }
  throw_problems(problems, "FIELD=VALUE");
  return answers;
}

void run_set(const SetOptions& options, const CommandContext& context) {
  const std::vector<Answer> answers = parse_answers(options.answers);
  RegisterStore store = open_workspace(context);
  Json document = content_of(require_document(store, kUseCaseKind, options.id));
  const Json schema = parse_json(document_schema(kUseCaseKind), "usecase.schema.json");
  throw_problems(apply_answers(document, schema, answers), options.id);
  throw_problems(check_document(kUseCaseKind, document, options.id), options.id);
  print_version(store.record(kUseCaseKind, options.id, document, "answer", author_of(context)),
                context);
}

}  // namespace

void add_usecase_new(CLI::App& parent, CommandContext& context) {
  const auto options = std::make_shared<NewOptions>();
  CLI::App* command = parent.add_subcommand(
      "new", help_text(context,
                       {"ouvre un dossier avec son titre, à remplir par questions\nExemple : "
                        "aval usecase new gaspillage-cantine --title \"Moins jeter à la cantine\"",
                        "opens a dossier with its title, to be filled in by questions\nExample: "
                        "aval usecase new canteen-waste --title \"Less waste at the canteen\""}));
  command->add_option("ID", options->id, help_text(context, {"identifiant", "identifier"}))
      ->required();
  command->add_option("--title", options->title, help_text(context, {"titre", "title"}))
      ->required();
  command->callback([options, &context] { run_new(*options, context); });
}

void add_usecase_ask(CLI::App& parent, CommandContext& context) {
  const auto options = std::make_shared<AskOptions>();
  CLI::App* command = parent.add_subcommand(
      "ask",
      help_text(context,
                {"les prochaines questions, quinze au plus : le champ, la question, qui peut y "
                 "répondre\nExemple : aval usecase ask gaspillage-cantine --gate G1",
                 "the next questions, fifteen at most: the field, the question, who can answer "
                 "it\nExample: aval usecase ask canteen-waste --gate G1"}));
  command->add_option("ID", options->id, help_text(context, {"identifiant", "identifier"}))
      ->required();
  command
      ->add_option("--gate", options->gate,
                   help_text(context, {"étape (sinon : celle où en est le dossier)",
                                       "gate (else: the one where the dossier stands)"}))
      ->check(CLI::IsMember({"G1", "G2", "G3", "G4", "GR"}));
  command->add_flag("--all", options->all,
                    help_text(context, {"toutes les questions", "every question"}));
  command
      ->add_option("--format", options->format,
                   help_text(context, {"forme de la réponse", "form of the answer"}))
      ->check(CLI::IsMember({"text", "json"}));
  command->callback([options, &context] { run_ask(*options, context); });
}

void add_usecase_set(CLI::App& parent, CommandContext& context) {
  const auto options = std::make_shared<SetOptions>();
  CLI::App* command = parent.add_subcommand(
      "set",
      help_text(
          context,
          {"répond à des questions : CHAMP=VALEUR, un par réponse\nExemple : aval usecase "
           "set gaspillage-cantine lead=\"Service restauration\" sources.cantine.holder=department",
           "answers questions: FIELD=VALUE, one an answer\nExample: aval usecase set "
           "canteen-waste lead=\"Catering department\" sources.canteen.holder=department"}));
  command->add_option("ID", options->id, help_text(context, {"identifiant", "identifier"}))
      ->required();
  command
      ->add_option(
          "ANSWER", options->answers,
          help_text(context, {"CHAMP=VALEUR ; « + » ajoute une entrée à une liste "
                              "(impacts.+.text=…), null dit « il n'y en a pas », rien retire",
                              "FIELD=VALUE; '+' adds an entry to a list (impacts.+.text=…), null "
                              "says 'there is none', nothing takes the answer back"}))
      ->required();
  command->callback([options, &context] { run_set(*options, context); });
}

}  // namespace aval
