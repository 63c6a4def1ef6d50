// The workspace: one SQLite file. What it holds are documents (canonical JSON, versioned) and a
// journal that binds every one of them. No SQL leaves this folder; no cell value enters it. A store
// belongs to one thread; several processes may use one file.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "audit/base/json.h"
#include "registry/journal.h"
#include "registry/journal_export.h"

namespace aval {

// Kinds of documents, spelled so in the database. Frozen: they are stored.
inline constexpr const char* kOrganisationKind = "organisation";
inline constexpr const char* kActivityKind = "activity";
inline constexpr const char* kUseCaseKind = "usecase";
inline constexpr const char* kPriorityKind = "priority";  // a priority policy of the term
inline constexpr const char* kScanKind = "scan";          // id: the dataset; a version a scan
inline constexpr const char* kReviewKind = "review";      // id: dataset/fingerprint
inline constexpr const char* kDecisionKind = "decision";  // id: use case/gate; computed
inline constexpr const char* kAdoptionKind = "adopted_decision";  // same id; a person's decision
inline constexpr const char* kWaiverKind = "waiver";
inline constexpr const char* kFactsKind = "facts";  // id: SHA-256 of the facts; content-addressed
inline constexpr const char* kSealKind = "seal";    // id: kind/id/version of what it seals
// id: source/column; a version when an attempt starts, another when it ends.
inline constexpr const char* kHashAttemptKind = "hash_attempt";
inline constexpr const char* kPublicationKind = "publication";  // a publication sheet
// id: the series; what the last decided version of a series looked like, without any value.
inline constexpr const char* kPublicationProfileKind = "publication_profile";
inline constexpr const char* kPackKind = "pack";  // id: SHA-256 of the pack; content-addressed

struct StoredDocument {
  std::string kind;
  std::string id;
  int version = 0;      // from 1
  std::string content;  // canonical JSON
  std::string sha256;   // of the content
  std::string recorded_at;
};

// Who writes, and when (UTC, "YYYY-MM-DDTHH:MM:SSZ"). The account is kept in a table of its own;
// the journal names a pseudonym.
struct Author {
  std::string account;
  std::string time;
  std::string salt =
      {};  // fresh random hexadecimal: makes the pseudonym of an account not yet known
};

// A document to record: `action` names its event: "add", "update", "confirm"...
struct Draft {
  std::string kind;
  std::string id;
  std::string content;  // canonical JSON
  std::string action;
};

class RegisterStore {
 public:
  // A new workspace, in one commit: a kill leaves a whole one or a blank file, which create() takes
  // over. Error(store) when there is one already. The file is readable by its owner only.
  static RegisterStore create(const std::string& path, const Author& author);
  // True when a whole workspace is there; Error(store) when another file is.
  static bool exists(const std::string& path);
  // Error(store) with the way out when the file is absent, is no aval workspace, or comes from a
  // later version.
  static RegisterStore open(const std::string& path);

  RegisterStore(RegisterStore&&) noexcept;
  RegisterStore& operator=(RegisterStore&&) noexcept;
  ~RegisterStore();

  // Adds a version of a document and its journal event in one transaction. `action` names the
  // event: "add", "update", "confirm"...
  StoredDocument record(const std::string& kind, const std::string& id, const Json& content,
                        const std::string& action, const Author& author);
  // The same for several: all of them or none.
  std::vector<StoredDocument> record_all(const std::vector<Draft>& drafts, const Author& author);

  // Reading a document compares it with its event: Error(store) when it was changed outside aval.

  // The latest version; nothing when there is none.
  std::optional<StoredDocument> find(const std::string& kind, const std::string& id) const;
  // Every version of one document, oldest first.
  std::vector<StoredDocument> versions(const std::string& kind, const std::string& id) const;
  // The latest version of every document of that kind, by id.
  std::vector<StoredDocument> list(const std::string& kind) const;
  // Those whose id starts with `prefix`: "cantine/" for the reviews of a dataset.
  std::vector<StoredDocument> list_below(const std::string& kind, const std::string& prefix) const;
  // The latest version of every waiver whose latest version names that use case, by id.
  std::vector<StoredDocument> waivers_of(const std::string& usecase) const;

  std::vector<JournalEvent> journal() const;
  // The account behind a pseudonym, unless the table of operators was taken away.
  std::optional<std::string> find_account(const std::string& operator_id) const;
  // The table of operators, by pseudonym.
  std::vector<JournalOperator> operators() const;
  // Takes away the accounts of operators whose last event is older than `before` ("YYYY-MM-DD") and
  // records how many in the journal, which still holds. Returns that number.
  std::int64_t remove_operators(const std::string& before, const Author& author);
  // The first fault found in the chain of events, in the documents it binds, between both, or
  // against a checkpoint; nothing when all holds. A journal cut at its end together with its head
  // row, or written anew as a whole, shows only against a checkpoint.
  [[nodiscard]] std::optional<JournalFault> verify() const;
  [[nodiscard]] std::optional<JournalFault> verify_against(const Checkpoint& checkpoint) const;

  const std::string& path() const;

 private:
  struct State;
  explicit RegisterStore(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace aval
