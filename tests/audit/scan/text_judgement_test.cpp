// Sentences of administrative texts, read as a person would: which ones name somebody, and what a
// column of them is. Names are invented; the answers come from reading, not from the program.
#include "audit/base/text.h"
#include "audit/scan/detect.h"
#include "audit/table/source.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

const RulePack& french() {
  static const RulePack kPack = load_embedded_rule_pack();
  return kPack;
}

CellVerdict judged(const std::string& sentence) {
  static CellJudge judge(french(), compiled_patterns(french()));
  return judge.judge(sentence);
}

bool has_text_rule(const std::string& sentence, std::string_view id) {
  const CellVerdict verdict = judged(sentence);
  for (std::size_t i = 0; i < verdict.text_count; ++i)
    if (!verdict.texts[i].in_label && french().rules[verdict.texts[i].rule].id == id)
      return true;
  return false;
}

TableScan scan_text(const std::string& text, unsigned threads = 1) {
  SourceOptions options;
  options.is_header_word = [](std::string_view word) { return french().header_words.knows(word); };
  options.batch_bytes = 4096;
  Source source = open_source_bytes("t.csv", text, options);
  ProfileOptions profile;
  profile.threads = threads;
  return scan_table(*source.tables.at(0), french(), profile);
}

const char* const kNamesSomebody[] = {
    // A civility and a name, in every spelling.
    "Cession d'une parcelle à Mme Camille DURAND, quartier Gare",
    "Vente à M. Jérôme ASSELIN et Mme Claire BOUVET d'un délaissé de voirie",
    "Indemnisation de M. Lefebvre pour un sinistre automobile",
    "Bail consenti à Monsieur et Madame MOREAU pour l'appartement du 1er étage",
    "Echange de terrains avec M. et Mme Petit, chemin des Vignes",
    "Recours de Mlle Bonnet contre le permis de construire",
    "VENTE D'UN TERRAIN COMMUNAL A M. MOREAU",
    "INDEMNITE VERSEE A MME LEFEBVRE SUITE A UNE CHUTE",
    "acquisition d'une bande de terrain à mme lefebvre",
    "remboursement de frais à m. moreau pour la fourrière",
    "Mandat spécial accordé à Monsieur Henri Vasseur, adjoint",
    "Créance éteinte de M Grandclément, budget de l'eau",
    "Renouvellement du contrat de travail de Mme Chambon",
    "Réclamation de MM. Dupuis et Garnier sur le bornage",
    "Remise gracieuse de pénalités à Mme Le Gall",
    "Legs de Mademoiselle de Kermadec à la ville",
    "Mme Durand demande le curage du fossé devant chez elle",
    "La voisine, Mme B., se plaint du bruit depuis mars",
    "Le terrain appartient à M. N'Guyen depuis 2004",
    "Protection fonctionnelle accordée à M. Étienne Marchand",
    "Concession funéraire de Mme veuve Charpentier",
    "Monsieur Jacques Tessier est désigné secrétaire de séance",
    "Relance de Madame GAUTHIER au sujet de sa facture d'eau",
    "Dossiers suivis par M. Delattre, directeur du service",
    "Documents donnés par M. Patrice Pelletier, ancien propriétaire",
    "Propriété de Madame Isabelle FONTANEL 28 avenue du Lavoir",
    // Families.
    "Acquisition aux consorts Martin d'une partie du parc",
    "ACQUISITION DE TERRAINS AUX CONSORTS LEFEBVRE",
    "Vente aux époux DURAND d'une place de stationnement",
    "Concession au nom de Jeanne Petit née Moreau",
    "Relogement de la famille Lefebvre après l'incendie",
    "Parcelle de l'indivision BOUVIER à acquérir",
    "Partage demandé par les héritiers Marchand devant notaire",
    "Veuve Garnier : demande de reversion de pension",
    // A first name and a surname in an act, a case, a request.
    "Protection fonctionnelle accordée à Camille Durand, agent de police municipale",
    "Recrutement de Jeanne MOREAU au service des sports",
    "Plainte de Paul Lefebvre pour nuisances sonores",
    "Vu avec Mathieu PETIT le 12 mars, accord oral",
    "Attribution du logement de fonction à Nathalie Girard",
    "Mise à disposition de Laurent Perrin auprès du syndicat",
    "Signature du bail avec Sophie Lambert, local du marché",
    "Candidature de Julien Faure au poste de régisseur",
    "Décès de Lucien Bernard survenu au foyer",
    "Requête de Pierre Vidal enregistrée au tribunal administratif",
    "Secrétaire de séance : Hélène Roussel",
    "Absents excusés : Michel Aubert, Denise Colin",
    "Réunion tenue sous la présidence de Louis MORIN, maire",
    "Locataire Christophe Leroy prévenu par téléphone",
    "Courrier de MARTIN Sylvie reçu le 3 avril",
    "RECRUTEMENT DE SYLVIE LEFEBVRE AU SERVICE DES SPORTS",
    // Disputes.
    "Affaire LEFEBVRE c/ commune de Valmoreau : frais d'avocat",
    "Tribunal administratif, Durand c/ Ville de Valmoreau",
    // Birth, home, numbers, mailboxes.
    "Personne née le 16/02/1952 à Lyon, sans emploi",
    "L'enfant, né le 3 mars 2011, est inscrit à la cantine",
    "Le requérant, demeurant 12 rue des Tilleuls à Valmoreau, demande un délai",
    "Domiciliée au 4 bis avenue de la Gare, elle sollicite une aide",
    "Dossier ouvert sous le numéro 2 55 08 14 168 025 38 au CCAS",
    "Virement sur le compte FR14 2004 1010 0505 0001 3M02 606 en mars",
    "Écrire à alice.durand@example.org pour fixer un rendez-vous",
    "Réponse attendue de p.lefebvre@example.com avant vendredi",
    // English.
    "Refund granted to Mr Smith after his complaint",
    "Mrs Helen Walker reported a broken street light",
    "Request of John Miller to address Council regarding parking",
    "Settle claim of Robert Wilson for vehicle damage",
    "Spoke with Sarah Johnson about the noise next door",
    "Caller said Ms Parker has no heating since Monday",
};

