// Earlier versions of a dataset: the workspace knows their digests, the user gives their files.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "audit/cli/risk.h"
#include "audit/workspace/workspace.h"

namespace aval {

std::vector<EarlierRelease> earlier_releases(const std::string& dataset, const RiskReport& report,
                                             const CommandContext& context) {
  const RegisterStore store = open_workspace(context);
  require_document(store, kScanKind, dataset);
  std::vector<EarlierRelease> releases;
  for (const StoredDocument& document : store.versions(kScanKind, dataset)) {
    const Json scan = content_of(document);
    EarlierRelease release{document.version,
                           scan.at("date").get<std::string>(),
                           scan.at("source").at("sha256").get<std::string>(),
                           {}};
    // A file audited again is one release: the last audit of it stands.
    std::erase_if(releases, [&release](const EarlierRelease& known) {
      return known.sha256 == release.sha256;
    });
    if (release.sha256.empty() || release.sha256 == report.sha256)
      continue;
    for (const LinkedFile& file : report.linked)
      if (file.sha256 == release.sha256)
        release.file = file.name;
    releases.push_back(std::move(release));
  }
  return releases;
}

}  // namespace aval
