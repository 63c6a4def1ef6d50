"""Where oracles disagree: who is wrong, on which values, and why (make_vectors.py)."""
from collections import namedtuple

from stdnum import luhn

# holds(value): the ruling speaks of this value; wrong: oracles set aside then; why: lines for the data file
Ruling = namedtuple("Ruling", "holds wrong why")


def starts(*heads):
    return lambda value: value.startswith(heads)


RULINGS = {
    "bank_card": [
        Ruling(lambda v: v.startswith(("6", "50", "56", "57", "58", "220", "21", "18", "30", "36", "38", "39")) and luhn.is_valid(v), {"validator"},
               ["Disagreement: validator refuses Maestro, Mir, UnionPay, the long Discover and Diners numbers and JCB 2131/1800 of 16 digits,",
                "which it has no pattern for; card-validator has their published ranges (Braintree, credit-card-type) and is right."]),
        Ruling(lambda v: v.startswith("62") and not luhn.is_valid(v), {"card-validator"},
               ["Disagreement: card-validator takes UnionPay numbers without a Luhn digit; ISO/IEC 7812-1 annex B asks for it, and",
                "without it any number starting with 62 would be a card: refused."]),
        Ruling(lambda v: v[0] == "4" and len(v) == 13 and luhn.is_valid(v), {"card-validator"},
               ["Disagreement: card-validator refuses Visa numbers of 13 digits, which were issued until the 1990s (validator and Faker",
                "know them): taken, since an old export may hold them."]),
        Ruling(lambda v: v.startswith(("2131", "1800")) and len(v) == 15 and luhn.is_valid(v), {"card-validator"},
               ["Disagreement: card-validator refuses JCB numbers of 15 digits, issued with 2131 and 1800 (validator and Faker know",
                "them): taken."]),
        Ruling(lambda v: v[:2] == "35" and not "3528" <= v[:4] <= "3589", {"validator"},
               ["Disagreement: validator takes all of 35; the range of JCB is 3528 to 3589, and card-validator is right."]),
    ],
    "es_dni": [
        Ruling(lambda v: v[0] in "KLM", {"stdnum-js"},
               ["Disagreement: stdnum-js takes K, L and M for a DNI; they start a tax number given to persons without DNI or NIE (Orden",
                "EHA/451/2008), another number: refused."]),
    ],
    "iban": [
        Ruling(starts("HR", "HU", "PK"), {"ibantools", "validator"},
               ["Disagreement: ibantools also checks national keys of HR and HU, and with validator wants digits alone in Pakistan;",
                "ISO 13616 asks for length and modulo 97, and the SWIFT registry gives PK 16 letters or digits (16!c): valid."]),
    ],
    "imei": [
        Ruling(lambda v: len(v) != 15, {"form-validation"},
               ["Disagreement: form-validation takes 14 and 16 digits; an IMEI has 15 (3GPP TS 23.003, 6.2.1)."]),
    ],
    "it_codice_fiscale": [
        Ruling(lambda v: any(c.isalpha() for c in v[6:8] + v[9:11] + v[12:15]), {"validator"},
               ["Disagreement: validator refuses digits replaced by letters where two persons would share a code (omocodia, D.M. 23",
                "December 1976, art. 6): valid."]),
    ],
    "nir": [
        Ruling(lambda v: v[5:7] in ("2A", "2B") or "21" <= v[3:5] <= "29", {"django-localflavor"},
               ["Disagreement: django-localflavor refuses Corsica (2A, 2B) and the months 21 to 29; INSEE writes both (fictitious months",
                "20 to 30): valid."]),
        Ruling(lambda v: v[3:5] in {"00", *map(str, range(13, 20)), *map(str, range(43, 50))} or v[10:13] == "000",
               {"python-stdnum", "stdnum-js", "french-ssn"},
               ["Disagreement: python-stdnum, stdnum-js and french-ssn look at the key alone; there is no month 00, 13 to 19 or 43 to 49",
                "and no order 000 (INSEE, structure du NIR), and django-localflavor is right."]),
    ],
    "nl_bsn": [
        Ruling(lambda v: len(v) == 8, {"stdnum-js"},
               ["Disagreement: stdnum-js adds the zero that eight digits lack; a BSN is written with nine (Wet algemene bepalingen BSN)."]),
    ],
    "pl_pesel": [
        Ruling(lambda v: v[2:3] in "4567", {"stdnum-js"},
               ["Disagreement: stdnum-js compares the birth date with today's; months of 40 and 60 are the years 2100 to 2299 in the law",
                "(ustawa o ewidencji ludności, art. 15), and a check without a clock takes them."]),
    ],
    "plate_siv": [
        Ruling(lambda v: set(v) & set("IOU"), {"Faker"},
               ["Disagreement: Faker draws all letters; plates have no I, O or U (arrêté du 9 février 2009): invalid."]),
    ],
    "siret": [
        Ruling(lambda v: v.startswith("356000000") and not luhn.is_valid(v), {"form-validation", "siret", "vat-siren-siret"},
               ["Disagreement: three packages want Luhn of La Poste (SIREN 356000000), whose establishments follow another rule: sum of",
                "digits a multiple of 5, as python-stdnum and stdnum-js say. Its public SIRET numbers bear them out."]),
        Ruling(lambda v: v.startswith("356000000") and luhn.is_valid(v) and sum(map(int, v)) % 5 != 0, {"python-stdnum"},
               ["Disagreement: python-stdnum wants the rule of La Poste of all its establishments but the head office; those numbered",
                "before that rule follow Luhn as the head office does (stdnum-js agrees): either check is taken."]),
        Ruling(lambda v: len(v) == 14 and not luhn.is_valid(v[:9]), {"stdnum-js", "siret", "vat-siren-siret", "form-validation"},
               ["Disagreement: four packages do not look at the SIREN inside, which has a Luhn digit of its own (code de commerce",
                "R123-221): python-stdnum is right."]),
        Ruling(lambda v: len(v) != 14, {"form-validation"},
               ["Disagreement: form-validation does not look at the length; a SIRET has 14 digits (code de commerce R123-221)."]),
    ],
    "vin": [
        Ruling(lambda v: len(v) == 17, {"form-validation"},
               ["Disagreement: form-validation wants the check digit of position 9, which is law in North America alone (49 CFR 565): its",
                "refusal of 17 characters is no opinion."]),
    ],
    "vat_fr": [
        Ruling(lambda v: not v[2:4].isdigit() or v[4:7] == "000", {"vat-siren-siret"},
               ["Disagreement: vat-siren-siret knows neither the keys with letters nor Monaco (000); python-stdnum and stdnum-js do."]),
    ],
}
