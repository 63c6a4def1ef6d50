#include "reports/schema_words.h"

#include <algorithm>

#include "reports/plain_words.h"

namespace aval {
namespace {

constexpr std::size_t kNamed = 12;

const Text& no_data() {
  static const Text kText = {"schéma sans données", "schema without data"};
  return kText;
}

}  // namespace

bool is_schema(const SourceAudit& source) {
  return !source.tables.empty() &&
         std::all_of(source.tables.begin(), source.tables.end(),
                     [](const TableAudit& table) { return table.scan.schema_only; });
}

bool holds_only_schemas(const AuditReport& report) {
  return !report.sources.empty() &&
         std::all_of(report.sources.begin(), report.sources.end(), is_schema);
}

Text schema_verdict(Publication level) {
  switch (level) {
    case Publication::special:
      return {"Schéma : données sensibles", "Schema: sensitive data"};
    case Publication::personal:
      return {"Schéma : données personnelles", "Schema: personal data"};
    case Publication::quasi_risk:
      return {"Schéma : risque de ré-identification", "Schema: re-identification risk"};
    case Publication::ok:
      break;
  }
  return {"Schéma : rien de personnel", "Schema: nothing personal"};
}

Text schema_meaning(Publication level) {
  const Text start = {"Schéma sans données : ce qui serait personnel. ",
                      "Schema without data: what would be personal. "};
  switch (level) {
    case Publication::special:
      return start +
             Text{
                 "Un fichier conforme à ce schéma contiendrait des données sensibles (RGPD, "
                 "art. 9) ou d'infraction (art. 10), qui ne se publient pas.",
                 "A file of this schema would hold special category data (GDPR art. 9) or "
                 "data on offences (art. 10), which are not to be published."};
    case Publication::personal:
      return start + Text{
                         "Un fichier conforme à ce schéma désignerait des personnes : il ne se "
                         "publierait que si un texte le prévoit ou une fois ces colonnes retirées "
                         "(CRPA, art. L312-1-2).",
                         "A file of this schema would point to people: it would be published only "
                         "where a text provides for it, or without these columns (CRPA art. "
                         "L312-1-2)."};
    case Publication::quasi_risk:
      return start + Text{
                         "Personne n'y serait nommé, mais le croisement de quelques colonnes "
                         "pourrait faire reconnaître quelqu'un.",
                         "Nobody would be named in it, but a few columns put together could let "
                         "someone be recognised."};
    case Publication::ok:
      break;
  }
  return start +
         Text{
             "Ni les noms, ni les types, ni les descriptions des colonnes n'annoncent de "
             "donnée personnelle. Les données elles-mêmes n'ont pas été lues : ce n'est pas "
             "un feu vert.",
             "Neither the names, the types nor the descriptions of the columns announce "
             "personal data. The data themselves were not read: this is not a green "
             "light."};
}

Text schema_next_action(Publication level, const Text& columns) {
  if (level == Publication::ok)
    return {
        "Auditer les données avant de les publier : un texte libre ou un nom d'organisme peut "
        "désigner une personne.",
        "Scan the data before publishing them: free text or the name of an organisation can "
        "point to a person."};
  return {"Vérifier que ces colonnes sont nécessaires : " + columns.fr +
              ". Puis auditer les données elles-mêmes : cet audit ne vaut pas pour elles.",
          "Check that these columns are needed: " + columns.en +
              ". Then scan the data themselves: this audit does not stand for them."};
}

Text source_reading_in_words(const SourceAudit& source) {
  if (is_schema(source))
    return no_data() + Text{", aucune ligne lue", ", no row read"};
  const RowCounts counts = rows_of(source);
  return rows_read_in_words(counts.seen, counts.present) + Text{"", " read"};
}

Text table_rows_in_words(const TableScan& table) {
  return table.schema_only ? no_data() : rows_in_words(table.rows);
}

Text filled_in_words(const TableScan& table, const ColumnScan& column) {
  return table.schema_only ? Text{"—", "-"} : count_in_words(column.filled);
}

Text headline_rows_in_words(const Headline& headline) {
  return headline.table->schema_only ? no_data() : rows_in_words(headline.rows);
}

namespace {

// The names of the columns, joined with those of the schema.
std::vector<Text> comparison_in_words(const TableScan& table) {
  const SchemaComparison& comparison = table.comparison;
  if (comparison.schema.empty())
    return {};
  std::vector<Text> out;
  std::vector<Text> names;
  for (const std::string& name : comparison.absent)
    names.push_back(plain(one_line(name)));
  if (!names.empty())
    out.push_back(Text{"Colonnes déclarées par le schéma et absentes des données : ",
                       "Columns that the schema declares and the data lack: "} +
                  list_in_words(names, kNamed) + plain("."));
  names.clear();
  for (const std::size_t column : comparison.undeclared)
    names.push_back(display_name(table, column));
  if (!names.empty())
    out.push_back(Text{"Colonnes des données que le schéma ne déclare pas : ",
                       "Columns of the data that the schema does not declare: "} +
                  list_in_words(names, kNamed) + plain("."));
  if (out.empty())
    out.push_back({"Les colonnes sont celles du schéma.", "The columns are those of the schema."});
  return out;
}

Text standard_in_words(const TableScan& table, const StandardGuess& standard) {
  const Text columns =
      counted(table.columns.size(), {"colonne", "column"}, {"colonnes", "columns"});
  Text out =
      format_text({"Ces colonnes ressemblent au standard « {0} » {1} ({2} reconnues sur {3}).",
                   "These columns look like the standard '{0}' {1} ({2} recognised of {3})."},
                  {"{0}", standard.version, std::to_string(standard.known_columns), "{3}"});
  out = {format_text(out, {standard.title.fr, "", "", columns.fr}).fr,
         format_text(out, {standard.title.en, "", "", columns.en}).en};
  if (!standard.missing.empty()) {
    std::vector<Text> names;
    for (const std::string& name : standard.missing)
      names.push_back(plain(name));
    out = out + Text{" Obligatoires et absentes : ", " Required and absent: "} +
          list_in_words(names, kNamed) + plain(".");
  }
  return out + format_text({" Pour vérifier : aval check FICHIER --schema {0} --lenient.",
                            " To check: aval check FILE --schema {0} --lenient."},
                           {standard.id});
}

// "montant : contrainte « minimum » non respectée, 12 lignes (2, 3, 5...)."
Text group_in_words(const CheckGroup& group) {
  Text out = group.field.empty() ? Text{} : plain(one_line(group.field)) + Text{" : ", ": "};
  out = out + group.message;
  if (group.first_rows.empty())
    return out + plain(" (" + group.code + ").");
  std::string rows;
  for (std::size_t i = 0; i < group.first_rows.size() && i < 3; ++i)
    rows.append(i > 0 ? ", " : "").append(std::to_string(group.first_rows[i]));
  return out + plain(" (" + group.code + "), ") + rows_in_words(group.count) +
         Text{" (n° ", " (no. "} +
         plain(rows +
               (group.count > std::min<std::size_t>(group.first_rows.size(), 3) ? "…)." : ")."));
}

void add_conformity(const SchemaConformity& conformity, std::vector<Text>& out) {
  constexpr std::size_t kShownGroups = 20;
  const CheckReport& report = conformity.report;
  const Text against = plain(one_line(conformity.against));
  if (report.valid)
    out.push_back(Text{"Les valeurs sont conformes à ", "The values agree with "} + against +
                  plain("."));
  else
    out.push_back(Text{"Écarts au schéma ", "Errors against the schema "} + against +
                  Text{" : ", ": "} + count_in_words(count_errors(report)) +
                  Text{", dans ", ", in "} + rows_in_words(report.bad_rows) +
                  Text{" sur ", " of "} + count_in_words(report.rows) + plain("."));
  for (std::size_t i = 0; i < report.groups.size() && i < kShownGroups; ++i)
    out.push_back(group_in_words(report.groups[i]));
  if (report.groups.size() > kShownGroups)
    out.push_back(counted(report.groups.size() - kShownGroups,
                          {"autre sorte d'écart : aval check les liste toutes.",
                           "other kind of error: aval check lists them all."},
                          {"autres sortes d'écarts : aval check les liste toutes.",
                           "other kinds of errors: aval check lists them all."}));
  if (!report.unchecked.empty()) {
    std::vector<Text> names;
    for (const std::string& name : report.unchecked)
      names.push_back(plain(one_line(name)));
    out.push_back(Text{"Non vérifié, faute de savoir lire la règle : ",
                       "Not checked, as the rule could not be read: "} +
                  list_in_words(names, kNamed) + plain("."));
  }
}

}  // namespace

std::vector<Text> agreement_in_words(const TableAudit& audit) {
  std::vector<Text> out;
  if (audit.standard)
    out.push_back(standard_in_words(audit.scan, *audit.standard));
  for (const Text& sentence : comparison_in_words(audit.scan))
    out.push_back(sentence);
  if (audit.conformity)
    add_conformity(*audit.conformity, out);
  return out;
}

}  // namespace aval
