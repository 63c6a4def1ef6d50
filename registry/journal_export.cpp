#include "registry/journal_export.h"

#include <nlohmann/json.hpp>

#include "audit/base/json.h"

namespace aval {
namespace {

constexpr std::string_view kVerifier = R"py(#!/usr/bin/env python3
"""Verifies a journal that aval exported (aval journal export). Needs Python 3 and nothing else; read it before you trust it.
usage: journal_verifier.py EXPORT.jsonl [COUNT:HASH]
COUNT:HASH is a checkpoint noted at an earlier verification: without it, a journal rewritten as a whole does not show.
Ends with 0 when all holds, 1 with the first fault, 2 when the file cannot be read."""
import hashlib
import json
import sys

KEYS = ("action", "operator", "previous_hash", "sequence", "sha256", "subject", "time", "version")


def digest(value):
    """SHA-256 of the canonical JSON: sorted keys, no white space, UTF-8."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def fault(lines, checkpoint):
    """The first fault, or None."""
    if len(lines) < 2 or lines[0].get("schema") != "aval.journal_export/1" or lines[-1].get("end") is not True:
        return "the first or the last line is missing: the file was cut"
    events = [line for line in lines[1:-1] if "sequence" in line]
    operators = [line for line in lines[1:-1] if "account" in line]
    if len(events) + len(operators) != len(lines) - 2:
        return "a line is neither an event nor an operator"
    last, versions, hashes = "0" * 64, {}, []
    for number, event in enumerate(events, 1):
        if set(event) != set(KEYS) | {"hash"} or event["sequence"] != number:
            return f"event {number} is missing"
        if digest({key: event[key] for key in KEYS}) != event["hash"]:
            return f"event {number} was changed"
        if event["previous_hash"] != last:
            return f"event {number} does not follow the one before"
        document = (event["action"].split(".")[0], event["subject"])
        versions[document] = versions.get(document, 0) + 1
        if event["version"] != versions[document]:
            return f"event {number}: a version of its document is missing"
        last = event["hash"]
        hashes.append(last)
    for line in (lines[0], lines[-1]):
        if line["count"] != len(events) or line["hash"] != last:
            return f"event {len(events) + 1} is missing, or the head was changed: {line['count']} events were announced"
    for row in operators:
        if row["operator"] != "op-" + hashlib.sha256(f"{row['salt']}:{row['account']}".encode("utf-8")).hexdigest()[:16]:
            return f"{row['operator']}: the account does not fit the pseudonym"
    if checkpoint:
        count, _, expected = checkpoint.partition(":")
        if int(count) > len(hashes) or hashes[int(count) - 1] != expected.lower():
            return f"the journal is not the one of the checkpoint at event {count}"
    return None


try:
    with open(sys.argv[1], encoding="utf-8") as file:
        found = fault([json.loads(line) for line in file], sys.argv[2] if len(sys.argv) > 2 else "")
except (OSError, ValueError, KeyError, IndexError, AttributeError) as error:
    sys.exit(print(f"cannot be read: {type(error).__name__}") or 2)
print(f"ALTERED: {found}" if found else "intact")
sys.exit(1 if found else 0)
)py";

Json event_json(const JournalEvent& event) {
  return Json{{"action", event.action},     {"operator", event.operator_id},
              {"hash", event.hash},         {"previous_hash", event.previous_hash},
              {"sequence", event.sequence}, {"sha256", event.sha256},
              {"subject", event.subject},   {"time", event.time},
              {"version", event.version}};
}

}  // namespace

std::string journal_as_lines(const std::vector<JournalEvent>& events,
                             const std::vector<JournalOperator>& operators) {
  const std::string hash = events.empty() ? kFirstPreviousHash : events.back().hash;
  std::string out =
      canonical_json(
          Json{{"schema", "aval.journal_export/1"}, {"count", events.size()}, {"hash", hash}}) +
      "\n";
  for (const JournalEvent& event : events)
    out += canonical_json(event_json(event)) + "\n";
  for (const JournalOperator& one : operators)
    out +=
        canonical_json(Json{{"operator", one.id}, {"account", one.account}, {"salt", one.salt}}) +
        "\n";
  return out + canonical_json(Json{{"end", true}, {"count", events.size()}, {"hash", hash}}) + "\n";
}

std::string_view journal_verifier() {
  return kVerifier;
}

}  // namespace aval
