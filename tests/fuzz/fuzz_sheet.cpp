// Workbooks and databases (libFuzzer): the first byte says how the others reach a reader, since a
// fuzzer seldom keeps a ZIP archive whole.
//
// 'x': the XML of a sheet, 'o': that of an OpenDocument content, 's': shared strings, 'd': the text
// of a DOCX, 't': that of an OpenDocument text; each packed into a sound archive; 'b': the records
// of an Excel 97-2003 workbook, packed into a compound file, 'p': those of its pivot cache; 'e':
// the sheets of a workbook in the XML of Excel 2003. Anything else: the bytes as they are.
#include "tests/fuzz/read_everything.h"
#include "tests/fuzz/stored_ole.h"
#include "tests/fuzz/stored_zip.h"

namespace {

constexpr std::string_view kRootLinks =
    R"(<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>)";
constexpr std::string_view kLinks =
    R"(<Relationships><Relationship Id="a" Type="x/worksheet" Target="s.xml"/><Relationship Id="b" )"
    R"(Type="x/sharedStrings" Target="t.xml"/><Relationship Id="c" Type="x/styles" Target="f.xml"/></Relationships>)";
constexpr std::string_view kWorkbook =
    R"(<workbook xmlns:r="relationships"><sheets><sheet name="F" r:id="a"/></sheets></workbook>)";
constexpr std::string_view kStyles =
    R"(<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy\-mm"/></numFmts><cellXfs><xf numFmtId="0"/>)"
    R"(<xf numFmtId="170"/><xf numFmtId="22"/><xf numFmtId="46"/></cellXfs></styleSheet>)";
constexpr std::string_view kSheet =
    R"(<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>)";
constexpr std::string_view kExcelXml =
    R"(<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">)";
// A start of BIFF8 globals and their end.
constexpr std::string_view kEmptyWorkbook("\x09\x08\x04\0\0\x06\x05\0\x0A\0\0\0", 12);
constexpr std::string_view kStrings = R"(<sst><si><t>nom</t></si></sst>)";

std::string xlsx_of(std::string_view sheet, std::string_view strings) {
  return aval::stored_zip({{"_rels/.rels", kRootLinks},
                           {"xl/workbook.xml", kWorkbook},
                           {"xl/_rels/workbook.xml.rels", kLinks},
                           {"xl/f.xml", kStyles},
                           {"xl/s.xml", sheet},
                           {"xl/t.xml", strings}});
}

std::string ods_of(std::string_view content) {
  return aval::stored_zip(
      {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", content}});
}

std::string odt_of(std::string_view content) {
  return aval::stored_zip(
      {{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", content}});
}

std::string docx_of(std::string_view content) {
  constexpr std::string_view kDocumentLink =
      R"(<Relationships><Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/></Relationships>)";
  return aval::stored_zip({{"_rels/.rels", kDocumentLink},
                           {"word/document.xml", content},
                           {"word/comments.xml", content}});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 3)
    return 0;
  // libFuzzer hands out bytes.
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 3);
  std::string bytes;
  if (data[0] == 'x')
    bytes = xlsx_of(text, kStrings);
  else if (data[0] == 's')
    bytes = xlsx_of(kSheet, text);
  else if (data[0] == 'o')
    bytes = ods_of(text);
  else if (data[0] == 'd')
    bytes = docx_of(text);
  else if (data[0] == 't')
    bytes = odt_of(text);
  else if (data[0] == 'b' && text.size() < 60000)
    bytes = aval::stored_ole("Workbook", text);
  else if (data[0] == 'p' && text.size() < 40000)
    bytes = aval::stored_ole_of({"Workbook", kEmptyWorkbook}, {"0001", text, "_SX_DB_CUR"});
  else if (data[0] == 'e')
    bytes.append(kExcelXml).append(text).append("</Workbook>");
  else
    bytes.assign(data, data + size - 2);
  bytes.append(data + size - 2, data + size);  // choose the options
  // libFuzzer's own type of bytes.
  aval::read_everything("fuzz.xlsx", reinterpret_cast<const std::uint8_t*>(bytes.data()),
                        bytes.size());
  return 0;
}
