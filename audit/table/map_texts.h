// What files of maps in XML say outside their rows: authors, contacts, titles.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "audit/table/input_bytes.h"

namespace aval {

struct MapTexts {
  std::vector<std::string> texts;
  bool is_cut = false;    // very long: its first texts
  bool is_sound = false;  // the XML is well-formed to its end
};

// The texts outside the elements of these names ("wpt"), by a whole pass. Error(input) naming
// `place` for a DOCTYPE, and what else xml_stream.h refuses.
MapTexts read_map_texts(const std::shared_ptr<const InputBytes>& input, const std::string& place,
                        const std::vector<std::string>& rows);

}  // namespace aval
