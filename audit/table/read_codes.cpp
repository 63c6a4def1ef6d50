#include "audit/table/read_codes.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace aval {

namespace {

constexpr std::size_t kFirstRecords = 10;

struct CodeText {
  std::string_view code;
  std::string_view fr;
  std::string_view en;
};

constexpr std::array kRepairTexts = {
    CodeText{"ragged_short",
             "Lignes plus courtes que l'en-tête : les cellules manquantes sont vides.",
             "Rows shorter than the header: the missing cells are empty."},
    CodeText{
        "ragged_long",
        "Lignes plus longues que l'en-tête : les cellules en trop sont lues dans des colonnes "
        "ajoutées à droite.",
        "Rows longer than the header: the extra cells are read in columns added on the right."},
    CodeText{
        "cells_merged",
        "Lignes dont les cellules en trop, très nombreuses, sont lues ensemble dans la dernière "
        "colonne.",
        "Rows whose very many extra cells are read together in the last column."},
    CodeText{
        "stray_quote",
        "Guillemets isolés dans une cellule : lus comme de simples caractères, les lignes "
        "suivantes ne sont pas touchées.",
        "Stray quotes in a cell: read as plain characters, the following rows are not affected."},
    CodeText{"unclosed_quote",
             "Guillemet ouvert et jamais fermé : la ligne est lue seule, jusqu'à sa fin.",
             "Quote opened and never closed: the row is read alone, up to its end."},
    CodeText{"formula_guard",
             "Apostrophes devant des cellules, contre les formules : retirées pour lire.",
             "Apostrophes in front of cells, against formulas: taken away for reading."},
    CodeText{"deleted_record",
             "Lignes marquées comme effacées mais toujours dans le fichier : lues aussi, car une "
             "publication les livrerait.",
             "Rows marked as deleted but still in the file: read too, since publishing it would "
             "deliver them."},
    CodeText{"record_past_count", "Lignes au-delà du nombre annoncé par le fichier : lues aussi.",
             "Rows past the number that the file states: read too."},
    CodeText{"number_overflow", "Nombres trop longs pour leur champ, remplacés par des étoiles.",
             "Numbers too long for their field, replaced by stars."},
    CodeText{
        "memo_missing",
        "Textes longs gardés dans un fichier à part (.dbt, .fpt) qui manque : placez-le à côté "
        "et recommencez.",
        "Long texts kept in a file apart (.dbt, .fpt) that is missing: put it beside and try "
        "again."},
    CodeText{"memo_damaged", "Textes longs introuvables dans leur fichier (.dbt, .fpt) : non lus.",
             "Long texts that their file (.dbt, .fpt) does not hold: not read."},
    CodeText{"memo_cut", "Textes de plus de 1 Mio : seul leur début est lu.",
             "Texts of more than 1 MiB: only their beginning is read."},
    CodeText{"value_elsewhere",
             "Valeurs gardées dans un autre fichier ou à une adresse : elles ne sont pas lues.",
             "Values kept in another file or at an address: they are not read."},
    CodeText{"page_without_text",
             "Pages sans texte (images, numérisation) : elles ne sont pas auditées.",
             "Pages without text (images, scans): they are not audited."},
    CodeText{"attachment_not_audited",
             "Messages avec des pièces jointes : elles sont nommées mais leur contenu n'est pas "
             "audité ; enregistrez-les et auditez-les à part.",
             "Messages with attachments: they are named but their content is not audited; save "
             "them and audit them apart."},
    CodeText{"message_cut",
             "Messages démesurés (plus de 1 Mio d'en-têtes ou de texte, ou 50 parties emboîtées) : "
             "seul leur début est lu.",
             "Oversized messages (more than 1 MiB of headers or of text, or 50 parts one inside "
             "the other): only their beginning is read."},
    CodeText{"shape_missing", "Le fichier des formes (.shp) s'arrête avant la table.",
             "The file of shapes (.shp) stops before the table."},
    CodeText{"shape_cut", "Formes de plus de 20 000 points : les premiers sont lus.",
             "Shapes of more than 20,000 points: the first ones are read."},
    CodeText{"nul_byte", "Octets nuls dans une ligne : retirés.", "NUL bytes in a row: removed."},
    CodeText{"bad_utf8", "Octets qui ne sont pas de l'UTF-8 : lus comme du Windows-1252.",
             "Bytes that are not UTF-8: read as Windows-1252."},
    CodeText{"header_repeated",
             "Ligne d'en-tête répétée dans les données : elle n'est pas comptée comme une ligne.",
             "Header line repeated within the data: not counted as a row."},
    CodeText{
        "record_too_long",
        "Enregistrement plus long que la limite : coupé à une fin de ligne ou à un séparateur.",
        "Record longer than the limit: cut at the end of a line or at a delimiter."},
    CodeText{
        "json_repaired",
        "Enregistrements JSON hors norme (NaN, virgule en trop, caractère de contrôle) : lus "
        "tout de même.",
        "JSON records outside the standard (NaN, extra comma, control character): read all the "
        "same."},
    CodeText{"broken_record", "Enregistrements illisibles : ignorés.",
             "Records that cannot be read: skipped."},
    CodeText{"too_deep", "Enregistrements JSON imbriqués sur plus de 100 niveaux : ignorés.",
             "JSON records nested more than 100 levels deep: skipped."},
    CodeText{"too_many_tables",
             "Le fichier contient plus de 200 tables : les suivantes ne sont pas lues.",
             "The file holds more than 200 tables: the following ones are not read."},
    CodeText{"table_damaged",
             "La table n'a pas pu être lue jusqu'au bout (base abîmée, vue cassée ou module "
             "absent) : la suite manque.",
             "The table could not be read to its end (damaged database, broken view or missing "
             "module): the rest is missing."},
    CodeText{"view_stopped", "La vue demande trop de calcul : elle a été arrêtée, la suite manque.",
             "The view takes too much computing: it was stopped, the rest is missing."},
    CodeText{"table_refused",
             "Le compte n'a pas le droit de lire cette table en entier : elle n'est pas auditée ; "
             "demandez un droit de lecture (SELECT) sur toutes ses lignes.",
             "The account may not read this whole table: it is not audited; ask for the right to "
             "read (SELECT) all its rows."},
    CodeText{"table_locked",
             "La table est verrouillée par une autre opération : elle n'est pas auditée ; "
             "recommencez plus tard.",
             "The table is locked by another operation: it is not audited; try again later."},
    CodeText{"query_stopped",
             "La lecture a été arrêtée (délai dépassé ou annulation) : la suite manque ; "
             "?statement_timeout=SECONDES allonge le délai.",
             "Reading was stopped (time limit or cancellation): the rest is missing; "
             "?statement_timeout=SECONDS gives more time."},
    CodeText{"query_failed",
             "Le serveur n'a pas pu lire cette table jusqu'au bout (vue cassée, valeur "
             "impossible à convertir, fichier abîmé) : la suite manque.",
             "The server could not read this table to its end (broken view, value that cannot be "
             "converted, damaged file): the rest is missing."},
    CodeText{"foreign_table",
             "Table externe, dont les lignes sont sur un autre serveur : elle n'est pas auditée ; "
             "?foreign_tables=read la fait lire.",
             "Foreign table, whose rows are on another server: it is not audited; "
             "?foreign_tables=read has it read."},
    CodeText{"wal_not_read",
             "Un journal d'écriture (-wal) accompagne la base : ses dernières lignes ne sont pas "
             "lues ; fermez le logiciel qui l'utilise et recommencez.",
             "A write-ahead log (-wal) stands beside the database: its last rows are not read; "
             "close the software that uses it and try again."},
    CodeText{"binary_value",
             "Valeurs binaires (images, géométries, fichiers) : comptées, leur contenu n'est pas "
             "audité.",
             "Binary values (images, geometries, files): counted, their content is not audited."},
    CodeText{
        "formula_without_value",
        "Formules sans résultat enregistré : cellules lues comme vides ; ouvrez le classeur et "
        "enregistrez-le de nouveau.",
        "Formulas without a stored result: cells read as empty; open the workbook and save it "
        "again."},
    CodeText{"out_of_order",
             "Lignes ou cellules dont la place n'est pas croissante : lues à la suite.",
             "Rows or cells whose place does not increase: read one after the other."},
    CodeText{"string_missing",
             "Cellules qui renvoient à un texte absent du classeur : lues comme vides.",
             "Cells that point to a text the workbook does not hold: read as empty."},
    CodeText{"broken_declaration",
             "Déclarations de tables illisibles : lues en partie, ou pas du tout.",
             "Declarations of tables that cannot be read: read in part, or not at all."},
    CodeText{"truncated", "Le fichier s'arrête avant la fin de ses données : la suite manque.",
             "The file stops before the end of its data: the rest is missing."},
};

constexpr std::array kNoteTexts = {
    CodeText{"delimiter_uncertain",
             "Le séparateur est incertain : vérifiez les colonnes, ou imposez-le par --delimiter.",
             "The delimiter is uncertain: check the columns, or force it with --delimiter."},
    CodeText{"encoding_uncertain", "L'encodage est incertain : vérifiez les accents.",
             "The encoding is uncertain: check the accented letters."},
    CodeText{"mixed_encoding",
             "Deux encodages se mêlent dans le fichier : de l'UTF-8 et du Windows-1252.",
             "Two encodings are mixed in the file: UTF-8 and Windows-1252."},
    CodeText{"bad_characters", "Des caractères sont impossibles à décoder : remplacés par U+FFFD.",
             "Some characters cannot be decoded: replaced by U+FFFD."},
    CodeText{"no_header",
             "Le fichier n'a pas de ligne d'en-tête : les colonnes sont désignées par leur numéro.",
             "The file has no header line: columns are named by their number."},
    CodeText{
        "header_doubtful",
        "La première ligne est peut-être une donnée et non un en-tête : elle n'est pas affichée.",
        "The first line may be data rather than a header: it is not shown."},
    CodeText{"header_joined", "L'en-tête tient sur plusieurs lignes : elles ont été réunies.",
             "The header takes several lines: they were joined."},
    CodeText{"header_dbase",
             "L'en-tête vient d'un fichier dBase : les types ont été séparés des noms.",
             "The header comes from a dBase file: types were separated from names."},
    CodeText{"preamble", "Des lignes de titre précèdent l'en-tête : elles sont lues à part.",
             "Title lines stand above the header: they are read apart."},
    CodeText{"blank_lines", "Le fichier contient des lignes vides : elles ne sont pas comptées.",
             "The file holds blank lines: they are not counted."},
    CodeText{"stacked_tables",
             "Plusieurs tables se suivent, séparées par des lignes vides : chacune est lue à part, "
             "avec son en-tête.",
             "Several tables stand one under the other, set apart by blank lines: each is read on "
             "its own, with its header."},
    CodeText{"no_final_newline", "La dernière ligne n'a pas de fin de ligne.",
             "The last line has no line end."},
    CodeText{"mixed_line_ends", "Les fins de ligne sont de plusieurs sortes.",
             "Line ends are of several kinds."},
    CodeText{"single_column", "Le fichier n'a qu'une colonne.", "The file has a single column."},
    CodeText{"backslash_escape", "Les guillemets sont protégés par une barre oblique inverse.",
             "Quotes are escaped with a backslash."},
    CodeText{
        "interrupted",
        "Lecture interrompue par l'utilisateur : la suite n'a pas été examinée, et ce qui se "
        "mesure sur toutes les lignes (risque, règles entre colonnes) ne l'a pas été.",
        "Reading was interrupted by the user: the rest was not looked at, and what is measured "
        "over all rows (risk, rules between columns) was not."},
    CodeText{"gzip_damaged", "Le fichier gzip est tronqué ou abîmé : seul son début a pu être lu.",
             "The gzip file is cut short or damaged: only its beginning could be read."},
    CodeText{"too_many_columns",
             "Trop de champs différents : les derniers sont lus ensemble dans une seule colonne.",
             "Too many different fields: the last ones are read together in one column."},
    CodeText{"schema_cut", "Le schéma est démesuré : ses dernières déclarations ne sont pas lues.",
             "The schema is oversized: its last declarations are not read."},
    CodeText{"schema_elsewhere",
             "Le schéma renvoie à d'autres fichiers ou à des adresses : ils ne sont pas lus.",
             "The schema refers to other files or addresses: they are not read."},
    CodeText{"sql_data_not_read",
             "Ce script contient aussi des données (INSERT, COPY) : elles n'ont pas été auditées. "
             "Exportez ces tables en CSV pour les auditer.",
             "This script also holds data (INSERT, COPY): they were not audited. Export these "
             "tables as CSV to audit them."},
    CodeText{"sql_unclosed",
             "Le script s'arrête au milieu d'un texte ou d'un commentaire : des déclarations "
             "peuvent manquer.",
             "The script ends inside a quote or a comment: declarations may be missing."},
    CodeText{"pages_at_least",
             "Les pages sont comptées par les sauts que l'auteur a placés : le vrai numéro peut "
             "être plus grand.",
             "Pages are counted by the breaks that the author made: the true number may be "
             "larger."},
    CodeText{"images_not_read", "Les images du document ne sont pas auditées.",
             "The images of the document are not audited."},
    CodeText{"sheet_hidden",
             "Cette feuille est masquée : une publication du classeur la livrerait aussi.",
             "This sheet is hidden: publishing the workbook would deliver it too."},
    CodeText{"sheet_very_hidden",
             "Cette feuille est très masquée : aucun menu du tableur ne la montre, mais une "
             "publication du classeur la livrerait aussi.",
             "This sheet is very hidden: no menu of the spreadsheet shows it, but publishing the "
             "workbook would deliver it too."},
    CodeText{"rows_hidden", "Des lignes de la feuille sont masquées ou filtrées : elles sont lues.",
             "Rows of the sheet are hidden or filtered: they are read."},
    CodeText{"columns_hidden", "Des colonnes de la feuille sont masquées : elles sont lues.",
             "Columns of the sheet are hidden: they are read."},
    CodeText{"empty_sheets", "Le classeur contient des feuilles vides : elles sont passées.",
             "The workbook holds empty sheets: they are passed over."},
    CodeText{"pivot_cache_table",
             "Ces lignes sont la copie que garde un tableau croisé : une publication du classeur "
             "les livrerait, même si la feuille d'origine a été supprimée.",
             "These rows are the copy that a pivot table keeps: publishing the workbook would "
             "deliver them, even when the sheet they came from was removed."},
    CodeText{"orphan_strings",
             "Le classeur garde des textes qu'aucune cellule ne montre plus : ils sont lus aussi.",
             "The workbook keeps texts that no cell shows any more: they are read too."},
    CodeText{"comments_not_read",
             "Le classeur contient des commentaires et les noms de leurs auteurs : ils ne sont pas "
             "audités.",
             "The workbook holds comments and the names of their authors: they are not audited."},
    CodeText{"external_links",
             "Le classeur garde des valeurs copiées d'autres classeurs : elles ne sont pas "
             "auditées.",
             "The workbook keeps values copied from other workbooks: they are not audited."},
    CodeText{"tracked_changes",
             "Le classeur garde la trace de ses modifications : les valeurs effacées ne sont pas "
             "auditées.",
             "The workbook keeps a record of its changes: deleted values are not audited."},
    CodeText{"no_table", "Le fichier ne contient aucune table.", "The file holds no table."},
    CodeText{"extra_text_cut", "Le texte hors des tables est très long : seul son début a été lu.",
             "The text outside the tables is very long: only its beginning was read."},
};

template <std::size_t size>
const CodeText* find_text(const std::array<CodeText, size>& texts, std::string_view code) {
  const auto found = std::find_if(texts.begin(), texts.end(),
                                  [&](const CodeText& text) { return text.code == code; });
  return found == texts.end() ? nullptr : &*found;
}

void keep_first_records(std::vector<std::uint64_t>& records) {
  std::sort(records.begin(), records.end());
  if (records.size() > kFirstRecords)
    records.resize(kFirstRecords);
}

}  // namespace