const char* const kNamesNobody[] = {
    // Roads, squares, bridges.
    "Aménagement de l'avenue de Monsieur Teste et de ses abords",
    "Réfection de la rue Madame Curie, deuxième tranche",
    "Travaux rue du Docteur Calmette et place Jean Jaurès",
    "Dénomination de la rue Simone Veil dans la ZAC des Prés",
    "Pose de bancs square place L. et M. Tréguier",
    "Réfection des rues J. Ferry et M. Curie au printemps",
    "Pont de Lavoir / Mr Teste / boulevard Eiffel",
    "Fermeture du boulevard Henri Barbusse de 8 h à 12 h",
    "Sens unique rue de la Veuve Clicquot en direction du centre",
    "TRAVAUX DE VOIRIE AVENUE DE MONSIEUR TESTE",
    "PLACE M. CURIE : PLANTATION DE DOUZE TILLEULS",
    "Itinéraire de la ligne 4 par la rue Paul Bert et le quai Sully",
    // Schools, buildings, halls, sports grounds.
    "Ecole maternelle M. Callas : remplacement des menuiseries",
    "Travaux à l'école élémentaire Mme de Sévigné",
    "Extension du groupe scolaire M. Pagnol, lot 3",
    "Centre de secours M. Dormoy, accès pompiers",
    "Maison de la solidarité M. Azaïs, ouverte du lundi au vendredi",
    "Piscine M. Spilliaert fermée pour vidange",
    "Construction de vestiaires au terrain de football Rachid MALKI",
    "Demande de subvention pour le théâtre Jean Vilar",
    "Réservation de la salle Louis Aragon par le comité des fêtes",
    "Mise aux normes du gymnase Jean MOULIN et de la halle",
    "Collège Hubert Robert : transport des élèves",
    "Rénovation de la médiathèque Emile Zola et du conservatoire",
    "Marché de nettoyage du stade Guy Moquet et de la piscine",
    "GYMNASE M. CERDAN : REFECTION DU SOL SPORTIF",
    "Hôpital Lapeyronie : convention de stationnement",
    "Résidence M. Yourcenar, remplacement de l'ascenseur",
    "Crèche M. Montessori, agrément de 40 places",
    // Shops and companies.
    "Marché attribué à la société Durand pour les espaces verts",
    "Attribution du lot 2 à l'entreprise Martin Frères",
    "SARL Bernard et Fils, titulaire du marché de voirie",
    "Mr Leon's School of Hair Design on Main Street",
    "The Mr. Baker Bakery on the corner of Main Street",
    "Chez Madame Zoé, cuisine du marché et terrasse",
    "Vente à Grand Lyon Habitat d'un terrain à bâtir",
    "Convention avec Nantes Métropole pour le stade",
    "Mission confiée au cabinet Girard et associés",
    "42, M Block, Outer Circle, Connaught Place",
    "3rd Floor, M Cube Mall, near the bus stand",
    "Opposite M.I.G. Flats, Street 4, phase 2",
    "Garage Renault Martin : réparation de la balayeuse",
    // Prizes, laws, works, tributes, dead celebrities.
    "Hommage à Jean Moulin le 17 juin devant la stèle",
    "Application de la loi Pinel sur le territoire communal",
    "Prix Albert Londres remis au palais des congrès",
    "Exposition Pablo Picasso au musée des beaux-arts",
    "Spectacle Victor Hugo mon amour au théâtre municipal",
    "Statue de Jeanne d'Arc : restauration du socle",
    "Concert consacré à Georges Brassens par la chorale",
    "Année Molière : programmation du conservatoire",
    "Fonds de dotation Charles de Gaulle, adhésion",
    "Commémoration de la mort de Jean Jaurès, dépôt de gerbe",
    // Functions without a name.
    "Monsieur le Maire est autorisé à signer la convention",
    "Madame la Présidente expose le rapport au conseil",
    "MONSIEUR LE MAIRE EST AUTORISE A SIGNER LES AVENANTS",
    "Mme la directrice de l'école présente le projet",
    "M. le Préfet de région a été saisi du dossier",
    "Madame, Monsieur, veuillez trouver ci-joint le rapport",
    "Mesdames et Messieurs les conseillers sont convoqués",
    "Indemnité des élus : maire, adjoints et conseillers délégués",
    "Recrutement de deux agents contractuels au service des sports",
    "Désignation de trois représentants au conseil d'administration",
    "Le locataire du 2e étage demande un double des clés",
    "Plainte d'un riverain pour nuisances sonores",
    "Demande de M. X relative à son dossier d'aide",
    "Mme XXX, usagère, demande un échéancier",
    // Letters and units that look like a civility.
    "Avenant sur le lot 1 du marché 2 M 796 2391",
    "Acquisition d'un terrain à la S.E.R.M. pour la ZAC",
    "Garantie d'emprunt à la S.E.R.M ZAC Parc du Lavoir",
    "Canalisation de 200 MM posée sur 30 m de long",
    "Budget de 12 M. dont 3 M. pour les écoles",
    "M.P.T. Voltaire : mise à disposition de salle à titre gratuit",
    "M.R.I Nelson Mandela : programme du trimestre",
    "Photographie de l'inspection principale P.L.M. de la gare",
    "Haie de 2 m. de haut à tailler le long du chemin",
    "Largeur 3 m, hauteur 2 M sous linteau",
    // Births, families and homes of nobody in particular.
    "Accueil des enfants nés en 2012 à l'école maternelle",
    "Acte notarié signé le 08/10/2009, rue cédée par acte",
    "Décision de classement : délibération signée le 04/02/2008",
    "Soutien aux familles nombreuses de la ville",
    "Aide aux héritiers des soldats morts pour la France",
    "Association Familles Rurales : convention de portage",
    "Les époux peuvent demander la célébration un samedi",
    "Ville née en 1215 autour de son abbaye",
    "Le tarif par habitant, 12 euros en 2015, reste inchangé",
    "La société de transport, domiciliée 3 rue du Port, est retenue",
    "Succession de coupures d'eau dans le quartier nord",
    "Sanctuaire des oiseaux nés en captivité, fermé en hiver",
    // Mailboxes and phones of offices.
    "Renseignements à mairie@valmoreau.example ou en mairie",
    "Inscriptions auprès de contact@sports.example avant mai",
    "Envoyer les factures à service.comptabilite@valmoreau.example",
    "Standard ouvert au 04 67 00 00 00 de 9 h à 17 h",
    "Permanence du CCAS au 04 67 00 00 01 le mardi",
    "Écrire à l'accueil : accueil.mairie@valmoreau.example",
    // Acts with nobody in them.
    "Attribution de subventions à diverses associations, exercice 2012",
    "Attribution de subvention à Jeunesse et Culture pour 2013",
    "Approbation du compte administratif et affectation du résultat",
    "Autorisation de signer les conventions de location",
    "Demande de subvention auprès du Conseil Général de la région",
    "Convention de partenariat avec Unis Cité pour le numérique",
    "Cession de terrain à Hérault Habitat pour 40 logements",
    "Contrat d'assurance dommages aux biens, avenant 2",
    "SCI Les Tilleuls c/ commune de Valmoreau",
    "Association Vivre au Port c/ Ville de Valmoreau",
    "Manifestation contre la ville prévue samedi",
    "Prévention des accidents de service dans les ateliers",
    "Aménagement de places pour personnes handicapées",
    "Plan de lutte contre le trafic de stupéfiants",
    "Subvention à l'aide aux victimes de violences conjugales",
    "Adhésion au réseau Villes et Pays d'art et d'histoire",
    "Rapport annuel du délégataire de l'eau potable",
    "Tarifs de la restauration scolaire, année 2014",
    "Garantie d'emprunt pour la construction de 12 logements",
    "Jumelage avec Heidelberg et Louisville, délégation",
    "Vœu relatif au maintien du bureau de poste Saint Roch",
    "Fête de la Saint Jean, tir du feu d'artifice",
    "Marché à bons de commande de fournitures de bureau",
    // English.
    "Street light out on Martin Luther King Boulevard",
    "Pothole reported on Jefferson Avenue near the school",
    "Please clean the park behind Lincoln High School",
    "Noise complaint from a resident of the building",
    "Grant agreement with Janus Youth Programs, fiscal year 2011",
    "Request of residents to address Council regarding parking",
};

