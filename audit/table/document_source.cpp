#include "audit/table/document_source.h"

#include <utility>

#include "audit/base/text.h"
#include "audit/table/document_text.h"
#include "audit/table/document_xml.h"
#include "audit/table/ods_source.h"
#include "audit/table/xlsx_workbook.h"

namespace aval {

namespace {

constexpr std::size_t kMaxMimeType = 65536;
constexpr std::string_view kTextType = "application/vnd.oasis.opendocument.text";

// False when the part is damaged.
bool read_part(const ZipArchive& archive, const std::string& name, DocumentText& document,
               bool is_main) {
  ZipPart part = archive.open(name);
  const bool is_whole = read_document_part(
      [&part](char* out, std::size_t length) { return part.read(out, length); }, document, is_main);
  return is_whole && !part.damaged();
}

void read_beside(const ZipArchive& archive, const std::string& name, DocumentText& document) {
  if (!read_part(archive, name, document, false))
    document.is_cut = true;
}

DocumentText start_document(const std::string& place) {
  DocumentText document;
  document.place = place;
  return document;
}

void refuse_if_empty(const DocumentText& document) {
  if (document.is_cut && document.paragraphs.empty() && document.tables.empty())
    throw Error(ErrorKind::input, document.place,
                Text{"document abîmé : aucun paragraphe n'est lisible ; redemandez-le",
                     "damaged document: no paragraph can be read; ask for it again"});
}

// Comments, headers, footers, notes, links and properties of a DOCX.
bool is_beside_docx(const std::string& name) {
  const bool is_in_word =
      name.starts_with("word/") && name.find('/', 5) == std::string::npos && name.ends_with(".xml");
  const std::string_view part = std::string_view(name).substr(is_in_word ? 5 : 0);
  return (is_in_word && (part.starts_with("comments") || part.starts_with("header") ||
                         part.starts_with("footer") || part.starts_with("footnotes") ||
                         part.starts_with("endnotes") || part.starts_with("people"))) ||
         name == "docprops/core.xml" || name == "docprops/app.xml" ||
         name == "docprops/custom.xml" || name == "word/_rels/document.xml.rels";
}

}  // namespace

bool is_docx(const ZipArchive& archive) {
  const std::string part = to_lower_ascii(workbook_part(archive));
  return part.starts_with("word/") && part.ends_with(".xml") && archive.has(part);
}

bool is_odt(const ZipArchive& archive) {
  if (!archive.has("mimetype") || !archive.read("mimetype", kMaxMimeType).starts_with(kTextType))
    return false;
  refuse_encrypted_document(archive);
  return archive.has("content.xml");
}

void open_docx(const ZipArchive& archive, const WorkbookInput& input, const SourceOptions& options,
               Source& source) {
  source.info.format = "docx";
  DocumentText document = start_document(input.place);
  document.is_cut = !read_part(archive, workbook_part(archive), document, true);
  for (const ZipEntry& entry : archive.list())
    if (is_beside_docx(to_lower_ascii(entry.name)))
      read_beside(archive, entry.name, document);
  refuse_if_empty(document);
  add_document(std::move(document), input, options, source);
}

void open_odt(const ZipArchive& archive, const WorkbookInput& input, const SourceOptions& options,
              Source& source) {
  source.info.format = "odt";
  DocumentText document = start_document(input.place);
  document.is_cut = !read_part(archive, "content.xml", document, true);
  for (const char* name : {"styles.xml", "meta.xml"})
    if (archive.has(name))
      read_beside(archive, name, document);
  refuse_if_empty(document);
  add_document(std::move(document), input, options, source);
}

void open_flat_odt(const WorkbookInput& input, const SourceOptions& options, Source& source) {
  source.info.format = "odt";
  DocumentText document = start_document(input.place);
  ByteStream stream(input.input, false, input.place);
  document.is_cut = !read_document_part(
      [&stream](char* out, std::size_t length) { return stream.read(out, length); }, document,
      true);
  refuse_if_empty(document);
  add_document(std::move(document), input, options, source);
}

}  // namespace aval
