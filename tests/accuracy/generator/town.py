"""Tables about bodies, elected people and acts: a few columns name someone, most do not."""
from . import numbers
from .people import day, some
from .table import Table
from .world import ASSOCIATIONS, COMPANIES, SCHOOLS


def body(rng):
    return rng.choice(ASSOCIATIONS) + rng.choice([" de Saint-Mesmin", "", " du canton", " Les Bruyères"])


def clean_mail(rng, name):
    return rng.choice(["contact", "accueil", "secretariat", "info", "mairie"]) + "@" + "".join(
        c for c in name.lower() if "a" <= c <= "z")[:14] + ".example"


def subsidies(w, rng, n):
    t = Table("subsidies", "no", "Subventions a des associations, sans personne", "Subventions attribuées")
    names = [body(rng) for _ in range(n)]
    t.add("nom du bénéficiaire", "organisation_name", "org", names)
    t.add("SIRET bénéficiaire", "siren_siret", "org", [numbers.siret(rng) for _ in names], "digits")
    t.add("RNA bénéficiaire", "rna", "org", [numbers.rna(rng, "45") for _ in names])
    t.add("objet", "none", "none", some(rng, n, ["Fonctionnement", "Achat de matériel", "Fête de la musique", "Tournoi annuel"]))
    t.add("montant", "none", "none", [rng.randrange(1, 90) * 100 for _ in names], "number")
    t.add("date de convention", "none", "none", [day(rng) for _ in names], "date")
    return t


def subsidies_with_people(w, rng, n):
    t = subsidies(w, rng, n)
    t.family, t.reason = "subsidies_with_people", "President et courriel nominatif"
    p = w.people(rng, n, "45", (30, 75))
    t.person(p, ("full", "président de l'association"), ("mail", "courriel du président"), ("mobile", "portable du président"))
    t.columns[-3].gdpr = "professional"
    t.columns[-2].gdpr = "professional"
    return t


def elected(w, rng, n):
    t = Table("elected", "yes", "Elus, donnees professionnelles", "Répertoire des élus")
    p = w.people(rng, n, "21", (22, 80))
    t.add("code du département", "postcode_city", "professional", ["21"] * n, "digits")
    t.person(p, ("last", "nom de l'élu"), ("first", "prénom de l'élu"), ("sex", "code sexe"), "birth")
    for c in t.columns[1:3]:
        c.gdpr = "professional"
    t.add("libellé de la catégorie socio-professionnelle", "profession", "quasi",
          some(rng, n, ["Ancien agriculteur", "Employé administratif d'entreprise", "Profession libérale", "Retraité salarié privé"]))
    t.add("libellé de la fonction", "profession", "professional", some(rng, n, ["Maire", "1er adjoint au Maire", "Conseiller municipal", "2ème adjoint au Maire"]))
    t.add("date de début du mandat", "date_event", "quasi", [day(rng, 2020, 2020) for _ in p], "date")
    return t


def minutes(w, rng, n):
    t = Table("minutes", "no", "Quelques deliberations nomment des particuliers", "Délibérations du conseil")
    subjects = ["Budget primitif, adoption", "Convention avec le département pour la voirie", "Tarifs de la piscine municipale",
                "Création d'un emploi d'adjoint technique à temps non complet", "Dénomination de la rue Jean Moulin",
                "Garantie d'emprunt pour la construction de vingt logements", "Marché de restauration scolaire, avenant"]
    lines = some(rng, n, subjects)
    for i in range(4, n, 17):
        p = w.person(rng)
        lines[i] = rng.choice(["Recours gracieux de %s %s contre l'arrêté de voirie, protocole d'accord",
                               "Vente de la parcelle AB 112 à %s %s, autorisation de signer",
                               "Concession de cimetière, rétrocession par %s %s"]) % (
            "Mme" if p["sex"] == "F" else "M.", p["name"])
    t.add("numéro de délibération", "none", "none", ["2025-%03d" % (i + 1) for i in range(n)])
    t.add("date du conseil", "none", "none", [day(rng, 2025, 2025) for _ in range(n)], "date")
    t.add("objet de la délibération", "free_text_with_persons", "direct", lines)
    t.add("pour", "none", "none", [rng.randrange(20, 30) for _ in range(n)], "number")
    return t


