// What would turn a NO-GO, for machines and for people.
#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "policies/what_if.h"

namespace aval {
namespace {

OrderedJson change_json(const PossibleChange& change) {
  OrderedJson json = {{"change", name_of(change.kind)}, {"subject", change.subject}};
  if (change.kind != ChangeKind::notice) {
    json["table"] = change.table;
    json["column"] = change.column;
    json["index"] = change.index;
  }
  return json;
}

std::string change_line(const PossibleChange& change, Language language) {
  std::string line = "  - " + label_of(change.kind).in(language);
  if (change.kind != ChangeKind::notice)
    line.append(" : ").append(escape_terminal(change.column, false));
  return line.append(" (").append(escape_terminal(change.subject, false)).append(")\n");
}

std::string blocking_text(const PolicyPack& pack, const NoGoChanges& what_if, Language language) {
  std::string out =
      Text{
          "Aucun changement de colonne ni aucune information des personnes n'y suffit. Bloquent "
          "encore :\n",
          "No change of a column and no notice to persons is enough. Still blocking:\n"}
          .in(language);
  for (const std::string& id : what_if.still_blocking) {
    const Policy* policy = find_policy(pack, id);
    out.append("  - ").append(id);
    if (policy != nullptr)
      out.append("  ").append(policy->title.in(language));
    out.append("\n");
  }
  return out;
}

}  // namespace

std::string_view name_of(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::notice:
      return "notice";
    case ChangeKind::pseudonymize:
      return "pseudonymize";
    case ChangeKind::generalize:
      return "generalize";
    case ChangeKind::drop:
      return "drop";
  }
  return "drop";
}

const Text& label_of(ChangeKind kind) {
  static const Text kNotice = {"informer les personnes", "inform the persons"};
  static const Text kPseudonymize = {"pseudonymiser la colonne", "pseudonymize the column"};
  static const Text kGeneralize = {"généraliser la colonne", "generalize the column"};
  static const Text kDrop = {"supprimer la colonne", "leave out the column"};
  switch (kind) {
    case ChangeKind::notice:
      return kNotice;
    case ChangeKind::pseudonymize:
      return kPseudonymize;
    case ChangeKind::generalize:
      return kGeneralize;
    case ChangeKind::drop:
      return kDrop;
  }
  return kDrop;
}

std::string render_what_if_json(const NoGoChanges& what_if, const FactInputs& inputs) {
  OrderedJson sets = OrderedJson::array();
  for (const ChangeSet& set : what_if.sets) {
    OrderedJson changes = OrderedJson::array();
    for (const PossibleChange& change : set.changes)
      changes.push_back(change_json(change));
    sets.push_back({{"changes", changes}, {"verdict", name_of(set.verdict)}});
  }
  const OrderedJson document = {
      {"schema", "aval.what_if/1"},
      {"usecase", parse_trusted_json(inputs.usecase, "usecase").at("id").get<std::string>()},
      {"gate", inputs.gate},
      {"verdict", name_of(what_if.verdict)},
      {"sets", sets},
      {"smallest", what_if.smallest},
      {"still_blocking", what_if.still_blocking},
      {"tried", what_if.tried}};
  return document.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

std::string render_what_if_text(const PolicyPack& pack, const NoGoChanges& what_if,
                                Language language) {
  if (what_if.verdict != Verdict::no_go)
    return Text{"Rien ne bloque : il n'y a pas de NO-GO à lever.\n",
                "Nothing blocks: there is no NO-GO to lift.\n"}
        .in(language);
  if (what_if.sets.empty())
    return blocking_text(pack, what_if, language);
  std::string out =
      (what_if.smallest
           ? Text{"Les plus petits changements qui lèvent le NO-GO :\n",
                  "The smallest changes that lift the NO-GO:\n"}
           : Text{"Des changements qui lèvent le NO-GO ; il peut y en avoir de plus petits :\n",
                  "Changes that lift the NO-GO; there may be smaller ones:\n"})
          .in(language);
  for (const ChangeSet& set : what_if.sets) {
    out.append(Text{"Avis qui suivrait : ", "Opinion that would follow: "}.in(language));
    out.append(label_of(set.verdict).in(language)).append("\n");
    for (const PossibleChange& change : set.changes)
      out.append(change_line(change, language));
  }
  out +=
      Text{
          "C'est un calcul, pas un avis : changez le fichier, examinez-le de nouveau, puis "
          "aval decide.\n",
          "This is a computation, not an opinion: change the file, scan it again, then aval "
          "decide.\n"}
          .in(language);
  return out;
}

}  // namespace aval
