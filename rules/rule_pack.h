// A pack of rules: rules, dictionaries and header words, loaded and proved together.
//
// Folder form (rules/packs/fr, or --rules DIR):
//   pack.json            {"schema": "aval.rules/1", "id": "fr", "version": "2026.11", "title":
//   {"fr","en"},
//                         "dictionaries": [{"name","file","column","where","licence","source"}],
//                         "header_words": "header_words.tsv", "words": "words.tsv"}
//   rules/*.json         each {"rules": [ ... ]}, see rules/schema/rule.schema.json
//   dictionaries/*       lists, one entry a line, or tab-separated with a header line
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "audit/base/embedded.h"
#include "audit/base/error.h"
#include "rules/dictionary.h"
#include "rules/header_words.h"
#include "rules/rule.h"
#include "rules/word_lists.h"

namespace aval {

struct PackFiles;     // pack_files.h
struct PatternCache;  // value_matcher.h: compiled_patterns

std::shared_ptr<PatternCache> make_pattern_cache();

struct RulePack {
  std::string id;
  std::string version;
  std::string sha256;  // digest_of_folder of the pack
  Text title;
  std::vector<Rule> rules;  // sorted by id
  Dictionaries dictionaries;
  HeaderWords header_words;
  WordLists words;
  // Filled on first use by compiled_patterns(); a pack does not change once loaded.
  std::shared_ptr<PatternCache> pattern_cache = make_pattern_cache();
};

// The pack compiled into the binary: already proved by the tests, so examples are not run again.
RulePack load_embedded_rule_pack();

// A pack in a folder: everything is checked, examples are run. Throws one Error(pack) that lists
// every problem with its place.
RulePack load_rule_pack(const std::string& folder);
// The same for files held in memory, which the pack does not need afterwards.
RulePack load_rule_files(const PackFiles& files);

// Every problem of the pack in that folder, none when it is sound. Throws only when the folder
// cannot be read.
[[nodiscard]] std::vector<Problem> check_rule_pack(const std::string& folder);
// The same for files held in memory.
[[nodiscard]] std::vector<Problem> check_rule_files(const PackFiles& files);
// The same for the pack compiled in.
[[nodiscard]] std::vector<Problem> check_embedded_rule_pack();

// Null when there is none of that id.
const Rule* find_rule(const RulePack& pack, std::string_view id);

}  // namespace aval
