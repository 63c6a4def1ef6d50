#include "rules/header_words.h"

#include "audit/base/text.h"
#include "rules/rule_pack.h"
#include "tests/support/catch.h"

using namespace aval;

namespace {

std::string tokens_of(std::string_view header) {
  return join(header_tokens(header), "|");
}

HeaderWords sample_words() {
  return HeaderWords({
      {"nom", ColumnType::last_name, HeaderStrength::weak, ""},
      {"nom de naissance", ColumnType::last_name, HeaderStrength::strong, ""},
      {"nom commune", ColumnType::postcode_city, HeaderStrength::strong, ""},
      {"date de naissance", ColumnType::birth_date, HeaderStrength::weak, ""},
      {"date naissance", ColumnType::birth_date, HeaderStrength::strong, ""},
      {"commune", ColumnType::postcode_city, HeaderStrength::weak, ""},
      {"nir", ColumnType::nir, HeaderStrength::strong, ""},
      {"ne le", ColumnType::birth_date, HeaderStrength::strong, ""},
      {"regime", ColumnType::health, HeaderStrength::weak, ""},
      {"regime", ColumnType::religion, HeaderStrength::weak, ""},
      {"nom station", ColumnType::none, HeaderStrength::strong, "a thing"},
  });
}

// "type[first+count]" of each match.
std::string said_by(std::string_view header) {
  static const HeaderWords words = sample_words();
  std::vector<std::string> parts;
  for (const HeaderMatch& match : words.find(header_tokens(header)))
    parts.push_back(std::string(name_of(match.word->type)) + "[" +
                    std::to_string(match.first_token) + "+" + std::to_string(match.tokens) + "]");
  return join(parts, " ");
}

}  // namespace

TEST_CASE("a header is cut into folded words", "[rules][header]") {
  const std::vector<std::pair<std::string_view, std::string_view>> cases = {
      {"Nom de l'élève", "nom|eleve"},
      {"nom_naissance", "nom|naissance"},
      {"nom-naissance.2:x/y", "nom|naissance|2|x|y"},
      {"dateNaissance", "date|naissance"},
      {"PrénomÉlève", "prenom|eleve"},
      {"DécédéLe", "decede"},
      {"numéroINSEECommune", "numero|insee|commune"},
      {"prenom1UniteLegale", "prenom|1|unite|legale"},
      {"ADR2", "adr|2"},
      {"N° de sécurité sociale", "num|securite|sociale"},
      {"n°tel", "num|tel"},
      {"Nom,C,254", "nom"},
      {"RECALAGE,N,5,0", "recalage"},
      {"Nom, prénom", "nom|prenom"},
      {"  Œuvre\xC2\xA0(titre) ", "oeuvre|titre"},
      {"MœursÉcole", "moeurs|ecole"},
      {"de la", ""},
      {"", ""},
      {"???", ""},
      {"\xE9l\xE8ve", "\xE9l\xE8ve"},
  };
  for (const auto& [header, tokens] : cases) {
    CAPTURE(header);
    CHECK(tokens_of(header) == tokens);
  }
}

TEST_CASE("the longest phrase wins and shorter ones inside it are silent", "[rules][header]") {
  CHECK(said_by("nom") == "last_name[0+1]");
  CHECK(said_by("nom_commune") == "postcode_city[0+2]");
  CHECK(said_by("nom_station") == "none[0+2]");
  CHECK(said_by("nom de la commune de résidence") == "postcode_city[0+2]");
  CHECK(said_by("date naissance commune") == "birth_date[0+2] postcode_city[2+1]");
}

TEST_CASE("a word is never found inside another", "[rules][header]") {
  CHECK(said_by("nombre").empty());
  CHECK(said_by("nomenclature").empty());
  CHECK(said_by("souvenir").empty());
  CHECK(said_by("communales").empty());
}

TEST_CASE("words written together or apart are understood", "[rules][header]") {
  CHECK(said_by("NomdeNaissance") == "last_name[0+2]");
  CHECK(said_by("NOMDENAISSANCE") == "last_name[0+1]");
  CHECK(said_by("datenaissance") == "birth_date[0+1]");
  CHECK(said_by("agent_datenaissance") == "birth_date[1+1]");
  CHECK(said_by("N.I.R.") == "nir[0+3]");
  CHECK(said_by("nele").empty());  // too short to be read as "né le"
}

TEST_CASE("a phrase of several types gives each of them once, a type its strongest word",
          "[rules][header]") {
  CHECK(said_by("régime") == "health[0+1] religion[0+1]");
  const HeaderWords words = sample_words();
  const std::vector<HeaderMatch> matches = words.find(header_tokens("date_de_naissance"));
  REQUIRE(matches.size() == 1);
  CHECK(matches[0].word->strength == HeaderStrength::strong);
}

TEST_CASE("words of any phrase are known, for telling headers from data", "[rules][header]") {
  const HeaderWords words = sample_words();
  CHECK(words.knows("naissance"));
  CHECK(words.knows("station"));
  CHECK_FALSE(words.knows("durand"));
  CHECK_FALSE(HeaderWords().knows("nom"));
  CHECK(HeaderWords().find({"nom"}).empty());
}

TEST_CASE("headers with damaged accents are still understood", "[rules][header]") {
  const HeaderWords words = load_embedded_rule_pack().header_words;
  const auto says = [&](std::string_view header, ColumnType type) {
    for (const HeaderMatch& match : words.find(header_tokens(header)))
      if (match.word->type == type)
        return true;
    return false;
  };
  CHECK(says("PrÃ©nom", ColumnType::first_name));
  CHECK(says("Pr\xEF\xBF\xBDnom", ColumnType::first_name));
  CHECK(says("N\xEF\xBF\xBD t\xEF\xBF\xBDl\xEF\xBF\xBDphone", ColumnType::phone));
  CHECK_FALSE(says("Pr\xEF\xBF\xBDt", ColumnType::first_name));
}
