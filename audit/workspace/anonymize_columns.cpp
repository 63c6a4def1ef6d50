// What each column of a table to be anonymized is: named by the user, or by the scan.
#include <algorithm>
#include <map>
#include <set>

#include "audit/base/error.h"
#include "audit/base/text.h"
#include "audit/risk/risk_summary.h"
#include "audit/workspace/anonymize.h"
#include "audit/workspace/column_choice.h"
#include "audit/workspace/protect_dataset.h"

namespace aval {
namespace {

void give_role(std::size_t column, ColumnRole role, std::map<std::size_t, ColumnRole>& roles) {
  const auto [at, is_new] = roles.emplace(column, role);
  if (!is_new && at->second != role)
    throw Error(ErrorKind::usage, "#" + std::to_string(column + 1),
                {"cette colonne a deux rôles : choisissez entre --quasi, --sensitive, --drop et "
                 "--keep",
                 "this column is given two roles: choose among --quasi, --sensitive, --drop and "
                 "--keep"});
}

// Nature by column, the findings included: a text that names persons is directly identifying.
std::vector<Gdpr> natures_of(const TableScan& scan) {
  std::vector<Gdpr> natures;
  for (const ColumnScan& column : scan.columns)
    natures.push_back(column.set_aside ? Gdpr::none : column.gdpr);
  for (const Finding& finding : scan.findings)
    if (!finding.suppression && finding.gdpr == Gdpr::direct)
      for (const std::size_t column : finding.columns)
        if (column < natures.size())
          natures[column] = Gdpr::direct;
  return natures;
}

std::string label_of_column(const TableScan& scan, std::size_t column) {
  const ColumnScan& told = scan.columns[column];
  return told.name.empty() || told.name_doubtful ? "#" + std::to_string(column + 1) : told.name;
}

void refuse_unnamed(const std::vector<std::string>& unnamed) {
  if (!unnamed.empty())
    throw Error(ErrorKind::usage, "--quasi",
                format_text({"colonnes qui aident à retrouver une personne et que rien ne nomme : "
                             "{0} ; ajoutez-les à --quasi, --sensitive, --drop ou --keep",
                             "columns that help to find a person and that nothing names: {0}; add "
                             "them to --quasi, --sensitive, --drop or --keep"},
                            {join(unnamed, ", ")}));
}

void refuse_direct(const std::map<std::size_t, ColumnRole>& roles, const std::vector<Gdpr>& natures,
                   const TableScan& scan) {
  for (const auto& [column, role] : roles)
    if (natures[column] == Gdpr::direct && role != ColumnRole::dropped && role != ColumnRole::quasi)
      throw Error(ErrorKind::usage, role == ColumnRole::kept ? "--keep" : "--sensitive",
                  format_text({"la colonne « {0} » désigne directement des personnes : un fichier "
                               "qui la garde n'est pas anonyme ; supprimez-la (--drop)",
                               "column '{0}' names persons directly: a file that keeps it is not "
                               "anonymous; leave it out (--drop)"},
                              {label_of_column(scan, column)}));
}

std::map<std::size_t, ColumnRole> named_roles(const AnonymizeOptions& options,
                                              const TableInfo& info) {
  std::map<std::size_t, ColumnRole> roles;
  for (const std::size_t column : find_named_columns(info, options.quasi, "--quasi"))
    give_role(column, ColumnRole::quasi, roles);
  for (const std::size_t column : find_named_columns(info, options.sensitive, "--sensitive"))
    give_role(column, ColumnRole::sensitive, roles);
  for (const std::size_t column : find_named_columns(info, options.drop, "--drop"))
    give_role(column, ColumnRole::dropped, roles);
  for (const std::size_t column : find_named_columns(info, options.keep, "--keep"))
    give_role(column, ColumnRole::kept, roles);
  return roles;
}

// What nothing names: the scan decides, or a person must.
ColumnRole role_by_scan(Gdpr nature, bool is_quasi, bool may_be_quasi, bool& unnamed) {
  switch (nature) {
    case Gdpr::direct:
      return ColumnRole::dropped;
    case Gdpr::special:
    case Gdpr::criminal:
      return ColumnRole::sensitive;
    case Gdpr::quasi:
      unnamed = !may_be_quasi && is_quasi;
      return is_quasi ? ColumnRole::quasi : ColumnRole::kept;
    default:
      return ColumnRole::kept;
  }
}

void set_hierarchies(const AnonymizeOptions& options, const TableInfo& info,
                     std::vector<AnonymizedColumn>& columns) {
  for (const NamedHierarchy& given : named_hierarchies(options.hierarchies)) {
    AnonymizedColumn& column = columns[find_named_column(info, columns.size(), given.column)];
    if (column.role != ColumnRole::quasi && column.role != ColumnRole::sensitive)
      throw Error(ErrorKind::usage, "--hierarchy",
                  format_text({"la colonne « {0} » n'est ni un quasi-identifiant (--quasi) ni une "
                               "donnée sensible (--sensitive)",
                               "column '{0}' is neither a quasi-identifier (--quasi) nor "
                               "sensitive (--sensitive)"},
                              {given.column}));
    column.hierarchy = given.hierarchy;
  }
}

}  // namespace

std::string_view name_of(ColumnRole role) {
  switch (role) {
    case ColumnRole::kept:
      return "kept";
    case ColumnRole::dropped:
      return "dropped";
    case ColumnRole::quasi:
      return "quasi";
    case ColumnRole::sensitive:
      return "sensitive";
  }
  return "kept";
}

std::vector<AnonymizedColumn> anonymized_columns(const AnonymizeOptions& options,
                                                 const TableInfo& info, const TableScan& scan) {
  const std::map<std::size_t, ColumnRole> named = named_roles(options, info);
  const std::vector<Gdpr> natures = natures_of(scan);
  refuse_direct(named, natures, scan);
  const std::vector<std::size_t> proposed = quasi_identifiers_of(scan);
  const std::set<std::size_t> quasi(proposed.begin(), proposed.end());
  std::vector<AnonymizedColumn> columns;
  std::vector<std::string> unnamed;
  for (const ColumnScan& column : scan.columns) {
    AnonymizedColumn result{column.index, column.name, ColumnRole::kept, true, column.type, {}};
    const auto given = named.find(column.index);
    bool lacks_name = false;
    result.by_scan = given == named.end();
    result.role = result.by_scan ? role_by_scan(natures[column.index], quasi.contains(column.index),
                                                options.quasi.empty(), lacks_name)
                                 : given->second;
    if (lacks_name)
      unnamed.push_back(label_of_column(scan, column.index));
    columns.push_back(std::move(result));
  }
  refuse_unnamed(unnamed);
  set_hierarchies(options, info, columns);
  if (std::none_of(columns.begin(), columns.end(),
                   [](const AnonymizedColumn& c) { return c.role == ColumnRole::quasi; }))
    throw Error(ErrorKind::usage, "--quasi",
                {"nommez les colonnes par lesquelles on pourrait retrouver une personne : l'examen "
                 "n'en propose pas",
                 "name the columns by which a person could be found: the scan proposes none"});
  return columns;
}

std::vector<AnonymizedColumn> proposed_roles(const TableScan& scan) {
  const std::vector<Gdpr> natures = natures_of(scan);
  const std::vector<std::size_t> proposed = quasi_identifiers_of(scan);
  const std::set<std::size_t> quasi(proposed.begin(), proposed.end());
  std::vector<AnonymizedColumn> columns;
  for (const ColumnScan& column : scan.columns) {
    bool lacks_name = false;
    const ColumnRole role =
        role_by_scan(natures[column.index], quasi.contains(column.index), true, lacks_name);
    columns.push_back({column.index, column.name, role, true, column.type, {}});
  }
  return columns;
}

}  // namespace aval
