#include "reports/explanation_report.h"

#include <algorithm>

#include "reports/explanation_words.h"
#include "reports/plain_words.h"
#include "reports/scan_words.h"
#include "reports/text_lines.h"

namespace aval {
namespace {

void write_title(TextLines& lines, const Text& title, Language language) {
  lines.blank();
  lines.paragraph("", title.in(language), Ink::bold);
}

void write_answer(TextLines& lines, const Explanation& explanation, Language language) {
  const ColumnScan& column = explanation.column;
  lines.paragraph("",
                  Text{"Colonne ", "Column "}.in(language) +
                      one_line(explanation.label.in(language)) + ", table " +
                      one_line(explanation.table) + " (" +
                      rows_in_words(explanation.rows).in(language) + ", " +
                      grain_in_words(explanation.grain).in(language) + ")",
                  Ink::plain);
  lines.paragraph("", answer_in_words(column).in(language),
                  is_personal(column.gdpr) ? Ink::red : Ink::green);
}

void write_values(TextLines& lines, const Explanation& explanation, Language language) {
  write_title(lines, {"CE QU'ON Y VOIT", "WHAT IS IN IT"}, language);
  lines.paragraph("  ", cells_in_words(explanation).in(language), Ink::plain);
  lines.paragraph("  ", header_in_words(explanation).in(language), Ink::plain);
  const Text shapes = shapes_in_words(explanation);
  if (!shapes.fr.empty())
    lines.paragraph("  ", shapes.in(language), Ink::plain);
}

// "+" speaks for the answer, "-" against it.
void write_evidence(TextLines& lines, const Explanation& explanation, Language language) {
  write_title(lines, {"CE QUI PARLE POUR (+) ET CONTRE (-)", "WHAT SPEAKS FOR (+) AND AGAINST (-)"},
              language);
  const std::vector<Evidence>& evidence = explanation.column.evidence;
  for (const bool against : {false, true})
    for (const Evidence& item : evidence)
      if (item.against == against)
        lines.paragraph(against ? "  - " : "  + ", evidence_in_words(item).in(language),
                        Ink::plain);
  for (const WeighedCandidate& candidate : explanation.candidates)
    if (candidate.contradicted)
      lines.paragraph("  - ", contradiction_in_words(candidate).in(language), Ink::plain);
  const bool nothing =
      evidence.empty() &&
      std::none_of(explanation.candidates.begin(), explanation.candidates.end(),
                   [](const WeighedCandidate& candidate) { return candidate.contradicted; });
  if (nothing)
    lines.paragraph("  ", Text{"Rien de probant.", "Nothing convincing."}.in(language), Ink::plain);
}

void write_candidates(TextLines& lines, const Explanation& explanation, Language language) {
  if (explanation.candidates.empty())
    return;
  write_title(lines, {"CONTENUS ENVISAGÉS", "CONTENTS CONSIDERED"}, language);
  std::vector<std::vector<std::string>> rows = {
      {Text{"Contenu", "Content"}.in(language), Text{"En-tête", "Header"}.in(language),
       Text{"Valeurs", "Values"}.in(language),
       Text{"Avec les lignes", "With the rows"}.in(language), ""}};
  for (const WeighedCandidate& candidate : explanation.candidates)
    rows.push_back({label_of(candidate.type).in(language), weight_in_words(candidate.header),
                    weight_in_words(candidate.values),
                    grain_weight_in_words(candidate).in(language),
                    candidate.chosen ? Text{"retenu", "chosen"}.in(language) : std::string()});
  lines.table(rows);
}

void write_what_if(TextLines& lines, const Explanation& explanation, Language language) {
  write_title(lines, {"CE QUI CHANGERAIT LA RÉPONSE", "WHAT WOULD CHANGE THE ANSWER"}, language);
  for (const WhatIf& change : explanation.what_if)
    lines.paragraph("  - ", what_if_in_words(change).in(language),
                    change.differs ? Ink::plain : Ink::dim);
}

}  // namespace

std::string render_explanation_text(const Explanation& explanation, Language language,
                                    bool colour) {
  TextLines lines(colour);
  write_answer(lines, explanation, language);
  write_values(lines, explanation, language);
  write_evidence(lines, explanation, language);
  write_title(lines, {"CE QUI A DÉCIDÉ", "WHAT DECIDED"}, language);
  lines.paragraph("  ", step_in_words(explanation).in(language), Ink::plain);
  write_candidates(lines, explanation, language);
  write_what_if(lines, explanation, language);
  return lines.take();
}

}  // namespace aval
