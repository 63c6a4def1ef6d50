#include "audit/table/workbook_reader.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "audit/base/error.h"
#include "audit/base/text.h"
#include "audit/table/csv_writer.h"
#include "audit/table/encoding_guess.h"
#include "audit/table/ods_source.h"
#include "audit/table/sheet_source.h"
#include "audit/table/source_format.h"
#include "audit/table/xls_source.h"
#include "audit/table/xlsx_source.h"

namespace aval {

namespace {

constexpr std::size_t kHead = 4096;
constexpr std::size_t kBlock = 65536;

[[noreturn]] void refuse_damage(const std::string& place) {
  throw Error(ErrorKind::input, place,
              {"classeur ou texte abîmé ou tronqué : redemandez le fichier, ou ouvrez-le et "
               "enregistrez-le de nouveau",
               "workbook or text that is damaged or cut short: ask for the file again, or open it "
               "and save it again"});
}

void count_cells(std::size_t& total, std::size_t more, const std::string& place) {
  total += more;
  if (total > kMaxWorkbookCells)
    throw Error(ErrorKind::input, place,
                {"plus de 20 millions de cellules : ce n'est pas un registre ni un dossier",
                 "more than 20 million cells: this is no register and no dossier"});
}

SheetTexts read_sheet(const Sheet& sheet, const std::string& place, std::size_t& total) {
  SheetTexts texts{sheet.name, {}};
  ReadStats stats;
  const RowCursor cursor = sheet.open();
  SparseRow row;
  while (cursor(row, stats)) {
    SheetRow kept;
    kept.number = row.number;
    kept.cells.resize(row.cells.empty() ? 0 : row.cells.back().column + 1);
    count_cells(total, kept.cells.size(), place);
    for (const SparseRow::Cell& cell : row.cells)
      kept.cells[cell.column] = row.text.substr(cell.begin, cell.end - cell.begin);
    texts.rows.push_back(std::move(kept));
  }
  if (stats.coverage < 1 || stats.skipped_rows > 0)
    refuse_damage(place);
  return texts;
}

std::vector<SheetTexts> read_sheets(const std::vector<Sheet>& sheets, const std::string& place) {
  if (sheets.size() > kMaxSheets)
    refuse_damage(place);
  std::vector<SheetTexts> texts;
  texts.reserve(sheets.size());
  std::size_t total = 0;
  for (const Sheet& sheet : sheets)
    texts.push_back(read_sheet(sheet, place, total));
  return texts;
}

std::vector<SheetTexts> read_archive(const WorkbookInput& input) {
  const ZipArchive archive(input.input, input.place);
  if (is_ods(archive))
    return read_sheets(list_ods_sheets(archive, input), input.place);
  if (is_xlsx(archive))
    return read_sheets(list_xlsx_sheets(archive, input), input.place);
  throw Error(ErrorKind::input, input.place, refuse_archive());
}

std::string whole_text(TextStream stream) {
  std::string text;
  for (std::size_t got = kBlock; got == kBlock;) {
    const std::size_t kept = text.size();
    text.resize(kept + kBlock);
    got = stream.read(text.data() + kept, kBlock);
    text.resize(kept + got);
  }
  return text;
}

std::string decoded_text(const WorkbookInput& input, const std::string& head) {
  const auto bytes = [&] { return ByteStream(input.input, false, input.place); };
  std::optional<Encoding> encoding = guess_by_marks(head);
  if (!encoding) {
    HighByteSurvey survey;
    ByteStream stream = bytes();
    std::string block(kBlock, '\0');
    for (std::size_t got = kBlock; got == kBlock;) {
      got = stream.read(block.data(), kBlock);
      survey.add(std::string_view(block.data(), got));
    }
    survey.finish();
    encoding = guess_by_content(survey);
  }
  std::string text = whole_text(TextStream(bytes(), *encoding, true));
  if (!encoding->mixed)
    return to_valid_utf8(text);
  std::string repaired;
  repair_utf8(text, repaired);
  return repaired;
}

char delimiter_of(std::string_view text) {
  std::size_t semicolons = 0, commas = 0, tabs = 0;
  bool is_quoted = false;
  for (const char character : text) {
    if (character == '"')
      is_quoted = !is_quoted;
    if (is_quoted)
      continue;
    if (character == '\n' || character == '\r')
      break;
    semicolons += character == ';' ? 1U : 0U;
    commas += character == ',' ? 1U : 0U;
    tabs += character == '\t' ? 1U : 0U;
  }
  if (tabs > semicolons && tabs > commas)
    return '\t';
  return commas > semicolons ? ',' : ';';
}

// Records of RFC 4180; a quote that never closes is damage.
class CsvText {
 public:
  CsvText(std::string_view text, std::string place)
      : text_(text), place_(std::move(place)), delimiter_(delimiter_of(text)) {}

  SheetTexts records() {
    SheetTexts sheet;
    std::size_t total = 0;
    for (std::uint64_t number = 1; place_in_text_ < text_.size(); ++number) {
      SheetRow row{number, {}};
      while (read_field(row)) {
      }
      while (!row.cells.empty() && row.cells.back().empty())
        row.cells.pop_back();
      count_cells(total, row.cells.size(), place_);
      if (!row.cells.empty())
        sheet.rows.push_back(std::move(row));
    }
    return sheet;
  }

 private:
  // False at the end of the record.
  bool read_field(SheetRow& row) {
    std::string field;
    if (place_in_text_ < text_.size() && text_[place_in_text_] == '"')
      read_quoted(field);
    while (place_in_text_ < text_.size()) {
      const char character = text_[place_in_text_++];
      if (character == '\r' && place_in_text_ < text_.size() && text_[place_in_text_] == '\n')
        continue;
      if (character == delimiter_ || character == '\n' || character == '\r') {
        row.cells.push_back(unguard_formula(field));
        return character == delimiter_;
      }
      field += character;
    }
    row.cells.push_back(unguard_formula(field));
    return false;
  }

  void read_quoted(std::string& field) {
    for (++place_in_text_; place_in_text_ < text_.size(); ++place_in_text_) {
      if (text_[place_in_text_] == '"') {
        const bool is_doubled =
            place_in_text_ + 1 < text_.size() && text_[place_in_text_ + 1] == '"';
        if (!is_doubled) {
          ++place_in_text_;
          return;
        }
        ++place_in_text_;
      }
      field += text_[place_in_text_];
    }
    refuse_damage(place_);
  }

  std::string_view text_;
  std::string place_;
  char delimiter_;
  std::size_t place_in_text_ = 0;
};

std::vector<SheetTexts> read_input(const WorkbookInput& input) {
  std::string head(kHead, '\0');
  head.resize(input.input->read_at(0, head.data(), head.size()));
  if (head.empty())
    throw Error(ErrorKind::input, input.place, {"fichier vide", "empty file"});
  if (container_of(head) == Container::zip)
    return read_archive(input);
  if (container_of(head) == Container::ole)
    return read_sheets(list_xls_sheets(input), input.place);
  if (const auto refusal = refuse_by_magic(head))
    throw Error(ErrorKind::input, input.place, *refusal);
  const std::string text = decoded_text(input, head);
  return {CsvText(text, input.place).records()};
}

}  // namespace

std::vector<SheetTexts> read_workbook(const std::string& path) {
  return read_input({InputBytes::of_file(path), path});
}

std::vector<SheetTexts> read_workbook_bytes(const std::string& name, std::string bytes) {
  return read_input({InputBytes::of_memory(std::move(bytes)), name});
}

}  // namespace aval
