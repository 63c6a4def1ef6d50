// HTML written element by element. Tags and attribute names come from closed lists and every text
// and attribute value is escaped, so that nothing a file names can become markup: there is no raw
// path.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aval {

enum class Tag {
  a,
  bdi,
  blockquote,
  body,
  button,
  caption,
  code,
  datalist,
  dd,
  details,
  div,
  dl,
  dt,
  em,
  fieldset,
  footer,
  form,
  h1,
  h2,
  h3,
  h4,
  head,
  header,
  html,
  input,
  label,
  legend,
  li,
  link,
  main,
  meta,
  nav,
  ol,
  option,
  p,
  progress,
  script,
  section,
  select,
  span,
  strong,
  summary,
  svg,
  svg_circle,
  svg_desc,
  svg_line,
  svg_rect,
  svg_text,
  svg_title,
  table,
  tbody,
  td,
  textarea,
  th,
  thead,
  title,
  tr,
  ul
};

enum class Attribute {
  accept,
  action,      // a path of the workspace
  aria_label,  // "aria-label"
  autocomplete,
  charset,
  checked,     // "checked", as the boolean ones below
  class_name,  // "class"
  content,
  current,  // "aria-current"
  cx,
  cy,
  dashes,      // "stroke-dasharray"
  data_label,  // "data-label": the column header, shown beside the cell on narrow screens
  defer,
  described_by,  // "aria-describedby"
  disabled,
  enctype,
  fill,
  font_size,  // "font-size"
  for_field,  // "for"
  height,
  href,  // "#anchor", a page of the same folder, or a path of the workspace: nothing leads
         // elsewhere
  http_equiv,
  id,
  invalid,      // "aria-invalid"
  labelled_by,  // "aria-labelledby"
  lang,
  list,  // id of the datalist that helps to fill in a field
  live,  // "aria-live"
  max,
  max_length,  // "maxlength"
  method,
  min,
  name,
  opened,  // "open"
  r,
  rel,
  required,
  role,
  rows,
  scope,
  selected,
  src,  // a file of this program
  step,
  stroke,
  stroke_width,  // "stroke-width"
  tab_index,     // "tabindex"
  text_anchor,   // "text-anchor"
  type,
  value,
  view_box,  // "viewBox"
  width,
  x,
  x1,
  x2,
  y,
  y1,
  y2
};

struct HtmlAttribute {
  Attribute name;
  std::string value;
};

using HtmlAttributes = std::vector<HtmlAttribute>;

class HtmlWriter {
 public:
  HtmlWriter();

  void open(Tag tag);
  void open(Tag tag, const HtmlAttributes& attributes);
  void close();  // the element opened last
  void text(std::string_view text);
  void element(Tag tag, std::string_view text);
  void element(Tag tag, const HtmlAttributes& attributes, std::string_view text);
  // An element without content, such as meta.
  void empty(Tag tag, const HtmlAttributes& attributes);
  // The page's style sheet: text of this program. Error(internal) when it could end the element.
  void style(std::string_view css);
  // Closes what is open and gives the document.
  std::string finish();

 private:
  void start(Tag tag, const HtmlAttributes& attributes);

  std::string out_;
  std::vector<Tag> open_;
};

}  // namespace aval
