#include "reports/metadata_words.h"

#include <nlohmann/json.hpp>

#include "reports/plain_words.h"

namespace aval {
namespace {

// The criteria that are not met, or those that are not known.
std::vector<Text> named(const MetadataScore& score, std::optional<bool> met) {
  std::vector<Text> names;
  for (const MetadataCriterion& criterion : score.criteria)
    if (criterion.met == met)
      names.push_back(metadata_criterion_in_words(criterion.key));
  return names;
}

}  // namespace

OrderedJson metadata_score_json(const MetadataScore& score) {
  OrderedJson criteria = OrderedJson::array();
  for (const MetadataCriterion& criterion : score.criteria)
    criteria.push_back({{"key", criterion.key},
                        {"met", criterion.met ? OrderedJson(*criterion.met) : OrderedJson()}});
  return {{"score", score.met},
          {"of", score.criteria.size()},
          {"unknown", score.unknown},
          {"status", metadata_status(score)},
          {"criteria", criteria}};
}

std::vector<Text> metadata_score_in_words(const MetadataScore& score) {
  const std::string met = std::to_string(score.met), all = std::to_string(score.criteria.size());
  std::vector<Text> lines = {
      format_text({"{0} critères sur {1} de data.gouv.fr sont remplis (il en faut 7, licence "
                   "comprise ; limite à confirmer).",
                   "{0} of the {1} criteria of data.gouv.fr are met (7 are needed, the licence "
                   "among them; limit to be confirmed)."},
                  {met, all})};
  constexpr std::size_t kAll = 9;
  if (const auto missing = named(score, false); !missing.empty())
    lines.push_back(Text{"Manquent : ", "Missing: "} + list_in_words(missing, kAll) + plain("."));
  if (const auto unknown = named(score, std::nullopt); !unknown.empty())
    lines.push_back(Text{"La fiche ne le dit pas : ", "The sheet does not say: "} +
                    list_in_words(unknown, kAll) + plain("."));
  return lines;
}

}  // namespace aval
