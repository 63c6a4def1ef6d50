// Documents through XLSX, ODS and CSV and back, to the byte of their canonical JSON.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "audit/base/error.h"
#include "audit/base/file.h"
#include "audit/table/csv_writer.h"
#include "audit/table/ods_writer.h"
#include "audit/table/xlsx_writer.h"
#include "registry/documents.h"
#include "registry/sheet_export.h"
#include "registry/sheet_import.h"
#include "tests/support/catch.h"
#include "tests/support/random_value.h"

using namespace aval;

namespace {

// Labels with what makes words hard to tell apart: accents, commas, the words for null and
// booleans.
Text hard_label(std::string_view word) {
  if (word == "none")
    return {"aucune", "none"};
  if (word == "yes" || word == "no")
    return word == "yes" ? Text{"oui", "yes"} : Text{"non", "no"};
  return {"élément, " + std::string(word), std::string(word)};
}

std::string through(const char* format, const SheetLayout& layout,
                    const std::vector<std::string>& documents) {
  if (std::string(format) == "csv")
    return csv_bytes(rows_of_documents(layout, documents));
  const Workbook workbook = workbook_of_documents(layout, documents, "2026-11-26");
  return std::string(format) == "ods" ? ods_bytes(workbook, "a") : xlsx_bytes(workbook, "a");
}

std::vector<std::string> back(const std::string& bytes, const SheetLayout& layout) {
  return documents_of_sheets(layout, read_workbook_bytes("registre", bytes), "registre").documents;
}

void check_round_trip(const std::string& kind, const std::vector<std::string>& documents) {
  const SheetLayout layout = lay_out(kind, hard_label);
  for (const char* format : {"xlsx", "ods", "csv"}) {
    INFO(kind << " " << format);
    const std::vector<std::string> read = back(through(format, layout, documents), layout);
    REQUIRE(read.size() == documents.size());
    for (std::size_t i = 0; i < read.size(); ++i)
      CHECK(read[i] == documents[i]);
  }
}

// Random documents of a schema.
class DocumentDraw {
 public:
  explicit DocumentDraw(std::uint64_t seed) : draw_(seed) {}

  Json value(const Json& node);

 private:
  std::string type_of(const Json& node);
  std::string text(const Json& node);
  Json number(const Json& node, bool whole);
  Json object(const Json& node);

