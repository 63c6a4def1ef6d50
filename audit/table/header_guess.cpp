#include "audit/table/header_guess.h"

#include <algorithm>
#include <optional>

#include "audit/base/text.h"
#include "audit/table/cell_kind.h"
#include "audit/table/header_score.h"
#include "audit/table/read_codes.h"

namespace aval {

namespace {

constexpr std::size_t kMaxPreamble = 30;   // records
constexpr std::size_t kMaxHeaderRows = 3;  // records joined into one header
constexpr double kAccepted = 0.3;          // mean score of a header
constexpr double kWeak = 0.1;              // enough when two columns contrast
constexpr double kSure = 0.6;              // below this and without other proof, a doubt is told

std::size_t filled_cells(const SampleRecord& record) {
  return static_cast<std::size_t>(
      std::count_if(record.cells.begin(), record.cells.end(),
                    [](const std::string& cell) { return !trim(cell).empty(); }));
}

// Filled cells of the usual row, titles set apart.
std::size_t usual_filling(const std::vector<SampleRecord>& records) {
  std::vector<std::size_t> counts;
  for (std::size_t row = records.size() > 2 * kMaxPreamble ? kMaxPreamble : 0; row < records.size();
       ++row)
    counts.push_back(filled_cells(records[row]));
  if (counts.empty())
    return 0;
  const auto middle = counts.begin() + static_cast<std::ptrdiff_t>(counts.size() / 2);
  std::nth_element(counts.begin(), middle, counts.end());
  return *middle;
}

// Index of the first record that is no title; 0 when titles cannot be told from data.
std::size_t skip_titles(const std::vector<SampleRecord>& records, std::size_t width) {
  const std::size_t filling = usual_filling(records);
  std::size_t row = 0;
  bool has_gap = false;  // an empty record or a jump in width proves the titles
  if (!records.empty() && records[0].cells[0].substr(0, 4) == "sep=" && records[0].number == 1)
    row = 1;
  const std::size_t said = row;
  for (; row < std::min(records.size(), kMaxPreamble); ++row) {
    const std::size_t filled = filled_cells(records[row]);
    const bool is_narrow =
        records[row].cells.size() < width && records[row].cells.size() * 2 <= width;
    if (filled * 2 >= filling && !(is_narrow && filled <= 1))
      break;
    has_gap = has_gap || filled == 0 || is_narrow ||
              (row + 1 < records.size() && records[row + 1].number > records[row].number + 1);
  }
  if (row == records.size() || row == kMaxPreamble || (row > said && width < 2))
    return said;
  // Without a gap, a title is one filled cell above a row that is nearly full.
  const bool is_plain_title =
      row > said && filled_cells(records[row]) >= std::max<std::size_t>(3, width / 2);
  return has_gap || is_plain_title ? row : said;
}

// "Nom,C,254" as dBase exports write it: name, type letter, sizes.
std::optional<TableColumn> dbase_column(std::string_view cell) {
  const auto parts = split(trim(cell), ',');
  if (parts.size() < 2 || parts.size() > 4 || parts[0].empty())
    return std::nullopt;
  const bool is_type = parts[1].size() == 1 &&
                       std::string_view("CNDLFMIBTYGV").find(parts[1]) != std::string_view::npos;
  const bool is_sized = std::all_of(parts.begin() + 2, parts.end(), [](std::string_view part) {
    return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
  });
  const bool is_complete = parts.size() > 2 || parts[1] == "D" || parts[1] == "L" ||
                           parts[1] == "M" || parts[1] == "T" || parts[1] == "I";
  if (!is_type || !is_sized || !is_complete)
    return std::nullopt;
  return TableColumn{std::string(trim(parts[0])), std::string(parts[1]), ""};
}

bool is_dbase_header(const SampleRecord& record) {
  std::size_t named = 0;
  std::size_t dbase = 0;
  for (const std::string& cell : record.cells) {
    if (trim(cell).empty())
      continue;
    ++named;
    dbase += dbase_column(cell) ? 1U : 0U;
  }
  return dbase > 0 && dbase * 10 >= named * 8;
}

bool has_typed_cell(const SampleRecord& record) {
  return std::any_of(record.cells.begin(), record.cells.end(), [](const std::string& cell) {
    const CellKind kind = kind_of_cell(cell);
    return is_typed(kind) && kind != CellKind::code;
  });
}

// A record whose texts stand above typed columns, like the header just above it.
bool is_second_header(const std::vector<SampleRecord>& records, std::size_t row) {
  if (row + 1 >= records.size() || has_typed_cell(records[row]))
    return false;
  const std::size_t filled = filled_cells(records[row]);
  const std::size_t above = filled_cells(records[row - 1]);
  const HeaderScore score = score_header(records, row, {});
  if (filled < 2 || score.denials > 0)
    return false;
  // A second line of labels contrasts with nearly every typed column, or fills the gaps of a first
  // one whose cells were merged.
  std::size_t gaps = 0;
  const auto& top = records[row - 1].cells;
  const auto& bottom = records[row].cells;
  for (std::size_t column = 0; column < std::min(top.size(), bottom.size()); ++column) {
    const bool repeats = column > 0 && trim(top[column]) == trim(top[column - 1]);
    gaps += (trim(top[column]).empty() || repeats) && !trim(bottom[column]).empty() ? 1U : 0U;
  }
  const bool is_labels = score.contrasts >= 2 && filled * 10 >= above * 8;
  const bool is_lower_half = score.contrasts >= 1 && gaps >= 1;
  return is_labels || is_lower_half;
}

struct Judgement {
  bool is_header = false;
  bool is_doubtful = false;
  bool is_dbase = false;
};

// A lone record: nothing below to compare with.
Judgement judge_alone(const SampleRecord& record, const HeaderScore& score) {
  if (has_typed_cell(record))
    return {false, true, false};
  return {true, score.known_share < 0.5, false};
}

Judgement judge(const std::vector<SampleRecord>& records, std::size_t row,
                const HeaderWordTest& is_header_word) {
  if (is_dbase_header(records[row]))
    return {true, false, true};
  const HeaderScore score = score_header(records, row, is_header_word);
  if (score.named == 0)
    return {};
  if (row + 1 == records.size())
    return judge_alone(records[row], score);
  const bool is_denied = score.denials > 0;
  const bool is_header =
      score.mean >= kAccepted || (score.mean >= kWeak && score.contrasts >= 2 && !is_denied);
  const bool is_known = score.known_share >= 0.5;
  const bool is_proven = score.contrasts >= 3 && score.repeats == 0;
  const bool is_strong = score.mean >= kSure && (score.contrasts >= 2 || score.named > 3);
  // One cell in seven may look like a value all the same ("acc_complt" as a filler).
  const bool is_contested = score.denials * 6 > score.contrasts;
  const bool is_sure = !is_contested && (is_known || is_proven || is_strong);
  return {is_header, is_header && !is_sure, false};
}

// A first header line of merged cells, which has gaps that the second one fills.
bool is_merged_top(const SampleRecord& top, const SampleRecord& header) {
  const std::size_t filled = filled_cells(top);
  return filled >= 1 && filled < filled_cells(header) && !has_typed_cell(top);
}

// Names of one header record; a merged cell gives its text to the empty cells on its right when
// `fills_right`.
std::vector<std::string> names_of(const SampleRecord& record, std::size_t width, bool fills_right) {
  std::vector<std::string> names(std::max(width, record.cells.size()));
  for (std::size_t column = 0; column < record.cells.size(); ++column) {
    names[column] = std::string(trim(record.cells[column]));
    if (fills_right && names[column].empty() && column > 0)
      names[column] = names[column - 1];
  }
  return names;
}

void join_headers(const std::vector<SampleRecord>& records, std::size_t row, std::size_t width,
                  HeaderGuess& guess) {
  std::vector<std::string> joined;
  guess.columns.clear();
  for (std::size_t line = 0; line < guess.header_rows; ++line) {
    const bool is_top = line + 1 < guess.header_rows;
    const auto names = names_of(records[row + line], width, is_top);
    joined.resize(std::max(joined.size(), names.size()));
    for (std::size_t column = 0; column < names.size(); ++column) {
      if (names[column].empty() || joined[column] == names[column])
        continue;
      joined[column] += joined[column].empty() ? names[column] : " / " + names[column];
    }
  }
  for (std::string& name : joined) {
    const auto dbase = guess.is_dbase ? dbase_column(name) : std::nullopt;
    guess.columns.push_back(dbase ? *dbase : TableColumn{std::move(name), "", ""});
  }
}

void keep_preamble(const std::vector<SampleRecord>& records, std::size_t end, HeaderGuess& guess) {
  for (std::size_t row = 0; row < end; ++row)
    for (const std::string& cell : records[row].cells)
      if (!trim(cell).empty())
        guess.extra_text.emplace_back(trim(cell));
}

}  // namespace

HeaderGuess guess_header(const std::vector<SampleRecord>& records, std::size_t width,
                         const HeaderWordTest& is_header_word) {
  HeaderGuess guess;
  guess.columns.resize(width);
  if (records.empty())
    return guess;
  const std::size_t row = skip_titles(records, width);
  const std::uint64_t number = row < records.size() ? records[row].number : 1;
  guess.preamble_rows = row == 0 ? 0 : number - 1;
  guess.first_record = row == 0 ? 1 : number;
  keep_preamble(records, row, guess);
  if (row >= records.size())
    return guess;
  Judgement judgement = judge(records, row, is_header_word);
  bool has_top = false;
  if (!judgement.is_header && row + 2 < records.size() &&
      is_merged_top(records[row], records[row + 1])) {
    const Judgement below = judge(records, row + 1, is_header_word);
    has_top = below.is_header && !below.is_doubtful;
    judgement = has_top ? below : judgement;
  }
  guess.doubtful = judgement.is_doubtful;
  guess.is_dbase = judgement.is_dbase;
  if (!judgement.is_header)
    return guess;
  guess.header_row = number;
  guess.header_rows = has_top ? 2 : 1;
  while (guess.header_rows < kMaxHeaderRows && !guess.is_dbase &&
         is_second_header(records, row + static_cast<std::size_t>(guess.header_rows)))
    ++guess.header_rows;
  guess.first_record = records[row + static_cast<std::size_t>(guess.header_rows) - 1].number + 1;
  join_headers(records, row, width, guess);
  return guess;
}

void note_header(const HeaderGuess& header, std::vector<std::string>& notes) {
  if (header.header_row == 0)
    add_note(notes, "no_header");
  if (header.doubtful && header.header_row > 0)
    add_note(notes, "header_doubtful");
  if (header.header_rows > 1)
    add_note(notes, "header_joined");
  if (header.is_dbase)
    add_note(notes, "header_dbase");
  if (header.preamble_rows > 0)
    add_note(notes, "preamble");
}

}  // namespace aval
