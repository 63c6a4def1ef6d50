#include "audit/workspace/web/shell.h"

#include "audit/base/text.h"
#include "audit/workspace/web/assets.h"
#include "audit/workspace/web/routes.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

struct AreaEntry {
  Area area;
  const char* path;
  Text label;
};

const std::vector<AreaEntry>& areas_of_workspace() {
  static const std::vector<AreaEntry> kAreas = {
      {Area::home, "/", {"Accueil", "Home"}},
      {Area::datasets, "/datasets", {"Jeux de données", "Datasets"}},
      {Area::usecases, "/usecases", {"Cas d'usage", "Use cases"}},
      {Area::register_, "/register", {"Registre", "Register"}},
      {Area::policies, "/policies", {"Règles", "Rules"}},
      {Area::journal, "/journal", {"Journal", "Journal"}},
      {Area::settings, "/settings", {"Réglages", "Settings"}}};
  return kAreas;
}

std::vector<AreaEntry> areas_for(const Visit& visit) {
  std::vector<AreaEntry> areas;
  if (visit.open != nullptr && !visit.must_change)
    areas = areas_of_workspace();
  if (!visit.desk.is_site())
    return areas;
  if (!visit.must_change) {
    areas.push_back({Area::authorities, "/authorities", {"Collectivités", "Authorities"}});
    if (visit.may(Right::administer))
      areas.push_back({Area::site, "/site", {"Administration", "Administration"}});
  }
  areas.push_back({Area::account, "/account", {"Mon compte", "My account"}});
  return areas;
}

void write_navigation(HtmlPage& page, const Visit& visit, Area area) {
  page.open(Tag::nav, {{Attribute::aria_label, page.in({"Espace de travail", "Workspace"})}});
  page.open(Tag::ul);
  for (const AreaEntry& entry : areas_for(visit)) {
    page.open(Tag::li);
    HtmlAttributes attributes{{Attribute::href, entry.path}};
    if (entry.area == area)
      attributes.push_back({Attribute::current, "true"});
    page.element(Tag::a, attributes, entry.label);
    page.close();
  }
  page.close();
  page.close();
}

// Whose workspace this is, and the way out.
void write_who(HtmlPage& page, const Visit& visit) {
  if (!visit.desk.is_site())
    return;
  page.open(Tag::p, {{Attribute::class_name, "who"}});
  if (visit.open != nullptr) {
    page.open(Tag::strong);
    page.name(plain(visit.open->authority.title));
    page.close();
    page.text(plain(", ") + (visit.permissions.role ? label_of(*visit.permissions.role) : Text()));
  }
  page.close();
  open_form(page, visit, "/sign-out");
  page.element(Tag::button, {{Attribute::type, "submit"}, {Attribute::class_name, "plain"}},
               {"Fermer la session", "Sign out"});
  page.close();
}

// The other language, in its own words.
void write_language_switch(HtmlPage& page, const Visit& visit) {
  const bool french = visit.language() == Language::fr;
  open_form(page, visit, "/language");
  hidden_field(page, "language", french ? "en" : "fr");
  hidden_field(page, "back", address_of(visit.request));
  page.open(Tag::button, {{Attribute::type, "submit"},
                          {Attribute::lang, french ? "en" : "fr"},
                          {Attribute::class_name, "plain"}});
  page.text(french ? plain("English") : plain("Français"));
  page.close();
  page.close();
}

bool is_empty(const Text& text) {
  return text.fr.empty() && text.en.empty();
}

// Label before, hint and problem after: the field is tied to both (WCAG 1.3.1, 3.3.1).
void open_field(HtmlPage& page, const FieldLook& look) {
  page.open(Tag::div, {{Attribute::class_name, is_empty(look.problem) ? "field" : "field wrong"}});
  page.open(Tag::label, {{Attribute::for_field, field_id(look.name)}});
  page.text(look.label);
  if (look.required)
    page.text({" (obligatoire)", " (required)"});
  page.close();
}

