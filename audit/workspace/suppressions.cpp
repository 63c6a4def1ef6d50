#include "audit/workspace/suppressions.h"

#include <nlohmann/json.hpp>

#include "registry/suppression_file.h"

namespace aval {
namespace {

std::string text_at(const Json& entry, const char* key) {
  return entry.value(key, std::string());
}

Suppression suppression_of(const Json& entry) {
  Suppression out;
  out.fingerprint = text_at(entry, "fingerprint");
  out.rule = text_at(entry, "rule");
  out.column = text_at(entry, "column");
  out.reason = text_at(entry, "reason");
  out.author = text_at(entry, "author");
  out.created = text_at(entry, "created");
  out.expires = text_at(entry, "expires");
  if (entry.contains("opinion")) {
    const Json& opinion = entry.at("opinion");
    out.opinion =
        DpoOpinion{text_at(opinion, "sense"), text_at(opinion, "by"), text_at(opinion, "on")};
  }
  out.type = text_at(entry, "type");
  out.gdpr = text_at(entry, "gdpr");
  out.evidence = entry.value("evidence", std::vector<std::string>());
  return out;
}

}  // namespace

std::vector<Suppression> load_suppressions(const std::string& path) {
  std::vector<Suppression> out;
  const Json document = load_suppression_document(path);
  for (const Json& entry : document.at("suppressions"))
    out.push_back(suppression_of(entry));
  return out;
}

}  // namespace aval
