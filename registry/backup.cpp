#include "registry/backup.h"

#include <nlohmann/json.hpp>

#include "audit/base/error.h"
#include "audit/base/file.h"
#include "audit/base/sqlite.h"
#include "registry/migrations.h"

namespace aval {
namespace {

constexpr const char* kInMemory = ":memory:";

// Tables, indexes, triggers and views as they were written, one a line.
std::string schema_of(Database& database) {
  Statement rows(database, "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name");
  std::string schema;
  while (rows.step()) {
    for (int column = 0; column < 4; ++column) {
      schema += rows.text(column);
      schema += '\x1f';
    }
    schema += '\n';
  }
  return schema;
}

std::string schema_of_workspaces() {
  Database blank(kInMemory, OpenMode::create);
  migrate(blank);
  return schema_of(blank);
}

[[noreturn]] void refuse(const Text& why) {
  throw Error(ErrorKind::input, "", why);
}

// A trigger or a view of a stranger would run in the name of whoever writes next.
void require_workspace_schema(const std::string& copy) {
  Database database(copy, OpenMode::foreign);
  if (schema_of(database) != schema_of_workspaces())
    refuse({"ce fichier n'est pas la copie d'un espace de travail de cette version d'aval",
            "this file is not the copy of a workspace of this version of aval"});
  Statement check(database, "PRAGMA quick_check(1)");
  if (!check.step() || check.text(0) != "ok")
    refuse(
        {"cette copie est abîmée ; prenez-en une autre", "this copy is damaged; take another one"});
}

std::int64_t count_verified_events(const std::string& copy) {
  const RegisterStore store = RegisterStore::open(copy);
  if (const auto fault = store.verify())
    refuse({"le journal de cette copie est altéré : " + fault->message.fr,
            "the journal of this copy is altered: " + fault->message.en});
  return static_cast<std::int64_t>(store.journal().size());
}

void copy_file_whole(const std::string& from, const std::string& to) {
  constexpr std::size_t kPiece = 1U << 20;
  const InputFile source(from);
  WholeFile target(to, true);
  std::string piece(kPiece, '\0');
  for (std::uint64_t offset = 0; offset < source.size();) {
    const std::size_t read = source.read_at(offset, piece.data(), piece.size());
    if (read == 0)
      break;
    target.write(std::string_view(piece.data(), read));
    offset += read;
  }
  target.finish();
}

// "2026-11-24T12:00:00Z" -> "20261124T120000Z"
std::string compact(const std::string& time) {
  std::string digits;
  for (const char c : time)
    if (c != '-' && c != ':')
      digits += c;
  return digits;
}

std::string name_for_kept(const std::string& workspace, const std::string& time) {
  std::string name = workspace + ".before-" + compact(time);
  for (int number = 2; kind_of_file(name) != FileKind::absent; ++number)
    name = workspace + ".before-" + compact(time) + "-" + std::to_string(number);
  return name;
}

}  // namespace

void backup_workspace(const std::string& workspace, const std::string& copy) {
  if (look_at_workspace(workspace) != WorkspaceState::ready)
    throw Error(ErrorKind::store, workspace, {"aucun espace de travail ici", "no workspace here"});
  if (kind_of_file(copy) != FileKind::absent)
    throw Error(ErrorKind::usage, copy,
                {"un fichier porte déjà ce nom ; une copie n'en remplace jamais une autre",
                 "a file has this name already; a copy never replaces another one"});
  const TemporaryFolder folder("backup");
  const std::string moment = folder.path() + "/workspace.db";
  {
    Database source(workspace, OpenMode::read_write);
    Statement write(source, "VACUUM INTO ?1");
    write.bind(1, moment).run();
  }
  copy_file_whole(moment, copy);
}

RestoredWorkspace restore_workspace(const std::string& workspace, const std::string& copy,
                                    const Author& author) {
  const TemporaryFolder folder("restore");  // SQLite writes beside what it opens
  const std::string read = folder.path() + "/copy.db";
  copy_file_whole(copy, read);
  require_workspace_schema(read);
  RestoredWorkspace restored;
  restored.events = count_verified_events(read);
  restored.kept = name_for_kept(workspace, author.time);
  backup_workspace(workspace, restored.kept);
  {
    Database target(workspace, OpenMode::read_write);
    Database source(read, OpenMode::read_only);
    target.copy_from(source);
  }
  RegisterStore store = RegisterStore::open(workspace);
  store.record("workspace", "workspace", {{"schema", "aval.workspace/1"}}, "restore", author);
  return restored;
}

}  // namespace aval
