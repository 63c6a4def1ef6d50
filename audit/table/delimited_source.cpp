#include "audit/table/delimited_source.h"

#include <algorithm>
#include <set>
#include <utility>

#include "audit/table/delimited_reader.h"
#include "audit/table/dialect_guess.h"
#include "audit/table/header_guess.h"
#include "audit/table/read_codes.h"
#include "audit/table/stacked_tables.h"

namespace aval {

namespace {

constexpr std::size_t kHeaderRecords = 1000;  // looked at for the header
constexpr double kUncertain = 0.1;            // formats.md 6.2: a margin under 10 % is told

std::string format_name(const SourceName& name, char delimiter) {
  if (name.ending == "csv" || name.ending == "tsv" || name.ending == "txt")
    return name.ending;
  return name.ending == "tab" || delimiter == '\t' ? "tsv" : "csv";
}

void note_survey(const Survey& survey, std::vector<std::string>& notes) {
  if (survey.encoding.uncertain)
    add_note(notes, "encoding_uncertain");
  if (survey.encoding.mixed)
    add_note(notes, "mixed_encoding");
  if (!survey.ends_line)
    add_note(notes, "no_final_newline");
}

// Record ends of several kinds in the first sample; line ends inside quotes do not count.
bool has_mixed_line_ends(const std::string& sample, const DelimitedFormat& format) {
  std::set<std::string_view> kinds;
  for (std::size_t place = 0; place < sample.size();) {
    const RecordCut cut = cut_record(sample, place, false, format);
    if (!cut.complete)
      break;
    kinds.insert(std::string_view(sample).substr(cut.end, cut.next - cut.end));
    place = cut.next;
  }
  return kinds.size() > 1;
}

Dialect make_dialect(const DialectGuess& guess, const HeaderGuess& header, const Survey& survey) {
  Dialect dialect;
  dialect.delimiter = std::string(1, guess.shown_delimiter);
  dialect.quote = guess.format.quote;
  dialect.encoding = survey.encoding.name;
  dialect.encoding_origin = survey.encoding.origin;
  dialect.header_row = header.header_row;
  dialect.header_rows = header.header_rows;
  dialect.header_doubtful = header.doubtful;
  dialect.preamble_rows = header.preamble_rows;
  dialect.delimiter_margin = guess.margin;
  dialect.delimiter_origin = guess.delimiter_given ? Origin::given : Origin::guessed;
  return dialect;
}

std::uint64_t unit_bytes(EncodingForm form) {
  switch (form) {
    case EncodingForm::utf16le:
    case EncodingForm::utf16be:
      return 2;
    case EncodingForm::utf32le:
    case EncodingForm::utf32be:
      return 4;
    case EncodingForm::bytes:
      break;
  }
  return 1;
}

// The length of a text in UTF-8 is not known beforehand when it is in wider units; taken as if all
// were ASCII, the last part is the longest, and none is wrong.
void plan_part(const TextShare& part, const Survey& survey, DelimitedPlan& plan) {
  const std::uint64_t bytes = survey.data_bytes / unit_bytes(survey.encoding.form);
  const auto cut = [&](std::uint64_t parts) {
    return bytes / part.count * parts + bytes % part.count * parts / part.count;
  };
  plan.begin = part.index == 1 ? 0 : cut(part.index - 1);
  if (part.index < part.count)
    plan.end = cut(part.index);
}

// What all tables of the text have in common.
DelimitedPlan plan_text(const Opened& opened, const Survey& survey, const DialectGuess& guess,
                        const SourceOptions& options) {
  DelimitedPlan plan;
  note_survey(survey, plan.notes);
  if (guess.margin < kUncertain && !guess.delimiter_given)
    add_note(plan.notes, "delimiter_uncertain");
  if (guess.format.delimiter == 0)
    add_note(plan.notes, "single_column");
  if (guess.format.backslash)
    add_note(plan.notes, "backslash_escape");
  if (has_mixed_line_ends(survey.samples.front(), guess.format))
    add_note(plan.notes, "mixed_line_ends");
  plan.input = opened.input;
  plan.gzip = opened.gzip;
  plan.place = opened.uri;
  plan.encoding = survey.encoding;
  plan.ends = guess.format;
  plan.format = guess.format;
  plan.batch_bytes = std::max<std::size_t>(options.batch_bytes, 1);
  plan.max_record_bytes = std::max<std::size_t>(options.max_record_bytes, 16);
  plan_part(options.part, survey, plan);
  return plan;
}

std::unique_ptr<TableReader> open_table(DelimitedPlan plan, HeaderGuess header, Dialect dialect) {
  note_header(header, plan.notes);
  plan.header_row = header.header_row;
  plan.first_record = header.first_record;
  plan.drop_repeated_header =
      header.header_rows == 1 && !header.doubtful && header.columns.size() >= 2;
  plan.info.dialect = std::move(dialect);
  plan.info.columns = std::move(header.columns);
  plan.info.extra_text = std::move(header.extra_text);
  return make_delimited_reader(std::make_shared<DelimitedPlan>(std::move(plan)));
}

// Looked for in the first sample only, and only when it has a blank line.
std::vector<StackedTable> stacked_in(const Survey& survey, const DelimitedFormat& format,
                                     const SourceOptions& options) {
  const std::string& sample = survey.samples.front();
  if (!has_blank_line(sample, format.delimiter))
    return {};
  return find_stacked_tables(read_sample(sample, survey.whole, format, sample.size()),
                             options.is_header_word);
}

}  // namespace

void open_delimited(const Opened& opened, const Survey& survey, const SourceOptions& options,
                    Source& source) {
  const DialectGuess guess = guess_dialect(survey.samples, options.delimiter);
  const DelimitedPlan common = plan_text(opened, survey, guess, options);
  source.info.format = format_name(opened.name, guess.format.delimiter);
  source.info.delimiter = std::string(1, guess.shown_delimiter);
  std::vector<StackedTable> stacked = stacked_in(survey, guess.format, options);
  for (StackedTable& table : stacked) {
    DelimitedPlan plan = common;
    plan.info.name = stacked_name(source.info.name, source.tables.size() + 1);
    plan.format.width = table.header.columns.size();
    plan.end_record = table.end_record;
    add_note(plan.notes, "stacked_tables");
    Dialect dialect = make_dialect(guess, table.header, survey);
    source.tables.push_back(
        open_table(std::move(plan), std::move(table.header), std::move(dialect)));
  }
  if (!stacked.empty())
    return;
  DelimitedPlan plan = common;
  plan.info.name = source.info.name;
  const auto records =
      read_sample(survey.samples.front(), survey.whole, guess.format, kHeaderRecords);
  HeaderGuess header = guess_header(records, guess.format.width, options.is_header_word);
  Dialect dialect = make_dialect(guess, header, survey);
  source.tables.push_back(open_table(std::move(plan), std::move(header), std::move(dialect)));
}

}  // namespace aval
