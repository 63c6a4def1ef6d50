"""Tables whose rows are people, as the services of a town hold them."""
import datetime
import hashlib

from . import numbers
from .table import Table


def day(rng, first=2021, last=2025):
    return datetime.date(rng.randrange(first, last + 1), rng.randrange(1, 13), rng.randrange(1, 29)).isoformat()


def some(rng, n, values):
    return [rng.choice(values) for _ in range(n)]


def canteen(w, rng, n):
    t = Table("canteen", "yes", "Enfants nommes, regime et allergie", "Inscriptions cantine 2025-2026")
    kids, parents = w.people(rng, n, "34", (3, 11)), w.people(rng, n, "34", (25, 50))
    t.person(kids, ("last", "nom de l'enfant"), ("first", "prénom de l'enfant"), "birth")
    t.add("école", "organisation_name", "quasi?", some(rng, n, ["Jean Jaurès", "Jules Ferry", "Les Tilleuls"]))
    t.add("régime alimentaire", "religion", "special", some(rng, n, ["standard", "standard", "sans porc", "halal", "végétarien", "casher"]))
    t.add("allergies", "health", "special", some(rng, n, ["", "", "arachide", "gluten", "lactose", "PAI œuf", "fruits à coque"]))
    t.add("quotient familial", "income", "quasi", [rng.randrange(200, 2400) for _ in range(n)], "number")
    t.person(parents, ("name", "nom du responsable"), ("mobile", "téléphone du responsable"), "mail", "address", "postcode", "town")
    return t


def staff(w, rng, n):
    t = Table("staff", "yes", "Agents nommes", "Annuaire des agents")
    p = w.people(rng, n, "59", (20, 64))
    t.add("matricule", "staff_id", "direct", ["%05d" % rng.randrange(100, 99999) for _ in p], "digits")
    t.person(p, "civility", "last", "first", "birth")
    t.add("grade", "profession", "quasi", some(rng, n, ["Adjoint administratif", "Attaché principal", "ATSEM principal de 2ème classe",
                                                        "Technicien", "Agent de maîtrise", "Rédacteur", "Ingénieur"]))
    t.add("date d'entrée", "date_event", "quasi", [day(rng, 1990, 2024) for _ in p], "date")
    t.add("courriel professionnel", "email_personal", "professional",
          [x["mail"].split("@")[0] + "@ville-exemple.example" for x in p])
    return t


def payroll(w, rng, n):
    t = Table("payroll", "yes", "Paie: NIR, IBAN, net a payer", "Paie de septembre")
    p = w.people(rng, n, "2A", (20, 64))
    t.person(p, "name")
    t.add("numéro de sécurité sociale", "nir", "direct", [numbers.nir(rng, x) for x in p], "digits")
    t.add("IBAN", "iban", "direct", [numbers.iban(rng) for _ in p])
    t.add("net à payer", "income", "quasi", ["%.2f" % rng.uniform(1300, 3900) for _ in p], "decimal")
    t.add("cotisation syndicale", "union", "special", some(rng, n, ["", "", "CGT", "CFDT", "FO", "UNSA"]))
    t.add("situation familiale", "marital_family", "quasi", some(rng, n, ["Marié", "Célibataire", "Divorcé", "Pacsé", "Veuf"]))
    return t


def electoral_roll(w, rng, n):
    t = Table("electoral_roll", "yes", "Liste electorale", "Liste électorale générale")
    p = w.people(rng, n, "44")
    t.add("numéro d'ordre", "none", "none", range(1, n + 1), "number")
    t.person(p, ("last", "nom de naissance"), ("last", "nom d'usage"), ("first", "prénoms"), "sex", "birth", "birth_town")
    t.add("nationalité", "nationality", "quasi", some(rng, n, ["Française", "Française", "Française", "Belge", "Italienne", "Portugaise"]))
    t.person(p, ("address", "adresse de rattachement"), "postcode", "town")
    t.add("identifiant national d'électeur", "other_person_id", "direct", [numbers.digits(rng, 9) for _ in p], "digits")
    return t


