"""Tables without any personal data that look as if they had some."""
from . import numbers
from .people import day, some
from .table import Table
from .world import ASSOCIATIONS, SCHOOLS, STREETS

TREES = [("Platanus", "Platanaceae", "x hispanica", "Platane commun"), ("Tilia", "Malvaceae", "cordata", "Tilleul à petites feuilles"),
         ("Acer", "Sapindaceae", "campestre", "Érable champêtre"), ("Quercus", "Fagaceae", "ilex", "Chêne vert"),
         ("Prunus", "Rosaceae", "avium", "Merisier"), ("Olea", "Oleaceae", "europaea", "Olivier")]
UNIONS_OF_TOWNS = ["Syndicat mixte des eaux de la Vienne", "SIVOM du canton", "Syndicat d'énergie de l'Aude", "SIVU scolaire des Trois Rivières"]


def trees(w, rng, n):
    t = Table("trees", "no", "Arbres: genre, famille, age, allergie trompeurs", "Patrimoine arboré")
    kinds = some(rng, n, TREES)
    t.add("matricule", "none", "none", ["AR%05d" % i for i in range(n)])
    for i, phrase in enumerate(["genre", "famille", "espèce", "nom français"]):
        t.add(phrase, "none", "none", [k[i] for k in kinds])
    t.add("âge", "none", "none", [rng.randrange(2, 150) for _ in kinds], "number")
    t.add("allergie", "none", "none", some(rng, n, ["faible", "forte", "nulle"]))
    t.add("date de plantation", "none", "none", [day(rng, 1950, 2020) for _ in kinds], "date")
    t.add("adresse", "none", "none", [rng.choice(STREETS) for _ in kinds])
    t.add("latitude", "geo_place", "none", ["%.6f" % rng.uniform(43.55, 43.65) for _ in kinds], "decimal")
    t.add("longitude", "geo_place", "none", ["%.6f" % rng.uniform(3.8, 3.95) for _ in kinds], "decimal")
    return t


def streets(w, rng, n):
    t = Table("streets", "no", "Voies nommees d'apres des personnes", "Filaire de voirie")
    names = some(rng, n, STREETS)
    t.add("code rivoli", "none", "none", ["%04d" % rng.randrange(9999) for _ in names], "digits")
    t.add("nom de voie", "none", "none", names)
    t.add("type de voie", "none", "none", [x.split()[0] for x in names])
    t.add("commune", "none", "none", ["Montreuil-sur-Exemple"] * n)
    t.add("quartier", "none", "none", some(rng, n, ["Centre", "Gare", "Jean Moulin", "Saint-Martin"]))
    t.add("longueur", "none", "none", [rng.randrange(30, 2000) for _ in names], "number")
    return t


def polls(w, rng, n):
    t = Table("polls", "aggregated", "Resultats par bureau, sans candidat", "Résultats par bureau de vote")
    t.add("code du bureau", "none", "none", ["%04d" % i for i in range(1, n + 1)], "digits")
    t.add("nom du bureau", "none", "none", ["École " + x for x in some(rng, n, SCHOOLS)])
    for phrase, high in (("inscrits", 1200), ("votants", 800), ("abstentions", 500), ("blancs", 30), ("nuls", 20), ("exprimés", 700)):
        t.add(phrase, "none", "none", [rng.randrange(high) for _ in range(n)], "number")
    return t


def budget(w, rng, n):
    t = Table("budget", "no", "Budget: fonction, nature, BP trompeurs", "Budget primitif 2025")
    t.add("BP", "none", "none", ["2025"] * n, "number")
    t.add("nature", "none", "none", ["6%04d" % rng.randrange(9999) for _ in range(n)], "digits")
    t.add("fonction", "none", "none", ["%02d" % rng.randrange(99) for _ in range(n)], "digits")
    t.add("libellé", "none", "none", some(rng, n, ["Fournitures scolaires", "Rémunération du personnel", "Indemnités des élus", "Cotisations URSSAF"]))
    t.add("montant", "none", "none", ["%.2f" % rng.uniform(10, 90000) for _ in range(n)], "decimal")
    return t


