#include "audit/cli/scan_catalogue.h"

#include <iostream>
#include <optional>

#include <nlohmann/json.hpp>

#include "audit/base/crypto.h"
#include "audit/base/file.h"
#include "audit/base/file_stamp.h"
#include "audit/base/plain_path.h"
#include "audit/base/text.h"
#include "audit/cli/exit_codes.h"
#include "audit/table/source.h"
#include "audit/workspace/version.h"
#include "reports/catalogue.h"
#include "reports/plain_words.h"
#include "reports/scan_json.h"

namespace aval {
namespace {

struct CatalogueWork {
  const ScanRequest& request;
  const std::string& folder;
  const CommandContext& context;
  const ScanRules& rules;
  std::string settings;  // digest of what makes a report, beside the file
  std::vector<CatalogueEntry> entries;
  std::uint64_t read = 0;
  std::uint64_t kept = 0;
  bool incomplete = false;
};

// The file that a source is in: a member of an archive is as old as the archive.
std::string stamp_of_source(const std::string& uri) {
  for (std::string path = uri; !path.empty();) {
    std::string stamp = stamp_of_file(path);
    if (!stamp.empty())
      return stamp;
    const std::size_t slash = path.rfind('/');
    path.resize(slash == std::string::npos ? 0 : slash);
  }
  return {};
}

// The month is there since reports tell the age of the newest event by months.
std::string settings_of(const ScanRequest& request, const RulePack& pack) {
  const auto content = [](const std::string& path) {
    return kind_of_file(path) == FileKind::regular ? sha256_hex(read_file(path)) : path;
  };
  return sha256_hex(join(
      {program_version(), pack.sha256, request.table, content(request.schema), request.delimiter,
       request.encoding, std::to_string(request.sample), content(request.suppressions_file),
       content(request.quality_profile), request.today.substr(0, 7)},
      "\n"));
}

// The report of a source as it was written, when nothing has changed since.
std::optional<AuditReport> kept_report(const CatalogueWork& work, const std::string& path,
                                       const std::string& stamp) {
  if (stamp.empty() || kind_of_file(path) != FileKind::regular)
    return std::nullopt;
  const Json stored = Json::parse(read_file(path), nullptr, false);
  if (!stored.is_object() || stored.value("stamp", "") != stamp ||
      stored.value("settings", "") != work.settings || !stored.contains("report"))
    return std::nullopt;
  try {
    return parse_report(stored.at("report").dump(), path);
  } catch (const Error&) {  // written by hand, or cut: the source is read again
    return std::nullopt;
  }
}

AuditReport scan_one(const CatalogueWork& work, const std::string& uri) {
  ScanRequest request = work.request;
  request.sources = {uri};
  return scan_sources(request, work.rules);
}

void keep_report(const CatalogueWork& work, const AuditReport& report, const std::string& name,
                 const std::string& stamp) {
  const Language language = work.context.language;
  const OrderedJson stored{{"schema", "aval.catalogue-source/1"},
                           {"stamp", stamp},
                           {"settings", work.settings},
                           {"report", scan_to_json(report, language)}};
  write_file_whole(join({work.folder, "/", name, ".html"}, ""),
                   render_report(report, ReportFormat::html, language), true);
  write_file_whole(join({work.folder, "/", name, ".json"}, ""),
                   stored.dump(1, ' ', false, OrderedJson::error_handler_t::replace), true);
}

void add_unread(CatalogueWork& work, const std::string& uri, const Text& reason) {
  CatalogueEntry entry;
  entry.uri = uri;
  entry.reason = reason;
  work.entries.push_back(std::move(entry));
  work.incomplete = true;
}

void add_source(CatalogueWork& work, const std::string& uri) {
  const std::string name = sha256_hex(uri).substr(0, 16);
  const std::string stamp = stamp_of_source(uri);
  std::optional<AuditReport> report =
      kept_report(work, join({work.folder, "/", name, ".json"}, ""), stamp);
  work.kept += report ? 1U : 0U;
  if (!report) {
    try {
      report = scan_one(work, uri);
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::input)
        throw;
      add_unread(work, uri, error.message());
      return;
    }
    keep_report(work, *report, name, stamp);
    ++work.read;
  }
  work.incomplete = work.incomplete || exit_code_of(*report) != 0;
  for (const SourceAudit& source : report->sources)
    work.entries.push_back(entry_of(source, name + ".html"));
}

void write_index(const CatalogueWork& work) {
  const Language language = work.context.language;
  const Catalogue catalogue = make_catalogue(work.entries, work.request.today);
  for (const CatalogueOrder order : {CatalogueOrder::name, CatalogueOrder::rows,
                                     CatalogueOrder::completeness, CatalogueOrder::gravity})
    write_file_whole(join({work.folder, "/", page_name(order)}, ""),
                     render_catalogue(catalogue, order, language), true);
  write_file_whole(join({work.folder, "/catalogue.json"}, ""),
                   render_catalogue_json(catalogue, language), true);
}

}  // namespace

int write_catalogue(const ScanRequest& request, const std::string& folder,
                    const CommandContext& context) {
  make_folder(folder);
  const ScanRules rules = load_scan_rules(request.rules_folder);
  CatalogueWork work{request, folder, context, rules, settings_of(request, rules.pack), {}};
  std::vector<std::string> not_audited;
  const std::string own = absolute_path(folder) + "/";
  const auto is_own = [&own](const std::string& uri) {
    return absolute_path(uri).starts_with(own);
  };
  for (const std::string& uri : expand_sources(request.sources, not_audited))
    if (!is_own(uri))
      add_source(work, uri);
  std::erase_if(not_audited, is_own);
  for (const std::string& uri : not_audited)
    add_unread(work, uri,
               {"format non lu : ce fichier n'a pas été audité",
                "format not read: this file was not audited"});
  if (work.read + work.kept == 0)
    throw Error(ErrorKind::input, request.sources.front(),
                {"aucune source n'a pu être lue", "no source could be read"});
  write_index(work);
  const Text told = format_text({"{0}/index.html : {1} lue(s), {2} inchangée(s) depuis la dernière "
                                 "fois, {3} non auditée(s)\n",
                                 "{0}/index.html: {1} read, {2} unchanged since last time, {3} not "
                                 "audited\n"},
                                {folder, std::to_string(work.read), std::to_string(work.kept),
                                 std::to_string(work.entries.size() - work.read - work.kept)});
  std::cout << escape_terminal(told.in(context.language), true);
  return work.incomplete ? kExitIncomplete : kExitDone;
}

}  // namespace aval
