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

}  // namespace aval
