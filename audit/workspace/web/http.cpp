#include "audit/workspace/web/http.h"

#include <algorithm>

#include "audit/base/text.h"

namespace aval {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9')
    return c - '0';
  if (c >= 'a' && c <= 'f')
    return c - 'a' + 10;
  if (c >= 'A' && c <= 'F')
    return c - 'A' + 10;
  return -1;
}

// WHATWG URL, percent-decode. In forms "+" is a space, and line ends come as CR LF.
std::optional<std::string> decode(std::string_view text, bool is_form) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && is_form) {
      out += ' ';
    } else if (text[i] != '%') {
      out += text[i];
    } else {
      if (i + 2 >= text.size() || hex_digit(text[i + 1]) < 0 || hex_digit(text[i + 2]) < 0)
        return std::nullopt;
      out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    }
  }
  if (is_form)
    for (std::size_t at = 0; (at = out.find("\r\n", at)) != std::string::npos;)
      out.erase(at, 1);
  if (!is_utf8(out) || out.find('\0') != std::string::npos)
    return std::nullopt;
  return out;
}

bool is_plain_segment(const std::string& segment) {
  return segment != "." && segment != ".." &&
         std::none_of(segment.begin(), segment.end(), [](char c) {
           return static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == '/' || c == '\\';
         });
}

}  // namespace

std::string value_of(const FormFields& fields, std::string_view name) {
  for (const auto& [key, value] : fields)
    if (key == name)
      return value;
  return {};
}

std::vector<std::string> values_of(const FormFields& fields, std::string_view name) {
  std::vector<std::string> values;
  for (const auto& [key, value] : fields)
    if (key == name)
      values.push_back(value);
  return values;
}

std::optional<FormFields> parse_form(std::string_view body) {
  FormFields fields;
  if (body.empty())
    return fields;
  for (const std::string_view part : split(body, '&')) {
    if (part.empty())
      continue;
    if (fields.size() == kMostFields)
      return std::nullopt;
    const std::size_t equals = part.find('=');
    auto name = decode(part.substr(0, equals), true);
    auto value = equals == std::string_view::npos ? std::optional<std::string>(std::string())
                                                  : decode(part.substr(equals + 1), true);
    if (!name || !value)
      return std::nullopt;
    fields.emplace_back(std::move(*name), std::move(*value));
  }
  return fields;
}

std::optional<std::vector<std::string>> parse_path(std::string_view path) {
  std::vector<std::string> segments;
  for (const std::string_view part : split(path, '/')) {
    if (part.empty())
      continue;
    auto segment = decode(part, false);
    if (!segment || !is_plain_segment(*segment))
      return std::nullopt;
    segments.push_back(std::move(*segment));
  }
  return segments;
}

std::string escape_url(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '.' || c == '_' || c == '~';
    if (plain) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 15U];
  }
  return out;
}

std::string address_of(const WebRequest& request) {
  std::string address;
  for (const std::string& segment : request.segments)
    address += "/" + escape_url(segment);
  std::string separator = "?";
  for (const auto& [name, value] : request.query) {
    address += separator + escape_url(name) + "=" + escape_url(value);
    separator = "&";
  }
  return address.empty() ? "/" : address;
}

std::string back_address(const WebRequest& request) {
  const std::string path =
      value_of(request.method == "POST" ? request.form : request.query, "back");
  return path.starts_with('/') && !path.starts_with("//") && path.find('\\') == std::string::npos
             ? path
             : "/";
}

std::string cookie_value(std::string_view header, std::string_view name) {
  for (const std::string_view part : split(header, ';')) {
    const std::string_view pair = trim(part);
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name)
      return std::string(pair.substr(equals + 1));
  }
  return {};
}

WebResponse redirect_to(const std::string& path) {
  WebResponse response;
  response.status = 303;
  response.headers.emplace_back("Location", path);
  return response;
}

WebResponse download(std::string bytes, std::string type, const std::string& name) {
  WebResponse response;
  response.type = std::move(type);
  response.body = std::move(bytes);
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + name + "\"");
  return response;
}

bool is_equal_in_constant_time(std::string_view left, std::string_view right) {
  if (left.size() != right.size())
    return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < left.size(); ++i)
    difference |= static_cast<unsigned>(static_cast<unsigned char>(left[i]) ^
                                        static_cast<unsigned char>(right[i]));
  return difference == 0;
}

}  // namespace aval
