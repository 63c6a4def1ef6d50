#include "reports/html_writer.h"

#include "audit/base/error.h"
#include "audit/base/text.h"

namespace aval {
namespace {

std::string_view name_of(Tag tag) {
  static constexpr std::string_view kNames[] = {
      "a",      "bdi",     "blockquote", "body",     "button",   "caption", "code",     "datalist",
      "dd",     "details", "div",        "dl",       "dt",       "em",      "fieldset", "footer",
      "form",   "h1",      "h2",         "h3",       "h4",       "head",    "header",   "html",
      "input",  "label",   "legend",     "li",       "link",     "main",    "meta",     "nav",
      "ol",     "option",  "p",          "progress", "script",   "section", "select",   "span",
      "strong", "summary", "svg",        "circle",   "desc",     "line",    "rect",     "text",
      "title",  "table",   "tbody",      "td",       "textarea", "th",      "thead",    "title",
      "tr",     "ul"};
  static_assert(std::size(kNames) == static_cast<std::size_t>(Tag::ul) + 1);
  return kNames[static_cast<std::size_t>(tag)];
}

std::string_view name_of(Attribute attribute) {
  static constexpr std::string_view kNames[] = {"accept",
                                                "action",
                                                "aria-label",
                                                "autocomplete",
                                                "charset",
                                                "checked",
                                                "class",
                                                "content",
                                                "aria-current",
                                                "cx",
                                                "cy",
                                                "stroke-dasharray",
                                                "data-label",
                                                "defer",
                                                "aria-describedby",
                                                "disabled",
                                                "enctype",
                                                "fill",
                                                "font-size",
                                                "for",
                                                "height",
                                                "href",
                                                "http-equiv",
                                                "id",
                                                "aria-invalid",
                                                "aria-labelledby",
                                                "lang",
                                                "list",
                                                "aria-live",
                                                "max",
                                                "maxlength",
                                                "method",
                                                "min",
                                                "name",
                                                "open",
                                                "r",
                                                "rel",
                                                "required",
                                                "role",
                                                "rows",
                                                "scope",
                                                "selected",
                                                "src",
                                                "step",
                                                "stroke",
                                                "stroke-width",
                                                "tabindex",
                                                "text-anchor",
                                                "type",
                                                "value",
                                                "viewBox",
                                                "width",
                                                "x",
                                                "x1",
                                                "x2",
                                                "y",
                                                "y1",
                                                "y2"};
  static_assert(std::size(kNames) == static_cast<std::size_t>(Attribute::y2) + 1);
  return kNames[static_cast<std::size_t>(attribute)];
}

// Elements whose start stands on a line of its own, so that a page can be read and compared.
bool starts_line(Tag tag) {
  switch (tag) {
    case Tag::a:
    case Tag::bdi:
    case Tag::code:
    case Tag::button:
    case Tag::em:
    case Tag::input:
    case Tag::label:
    case Tag::span:
    case Tag::strong:
      return false;
    default:
      return true;
  }
}

}  // namespace

HtmlWriter::HtmlWriter() : out_("<!doctype html>") {}

void HtmlWriter::start(Tag tag, const HtmlAttributes& attributes) {
  if (starts_line(tag))
    out_ += '\n';
  out_ += '<';
  out_ += name_of(tag);
  for (const HtmlAttribute& attribute : attributes) {
    out_ += ' ';
    out_ += name_of(attribute.name);
    out_ += "=\"" + escape_html(attribute.value) + "\"";
  }
  out_ += '>';
}

void HtmlWriter::open(Tag tag) {
  open(tag, {});
}

void HtmlWriter::open(Tag tag, const HtmlAttributes& attributes) {
  start(tag, attributes);
  open_.push_back(tag);
}

void HtmlWriter::close() {
  if (open_.empty())
    throw Error(ErrorKind::internal, "html", {"aucun élément à fermer", "no element to close"});
  out_ += "</";
  out_ += name_of(open_.back());
  out_ += '>';
  open_.pop_back();
}

void HtmlWriter::text(std::string_view text) {
  out_ += escape_html(text);
}

void HtmlWriter::element(Tag tag, std::string_view text) {
  element(tag, {}, text);
}

void HtmlWriter::element(Tag tag, const HtmlAttributes& attributes, std::string_view text) {
  open(tag, attributes);
  this->text(text);
  close();
}

void HtmlWriter::empty(Tag tag, const HtmlAttributes& attributes) {
  start(tag, attributes);
}

void HtmlWriter::style(std::string_view css) {
  if (css.find("</") != std::string_view::npos)
    throw Error(ErrorKind::internal, "style",
                {"la feuille de style contient « </ »", "the style sheet holds '</'"});
  out_ += "\n<style>";
  out_ += css;
  out_ += "</style>";
}

std::string HtmlWriter::finish() {
  while (!open_.empty())
    close();
  return out_ + "\n";
}

}  // namespace aval