void close_field(HtmlPage& page, const FieldLook& look) {
  if (!is_empty(look.problem))
    page.element(
        Tag::p,
        {{Attribute::id, field_id(look.name) + "-problem"}, {Attribute::class_name, "problem"}},
        look.problem);
  if (!is_empty(look.hint))
    page.element(Tag::p,
                 {{Attribute::id, field_id(look.name) + "-hint"}, {Attribute::class_name, "hint"}},
                 look.hint);
  page.close();
}

HtmlAttributes field_attributes(const FieldLook& look) {
  HtmlAttributes attributes{{Attribute::id, field_id(look.name)}, {Attribute::name, look.name}};
  std::string described;
  if (!is_empty(look.problem))
    described = field_id(look.name) + "-problem";
  if (!is_empty(look.hint))
    described += std::string(described.empty() ? "" : " ") + field_id(look.name) + "-hint";
  if (!described.empty())
    attributes.push_back({Attribute::described_by, described});
  if (!is_empty(look.problem))
    attributes.push_back({Attribute::invalid, "true"});
  if (look.required)
    attributes.push_back({Attribute::required, "required"});
  return attributes;
}

void open_sending_form(HtmlPage& page, const Visit& visit, const HtmlAttributes& attributes) {
  const Right right = right_to_post(attributes[1].value);
  if (!visit.may(right)) {
    page.open(Tag::fieldset, {{Attribute::disabled, "disabled"}});
    page.element(Tag::legend, capitalized_text(reserved_for(right)));
    return;
  }
  page.open(Tag::form, attributes);
  hidden_field(page, "form_token", visit.session.form_token);
}

}  // namespace

HtmlPage open_page(const Visit& visit, Area area, const Text& title) {
  HtmlPage page(visit.language(), title + plain(" – aval"), {style_address(), script_address()});
  page.element(Tag::a, {{Attribute::href, "#content"}, {Attribute::class_name, "skip"}},
               {"Aller au contenu", "Skip to content"});
  page.open(Tag::header);
  page.element(Tag::p, "brand", plain("aval"));
  write_navigation(page, visit, area);
  write_who(page, visit);
  write_language_switch(page, visit);
  page.close();
  page.open(Tag::main, {{Attribute::id, "content"}, {Attribute::tab_index, "-1"}});
  page.element(Tag::h1, title);
  const Text notice = visit.desk.sessions.take_notice(visit.token);
  if (!is_empty(notice))
    page.element(Tag::p, {{Attribute::class_name, "notice"}, {Attribute::role, "status"}}, notice);
  return page;
}

WebResponse finish_page(HtmlPage& page, int status) {
  WebResponse response;
  response.status = status;
  response.body = page.finish();
  return response;
}

WebResponse error_page(const Visit& visit, int status, const Text& title, const Text& message) {
  HtmlPage page = open_page(visit, Area::none, title);
  page.element(Tag::p, {{Attribute::class_name, "problem"}, {Attribute::role, "alert"}}, message);
  page.open(Tag::p);
  link(page, "/", {"Retour à l'accueil", "Back to the home page"});
  page.close();
  return finish_page(page, status);
}

HtmlPage open_stranger_page(Language language, const Text& title) {
  HtmlPage page(language, title + plain(" – aval"), {style_address(), script_address()});
  page.open(Tag::header);
  page.element(Tag::p, "brand", plain("aval"));
  page.close();
  page.open(Tag::main, {{Attribute::id, "content"}});
  page.element(Tag::h1, title);
  return page;
}

WebResponse stranger_page(Language language, int status, const Text& title, const Text& message) {
  HtmlPage page = open_stranger_page(language, title);
  page.element(Tag::p, message);
  return finish_page(page, status);
}

void open_form(HtmlPage& page, const Visit& visit, const std::string& path) {
  open_sending_form(page, visit, {{Attribute::method, "post"}, {Attribute::action, path}});
}

void open_upload_form(HtmlPage& page, const Visit& visit, const std::string& path) {
  open_sending_form(page, visit,
                    {{Attribute::method, "post"},
                     {Attribute::action, path},
                     {Attribute::enctype, "multipart/form-data"}});
}

