#include "audit/workspace/web/what_if_part.h"

#include "audit/workspace/web/shell.h"
#include "reports/decision_results.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

// Sets of changes looked at, at most: well under a second.
constexpr std::uint64_t kMostChangeSets = 500;

// Where the change is made; empty when no page makes it.
std::string path_of(const PossibleChange& change) {
  const std::size_t colon = change.subject.find(':');
  const std::string kind = change.subject.substr(0, colon);
  if (colon == std::string::npos)
    return {};
  const std::string id = escape_url(change.subject.substr(colon + 1));
  if (kind == "activity")
    return "/register/activities/" + id + "/edit";
  if (kind != "dataset")
    return {};
  return "/datasets/" + id +
         (change.kind == ChangeKind::generalize ? "/generalize?table=" : "/pseudonymize?table=") +
         escape_url(change.table);
}

void write_change(HtmlPage& page, const PossibleChange& change) {
  page.open(Tag::li);
  page.text(capitalized_text(label_of(change.kind)));
  if (!change.column.empty()) {
    page.text(plain(" "));
    page.name(plain(change.column));
  }
  page.text(plain(" ("));
  const std::string path = path_of(change);
  if (path.empty())
    page.text(subject_in_words(change.subject));
  else
    link(page, path, subject_in_words(change.subject));
  page.text(plain(")"));
  page.close();
}

void write_set(HtmlPage& page, const ChangeSet& set, std::size_t number) {
  page.element(Tag::h3,
               format_text({"Possibilité {0}", "Possibility {0}"}, {std::to_string(number)}));
  page.open(Tag::ul);
  for (const PossibleChange& change : set.changes)
    write_change(page, change);
  page.close();
  page.element(Tag::p, Text{"L'avis deviendrait : ", "The verdict would become: "} +
                           label_of(set.verdict) + plain("."));
}

void write_still_blocking(HtmlPage& page, const PolicyPack& pack, const NoGoChanges& changes) {
  page.element(Tag::p,
               {"Aucun changement des données ou de l'information des personnes ne suffit : ces "
                "règles bloqueraient encore.",
                "No change of the data or of what persons are told is enough: these rules would "
                "still block."});
  page.open(Tag::ul);
  for (const std::string& id : changes.still_blocking) {
    const Policy* policy = find_policy(pack, id);
    link_item(page, "/policies/" + id,
              policy == nullptr ? plain(id) : policy->title + plain(" (" + id + ")"));
  }
  page.close();
}

}  // namespace

void write_what_if(HtmlPage& page, const PolicyPack& pack, const FactInputs& inputs) {
  const NoGoChanges changes = find_changes(pack, inputs, kMostChangeSets);
  if (changes.verdict != Verdict::no_go)
    return;
  page.open_section(
      "what-if", Tag::h2,
      {"Ce qui lèverait l'avis défavorable", "What would lift the unfavourable verdict"});
  if (changes.sets.empty()) {
    write_still_blocking(page, pack, changes);
  } else {
    page.element(Tag::p, changes.smallest
                             ? Text{"Les plus petits changements qui suffisent :",
                                    "The smallest changes that are enough:"}
                             : Text{"Des changements qui suffisent ; il peut y en avoir de plus "
                                    "petits :",
                                    "Changes that are enough; there may be smaller ones:"});
    std::size_t number = 0;
    for (const ChangeSet& set : changes.sets)
      write_set(page, set, ++number);
    page.element(Tag::p, "soft",
                 {"C'est un calcul, pas un avis : changez le fichier, auditez-le de nouveau, et "
                  "l'avis est recalculé.",
                  "This is a computation, not a verdict: change the file, audit it again, and the "
                  "verdict is computed anew."});
  }
  page.close();
}

}  // namespace aval
