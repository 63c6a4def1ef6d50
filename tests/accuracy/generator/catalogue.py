"""Tables that hold the numbers and words which few files hold, under headers that say nothing: each rule must earn its place."""
import hashlib
import uuid

from . import foreign_numbers as abroad
from . import numbers
from .people import some
from .table import Table


def table_of(w, rng, n, family):
    t = Table(family, "yes", "Personnes nommees, colonnes muettes", "Export")
    people = w.people(rng, n, "57", (20, 64))
    t.person(people, "last", "first")
    return t, people


def border_workers(w, rng, n):
    t, p = table_of(w, rng, n, "border_workers")
    for phrase, kind, make in (("champ A", "nir", lambda x: abroad.belgian(rng, x["birth"])), ("champ B", "id_document", lambda x: abroad.spanish(rng)),
                               ("champ C", "tax_id", lambda x: abroad.italian(rng, x["birth"], x["sex"])), ("champ D", "tax_id", lambda x: abroad.german(rng)),
                               ("champ E", "tax_id", lambda x: abroad.portuguese(rng)), ("champ F", "tax_id", lambda x: abroad.dutch(rng)),
                               ("champ G", "nir", lambda x: abroad.polish(rng, x["birth"])), ("champ H", "nir", lambda x: abroad.swiss(rng)),
                               ("champ I", "nir", lambda x: abroad.luxembourgish(rng, x["birth"]))):
        t.add(phrase, kind, "direct", [make(x) for x in p])
    return t


def reached_abroad(w, rng, n):
    t, p = table_of(w, rng, n, "reached_abroad")
    t.add("champ A", "phone", "direct", ["+44 20 7946 0%03d" % rng.randrange(1000) for _ in p])
    t.add("champ B", "phone", "direct", ["(%d) 555-01%02d" % (rng.choice((202, 303, 404)), rng.randrange(100)) for _ in p])
    t.add("champ C", "phone", "direct", ["63998%04d" % rng.randrange(10 ** 4) for _ in p])
    t.add("champ D", "iban", "direct", [" ".join(numbers.rib_parts(rng)) for _ in p])
    return t


def handsets(w, rng, n):
    t, p = table_of(w, rng, n, "handsets")
    t.add("champ A", "device_id", "quasi", [abroad.imei(rng) for _ in p])
    t.add("champ B", "device_id", "quasi", ["20801" + numbers.digits(rng, 10) for _ in p])
    t.add("champ C", "ip_address", "quasi", ["2001:db8:%x:%x::%x" % tuple(rng.randrange(1, 65536) for _ in range(3)) for _ in p])
    t.add("champ D", "ip_address", "quasi", ["10.%d.%d.%d" % tuple(rng.randrange(1, 250) for _ in range(3)) for _ in p])
    t.add("champ E", "vehicle_plate", "quasi", [abroad.vin(rng) for _ in p])
    t.add("champ F", "vehicle_plate", "quasi", ["%d %s 57" % (rng.randrange(10, 9999), rng.choice(["AB", "QR", "ZT", "LM"])) for _ in p])
    return t


def sealed(w, rng, n):
    t, p = table_of(w, rng, n, "sealed")
    for phrase, name in (("champ A", "md5"), ("champ B", "sha1"), ("champ C", "sha256")):
        t.add(phrase, "other_person_id", "quasi", [hashlib.new(name, x["mail"].encode()).hexdigest() for x in p])
    t.add("champ D", "device_id", "quasi?", [str(uuid.UUID(int=rng.getrandbits(128), version=4)) for _ in p])
    return t


def left_secrets(w, rng, n):
    t, p = table_of(w, rng, n, "left_secrets")
    letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
    word = lambda size: "".join(rng.choice(letters) for _ in range(size))  # noqa: E731
    t.add("champ A", "username_password", "direct", ["$2b$10$" + word(53) for _ in p])
    t.add("champ B", "username_password", "direct", ["ghp_" + word(36) for _ in p])
    t.add("champ C", "username_password", "direct", ["postgresql://agent:%s@base.example.org/ville" % word(12) for _ in p])
    return t


def sick_leave(w, rng, n):
    t, p = table_of(w, rng, n, "sick_leave")
    t.add("champ A", "health", "special", some(rng, n, ["F32.1", "M54.5", "E11.9", "J45.0", "S82.1", "G43.9", "I10", "K21.9"]))
    t.add("champ B", "health", "special", some(rng, n, ["A+", "O+", "B-", "AB+", "O-", "A-"]))
    t.add("champ C", "health", "special", some(rng, n, ["diabète", "asthme", "épilepsie", "hypertension", "dépression", "cancer"]))
    t.add("champ D", "health", "special", some(rng, n, ["sans gluten", "sans lactose", "diabétique", "sans arachide"]))
    return t


def convictions(w, rng, n):
    t, p = table_of(w, rng, n, "convictions")
    t.add("champ A", "offence", "criminal", some(rng, n, ["vol aggravé", "conduite sans permis", "violences volontaires", "escroquerie", "recel"]))
    t.add("champ B", "religion", "special", some(rng, n, ["catholique", "protestant", "musulman", "juif", "bouddhiste", "orthodoxe"]))
    t.add("champ C", "religion", "special", some(rng, n, ["halal", "casher", "sans porc"]))
    t.add("champ D", "income", "quasi", some(rng, n, ["RSA", "AAH", "APL", "ASPA", "prime d'activité"]))
    t.add("champ E", "sex", "quasi", some(rng, n, ["M.", "Mme"]))
    t.add("champ F", "sex", "quasi", some(rng, n, ["F", "H"]))
    return t


SUBJECTS = ("Budget primitif, adoption", "Convention avec le département pour la voirie", "Tarifs de la piscine municipale",
            "Garantie d'emprunt pour vingt logements", "Marché de restauration scolaire, avenant", "Création de deux emplois à temps non complet")
# What one rule alone can find in a sentence, and what it makes of the column.
SAID = {
    "family_acts": ("Relogement de la famille {last}, sinistrée", "free_text_with_persons", "direct"),
    "appointment_acts": ("Recrutement de {first} {last} au service des sports", "free_text_with_persons", "direct"),
    "dispute_acts": ("Affaire {LAST} c/ commune de Valmoreau", "free_text_with_persons", "direct"),
    "visit_acts": ("Passage le 3 mai, {first} {LAST} absente, avis laissé", "free_text_with_persons", "direct"),
    "sickness_acts": ("Reconnaissance de l'accident de service de Mme {first} {LAST}", "free_text_with_persons", "special"),
    "court_acts": ("Constitution de partie civile dans l'affaire de M. {last}, agent agressé", "free_text_with_persons", "criminal"),
}


def acts(w, rng, n, family):
    sentence, kind, nature = SAID[family]
    if family == "visit_acts":  # a name alone in a remark is told where rows are about people
        t, _ = table_of(w, rng, n, family)
    else:
        t = Table(family, "no", "Quelques actes nomment des particuliers", "Actes")
    lines = some(rng, n, SUBJECTS)
    for i in range(3, n, 9):
        p = w.person(rng)
        lines[i] = sentence.format(first=p["first"], last=p["last"], LAST=p["last"].upper())
    t.add("numéro", "none", "none", ["2025-%03d" % (i + 1) for i in range(n)])
    t.add("objet", kind, nature, lines)
    return t


def acts_of(family):
    def build(w, rng, n):
        return acts(w, rng, n, family)
    build.__name__ = family
    return build


CATALOGUE = tuple(acts_of(family) for family in SAID) + (border_workers, reached_abroad, handsets, sealed, left_secrets, sick_leave, convictions)
