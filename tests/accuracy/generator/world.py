"""Fictive people, places and bodies drawn from the name lists of the pack and from fixed lists.

Telephones are in the six ranges that ARCEP keeps for fiction; mail domains are reserved ones (RFC 2606). Any likeness
with a person is chance: first name, family name, place and date are drawn apart from each other.
"""
import bisect
import csv
import datetime
import itertools
import os
import unicodedata

FICTION = ["019900", "026191", "035301", "046571", "053649", "063998"]
STREETS = ["rue des Lilas", "rue Victor Hugo", "avenue Jean Jaurès", "place du Marché", "impasse des Acacias",
           "boulevard Gambetta", "rue du Maréchal Foch", "chemin du Moulin", "allée Louise Michel", "rue de l'Église",
           "rue Pierre et Marie Curie", "avenue du Général de Gaulle", "route de la Forêt", "rue Jules Ferry",
           "square Marcel Pagnol", "rue Émile Zola", "quai Saint-Michel", "rue Jeanne d'Arc", "cours Mirabeau",
           "rue Georges Brassens", "rue du 8 Mai 1945", "lotissement Les Chênes", "résidence Albert Camus", "rue Haute"]
SCHOOLS = ["Jean Jaurès", "Jules Ferry", "Marie Curie", "Pablo Picasso", "Jean Moulin", "Louise Michel",
           "Jacques Prévert", "Antoine de Saint-Exupéry", "Paul Bert", "Simone Veil", "Victor Hugo", "Les Tilleuls"]
ASSOCIATIONS = ["Amicale laïque", "Club de pétanque", "Les Amis du patrimoine", "Judo club", "Comité des fêtes",
                "Harmonie municipale", "Secours alimentaire local", "Foyer rural", "Union sportive", "Ciné-club",
                "Chorale Chantemerle", "Les Jardins partagés", "Aînés ruraux", "Société de chasse", "Théâtre du Puits"]
COMPANIES = ["Boulangerie Martin", "SARL Dupuis Travaux", "Garage du Centre", "Transports Leroy", "Bati Sud",
             "Menuiserie Petit et fils", "Électricité Moreau", "Cabinet Durand", "Pharmacie de la Gare", "Eaux et Forêts SA"]


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE))


def plain(text):
    """Lower case ASCII letters of a name, for mail addresses."""
    flat = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in flat if c.isascii() and (c.isalpha() or c == "-"))


class Weighted:
    """Draws entries with the frequency they have in the list."""

    def __init__(self, entries):
        self.items = [e for e, _ in entries]
        self.total = list(itertools.accumulate(w for _, w in entries))

    def draw(self, rng):
        return self.items[bisect.bisect(self.total, rng.randrange(self.total[-1]))]


class World:
    def __init__(self, packs):
        lists = os.path.join(packs, "dictionaries")
        first = [(r["name"], int(r["count"]), float(r["share_female"])) for r in rows_of(os.path.join(lists, "first_names.tsv"))
                 if int(r["count"]) >= 200 and len(r["name"]) > 2]
        self.first = {"F": Weighted([(n, c) for n, c, s in first if s > 0.9]),
                      "M": Weighted([(n, c) for n, c, s in first if s < 0.1])}
        self.last = Weighted([(r["name"], int(r["count"])) for r in rows_of(os.path.join(lists, "last_names.tsv"))])
        towns = [r for r in rows_of(os.path.join(lists, "communes.tsv"))
                 if r["kind"] == "commune" and r["postal_codes"] and len(r["departement"]) == 2]
        self.towns = Weighted([(r, int(r["population"] or 0) + 1) for r in towns])
        self.by_department = {}
        for r in towns:
            self.by_department.setdefault(r["departement"], []).append(r)

    def family_name(self, rng):
        """One in twelve is a compound or a name that no list holds."""
        dice = rng.randrange(24)
        if dice == 0:
            return self.last.draw(rng).title() + "-" + self.last.draw(rng).title()
        if dice == 1:
            return "".join(rng.choice(["ka", "zi", "mo", "ndé", "yev", "tsu", "wak", "bou", "ghi", "ler"])
                           for _ in range(3)).title()
        return self.last.draw(rng).title()

    def town(self, rng, department):
        if department is None or rng.randrange(6) == 0:
            return self.towns.draw(rng)
        near = self.by_department[department]
        return Weighted([(r, int(r["population"] or 0) + 1) for r in near]).draw(rng)

    def phone(self, rng, mobile):
        head = "063998" if mobile else rng.choice(FICTION[:5])
        return head + "%04d" % rng.randrange(10000)

    def address(self, rng):
        return "%d%s %s" % (rng.randrange(1, 180), rng.choice(["", "", "", " bis", " ter"]), rng.choice(STREETS))

    def person(self, rng, department=None, ages=(18, 92), sexes="MF"):
        sex = rng.choice(sexes)
        first = self.first[sex].draw(rng).title()
        if rng.randrange(15) == 0:
            first = first + "-" + self.first[sex].draw(rng).title()
        town = self.town(rng, department)
        age = rng.randrange(*ages)
        birth = datetime.date(2025, 9, 1) - datetime.timedelta(days=age * 365 + rng.randrange(365))
        last = self.family_name(rng)
        mail = rng.choice(["%s.%s", "%s-%s", "%s%s"]) % (plain(first), plain(last))
        return {"first": first, "last": last, "sex": sex, "age": age, "birth": birth, "town": town["name"],
                "insee": town["code_insee"], "department": town["departement"], "name": first + " " + last,
                "postcode": town["postal_codes"].split("|")[0], "address": self.address(rng),
                "mobile": self.phone(rng, True), "phone": self.phone(rng, False), "birth_town": self.town(rng, None)["name"],
                "mail": mail + rng.choice(["", "", str(rng.randrange(99))]) + "@" + rng.choice(["example.com", "example.net", "example.org"])}

    def people(self, rng, n, department=None, ages=(18, 92), sexes="MF"):
        return [self.person(rng, department, ages, sexes) for _ in range(n)]