  Draw draw_;
};

std::string DocumentDraw::type_of(const Json& node) {
  const Json type = node.value("type", Json("string"));
  if (type.is_string())
    return type.get<std::string>();
  const std::string drawn = type[draw_.below(type.size())].get<std::string>();
  // Null in one case out of six is enough.
  return drawn == "null" && draw_.below(3) > 0 ? type[0].get<std::string>() : drawn;
}

std::string DocumentDraw::text(const Json& node) {
  static const std::vector<std::string> kHard = {"aucun",
                                                 "Aucune",
                                                 "sans objet",
                                                 "oui",
                                                 "non",
                                                 "12",
                                                 "1,5",
                                                 "",
                                                 " espace",
                                                 "fin ",
                                                 "'",
                                                 "'aucun",
                                                 "''oui",
                                                 "a\nb",
                                                 "\n",
                                                 "\u21B3 x",
                                                 "a\n\u21B3 b",
                                                 "(liste vide)",
                                                 "(vide)",
                                                 "(aucun)",
                                                 "_x0001_",
                                                 "a\x01z",
                                                 "a\r\nb",
                                                 "=1+1",
                                                 "-5",
                                                 "'=1",
                                                 "2026-01-31",
                                                 "31/01/2026",
                                                 "TRUE",
                                                 "null",
                                                 "\u00E9l\u00E9ment, x",
                                                 "\t",
                                                 "a;b",
                                                 "a\"b",
                                                 "\uFEFFbom",
                                                 "caf\u00E9",
                                                 "L'\u00E9cole du \U0001F600",
                                                 "a : b",
                                                 "http://exemple.fr",
                                                 "aucun\noui",
                                                 "\n\naucun"};
  if (node.value("format", "") == "date")
    return std::to_string(1850 + draw_.below(300)) + "-0" + std::to_string(1 + draw_.below(9)) +
           "-1" + std::to_string(draw_.below(9));
  if (node.contains("pattern"))
    return "id-" + std::to_string(draw_.below(1000000000));
  std::string text = kHard[draw_.below(kHard.size())];
  if (draw_.below(3) == 0)
    text += kHard[draw_.below(kHard.size())];
  if (draw_.below(2) == 0)
    text += std::to_string(draw_.below(100000));
  return text.empty() && node.contains("minLength") ? "x" : text;
}

Json DocumentDraw::number(const Json& node, bool whole) {
  static const std::vector<double> kHard = {0.1, 0.30000000000000004, 1.0, 1e22, 123456.789};
  if (!whole && draw_.below(2) == 0)
    return kHard[draw_.below(kHard.size())];
  const auto least = node.value("minimum", std::int64_t{-3});
  const auto most = node.value("maximum", std::int64_t{9007199254740993});
  const std::int64_t near = least + static_cast<std::int64_t>(draw_.below(5));
  return draw_.below(8) == 0 ? most : std::min(near, most);
}

Json DocumentDraw::object(const Json& node) {
  Json result = Json::object();
  const Json required = node.value("required", Json::array());
  const Json properties = node.value("properties", Json::object());
  for (const auto& [key, inner] : properties.items()) {
    const bool is_required = std::find(required.begin(), required.end(), key) != required.end();
    if (is_required || draw_.below(10) < 6)
      result[key] = value(inner);
  }
  return result;
}

Json DocumentDraw::value(const Json& node) {
  if (node.contains("const"))
    return node.at("const");
  if (node.contains("enum"))
    return node.at("enum")[draw_.below(node.at("enum").size())];
  const std::string type = type_of(node);
  if (type == "null")
    return nullptr;
  if (type == "boolean")
    return draw_.below(2) == 0;
  if (type == "integer" || type == "number")
    return number(node, type == "integer");
  if (type == "object")
    return object(node);
  if (type != "array")
    return text(node);
  Json list = Json::array();
  const std::size_t count = draw_.below(4);
  for (std::size_t i = 0; i < count; ++i)
    list.push_back(value(node.value("items", Json::object())));
  return list;
}

// The problems of a sheet of activities given as CSV, in French.
std::string refusal_of(const std::string& csv) {
  try {
    back(csv, lay_out("activity", hard_label));
  } catch (const Error& error) {
    return error.message().fr;
  }
  return "";
}

std::string flat_activity(const std::string& heading, const std::string& cell) {
  const std::string csv =
      "Identifiant;Nom de l'activité;" + heading + "\ncantine;Cantine;" + cell + "\n";
  return back(csv, lay_out("activity", hard_label)).at(0);
}

}  // namespace

TEST_CASE("templates and examples go through every spreadsheet", "[sheets]") {
  const std::string examples = std::string(AVAL_SOURCE_DIR) + "/docs/examples/";
  std::vector<std::string> activities = {
      canonical_json(parse_json(document_template("activity"), "t"))};
  std::vector<std::string> usecases = {
      canonical_json(parse_json(document_template("usecase"), "t"))};
  for (const char* name : {"cantine", "mobilite", "subventions"}) {
    activities.push_back(canonical_json(load_json(examples + "activite-" + name + ".json")));
    usecases.push_back(canonical_json(load_json(examples + "cas-" + name + ".json")));
  }
  check_round_trip("activity", activities);
  check_round_trip("usecase", usecases);
}