def equipment(w, rng, n):
    t = Table("equipment", "no", "Equipements avec coordonnees et standard", "Équipements publics")
    t.add("nom", "none", "none", [rng.choice(["Gymnase", "Stade", "Piscine", "Salle", "Espace"]) + " " + rng.choice(SCHOOLS) for _ in range(n)])
    t.add("adresse", "postal_address", "org", [w.address(rng) for _ in range(n)])
    t.add("code postal", "none", "none", ["01000"] * n, "digits")
    t.add("téléphone", "phone", "org", [w.phone(rng, False) for _ in range(n)], "digits")
    t.add("x", "geo_place", "none", ["%.2f" % rng.uniform(860000, 880000) for _ in range(n)], "decimal")
    t.add("y", "geo_place", "none", ["%.2f" % rng.uniform(6550000, 6570000) for _ in range(n)], "decimal")
    t.add("accessibilité handicapés", "none", "none", some(rng, n, ["oui", "non", "partielle"]))
    t.add("année de construction", "none", "none", [rng.randrange(1880, 2020) for _ in range(n)], "number")
    return t


def first_names(w, rng, n):
    t = Table("first_names", "aggregated", "Palmares de prenoms, comptages", "Prénoms déclarés")
    t.add("année", "none", "none", [rng.randrange(2010, 2024) for _ in range(n)], "number")
    t.add("sexe", "none", "none", some(rng, n, ["F", "M"]))
    t.add("prénom de l'enfant", "none", "none", [w.first[rng.choice("MF")].draw(rng).title() for _ in range(n)])
    t.add("nombre d'occurrences", "none", "none", [rng.randrange(5, 300) for _ in range(n)], "number")
    return t


def census(w, rng, n):
    t = Table("census", "aggregated", "Totaux par commune", "Population par commune")
    towns = [w.town(rng, "02") for _ in range(n)]
    t.add("code INSEE", "none", "none", [x["code_insee"] for x in towns], "digits")
    t.add("commune", "none", "none", [x["name"] for x in towns])
    for phrase in ("population", "hommes", "femmes", "0-14 ans", "15-29 ans", "chômeurs", "allocataires RSA", "étrangers"):
        t.add(phrase, "none", "none", [rng.randrange(3, 3000) for _ in towns], "number")
    t.add("revenu médian", "none", "none", [rng.randrange(14000, 32000) for _ in towns], "number")
    return t


def associations(w, rng, n):
    t = Table("associations", "no", "Associations, contacts generiques", "Annuaire des associations")
    names = some(rng, n, ASSOCIATIONS)
    t.add("nom", "organisation_name", "org", names)
    t.add("RNA", "rna", "org", [numbers.rna(rng, "03") for _ in names])
    t.add("siège", "postal_address", "org", ["Maison des associations, " + w.address(rng) for _ in names])
    t.add("courriel", "email_generic", "org", ["contact@assoc%d.example" % i for i in range(n)])
    t.add("site", "none", "none", ["https://assoc%d.example" % i for i in range(n)])
    return t


def animals(w, rng, n):
    t = Table("animals", "no", "Animaux: nom, sexe, naissance, puce trompeurs", "Registre de la fourrière")
    t.add("nom", "none", "none", some(rng, n, ["Rex", "Mila", "Félix", "Oscar", "Luna", "Caramel", "Ulysse"]))
    t.add("espèce", "none", "none", some(rng, n, ["chien", "chat", "furet"]))
    t.add("race", "none", "none", some(rng, n, ["berger allemand", "européen", "croisé", "siamois"]))
    t.add("sexe", "none", "none", some(rng, n, ["M", "F"]))
    t.add("date de naissance", "none", "none", [day(rng, 2010, 2024) for _ in range(n)], "date")
    t.add("numéro de puce", "none", "none", ["250269" + numbers.digits(rng, 9) for _ in range(n)], "digits")
    return t


