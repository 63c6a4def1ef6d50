#include "reports/register_formats.h"

#include "audit/base/error.h"
#include "audit/table/ods_writer.h"
#include "audit/table/xlsx_writer.h"
#include "registry/cnil_form.h"
#include "registry/madis_csv.h"
#include "registry/store.h"
#include "reports/document_words.h"
#include "reports/sheet_formats.h"

namespace aval {
namespace {

ExportedRegister own_sheets(const char* format, const RegisterContent& content,
                            const ExchangeOptions& options) {
  ExportedRegister out;
  out.bytes = documents_as_sheets(kActivityKind, format, content.activities, options.today);
  if (!content.organisation.empty())
    out.losses.push_back({"organisation",
                          {"la fiche de l'organisme n'est pas dans ce tableur",
                           "the sheet of the organisation is not in this spreadsheet"}});
  return out;
}

}  // namespace

ImportedRegister read_register_sheets(const std::string& path, const ExchangeOptions& /*options*/) {
  SheetDocuments read = documents_from_sheets(kActivityKind, path);
  ImportedRegister in;
  in.content.activities = std::move(read.documents);
  for (UnknownPart& part : read.unknown)
    in.losses.push_back({part.place, part.reason});
  return in;
}

ExportedRegister write_register_ods(const RegisterContent& content,
                                    const ExchangeOptions& options) {
  return own_sheets("ods", content, options);
}

ExportedRegister write_register_xlsx(const RegisterContent& content,
                                     const ExchangeOptions& options) {
  return own_sheets("xlsx", content, options);
}

ExportedRegister write_register_csv(const RegisterContent& content,
                                    const ExchangeOptions& options) {
  return own_sheets("csv", content, options);
}

ImportedRegister read_register_cnil(const std::string& path, const ExchangeOptions& /*options*/) {
  ImportedRegister in = read_cnil_sheets(read_workbook(path), label_of_word);
  if (in.content.activities.empty())
    throw Error(ErrorKind::input, path,
                {"aucune fiche remplie du modèle de registre simplifié de la CNIL (feuilles avec "
                 "« Nom du traitement » et « Finalité principale »)",
                 "no filled-in fiche of the CNIL's simplified register (sheets with 'Nom du "
                 "traitement' and 'Finalité principale')"});
  return in;
}

ExportedRegister write_register_cnil_ods(const RegisterContent& content,
                                         const ExchangeOptions& options) {
  const Workbook workbook = cnil_workbook(content, options, label_of_word);
  return {ods_bytes(workbook, "cnil"), cnil_losses(content, workbook, label_of_word)};
}

ExportedRegister write_register_cnil_xlsx(const RegisterContent& content,
                                          const ExchangeOptions& options) {
  const Workbook workbook = cnil_workbook(content, options, label_of_word);
  return {xlsx_bytes(workbook, "cnil"), cnil_losses(content, workbook, label_of_word)};
}

ImportedRegister read_register_madis(const std::string& path, const ExchangeOptions& /*options*/) {
  const std::vector<SheetTexts> sheets = read_workbook(path);
  const SheetTexts none{};
  return read_madis_sheet(sheets.empty() ? none : sheets.front(), path);
}

}  // namespace aval