TEST_CASE("random documents go through every spreadsheet", "[sheets]") {
  for (const char* kind : {"activity", "usecase"}) {
    const Json schema = parse_json(document_schema(kind), "schema");
    DocumentDraw draw(20261126);
    std::vector<std::string> documents;
    for (int i = 0; i < 4000 && documents.size() < 150; ++i) {
      const Json document = draw.value(schema);
      if (check_document(kind, document, "").empty())
        documents.push_back(canonical_json(document));
    }
    REQUIRE(documents.size() == 150);
    check_round_trip(kind, documents);
  }
}

TEST_CASE("a plain table typed by a person is read", "[sheets]") {
  const std::string csv =
      "Registre de la commune\n"
      "\n"
      "nom de l activite;PERSONNES CONCERNEES;Transferts hors UE;Validee le;Finalites\n"
      "État civil;\"Habitants\nÉlus\";Aucun;2/3/2026;Tenir les registres\n";
  const auto documents = back(csv, lay_out("activity", hard_label));
  REQUIRE(documents.size() == 1);
  CHECK(Json::parse(documents[0]) ==
        Json::parse(R"({"schema": "aval.activity/1", "id": "etat-civil", "name": "État civil",
                        "data_subjects": ["Habitants", "Élus"], "transfers": null,
                        "validated_on": "2026-03-02", "purposes": [{"text": "Tenir les registres"}]})"));
}

TEST_CASE("an empty cell is not given, aucun is none", "[sheets]") {
  CHECK(flat_activity("Référence", "").find("reference") == std::string::npos);
  CHECK(Json::parse(flat_activity("Référence", " AUCUN "))["reference"].is_null());
  CHECK(Json::parse(flat_activity("Référence", "'aucun"))["reference"] == "aucun");
  CHECK(Json::parse(flat_activity("Information des personnes : Donnée", "Vrai"))["information"] ==
        Json{{"given", true}});
  CHECK(
      Json::parse(flat_activity("Information des personnes (art. 13-14)", "aucune"))["information"]
          .is_null());
}

TEST_CASE("errors name sheet, row and column", "[sheets]") {
  const std::string head = "Identifiant;Nom de l'activité;Validée le;État\n";
  CHECK(refusal_of(head + "cantine;Cantine;hier;\n")
            .find("ligne 2, colonne « Validée le » : une date est attendue") != std::string::npos);
  CHECK(refusal_of(head + "cantine;Cantine;;fini\n")
            .find("colonne « État » : un mot de la liste est attendu : élément, draft") !=
        std::string::npos);
  CHECK(refusal_of(head + "Majuscule;Cantine;;\n").find("ligne 2, colonne « Identifiant") !=
        std::string::npos);
  CHECK(refusal_of(head + "a;Cantine;;\na;Cantine;;\n").find("ligne 3") != std::string::npos);
  CHECK(refusal_of("x;y\n1;2\n").find("pas de feuille « Activités »") != std::string::npos);
  const SheetLayout layout = lay_out("activity", hard_label);
  Workbook workbook = workbook_of_documents(layout, {}, "2026-11-26");
  const auto purposes =
      std::find_if(workbook.sheets.begin(), workbook.sheets.end(),
                   [](const WorkbookSheet& sheet) { return sheet.name == "Finalités"; });
  REQUIRE(purposes != workbook.sheets.end());
  purposes->rows.push_back({{"inconnue"}, {""}, {"Texte"}});
  try {
    back(ods_bytes(workbook, "a"), layout);
    FAIL("not refused");
  } catch (const Error& error) {
    CHECK(error.message().fr.find("feuille « Finalités », ligne 2") != std::string::npos);
  }
}

TEST_CASE("what has no place is told", "[sheets]") {
  const auto read = documents_of_sheets(
      lay_out("activity", hard_label),
      read_workbook_bytes("a.csv", "Nom de l'activité;Couleur\nCantine;bleu\n"), "a.csv");
  REQUIRE(read.unknown.size() == 1);
  CHECK(read.unknown[0].place == "colonne B");
}