Text describe_read_code(std::string_view code) {
  const CodeText* text = find_text(kRepairTexts, code);
  if (text == nullptr)
    text = find_text(kNoteTexts, code);
  if (text != nullptr)
    return Text{std::string(text->fr), std::string(text->en)};
  return format_text(Text{"Particularité de lecture : {0}.", "Reading note: {0}."}, {code});
}

void count_record(std::map<std::string, RepairCount>& counts, const std::string& code,
                  std::uint64_t record) {
  RepairCount& count = counts[code];
  ++count.count;
  if (count.first_records.size() < kFirstRecords || record < count.first_records.back()) {
    count.first_records.push_back(record);
    keep_first_records(count.first_records);
  }
}

void merge_counts(std::map<std::string, RepairCount>& to,
                  const std::map<std::string, RepairCount>& from) {
  for (const auto& [code, count] : from) {
    RepairCount& sum = to[code];
    sum.count += count.count;
    sum.first_records.insert(sum.first_records.end(), count.first_records.begin(),
                             count.first_records.end());
    keep_first_records(sum.first_records);
  }
}

bool is_incomplete(const ReadStats& stats) {
  constexpr std::array<std::string_view, 4> kLeftOut = {"interrupted", "schema_cut",
                                                        "sql_data_not_read", "sql_unclosed"};
  // A record broken in pieces may be cut in the middle of what would have been found.
  return stats.skipped_rows > 0 || !stats.skipped.empty() ||
         stats.repairs.contains("record_too_long") ||
         std::any_of(stats.notes.begin(), stats.notes.end(), [&](const std::string& note) {
           return std::find(kLeftOut.begin(), kLeftOut.end(), note) != kLeftOut.end();
         });
}

std::uint64_t rows_present(const ReadStats& stats) {
  return stats.rows + stats.skipped_rows + stats.left_rows;
}

void add_note(std::vector<std::string>& notes, const std::string& code) {
  const auto place = std::lower_bound(notes.begin(), notes.end(), code);
  if (place == notes.end() || *place != code)
    notes.insert(place, code);
}

}  // namespace aval