def clean_minutes(w, rng, n):
    t = minutes(w, rng, n)
    t.family, t.reason = "clean_minutes", "Deliberations sans personne"
    text = t.columns[2]
    text.type, text.gdpr = "none", "none"
    text.cells = [c for c in text.cells if "M. " not in c and "Mme " not in c]
    text.cells += some(rng, n - len(text.cells), text.cells)
    return t


def permits(w, rng, n):
    t = Table("permits", "no", "Demandeurs particuliers nommes", "Autorisations d'urbanisme")
    p = w.people(rng, n, "17")
    t.add("numéro de dossier", "other_person_id", "quasi?", ["PC 017 300 25 %05d" % i for i in range(n)])
    t.add("type", "none", "none", some(rng, n, ["PC", "DP", "PA"]))
    t.person(p, ("name", "nom du demandeur"))
    t.add("adresse du terrain", "postal_address", "direct?", [x["address"] for x in p])
    t.add("parcelle", "none", "quasi?", ["173000000%s%04d" % (rng.choice(["AB", "AC", "0D"]), rng.randrange(1, 999)) for _ in p])
    t.add("nature des travaux", "none", "none", some(rng, n, ["Piscine", "Extension", "Clôture", "Véranda", "Maison individuelle"]))
    t.add("surface de plancher", "none", "none", [rng.randrange(10, 220) for _ in p], "number")
    return t


def land_sales(w, rng, n):
    t = Table("land_sales", "no", "Vendeur et acquereur nommes", "Déclarations d'intention d'aliéner")
    a, b = w.people(rng, n, "38"), w.people(rng, n, "38")
    t.add("référence cadastrale", "none", "quasi?", ["%s %d" % (rng.choice(["AB", "AH", "ZC"]), rng.randrange(1, 500)) for _ in a])
    t.person(a, ("name", "vendeur"))
    t.person(b, ("name", "acquéreur"))
    t.add("prix de vente", "none", "quasi?", [rng.randrange(40, 600) * 1000 for _ in a], "number")
    t.add("date de réception", "none", "quasi?", [day(rng) for _ in a], "date")
    return t


def contacts(w, rng, n):
    t = Table("contacts", "no", "Referents nommes d'organismes", "Référents des structures")
    p = w.people(rng, n, "64", (25, 64))
    names = [body(rng) for _ in range(n)]
    t.add("structure", "organisation_name", "org", names)
    t.add("adresse de la structure", "postal_address", "org", [w.address(rng) for _ in names])
    t.add("courriel de la structure", "email_generic", "org", [clean_mail(rng, x) for x in names])
    t.person(p, ("full", "référent"), ("mail", "courriel du référent"))
    for c in t.columns[-2:]:
        c.gdpr = "professional"
    return t


def contracts(w, rng, n):
    t = Table("contracts", "no", "Marches publics, titulaires societes", "Marchés conclus")
    t.add("identifiant du marché", "none", "none", ["2025%06d" % i for i in range(n)], "digits")
    t.add("SIRET de l'acheteur", "siren_siret", "org", [numbers.siret(rng)] * n, "digits")
    t.add("objet du marché", "none", "none", some(rng, n, ["Réfection de la toiture", "Fourniture de papier", "Entretien des espaces verts"]))
    t.add("SIRET du titulaire", "siren_siret", "org", [numbers.siret(rng) for _ in range(n)], "digits")
    t.add("dénomination du titulaire", "organisation_name", "org", some(rng, n, COMPANIES))
    t.add("montant HT", "none", "none", ["%.2f" % rng.uniform(900, 200000) for _ in range(n)], "decimal")
    t.add("durée en mois", "none", "none", [rng.randrange(1, 48) for _ in range(n)], "number")
    return t


