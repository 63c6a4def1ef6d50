// The loader of rule packs on hostile files (libFuzzer).
//
// The bytes are, up to NUL bytes: rules (or the manifest, when it starts with {"schema"), header
// words, a list of values, and a text that a pack found sound must match without harm. Parts that
// are not there are sound ones.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "audit/base/text.h"
#include "rules/pack_files.h"
#include "rules/rule_pack.h"
#include "rules/value_matcher.h"

namespace {

constexpr std::string_view kManifest =
    R"({"schema":"aval.rules/1","id":"x","version":"1","title":{"fr":"x","en":"x"},"dictionaries":[)"
    R"({"name":"list","file":"list.tsv","column":"name","where":"count>=2","licence":"x","source":"x"}],)"
    R"("header_words":"words.tsv"})";
constexpr std::string_view kRules =
    R"({"rules":[{"id":"x.y","type":"nir","gdpr":"direct","severity":"low","values":{"patterns":["[0-9]+"]},)"
    R"("text":{"patterns":["\\b([0-9]+)\\b"]},"articles":[],"source":"x","examples":{"match":["1"],)"
    R"("no_match":["x"],"text":["a 1"]},"texts":{"title":{"fr":"x","en":"x"},"message":{"fr":"x","en":"x"},)"
    R"("remedy":{"fr":"x","en":"x"}}}]})";
constexpr std::string_view kWords =
    "token_or_phrase\tlanguage\ttype\tstrength\tnote\nnom station\tfr\tnone\tstrong\t\n";
constexpr std::string_view kList = "name\tcount\nrouge\t3\n";

// A pack that was found sound gives the same answers to the same text, in order.
void match_twice(const aval::PackFiles& files, std::string_view text) {
  const aval::RulePack pack = aval::load_rule_files(files);
  const auto patterns = aval::compiled_patterns(pack);
  std::vector<aval::RuleMatch> first, second;
  for (const bool whole : {true, false}) {
    aval::ValueMatcher one(pack, patterns), other(pack, patterns);
    whole ? one.match_value(text, first) : one.match_text(text, first);
    whole ? other.match_value(text, second) : other.match_text(text, second);
    if (first != second)
      std::abort();
    for (std::size_t i = 0; i < first.size(); ++i)
      if (first[i].rule >= pack.rules.size() || (i > 0 && first[i - 1].rule >= first[i].rule))
        std::abort();
  }
  for (const aval::HeaderMatch& match : pack.header_words.find(aval::header_tokens(text)))
    if (match.word == nullptr || match.tokens == 0)
      std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // libFuzzer hands out bytes.
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::vector<std::string_view> parts = aval::split(bytes, '\0');
  parts.resize(4);
  const bool is_manifest = parts[0].starts_with("{\"schema\"");
  aval::PackFiles files;
  files.files = {{"list.tsv", parts[2].empty() ? kList : parts[2]},
                 {"pack.json", is_manifest ? parts[0] : kManifest},
                 {"rules/x.json", is_manifest || parts[0].empty() ? kRules : parts[0]},
                 {"words.tsv", parts[1].empty() ? kWords : parts[1]}};
  const std::vector<aval::Problem> problems = aval::check_rule_files(files);
  for (const aval::Problem& problem : problems)
    if (problem.place.empty() || problem.message.fr.empty() || problem.message.en.empty())
      std::abort();
  if (problems.empty())
    match_twice(files, parts[3]);
  return 0;
}
