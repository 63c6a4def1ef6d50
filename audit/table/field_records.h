// Files of records made of named fields (vCard, LDIF): a column a name, in order of appearance.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "audit/table/input_bytes.h"
#include "audit/table/source.h"

namespace aval {

struct FieldInput {
  std::shared_ptr<const InputBytes> input;
  bool gzip = false;
  std::string place;  // in errors
};

using FieldRecord = std::vector<std::pair<std::string, std::string>>;

// The next record; false at the end. Counts repairs and what was left out.
using RecordCursor = std::function<bool(FieldRecord& record, std::uint64_t number, ReadStats&)>;

// Unfolded: a line that starts with a space or a tab goes on the one before; UTF-8 without NUL.
// Raw: the bytes of each line as they stand.
enum class LineForm { unfolded, raw };

class FieldLines {
 public:
  FieldLines(const FieldInput& input, LineForm form);
  // False at the end. A line of more than 16 MiB is refused with Error(input).
  bool next(std::string& line);
  // Lines that were not UTF-8 so far.
  std::uint64_t repaired() const { return repaired_; }

 private:
  bool take(std::string& line);

  ByteStream stream_;
  std::string place_;
  LineForm form_;
  std::string block_;
  std::size_t taken_ = 0;
  bool ended_ = false;
  std::string ahead_;
  bool has_ahead_ = false;
  std::uint64_t repaired_ = 0;
};

// Words for people of a field name; empty when it has none.
using FieldTitle = std::function<std::string(std::string_view name)>;

// Adds the table. A name that a record has several times gets columns "EMAIL.2", "EMAIL.3"; past
// nine the values are joined.
void add_field_records(const std::function<RecordCursor()>& open, const FieldTitle& title,
                       const SourceOptions& options, Source& source);

// Bytes of base64, without what is none.
std::string decode_base64(std::string_view text);
std::string decode_quoted_printable(std::string_view text);

}  // namespace aval
