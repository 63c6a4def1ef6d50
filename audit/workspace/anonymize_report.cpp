// The anonymization report: what was done and what it reaches, without any value.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "audit/base/json.h"
#include "audit/base/text.h"
#include "audit/workspace/anonymize.h"
#include "audit/workspace/text_table.h"
#include "audit/workspace/version.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

// A file of a hierarchy is named without its folders.
std::string base_name(const std::string& path) {
  const std::size_t slash = path.find_last_of('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

std::size_t quasi_number(const AnonymizeRun& run, std::size_t position) {
  return static_cast<std::size_t>(std::find(run.quasi.begin(), run.quasi.end(), position) -
                                  run.quasi.begin());
}

OrderedJson column_json(const AnonymizeRun& run, std::size_t position) {
  const AnonymizedColumn& column = run.columns[position];
  OrderedJson json = {{"index", column.index},
                      {"name", column.name},
                      {"role", name_of(column.role)},
                      {"by", column.by_scan ? "scan" : "user"},
                      {"type", name_of(column.type)}};
  if (column.role == ColumnRole::sensitive && !column.hierarchy.empty())
    json["hierarchy"] = base_name(column.hierarchy);
  if (column.role != ColumnRole::quasi)
    return json;
  const std::size_t q = quasi_number(run, position);
  const std::size_t level = run.found.node[q];
  json["hierarchy"] = base_name(run.ladders[q].hierarchy);
  json["levels"] = run.ladders[q].levels;
  json["level"] = run.ladders[q].levels[level];
  json["unfit_rows"] = run.ladders[q].unfit_rows;
  return json;
}

OrderedJson reached_json(const AnonymizeRun& run) {
  OrderedJson sensitive = OrderedJson::array();
  for (std::size_t s = 0; s < run.sensitive.size(); ++s) {
    const ReachedSensitive& reached = run.reached.sensitive[s];
    sensitive.push_back({{"column", run.columns[run.sensitive[s]].name},
                         {"l", reached.l},
                         {"distance", name_of(run.problem.sensitive[s].ground)},
                         {"t_of_source", reached.t_of_source},
                         {"t_of_written", reached.t_of_written}});
  }
  return {{"k", run.reached.k}, {"classes", run.reached.classes}, {"sensitive", sensitive}};
}

// What was tried on each of the three criteria; a person concludes (WP29 05/2014).
OrderedJson criterion_json(const OrderedJson& tried) {
  return {{"tried", tried},
          {"conclusion", nullptr},
          {"by", nullptr},
          {"on", nullptr},
          {"reasons", nullptr}};
}

OrderedJson criteria_json(const AnonymizeRun& run) {
  OrderedJson inference = {{"measure", "l-diversity, t-closeness"},
                           {"sensitive", OrderedJson::array()}};
  for (const std::size_t position : run.sensitive)
    inference["sensitive"].push_back(run.columns[position].name);
  return {
      {"singling_out", criterion_json({{"measure", "k-anonymity"}, {"k", run.reached.k}})},
      {"linkability", criterion_json({{"measure", "none"}, {"other_files", OrderedJson::array()}})},
      {"inference", criterion_json(inference)}};
}

std::vector<Text> statements(const AnonymizeRun& run) {
  std::vector<Text> told;
  if (run.options->method == "local")
    told.push_back(counted(run.hidden_cells,
                           {"cellule effacée une à une ; que ce soit le moins possible n'est pas "
                            "prouvé.",
                            "cell wiped out by itself; that this is the least is not proven."},
                           {"cellules effacées une à une ; que ce soit le moins possible n'est pas "
                            "prouvé.",
                            "cells wiped out one by one; that this is the least is not proven."}));
  else
    told.push_back(
        run.found.proven
            ? Text{"Aucune autre combinaison de niveaux ne perd moins : c'est prouvé.",
                   "No other combination of levels loses less: this is proven."}
            : Text{"La recherche s'est arrêtée avant la fin : une combinaison qui perd moins peut "
                   "exister (--time-limit).",
                   "The search stopped before its end: a combination that loses less may exist "
                   "(--time-limit)."});
  told.push_back(
      {"Ce rapport ne conclut pas que le fichier est anonyme : individualisation, corrélation et "
       "inférence se concluent par une personne nommée, sur ce fichier-là (règle PB-04). Les "
       "colonnes gardées telles quelles sont à relire.",
       "This report does not conclude that the file is anonymous: singling out, linkability and "
       "inference are concluded by a named person, on that very file (rule PB-04). Columns kept "
       "as they are must be read again."});
  return told;
}

Text role_in_words(const AnonymizedColumn& column) {
  switch (column.role) {
    case ColumnRole::kept:
      return {"gardée telle quelle", "kept as it is"};
    case ColumnRole::dropped:
      return {"supprimée", "left out"};
    case ColumnRole::quasi:
      return {"généralisée", "generalized"};
    case ColumnRole::sensitive:
      return {"sensible, gardée", "sensitive, kept"};
  }
  return {};
}

std::string column_table(const AnonymizeRun& run, Language language) {
  const bool french = language == Language::fr;
  std::vector<std::vector<std::string>> table;
  table.push_back(french ? std::vector<std::string>{"Colonne", "Devient", "Hiérarchie", "Niveau"}
                         : std::vector<std::string>{"Column", "Becomes", "Hierarchy", "Level"});
  for (std::size_t c = 0; c < run.columns.size(); ++c) {
    const AnonymizedColumn& column = run.columns[c];
    std::string hierarchy = "-";
    std::string level = "-";
    Text becomes = role_in_words(column);
    if (column.role == ColumnRole::quasi) {
      const std::size_t q = quasi_number(run, c);
      const std::size_t height = run.found.node[q];
      // The first level is the value itself.
      if (height == 0) {
        becomes = {"inchangée", "unchanged"};
      } else {
        hierarchy = base_name(run.ladders[q].hierarchy);
        level = run.ladders[q].levels[height];
      }
    }
    table.push_back({escape_terminal(column.name, false), becomes.in(language),
                     escape_terminal(hierarchy, false), escape_terminal(level, false)});
  }
  return render_text_table(table);
}

}  // namespace

std::string render_anonymization_json(const AnonymizeRun& run) {
  OrderedJson columns = OrderedJson::array();
  for (std::size_t c = 0; c < run.columns.size(); ++c)
    columns.push_back(column_json(run, c));
  const ClassThreshold& threshold = run.problem.threshold;
  const OrderedJson document = {
      {"schema", "aval.anonymization/1"},
      {"tool", {{"name", "aval"}, {"version", program_version()}}},
      {"source", {{"name", run.source_name}, {"sha256", run.source_sha256}}},
      {"output", {{"name", base_name(run.options->output)}, {"sha256", run.output_sha256}}},
      {"method", run.options->method},
      {"thresholds",
       {{"k", threshold.k},
        {"l", threshold.l},
        {"t", threshold.t ? OrderedJson(*threshold.t) : OrderedJson()},
        {"suppressed_rows", threshold.suppressed_rows}}},
      {"rows",
       {{"read", run.rows()},
        {"written", run.reached.records},
        {"suppressed", run.rows() - run.reached.records},
        {"skipped", run.skipped_rows}}},
      {"hidden_cells", run.hidden_cells},
      {"loss",
       {{"measure", "mean share of the domain given up, over all cells; a suppressed row counts 1"},
        {"value", loss_share(run.found.check.loss, run.problem)}}},
      {"search",
       {{"nodes", run.found.nodes},
        {"checked", run.found.checked},
        {"optimum", run.found.proven ? "proven" : "not_proven"}}},
      {"missing", "own_category"},
      {"columns", columns},
      {"reached", reached_json(run)},
      {"criteria", criteria_json(run)}};
  return document.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

std::string render_anonymization_text(const AnonymizeRun& run, Language language) {
  std::string out = column_table(run, language);
  const std::uint64_t suppressed = run.rows() - run.reached.records;
  out += (rows_in_words(run.reached.records) +
          format_text({" écrites sur {0}, {1} supprimées (au plus {2}).\n",
                       " written of {0}, {1} suppressed (at most {2}).\n"},
                      {std::to_string(run.rows()), std::to_string(suppressed),
                       std::to_string(run.problem.threshold.suppressed_rows)}))
             .in(language);
  out += (Text{"Chaque profil est porté par au moins ", "Each profile is held by at least "} +
          rows_in_words(run.reached.k) + Text{" (k) ; perte : ", " (k); loss: "} +
          share_in_words(loss_share(run.found.check.loss, run.problem)) +
          format_text({" ; {0} combinaisons de niveaux, {1} examinées.\n",
                       "; {0} combinations of levels, {1} looked at.\n"},
                      {std::to_string(run.found.nodes), std::to_string(run.found.checked)}))
             .in(language);
  for (std::size_t s = 0; s < run.sensitive.size(); ++s) {
    const ReachedSensitive& reached = run.reached.sensitive[s];
    out += (format_text({"{0} : au moins {1} valeurs par profil (l), écart à l'ensemble ",
                         "{0}: at least {1} values a profile (l), distance to the whole "},
                        {escape_terminal(run.columns[run.sensitive[s]].name, false),
                         std::to_string(reached.l)}) +
            number_in_words(reached.t_of_source) + Text{" (t).\n", " (t).\n"})
               .in(language);
  }
  for (const Text& line : statements(run))
    out += line.in(language) + "\n";
  return out;
}

}  // namespace aval
