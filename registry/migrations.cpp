#include "registry/migrations.h"

#include <iterator>

#include "audit/base/error.h"

namespace aval {
namespace {

constexpr int kApplicationId = 0x4156414C;  // "AVAL" in the file header

// One step a version; appended to, never changed.
constexpr const char* kSteps[] = {
    R"sql(
PRAGMA application_id = 1096171852;
CREATE TABLE documents (
  kind TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL,
  content TEXT NOT NULL, sha256 TEXT NOT NULL, recorded_at TEXT NOT NULL,
  PRIMARY KEY (kind, id, version)) STRICT;
CREATE TABLE events (
  sequence INTEGER PRIMARY KEY, time TEXT NOT NULL, operator TEXT NOT NULL REFERENCES operators (id), action TEXT NOT NULL,
  subject TEXT NOT NULL, version INTEGER NOT NULL, sha256 TEXT NOT NULL, previous_hash TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
CREATE TABLE operators (id TEXT PRIMARY KEY, account TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE journal_head (count INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;
INSERT INTO journal_head VALUES (0, '');
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

}  // namespace

void migrate(Database& database) {
  const int version = database.user_version();
  const bool is_new = version == 0 && application_id(database) == 0;
  if (!is_new && application_id(database) != kApplicationId)
    throw Error(
        ErrorKind::store, database.path(),
        {"ce fichier n'est pas un espace de travail aval", "this file is no aval workspace"});
  if (version > kLatest)
    throw Error(ErrorKind::store, database.path(),
                {"cet espace de travail vient d'une version plus récente d'aval ; mettez le "
                 "programme à jour",
                 "this workspace comes from a later version of aval; update the program"});
  if (version == kLatest)
    return;
  Transaction transaction(database);
  for (int step = database.user_version(); step < kLatest; ++step) {
    database.execute(kSteps[step]);
    database.set_user_version(step + 1);
  }
  transaction.commit();
}

}  // namespace aval
