// A copy of the workspace in one click, and one put back.
#include "audit/base/file.h"
#include "audit/workspace/web/pages.h"
#include "audit/workspace/web/shell.h"
#include "audit/workspace/workspace.h"
#include "registry/backup.h"

namespace aval {
namespace {

std::string name_of_copy(const Visit& visit) {
  const std::string& id = visit.open->authority.id;
  return (id.empty() ? "aval" : id) + "-" + visit.work.today + ".aval.db";
}

}  // namespace

WebResponse download_backup(const Visit& visit) {
  const TemporaryFolder folder("backup");
  const std::string copy = folder.path() + "/copy.db";
  backup_workspace(visit.work.workspace, copy);
  return download(read_file(copy), "application/vnd.sqlite3", name_of_copy(visit));
}

WebResponse restore_backup(const Visit& visit) {
  const auto& received = visit.request.received;
  if (!received || !received->failure.fr.empty())
    return error_page(
        visit, 400, {"Copie non reçue", "Copy not received"},
        received ? received->failure
                 : Text{"Choisissez une copie, puis envoyez-la.", "Choose a copy, then send it."});
  const RestoredWorkspace restored =
      restore_workspace(visit.work.workspace, received->path, author_of(visit.work));
  visit.tell(format_text(
      {"Copie remise en place : son journal, vérifié, compte {0} évènements. Ce "
       "qui était là avant est gardé à côté, dans un fichier dont le nom finit "
       "par « {1} ».",
       "Copy put back: its journal, verified, has {0} events. What was there "
       "before is kept beside it, in a file whose name ends with '{1}'."},
      {std::to_string(restored.events), restored.kept.substr(restored.kept.rfind(".before-"))}));
  return redirect_to("/settings");
}

}  // namespace aval
