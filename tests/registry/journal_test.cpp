// What a hand on the database file can change, and that verify finds it. The triggers that stop
// accidents are dropped first, as someone with intent would.
#include "registry/journal.h"

#include <nlohmann/json.hpp>

#include "audit/base/crypto.h"
#include "audit/base/sqlite.h"
#include "registry/store.h"
#include "tests/registry/temporary_workspace.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

constexpr const char* kWithoutTriggers =
    "DROP TRIGGER events_keep; DROP TRIGGER events_stay; DROP TRIGGER documents_keep; DROP TRIGGER "
    "documents_stay; PRAGMA foreign_keys=OFF;";

// Five events: the creation, then four of activities.
void fill(const std::string& path) {
  RegisterStore store = RegisterStore::create(path, author_named("dpo"));
  for (const char* id : {"cantine", "cantine", "piscine", "voirie"})
    store.record(kActivityKind, id, Json{{"id", id}, {"name", "Activité"}}, "add",
                 author_named("dpo"));
}

void tamper(const std::string& path, const std::string& sql) {
  Database database(path, OpenMode::read_write);
  database.execute(kWithoutTriggers + sql);
}

std::optional<JournalFault> fault_after(const std::string& sql) {
  const TemporaryWorkspace file;
  fill(file.path());
  tamper(file.path(), sql);
  return RegisterStore::open(file.path()).verify();
}

// Replaces the last character of a text column of one row by another.
std::string flip(const std::string& table, const std::string& column, int sequence) {
  const std::string last = "substr(" + column + ", -1)";
  return "UPDATE " + table + " SET " + column + " = substr(" + column + ", 1, length(" + column +
         ") - 1) || CASE " + last +
         " WHEN 'a' THEN 'b' ELSE 'a' END WHERE sequence = " + std::to_string(sequence) + ";";
}

TEST_CASE("a changed text of any event or document is found and its event named", "[journal]") {
  for (int sequence = 1; sequence <= 5; ++sequence) {
    for (const char* column :
         {"time", "operator", "action", "subject", "sha256", "previous_hash", "hash"}) {
      INFO(sequence << " " << column);
      const auto fault = fault_after(flip("events", column, sequence));
      REQUIRE(fault);
      CHECK(fault->sequence == sequence);
    }
    for (const char* column : {"kind", "id", "content"}) {
      INFO(sequence << " " << column);
      const auto fault = fault_after(flip("documents", column, sequence));
      REQUIRE(fault);
      CHECK(fault->sequence == sequence);
    }
  }
}

TEST_CASE("a changed version or sequence number is found", "[journal]") {
  CHECK(fault_after("UPDATE events SET version = 9 WHERE sequence = 2;")->sequence == 2);
  CHECK(fault_after("UPDATE documents SET version = 9 WHERE sequence = 2;")->sequence == 2);
  CHECK(fault_after("UPDATE events SET sequence = 9 WHERE sequence = 3;")->sequence == 3);
  CHECK(fault_after("UPDATE documents SET sequence = 9 WHERE sequence = 3;")->sequence == 3);
}

TEST_CASE("a deleted event or document is found", "[journal]") {
  CHECK(fault_after("DELETE FROM events WHERE sequence = 1;")->sequence == 1);
  CHECK(fault_after("DELETE FROM events WHERE sequence = 3;")->sequence == 3);
  CHECK(fault_after("DELETE FROM documents WHERE sequence = 3;")->sequence == 3);
  CHECK(fault_after("DELETE FROM events WHERE sequence > 3; DELETE FROM documents WHERE sequence > "
                    "3;")
            ->sequence == 4);
}

TEST_CASE("an added or exchanged document is found", "[journal]") {
  CHECK(fault_after("INSERT INTO documents VALUES (9, 'activity', 'faux', 1, '{}');"));
  CHECK(fault_after("UPDATE documents SET sequence = 90 WHERE sequence = 4; UPDATE documents SET "
                    "sequence = 4 WHERE sequence = 5; UPDATE documents SET sequence = 5 WHERE "
                    "sequence = 90;")
            ->sequence == 4);
}

TEST_CASE("a changed head row is found", "[journal]") {
  CHECK(fault_after("UPDATE journal_head SET count = 4;")->sequence == 5);
  CHECK(fault_after("UPDATE journal_head SET hash = 'x';")->sequence == 5);
  CHECK(fault_after("DELETE FROM journal_head;"));
}

