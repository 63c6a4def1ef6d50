#include "reports/record_refs.h"

#include <algorithm>
#include <charconv>

#include "reports/plain_words.h"

namespace aval {
namespace {

// Control characters that no text for people holds: one_line and the escapes take them away.
constexpr char kMarkStart = '\x1e';
constexpr char kMarkEnd = '\x1f';

Text kind_in_words(const std::string& kind) {
  if (kind == "usecase")
    return {"cas d'usage", "use case"};
  if (kind == "scan")
    return {"audit du jeu de données", "audit of dataset"};
  if (kind == "activity")
    return {"activité du registre", "register activity"};
  if (kind == "decision")
    return {"avis", "opinion"};
  if (kind == "priority")
    return {"politique prioritaire", "priority policy"};
  if (kind == "organisation")
    return {"fiche de l'organisme", "sheet of the organisation"};
  return plain(kind);
}

}  // namespace

Text evidence_mark(std::size_t number) {
  return plain(kMarkStart + std::to_string(number) + kMarkEnd);
}

Text RecordRefs::cite(const RecordRef& ref) {
  if (ref.id.empty())
    return {};
  const auto same = std::find_if(refs_.begin(), refs_.end(), [&](const RecordRef& known) {
    return known.kind == ref.kind && known.id == ref.id && known.version == ref.version;
  });
  if (same != refs_.end())
    return evidence_mark(static_cast<std::size_t>(same - refs_.begin()) + 1);
  refs_.push_back(ref);
  return evidence_mark(refs_.size());
}

std::vector<Text> RecordRefs::lines() const {
  std::vector<Text> lines;
  for (const RecordRef& ref : refs_) {
    Text line = capitalized_text(kind_in_words(ref.kind)) + plain(" " + one_line(ref.id));
    line = line + (ref.version > 0 ? format_text({", version {0} du ", ", version {0} of "},
                                                 {std::to_string(ref.version)})
                                   : Text{", calculé le ", ", computed on "});
    line = line + date_in_words(ref.date.substr(0, 10));
    if (!ref.sha256.empty())
      line = line + Text{", empreinte ", ", digest "} + plain(ref.sha256.substr(0, 16));
    lines.push_back(line + plain("."));
  }
  return lines;
}

std::vector<MarkedPiece> cut_at_marks(const std::string& text) {
  std::vector<MarkedPiece> pieces;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t start = text.find(kMarkStart, at);
    if (start == std::string::npos)
      break;
    const std::size_t end = text.find(kMarkEnd, start);
    std::size_t number = 0;
    if (end != std::string::npos)
      std::from_chars(text.data() + start + 1, text.data() + end, number);
    if (start > at)
      pieces.push_back({plain(text.substr(at, start - at)), 0});
    if (number > 0)
      pieces.push_back({{}, number});
    at = end == std::string::npos ? text.size() : end + 1;
  }
  if (at < text.size())
    pieces.push_back({plain(text.substr(at)), 0});
  return pieces;
}

}  // namespace aval
