// add, show, list, template and schema for the documents that users write as JSON files: activities
// and use cases.
#pragma once

#include <string>

#include "audit/cli/commands.h"

namespace aval {

struct DocumentCommands {
  std::string kind;      // as in registry/store.h
  std::string name_key;  // key of the title: "name", "title"
  Text singular;         // "activité", "activity"
};

void add_document_commands(CLI::App& parent, CommandContext& context,
                           const DocumentCommands& commands);

}  // namespace aval
