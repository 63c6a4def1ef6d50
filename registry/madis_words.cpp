#include "registry/madis_words.h"

#include <algorithm>
#include <cctype>

#include "audit/base/text.h"
#include "audit/table/workbook.h"
#include "registry/sheet_value.h"

namespace aval {
namespace {

struct Word {
  std::string_view madis;  // folded, without punctuation: label or code
  std::string_view ours;
};

constexpr Word kBases[] = {
    {"leconsentement", "consent"},
    {"consent", "consent"},
    {"lobligationlegale", "legal_obligation"},
    {"legalobligation", "legal_obligation"},
    {"lexecutionduncontrat", "contract"},
    {"contractexecution", "contract"},
    {"lexecutiondunemissiondinteretpublic", "public_task"},
    {"publicinterestmission", "public_task"},
    {"linteretlegitime", "legitimate_interests"},
    {"legitimateinterest", "legitimate_interests"},
    {"linteretvital", "vital_interests"},
    {"vitalinterest", "vital_interests"},
};

constexpr Word kFinals[] = {
    {"destruction", "destroy"}, {"tri", "select"},     {"sort", "select"},
    {"conservation", "keep"},   {"versement", "keep"}, {"deposit", "keep"},
};

// Categories that Madis ships with; an authority may add its own.
constexpr Word kCategories[] = {
    {"situationfamiliale", "family_life"},
    {"familysituation", "family_life"},
    {"filiation", "family_life"},
    {"coordonneespostales", "contact"},
    {"postal", "contact"},
    {"coordonneestelephoniques", "contact"},
    {"phone", "contact"},
    {"emails", "contact"},
    {"email", "contact"},
    {"informationbancaire", "economic_financial"},
    {"bank", "economic_financial"},
    {"situationbancaire", "economic_financial"},
    {"banksituation", "economic_financial"},
    {"patrimoine", "economic_financial"},
    {"heritage", "economic_financial"},
    {"situationfiscale", "economic_financial"},
    {"taxsituation", "economic_financial"},
    {"revenus", "economic_financial"},
    {"earning", "economic_financial"},
    {"adresseip", "connection"},
    {"ip", "connection"},
    {"connexion", "connection"},
    {"geolocalisation", "location"},
    {"geo", "location"},
    {"numerodecaf", "economic_financial"},
    {"caf", "economic_financial"},
    {"sante", "health"},
    {"health", "health"},
    {"numerodesecuritesociale", "national_id"},
    {"socialsecuritynumber", "national_id"},
    {"photosvideos", "image"},
    {"picture", "image"},
    {"appartenancesyndicale", "union_membership"},
    {"syndicate", "union_membership"},
    {"racialethnicopinion", "ethnic_origin"},
    {"viesexuelle", "sexual_life"},
    {"sexlife", "sexual_life"},
};

template <std::size_t count>
std::string word_of(const Word (&words)[count], const std::string& text) {
  const std::string form = plain_form(text);
  const auto found = std::find_if(std::begin(words), std::end(words),
                                  [&](const Word& word) { return word.madis == form; });
  return found == std::end(words) ? std::string() : std::string(found->ours);
}

// The length of "12: " at the start of a line; 0 when there is none.
std::size_t rank_length(std::string_view line) {
  std::size_t digits = 0;
  while (digits < line.size() && line[digits] >= '0' && line[digits] <= '9')
    ++digits;
  return digits > 0 && digits < 4 && line.substr(digits, 1) == ":" ? digits + 1 : 0;
}

}  // namespace

std::string madis_legal_basis(const std::string& word) {
  return word_of(kBases, word);
}

std::string madis_final(const std::string& word) {
  return word_of(kFinals, word);
}

std::string madis_category(const std::string& word) {
  const std::string known = word_of(kCategories, word);
  if (!known.empty())
    return known;
  const std::string form = plain_form(word);
  if (form.starts_with("etatcivil") || form.starts_with("identite") || form == "identity")
    return "identity";
  if (form.find("ethnique") != std::string::npos || form.find("raciale") != std::string::npos)
    return "ethnic_origin";
  // One word of Madis for two categories of the law: the first is kept, the label stays beside it.
  if (form == "opinionpolitiqueoureligieuse" || form == "publicreligiousopinion")
    return "political_opinion";
  return "other";
}

std::vector<std::string> madis_unpack(const std::string& cell) {
  std::vector<std::string> items;
  for (const std::string_view raw : split(cell, '\n')) {
    const std::string_view line = trim(raw);
    const std::size_t rank = rank_length(line);
    if (rank > 0 || items.empty()) {
      if (rank > 0 || !line.empty())
        items.emplace_back(trim(line.substr(rank)));
    } else if (!line.empty()) {
      items.back() += (items.back().empty() ? "" : " ") + std::string(line);
    }
  }
  return items;
}

std::string madis_day(const std::string& cell) {
  const std::string_view text = trim(cell);
  if (text.size() < 10 || text[2] != '/' || text[5] != '/')
    return {};
  const std::string day = std::string(text.substr(6, 4)) + "-" + std::string(text.substr(3, 2)) +
                          "-" + std::string(text.substr(0, 2));
  return is_calendar_date(day) ? day : std::string();
}

}  // namespace aval
