#include "policies/dcat_record.h"

#include <vector>

#include <nlohmann/json.hpp>

#include "audit/base/error.h"

namespace aval {
namespace {

// Values as a list, whether one or several are written.
std::vector<Json> listed(const Json& value) {
  if (value.is_array())
    return value.get<std::vector<Json>>();
  return value.is_null() ? std::vector<Json>() : std::vector<Json>{value};
}

bool is_of_type(const Json& node, const std::string& type) {
  for (const char* key : {"@type", "type"})
    if (node.is_object() && node.contains(key))
      for (const Json& written : listed(node.at(key)))
        if (written.is_string() && local_name(written.get<std::string>()) == type)
          return true;
  return false;
}

// Every object of the document that a record may be: at the top, in @graph, in a catalogue.
void gather_nodes(const Json& value, int depth, std::vector<Json>& nodes) {
  constexpr int kDeepest = 4;
  if (depth > kDeepest)
    return;
  if (value.is_array())
    for (const Json& item : value)
      gather_nodes(item, depth + 1, nodes);
  if (!value.is_object())
    return;
  nodes.push_back(value);
  for (const auto& [key, inner] : value.items())
    if (const std::string name = local_name(key); name == "@graph" || name == "dataset")
      gather_nodes(inner, depth + 1, nodes);
}

// The node that an address stands for, when the document holds it.
Json resolved(const Json& value, const std::vector<Json>& nodes) {
  const std::string address = dcat_text(value);
  if (value.is_object() && value.size() > 1)
    return value;
  for (const Json& node : nodes)
    if (!address.empty() && node.value("@id", Json()) == address && node.size() > 1)
      return node;
  return value;
}

Json with_local_names(const Json& node) {
  Json named = Json::object();
  for (const auto& [key, value] : node.items())
    named.emplace(local_name(key), value);  // the first of two with the same name
  return named;
}

}  // namespace

std::string local_name(const std::string& term) {
  const std::size_t cut = term.find_last_of(":/#");
  return cut == std::string::npos || cut + 1 == term.size() ? term : term.substr(cut + 1);
}

std::string dcat_text(const Json& value) {
  if (value.is_string())
    return value.get<std::string>();
  if (value.is_array())
    for (const Json& item : value)
      if (std::string text = dcat_text(item); !text.empty())
        return text;
  if (value.is_object())
    for (const char* key : {"@value", "@id"})
      if (value.contains(key) && value.at(key).is_string())
        return value.at(key).get<std::string>();
  return {};
}

std::optional<Json> find_dcat_dataset(const Json& document, const std::string& place) {
  std::vector<Json> nodes;
  gather_nodes(document, 0, nodes);
  std::optional<Json> dataset;
  for (const Json& node : nodes) {
    if (!is_of_type(node, "Dataset") || node.size() < 3)
      continue;
    if (dataset && *dataset != node)
      throw Error(ErrorKind::input, place,
                  {"ce fichier décrit plusieurs jeux de données ; donnez la fiche d'un seul",
                   "this file describes several datasets; give the record of one"});
    dataset = node;
  }
  if (!dataset)
    return std::nullopt;
  Json named = with_local_names(*dataset);
  Json distributions = Json::array();
  for (const Json& distribution : listed(named.value("distribution", Json())))
    if (const Json node = resolved(distribution, nodes); node.is_object())
      distributions.push_back(with_local_names(node));
  named["distribution"] = distributions;
  return named;
}

}  // namespace aval
