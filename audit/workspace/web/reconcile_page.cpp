// The register against what the scans saw.
#include "audit/workspace/reconcile_register.h"
#include "audit/workspace/web/pages.h"
#include "audit/workspace/web/shell.h"
#include "reports/plain_words.h"
#include "reports/reconcile_paper.h"

namespace aval {

WebResponse reconcile_page(const Visit& visit) {
  const RegisterStore store = open_workspace(visit.work);
  const std::string asked = visit.asked("sheet");
  const Paper paper = reconcile_paper(
      reconcile_register(store, asked.empty() ? std::vector<std::string>() : std::vector{asked},
                         visit.desk.policies.category_of_type, visit.work.today),
      visit.work.today);
  HtmlPage page = open_page(visit, Area::register_,
                            {"Le registre et les audits", "The register and the audits"});
  page.verdict_banner(paper.tone, paper.above, paper.verdict);
  page.element(Tag::p,
               {"Ce que les audits ont vu et que la fiche ne déclare pas, et l'inverse, pour les "
                "jeux que les cas d'usage relient à chaque activité.",
                "What the audits saw and the sheet does not declare, and the reverse, for the "
                "datasets that use cases link to each activity."});
  write_paper_sections(page, paper);
  page.open(Tag::p);
  link(page, "/register", {"Retour au registre", "Back to the register"});
  page.close();
  return finish_page(page);
}

}  // namespace aval
