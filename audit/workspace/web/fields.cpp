#include "audit/workspace/web/fields.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/workspace/web/field_schema.h"
#include "audit/workspace/web/shell.h"
#include "registry/documents.h"
#include "registry/schema_title.h"
#include "registry/sheet_value.h"
#include "reports/document_words.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

constexpr std::size_t kLongText = 60;  // bytes: such a text gets an area
constexpr int kAreaRows = 3;
constexpr const char* kDatasetList = "known-datasets";
constexpr std::size_t kMostTicks = 40;  // known activities shown as ticks; more are typed

// What a text field shows of a value.
std::string shown(const Json& value, Language language) {
  if (value.is_null())
    return language == Language::fr ? "sans objet" : "none";
  return value.is_string() ? value.get<std::string>() : value.dump();
}

class FieldWriter {
 public:
  FieldWriter(HtmlPage& page, Language language, const DocumentForm& form)
      : page_(page), language_(language), problems_(form.problems), known_(form.known) {}

  // The lists that fields propose values from.
  void write_lists() {
    if (!known_.datasets.empty())
      write_datalist(page_, kDatasetList, known_.datasets);
  }

  // `value`: null pointer when the document does not hold it. `path`: "sources.1.holder".
  void member(const OrderedJson& schema, const std::string& key, const Json* value,
              const std::string& path);

 private:
  void object(const OrderedJson& schema, const Json* value, const std::string& path);
  void scalar(const OrderedJson& schema, const FieldLook& look, const Json* value);
  void ticks(const OrderedJson& schema, const Text& title, const Json* value,
             const std::string& path);
  void lines(const FieldLook& look, const Json* value);
  bool activities(const FieldLook& look, const Json* value, const std::string& path);
  void entries(const OrderedJson& schema, const Text& title, const Json* value,
               const std::string& path);
  void tick(const std::string& name, const std::string& value, const Text& label, bool on);
  Text problem_at(const std::string& path) const;
  void open_group(const Text& title);

  HtmlPage& page_;
  Language language_;
  const std::vector<Problem>& problems_;
  const KnownDocuments& known_;
};

// "sources.2.holder" is what check_document calls "#/sources/1/holder".
Text FieldWriter::problem_at(const std::string& path) const {
  std::string pointer = "#";
  for (const std::string_view part : split(path, '.')) {
    const bool number = part.find_first_not_of("0123456789") == std::string_view::npos;
    pointer +=
        "/" + (number ? std::to_string(std::stoul(std::string(part)) - 1) : std::string(part));
  }
  for (const Problem& problem : problems_)
    if (problem.place.ends_with(pointer))
      return problem.message;
  return {};
}

void FieldWriter::open_group(const Text& title) {
  page_.open(Tag::fieldset);
  page_.element(Tag::legend, title);
}

void FieldWriter::tick(const std::string& name, const std::string& value, const Text& label,
                       bool on) {
  page_.open(Tag::label, {{Attribute::class_name, "check"}});
  HtmlAttributes attributes{
      {Attribute::type, "checkbox"}, {Attribute::name, name}, {Attribute::value, value}};
  if (on)
    attributes.push_back({Attribute::checked, "checked"});
  page_.empty(Tag::input, attributes);
  page_.text(plain(" ") + label);
  page_.close();
}

void FieldWriter::scalar(const OrderedJson& schema, const FieldLook& look, const Json* value) {
  const bool closed = schema.contains("enum");
  const bool yes_no = types_of(schema).count("boolean") != 0;
  FieldLook shown_look = look;
  if (closed || yes_no) {
    std::vector<Choice> choices = {{"", {"— à renseigner", "— to be filled in"}}};
    for (const OrderedJson& word : schema.value("enum", OrderedJson::array()))
      if (word.is_string())
        choices.push_back({word.get<std::string>(), label_of_word(word.get<std::string>())});
    if (yes_no) {
      choices.push_back({"true", {"oui", "yes"}});
      choices.push_back({"false", {"non", "no"}});
    }
    if (takes_null(schema))
      choices.push_back({"null", {"sans objet", "none"}});
    shown_look.value = value == nullptr     ? ""
                       : value->is_string() ? value->get<std::string>()
                                            : value->dump();
    choice_field(page_, shown_look, choices);
    return;
  }
  shown_look.value = value == nullptr ? "" : shown(*value, language_);
  const bool is_null = value != nullptr && value->is_null();
  if (schema.value("format", std::string()) == "date" && !is_null)
    date_field(page_, shown_look);
  else if (shown_look.value.size() > kLongText || shown_look.value.find('\n') != std::string::npos)
    text_area(page_, shown_look, kAreaRows);
  else
    text_field(page_, shown_look);
}

void FieldWriter::ticks(const OrderedJson& schema, const Text& title, const Json* value,
                        const std::string& path) {
  open_group(title);
  hidden_field(page_, kListPrefix + path, "1");
  for (const OrderedJson& word : schema.at("enum")) {
    if (!word.is_string())
      continue;
    const auto text = word.get<std::string>();
    const bool on = value != nullptr && value->is_array() &&
                    std::find(value->begin(), value->end(), Json(text)) != value->end();
    tick(kFieldPrefix + path, text, label_of_word(text), on);
  }
  page_.close();
}

void FieldWriter::lines(const FieldLook& look, const Json* value) {
  FieldLook area = look;
  area.hint = {"un par ligne", "one a line"};
  if (value != nullptr && value->is_null())
    area.value = shown(*value, language_);
  else if (value != nullptr && value->is_array() && !value->empty())
    area.value = lines_of_list(*value, line_rule());
  text_area(page_, area, kAreaRows);
}

