// The rules that decide, in plain words, with the law behind them.
#include "audit/base/text.h"
#include "audit/workspace/web/pages.h"
#include "audit/workspace/web/shell.h"
#include "policies/law.h"
#include "reports/paper.h"
#include "reports/plain_words.h"

namespace aval {

WebResponse policies_page(const Visit& visit) {
  const PolicyPack& pack = visit.desk.policies;
  HtmlPage page = open_page(visit, Area::policies, {"Règles", "Rules"});
  page.element(Tag::p, format_text({"Paquet {0}, version {1}.", "Pack {0}, version {1}."},
                                   {pack.id, pack.version}));
  page.open(Tag::p);
  link(page, "/rules",
       {"Ce qu'aval reconnaît dans un fichier : les règles de détection",
        "What aval recognises in a file: the detection rules"});
  page.close();
  page.open_table(
      {"Règles", "Rules"},
      {{"Règle", "Rule"}, {"Intitulé", "Title"}, {"Nature", "Nature"}, {"Étapes", "Gates"}},
      HtmlPage::Caption::heard);
  for (const Policy& policy : pack.policies) {
    page.open_row();
    page.open(Tag::th, {{Attribute::scope, "row"}});
    link(page, "/policies/" + escape_url(policy.id), plain(policy.id));
    page.close();
    page.cell(policy.title);
    page.cell(label_of(policy.nature));
    page.cell(plain(join(policy.gates, ", ")));
    page.close_row();
  }
  page.close_table();
  return finish_page(page);
}

WebResponse policy_page(const Visit& visit) {
  const PolicyPack& pack = visit.desk.policies;
  const Policy* policy = find_policy(pack, visit.segment(1));
  if (policy == nullptr)
    throw Error(ErrorKind::store, visit.segment(1),
                {"aucune règle de ce nom", "no rule of that name"});
  Paper paper;
  PaperSection about;
  about.title = {"En clair", "In plain words"};
  about.facts = {{{"Pourquoi", "Why"}, policy->why},
                 {{"À faire", "To do"}, policy->remedy},
                 {{"Nature", "Nature"}, label_of(policy->nature)},
                 {{"Étapes", "Gates"}, plain(join(policy->gates, ", "))},
                 {{"Sources", "Sources"}, plain(join(policy->sources, " ; "))}};
  if (policy->to_confirm)
    about.paragraphs.push_back({"Sources à confirmer : cette règle ne bloque pas seule.",
                                "Sources to be confirmed: this rule does not block alone."});
  PaperSection law;
  law.title = {"Textes officiels", "Official texts"};
  for (const std::string& source : policy->sources)
    for (const LawQuote& quote : quotes_of(pack.law, source))
      law.quotes.push_back({quote.words, plain(quote.reference + ", ") + quote.origin});
  paper.sections.push_back(std::move(about));
  if (!law.quotes.empty())
    paper.sections.push_back(std::move(law));
  HtmlPage page =
      open_page(visit, Area::policies, plain(policy->id) + Text{" : ", ": "} + policy->title);
  write_paper_sections(page, paper);
  return finish_page(page);
}

}  // namespace aval