void hidden_field(HtmlPage& page, const std::string& name, const std::string& value) {
  page.empty(Tag::input,
             {{Attribute::type, "hidden"}, {Attribute::name, name}, {Attribute::value, value}});
}

void submit_button(HtmlPage& page, const Text& label) {
  page.element(Tag::button, {{Attribute::type, "submit"}}, label);
}

std::string field_id(const std::string& name) {
  std::string id = "field-";
  for (const char c : name)
    id += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ? c : '-';
  return id;
}

void input_field(HtmlPage& page, const FieldLook& look, const char* type) {
  open_field(page, look);
  HtmlAttributes attributes = field_attributes(look);
  attributes.push_back({Attribute::type, type});
  attributes.push_back({Attribute::value, look.value});
  if (!look.list.empty())
    attributes.push_back({Attribute::list, look.list});
  if (std::string_view(type) == "password")
    attributes.push_back({Attribute::autocomplete, "off"});
  page.empty(Tag::input, attributes);
  close_field(page, look);
}

void text_field(HtmlPage& page, const FieldLook& look) {
  input_field(page, look, "text");
}

void date_field(HtmlPage& page, const FieldLook& look) {
  input_field(page, look, "date");
}

void password_field(HtmlPage& page, const FieldLook& look, bool is_new) {
  open_field(page, look);
  HtmlAttributes attributes = field_attributes(look);
  attributes.push_back({Attribute::type, "password"});
  attributes.push_back({Attribute::autocomplete, is_new ? "new-password" : "current-password"});
  page.empty(Tag::input, attributes);
  close_field(page, look);
}

void file_field(HtmlPage& page, const FieldLook& look) {
  open_field(page, look);
  HtmlAttributes attributes = field_attributes(look);
  attributes.push_back({Attribute::type, "file"});
  page.empty(Tag::input, attributes);
  close_field(page, look);
}

void check_field(HtmlPage& page, const FieldLook& look, bool is_checked) {
  page.open(Tag::div, {{Attribute::class_name, "field check"}});
  HtmlAttributes attributes = field_attributes(look);
  attributes.push_back({Attribute::type, "checkbox"});
  attributes.push_back({Attribute::value, "yes"});
  if (is_checked)
    attributes.push_back({Attribute::checked, "checked"});
  page.empty(Tag::input, attributes);
  page.element(Tag::label, {{Attribute::for_field, field_id(look.name)}}, look.label);
  close_field(page, look);
}

void text_area(HtmlPage& page, const FieldLook& look, int rows) {
  open_field(page, look);
  HtmlAttributes attributes = field_attributes(look);
  attributes.push_back({Attribute::rows, std::to_string(rows)});
  page.open(Tag::textarea, attributes);
  // A browser takes away the first line end of a textarea: this one, never one of the text.
  page.text(plain("\n" + look.value));
  page.close();
  close_field(page, look);
}

void choice_field(HtmlPage& page, const FieldLook& look, const std::vector<Choice>& choices) {
  open_field(page, look);
  page.open(Tag::select, field_attributes(look));
  for (const Choice& choice : choices) {
    HtmlAttributes attributes{{Attribute::value, choice.value}};
    if (choice.value == look.value)
      attributes.push_back({Attribute::selected, "selected"});
    page.element(Tag::option, attributes, choice.label);
  }
  page.close();
  close_field(page, look);
}

void write_datalist(HtmlPage& page, const std::string& id, const std::vector<Choice>& choices) {
  page.open(Tag::datalist, {{Attribute::id, id}});
  for (const Choice& choice : choices)
    page.element(Tag::option, {{Attribute::value, choice.value}}, choice.label);
  page.close();
}

void link(HtmlPage& page, const std::string& path, const Text& label) {
  page.element(Tag::a, {{Attribute::href, path}}, label);
}

void link_item(HtmlPage& page, const std::string& path, const Text& label) {
  page.open(Tag::li);
  link(page, path, label);
  page.close();
}

void link_cell(HtmlPage& page, const std::string& path, const Text& label) {
  page.open_cell();
  link(page, path, label);
  page.close();
}

}  // namespace aval
