#include "reports/publication_report.h"

#include <set>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "reports/dossier.h"
#include "reports/plain_words.h"
#include "reports/publication_quality.h"
#include "reports/publication_words.h"

namespace aval {
namespace {

bool names_people(const AuditReport& audit) {
  for (const SourceAudit& source : audit.sources)
    if (source.publication != Publication::ok)
      return true;
  return false;
}

OrderedJson columns_json(const SourceAudit& source, const Json& sheet) {
  std::map<std::string, std::string> expected;
  const Json list = sheet.value("personal_columns", Json());
  if (list.is_array())
    for (const Json& entry : list)
      expected[fold(entry.at("column").get<std::string>())] = entry.at("text").get<std::string>();
  OrderedJson columns = OrderedJson::array();
  for (const TableAudit& table : source.tables)
    for (const Finding& finding : table.scan.findings)
      for (const std::size_t index : finding.columns) {
        const std::string name = display_name(table.scan, index).fr;
        OrderedJson column{
            {"table", table.scan.name},         {"column", name},
            {"type", name_of(finding.type)},    {"gdpr", name_of(finding.gdpr)},
            {"confidence", finding.confidence}, {"set_aside", finding.suppression.has_value()}};
        if (const auto text = expected.find(fold(name)); text != expected.end())
          column["expected_by"] = text->second;
        columns.push_back(std::move(column));
      }
  return columns;
}

OrderedJson sources_json(const PublicationReport& report) {
  const Json sheet = parse_json(report.sheet, "sheet");
  OrderedJson sources = OrderedJson::array();
  for (const SourceAudit& source : report.audit.sources)
    sources.push_back({{"uri", source.info.uri},
                       {"sha256", source.info.sha256},
                       {"coverage", source.coverage},
                       {"publication", name_of(source.publication)},
                       {"quality", source_quality_json(source)},
                       {"findings", columns_json(source, sheet)}});
  return sources;
}

OrderedJson schema_json(const PublicationReport& report) {
  if (!report.guess)
    return nullptr;
  const SchemaGuess& guess = *report.guess;
  OrderedJson faults = OrderedJson::array();
  for (const auto& [column, codes] : report.schema_faults)
    faults.push_back({{"column", column}, {"codes", codes}});
  return {{"id", guess.schema->id},
          {"version", guess.schema->version},
          {"source", guess.schema->source},
          {"status", guess.schema->to_confirm ? "to_confirm" : "confirmed"},
          {"guessed", !report.schema_asked},
          {"score", guess.score},
          {"missing", guess.missing},
          {"extra", guess.extra},
          {"errors", report.schema_errors},
          {"faults", faults}};
}

OrderedJson series_json(const PublicationReport& report) {
  if (report.series.empty())
    return nullptr;
  OrderedJson changes = OrderedJson::array();
  for (const SeriesChange& change : report.changes)
    changes.push_back({{"what", change.what},
                       {"column", change.column},
                       {"before", change.before},
                       {"after", change.after}});
  return {{"id", report.series},
          {"decided_on", report.decided_on},
          {"changes", changes},
          {"columns_to_read", report.columns_to_read}};
}

OrderedJson publication_json(const PolicyPack& pack, const PublicationReport& report,
                             Language language) {
  OrderedJson questions = OrderedJson::array();
  for (const PublicationQuestion& question : report.questions)
    questions.push_back({{"fact", question.fact},
                         {"question", question.question.in(language)},
                         {"who", question.who.in(language)},
                         {"option", question.option}});
  return {{"title", report.title},
          {"verdict", name_of(report.decision.verdict)},
          {"sheet_origin", report.sheet_origin},
          {"sheet", OrderedJson::parse(report.sheet)},
          {"recognised_schema", schema_json(report)},
          {"nothing_to_read", report.nothing_to_read},
          {"lawful_under", lawful_grounds(report)},
          {"series", series_json(report)},
          {"questions", questions},
          {"metadata", metadata_json(report)},
          {"sources", sources_json(report)},
          {"decision", OrderedJson::parse(render_decision_json(pack, report.decision, language))}};
}

std::string bullets(const std::vector<Text>& lines, Language language) {
  std::string out;
  for (const Text& line : lines)
    out += "  - " + line.in(language) + "\n";
  return out;
}

PaperSection section(const Text& title, const std::vector<Text>& items) {
  PaperSection made;
  made.title = title;
  made.items = items;
  return made;
}

std::vector<Text> questions_in_words(const PublicationReport& report) {
  std::vector<Text> lines;
  for (const PublicationQuestion& question : report.questions)
    lines.push_back(question.question + plain(" — ") + question.who +
                    plain(question.option.empty() ? "" : " [" + question.option + "]"));
  return lines;
}

std::string reason_line(const PolicyPack& pack, const PolicyOutcome& outcome, Language language) {
  const Policy* policy = find_policy(pack, outcome.policy);
  if (policy == nullptr)
    return "  " + outcome.policy +
           (language == Language::fr ? "  non calculée\n" : "  not computed\n");
  return "  " + outcome.policy + "  " + policy->title.in(language) + " — " +
         label_of(outcome.result).in(language) + "\n      " + policy->why.in(language) +
         "\n      " + (language == Language::fr ? "À faire : " : "To do: ") +
         policy->remedy.in(language) + "\n      " +
         (language == Language::fr ? "Source : " : "Source: ") + join(policy->sources, " ; ") +
         (policy->to_confirm ? (language == Language::fr ? " (à confirmer)" : " (to confirm)")
                             : "") +
         "\n";
}

std::string reasons(const PolicyPack& pack, const PublicationReport& report, Language language) {
  const Decision& decision = report.decision;
  std::string out;
  for (const PolicyResult result :
       {PolicyResult::block, PolicyResult::missing, PolicyResult::condition})
    for (const std::string& rule : rules_asked(pack, decision.gate, decision.scope))
      for (const PolicyOutcome& outcome : decision.outcomes)
        if (outcome.result == result && outcome.policy == rule)
          out += reason_line(pack, outcome, language);
  return out;
}

Text text_section(const char* french, const char* english) {
  return {french, english};
}

}  // namespace

std::string lawful_grounds(const PublicationReport& report) {
  if (report.decision.verdict == Verdict::no_go || report.decision.verdict == Verdict::incomplete ||
      !names_people(report.audit))
    return {};
  const Json sheet = parse_json(report.sheet, "sheet");
  std::vector<std::string> texts;
  std::set<std::string> seen;
  const auto add = [&](const Json& text) {
    if (text.is_string() && !text.get<std::string>().empty() &&
        seen.insert(text.get<std::string>()).second)
      texts.push_back(text.get<std::string>());
  };
  add(sheet.value("text", Json()));
  const Json columns = sheet.value("personal_columns", Json());
  if (columns.is_array())
    for (const Json& entry : columns)
      add(entry.at("text"));
  if (texts.empty() && sheet.value("ground", Json()) == "d312_1_3")
    add("CRPA art. D312-1-3");
  if (sheet.value("ground", Json()) == "consent")
    add("CRPA art. L312-1-2, al. 2 (accord des personnes)");
  return join(texts, " ; ");
}

std::string render_publications_json(const PolicyPack& pack,
                                     const std::vector<PublicationReport>& reports,
                                     Language language) {
  OrderedJson list = OrderedJson::array();
  Verdict worst = Verdict::go;
  for (const PublicationReport& report : reports) {
    worst = std::max(worst, report.decision.verdict);
    list.push_back(publication_json(pack, report, language));
  }
  OrderedJson document{
      {"schema", "aval.publish-check/1"}, {"verdict", name_of(worst)}, {"publications", list}};
  return document.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

std::string render_publication_text(const PolicyPack& pack, const PublicationReport& report,
                                    bool rows, Language language) {
  std::string out = label_of(report.decision.verdict).in(language) + "\n";
  out +=
      format_text({"{0}, étape G4 (publication), le {1}\n", "{0}, gate G4 (publication), on {1}\n"},
                  {report.title, report.decision.date})
          .in(language);
  if (const Text lawful = lawful_in_words(report); !lawful.fr.empty())
    out += lawful.in(language) + "\n";
  const auto add = [&](const Text& title, const std::string& body) {
    if (!body.empty())
      out += "\n" + title.in(language) + "\n" + body;
  };
  add(text_section("SÉRIE", "SERIES"), bullets(series_in_words(report), language));
  add(text_section("RAISONS", "REASONS"), reasons(pack, report, language));
  add(text_section("QUESTIONS SANS RÉPONSE (répondez sur la ligne de commande ou dans la fiche)",
                   "OPEN QUESTIONS (answer on the command line or in the sheet)"),
      bullets(questions_in_words(report), language));
  std::vector<Text> rests{schema_in_words(report)};
  for (const Text& line : bases_in_words(report))
    rests.push_back(line);
  add(text_section("CE SUR QUOI L'AVIS REPOSE", "WHAT THE VERDICT RESTS ON"),
      bullets(rests, language));
  add(text_section("QUALITÉ", "QUALITY"), bullets(tables_quality_in_words(report), language));
  add(text_section("FICHE DESCRIPTIVE", "DESCRIPTIVE RECORD"),
      bullets(metadata_in_words(report), language));
  add(text_section("PERSONNES DANS LE FICHIER", "PEOPLE IN THE FILE"),
      bullets(columns_in_words(report, rows), language));
  out += format_text({"\nPolitiques {0} {1}, empreinte des faits {2}\nAvis calculé par aval : la "
                      "décision revient à une personne habilitée.\n",
                      "\nPolicies {0} {1}, digest of the facts {2}\nOpinion computed by aval: the "
                      "decision belongs to an authorised person.\n"},
                     {report.decision.pack_id, report.decision.pack_version,
                      report.decision.inputs_sha256.substr(0, 12)})
             .in(language);
  return escape_terminal(out, true);
}

std::string render_publication_paper(const PolicyPack& pack, const PublicationReport& report,
                                     ReportFormat format, Language language) {
  Json decision = parse_json(render_decision_json(pack, report.decision, language), "decision");
  Paper paper;
  paper.above = Text{"Contrôle avant publication du ", "Check before publication, "} +
                date_in_words(report.decision.date);
  paper.subject = plain(report.title);
  add_decision(paper, decision, pack);
  std::vector<Text> rests{schema_in_words(report)};
  for (const Text& line : bases_in_words(report))
    rests.push_back(line);
  if (const Text lawful = lawful_in_words(report); !lawful.fr.empty())
    rests.insert(rests.begin(), lawful);
  paper.sections.push_back(
      section({"Ce sur quoi l'avis repose", "What the verdict rests on"}, rests));
  if (!report.series.empty())
    paper.sections.push_back(section({"Série", "Series"}, series_in_words(report)));
  if (!report.questions.empty())
    paper.sections.push_back(
        section({"Questions sans réponse", "Open questions"}, questions_in_words(report)));
  paper.sections.push_back(section({"Qualité", "Quality"}, tables_quality_in_words(report)));
  paper.sections.push_back(
      section({"Fiche descriptive", "Descriptive record"}, metadata_in_words(report)));
  paper.sections.push_back(section({"Personnes dans le fichier", "People in the file"},
                                   columns_in_words(report, false)));
  decision["missing"] = Json::array();  // asked above, with the option that answers
  for (PaperSection& part : decision_sections(decision, pack))
    paper.sections.push_back(std::move(part));
  paper.footer = {"Avis calculé par aval : la décision revient à une personne habilitée.",
                  "Opinion computed by aval: the decision belongs to an authorised person."};
  return render_paper(paper, format, language);
}

}  // namespace aval
