// add, show, list, template and schema for the documents that users write as JSON files: activities
// and use cases.
#pragma once

#include <string>

#include "audit/cli/commands.h"
#include "registry/store.h"

namespace aval {

struct DocumentCommands {
  std::string kind;        // as in registry/store.h
  std::string name_key;    // key of the title: "name", "title"
  Text singular;           // "activité", "activity"
  std::string example_id;  // of the examples in --help
  std::string example_file;
  bool with_list = true;  // false: the command brings a `list` of its own
};

void add_document_commands(CLI::App& parent, CommandContext& context,
                           const DocumentCommands& commands);

// A stored document in words, by the titles of its schema.
std::string document_as_text(const StoredDocument& stored, const CommandContext& context);

}  // namespace aval
