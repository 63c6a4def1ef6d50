#include "registry/store.h"

#include <filesystem>
#include <functional>

#include <nlohmann/json.hpp>

#include "audit/base/crypto.h"
#include "audit/base/sqlite.h"
#include "tests/registry/temporary_workspace.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

Json activity(const std::string& name) {
  return {{"schema", "aval.activity/1"}, {"id", "cantine"}, {"name", name}};
}

std::string message_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.message().en;
  }
  return "";
}

std::size_t count_rows(const std::string& path, const std::string& table) {
  Database database(path, OpenMode::read_only);
  Statement rows(database, "SELECT count(*) FROM " + table);
  rows.step();
  return static_cast<std::size_t>(rows.integer(0));
}

TEST_CASE("a new workspace holds its first event and verifies", "[registry]") {
  const TemporaryWorkspace file;
  const RegisterStore store = RegisterStore::create(file.path(), author_named("dpo"));
  REQUIRE(store.journal().size() == 1);
  CHECK(store.journal()[0].action == "workspace.create");
  CHECK(store.journal()[0].previous_hash == kFirstPreviousHash);
  CHECK_FALSE(store.verify());
}

TEST_CASE("a new workspace is readable by its owner only", "[registry]") {
  const TemporaryWorkspace file;
  const RegisterStore store = RegisterStore::create(file.path(), author_named("dpo"));
  CHECK(std::filesystem::status(file.path()).permissions() ==
        (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
}

TEST_CASE("an existing workspace is not created again", "[registry]") {
  const TemporaryWorkspace file;
  RegisterStore::create(file.path(), author_named("dpo"))
      .record(kActivityKind, "cantine", activity("Cantine"), "add", author_named("dpo"));
  CHECK_THROWS_AS(RegisterStore::create(file.path(), author_named("dpo")), Error);
  CHECK(RegisterStore::open(file.path()).find(kActivityKind, "cantine"));
}

TEST_CASE("a creation stopped before its commit is named, then taken over", "[registry]") {
  const TemporaryWorkspace file;
  write_file_whole(file.path(), "", true);
  const auto open = [&file] { RegisterStore::open(file.path()); };
  CHECK(message_of(open).find("aval init") != std::string::npos);
  CHECK_FALSE(RegisterStore::create(file.path(), author_named("dpo")).verify());
}

TEST_CASE("another program's database is refused and stays byte for byte", "[registry]") {
  const TemporaryWorkspace file;
  {
    Database database(file.path(), OpenMode::create);
    database.execute("PRAGMA journal_mode=DELETE; CREATE TABLE theirs (x)");
  }
  const std::string before = read_file(file.path());
  CHECK_THROWS_AS(RegisterStore::open(file.path()), Error);
  CHECK_THROWS_AS(RegisterStore::create(file.path(), author_named("dpo")), Error);
  CHECK(read_file(file.path()) == before);
}

TEST_CASE("a file that is no database is refused and stays byte for byte", "[registry]") {
  const TemporaryWorkspace file;
  const std::string before = "nom;allergie\nexemple;aucune\n" + std::string(2000, 'x');
  write_file_whole(file.path(), before, true);
  CHECK_THROWS_AS(RegisterStore::open(file.path()), Error);
  CHECK_THROWS_AS(RegisterStore::create(file.path(), author_named("dpo")), Error);
  CHECK(read_file(file.path()) == before);
}

TEST_CASE("a workspace of a later version is refused with the way out", "[registry]") {
  const TemporaryWorkspace file;
  RegisterStore::create(file.path(), author_named("dpo"));
  Database(file.path(), OpenMode::read_write).set_user_version(99);
  CHECK(message_of([&file] { RegisterStore::open(file.path()); }).find("update") !=
        std::string::npos);
}

TEST_CASE("an absent workspace is told with the way out and not made", "[registry]") {
  const TemporaryWorkspace file;
  CHECK(message_of([&file] { RegisterStore::open(file.path()); }).find("aval init") !=
        std::string::npos);
  CHECK(kind_of_file(file.path()) == FileKind::absent);
}

TEST_CASE("each record of a document is a version and the history stays", "[registry]") {
  const TemporaryWorkspace file;
  RegisterStore store = RegisterStore::create(file.path(), author_named("dpo"));
  store.record(kActivityKind, "cantine", activity("Cantine"), "add", author_named("dpo"));
  const StoredDocument second = store.record(kActivityKind, "cantine", activity("Restauration"),
                                             "update", author_named("dpo"));
  CHECK(second.version == 2);
  const auto versions = store.versions(kActivityKind, "cantine");
  REQUIRE(versions.size() == 2);
  CHECK(versions[0].content == canonical_json(activity("Cantine")));
  CHECK(versions[1].content == canonical_json(activity("Restauration")));
  CHECK(versions[1].sha256 == sha256_hex(versions[1].content));
  CHECK(store.find(kActivityKind, "cantine")->version == 2);
  REQUIRE(store.list(kActivityKind).size() == 1);
  CHECK(store.list(kActivityKind)[0].version == 2);
}

TEST_CASE("the same id in two kinds is two documents", "[registry]") {
  const TemporaryWorkspace file;
  RegisterStore store = RegisterStore::create(file.path(), author_named("dpo"));
  store.record(kActivityKind, "cantine", activity("Cantine"), "add", author_named("dpo"));
  CHECK(
      store.record(kUseCaseKind, "cantine", activity("Cas"), "add", author_named("dpo")).version ==
      1);
  CHECK(store.list(kActivityKind).size() == 1);
  CHECK_FALSE(store.verify());
}

TEST_CASE("documents are listed by id", "[registry]") {
  const TemporaryWorkspace file;
  RegisterStore store = RegisterStore::create(file.path(), author_named("dpo"));
  for (const char* id : {"zoo", "archives", "mairie"})
    store.record(kActivityKind, id, activity(id), "add", author_named("dpo"));
  const auto listed = store.list(kActivityKind);
  REQUIRE(listed.size() == 3);
  CHECK(listed[0].id == "archives");
  CHECK(listed[2].id == "zoo");
}

TEST_CASE("several documents are recorded together or not at all", "[registry]") {
  const TemporaryWorkspace file;
  RegisterStore store = RegisterStore::create(file.path(), author_named("dpo"));
  store.record_all({{kActivityKind, "a", "{}", "add"}, {kActivityKind, "b", "{}", "add"}},
                   author_named("dpo"));
  CHECK(store.list(kActivityKind).size() == 2);
  // A second account without a salt fails at its first event: nothing of the batch stays.
  CHECK_THROWS_AS(store.record_all({{kActivityKind, "c", "{}", "add"}}, {"autre", "2026", ""}),
                  Error);
  CHECK(store.list(kActivityKind).size() == 2);
  CHECK(store.journal().size() == 3);
  CHECK_FALSE(store.verify());
}

TEST_CASE("every document has its event and every event its document", "[registry]") {
  const TemporaryWorkspace file;
  RegisterStore store = RegisterStore::create(file.path(), author_named("dpo"));
  for (int i = 0; i < 5; ++i)
    store.record(kScanKind, "jeu", Json{{"n", i}}, "update", author_named("dpo"));
  CHECK(count_rows(file.path(), "documents") == 6);
  CHECK(count_rows(file.path(), "events") == 6);
  const auto events = store.journal();
  const auto versions = store.versions(kScanKind, "jeu");
  for (std::size_t i = 0; i < versions.size(); ++i)
    CHECK(events[i + 1].sha256 == versions[i].sha256);
}

TEST_CASE("an account keeps one pseudonym and its name stays out of the journal", "[registry]") {
  const TemporaryWorkspace file;
  RegisterStore store = RegisterStore::create(file.path(), author_named("martin.durand"));
  Author later = author_named("martin.durand");
  later.salt = "ffff";
  store.record(kActivityKind, "a", activity("A"), "add", later);
  store.record(kActivityKind, "a", activity("A"), "update", author_named("autre"));
  const auto events = store.journal();
  CHECK(events[0].operator_id == events[1].operator_id);
  CHECK(events[1].operator_id != events[2].operator_id);
  for (const JournalEvent& event : events)
    CHECK(event.operator_id.find("martin") == std::string::npos);
  CHECK(store.find_account(events[0].operator_id) == std::string("martin.durand"));
  CHECK_FALSE(store.find_account("op-0"));
}

TEST_CASE("the same writes at the same times give the same journal", "[registry]") {
  const TemporaryWorkspace first, second;
  std::vector<std::string> heads;
  for (const TemporaryWorkspace* file : {&first, &second}) {
    RegisterStore store = RegisterStore::create(file->path(), author_named("dpo"));
    store.record(kActivityKind, "cantine", activity("Cantine"), "add", author_named("dpo"));
    heads.push_back(store.journal().back().hash);
  }
  CHECK(heads[0] == heads[1]);
}

TEST_CASE("two connections write in turn and lose nothing", "[registry]") {
  const TemporaryWorkspace file;
  RegisterStore one = RegisterStore::create(file.path(), author_named("dpo"));
  RegisterStore other = RegisterStore::open(file.path());
  for (int i = 0; i < 10; ++i) {
    one.record(kActivityKind, "a", Json{{"n", i}}, "update", author_named("dpo"));
    other.record(kActivityKind, "a", Json{{"n", -i}}, "update", author_named("elu"));
  }
  CHECK(one.find(kActivityKind, "a")->version == 20);
  CHECK_FALSE(other.verify());
}

}  // namespace
}  // namespace aval
