#include "audit/cli/help.h"

#include <algorithm>
#include <map>
#include <vector>

#include <CLI/CLI.hpp>

#include "audit/base/text.h"
#include "reports/text_lines.h"

namespace aval {
namespace {

constexpr std::size_t kNameWidth = 30;

struct Description {
  std::string what;
  std::string exit_codes;
  std::string example;
};

// The parts of a description; the words that start them are the same in every command.
Description parts_of(const CLI::App& command, Language language) {
  const std::string codes_word = language == Language::fr ? "Codes de sortie" : "Exit codes";
  const std::string example_word = language == Language::fr ? "Exemple :" : "Example:";
  std::string text = command.get_description();
  std::replace(text.begin(), text.end(), '\n', ' ');
  Description parts;
  if (const auto at = text.find(example_word); at != std::string::npos) {
    parts.example = text.substr(at);
    text.resize(at);
  }
  if (const auto at = text.find(codes_word); at != std::string::npos) {
    parts.exit_codes = text.substr(at);
    text.resize(at);
  }
  parts.what = text.substr(0, text.find_last_not_of(' ') + 1);
  return parts;
}

std::string full_name(const CLI::App& command) {
  if (command.get_parent() == nullptr)
    return command.get_name();
  return full_name(*command.get_parent()) + " " + command.get_name();
}

std::string french_word(const std::string& type) {
  static const std::map<std::string, std::string> kWords = {{"TEXT", "TEXTE"},
                                                            {"FILE", "FICHIER"},
                                                            {"NAME", "NOM"},
                                                            {"DIR", "DOSSIER"},
                                                            {"BASIS", "BASE"}};
  const auto word = kWords.find(type);
  return word == kWords.end() ? type : word->second;
}

// What stands for a value: "text|json" of a closed list, "N" of a number, or a word.
std::string value_word(const CLI::Option& option, Language language) {
  std::string type = option.get_type_name();
  // What a check adds ("N:POSITIVE") is said by the text beside.
  for (const std::string_view check : {":POSITIVE", ":NONNEGATIVE"})
    if (type.ends_with(check))
      type.resize(type.size() - check.size());
  if (const auto open = type.find('{'); open != std::string::npos) {
    type = type.substr(open + 1, type.find('}') - open - 1);
    std::replace(type.begin(), type.end(), ',', '|');
  } else if (type.starts_with("UINT") || type.starts_with("INT")) {
    type = "N";
  } else if (language == Language::fr) {
    type = french_word(type);
  }
  return type;
}

std::string option_name(const CLI::Option& option, Language language) {
  if (option.get_positional())
    return option.get_name(true, false);
  std::string name = option.get_name(false, true);
  if (option.get_type_size() != 0)
    name += " " + value_word(option, language);
  return name;
}

void add_entry(TextLines& page, const std::string& name, const std::string& text) {
  std::string lead = "  " + name;
  if (count_code_points(lead) + 2 > kNameWidth) {
    page.paragraph("  ", name, Ink::plain);
    lead.clear();
  }
  lead.resize(lead.size() + kNameWidth - count_code_points(lead), ' ');
  page.paragraph(lead, text, Ink::plain);
}

void add_options(TextLines& page, const CLI::App& command, bool positional, Language language) {
  const std::vector<const CLI::Option*> options =
      command.get_options([positional](const CLI::Option* option) {
        return !option->get_group().empty() && option->get_positional() == positional;
      });
  if (options.empty())
    return;
  page.blank();
  page.paragraph("",
                 positional ? Text{"Arguments :", "Arguments:"}.in(language)
                            : Text{"Options :", "Options:"}.in(language),
                 Ink::plain);
  for (const CLI::Option* option : options) {
    const std::string required = option->get_required() && !positional
                                     ? Text{" (obligatoire)", " (required)"}.in(language)
                                     : std::string();
    add_entry(page, option_name(*option, language), option->get_description() + required);
  }
}

void add_subcommands(TextLines& page, const CLI::App& command, Language language) {
  const auto subcommands = command.get_subcommands([](const CLI::App*) { return true; });
  if (subcommands.empty())
    return;
  page.blank();
  page.paragraph("", Text{"Commandes :", "Commands:"}.in(language), Ink::plain);
  for (const CLI::App* subcommand : subcommands)
    add_entry(page, subcommand->get_name(), parts_of(*subcommand, language).what);
}

std::string usage(const CLI::App& command, Language language) {
  std::string line = (language == Language::fr ? "Usage : " : "Usage: ") + full_name(command);
  for (const CLI::Option* option :
       command.get_options([](const CLI::Option* one) { return one->get_positional(); })) {
    std::string name = option->get_name(true, false);
    if (option->get_expected_max() > 1)
      name += "...";
    line += option->get_required() ? " " + name : " [" + name + "]";
  }
  for (const CLI::Option* option : command.get_options(
           [](const CLI::Option* one) { return one->get_required() && one->nonpositional(); }))
    line += " " + option_name(*option, language);
  if (!command.get_subcommands([](const CLI::App*) { return true; }).empty())
    line += language == Language::fr ? " COMMANDE" : " COMMAND";
  return line + " [OPTIONS]";
}

// The part after the last ": ", or everything.
std::string_view after_colon(std::string_view message) {
  const auto at = message.rfind(": ");
  return at == std::string_view::npos ? message : message.substr(at + 2);
}

}  // namespace

std::string usage_complaint(const CLI::ParseError& error, Language language) {
  std::string message = error.what();
  if (language == Language::en)
    return message;
  const std::string option = message.substr(0, message.find(": "));
  if (message.find("not expected: ") != std::string::npos)
    return "argument inconnu : " + std::string(after_colon(message));
  if (message.starts_with("A subcommand is required"))
    return "il manque le nom de la commande";
  if (error.get_name() == "RequiredError")
    return "il manque " + message.substr(0, message.find(" is required"));
  if (error.get_name() == "ArgumentMismatch")
    return option + " : il manque une valeur, ou il y en a une de trop";
  if (const auto at = message.find(" not in {"); at != std::string::npos)
    return option + " : valeurs possibles " + message.substr(at + 8);
  if (const auto at = message.find(" not in range "); at != std::string::npos) {
    const std::string range = message.substr(at + 14);
    const auto middle = range.find(" to ");
    return option + " : un nombre de " + range.substr(0, middle) + " à " +
           range.substr(middle == std::string::npos ? range.size() : middle + 4) + " est attendu";
  }
  if (error.get_name() == "ValidationError" || error.get_name() == "ConversionError")
    return option + " : valeur refusée";
  return message;
}

std::string help_page(const CLI::App& command, Language language) {
  const Description parts = parts_of(command, language);
  std::string exit_codes = parts.exit_codes;
  for (const CLI::App* above = command.get_parent(); above != nullptr && exit_codes.empty();
       above = above->get_parent())
    exit_codes = parts_of(*above, language).exit_codes;
  TextLines page(false);
  page.paragraph("", parts.what, Ink::plain);
  page.blank();
  page.paragraph("", usage(command, language), Ink::plain);
  add_options(page, command, true, language);
  add_options(page, command, false, language);
  add_subcommands(page, command, language);
  page.blank();
  if (command.get_parent() != nullptr)
    page.paragraph("",
                   Text{"Options communes à toutes les commandes : --lang, --workspace "
                        "(voir « aval --help »).",
                        "Options common to all commands: --lang, --workspace (see 'aval --help')."}
                       .in(language),
                   Ink::plain);
  page.paragraph("", exit_codes, Ink::plain);
  std::string text = page.take();
  if (!parts.example.empty())  // whole, to be copied
    text += parts.example + "\n";
  return text;
}

}  // namespace aval
