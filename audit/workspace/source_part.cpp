#include "audit/workspace/source_part.h"

#include <algorithm>
#include <set>
#include <utility>

#include "audit/base/crypto.h"
#include "audit/base/text.h"
#include "audit/table/source.h"
#include "audit/table/source_format.h"
#include "audit/table/watched_reader.h"
#include "audit/workspace/judge_table.h"
#include "audit/workspace/version.h"

namespace aval {
namespace {

std::string only_source(const ScanRequest& request) {
  std::vector<std::string> not_audited;
  const std::vector<std::string> uris = expand_sources(request.sources, not_audited);
  if (uris.size() != 1)
    throw Error(ErrorKind::usage, "--partial",
                {"un profil partiel est celui d'une seule source : nommez un seul fichier",
                 "a partial profile is that of one source: name one file only"});
  return uris.front();
}

std::string part_in_words(const TextShare& part) {
  return std::to_string(part.index) + "/" + std::to_string(part.count);
}

void require_same(bool is_same, const SourcePart& part, const Text& what) {
  if (!is_same)
    throw Error(
        ErrorKind::input, part.path,
        {"cette partie n'a pas " + what.fr + " de la première : refaites-la comme les autres",
         "this part does not have " + what.en + " of the first one: make it again as the others"});
}

// That the parts were read alike, by these rules.
void check_alike(const std::vector<SourcePart>& parts, const RulePack& pack) {
  const SourcePart& first = parts.front();
  for (const SourcePart& part : parts) {
    if (part.pack_sha256 != pack.sha256 || part.tool_version != program_version())
      throw Error(ErrorKind::input, part.path,
                  format_text({"cette partie a été lue par les règles {0} {1} d'aval {2}, et la "
                               "fusion se fait par {3} {4} d'aval {5} : donnez --rules, ou "
                               "refaites la partie",
                               "this part was read by the rules {0} {1} of aval {2}, and the merge "
                               "is made by {3} {4} of aval {5}: give --rules, or make the part "
                               "again"},
                              {part.pack_id, part.pack_version, part.tool_version, pack.id,
                               pack.version, program_version()}));
    require_same(part.date == first.date, part, {"le jour", "the day"});
    require_same(part.table == first.table && part.delimiter == first.delimiter &&
                     part.encoding == first.encoding,
                 part, {"les options de lecture", "the reading options"});
    require_same(part.tables.size() == first.tables.size(), part, {"les tables", "the tables"});
    require_same(part.part.count == first.part.count, part,
                 {"le nombre de parties", "the number of parts"});
  }
}

// Each of 1/N to N/N, of one source.
void check_parts_of_one(const std::vector<SourcePart>& parts) {
  const SourcePart& first = parts.front();
  std::set<unsigned> met;
  for (const SourcePart& part : parts) {
    require_same(part.info.sha256 == first.info.sha256, part,
                 {"la source (son empreinte)", "the source (its digest)"});
    if (!met.insert(part.part.index).second)
      throw Error(ErrorKind::input, part.path,
                  format_text({"la partie {0} est donnée deux fois", "part {0} is given twice"},
                              {part_in_words(part.part)}));
  }
  std::vector<std::string> missing;
  for (unsigned index = 1; index <= first.part.count; ++index)
    if (!met.contains(index))
      missing.push_back(part_in_words({index, first.part.count}));
  if (!missing.empty())
    throw Error(ErrorKind::input, first.info.uri,
                format_text({"il manque les parties {0} de cette source",
                             "the parts {0} of this source are missing"},
                            {join(missing, ", ")}));
}

void check_files(const std::vector<SourcePart>& parts) {
  std::set<std::string> met;
  for (const SourcePart& part : parts)
    if (!met.insert(part.info.sha256).second)
      throw Error(ErrorKind::input, part.path,
                  format_text({"le contenu de {0} est donné deux fois",
                               "the content of {0} is given twice"},
                              {part.info.uri}));
}

// Files of their own stand for one source, of their bytes together.
SourceInfo info_of_files(const std::vector<SourcePart>& parts, const std::string& name) {
  SourceInfo info = parts.front().info;
  std::string digests;
  info.bytes = 0;
  for (const SourcePart& part : parts) {
    info.bytes += part.info.bytes;
    digests += part.info.sha256;
  }
  info.sha256 = sha256_hex(digests);
  if (!name.empty())
    info.uri = name;
  return info;
}

TableAudit judge_joined(JoinedTable& table, Judging& judging) {
  const ProfileOptions options = counting_options(judging.request);
  TableReadings readings;
  readings.profile = conclude_profile(std::move(table.state), table.info, options);
  readings.info = std::move(table.info);
  readings.stats = std::move(table.stats);
  readings.count_entities = [&](const std::vector<std::size_t>& columns) {
    return count_entities(table.rows, columns, options.threads);
  };
  readings.assess_risk = [&](const std::vector<std::size_t>& quasi) {
    return assess_risk(table.rows, quasi, options.memory);
  };
  return judge_table(readings, judging);
}

JoinedTable join_table(std::vector<SourcePart>& parts, std::size_t index) {
  JoinedTable table;
  for (SourcePart& part : parts) {
    join_part(table, part.tables[index], part.part.count == 1, part.path);
    part.tables[index] = TablePart();
  }
  return table;
}

}  // namespace

SourcePart scan_part(const ScanRequest& request, const ScanRules& rules, bool keep_all) {
  const std::string uri = only_source(request);
  SourceOptions options = source_options(request, rules.pack);
  options.shelf = rules.shelf;
  const Source source = open_source(uri, options);
  if (source.read_content)
    throw Error(ErrorKind::usage, "--partial",
                {"une base sur un serveur s'examine en entier, sans profil partiel",
                 "a database on a server is scanned as a whole, without partial profile"});
  SourcePart part;
  part.tool_version = program_version();
  part.pack_id = rules.pack.id;
  part.pack_version = rules.pack.version;
  part.pack_sha256 = rules.pack.sha256;
  part.date = request.today;
  part.table = request.table;
  part.delimiter = request.delimiter;
  part.encoding = request.encoding;
  part.info = source.info;
  part.part = request.part;
  for (const auto& reader : source.tables)
    if (request.table.empty() || reader->info().name == request.table)
      part.tables.push_back(
          read_table_part(*reader, rules.pack, counting_options(request), keep_all));
  if (part.tables.empty())
    refuse_table(uri, request.table);
  if (asks_to_stop(request.watch))
    throw Error(ErrorKind::input, uri,
                {"interrompu : rien n'a été écrit", "interrupted: nothing was written"});
  return part;
}

AuditReport merge_parts(std::vector<SourcePart>& parts, const MergeRequest& request,
                        const ScanRules& rules) {
  check_alike(parts, rules.pack);
  const bool are_files = parts.front().part.count == 1;
  if (are_files)
    check_files(parts);
  else
    check_parts_of_one(parts);
  if (!are_files)
    std::sort(parts.begin(), parts.end(), [](const SourcePart& left, const SourcePart& right) {
      return left.part.index < right.part.index;
    });
  ScanRequest judged = request.judged;
  judged.today = parts.front().date;
  Judging judging{judged, rules.pack, rules.standards, std::nullopt, {}, {}, rules.shelf, {},
                  {},     {}};
  load_judging(judged, judging);
  AuditReport report = start_report(judged, rules.pack);
  SourceAudit audit;
  audit.info =
      are_files && parts.size() > 1 ? info_of_files(parts, request.name) : parts.front().info;
  for (std::size_t t = 0; t < parts.front().tables.size(); ++t) {
    JoinedTable table = join_table(parts, t);
    if (are_files && !request.name.empty() && table.info.name == audit.info.name)
      table.info.name = split_source_name(request.name).name;
    audit.tables.push_back(judge_joined(table, judging));
  }
  if (are_files && !request.name.empty())
    audit.info.name = split_source_name(request.name).name;
  conclude_source(audit);
  report.sources.push_back(std::move(audit));
  if (!judged.suppressions_file.empty())
    report.suppressions = std::move(judging.suppressions);
  return report;
}

}  // namespace aval
