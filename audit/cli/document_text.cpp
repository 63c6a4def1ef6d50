#include "audit/cli/document_text.h"

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "registry/schema_title.h"
#include "reports/document_words.h"

namespace aval {
namespace {

std::string title_of(const OrderedJson& schema, const std::string& key, Language language) {
  return split_schema_title(schema.value("title", key)).in(language);
}

class DocumentText {
 public:
  explicit DocumentText(Language language) : language_(language) {}

  void object(const Json& value, const OrderedJson& schema, const std::string& indent);
  std::string take() { return std::move(out_); }

 private:
  std::string scalar(const Json& value, const OrderedJson& schema) const;
  void member(const Json& value, const OrderedJson& schema, const std::string& label,
              const std::string& indent);
  void list(const Json& value, const OrderedJson& items, const std::string& label,
            const std::string& indent);
  std::string in_words(const Text& text) const { return text.in(language_); }
  std::string colon() const { return in_words({" : ", ": "}); }

  Language language_;
  std::string out_;
};

std::string DocumentText::scalar(const Json& value, const OrderedJson& schema) const {
  if (value.is_null())
    return in_words({"aucun", "none"});
  if (value.is_boolean())
    return value.get<bool>() ? in_words({"oui", "yes"}) : in_words({"non", "no"});
  if (!value.is_string())
    return value.dump();
  const std::string& text = value.get_ref<const std::string&>();
  return schema.contains("enum") ? in_words(label_of_word(text)) : escape_terminal(text, false);
}

// A list of plain values stands on one line, a list of objects has an item a paragraph.
void DocumentText::list(const Json& value, const OrderedJson& items, const std::string& label,
                        const std::string& indent) {
  if (value.empty()) {
    out_ += indent + label + colon() + in_words({"aucun", "none"}) + "\n";
    return;
  }
  if (!value[0].is_object()) {
    std::vector<std::string> words;
    for (const Json& item : value)
      words.push_back(scalar(item, items));
    out_ += indent + label + colon() + join(words, " ; ") + "\n";
    return;
  }
  out_ += indent + label + in_words({" :", ":"}) + "\n";
  for (const Json& item : value) {
    const std::size_t start = out_.size();
    object(item, items, indent + "    ");
    if (out_.size() > start)
      out_.replace(start + indent.size(), 4, "  - ");
  }
}

void DocumentText::member(const Json& value, const OrderedJson& schema, const std::string& label,
                          const std::string& indent) {
  if (value.is_object()) {
    out_ += indent + label + in_words({" :", ":"}) + "\n";
    object(value, schema, indent + "  ");
  } else if (value.is_array()) {
    list(value, schema.value("items", OrderedJson::object()), label, indent);
  } else {
    out_ += indent + label + colon() + scalar(value, schema) + "\n";
  }
}

void DocumentText::object(const Json& value, const OrderedJson& schema, const std::string& indent) {
  if (!value.is_object() || !schema.contains("properties"))
    return;
  for (const auto& [key, inner] : schema.at("properties").items())
    if (key != "schema" && value.contains(key))
      member(value.at(key), inner, title_of(inner, key, language_), indent);
}

}  // namespace

std::string render_document_text(const Json& document, const OrderedJson& schema,
                                 Language language) {
  DocumentText text(language);
  text.object(document, schema, "");
  return text.take();
}

}  // namespace aval
