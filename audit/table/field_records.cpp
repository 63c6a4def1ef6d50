#include "audit/table/field_records.h"

#include <algorithm>
#include <map>
#include <optional>

#include "audit/base/error.h"
#include "audit/base/text.h"
#include "audit/table/encoding.h"
#include "audit/table/read_codes.h"
#include "audit/table/row_reader.h"

namespace aval {

namespace {

constexpr std::size_t kBlock = 65536;
constexpr std::size_t kMaxLine = 16777216;
constexpr std::size_t kMaxColumns = 4096;
constexpr unsigned kMaxRepeats = 9;

int base64_value(char character) {
  if (character >= 'A' && character <= 'Z')
    return character - 'A';
  if (character >= 'a' && character <= 'z')
    return character - 'a' + 26;
  if (character >= '0' && character <= '9')
    return character - '0' + 52;
  return character == '+' ? 62 : character == '/' ? 63 : -1;
}

int hex_value(char character) {
  if (character >= '0' && character <= '9')
    return character - '0';
  if (character >= 'A' && character <= 'F')
    return character - 'A' + 10;
  return character >= 'a' && character <= 'f' ? character - 'a' + 10 : -1;
}

using Columns = std::map<std::string, std::size_t, std::less<>>;

// The column of the value: that of its name, "NAME.2" for the second one of a record.
class ColumnNames {
 public:
  void start() { seen_.clear(); }

  std::string next(const std::string& name) {
    const unsigned rank = std::min(++seen_[name], kMaxRepeats);
    return rank == 1 ? name : name + "." + std::to_string(rank);
  }

 private:
  std::map<std::string, unsigned> seen_;
};

void collect_columns(const RecordCursor& cursor, TableInfo& info, Columns& columns,
                     const FieldTitle& title) {
  ReadStats stats;
  FieldRecord record;
  ColumnNames names;
  for (std::uint64_t number = 1; cursor(record, number, stats); ++number) {
    names.start();
    for (const auto& [name, value] : record) {
      const std::string column = names.next(name);
      if (columns.count(column) > 0 || columns.size() == kMaxColumns)
        continue;
      columns.emplace(column, info.columns.size());
      TableColumn added{column, "", ""};
      added.title = title(name);
      info.columns.push_back(std::move(added));
    }
  }
}

// One pass; values past the last column are joined in it.
class FieldPass {
 public:
  FieldPass(RecordCursor cursor, std::shared_ptr<const Columns> columns)
      : cursor_(std::move(cursor)), columns_(std::move(columns)) {}

  bool next(SparseRow& row, ReadStats& stats) {
    FieldRecord record;
    if (!cursor_(record, rows_ + 1, stats))
      return false;
    row.clear();
    row.number = ++rows_;
    std::map<std::size_t, std::string> cells;
    ColumnNames names;
    for (const auto& [name, value] : record) {
      const auto column = columns_->find(names.next(name));
      if (column == columns_->end())
        add_note(stats.notes, "too_many_columns");
      if (value.empty())
        continue;
      std::string& cell = cells[column == columns_->end() ? columns_->size() - 1 : column->second];
      cell += (cell.empty() ? "" : ", ") + value;
    }
    for (const auto& [column, value] : cells)
      row.add(column, value);
    return true;
  }

 private:
  RecordCursor cursor_;
  std::shared_ptr<const Columns> columns_;
  std::uint64_t rows_ = 0;
};

}  // namespace

FieldLines::FieldLines(const FieldInput& input, LineForm form)
    : stream_(input.input, input.gzip, input.place), place_(input.place), form_(form) {}

bool FieldLines::take(std::string& line) {
  line.clear();
  for (;;) {
    if (taken_ == block_.size()) {
      if (ended_)
        break;
      block_.resize(kBlock);
      block_.resize(stream_.read(block_.data(), kBlock));
      ended_ = block_.size() < kBlock;
      taken_ = 0;
      if (block_.empty())
        break;
    }
    const std::size_t end = block_.find('\n', taken_);
    const std::size_t stop = end == std::string::npos ? block_.size() : end;
    line.append(block_, taken_, stop - taken_);
    if (line.size() > kMaxLine)
      throw Error(ErrorKind::input, place_,
                  Text{"une ligne de plus de 16 Mio : ce fichier n'est pas ce qu'il paraît",
                       "a line of more than 16 MiB: this file is not what it seems"});
    taken_ = end == std::string::npos ? stop : stop + 1;
    if (end != std::string::npos) {
      if (line.ends_with('\r'))
        line.pop_back();
      return true;
    }
  }
  return !line.empty();
}

bool FieldLines::next(std::string& line) {
  if (form_ == LineForm::raw)
    return take(line);
  if (has_ahead_)
    line = std::move(ahead_);
  else if (!take(line))
    return false;
  has_ahead_ = false;
  while (take(ahead_)) {
    has_ahead_ = true;
    if (ahead_.empty() || (ahead_[0] != ' ' && ahead_[0] != '\t'))
      break;
    line.append(ahead_, 1);
    has_ahead_ = false;
    if (line.size() > kMaxLine)
      break;
  }
  if (!is_ascii(line) && !is_utf8(line)) {
    std::string repaired;
    repair_utf8(line, repaired);
    line = std::move(repaired);
    ++repaired_;
  }
  line.erase(std::remove(line.begin(), line.end(), '\0'), line.end());
  return true;
}

void add_field_records(const std::function<RecordCursor()>& open, const FieldTitle& title,
                       const SourceOptions& options, Source& source) {
  auto plan = std::make_shared<RowPlan>();
  plan->info.name = source.info.name;
  plan->info.dialect.encoding = source.info.encoding;
  plan->info.dialect.encoding_origin = "valid";
  plan->info.dialect.header_rows = 0;
  plan->info.dialect.delimiter_origin = Origin::given;
  plan->bytes = source.info.bytes;
  plan->batch_bytes = std::max<std::size_t>(options.batch_bytes, 1);
  auto columns = std::make_shared<Columns>();
  collect_columns(open(), plan->info, *columns, title);
  plan->open = [open, columns] {
    const auto pass = std::make_shared<FieldPass>(open(), columns);
    return [pass](SparseRow& row, ReadStats& stats) { return pass->next(row, stats); };
  };
  source.tables.push_back(make_row_reader(std::move(plan)));
}

std::string decode_base64(std::string_view text) {
  std::string out;
  unsigned bits = 0;
  int held = 0;
  for (const char character : text) {
    const int value = base64_value(character);
    if (value < 0)
      continue;
    bits = (bits << 6U) | static_cast<unsigned>(value);
    held += 6;
    if (held >= 8) {
      held -= 8;
      out += static_cast<char>((bits >> static_cast<unsigned>(held)) & 0xFFU);
    }
  }
  return out;
}

std::string decode_quoted_printable(std::string_view text) {
  std::string out;
  for (std::size_t place = 0; place < text.size(); ++place) {
    const bool is_code = text[place] == '=' && place + 2 < text.size() &&
                         hex_value(text[place + 1]) >= 0 && hex_value(text[place + 2]) >= 0;
    if (!is_code) {
      out += text[place];
      continue;
    }
    out += static_cast<char>(hex_value(text[place + 1]) * 16 + hex_value(text[place + 2]));
    place += 2;
  }
  return out;
}

}  // namespace aval
