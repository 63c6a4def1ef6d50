// What aval recognises in a file, rule by rule, in plain words with its source.
#include "audit/base/text.h"
#include "audit/workspace/scan_sources.h"
#include "audit/workspace/web/pages.h"
#include "audit/workspace/web/shell.h"
#include "reports/paper.h"
#include "reports/plain_words.h"
#include "rules/rule_pack.h"

namespace aval {
namespace {

Text to_confirm(const Rule& rule) {
  return rule.to_confirm ? Text{" (à confirmer)", " (to be confirmed)"} : Text();
}

void add_examples(PaperSection& section, const Text& title,
                  const std::vector<std::string>& examples) {
  PaperList list;
  list.title = title;
  for (const std::string& example : examples)
    list.items.push_back(plain(one_line(example)));
  if (!list.items.empty())
    section.lists.push_back(std::move(list));
}

// Made-up values that prove the rule each time its pack is loaded.
PaperSection examples_of(const Rule& rule) {
  PaperSection section;
  section.title = {"Exemples que la règle doit passer", "Examples that the rule must pass"};
  add_examples(section, {"Valeurs reconnues", "Values that match"}, rule.examples_match);
  add_examples(section, {"Valeurs refusées", "Values that do not"}, rule.examples_no_match);
  add_examples(section, {"Phrases où elle trouve", "Sentences with a hit"}, rule.examples_text);
  add_examples(section, {"Phrases où elle ne trouve rien", "Sentences without a hit"},
               rule.examples_text_no_match);
  add_examples(section, {"En-têtes reconnus", "Headers that match"}, rule.examples_headers_match);
  add_examples(section, {"En-têtes refusés", "Headers that do not"},
               rule.examples_headers_no_match);
  return section;
}

PaperSection about(const Rule& rule) {
  PaperSection section;
  section.title = {"En clair", "In plain words"};
  section.facts = {{{"Ce que c'est", "What it is"}, rule.texts.message},
                   {{"À faire", "To do"}, rule.texts.remedy},
                   {{"Contenu", "Content"}, capitalized_text(label_of(rule.type))},
                   {{"Au regard du RGPD", "Under the GDPR"}, label_of(rule.gdpr)},
                   {{"Sur des choses ou des organismes", "On things or organisations"},
                    label_of(rule.gdpr_of_things)},
                   {{"Textes", "Law"}, plain(join(rule.articles, " ; "))},
                   {{"Source", "Source"}, plain(rule.source) + to_confirm(rule)}};
  if (rule.validator != nullptr)
    section.facts.emplace_back(
        Text{"Contrôle", "Check"},
        plain(std::string(rule.validator->name) + " — " + std::string(rule.validator->source)));
  if (!rule.dictionaries.empty())
    section.facts.emplace_back(Text{"Listes", "Lists"}, plain(join(rule.dictionaries, ", ")));
  if (rule.header_required)
    section.paragraphs.push_back({"La valeur seule ne suffit pas : l'en-tête doit parler aussi.",
                                  "The value alone is not enough: the header must speak too."});
  std::erase_if(section.facts, [](const auto& fact) { return fact.second.fr.empty(); });
  return section;
}

}  // namespace

WebResponse rules_page(const Visit& visit) {
  const RulePack pack = load_requested_rules({});
  HtmlPage page = open_page(visit, Area::policies, {"Règles de détection", "Detection rules"});
  page.element(Tag::p,
               format_text({"Ce qu'aval reconnaît dans un fichier. Paquet {0}, version {1}.",
                            "What aval recognises in a file. Pack {0}, version {1}."},
                           {pack.id, pack.version}));
  page.open_table({"Règles de détection", "Detection rules"},
                  {{"Règle", "Rule"},
                   {"Intitulé", "Title"},
                   {"Contenu", "Content"},
                   {"Au regard du RGPD", "Under the GDPR"}},
                  HtmlPage::Caption::heard);
  for (const Rule& rule : pack.rules) {
    page.open_row();
    page.open(Tag::th, {{Attribute::scope, "row"}});
    link(page, "/rules/" + escape_url(rule.id), plain(rule.id));
    page.close();
    page.cell(rule.texts.title + to_confirm(rule));
    page.cell(capitalized_text(label_of(rule.type)));
    page.cell(label_of(rule.gdpr));
    page.close_row();
  }
  page.close_table();
  return finish_page(page);
}

WebResponse rule_page(const Visit& visit) {
  const RulePack pack = load_requested_rules({});
  const Rule* rule = find_rule(pack, visit.segment(1));
  if (rule == nullptr)
    throw Error(ErrorKind::store, visit.segment(1),
                {"aucune règle de ce nom", "no rule of that name"});
  HtmlPage page =
      open_page(visit, Area::policies, plain(rule->id) + Text{" : ", ": "} + rule->texts.title);
  Paper paper;
  paper.sections = {about(*rule), examples_of(*rule)};
  write_paper_sections(page, paper);
  page.open(Tag::p);
  link(page, "/rules", {"Toutes les règles de détection", "All detection rules"});
  page.close();
  return finish_page(page);
}

}  // namespace aval
