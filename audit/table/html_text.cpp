// The words of an HTML body (mail_text.h). No parser of HTML: what is wanted is every word, not the
// layout.
#include <algorithm>
#include <array>
#include <charconv>

#include "audit/base/text.h"
#include "audit/base/utf8.h"
#include "audit/table/mail_text.h"

namespace aval {

namespace {

struct Entity {
  std::string_view name;
  std::string_view text;
};

// Those that French mail programs write; any other stays as it is.
constexpr std::array kEntities = {
    Entity{"amp", "&"},      Entity{"lt", "<"},     Entity{"gt", ">"},     Entity{"quot", "\""},
    Entity{"apos", "'"},     Entity{"nbsp", " "},   Entity{"eacute", "é"}, Entity{"Eacute", "É"},
    Entity{"egrave", "è"},   Entity{"Egrave", "È"}, Entity{"ecirc", "ê"},  Entity{"Ecirc", "Ê"},
    Entity{"euml", "ë"},     Entity{"Euml", "Ë"},   Entity{"agrave", "à"}, Entity{"Agrave", "À"},
    Entity{"acirc", "â"},    Entity{"Acirc", "Â"},  Entity{"auml", "ä"},   Entity{"ccedil", "ç"},
    Entity{"Ccedil", "Ç"},   Entity{"icirc", "î"},  Entity{"Icirc", "Î"},  Entity{"iuml", "ï"},
    Entity{"Iuml", "Ï"},     Entity{"ocirc", "ô"},  Entity{"Ocirc", "Ô"},  Entity{"ouml", "ö"},
    Entity{"ugrave", "ù"},   Entity{"ucirc", "û"},  Entity{"uuml", "ü"},   Entity{"yuml", "ÿ"},
    Entity{"oelig", "œ"},    Entity{"OElig", "Œ"},  Entity{"aelig", "æ"},  Entity{"ntilde", "ñ"},
    Entity{"aacute", "á"},   Entity{"iacute", "í"}, Entity{"oacute", "ó"}, Entity{"uacute", "ú"},
    Entity{"laquo", "«"},    Entity{"raquo", "»"},  Entity{"lsquo", "‘"},  Entity{"rsquo", "’"},
    Entity{"ldquo", "“"},    Entity{"rdquo", "”"},  Entity{"ndash", "–"},  Entity{"mdash", "—"},
    Entity{"hellip", "..."}, Entity{"euro", "€"},   Entity{"deg", "°"},    Entity{"middot", "·"},
    Entity{"bull", "•"},     Entity{"commat", "@"}, Entity{"szlig", "ß"},  Entity{"ordm", "º"},
};

// Appends the character that the entity at the start of `text` stands for; returns its length.
std::size_t take_entity(std::string_view text, std::string& out) {
  constexpr std::size_t kLongest = 10;
  const std::size_t end = text.substr(0, kLongest).find(';');
  if (end != std::string_view::npos && end > 1) {
    const std::string_view name = text.substr(1, end - 1);
    if (name[0] == '#') {
      const bool is_hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
      const std::string_view digits = name.substr(is_hex ? 2 : 1);
      std::uint32_t code = 0;
      const auto result =
          std::from_chars(digits.data(), digits.data() + digits.size(), code, is_hex ? 16 : 10);
      if (result.ec == std::errc() && result.ptr == digits.data() + digits.size() && code >= 32 &&
          code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF)) {
        append_utf8(out, code);
        return end + 1;
      }
    }
    const auto* const known =
        std::find_if(kEntities.begin(), kEntities.end(),
                     [&](const Entity& entity) { return entity.name == name; });
    if (known != kEntities.end()) {
      out += known->text;
      return end + 1;
    }
  }
  out += '&';
  return 1;
}

bool breaks_line(std::string_view element) {
  constexpr std::array<std::string_view, 18> kBlocks = {
      "br", "p",  "/p", "div", "/div", "tr",  "/tr", "li", "table",
      "h1", "h2", "h3", "h4",  "/h1",  "/h2", "ul",  "hr", "blockquote"};
  return std::find(kBlocks.begin(), kBlocks.end(), element) != kBlocks.end();
}

// The element of a tag in lower case: "p", "/p", "style".
std::string element_of(std::string_view tag) {
  return to_lower_ascii(tag.substr(0, tag.find_first_of(" \t\r\n>")));
}

void add_mail_link(std::string_view tag, std::string& out) {
  const std::size_t link = tag.find("mailto:");
  if (link == std::string_view::npos)
    return;
  const std::string_view rest = tag.substr(link + 7);
  out += ' ';
  out += rest.substr(0, rest.find_first_of("\"'?> "));
  out += ' ';
}

// The end of what an element that shows no text holds.
std::size_t end_of_hidden(std::string_view html, std::size_t place, const std::string& element) {
  const std::string end = "</" + element;
  for (std::size_t at = html.find("</", place); at != std::string_view::npos;
       at = html.find("</", at + 2))
    if (to_lower_ascii(html.substr(at, end.size())) == end)
      return at;
  return html.size();
}

}  // namespace

std::string html_text(std::string_view html) {
  std::string out;
  for (std::size_t place = 0; place < html.size();) {
    const char character = html[place];
    if (character == '&') {
      place += take_entity(html.substr(place), out);
    } else if (html.substr(place, 4) == "<!--") {
      place = std::min(html.find("-->", place), html.size() - 3) + 3;
    } else if (character == '<') {
      const std::size_t end = std::min(html.find('>', place), html.size());
      const std::string_view tag = html.substr(place + 1, end - place - 1);
      const std::string element = element_of(tag);
      place = std::min(end + 1, html.size());
      if (element == "style" || element == "script")
        place = end_of_hidden(html, place, element);
      else if (element == "td" || element == "th")
        out += ' ';
      else if (breaks_line(element.ends_with('/') ? element.substr(0, element.size() - 1)
                                                  : element))
        out += '\n';
      add_mail_link(tag, out);
    } else {
      // A line end of the source is a space.
      out += character == '\n' || character == '\r' ? ' ' : character;
      ++place;
    }
  }
  return out;
}

}  // namespace aval