def library(w, rng, n):
    t = Table("library", "yes", "Abonnes nommes", "Abonnés de la médiathèque")
    p = w.people(rng, n, "69", (6, 88))
    t.add("numéro de carte", "other_person_id", "quasi", ["B%06d" % rng.randrange(10 ** 6) for _ in p])
    t.person(p, "full", "age")
    t.add("profession", "profession", "quasi", some(rng, n, ["Retraité", "Étudiant", "Employé de commerce", "Cadre", "Ouvrier", "Sans profession"]))
    t.person(p, "mail", "mobile", "town")
    t.add("date d'inscription", "date_event", "quasi", [day(rng) for _ in p], "date")
    return t


def ccas(w, rng, n):
    t = Table("ccas", "yes", "Aide sociale nominative", "CCAS suivi des demandes")
    p = w.people(rng, n, "13")
    t.person(p, "last", "first", "birth", "address", "postcode")
    t.add("numéro d'allocataire", "other_person_id", "direct", [numbers.digits(rng, 7) for _ in p], "digits")
    t.add("prestation", "income", "quasi", some(rng, n, ["RSA", "AAH", "ASS", "APL", "Prime d'activité", "ASPA"]))
    t.add("situation familiale", "marital_family", "quasi", some(rng, n, ["célibataire", "marié(e)", "divorcé(e)", "veuf(ve)", "concubinage"]))
    t.add("nombre d'enfants à charge", "marital_family", "quasi", [rng.randrange(5) for _ in p], "number")
    t.add("ressources mensuelles", "income", "quasi", [rng.randrange(0, 1800) for _ in p], "number")
    t.add("reconnaissance de handicap", "disability", "special", some(rng, n, ["non", "RQTH", "AAH", "non", "MDPH en cours"]))
    return t


def home_care(w, rng, n):
    t = Table("home_care", "yes", "Sante: GIR, pathologie", "Bénéficiaires de l'APA")
    p, doctors = w.people(rng, n, "87", (65, 99)), w.people(rng, n, "87", (30, 65))
    t.person(p, "civility", ("name", "bénéficiaire"), "birth", "phone", "address", "town")
    t.add("GIR", "disability", "special", [rng.randrange(1, 7) for _ in p], "number")
    t.add("pathologie", "health", "special", some(rng, n, ["Alzheimer", "diabète de type 2", "AVC", "Parkinson", "insuffisance cardiaque"]))
    t.add("médecin traitant", "person_name", "professional", ["Dr " + d["name"] for d in doctors])
    t.add("RPPS", "health_professional_id", "professional", [numbers.rpps(rng) for _ in p], "digits")
    return t


def job_seekers(w, rng, n):
    t = Table("job_seekers", "yes", "Candidats nommes", "Candidatures reçues")
    p = w.people(rng, n, "33", (18, 60))
    t.person(p, "last", "first", "age", "town", "mail", "phone")
    t.add("nationalité", "nationality", "quasi", some(rng, n, ["Française", "Marocaine", "Algérienne", "Espagnole", "Malienne", "Française"]))
    t.add("numéro de titre de séjour", "id_document", "direct", [numbers.digits(rng, 10) for _ in p], "digits")
    t.add("poste demandé", "profession", "quasi", some(rng, n, ["Jardinier", "Agent d'entretien", "Animateur", "Cuisinier", "Comptable"]))
    t.add("prétention salariale", "income", "quasi", [rng.randrange(1400, 3000) for _ in p], "number")
    return t


def civil_births(w, rng, n):
    t = Table("civil_births", "yes", "Etat civil nominatif", "Registre des naissances")
    p, f, m = w.people(rng, n, "35", (0, 2)), w.people(rng, n, "35", (20, 45), "M"), w.people(rng, n, "35", (20, 42), "F")
    t.person(p, ("last", "nom de l'enfant"), ("first", "prénoms de l'enfant"), "sex", "birth", ("birth_town", "lieu de naissance"))
    t.person(f, ("name", "nom du père"))
    t.person(m, ("name", "nom de la mère"))
    return t


def housing(w, rng, n):
    t = Table("housing", "yes", "Demandes de logement", "Demandes de logement social")
    p = w.people(rng, n, "93")
    t.person(p, ("last", "nom du demandeur"), ("first", "prénom du demandeur"), "birth", "mobile", "mail")
    t.add("numéro fiscal", "tax_id", "direct", [numbers.tax_number(rng) for _ in p], "digits")
    t.add("revenu fiscal de référence", "income", "quasi", [rng.randrange(0, 40000) for _ in p], "number")
    t.add("nombre de personnes à loger", "marital_family", "quasi", [rng.randrange(1, 8) for _ in p], "number")
    t.person(p, ("town", "commune actuelle"))
    return t


