#include "reports/law_names.h"

#include <array>
#include <map>
#include <string_view>

#include "reports/plain_words.h"

namespace aval {
namespace {

struct LawName {
  std::string_view abbreviation;
  std::string_view fr;
  std::string_view en;
};

constexpr std::array kLaws = {
    LawName{"RGPD",
            "Règlement (UE) 2016/679 du 27 avril 2016, règlement général sur la protection des "
            "données (RGPD)",
            "Regulation (EU) 2016/679 of 27 April 2016, General Data Protection Regulation (RGPD)"},
    LawName{
        "LIL",
        "Loi n° 78-17 du 6 janvier 1978 relative à l'informatique, aux fichiers et aux libertés "
        "(LIL)",
        "Act no. 78-17 of 6 January 1978 on data processing, files and freedoms (LIL)"},
    LawName{"CRPA", "Code des relations entre le public et l'administration (CRPA)",
            "Code of relations between the public and the administration (CRPA)"},
    LawName{"CCP", "Code de la commande publique (CCP)", "Public procurement code (CCP)"},
    LawName{"CSS", "Code de la sécurité sociale (CSS)", "Social security code (CSS)"},
    LawName{"CSI", "Code de la sécurité intérieure (CSI)", "Internal security code (CSI)"},
    LawName{"CPI", "Code de la propriété intellectuelle (CPI)", "Intellectual property code (CPI)"},
    LawName{"CGCT", "Code général des collectivités territoriales (CGCT)",
            "General code of local authorities (CGCT)"},
    LawName{"LPF", "Livre des procédures fiscales (LPF)", "Tax procedure book (LPF)"},
};

Text name_of_law(std::string_view abbreviation) {
  for (const LawName& law : kLaws)
    if (law.abbreviation == abbreviation)
      return {std::string(law.fr), std::string(law.en)};
  return {std::string(abbreviation), std::string(abbreviation)};
}

}  // namespace

std::vector<LawCitation> group_by_law(const std::set<std::string>& articles) {
  std::map<std::string, std::string> grouped;
  for (const std::string& article : articles) {
    const std::size_t at = article.find(" art. ");
    const std::string law = article.substr(0, at);
    std::string& list = grouped[law];
    if (at == std::string::npos)
      continue;
    list += (list.empty() ? "art. " : ", ") + article.substr(at + 6);
  }
  std::vector<LawCitation> out;
  out.reserve(grouped.size());
  for (const auto& [law, list] : grouped)
    out.push_back({name_of_law(law), list});
  return out;
}

Text origin_in_words(const Text& origin) {
  constexpr std::size_t kDateLength = 10;
  const auto is_date = [](std::string_view text) {
    return text.size() == kDateLength && text[4] == '-' && text[7] == '-' &&
           text.find_first_not_of("0123456789-") == std::string_view::npos;
  };
  const auto spelled = [&](const std::string& text, Language language) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const std::string piece = text.substr(i, kDateLength);
      if (!is_date(piece)) {
        out += text[i];
        continue;
      }
      out += date_in_words(piece).in(language);
      i += kDateLength - 1;
    }
    return out;
  };
  return {spelled(origin.fr, Language::fr), spelled(origin.en, Language::en)};
}

}  // namespace aval
