#include "registry/store.h"

#include <filesystem>

#include <nlohmann/json.hpp>

#include "audit/base/crypto.h"
#include "audit/base/sqlite.h"
#include "registry/journal_check.h"
#include "registry/memberships.h"
#include "registry/migrations.h"

namespace aval {
namespace {

constexpr const char* kDocuments =
    "SELECT d.kind, d.id, d.version, d.content, e.sha256, e.time, e.sequence, e.subject, e.version "
    "FROM documents d JOIN events e USING (sequence) WHERE ";
constexpr const char* kEventColumns =
    "SELECT sequence, time, operator, action, subject, version, sha256, previous_hash, hash FROM "
    "events ";

// A document that no longer fits its event is not handed out: a decision must not rest on it.
StoredDocument read_document(const Statement& row, const std::string& path) {
  StoredDocument document{row.text(0), row.text(1), static_cast<int>(row.integer(2)),
                          row.text(3), row.text(4), row.text(5)};
  if (sha256_hex(document.content) != document.sha256 || row.text(7) != document.id ||
      row.integer(8) != document.version)
    throw Error(
        ErrorKind::store, path,
        format_text({"le document de l'événement {0} a été modifié hors d'aval ; lancez « "
                     "aval journal verify », puis restaurez une sauvegarde",
                     "the document of event {0} was changed outside aval; run 'aval journal "
                     "verify', then restore a backup"},
                    {std::to_string(row.integer(6))}));
  return document;
}

JournalEvent read_event(const Statement& row) {
  return {row.integer(0), row.text(1), row.text(2),
          row.text(3),    row.text(4), static_cast<int>(row.integer(5)),
          row.text(6),    row.text(7), row.text(8)};
}

// The pseudonym of an account, made when it first writes.
std::string operator_of(Database& database, const Author& author) {
  Statement find(database, "SELECT id FROM operators WHERE account = ?1");
  find.bind(1, author.account);
  if (find.step())
    return find.text(0);
  if (author.salt.empty())
    throw Error(ErrorKind::internal, "operators", {"sel manquant", "missing salt"});
  std::string id = operator_pseudonym(author.salt, author.account);
  Statement insert(database, "INSERT INTO operators (id, account, salt) VALUES (?1, ?2, ?3)");
  insert.bind(1, id).bind(2, author.account).bind(3, author.salt).run();
  return id;
}

void insert_event(Database& database, const JournalEvent& event) {
  Statement insert(database,
                   "INSERT INTO events (sequence, time, operator, action, subject, version, "
                   "sha256, previous_hash, hash) "
                   "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
  insert.bind(1, event.sequence).bind(2, event.time).bind(3, event.operator_id);
  insert.bind(4, event.action).bind(5, event.subject).bind(6, std::int64_t{event.version});
  insert.bind(7, event.sha256).bind(8, event.previous_hash).bind(9, event.hash).run();
}

// The event of a document, chained to the last one. The head row must agree with the chain, or
// nothing is recorded.
JournalEvent append_event(Database& database, const StoredDocument& document,
                          const std::string& action, const Author& author) {
  JournalEvent last;
  last.hash = kFirstPreviousHash;
  Statement newest(database, std::string(kEventColumns) + "ORDER BY sequence DESC LIMIT 1");
  if (newest.step())
    last = read_event(newest);
  JournalEvent event{last.sequence + 1,
                     author.time,
                     operator_of(database, author),
                     document.kind + "." + action,
                     document.id,
                     document.version,
                     document.sha256,
                     last.hash,
                     ""};
  event.hash = hash_of_event(event);
  insert_event(database, event);
  Statement head(database,
                 "UPDATE journal_head SET count = ?1, hash = ?2 WHERE count = ?3 AND hash = ?4");
  head.bind(1, event.sequence).bind(2, event.hash).bind(3, last.sequence).bind(4, last.hash).run();
  if (database.changes() != 1)
    throw Error(ErrorKind::store, database.path(),
                {"le journal est altéré : rien n'a été enregistré. Lancez « aval journal verify », "
                 "puis restaurez une sauvegarde",
                 "the journal is altered: nothing was recorded. Run 'aval journal verify', then "
                 "restore a backup"});
  return event;
}

// The only way in: a document goes with its event. Call it inside a transaction.
StoredDocument record_one(Database& database, const Draft& draft, const Author& author) {
  Statement last(database,
                 "SELECT COALESCE(MAX(version), 0) FROM documents WHERE kind = ?1 AND id = ?2");
  last.bind(1, draft.kind).bind(2, draft.id).step();
  StoredDocument document{draft.kind,
                          draft.id,
                          static_cast<int>(last.integer(0)) + 1,
                          draft.content,
                          sha256_hex(draft.content),
                          author.time};
  const JournalEvent event = append_event(database, document, draft.action, author);
  Statement insert(database,
                   "INSERT INTO documents (sequence, kind, id, version, content) VALUES (?1, ?2, "
                   "?3, ?4, ?5)");
  insert.bind(1, event.sequence).bind(2, document.kind).bind(3, document.id);
  insert.bind(4, std::int64_t{document.version}).bind(5, document.content).run();
  return document;
}

std::vector<StoredDocument> read_all(Statement& rows, const std::string& path) {
  std::vector<StoredDocument> documents;
  while (rows.step())
    documents.push_back(read_document(rows, path));
  return documents;
}

// Creates, or takes over a blank file; false when another command was faster.
bool begin_workspace(Database& database, const Author& author) {
  Transaction transaction(database);
  if (!is_blank(database))
    return false;
  migrate(database);
  record_one(database,
             {"workspace", "workspace", canonical_json({{"schema", "aval.workspace/1"}}), "create"},
             author);
  transaction.commit();
  return true;
}

[[noreturn]] void refuse_existing(const std::string& path) {
  throw Error(
      ErrorKind::store, path,
      {"un espace de travail existe déjà ici ; utilisez-le, ou choisissez un autre nom avec "
       "--workspace",
       "a workspace exists here already; use it, or choose another name with --workspace"});
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
  if (look_at_workspace(path) == WorkspaceState::ready)
    refuse_existing(path);
  auto state = std::make_unique<State>(path, OpenMode::create);
  // It names contacts of the organisation: private until its owner says otherwise.
  std::filesystem::permissions(
      path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  if (!begin_workspace(state->database, author))
    refuse_existing(path);
  return RegisterStore(std::move(state));
}

bool RegisterStore::exists(const std::string& path) {
  return look_at_workspace(path) == WorkspaceState::ready;
}

RegisterStore RegisterStore::open(const std::string& path) {
  const WorkspaceState found = look_at_workspace(path);
  if (found == WorkspaceState::absent)
    throw Error(ErrorKind::store, path,
                {"aucun espace de travail ici ; créez-le avec « aval init » ou indiquez-le avec "
                 "--workspace",
                 "no workspace here; create it with 'aval init' or name it with --workspace"});
  if (found == WorkspaceState::blank)
    throw Error(ErrorKind::store, path,
                {"la création de cet espace de travail a été interrompue ; relancez « aval init »",
                 "the creation of this workspace was interrupted; run 'aval init' again"});
  auto state = std::make_unique<State>(path, OpenMode::read_write);
  if (needs_migration(state->database)) {
    Transaction transaction(state->database);
    migrate(state->database);
    transaction.commit();
  }
  return RegisterStore(std::move(state));
}

// NOLINTNEXTLINE(readability-function-size): a document and its event, named where it is called.
StoredDocument RegisterStore::record(const std::string& kind, const std::string& id,
                                     const Json& content, const std::string& action,
                                     const Author& author) {
  return record_all({{kind, id, canonical_json(content), action}}, author).front();
}

std::vector<StoredDocument> RegisterStore::record_all(const std::vector<Draft>& drafts,
                                                      const Author& author) {
  std::vector<StoredDocument> documents;
  documents.reserve(drafts.size());
  Transaction transaction(state_->database);
  for (const Draft& draft : drafts)
    documents.push_back(record_one(state_->database, draft, author));
  transaction.commit();
  return documents;
}

std::optional<StoredDocument> RegisterStore::find(const std::string& kind,
                                                  const std::string& id) const {
  Statement rows(state_->database, std::string(kDocuments) +
                                       "d.kind = ?1 AND d.id = ?2 ORDER BY d.version DESC LIMIT 1");
  rows.bind(1, kind).bind(2, id);
  if (!rows.step())
    return std::nullopt;
  return read_document(rows, path());
}

std::vector<StoredDocument> RegisterStore::versions(const std::string& kind,
                                                    const std::string& id) const {
  Statement rows(state_->database,
                 std::string(kDocuments) + "d.kind = ?1 AND d.id = ?2 ORDER BY d.version");
  rows.bind(1, kind).bind(2, id);
  return read_all(rows, path());
}

std::vector<StoredDocument> RegisterStore::list(const std::string& kind) const {
  Statement rows(state_->database,
                 std::string(kDocuments) +
                     "d.kind = ?1 AND d.version = (SELECT MAX(version) FROM documents WHERE kind = "
                     "d.kind AND id = d.id) ORDER BY d.id");
  rows.bind(1, kind);
  return read_all(rows, path());
}

std::vector<StoredDocument> RegisterStore::list_below(const std::string& kind,
                                                      const std::string& prefix) const {
  Statement rows(
      state_->database,
      std::string(kDocuments) +
          "d.kind = ?1 AND d.id >= ?2 AND d.id < ?3 AND d.version = (SELECT "
          "MAX(version) FROM documents WHERE kind = d.kind AND id = d.id) ORDER BY d.id");
  // No text is above the byte 0xff, which UTF-8 never holds.
  rows.bind(1, kind).bind(2, prefix).bind(3, prefix + "\xff");
  return read_all(rows, path());
}

std::vector<StoredDocument> RegisterStore::waivers_of(const std::string& usecase) const {
  std::vector<StoredDocument> waivers = list(kWaiverKind);
  std::erase_if(waivers, [&](const StoredDocument& waiver) {
    return parse_json(waiver.content, waiver.id).at("usecase") != usecase;
  });
  return waivers;
}

std::vector<JournalEvent> RegisterStore::journal() const {
  Statement find(state_->database, std::string(kEventColumns) + "ORDER BY sequence");
  std::vector<JournalEvent> events;
  while (find.step())
    events.push_back(read_event(find));
  return events;
}

std::optional<std::string> RegisterStore::find_account(const std::string& operator_id) const {
  Statement find(state_->database, "SELECT account FROM operators WHERE id = ?1");
  find.bind(1, operator_id);
  if (!find.step())
    return std::nullopt;
  return find.text(0);
}

std::vector<JournalOperator> RegisterStore::operators() const {
  Statement rows(state_->database, "SELECT id, account, salt FROM operators ORDER BY id");
  std::vector<JournalOperator> operators;
  while (rows.step())
    operators.push_back({rows.text(0), rows.text(1), rows.text(2)});
  return operators;
}

std::int64_t RegisterStore::remove_operators(const std::string& before, const Author& author) {
  Transaction transaction(state_->database);
  Statement remove(state_->database,
                   "DELETE FROM operators WHERE id NOT IN (SELECT operator FROM events WHERE time "
                   ">= ?1)");
  remove.bind(1, before).run();
  const std::int64_t removed = state_->database.changes();
  const Json document{
      {"schema", "aval.operators_removal/1"}, {"before", before}, {"removed", removed}};
  record_one(state_->database, {"operators", "operators", canonical_json(document), "remove"},
             author);
  transaction.commit();
  return removed;
}

std::optional<JournalFault> RegisterStore::verify() const {
  return check_journal(state_->database, std::nullopt);
}

std::optional<JournalFault> RegisterStore::verify_against(const Checkpoint& checkpoint) const {
  return check_journal(state_->database, checkpoint);
}

const std::string& RegisterStore::path() const {
  return state_->database.path();
}

std::string operator_id(const std::string& workspace, const Author& author) {
  Database database(workspace, OpenMode::read_write);
  Transaction transaction(database);
  std::string id = operator_of(database, author);
  transaction.commit();
  return id;
}

}  // namespace aval
