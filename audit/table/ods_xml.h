// Pieces of the XML of OpenDocument.
#pragma once

#include <string>
#include <string_view>

namespace aval {

// Text of an attribute in double quotes; what XML 1.0 cannot hold becomes U+FFFD.
std::string ods_attribute(std::string_view text);

// The paragraphs of a cell: a text:p a line, runs of spaces and tabs as their elements.
std::string ods_paragraphs(std::string_view text);

}  // namespace aval
