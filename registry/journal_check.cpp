#include "registry/journal_check.h"

#include <map>
#include <utility>

#include "audit/base/crypto.h"
#include "audit/base/error.h"

namespace aval {
namespace {

using Fault = std::optional<JournalFault>;

// A read transaction: one snapshot for all statements, whatever other commands write meanwhile.
class Snapshot {
 public:
  explicit Snapshot(Database& database) : database_(database) { database_.execute("BEGIN"); }
  ~Snapshot() {
    try {
      database_.execute("ROLLBACK");
    } catch (const Error&) {
      // Nothing was written; closing the connection ends the transaction as well.
      return;
    }
  }
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

 private:
  Database& database_;
};

struct ChainState {
  std::int64_t count = 0;
  std::string last_hash = kFirstPreviousHash;
  std::map<std::pair<std::string, std::string>, int> versions;  // by kind and id
};

// Columns of kEventsWithDocuments.
enum Column {
  sequence,
  time,
  operator_id,
  action,
  subject,
  version,
  sha256,
  previous_hash,
  hash,
  kind,
  id,
  document_version,
  content
};

constexpr const char* kEventsWithDocuments =
    "SELECT e.sequence, e.time, e.operator, e.action, e.subject, e.version, e.sha256, "
    "e.previous_hash, e.hash, d.kind, d.id, d.version, d.content FROM events e LEFT JOIN documents "
    "d ON d.sequence = e.sequence ORDER BY e.sequence";

JournalEvent read_event(const Statement& row) {
  return {row.integer(sequence), row.text(time),          row.text(operator_id),
          row.text(action),      row.text(subject),       static_cast<int>(row.integer(version)),
          row.text(sha256),      row.text(previous_hash), row.text(hash)};
}

// The document that an event binds must still be there, byte for byte, under its name.
Fault check_document_of(const Statement& row, const JournalEvent& event, ChainState& chain) {
  if (row.is_null(content))
    return JournalFault{event.sequence,
                        {"le document enregistré a disparu", "the recorded document is gone"}};
  const std::string document_kind = row.text(kind);
  if (!event.action.starts_with(document_kind + ".") || row.text(id) != event.subject ||
      row.integer(document_version) != event.version)
    return JournalFault{event.sequence,
                        {"le nom ou la version du document enregistré a été modifié",
                         "the name or version of the recorded document was changed"}};
  if (sha256_hex(row.text(content)) != event.sha256)
    return JournalFault{event.sequence,
                        {"le contenu du document enregistré a été modifié",
                         "the content of the recorded document was changed"}};
  if (++chain.versions[{document_kind, event.subject}] != event.version)
    return JournalFault{
        event.sequence,
        {"une version de ce document manque", "a version of this document is missing"}};
  return std::nullopt;
}

Fault check_chain(Database& database, const std::optional<Checkpoint>& checkpoint,
                  ChainState& chain) {
  Statement rows(database, kEventsWithDocuments);
  while (rows.step()) {
    const JournalEvent event = read_event(rows);
    const std::int64_t expected = chain.count + 1;
    if (event.sequence != expected)
      return JournalFault{expected, {"l'événement manque", "the event is missing"}};
    if (hash_of_event(event) != event.hash)
      return JournalFault{expected, {"l'événement a été modifié", "the event was changed"}};
    if (event.previous_hash != chain.last_hash)
      return JournalFault{expected,
                          {"l'événement ne suit pas le précédent : l'un des deux a été récrit",
                           "the event does not follow the one before: one of them was rewritten"}};
    if (Fault fault = check_document_of(rows, event, chain))
      return fault;
    if (checkpoint && checkpoint->count == expected && checkpoint->hash != event.hash)
      return JournalFault{expected,
                          {"l'empreinte n'est pas celle du point de contrôle : le journal a été "
                           "récrit",
                           "the hash is not the checkpoint's: the journal was rewritten"}};
    chain.count = expected;
    chain.last_hash = event.hash;
  }
  if (checkpoint && checkpoint->count > chain.count)
    return JournalFault{chain.count + 1,
                        {"l'événement manque : le point de contrôle en connaît davantage",
                         "the event is missing: the checkpoint knows of more"}};
  return std::nullopt;
}

Fault check_head(Database& database, const ChainState& chain) {
  Statement head(database, "SELECT count, hash FROM journal_head");
  if (!head.step())
    return JournalFault{
        0, {"le repère de fin du journal a disparu", "the mark of the journal's end is gone"}};
  if (head.integer(0) > chain.count)
    return JournalFault{chain.count + 1,
                        {"l'événement manque : la fin du journal a été coupée",
                         "the event is missing: the end of the journal was cut"}};
  if (head.integer(0) != chain.count || head.text(1) != chain.last_hash)
    return JournalFault{chain.count,
                        {"le repère de fin du journal ne correspond pas au dernier événement",
                         "the mark of the journal's end does not match the last event"}};
  return std::nullopt;
}

Fault check_rest(Database& database) {
  Statement orphan(database,
                   "SELECT 1 FROM documents WHERE sequence NOT IN (SELECT sequence FROM events)");
  if (orphan.step())
    return JournalFault{
        0,
        {"un document n'a pas d'événement au journal", "a document has no event in the journal"}};
  Statement operators(database, "SELECT id, account, salt FROM operators ORDER BY id");
  while (operators.step())
    if (operator_pseudonym(operators.text(2), operators.text(1)) != operators.text(0))
      return JournalFault{0,
                          {"la table des opérateurs a été modifiée : un compte ne correspond "
                           "plus à son pseudonyme",
                           "the table of operators was changed: an account no longer fits its "
                           "pseudonym"}};
  Statement pages(database, "PRAGMA integrity_check(1)");
  if (!pages.step() || pages.text(0) != "ok")
    return JournalFault{0,
                        {"le fichier de la base est abîmé ; restaurez une sauvegarde",
                         "the database file is damaged; restore a backup"}};
  return std::nullopt;
}

}  // namespace

std::optional<JournalFault> check_journal(Database& database,
                                          const std::optional<Checkpoint>& checkpoint) {
  const Snapshot snapshot(database);
  ChainState chain;
  if (Fault fault = check_chain(database, checkpoint, chain))
    return fault;
  if (Fault fault = check_head(database, chain))
    return fault;
  return check_rest(database);
}

}  // namespace aval
