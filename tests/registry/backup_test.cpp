#include "registry/backup.h"

#include <filesystem>

#include <nlohmann/json.hpp>

#include "audit/base/error.h"
#include "audit/base/file.h"
#include "audit/base/sqlite.h"
#include "tests/support/catch.h"

using namespace aval;

namespace {

const Author kAuthor{"test", "2026-11-24T12:00:00Z", "0011"};

void record(RegisterStore& store, const std::string& id) {
  store.record(kActivityKind, id, {{"name", id}}, "add", kAuthor);
}

}  // namespace

TEST_CASE("a copy taken while the workspace is open is put back whole") {
  const TemporaryFolder folder("backup");
  const std::string workspace = folder.path() + "/aval.db";
  const std::string copy = folder.path() + "/copy.db";
  RegisterStore store = RegisterStore::create(workspace, kAuthor);
  record(store, "before");
  backup_workspace(workspace, copy);
  record(store, "after");
  const RestoredWorkspace restored = restore_workspace(workspace, copy, kAuthor);
  CHECK(restored.events == 2);
  // Who had it open goes on with what was put back.
  CHECK(store.find(kActivityKind, "before"));
  CHECK_FALSE(store.find(kActivityKind, "after"));
  CHECK_FALSE(store.verify());
  CHECK(store.journal().back().action == "workspace.restore");
  record(store, "later");
  CHECK_FALSE(store.verify());
  const RegisterStore kept = RegisterStore::open(restored.kept);
  CHECK(kept.find(kActivityKind, "after"));
}

TEST_CASE("a copy is private and replaces nothing") {
  const TemporaryFolder folder("backup");
  const std::string workspace = folder.path() + "/aval.db";
  const std::string copy = folder.path() + "/copy.db";
  RegisterStore::create(workspace, kAuthor);
  backup_workspace(workspace, copy);
  const auto mode = std::filesystem::status(copy).permissions();
  CHECK((mode & (std::filesystem::perms::group_all | std::filesystem::perms::others_all)) ==
        std::filesystem::perms::none);
  CHECK_THROWS_AS(backup_workspace(workspace, copy), Error);
  CHECK_THROWS_AS(backup_workspace(folder.path() + "/none.db", folder.path() + "/x.db"), Error);
  CHECK(kind_of_file(folder.path() + "/x.db") == FileKind::absent);
}

TEST_CASE("what is no sound copy of a workspace changes nothing") {
  const TemporaryFolder folder("backup");
  const std::string workspace = folder.path() + "/aval.db";
  RegisterStore store = RegisterStore::create(workspace, kAuthor);
  record(store, "kept");
  const std::string other = folder.path() + "/other.db";
  SECTION("not a database") {
    write_file_whole(other, "nothing of the kind", true);
  }
  SECTION("another database") {
    Database(other, OpenMode::create).execute("CREATE TABLE t (x)");
  }
  SECTION("a trigger was added") {
    backup_workspace(workspace, other);
    Database(other, OpenMode::read_write)
        .execute("CREATE TRIGGER spy AFTER INSERT ON documents BEGIN SELECT 1; END");
  }
  SECTION("a document was changed") {
    backup_workspace(workspace, other);
    Database database(other, OpenMode::read_write);
    Statement trigger(database, "SELECT sql FROM sqlite_schema WHERE name = 'documents_keep'");
    REQUIRE(trigger.step());
    const std::string sql = trigger.text(0);
    trigger.reset();
    database.execute("DROP TRIGGER documents_keep");
    database.execute(
        "UPDATE documents SET content = '{\"name\":\"forged\"}' WHERE kind = 'activity'");
    database.execute(sql);
  }
  CHECK_THROWS_AS(restore_workspace(workspace, other, kAuthor), Error);
  CHECK(store.find(kActivityKind, "kept"));
  CHECK(store.journal().back().action == "activity.add");
}
