#include "reports/explanation_words.h"

#include <cmath>
#include <map>

#include "audit/base/text.h"
#include "reports/plain_words.h"
#include "reports/scan_words.h"

namespace aval {
namespace {

const Text& label_of_trait(const std::string& trait) {
  static const std::map<std::string, Text> kLabels = {
      {"integer", {"nombres entiers", "whole numbers"}},
      {"decimal", {"nombres à virgule", "decimal numbers"}},
      {"date", {"dates", "dates"}},
      {"alphabetic", {"de lettres seulement", "of letters only"}},
      {"has_digit", {"avec des chiffres", "with digits"}},
      {"one_word", {"d'un seul mot", "of one word"}},
      {"few_words", {"de deux à quatre mots", "of two to four words"}},
      {"sentence", {"de cinq mots ou plus", "of five words or more"}},
      {"first_name", {"dans la liste des prénoms", "in the list of first names"}},
      {"last_name", {"dans la liste des noms de famille", "in the list of surnames"}},
      {"full_name", {"prénom et nom", "first name and surname"}},
      {"place_word", {"avec un mot de lieu ou d'organisme", "with a word of a place or a body"}},
      {"mailbox_person", {"adresses électroniques de personne", "mailboxes of persons"}},
      {"mailbox_role", {"adresses électroniques de fonction", "mailboxes of roles"}},
      {"mailbox_free",
       {"adresses électroniques chez un fournisseur grand public",
        "mailboxes at a consumer provider"}},
      {"mailbox_other", {"autres adresses électroniques", "other mailboxes"}},
      {"sex_value", {"mots ou codes de sexe", "words or codes of sex"}},
      {"age_range", {"entiers de 0 à 120", "whole numbers 0 to 120"}},
      {"year", {"années", "years"}},
      {"birth_plausible", {"dates de naissance plausibles", "plausible dates of birth"}},
      {"boolean_word", {"oui ou non", "yes or no"}}};
  static const Text kUnknown = {"d'une autre forme", "of another shape"};
  const auto found = kLabels.find(trait);
  return found == kLabels.end() ? kUnknown : found->second;
}

Text change_in_words(const WhatIf& change) {
  const std::string detail = one_line(change.detail);
  if (change.change == "no_header")
    return {"Sans en-tête", "Without a header"};
  if (change.change == "other_header")
    return {"Avec l'en-tête « " + detail + " »", "With the header '" + detail + "'"};
  if (change.change == "no_values")
    return {"Si les valeurs ne disaient rien", "If the values said nothing"};
  if (change.change == "alone")
    return {"Seule, sans les autres colonnes ni le nom de la table",
            "Alone, without the other columns or the name of the table"};
  const Text grain = grain_in_words(find_grain(change.detail).value_or(Grain::unknown));
  return {"Si " + grain.fr, "If " + grain.en};
}

}  // namespace

Text answer_in_words(const ColumnScan& column) {
  Text out = capitalized_text(label_of(column.type)) + plain(", ") + label_of(column.gdpr);
  if (column.type == ColumnType::none)
    return out + plain(".");
  return out + Text{", confiance ", ", confidence "} + confidence_in_words(column.confidence) +
         plain(".");
}

Text cells_in_words(const Explanation& explanation) {
  return counted(explanation.column.filled, {"cellule remplie", "filled cell"},
                 {"cellules remplies", "filled cells"}) +
         plain(", ") + count_in_words(explanation.missing) +
         (explanation.missing < 2 ? Text{" vide, ", " empty, "} : Text{" vides, ", " empty, "}) +
         (explanation.column.distinct_exact ? Text{} : Text{"environ ", "about "}) +
         distinct_in_words(explanation.column.distinct) +
         Text{" valeurs distinctes.", " distinct values."};
}

Text header_in_words(const Explanation& explanation) {
  if (!explanation.header_read)
    return {"Aucun en-tête n'a été lu pour cette colonne (absent, vide ou douteux).",
            "No header was read for this column (absent, blank or in doubt)."};
  return Text{"Mots lus dans l'en-tête : ", "Words read in the header: "} +
         plain(one_line(join(explanation.words, ", ")) + ".");
}

Text shapes_in_words(const Explanation& explanation) {
  if (explanation.looked_at == 0 || explanation.shapes.empty())
    return {};
  Text out =
      Text{"Sur ", "Of "} +
      counted(explanation.looked_at, {"valeur distincte regardée : ", "distinct value looked at: "},
              {"valeurs distinctes regardées : ", "distinct values looked at: "});
  bool first = true;
  for (const ValueShape& shape : explanation.shapes) {
    out = out + plain(first ? "" : ", ") + distinct_in_words(shape.values) + plain(" ") +
          label_of_trait(shape.trait);
    first = false;
  }
  return out + plain(".");
}

Text contradiction_in_words(const WeighedCandidate& candidate) {
  const Text& label = label_of(candidate.type);
  return {"l'en-tête fait penser à « " + label.fr + " », mais les valeurs ne peuvent pas en être",
          "the header suggests '" + label.en + "', but the values cannot be that"};
}

Text step_in_words(const Explanation& explanation) {
  switch (explanation.step) {
    case DecidingStep::nothing:
      return {"Aucun contenu envisagé n'est assez appuyé : la colonne reste sans type.",
              "No content considered has enough to stand on: the column stays without a type."};
    case DecidingStep::header:
      return {"L'en-tête : il suffit à lui seul.", "The header: it is enough by itself."};
    case DecidingStep::values:
      return {"Les valeurs : elles suffisent à elles seules.",
              "The values: they are enough by themselves."};
    case DecidingStep::either:
      return {"L'en-tête et les valeurs disent chacun la même chose.",
              "The header and the values each say the same."};
    case DecidingStep::together:
      return {"L'en-tête et les valeurs ensemble : ni l'un ni les autres ne suffiraient.",
              "The header and the values together: neither would be enough."};
    case DecidingStep::grain: {
      const Text grain = grain_in_words(explanation.grain);
      return {"Ce qu'est une ligne : " + grain.fr + ", et cela change la réponse.",
              "What a row is: " + grain.en + ", and that turns the answer."};
    }
    case DecidingStep::text:
      return {"Ce qui est écrit à l'intérieur des phrases.", "What is written inside sentences."};
    case DecidingStep::neighbours:
      return {"Les colonnes voisines : elles disent ce que celle-ci ne dit pas seule.",
              "The columns beside it: they say what this one does not say alone."};
  }
  return {};
}

std::string weight_in_words(double weight) {
  const auto hundredths = std::lround(weight * 100);
  if (hundredths == 0)
    return "-";
  const std::string rest = std::to_string(hundredths % 100);
  return std::to_string(hundredths / 100) + "." + (rest.size() < 2 ? "0" : "") + rest;
}

Text grain_weight_in_words(const WeighedCandidate& candidate) {
  if (candidate.contradicted)
    return {"contredit", "contradicted"};
  return candidate.with_grain > 0 ? share_in_words(candidate.with_grain)
                                  : Text{"pas assez", "not enough"};
}

Text what_if_in_words(const WhatIf& change) {
  const Text start = change_in_words(change) + Text{" : ", ": "};
  if (!change.differs)
    return start + Text{"la même réponse.", "the same answer."};
  return start + label_of(change.type) + plain(", ") + label_of(change.gdpr) + plain(".");
}

}  // namespace aval
