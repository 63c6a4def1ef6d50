// Where a number of a paper comes from: the stored documents it was read from, listed at its end
// and pointed at by marks in the text.
#pragma once

#include <string>
#include <vector>

#include "audit/base/language.h"

namespace aval {

// A version of a stored document.
struct RecordRef {
  std::string kind;  // as in registry/store.h
  std::string id;
  int version = 0;  // 0: not stored (an opinion computed for the paper)
  std::string sha256;
  std::string date;  // when it was recorded, or computed; "YYYY-MM-DD" or longer
};

// A mark that render_paper turns into a link to entry `number` (from 1) of Paper::evidence.
Text evidence_mark(std::size_t number);

// The references of one paper; a document cited twice keeps its number.
class RecordRefs {
 public:
  // The mark of that document; nothing for one without an id.
  Text cite(const RecordRef& ref);
  // One line each, in the order they were first cited.
  std::vector<Text> lines() const;

 private:
  std::vector<RecordRef> refs_;
};

// A text cut at its marks: mark 0 is plain text.
struct MarkedPiece {
  Text text;
  std::size_t mark = 0;
};
std::vector<MarkedPiece> cut_at_marks(const std::string& text);

}  // namespace aval