std::string rows_of_titles(std::size_t rows, const std::vector<std::size_t>& named) {
  std::string text = "numero;objet;annee\n";
  for (std::size_t r = 0; r < rows; ++r) {
    const bool names = std::find(named.begin(), named.end(), r) != named.end();
    text += std::to_string(r) + ';' +
            (names ? "Vente d'un terrain à Mme Camille DURAND, quartier nord"
                   : "Approbation des travaux du programme " + std::to_string(r) + " de la ville") +
            ";2012\n";
  }
  return text;
}

}  // namespace

TEST_CASE("sentences that name somebody are seen", "[scan][text]") {
  for (const char* sentence : kNamesSomebody) {
    INFO(sentence);
    CHECK(judged(sentence).has(CellTrait::names_person));
  }
}

TEST_CASE("places, bodies, works and offices are nobody", "[scan][text]") {
  for (const char* sentence : kNamesNobody) {
    INFO(sentence);
    CHECK_FALSE(judged(sentence).has(CellTrait::names_person));
  }
}

TEST_CASE("labels of two or three words are not read as sentences", "[scan][text]") {
  for (const char* label :
       {"Mr. Brown", "Mademoiselle VK", "M. Jauffret", "Monsieur Sushi Express"}) {
    INFO(label);
    CHECK_FALSE(judged(label).has(CellTrait::names_person));
  }
}

