#include "registry/store.h"

#include <nlohmann/json.hpp>

#include "audit/base/crypto.h"
#include "audit/base/file.h"
#include "audit/base/sqlite.h"
#include "registry/migrations.h"

namespace aval {
namespace {

constexpr const char* kDocumentColumns =
    "SELECT kind, id, version, content, sha256, recorded_at FROM documents ";
constexpr const char* kEventColumns =
    "SELECT sequence, time, operator, action, subject, version, sha256, previous_hash, hash FROM "
    "events ";

StoredDocument read_document(const Statement& row) {
  return {row.text(0), row.text(1), static_cast<int>(row.integer(2)),
          row.text(3), row.text(4), row.text(5)};
}

JournalEvent read_event(const Statement& row) {
  return {row.integer(0), row.text(1), row.text(2),
          row.text(3),    row.text(4), static_cast<int>(row.integer(5)),
          row.text(6),    row.text(7), row.text(8)};
}

// The pseudonym of an account, made when it first writes.
std::string operator_of(Database& database, const std::string& account) {
  Statement find(database, "SELECT id FROM operators WHERE account = ?1");
  find.bind(1, account);
  if (find.step())
    return find.text(0);
  const std::string id = "op-" + random_hex(6);
  Statement insert(database, "INSERT INTO operators (id, account) VALUES (?1, ?2)");
  insert.bind(1, id).bind(2, account).run();
  return id;
}

void insert_document(Database& database, const StoredDocument& document) {
  Statement insert(database,
                   "INSERT INTO documents (kind, id, version, content, sha256, recorded_at) VALUES "
                   "(?1, ?2, ?3, ?4, ?5, ?6)");
  insert.bind(1, document.kind).bind(2, document.id).bind(3, std::int64_t{document.version});
  insert.bind(4, document.content).bind(5, document.sha256).bind(6, document.recorded_at).run();
}

void append_event(Database& database, const StoredDocument& document, const std::string& action,
                  const Author& author) {
  JournalEvent event;
  event.previous_hash = kFirstPreviousHash;
  Statement head(database, "SELECT count, hash FROM journal_head");
  if (head.step()) {
    event.sequence = head.integer(0);
    if (event.sequence > 0)
      event.previous_hash = head.text(1);
  }
  ++event.sequence;
  event.time = author.time;
  event.operator_id = operator_of(database, author.account);
  event.action = document.kind + "." + action;
  event.subject = document.id;
  event.version = document.version;
  event.sha256 = document.sha256;
  event.hash = hash_of_event(event);
  Statement insert(database,
                   "INSERT INTO events (sequence, time, operator, action, subject, version, "
                   "sha256, previous_hash, hash) "
                   "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
  insert.bind(1, event.sequence)
      .bind(2, event.time)
      .bind(3, event.operator_id)
      .bind(4, event.action)
      .bind(5, event.subject);
  insert.bind(6, std::int64_t{event.version})
      .bind(7, event.sha256)
      .bind(8, event.previous_hash)
      .bind(9, event.hash)
      .run();
  Statement update(database, "UPDATE journal_head SET count = ?1, hash = ?2");
  update.bind(1, event.sequence).bind(2, event.hash).run();
}

JournalFault fault_at(std::int64_t sequence, Text message) {
  return {sequence, std::move(message)};
}

// The document that an event binds must still be there, byte for byte.
std::optional<JournalFault> check_document_of(Database& database, const JournalEvent& event) {
  const std::string kind = event.action.substr(0, event.action.find('.'));
  Statement find(database,
                 std::string(kDocumentColumns) + "WHERE kind = ?1 AND id = ?2 AND version = ?3");
  find.bind(1, kind).bind(2, event.subject).bind(3, std::int64_t{event.version});
  if (!find.step())
    return fault_at(event.sequence,
                    {"le document enregistré a disparu", "the recorded document is gone"});
  const StoredDocument document = read_document(find);
  if (sha256_hex(document.content) != event.sha256 || document.sha256 != event.sha256 ||
      document.recorded_at != event.time)
    return fault_at(event.sequence,
                    {"le document enregistré a été modifié", "the recorded document was changed"});
  return std::nullopt;
}

std::optional<JournalFault> check_chain(Database& database, std::int64_t& count,
                                        std::string& last_hash) {
  Statement events(database, std::string(kEventColumns) + "ORDER BY sequence");
  last_hash = kFirstPreviousHash;
  count = 0;
  while (events.step()) {
    const JournalEvent event = read_event(events);
    ++count;
    if (event.sequence != count)
      return fault_at(
          count, {"un événement manque dans le journal", "an event is missing from the journal"});
    if (event.previous_hash != last_hash)
      return fault_at(count, {"l'événement ne suit pas le précédent",
                              "the event does not follow the one before"});
    if (hash_of_event(event) != event.hash)
      return fault_at(count, {"l'événement a été modifié", "the event was changed"});
    if (auto fault = check_document_of(database, event))
      return fault;
    last_hash = event.hash;
  }
  return std::nullopt;
}

}  // namespace

struct RegisterStore::State {
  State(const std::string& path, OpenMode mode) : database(path, mode) {}
  mutable Database database;
};

RegisterStore::RegisterStore(std::unique_ptr<State> state) : state_(std::move(state)) {}
RegisterStore::RegisterStore(RegisterStore&&) noexcept = default;
RegisterStore& RegisterStore::operator=(RegisterStore&&) noexcept = default;
RegisterStore::~RegisterStore() = default;

RegisterStore RegisterStore::create(const std::string& path, const Author& author) {
  if (kind_of_file(path) != FileKind::absent)
    throw Error(ErrorKind::store, path,
                {"ce fichier existe déjà ; choisissez un autre nom avec --workspace",
                 "this file exists already; choose another name with --workspace"});
  auto state = std::make_unique<State>(path, OpenMode::create);
  migrate(state->database);
  RegisterStore store(std::move(state));
  store.record("workspace", "workspace", Json{{"schema", "aval.workspace/1"}}, "create", author);
  return store;
}

RegisterStore RegisterStore::open(const std::string& path) {
  if (kind_of_file(path) != FileKind::regular)
    throw Error(ErrorKind::store, path,
                {"aucun espace de travail ici ; créez-le avec « aval init » ou indiquez-le avec "
                 "--workspace",
                 "no workspace here; create it with 'aval init' or name it with --workspace"});
  auto state = std::make_unique<State>(path, OpenMode::read_write);
  migrate(state->database);
  return RegisterStore(std::move(state));
}

StoredDocument RegisterStore::record(const std::string& kind, const std::string& id,
                                     const Json& content, const std::string& action,
                                     const Author& author) {
  Database& database = state_->database;
  Transaction transaction(database);
  Statement last(database,
                 "SELECT COALESCE(MAX(version), 0) FROM documents WHERE kind = ?1 AND id = ?2");
  last.bind(1, kind).bind(2, id).step();
  StoredDocument document{
      kind, id, static_cast<int>(last.integer(0)) + 1, canonical_json(content), "", author.time};
  last.reset();
  document.sha256 = sha256_hex(document.content);
  insert_document(database, document);
  append_event(database, document, action, author);
  transaction.commit();
  return document;
}

std::optional<StoredDocument> RegisterStore::find(const std::string& kind,
                                                  const std::string& id) const {
  Statement find(state_->database, std::string(kDocumentColumns) +
                                       "WHERE kind = ?1 AND id = ?2 ORDER BY version DESC LIMIT 1");
  find.bind(1, kind).bind(2, id);
  if (!find.step())
    return std::nullopt;
  return read_document(find);
}

std::vector<StoredDocument> RegisterStore::versions(const std::string& kind,
                                                    const std::string& id) const {
  Statement find(state_->database,
                 std::string(kDocumentColumns) + "WHERE kind = ?1 AND id = ?2 ORDER BY version");
  find.bind(1, kind).bind(2, id);
  std::vector<StoredDocument> documents;
  while (find.step())
    documents.push_back(read_document(find));
  return documents;
}

std::vector<StoredDocument> RegisterStore::list(const std::string& kind) const {
  Statement find(state_->database,
                 std::string(kDocumentColumns) +
                     "AS d WHERE kind = ?1 AND version = (SELECT MAX(version) FROM documents "
                     "WHERE kind = d.kind AND id = d.id) ORDER BY id");
  find.bind(1, kind);
  std::vector<StoredDocument> documents;
  while (find.step())
    documents.push_back(read_document(find));
  return documents;
}

std::vector<JournalEvent> RegisterStore::journal() const {
  Statement find(state_->database, std::string(kEventColumns) + "ORDER BY sequence");
  std::vector<JournalEvent> events;
  while (find.step())
    events.push_back(read_event(find));
  return events;
}

std::optional<JournalFault> RegisterStore::verify() const {
  Database& database = state_->database;
  std::int64_t count = 0;
  std::string last_hash;
  if (auto fault = check_chain(database, count, last_hash))
    return fault;
  Statement head(database, "SELECT count, hash FROM journal_head");
  if (!head.step() || head.integer(0) != count || head.text(1) != last_hash)
    return fault_at(0, {"la fin du journal a été coupée ou son repère modifié",
                        "the end of the journal was cut or its mark changed"});
  Statement orphans(database, "SELECT COUNT(*) FROM documents");
  orphans.step();
  if (orphans.integer(0) != count)
    return fault_at(0, {"un document n'a pas d'événement au journal",
                        "a document has no event in the journal"});
  return std::nullopt;
}

const std::string& RegisterStore::path() const {
  return state_->database.path();
}

}  // namespace aval
