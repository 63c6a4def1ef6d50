// The texts of mail: charsets that parts name, encoded words of headers (RFC 2047), parameters of
// headers (RFC 2045, RFC 2231), and the words of an HTML body.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "audit/table/encoding.h"

namespace aval {

// Keeps the code pages that it has loaded. Not thread-safe.
class CharsetDecoder {
 public:
  // UTF-8 without NUL. ISO-8859-1 is read as Windows-1252, which holds it; what the charset does
  // not explain, or a charset that is not known, is read as UTF-8 with its bad bytes as
  // Windows-1252.
  std::string decode(std::string_view bytes, std::string_view charset);
  // A header with its encoded words decoded.
  std::string decode_words(std::string_view header);

 private:
  std::map<std::string, std::shared_ptr<const CodePage>> pages_;
};

// The value of a parameter ("charset", "boundary", "filename") after the first ';' of a header;
// continuations are joined and percent codes decoded. Empty when there is none.
std::string header_parameter(std::string_view header, std::string_view name,
                             CharsetDecoder& decoder);

// The text of an HTML document in UTF-8, without its tags, scripts and styles; addresses of
// "mailto:" links are kept.
std::string html_text(std::string_view html);

}  // namespace aval