// Thirty associations, whose names hold those of people, then what is given.
std::string rows_of_bodies(const std::string& header, const std::vector<std::string>& persons) {
  std::string text = "date;" + header + ";montant\n";
  const char* const kBodies[] = {"Union sportive de Plouguin", "Madame Vacances",
                                 "Monsieur Bricolage",         "École Jeanne d'Arc",
                                 "Les Amis de la Forêt",       "Fonds Bernard"};
  for (int i = 0; i < 30; ++i)
    text += std::string("2025-01-12;") + kBodies[i % 6] + (i < 6 ? "" : " " + std::to_string(i)) +
            ";" + std::to_string(1000 + i) + "\n";
  for (const std::string& person : persons)
    text += "2025-01-12;" + person + ";500\n";
  return text;
}

TEST_CASE("three persons among thirty bodies are told where the header names a party",
          "[scan][text]") {
  const std::vector<std::string> persons = {"Mme Camille Durand", "M. Lefebvre", "M. PETIT Paul"};
  for (const char* header : {"nomBeneficiaire", "Titulaire du marché", "petitionnaire"}) {
    INFO(header);
    const TableScan table = scan_text(rows_of_bodies(header, persons));
    REQUIRE(table.findings.size() == 1);
    CHECK(table.columns[1].type == ColumnType::person_name);
    CHECK(table.findings[0].gdpr == Gdpr::direct);
    CHECK(table.findings[0].rows == 3);
    CHECK(table.findings[0].first_rows == std::vector<std::uint64_t>{32, 33, 34});
  }
  CHECK(scan_text(rows_of_bodies("nomBeneficiaire", {})).findings.empty());
  CHECK(scan_text(rows_of_bodies("enseigne", persons)).findings.empty());
}

