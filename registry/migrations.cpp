#include "registry/migrations.h"

#include <iterator>

#include "audit/base/error.h"
#include "audit/base/file.h"

namespace aval {
namespace {

constexpr int kApplicationId = 0x4156414C;  // "AVAL" in the file header

// One step a version; appended to, never changed. An event and its document share their sequence
// number. No foreign key to operators: that table can be taken away and the journal still holds.
// The triggers stop accidents; what stops intent is the chain.
constexpr const char* kSteps[] = {
    R"sql(
PRAGMA application_id = 1096171852;
CREATE TABLE events (
  sequence INTEGER PRIMARY KEY CHECK (sequence > 0), time TEXT NOT NULL, operator TEXT NOT NULL, action TEXT NOT NULL,
  subject TEXT NOT NULL, version INTEGER NOT NULL, sha256 TEXT NOT NULL, previous_hash TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
CREATE TABLE documents (
  sequence INTEGER PRIMARY KEY REFERENCES events (sequence),
  kind TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, content TEXT NOT NULL,
  UNIQUE (kind, id, version)) STRICT;
CREATE TABLE operators (id TEXT PRIMARY KEY, account TEXT NOT NULL UNIQUE, salt TEXT NOT NULL) STRICT;
CREATE TABLE journal_head (only INTEGER PRIMARY KEY CHECK (only = 1), count INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;
INSERT INTO journal_head VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');
CREATE TRIGGER events_keep BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER events_stay BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER documents_keep BEFORE UPDATE ON documents BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER documents_stay BEFORE DELETE ON documents BEGIN SELECT RAISE(ABORT, 'append-only'); END;
)sql",
};
constexpr int kLatest = static_cast<int>(std::size(kSteps));

int application_id(Database& database) {
  Statement statement(database, "PRAGMA application_id");
  statement.step();
  return static_cast<int>(statement.integer(0));
}

// A creation killed while SQLite turned the new file into WAL mode leaves at most its first page
// and a journal to roll back, which a read-only connection cannot do. A workspace has no such
// journal.
bool is_interrupted_creation(const std::string& path) {
  constexpr std::uint64_t kPage = 4096;  // bytes, SQLite's default
  if (kind_of_file(path) != FileKind::regular)
    return false;
  const std::uint64_t size = file_size(path);
  return size == 0 || (size <= kPage && kind_of_file(path + "-journal") == FileKind::regular);
}

}  // namespace

bool is_blank(Database& database) {
  Statement statement(database, "SELECT count(*) FROM sqlite_schema");
  statement.step();
  return statement.integer(0) == 0 && application_id(database) == 0 && database.user_version() == 0;
}

WorkspaceState look_at_workspace(const std::string& path) {
  if (kind_of_file(path) == FileKind::absent)
    return WorkspaceState::absent;
  if (is_interrupted_creation(path))
    return WorkspaceState::blank;
  Database database(path, OpenMode::read_only);
  if (is_blank(database))
    return WorkspaceState::blank;
  if (application_id(database) != kApplicationId)
    throw Error(ErrorKind::store, path,
                {"ce fichier n'est pas un espace de travail aval ; donnez le bon avec --workspace",
                 "this file is no aval workspace; name the right one with --workspace"});
  if (database.user_version() > kLatest)
    throw Error(ErrorKind::store, path,
                {"cet espace de travail vient d'une version plus récente d'aval ; mettez le "
                 "programme à jour",
                 "this workspace comes from a later version of aval; update the program"});
  return WorkspaceState::ready;
}

bool needs_migration(Database& database) {
  return database.user_version() < kLatest;
}

void migrate(Database& database) {
  for (int step = database.user_version(); step < kLatest; ++step) {
    database.execute(kSteps[step]);
    database.set_user_version(step + 1);
  }
}

}  // namespace aval
