// aval report register | activity | notice | rights: what is shown of the register.
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/base/file.h"
#include "audit/cli/register_commands.h"
#include "audit/cli/report_options.h"
#include "audit/workspace/workspace.h"
#include "reports/communicable.h"
#include "reports/notice_paper.h"
#include "reports/processing_annex.h"
#include "reports/register_formats.h"
#include "reports/register_paper.h"
#include "reports/rights.h"

namespace aval {
namespace {

struct RegisterReport : OutputOptions {
  std::vector<std::string> ids;
  bool communicable = false;
  std::string log;
  std::string source = "direct";
};

// What may not be communicated is masked in the documents, so that no form of the extract holds it.
void mask_extract(RegisterExtract& extract, const RegisterReport& options,
                  const CommandContext& context) {
  std::vector<Masking> log;
  const auto take = [&log](MaskedDocument masked) {
    log.insert(log.end(), masked.maskings.begin(), masked.maskings.end());
    return std::move(masked.text);
  };
  if (!extract.organisation.empty())
    extract.organisation = take(mask_organisation(extract.organisation, context.language));
  for (std::string& activity : extract.activities)
    activity = take(mask_activity(activity, context.language));
  if (!options.log.empty())
    write_file_whole(options.log, maskings_as_json(log, context.today), false);
}

RegisterExtract extract_of(const RegisterReport& options, const CommandContext& context) {
  check_masking_options(options.communicable, options.log);
  RegisterContent content = stored_register(open_workspace(context), options.ids);
  RegisterExtract extract{std::move(content.organisation), std::move(content.activities),
                          context.today, options.communicable};
  if (options.communicable)
    mask_extract(extract, options, context);
  return extract;
}

// Spreadsheets and JSON are those of `register export`; what has no place in them is told.
bool write_as_export(const RegisterExtract& extract, const RegisterReport& options,
                     const CommandContext& context) {
  const auto write = options.format == "ods"    ? write_register_ods
                     : options.format == "xlsx" ? write_register_xlsx
                     : options.format == "json" ? write_register_json
                                                : nullptr;
  if (write == nullptr)
    return false;
  const ExportedRegister out =
      write({extract.organisation, extract.activities}, {context.language, context.today});
  write_output(options.output, out.bytes);
  report_losses(out.losses, "", context);
  return true;
}

void run_register(const RegisterReport& options, const CommandContext& context) {
  const RegisterExtract extract = extract_of(options, context);
  if (!write_as_export(extract, options, context))
    write_paper(register_paper(extract), options, context);
}

void run_activity(const RegisterReport& options, const CommandContext& context) {
  const RegisterExtract extract = extract_of(options, context);
  if (options.format == "json")
    write_output(options.output, parse_json(extract.activities.front(), "activity").dump(2) + "\n");
  else
    write_paper(activity_paper(extract), options, context);
}

void run_notice(const RegisterReport& options, const CommandContext& context) {
  const RegisterContent content = stored_register(open_workspace(context), options.ids);
  const Json activity = parse_json(content.activities.front(), "activity");
  const Json regime = activity.value("regime", Json());
  if (regime == "led" || regime == "outside")
    throw Error(ErrorKind::usage, options.ids.front(),
                {"cette activité est déclarée hors du RGPD : les articles 13 et 14 ne s'y "
                 "appliquent pas (loi 78-17, titre III pour police et justice)",
                 "this activity is declared outside the GDPR: articles 13 and 14 do not apply to "
                 "it (act 78-17, title III for law enforcement)"});
  const Notice notice = notice_of(
      {content.organisation, content.activities.front(),
       options.source == "direct" ? Collection::direct : Collection::indirect, context.today});
  write_paper(notice.paper, options, context);
  if (!notice.gaps.empty())
    print_warning(context, format_text({"{0} élément(s) à compléter avant diffusion",
                                        "{0} element(s) to fill in before it is given"},
                                       {std::to_string(notice.gaps.size())}));
}

void add_id(CLI::App& command, const CommandContext& context, RegisterReport& options) {
  command
      .add_option("ID", options.ids,
                  help_text(context, {"identifiant de la fiche", "identifier of the sheet"}))
      ->required()
      ->expected(1);
}

void add_register(CLI::App& report, CommandContext& context) {
  const auto options = std::make_shared<RegisterReport>();
  CLI::App* command = report.add_subcommand(
      "register", help_text(context, {"le registre des activités de traitement\nExemple : aval "
                                      "report register --communicable --log occultations.json "
                                      "--output registre.html",
                                      "the record of processing activities\nExample: aval report "
                                      "register --communicable --log maskings.json --output "
                                      "register.html"}));
  add_output_options(*command, context, *options, {"html", "pdf", "md", "json", "ods", "xlsx"});
  add_masking_options(*command, context, options->communicable, options->log);
  command->callback([options, &context] { run_register(*options, context); });
}

void add_activity(CLI::App& report, CommandContext& context) {
  const auto options = std::make_shared<RegisterReport>();
  CLI::App* command = report.add_subcommand(
      "activity", help_text(context, {"une fiche du registre\nExemple : aval report activity "
                                      "restauration-scolaire --output fiche.html",
                                      "one sheet of the register\nExample: aval report activity "
                                      "restauration-scolaire --output sheet.html"}));
  add_id(*command, context, *options);
  add_output_options(*command, context, *options, {"html", "pdf", "md", "json"});
  add_masking_options(*command, context, options->communicable, options->log);
  command->callback([options, &context] { run_activity(*options, context); });
}

void add_notice(CLI::App& report, CommandContext& context) {
  const auto options = std::make_shared<RegisterReport>();
  CLI::App* command = report.add_subcommand(
      "notice",
      help_text(context, {"la mention d'information des personnes (RGPD art. 13 et 14)\nExemple : "
                          "aval report notice restauration-scolaire --output mention.html",
                          "the notice that informs persons (GDPR art. 13 and 14)\nExample: aval "
                          "report notice restauration-scolaire --output notice.html"}));
  add_id(*command, context, *options);
  command
      ->add_option("--source", options->source,
                   help_text(context, {"direct : données fournies par la personne (art. 13, par "
                                       "défaut) ; indirect : venues d'ailleurs (art. 14)",
                                       "direct: data given by the person (art. 13, default); "
                                       "indirect: from elsewhere (art. 14)"}))
      ->check(CLI::IsMember({"direct", "indirect"}));
  add_output_options(*command, context, *options, {"html", "pdf", "md"});
  command->callback([options, &context] { run_notice(*options, context); });
}

void add_rights(CLI::App& report, CommandContext& context) {
  const auto options = std::make_shared<RegisterReport>();
  CLI::App* command = report.add_subcommand(
      "rights", help_text(context, {"les droits des personnes, déduits des bases légales\nExemple "
                                    ": aval report rights --output droits.html",
                                    "the rights of persons, from the legal bases\nExample: aval "
                                    "report rights --output rights.html"}));
  command->add_option(
      "ID", options->ids,
      help_text(context, {"fiches (par défaut : toutes)", "sheets (default: all)"}));
  add_output_options(*command, context, *options, {"html", "pdf", "md"});
  command->callback([options, &context] {
    const RegisterContent content = stored_register(open_workspace(context), options->ids);
    write_paper(rights_paper(content.activities, context.today), *options, context);
  });
}

void add_annex(CLI::App& report, CommandContext& context) {
  const auto options = std::make_shared<RegisterReport>();
  CLI::App* command = report.add_subcommand(
      "annex", help_text(context, {"l'annexe de l'article 28 pour l'hébergement mutualisé "
                                   "d'aval\nExemple : aval report annex --output annexe.html",
                                   "the article 28 annex for shared hosting of aval\nExample: aval "
                                   "report annex --output annex.html"}));
  add_output_options(*command, context, *options, {"html", "pdf", "md"});
  command->callback([options, &context] {
    const auto stored = open_workspace(context).find(kOrganisationKind, "organisation");
    write_paper(processing_annex(stored ? stored->content : std::string(), context.today), *options,
                context);
  });
}

}  // namespace

void add_register_reports(CLI::App& report, CommandContext& context) {
  add_register(report, context);
  add_activity(report, context);
  add_notice(report, context);
  add_rights(report, context);
  add_annex(report, context);
}

}  // namespace aval