def students(w, rng, n):
    t = Table("students", "yes", "Eleves nommes, souvent mineurs", "Effectif transport scolaire")
    p = w.people(rng, n, "62", (11, 20))
    t.add("INE", "student_id", "direct", [numbers.student_number(rng) for _ in p])
    t.person(p, ("last", "nom élève"), ("first", "prénom élève"), "birth", "sex")
    t.add("boursier", "income", "quasi", some(rng, n, ["oui", "non", "non"]))
    t.person(p, ("address", "adresse du domicile"), "postcode", "town")
    return t


def water(w, rng, n):
    t = Table("water", "yes", "Abonnes nommes avec IBAN", "Abonnés du service des eaux")
    p = w.people(rng, n, "24")
    t.add("numéro de compteur", "none", "quasi?", ["C%07d" % rng.randrange(10 ** 7) for _ in p])
    t.person(p, ("name", "nom de l'abonné"), ("address", "adresse de desserte"), "town", "mail")
    t.add("IBAN", "iban", "direct", [numbers.iban(rng) for _ in p])
    t.add("consommation m3", "other", "quasi?", [rng.randrange(20, 300) for _ in p], "number")
    return t


def parking(w, rng, n):
    t = Table("parking", "yes", "Plaques d'immatriculation", "Stationnement résidentiel")
    t.add("immatriculation", "vehicle_plate", "quasi", [numbers.plate(rng) for _ in range(n)])
    t.add("date d'entrée", "date_event", "quasi", [day(rng) for _ in range(n)], "date")
    t.add("zone", "none", "none", some(rng, n, ["Zone A", "Zone B", "Zone verte"]))
    t.add("montant", "none", "none", ["%.2f" % (rng.randrange(2, 60) / 2) for _ in range(n)], "decimal")
    return t


def offences(w, rng, n):
    t = Table("offences", "yes", "Infractions nominatives", "Police municipale - constats")
    p = w.people(rng, n, "06")
    t.add("numéro de PV", "none", "quasi?", ["PV%05d" % rng.randrange(10 ** 5) for _ in p])
    t.person(p, ("name", "contrevenant"), ("address", "domicile"))
    t.add("plaque", "vehicle_plate", "quasi", [numbers.plate(rng) for _ in p])
    t.add("infraction", "offence", "criminal", some(rng, n, ["stationnement gênant", "excès de vitesse", "tapage nocturne",
                                                             "dépôt sauvage", "conduite sans permis", "outrage à agent"]))
    t.add("date de l'infraction", "date_event", "quasi", [day(rng) for _ in p], "date")
    return t


def wifi(w, rng, n):
    t = Table("wifi", "yes", "Journal de connexion", "Journal wifi public")
    t.add("horodatage", "date_event", "quasi?", [day(rng) + "T%02d:%02d:00" % (rng.randrange(24), rng.randrange(60)) for _ in range(n)])
    t.add("adresse IP", "ip_address", "quasi", [numbers.ipv4(rng) for _ in range(n)])
    t.add("adresse MAC", "device_id", "quasi", [numbers.mac(rng) for _ in range(n)])
    t.add("borne", "none", "none", some(rng, n, ["Mairie", "Gare", "Médiathèque"]))
    t.add("octets", "none", "none", [rng.randrange(10 ** 7) for _ in range(n)], "number")
    return t


def hashed(w, rng, n):
    t = Table("hashed", "yes", "Pseudonymes avec quasi-identifiants", "Usagers pseudonymisés")
    p = w.people(rng, n, "31")
    t.add("identifiant usager", "other_person_id", "quasi", [hashlib.sha256(x["mail"].encode()).hexdigest() for x in p])
    t.person(p, ("birth", "année de naissance"), "sex", "postcode")
    t.columns[-3].cells = [c[:4] for c in t.columns[-3].cells]
    t.columns[-3].kind = "number"
    t.add("nombre de passages", "none", "none", [rng.randrange(1, 60) for _ in p], "number")
    return t