TEST_CASE("an event rewritten with a hash of its own breaks the chain after it", "[journal]") {
  const TemporaryWorkspace file;
  fill(file.path());
  JournalEvent event = RegisterStore::open(file.path()).journal()[1];
  event.time = "2020-01-01T00:00:00Z";
  tamper(file.path(), "UPDATE events SET time = '" + event.time + "', hash = '" +
                          hash_of_event(event) + "' WHERE sequence = 2;");
  CHECK(RegisterStore::open(file.path()).verify()->sequence == 3);
}

TEST_CASE("a changed account behind a pseudonym is found, a removed table is not", "[journal]") {
  CHECK(fault_after("UPDATE operators SET account = 'maire';"));
  CHECK_FALSE(fault_after("DELETE FROM operators;"));
}

TEST_CASE("a document changed outside aval is not handed out", "[journal]") {
  const TemporaryWorkspace file;
  fill(file.path());
  tamper(file.path(), flip("documents", "content", 4));
  const RegisterStore store = RegisterStore::open(file.path());
  CHECK_THROWS_AS(store.find(kActivityKind, "piscine"), Error);
  CHECK_THROWS_AS(store.list(kActivityKind), Error);
  CHECK(store.find(kActivityKind, "voirie"));
}

TEST_CASE("nothing is recorded after an altered end", "[journal]") {
  const TemporaryWorkspace file;
  fill(file.path());
  tamper(file.path(),
         "DELETE FROM events WHERE sequence = 5; DELETE FROM documents WHERE sequence "
         "= 5;");
  RegisterStore store = RegisterStore::open(file.path());
  CHECK_THROWS_AS(store.record(kActivityKind, "x", Json::object(), "add", author_named("dpo")),
                  Error);
  CHECK(store.journal().size() == 4);
}

TEST_CASE("a journal cut with its head row shows against a checkpoint only", "[journal]") {
  const TemporaryWorkspace file;
  fill(file.path());
  const JournalEvent last = RegisterStore::open(file.path()).journal().back();
  const Checkpoint checkpoint{last.sequence, last.hash};
  CHECK_FALSE(RegisterStore::open(file.path()).verify_against(checkpoint));
  tamper(file.path(),
         "DELETE FROM events WHERE sequence = 5; DELETE FROM documents WHERE sequence = 5; UPDATE "
         "journal_head SET count = 4, hash = (SELECT hash FROM events WHERE sequence = 4);");
  RegisterStore store = RegisterStore::open(file.path());
  CHECK_FALSE(store.verify());
  CHECK(store.verify_against(checkpoint)->sequence == 5);
  store.record(kActivityKind, "autre", Json::object(), "add", author_named("dpo"));
  CHECK_FALSE(store.verify());
  CHECK(store.verify_against(checkpoint)->sequence == 5);
}

TEST_CASE("the triggers refuse to change or delete what is recorded", "[journal]") {
  const TemporaryWorkspace file;
  fill(file.path());
  Database database(file.path(), OpenMode::read_write);
  for (const char* sql : {"UPDATE events SET time = ''", "DELETE FROM events",
                          "UPDATE documents SET content = ''", "DELETE FROM documents"})
    CHECK_THROWS_AS(database.execute(sql), Error);
}

// docs/journal-format.md prints this event: a verifier written from that page must agree.
TEST_CASE("the hash of an event is the one its description gives", "[journal]") {
  const JournalEvent event{1,
                           "2026-11-24T12:00:00Z",
                           operator_pseudonym("00112233445566778899aabbccddeeff", "dpo"),
                           "workspace.create",
                           "workspace",
                           1,
                           sha256_hex(R"({"schema":"aval.workspace/1"})"),
                           kFirstPreviousHash,
                           ""};
  const std::string canonical =
      R"({"action":"workspace.create","operator":")" + event.operator_id +
      R"(","previous_hash":")" + event.previous_hash + R"(","sequence":1,"sha256":")" +
      event.sha256 + R"(","subject":"workspace","time":"2026-11-24T12:00:00Z","version":1})";
  CHECK(hash_of_event(event) == sha256_hex(canonical));
  const std::string page = read_file(std::string(AVAL_SOURCE_DIR) + "/docs/journal-format.md");
  CHECK(page.find(canonical) != std::string::npos);
  CHECK(page.find(hash_of_event(event)) != std::string::npos);
}

}  // namespace
}  // namespace aval
