// What every page of the workspace has: title, navigation, language, the notice of what was just
// done; and the shapes of its forms.
#pragma once

#include <string>
#include <vector>

#include "audit/workspace/web/visit.h"
#include "reports/html_page.h"

namespace aval {

// The part of the workspace a page belongs to: marked in the navigation.
enum class Area {
  home,
  datasets,
  usecases,
  register_,
  policies,
  journal,
  settings,
  account,
  authorities,
  site,
  none
};

// Opens the page up to its main element, with the title as its heading.
HtmlPage open_page(const Visit& visit, Area area, const Text& title);
WebResponse finish_page(HtmlPage& page, int status = 200);

// A page that says what went wrong and what to do.
WebResponse error_page(const Visit& visit, int status, const Text& title, const Text& message);
// For who has no session: nothing of the workspace is on it.
HtmlPage open_stranger_page(Language language, const Text& title);
WebResponse stranger_page(Language language, int status, const Text& title, const Text& message);

// A form that changes something: its token is in it. Where the role of the visitor does not allow
// it, a group of fields that says so and sends nothing. close() ends it.
void open_form(HtmlPage& page, const Visit& visit, const std::string& path);
// The same for one that sends a file.
void open_upload_form(HtmlPage& page, const Visit& visit, const std::string& path);
void hidden_field(HtmlPage& page, const std::string& name, const std::string& value);
void submit_button(HtmlPage& page, const Text& label);

// A field with its label, and below it what helps to fill it in, or what is wrong with it.
struct FieldLook {
  std::string name;
  Text label;
  std::string value = {};
  Text hint = {};
  Text problem = {};
  bool required = false;
  std::string list = {};  // id of a datalist of the page that proposes values; empty: none
};
// The id of the field of that name: where a list of problems leads.
std::string field_id(const std::string& name);
// `type`: of an input element: "text", "password", "number"...
void input_field(HtmlPage& page, const FieldLook& look, const char* type);
void text_field(HtmlPage& page, const FieldLook& look);
void text_area(HtmlPage& page, const FieldLook& look, int rows);
void date_field(HtmlPage& page, const FieldLook& look);
void password_field(HtmlPage& page, const FieldLook& look, bool is_new);
void file_field(HtmlPage& page, const FieldLook& look);
void check_field(HtmlPage& page, const FieldLook& look, bool is_checked);

struct Choice {
  std::string value;
  Text label;
};
void choice_field(HtmlPage& page, const FieldLook& look, const std::vector<Choice>& choices);
// Proposed values of text fields that name it in `list`.
void write_datalist(HtmlPage& page, const std::string& id, const std::vector<Choice>& choices);

// A link to a path of the workspace.
void link(HtmlPage& page, const std::string& path, const Text& label);
void link_item(HtmlPage& page, const std::string& path, const Text& label);
// The cell of a row, a link.
void link_cell(HtmlPage& page, const std::string& path, const Text& label);

}  // namespace aval