def survey(w, rng, n):
    t = Table("survey", "yes", "Enquete sans nom mais vie sexuelle et religion", "Enquête discriminations")
    p = w.people(rng, n, "75")
    t.add("tranche d'âge", "age", "quasi", some(rng, n, ["18-24 ans", "25-39 ans", "40-59 ans", "60 ans et plus"]))
    t.person(p, ("sex", "genre"))
    t.add("orientation sexuelle", "sexual_life", "special", some(rng, n, ["hétérosexuelle", "homosexuelle", "bisexuelle", "ne se prononce pas"]))
    t.add("religion", "religion", "special", some(rng, n, ["catholique", "musulmane", "sans religion", "protestante", "juive", "bouddhiste"]))
    t.add("origine ethnique", "ethnic_origin", "special", some(rng, n, ["européenne", "maghrébine", "africaine", "asiatique"]))
    t.add("profession", "profession", "quasi", some(rng, n, ["Employé", "Cadre", "Ouvrier", "Retraité", "Étudiant"]))
    return t


def union_vote(w, rng, n):
    t = Table("union_vote", "yes", "Candidats par syndicat", "Élections professionnelles")
    p = w.people(rng, n, "67", (22, 64))
    t.person(p, ("last", "nom du candidat"), ("first", "prénom du candidat"))
    t.add("organisation syndicale", "union", "special", some(rng, n, ["CGT", "CFDT", "FO", "FSU", "UNSA", "SUD"]))
    t.add("rang", "none", "none", [i % 12 + 1 for i in range(n)], "number")
    return t


def badges(w, rng, n):
    t = Table("badges", "yes", "Gabarits biometriques", "Contrôle d'accès")
    p = w.people(rng, n, "76", (20, 64))
    t.add("matricule agent", "staff_id", "direct", ["A%04d" % rng.randrange(10 ** 4) for _ in p])
    t.person(p, "name")
    t.add("gabarit empreinte digitale", "biometric_genetic", "special", ["%064x" % rng.getrandbits(256) for _ in p])
    t.add("photo", "signature_photo", "direct", ["photos/%04d.jpg" % i for i in range(n)])
    t.add("identifiant de connexion", "username_password", "direct",
          [(x["first"][0] + x["last"]).lower().replace(" ", "") for x in p])
    return t


def online(w, rng, n):
    t = Table("online", "yes", "Profils et cartes", "Billetterie en ligne")
    p = w.people(rng, n, None)
    t.person(p, ("full", "client"), "mail")
    t.add("profil LinkedIn", "social_handle_or_url", "direct", ["https://www.linkedin.com/in/" + x["mail"].split("@")[0] for x in p])
    t.add("numéro de carte bancaire", "bank_card", "direct", [numbers.card(rng) for _ in p], "digits")
    t.add("mot de passe", "username_password", "direct", ["%08x" % rng.getrandbits(32) for _ in p])
    t.add("date d'achat", "date_event", "quasi", [day(rng) for _ in p], "date")
    return t


def newsletter(w, rng, n):
    t = Table("newsletter", "yes", "Adresses personnelles", "Abonnés lettre d'information")
    t.person(w.people(rng, n), "mail")
    t.add("date d'abonnement", "date_event", "quasi", [day(rng) for _ in range(n)], "date")
    return t


def bare_people(w, rng, n):
    t = Table("bare_people", "yes", "Personnes sans en-tete", "")
    t.person(w.people(rng, n, "56"), "last", "first", "birth", "mobile", "address", "postcode", "town")
    return t


def reservations(w, rng, n):
    t = Table("reservations", "yes", "Evenements de personnes", "Réservations de courts")
    p = w.people(rng, max(3, n // 4), "29")
    p = [rng.choice(p) for _ in range(n)]
    t.add("court", "none", "none", some(rng, n, ["Court 1", "Court 2", "Couvert"]))
    t.add("date de réservation", "date_event", "quasi", [day(rng) for _ in p], "date")
    t.person(p, ("full", "réservé par"), ("mobile", "joignable au"))
    return t


PEOPLE = (canteen, staff, payroll, electoral_roll, library, ccas, home_care, job_seekers, civil_births, housing, students,
          water, parking, offences, wifi, hashed, survey, union_vote, badges, online, newsletter, bare_people, reservations)
