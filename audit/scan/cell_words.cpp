#include "audit/scan/cell_words.h"

#include <unordered_set>

namespace aval {
namespace {

bool is_letter_byte(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

bool is_digit_byte(unsigned char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

bool is_missing_word(std::string_view folded) {
  static const std::unordered_set<std::string_view> kMissing = {"null",
                                                                "na",
                                                                "n/a",
                                                                "#n/a",
                                                                "nan",
                                                                "nc",
                                                                "n.c.",
                                                                "nd",
                                                                "n.d.",
                                                                "nr",
                                                                "n.r.",
                                                                "-",
                                                                "--",
                                                                "?",
                                                                ".",
                                                                "none",
                                                                "neant",
                                                                "inconnu",
                                                                "inconnue",
                                                                "non renseigne",
                                                                "non renseignee",
                                                                "non communique",
                                                                "sans objet",
                                                                "vide",
                                                                "unknown",
                                                                "n.a.",
                                                                "nil",
                                                                "non connu"};
  return kMissing.contains(folded);
}

bool is_place_or_body_word(std::string_view word) {
  static const std::unordered_set<std::string_view> kWords = {"rue",
                                                              "avenue",
                                                              "av",
                                                              "boulevard",
                                                              "bd",
                                                              "bld",
                                                              "place",
                                                              "pl",
                                                              "chemin",
                                                              "impasse",
                                                              "allee",
                                                              "allees",
                                                              "route",
                                                              "quai",
                                                              "square",
                                                              "cours",
                                                              "passage",
                                                              "sentier",
                                                              "rond",
                                                              "pont",
                                                              "residence",
                                                              "lotissement",
                                                              "hameau",
                                                              "zac",
                                                              "esplanade",
                                                              "ecole",
                                                              "college",
                                                              "lycee",
                                                              "maternelle",
                                                              "elementaire",
                                                              "primaire",
                                                              "creche",
                                                              "groupe",
                                                              "scolaire",
                                                              "gymnase",
                                                              "stade",
                                                              "piscine",
                                                              "salle",
                                                              "halle",
                                                              "parc",
                                                              "jardin",
                                                              "mairie",
                                                              "eglise",
                                                              "chapelle",
                                                              "temple",
                                                              "cimetiere",
                                                              "hotel",
                                                              "maison",
                                                              "centre",
                                                              "espace",
                                                              "complexe",
                                                              "mediatheque",
                                                              "bibliotheque",
                                                              "musee",
                                                              "theatre",
                                                              "cinema",
                                                              "hopital",
                                                              "clinique",
                                                              "pharmacie",
                                                              "cabinet",
                                                              "association",
                                                              "club",
                                                              "societe",
                                                              "sarl",
                                                              "sas",
                                                              "sa",
                                                              "sci",
                                                              "eurl",
                                                              "ets",
                                                              "etablissement",
                                                              "etablissements",
                                                              "entreprise",
                                                              "compagnie",
                                                              "groupement",
                                                              "syndicat",
                                                              "communaute",
                                                              "commune",
                                                              "ville",
                                                              "departement",
                                                              "region",
                                                              "ministere",
                                                              "direction",
                                                              "service",
                                                              "prefecture",
                                                              "office",
                                                              "agence",
                                                              "comite",
                                                              "federation",
                                                              "union",
                                                              "amicale",
                                                              "fondation",
                                                              "institut",
                                                              "universite",
                                                              "tour",
                                                              "immeuble",
                                                              "batiment",
                                                              "gare",
                                                              "station",
                                                              "arret",
                                                              "parking",
                                                              "aire",
                                                              "restaurant",
                                                              "cafe",
                                                              "bar",
                                                              "brasserie",
                                                              "boulangerie",
                                                              "garage",
                                                              "inc",
                                                              "llc",
                                                              "ltd",
                                                              "corp",
                                                              "company",
                                                              "group",
                                                              "school",
                                                              "university",
                                                              "street",
                                                              "road",
                                                              "st",
                                                              "ave",
                                                              "blvd",
                                                              "hospital",
                                                              "church",
                                                              "bank",
                                                              "banque",
                                                              "assurance",
                                                              "conseil",
                                                              "foyer",
                                                              "ehpad",
                                                              "ccas",
                                                              "quartier",
                                                              "domaine",
                                                              "chateau",
                                                              "villa",
                                                              "fontaine",
                                                              "ancien",
                                                              "ancienne"};
  return kWords.contains(word);
}

std::vector<std::string_view> words_of(std::string_view folded) {
  std::vector<std::string_view> words;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= folded.size(); ++i) {
    const bool inside =
        i < folded.size() && (is_letter_byte(static_cast<unsigned char>(folded[i])) ||
                              is_digit_byte(static_cast<unsigned char>(folded[i])));
    if (inside)
      continue;
    if (i > begin)
      words.push_back(folded.substr(begin, i - begin));
    begin = i + 1;
  }
  return words;
}

int year_of_date(std::string_view text) {
  const std::size_t time = text.find_first_of("T ");
  if (time != std::string_view::npos && time >= 8)
    text = text.substr(0, time);
  int parts[3] = {0, 0, 0};
  std::size_t lengths[3] = {0, 0, 0};
  std::size_t part = 0;
  for (const char c : text) {
    if (is_digit_byte(static_cast<unsigned char>(c))) {
      parts[part] = parts[part] * 10 + (c - '0');
      if (++lengths[part] > 4)
        return 0;
    } else if ((c == '/' || c == '-' || c == '.' || c == ' ') && part < 2 && lengths[part] > 0) {
      ++part;
    } else {
      return 0;
    }
  }
  if (part != 2 || lengths[1] > 2 || lengths[1] == 0)
    return 0;
  const bool year_first = lengths[0] == 4;
  const int year = year_first ? parts[0] : parts[2];
  const int other = year_first ? parts[2] : parts[0];
  const std::size_t other_length = year_first ? lengths[2] : lengths[0];
  if ((year_first ? lengths[0] : lengths[2]) != 4 || other_length > 2)
    return 0;
  const bool calendar = other >= 1 && other <= 31 && parts[1] >= 1 && parts[1] <= 31 &&
                        (other <= 12 || parts[1] <= 12);
  return calendar && year >= 1000 && year <= 2200 ? year : 0;
}

}  // namespace aval
