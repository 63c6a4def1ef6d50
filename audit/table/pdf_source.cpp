#include "audit/table/pdf_source.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "audit/base/process.h"
#include "audit/base/text.h"
#include "audit/table/document_text.h"
#include "audit/table/read_codes.h"

namespace aval {

namespace {

// A path for the program: bytes in memory get a private copy.
struct PdfFile {
  std::optional<TemporaryFile> copy;
  std::string path;
};

void name_file(const InputBytes& input, PdfFile& file) {
  file.path = input.path();
  if (file.path.empty()) {
    std::string bytes(static_cast<std::size_t>(input.size()), '\0');
    bytes.resize(input.read_at(0, bytes.data(), bytes.size()));
    file.copy.emplace("pdf");
    write_file_whole(file.copy->path(), bytes, true);
    file.path = file.copy->path();
  }
  // A name that starts with a hyphen is no option.
  if (!file.path.starts_with('/'))
    file.path.insert(0, "./");
}

std::string find_or_refuse(const std::string& place) {
  const auto program = find_on_path("pdftotext");
  if (!program)
    throw Error(ErrorKind::input, place,
                Text{"document PDF : pour lire son texte, installez pdftotext (paquet "
                     "poppler-utils) ; sans lui, ce fichier n'est pas audité",
                     "PDF document: to read its text, install pdftotext (package poppler-utils); "
                     "without it, this file is not audited"});
  return *program;
}

// A hostile document may ask for any amount of memory, disk or time.
ProcessCall limited(const std::string& program, const std::vector<std::string>& arguments) {
  ProcessCall call;
  if (const auto limiter = find_on_path("prlimit"))
    call.arguments = {*limiter,    "--as=2147483648", "--fsize=268435456",
                      "--cpu=120", "--core=0",        "--"};
  call.arguments.push_back(program);
  call.arguments.insert(call.arguments.end(), arguments.begin(), arguments.end());
  call.environment = {"LC_ALL=C"};
  call.time_limit = std::chrono::seconds(300);
  return call;
}

std::string text_of(const std::string& path, const std::string& place) {
  const std::string program = find_or_refuse(place);
  const TemporaryFile text("pdf-text");
  const ProcessEnd end =
      run_process(limited(program, {"-q", "-enc", "UTF-8", "-eol", "unix", path, text.path()}));
  if (end.exit_code == 3)
    throw Error(ErrorKind::input, place,
                Text{"document PDF protégé : ôtez la protection et recommencez ; il n'est pas "
                     "audité",
                     "protected PDF document: remove the protection and try again; it is not "
                     "audited"});
  if (end.exit_code != 0)
    throw Error(ErrorKind::input, place,
                Text{"document PDF abîmé, protégé ou trop lourd à lire : il n'est pas audité ; "
                     "redemandez les données d'origine",
                     "PDF document that is damaged, protected or too heavy to read: it is not "
                     "audited; ask for the original data"});
  std::string bytes = to_valid_utf8(read_file(text.path()));
  bytes.erase(std::remove(bytes.begin(), bytes.end(), '\0'), bytes.end());
  return bytes;
}

// Author, title and the like, as pdfinfo prints them; none without that program.
void add_properties(const std::string& path, DocumentText& document) {
  const auto program = find_on_path("pdfinfo");
  if (!program)
    return;
  const ProcessEnd end = run_process(limited(*program, {"-enc", "UTF-8", path}));
  const std::string text = to_valid_utf8(end.output);
  for (const std::string_view line : split(text, '\n'))
    for (const char* name : {"Title:", "Subject:", "Keywords:", "Author:"})
      if (line.starts_with(name))
        document.add_outside(line.substr(std::string_view(name).size()));
}

// Lines up to an empty one are a paragraph.
std::vector<std::string> paragraphs_of(std::string_view page) {
  std::vector<std::string> paragraphs(1);
  for (const std::string_view line : split(page, '\n')) {
    const std::string_view words = trim(line);
    if (!words.empty())
      paragraphs.back() += (paragraphs.back().empty() ? "" : "\n") + std::string(words);
    else if (!paragraphs.back().empty())
      paragraphs.emplace_back();
  }
  if (paragraphs.back().empty())
    paragraphs.pop_back();
  return paragraphs;
}

// How many pages hold text; form feeds part them.
std::uint64_t add_pages(std::string_view text, DocumentText& document) {
  std::uint64_t with_text = 0;
  std::uint64_t number = 0;
  if (text.ends_with('\f'))
    text.remove_suffix(1);
  for (const std::string_view page : split(text, '\f')) {
    const std::vector<std::string> paragraphs = paragraphs_of(page);
    ++number;
    with_text += paragraphs.empty() ? 0U : 1U;
    if (paragraphs.empty())
      document.empty_pages.push_back(number);
    for (const std::string& paragraph : paragraphs) {
      document.add_paragraph(paragraph);
      document.paragraphs.back().page = std::to_string(number);
    }
  }
  return with_text;
}

}  // namespace

void open_pdf(const WorkbookInput& input, const SourceOptions& options, Source& source) {
  source.info.format = "pdf";
  PdfFile file;
  name_file(*input.input, file);
  DocumentText document;
  document.place = input.place;
  if (add_pages(text_of(file.path, input.place), document) == 0)
    throw Error(ErrorKind::input, input.place,
                Text{"document PDF sans texte (numérisé) : il n'est pas audité ; passez-le à la "
                     "reconnaissance de caractères, ou demandez les données d'origine",
                     "PDF document without text (scanned): it is not audited; run character "
                     "recognition on it, or ask for the original data"});
  add_properties(file.path, document);
  add_note(document.notes, "images_not_read");
  add_document(std::move(document), input, options, source);
}

}  // namespace aval