// The sheets of the register as ticks, with those named that it does not hold; false when there is
// nothing to tick or too much.
bool FieldWriter::activities(const FieldLook& look, const Json* value, const std::string& path) {
  if (known_.activities.empty() || known_.activities.size() > kMostTicks)
    return false;
  const Json named = value != nullptr && value->is_array() ? *value : Json::array();
  std::vector<Choice> choices = known_.activities;
  for (const Json& one : named)
    if (one.is_string() && std::none_of(choices.begin(), choices.end(),
                                        [&](const Choice& choice) { return one == choice.value; }))
      choices.push_back({one.get<std::string>(), plain(one.get<std::string>())});
  open_group(look.label);
  hidden_field(page_, kListPrefix + path, "1");
  for (const Choice& choice : choices)
    tick(kFieldPrefix + path, choice.value, choice.label,
         std::find(named.begin(), named.end(), Json(choice.value)) != named.end());
  tick(kFieldPrefix + path, kNoneTicked, {"sans objet", "none"},
       value != nullptr && value->is_null());
  page_.close();
  return true;
}

void FieldWriter::entries(const OrderedJson& schema, const Text& title, const Json* value,
                          const std::string& path) {
  open_group(title);
  const std::size_t count = value != nullptr && value->is_array() ? value->size() : 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string number = std::to_string(i + 1), entry = path_below(path, number);
    open_group(plain(number));
    object(schema, &(*value)[i], entry);
    tick(kRemovePrefix + entry, "1", {"Retirer cette entrée", "Take this entry away"}, false);
    page_.close();
  }
  page_.open(Tag::details);
  page_.element(Tag::summary, {"Ajouter une entrée", "Add an entry"});
  object(schema, nullptr, path_below(path, kNewEntry));
  page_.close();
  page_.close();
}

void FieldWriter::object(const OrderedJson& schema, const Json* value, const std::string& path) {
  for (const auto& [key, inner] : schema.at("properties").items()) {
    const bool held = value != nullptr && value->is_object() && value->contains(key);
    member(inner, key, held ? &value->at(key) : nullptr, path_below(path, key));
  }
}

void FieldWriter::member(const OrderedJson& schema, const std::string& key, const Json* value,
                         const std::string& path) {
  if (schema.contains("const"))
    return;
  const Text title = title_of_field(schema, key);
  if (is_object_schema(schema)) {
    open_group(title);
    object(schema, value, path);
    page_.close();
    return;
  }
  FieldLook look{kFieldPrefix + path, title, {}, {}, problem_at(path), false};
  if (key == "dataset" && !known_.datasets.empty())
    look.list = kDatasetList;
  if (!is_list_schema(schema)) {
    scalar(schema, look, value);
    return;
  }
  const OrderedJson& items = schema.at("items");
  if (items.contains("enum"))
    ticks(items, title, value, path);
  else if (is_object_schema(items))
    entries(items, title, value, path);
  else if (key != "activities" || !activities(look, value, path))
    lines(look, value);
}

}  // namespace

Text title_of_field(const OrderedJson& schema, const std::string& key) {
  return split_schema_title(schema.value("title", key));
}

Text title_of_place(const std::string& kind, const std::string& place) {
  const std::size_t mark = place.find('#');
  if (kind.empty() || mark == std::string::npos)
    return {};
  OrderedJson schema = schema_of_kind(kind);
  Text title;
  for (const std::string_view part : split(std::string_view(place).substr(mark + 1), '/')) {
    if (part.empty())
      continue;
    const std::string key(part);
    const bool inside = schema.contains("properties") && schema.at("properties").contains(key);
    const OrderedJson inner =
        inside ? schema.at("properties").at(key) : schema.value("items", OrderedJson::object());
    const bool number = key.find_first_not_of("0123456789") == std::string::npos;
    const Text step =
        number ? plain(std::to_string(std::stoul(key) + 1)) : title_of_field(inner, key);
    title = title.fr.empty() ? step : title + plain(", ") + step;
    schema = inner;
  }
  return title;
}

std::vector<std::string> keys_of_kind(const std::string& kind) {
  const OrderedJson schema = schema_of_kind(kind);
  std::vector<std::string> keys;
  for (const auto& [key, inner] : schema.at("properties").items())
    if (!inner.contains("const") && key != "id")
      keys.push_back(key);
  return keys;
}

void write_document_fields(HtmlPage& page, Language language, const DocumentForm& form,
                           const std::vector<std::string>& keys) {
  const OrderedJson schema = schema_of_kind(form.kind);
  FieldWriter writer(page, language, form);
  writer.write_lists();
  for (const std::string& key : keys) {
    const auto held = form.document.find(key);
    writer.member(schema.at("properties").at(key), key,
                  held == form.document.end() ? nullptr : &*held, key);
  }
}

void write_problems(HtmlPage& page, const std::string& kind, const std::vector<Problem>& problems) {
  if (problems.empty())
    return;
  page.open(Tag::div, {{Attribute::class_name, "problem"}, {Attribute::role, "alert"}});
  page.element(
      Tag::p, {"Rien n'a été enregistré ; à corriger :", "Nothing was recorded; to be corrected:"});
  page.open(Tag::ul);
  for (const Problem& problem : problems) {
    const Text place = title_of_place(kind, problem.place);
    page.element(Tag::li,
                 place.fr.empty() ? problem.message : place + Text{" : ", ": "} + problem.message);
  }
  page.close();
  page.close();
}

}  // namespace aval