TEST_CASE("health and offences count only beside a named person", "[scan][text]") {
  CHECK(
      has_text_rule("Accident de service de Mme Camille DURAND le 3 mai", "text.health_of_person"));
  CHECK_FALSE(has_text_rule("Accident de service d'un agent le 3 mai", "text.health_of_person"));
  CHECK(has_text_rule("M. Lefebvre a été condamné pour vol avec effraction",
                      "text.offence_of_person"));
  CHECK_FALSE(has_text_rule("Dépôt de plainte pour vol avec effraction à l'école",
                            "text.offence_of_person"));
}

TEST_CASE("three rows of twenty thousand that name somebody are a finding with their rows",
          "[scan][text]") {
  const TableScan table = scan_text(rows_of_titles(20000, {41, 9000, 19998}), 2);
  REQUIRE(table.columns.size() == 3);
  CHECK(table.columns[1].type == ColumnType::free_text_with_persons);
  CHECK(table.columns[1].gdpr == Gdpr::direct);
  REQUIRE(table.findings.size() == 1);
  CHECK(table.findings[0].rows == 3);
  // Record 1 is the header.
  CHECK(table.findings[0].first_rows == std::vector<std::uint64_t>{43, 9002, 20000});
  CHECK(table.findings[0].message.fr.find("dans 3 lignes sur 20000") != std::string::npos);
  CHECK(table.findings[0].message.en.find("in 3 rows of 20000") != std::string::npos);
  const auto evidence =
      std::find_if(table.columns[1].evidence.begin(), table.columns[1].evidence.end(),
                   [](const Evidence& e) { return e.rule == "text.person"; });
  REQUIRE(evidence != table.columns[1].evidence.end());
  CHECK(evidence->by == EvidenceKind::text);
  CHECK(evidence->matched == 3);
  CHECK(evidence->checked == 20000);
}

TEST_CASE("long texts that name nobody are nothing", "[scan][text]") {
  const TableScan table = scan_text(rows_of_titles(2000, {}));
  CHECK(table.columns.at(1).type == ColumnType::none);
  CHECK(table.findings.empty());
}

TEST_CASE("the health of a named person makes the column special, with a finding of its own",
          "[scan][text]") {
  std::string text = rows_of_titles(300, {10, 20});
  text += "300;Accident de service de M. Lefebvre reconnu;2012\n";
  const TableScan table = scan_text(text);
  CHECK(table.columns.at(1).gdpr == Gdpr::special);
  REQUIRE(table.findings.size() == 2);
  CHECK(table.findings[0].rule == "text.health_of_person");
  CHECK(table.findings[0].gdpr == Gdpr::special);
  CHECK(table.findings[0].severity == Severity::critical);
  CHECK(table.findings[0].rows == 1);
  CHECK(table.findings[1].gdpr == Gdpr::direct);
  CHECK(table.findings[1].rows == 3);
}

TEST_CASE("names without context count in remarks when they are frequent", "[scan][text]") {
  const std::string rows =
      "1;passage ce jour, Camille DURAND absente, avis laissé\n"
      "2;rien à signaler sur le compteur de la cave\n"
      "3;Paul LEFEBVRE rencontré sur place avec le technicien\n"
      "4;compteur changé, pas de fuite visible ce jour\n"
      "5;fuite constatée, Sylvie MOREAU prévenue par le gardien\n";
  std::string text = "rang;observations\n" + rows + rows;
  CHECK(scan_text(text).columns.at(1).type == ColumnType::free_text_with_persons);
  text = "rang;equipement\n" + rows + rows;
  CHECK(scan_text(text).columns.at(1).type == ColumnType::none);
}

TEST_CASE("a short cell is a sentence in a column of sentences and a label elsewhere",
          "[scan][text]") {
  std::string text = "rang;objet\n";
  for (int r = 0; r < 20; ++r)
    text += std::to_string(r) + ";Approbation des travaux du programme de la ville\n";
  CHECK(scan_text(text + "20;Vente à Mme Durand\n").columns.at(1).type ==
        ColumnType::free_text_with_persons);
  text = "rang;espece\n1;Antilope des montagnes du nord\n";
  for (int r = 0; r < 20; ++r)
    text += std::to_string(r) + ";Gazelle de plaine\n";
  CHECK(scan_text(text + "20;Cobe de Mrs Gray\n").columns.at(1).type == ColumnType::none);
}

}  // namespace aval