def codes(w, rng, n):
    t = Table("codes", "no", "Numeros qui ressemblent a des identifiants", "Mesures de télérelève")
    t.add("horodatage", "none", "none", [1700000000000 + rng.randrange(10 ** 10) for _ in range(n)], "number")
    t.add("numéro PDL", "none", "none", [numbers.digits(rng, 14) for _ in range(n)], "digits")
    t.add("id équipement", "none", "none", [numbers.digits(rng, 9) for _ in range(n)], "digits")
    t.add("code article", "none", "none", ["3" + numbers.digits(rng, 12) for _ in range(n)], "digits")
    t.add("index", "none", "none", ["%.3f" % rng.uniform(0, 9999) for _ in range(n)], "decimal")
    t.add("version", "none", "none", ["%d.%d.%d.%d" % tuple(rng.randrange(9) for _ in range(4)) for _ in range(n)])
    t.add("référence", "none", "none", ["%s-%03d-%s" % (rng.choice(["IO", "UO", "OI"]), rng.randrange(999), rng.choice(["UI", "OU"])) for _ in range(n)])
    return t


def menus(w, rng, n):
    t = Table("menus", "no", "Menus: regime et allergenes d'un plat", "Menus de la cantine")
    t.add("date", "none", "none", [day(rng, 2025, 2025) for _ in range(n)], "date")
    t.add("plat", "none", "none", some(rng, n, ["Gratin dauphinois", "Poisson pané", "Couscous végétarien", "Poulet rôti"]))
    t.add("régime", "none", "none", some(rng, n, ["végétarien", "sans porc", "standard"]))
    t.add("allergènes", "none", "none", some(rng, n, ["gluten", "lait", "poisson", "œuf, lait", ""]))
    return t


def worship(w, rng, n):
    t = Table("worship", "no", "Lieux de culte et syndicats intercommunaux", "Organismes du territoire")
    t.add("nom", "organisation_name", "org", some(rng, n, ["Église Saint-Martin", "Temple protestant", "Mosquée Essalam", "Synagogue"]))
    t.add("culte", "none", "none", some(rng, n, ["catholique", "protestant", "musulman", "israélite"]))
    t.add("syndicat", "organisation_name", "org", some(rng, n, UNIONS_OF_TOWNS))
    t.add("capacité", "none", "none", [rng.randrange(50, 900) for _ in range(n)], "number")
    return t


def offence_counts(w, rng, n):
    t = Table("offence_counts", "aggregated", "Comptages mensuels d'infractions", "Verbalisations par mois")
    t.add("mois", "none", "none", ["2025-%02d" % (i % 12 + 1) for i in range(n)])
    t.add("infraction", "none", "none", some(rng, n, ["stationnement gênant", "excès de vitesse", "dépôt sauvage"]))
    t.add("nombre de PV", "none", "none", [rng.randrange(400) for _ in range(n)], "number")
    t.add("montant des amendes", "none", "none", [rng.randrange(9000) for _ in range(n)], "number")
    return t


def stops(w, rng, n):
    t = Table("stops", "no", "Arrets de transport", "Arrêts")
    t.add("stop_id", "none", "none", ["S%04d" % i for i in range(n)])
    t.add("stop_name", "none", "none", some(rng, n, SCHOOLS + ["Gare SNCF", "Mairie", "Place Gambetta"]))
    t.add("stop_lat", "geo_place", "none", ["%.5f" % rng.uniform(48, 49) for _ in range(n)], "decimal")
    t.add("stop_lon", "geo_place", "none", ["%.5f" % rng.uniform(2, 3) for _ in range(n)], "decimal")
    t.add("wheelchair_boarding", "none", "none", some(rng, n, ["0", "1", "2"]), "number")
    return t


def jobs(w, rng, n):
    t = Table("jobs", "aggregated", "Postes et effectifs, personne n'est nommee", "Tableau des emplois")
    t.add("grade", "none", "none", some(rng, n, ["Adjoint administratif", "Attaché", "Technicien", "ATSEM", "Rédacteur"]))
    t.add("catégorie", "none", "none", some(rng, n, ["A", "B", "C"]))
    t.add("effectif pourvu", "none", "none", [rng.randrange(1, 60) for _ in range(n)], "number")
    t.add("dont femmes", "none", "none", [rng.randrange(1, 30) for _ in range(n)], "number")
    t.add("âge moyen", "none", "none", ["%.1f" % rng.uniform(35, 55) for _ in range(n)], "decimal")
    return t


TRAPS = (trees, streets, polls, budget, equipment, first_names, census, associations, animals, codes, menus, worship,
         offence_counts, stops, jobs)