def traders(w, rng, n):
    t = Table("traders", "yes", "Entrepreneurs individuels nommes", "Commerçants ambulants")
    p = w.people(rng, n, "84", (20, 70))
    t.person(p, ("last", "nom de l'exploitant"), ("first", "prénom de l'exploitant"))
    t.columns[0].gdpr = t.columns[1].gdpr = "direct"
    t.add("SIREN", "siren_siret", "org?", [numbers.siren(rng) for _ in p], "digits")
    t.add("enseigne", "organisation_name", "org", some(rng, n, COMPANIES))
    t.add("code APE", "none", "none", some(rng, n, ["4781Z", "4789Z", "5610C", "4776Z"]))
    return t


def schools(w, rng, n):
    t = Table("schools", "no", "Ecoles: les noms de personnes sont ceux des ecoles", "Écoles de la commune")
    names = some(rng, n, SCHOOLS)
    t.add("numéro UAI", "organisation_name", "org", [numbers.school_code(rng, "034") for _ in names])
    t.add("patronyme", "organisation_name", "org", names)
    t.add("appellation officielle", "organisation_name", "org", ["École élémentaire publique " + x for x in names])
    t.add("adresse", "postal_address", "org", [w.address(rng) for _ in names])
    t.add("téléphone", "phone", "org", [w.phone(rng, False) for _ in names], "digits")
    t.add("courriel", "email_generic", "org", ["ecole.%s%d@ac-exemple.example" % (x.split()[-1].lower().replace("é", "e"), i) for i, x in enumerate(names)])
    t.add("nombre d'élèves", "none", "none", [rng.randrange(20, 400) for _ in names], "number")
    return t


def heads_of_schools(w, rng, n):
    t = schools(w, rng, n)
    t.family, t.reason = "heads_of_schools", "Directeurs nommes"
    t.person(w.people(rng, n, "34", (30, 62)), ("full", "directeur"))
    t.columns[-1].gdpr = "professional"
    return t


def list_heads(w, rng, n):
    t = Table("list_heads", "aggregated", "Tetes de liste nommees", "Résultats par bureau et par liste")
    p = [w.person(rng, "34", (30, 75)) for _ in range(5)]
    order = [p[i % 5] for i in range(n)]
    t.add("bureau", "none", "none", ["%03d" % (i // 5 + 1) for i in range(n)], "digits")
    t.person(order, ("name", "tête de liste"))
    t.columns[-1].gdpr = "professional"
    t.add("nuance", "political_opinion", "special?", [("LDVG", "LDVD", "LVEC", "LDIV", "LRN")[i % 5] for i in range(n)])
    t.add("voix", "none", "none", [rng.randrange(5, 400) for _ in range(n)], "number")
    return t


def members(w, rng, n):
    t = Table("members", "yes", "Opinion politique d'adherents", "Adhérents de la section")
    p = w.people(rng, n, "54")
    t.person(p, "civility", "last", "first", "mail")
    t.add("parti politique", "political_opinion", "special", some(rng, n, ["PS", "LR", "EELV", "PCF", "RN", "MoDem", "LFI"]))
    t.add("date d'adhésion", "date_event", "quasi", [day(rng, 2000, 2024) for _ in p], "date")
    return t


def cemetery(w, rng, n):
    t = Table("cemetery", "no", "Concessionnaires nommes, carre confessionnel", "Concessions du cimetière")
    p = w.people(rng, n, "57", (40, 90))
    t.add("emplacement", "none", "none", ["Carré %s n° %d" % (rng.choice("ABCD"), i) for i in range(n)])
    t.person(p, ("name", "concessionnaire"), ("address", "adresse du concessionnaire"), "phone")
    t.add("confession", "religion", "special", some(rng, n, ["catholique", "israélite", "musulman", "protestant", "sans"]))
    t.add("durée", "none", "none", some(rng, n, ["15 ans", "30 ans", "50 ans", "perpétuelle"]))
    return t


TOWN = (subsidies, subsidies_with_people, elected, minutes, clean_minutes, permits, land_sales, contacts, contracts, traders,
        schools, heads_of_schools, list_heads, members, cemetery)
