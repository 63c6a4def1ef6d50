"""What a builder makes: a table with its labels, before any damage."""
from dataclasses import dataclass, field

PERSONAL = ("direct", "quasi", "special", "criminal", "professional")


@dataclass
class Column:
    phrase: str  # header in French words, styled later
    type: str
    gdpr: str
    cells: list
    kind: str = "text"  # text, digits (a code), number, decimal or date: says which damage can befall it
    note: str = ""


@dataclass
class Table:
    family: str
    persons: str  # yes, aggregated or no
    reason: str
    title: str
    columns: list = field(default_factory=list)

    def add(self, phrase, type_, gdpr, cells, kind="text"):
        cells = [str(c) for c in cells]
        self.columns.append(Column(phrase, type_, gdpr, cells, kind))

    def person(self, people, *fields):
        """Adds the usual columns of people; `fields` are keys of PERSON_FIELDS, or (key, header)."""
        for item in fields:
            key, phrase = item if isinstance(item, tuple) else (item, PERSON_FIELDS[item][0])
            _, type_, gdpr, kind, make = PERSON_FIELDS[key]
            self.add(phrase, type_, gdpr, [make(p) for p in people], kind)

    def verdict(self):
        """Of the file if published openly, by the labels: special, personal, quasi-risk or ok."""
        seen = {c.gdpr for c in self.columns if c.note != "vide"}
        if seen & {"special", "criminal"}:
            return "special"
        if seen & {"direct", "professional"}:
            return "personal"
        return "quasi-risk" if "quasi" in seen else "ok"


PERSON_FIELDS = {
    "last": ("nom", "last_name", "direct", "text", lambda p: p["last"]),
    "first": ("prénom", "first_name", "direct", "text", lambda p: p["first"]),
    "name": ("nom et prénom", "person_name", "direct", "text", lambda p: p["last"].upper() + " " + p["first"]),
    "full": ("nom complet", "person_name", "direct", "text", lambda p: p["name"]),
    "sex": ("sexe", "sex", "quasi", "text", lambda p: p["sex"]),
    "civility": ("civilité", "sex", "quasi", "text", lambda p: "Mme" if p["sex"] == "F" else "M."),
    "age": ("âge", "age", "quasi", "number", lambda p: p["age"]),
    "birth": ("date de naissance", "birth_date", "quasi", "date", lambda p: p["birth"].isoformat()),
    "birth_town": ("commune de naissance", "birth_place", "quasi", "text", lambda p: p["birth_town"]),
    "address": ("adresse", "postal_address", "direct", "text", lambda p: p["address"]),
    "postcode": ("code postal", "postcode_city", "quasi", "digits", lambda p: p["postcode"]),
    "town": ("commune", "postcode_city", "quasi", "text", lambda p: p["town"]),
    "mobile": ("téléphone portable", "phone", "direct", "digits", lambda p: p["mobile"]),
    "phone": ("téléphone", "phone", "direct", "digits", lambda p: p["phone"]),
    "mail": ("courriel", "email_personal", "direct", "text", lambda p: p["mail"]),
}
