#include "reports/document_words.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "reports/plain_words.h"

namespace aval {
namespace {

struct Word {
  std::string_view word;
  std::string_view fr;
  std::string_view en;
};

// Closed lists of registry/schemas; sorted by word.
constexpr std::array kWords = {
    Word{"13_4", "déjà informées (art. 13(4))", "already informed (art. 13(4))"},
    Word{"14_5_a", "déjà informées (art. 14(5)a)", "already informed (art. 14(5)a)"},
    Word{"14_5_b", "effort disproportionné (art. 14(5)b)", "disproportionate effort (art. 14(5)b)"},
    Word{"14_5_c", "prévu par un texte (art. 14(5)c)", "laid down by law (art. 14(5)c)"},
    Word{"14_5_d", "secret professionnel (art. 14(5)d)", "professional secrecy (art. 14(5)d)"},
    Word{"access_rights", "droits d'accès", "access rights"},
    Word{"adjust", "ajuster", "adjust"},
    Word{"aggregated", "agrégée", "aggregated"},
    Word{"anonymized", "anonymisée", "anonymized"},
    Word{"archived", "archivée", "archived"},
    Word{"archives_research_statistics", "archives, recherche ou statistiques",
         "archives, research or statistics"},
    Word{"article_10_ground.text", "compétence légale (article 10)", "legal power (article 10)"},
    Word{"article_9_exception.code", "exception de l'article 9(2)", "exception of article 9(2)"},
    Word{"authentication", "authentification", "authentication"},
    Word{"awareness", "sensibilisation", "awareness"},
    Word{"backup", "sauvegarde", "backup"},
    Word{"biometric_genetic", "biométrie et génétique", "biometrics and genetics"},
    Word{"body_camera", "caméra-piéton", "body camera"},
    Word{"business", "métier", "business"},
    Word{"by_criteria", "à motiver selon les neuf critères", "to be reasoned by the nine criteria"},
    Word{"ccas", "CCAS", "CCAS"},
    Word{"communication", "communiquer", "communicate"},
    Word{"company", "entreprise", "company"},
    Word{"comparison", "comparer", "compare"},
    Word{"compatible", "compatible", "compatible"},
    Word{"concession", "concession", "concession"},
    Word{"confirmed", "confirmé", "confirmed"},
    Word{"connection", "connexion", "connection"},
    Word{"consent", "consentement", "consent"},
    Word{"contact", "coordonnées", "contact"},
    Word{"continue", "poursuivre", "continue"},
    Word{"contract", "contrat", "contract"},
    Word{"controller", "responsable de traitement", "controller"},
    Word{"credentials", "identifiants et mots de passe", "credentials"},
    Word{"d312_1_3", "liste de l'article D312-1-3", "list of article D312-1-3"},
    Word{"data", "données", "data"},
    Word{"data_categories[].retention", "durées de conservation", "retention periods"},
    Word{"data_subject", "la personne concernée", "the data subject"},
    Word{"decree", "décret", "decree"},
    Word{"department", "service de la collectivité", "department of the authority"},
    Word{"destroy", "détruire", "destroy"},
    Word{"dpia.article_36", "consultation de la CNIL", "CNIL consultation"},
    Word{"dpia.exemption.item", "item d'exemption d'AIPD", "DPIA exemption item"},
    Word{"dpia.exemption.law", "texte d'exemption d'AIPD", "law of the DPIA exemption"},
    Word{"dpia.reason", "motif de l'AIPD écartée", "reason for setting the DPIA aside"},
    Word{"dpo", "délégué à la protection des données", "data protection officer"},
    Word{"draft", "brouillon", "draft"},
    Word{"dsp", "délégataire de service public", "concessionaire of a public service"},
    Word{"economic_financial", "situation économique et financière",
         "economic and financial situation"},
    Word{"education", "scolarité et formation", "education"},
    Word{"elected", "élu", "elected official"},
    Word{"encryption", "chiffrement", "encryption"},
    Word{"epci", "EPCI", "EPCI"},
    Word{"erasure_procedure", "procédure d'effacement", "erasure procedure"},
    Word{"ethnic_origin", "origine ethnique", "ethnic origin"},
    Word{"evaluation", "évaluer", "evaluate"},
    Word{"exchange", "échanger", "exchange"},
    Word{"exclusive", "entièrement automatisée", "fully automated"},
    Word{"exempt", "dispensée", "exempt"},
    Word{"family_life", "vie personnelle et familiale", "family life"},
    Word{"favourable", "favorable", "favourable"},
    Word{"foresight", "anticiper", "look ahead"},
    Word{"free_text", "texte libre", "free text"},
    Word{"gdpr", "RGPD", "GDPR"},
    Word{"health", "santé", "health"},
    Word{"high", "élevé", "high"},
    Word{"holder", "détenteur d'une source", "holder of a source"},
    Word{"ia", "apprentissage et score automatique", "training and automated scoring"},
    Word{"identity", "identité", "identity"},
    Word{"image", "images", "images"},
    Word{"incident_procedure", "procédure de violation de données", "breach procedure"},
    Word{"incompatible", "incompatible", "incompatible"},
    Word{"information.given", "information des personnes", "information of persons"},
    Word{"internal", "interne", "internal"},
    Word{"internet", "internet", "internet"},
    Word{"it", "informatique", "IT"},
    Word{"keep", "conserver", "keep"},
    Word{"keyed_hash", "empreinte à clé (HMAC)", "keyed digest (HMAC)"},
    Word{"law", "texte de loi", "statute"},
    Word{"law_23_1", "texte au titre de l'article 23(1)", "law under article 23(1)"},
    Word{"joint_controller", "responsable conjoint", "joint controller"},
    Word{"led", "police-justice (loi 78-17, titre III)", "law enforcement (act 78-17, title III)"},
    Word{"legal_obligation", "obligation légale", "legal obligation"},
    Word{"legitimate_interests", "intérêts légitimes", "legitimate interests"},
    Word{"lil30_1", "loi 78-17, art. 30, 1° (statistique publique)",
         "act 78-17, art. 30, 1° (official statistics)"},
    Word{"lil30_2", "loi 78-17, art. 30, 2° (recherche)", "act 78-17, art. 30, 2° (research)"},
    Word{"lil30_3", "loi 78-17, art. 30, 3° (téléservice)", "act 78-17, art. 30, 3° (teleservice)"},
    Word{"local_authority", "collectivité", "local authority"},
    Word{"location", "localisation", "location"},
    Word{"logging", "journalisation", "logging"},
    Word{"low", "faible", "low"},
    Word{"market", "marché public", "public contract"},
    Word{"month", "par mois", "a month"},
    Word{"national_id", "numéro de sécurité sociale (NIR)", "social security number (NIR)"},
    Word{"nir_ground.reference", "texte qui permet le NIR", "text that allows the NIR"},
    Word{"nir_ground.type", "fondement de l'usage du NIR", "ground for using the NIR"},
    Word{"no", "non", "no"},
    Word{"no_personal_data", "aucune donnée personnelle", "no personal data"},
    Word{"none", "aucune", "none"},
    Word{"not_needed", "non", "no"},
    Word{"not_prevented", "non empêchée", "not prevented"},
    Word{"offences", "infractions", "offences"},
    Word{"once", "une fois", "once"},
    Word{"open", "données ouvertes", "open data"},
    Word{"other", "autre", "other"},
    Word{"other_text", "autre texte", "other text"},
    Word{"outside", "hors champ", "outside"},
    Word{"own", "régie", "own operation"},
    Word{"paid", "données payantes", "paid data"},
    Word{"partner", "partenaire", "partner"},
    Word{"physical_access", "accès physique", "physical access"},
    Word{"pilotage", "statistiques et pilotage", "statistics and steering"},
    Word{"political_opinion", "opinions politiques", "political opinion"},
    Word{"prevented", "empêchée", "prevented"},
    Word{"processor", "sous-traitant", "processor"},
    Word{"processor_clauses", "clauses de sous-traitance", "processor clauses"},
    Word{"professional_life", "vie professionnelle", "professional life"},
    Word{"pseudonymization", "pseudonymisation", "pseudonymization"},
    Word{"pseudonymized", "pseudonymisée", "pseudonymized"},
    Word{"public_authority", "autorité publique", "public authority"},
    Word{"public_task", "mission d'intérêt public", "public task"},
    Word{"publication", "données ouvertes", "open data"},
    Word{"publication.item_d312", "rubrique de D312-1-3", "item of D312-1-3"},
    Word{"publication.text", "texte qui impose les noms", "statute that requires the names"},
    Word{"purposes[].legal_texts", "textes qui fondent la finalité",
         "texts that lay down the purpose"},
    Word{"random_table", "table tirée au sort", "random table"},
    Word{"raw", "brute", "raw"},
    Word{"refused_with_reason", "écartée avec motif", "refused with a reason"},
    Word{"registre", "décisions sur des personnes", "decisions on people"},
    Word{"religion_belief", "religion et convictions", "religion and belief"},
    Word{"required", "oui", "yes"},
    Word{"residual", "résiduelle", "residual"},
    Word{"restricted", "restreinte", "restricted"},
    Word{"salted_hash", "empreinte avec sel", "salted digest"},
    Word{"select", "trier", "select"},
    Word{"sem", "SEM", "SEM"},
    Word{"sexual_life", "vie sexuelle", "sexual life"},
    Word{"steering", "piloter", "steer"},
    Word{"stop", "arrêter", "stop"},
    Word{"support", "aide à la décision", "decision support"},
    Word{"syndicate", "syndicat", "syndicate"},
    Word{"third_party", "tiers", "third party"},
    Word{"to_confirm", "à confirmer", "to be confirmed"},
    Word{"unfavourable", "défavorable", "unfavourable"},
    Word{"union_membership", "appartenance syndicale", "union membership"},
    Word{"unkeyed_hash", "empreinte sans clé", "unkeyed digest"},
    Word{"unknown", "à préciser", "to be specified"},
    Word{"updates", "mises à jour", "updates"},
    Word{"usecase.compatibility_test.article_89_safeguards", "garanties de l'article 89",
         "safeguards of article 89"},
    Word{"usecase.new_basis", "base propre de la réutilisation", "own basis of the further use"},
    Word{"user", "usagers", "users"},
    Word{"validated", "validée", "validated"},
    Word{"video_protection", "vidéoprotection", "video protection"},
    Word{"vital_interests", "intérêts vitaux", "vital interests"},
    Word{"with_reserve", "favorable avec réserve", "favourable with reserve"},
    Word{"year", "par an", "a year"},
    Word{"yes", "oui", "yes"},
};

Text none_text() {
  return {"aucun", "none"};
}

Text to_fill_text() {
  return {"à renseigner", "to be filled in"};
}

bool is_date(const std::string& text) {
  return text.size() == 10 && text[4] == '-' && text[7] == '-';
}

Text words_of_value(const Json& value, bool closed) {
  if (value.is_boolean())
    return value.get<bool>() ? Text{"oui", "yes"} : Text{"non", "no"};
  if (value.is_number_integer() && value.get<std::int64_t>() >= 0)
    return count_in_words(value.get<std::uint64_t>());
  if (value.is_number())
    return plain(value.dump());
  if (value.is_string()) {
    const auto text = value.get<std::string>();
    if (is_date(text))
      return date_in_words(text);
    return closed ? label_of_word(text) : plain(text);
  }
  if (!value.is_array() || value.empty())
    return none_text();
  std::vector<Text> items;
  for (const Json& item : value)
    items.push_back(words_of_value(item, closed));
  return list_in_words(items, items.size());
}

Text at(const Json& document, const char* key, bool closed) {
  if (!document.is_object() || !document.contains(key))
    return to_fill_text();
  return words_of_value(document.at(key), closed);
}

}  // namespace

std::optional<Text> find_word_label(std::string_view word) {
  const auto found = std::find_if(kWords.begin(), kWords.end(),
                                  [&](const Word& entry) { return entry.word == word; });
  if (found == kWords.end())
    return std::nullopt;
  return Text{std::string(found->fr), std::string(found->en)};
}

Text label_of_word(std::string_view word) {
  return find_word_label(word).value_or(plain(word));
}

Text value_in_words(const Json& document, const char* key) {
  return at(document, key, true);
}

Text free_text(const Json& document, const char* key) {
  return at(document, key, false);
}

std::string word_at(const Json& document, const char* key) {
  return document.is_object() && document.contains(key) && document.at(key).is_string()
             ? document.at(key).get<std::string>()
             : std::string();
}

const Json& list_at(const Json& document, const char* key) {
  static const Json kNone = Json::array();
  if (!document.is_object() || !document.contains(key) || !document.at(key).is_array())
    return kNone;
  return document.at(key);
}

Text verdict_label(std::string_view verdict) {
  if (verdict == "go")
    return {"Avis favorable (GO)", "Favourable (GO)"};
  if (verdict == "go_with_conditions")
    return {"Avis favorable sous réserve (GO avec conditions)",
            "Favourable with conditions (GO with conditions)"};
  if (verdict == "no_go")
    return {"Avis défavorable (NO-GO)", "Unfavourable (NO-GO)"};
  return {"Dossier incomplet", "Incomplete"};
}

Text gate_label(std::string_view gate) {
  if (gate == "G1")
    return {"étape G1, cadrage", "stage G1, framing"};
  if (gate == "G2")
    return {"étape G2, mobilisation", "stage G2, mobilization"};
  if (gate == "G3")
    return {"étape G3, déploiement", "stage G3, deployment"};
  if (gate == "G4")
    return {"étape G4, publication", "stage G4, publication"};
  if (gate == "GR")
    return {"étape GR, revue", "stage GR, review"};
  return plain(gate);
}

Text result_label(std::string_view result) {
  if (result == "block")
    return {"bloque", "blocks"};
  if (result == "missing")
    return {"réponse manquante", "answer missing"};
  if (result == "condition")
    return {"réserve à lever", "condition to meet"};
  if (result == "pass")
    return {"satisfaite", "met"};
  if (result == "info")
    return {"pour information", "for information"};
  return {"sans objet", "not applicable"};
}

}  // namespace aval
