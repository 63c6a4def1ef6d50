"""Draws values of each number at random, and asks independent programs about them (make_vectors.py)."""
import datetime
import random
import string

import django
import faker
import phonenumbers
import schwifty
from django.conf import settings
from stdnum import luhn, verhoeff
from stdnum.de import idnr
from stdnum.fr import nif, nir, siren, siret, tva
from stdnum.it import codicefiscale
from stdnum.pl import pesel

settings.configure(USE_I18N=False)
django.setup()
from localflavor.fr.forms import FRNationalIdentificationNumber  # noqa: E402 (needs Django set up)
SEED = 20261125
random.seed(SEED)
faker.Faker.seed(SEED)
FRENCH = faker.Faker("fr_FR")


def digits(count, first="0123456789"):
    return random.choice(first) + "".join(random.choices(string.digits, k=count - 1))


def letters(count, alphabet=string.ascii_uppercase):
    return "".join(random.choices(alphabet, k=count))


def day(first_year=1900, last_year=2025):
    start = datetime.date(first_year, 1, 1).toordinal()
    return datetime.date.fromordinal(random.randint(start, datetime.date(last_year, 12, 31).toordinal()))


def damaged(value):
    """The value with one mistake of a typist."""
    first = 1 if value.startswith("+") else 0
    place = random.randrange(first, len(value))
    kind = random.choice(["change", "change", "change", "swap", "drop", "add"])
    if kind == "drop":
        return value[:place] + value[place + 1:]
    if kind == "add":
        return value[:place] + random.choice(string.digits) + value[place:]
    if kind == "swap":
        place = max(first, min(place, len(value) - 2))
        return value[:place] + value[place + 1] + value[place] + value[place + 2:]
    alphabet = string.digits if value[place].isdigit() else string.ascii_uppercase
    return value[:place] + random.choice(alphabet.replace(value[place], "")) + value[place + 1:]


def until(check, draw):
    """The first of the drawn values that the check accepts."""
    while True:
        value = draw()
        if check(value):
            return value


# ---- draws: what a valid value looks like, asked from an oracle ----

def draw_nir():
    place = random.choice([f"{random.randint(1, 95):02d}{random.randint(1, 500):03d}", f"2A{random.randint(1, 360):03d}",
                           f"2B{random.randint(1, 360):03d}", f"97{random.randint(1, 6)}{random.randint(1, 40):02d}",
                           f"99{random.randint(100, 500)}"]).replace("20", "21", 1)
    month = random.choice([f"{m:02d}" for m in range(1, 13)] * 3 + [f"{m:02d}" for m in range(100)])
    body = f"{random.choice('111222278')}{random.randint(0, 99):02d}{month}{place}{random.randint(1, 999):03d}"
    return body + nir.calc_check_digits(body)


def localflavor_nir(value):
    try:
        return bool(FRNationalIdentificationNumber().clean(value))
    except Exception:
        return False


def body_is_valid(value):
    """The number without its key, given to django-localflavor with the key that python-stdnum computes; no opinion where it is
    known to be wrong (rulings.py, nir) and on numbers given while the NIR is awaited, which start with 3 to 6,
    nor on the departments 970, 979 and 980, which it refuses and the validator does not look at."""
    if value[5:7] in ("2A", "2B") or "21" <= value[3:5] <= "29" or value[:1] in "3456" or not value.isdigit() or \
            value[5:8] in ("970", "979", "980"):
        return None
    return len(value) == 13 and localflavor_nir(value + nir.calc_check_digits(value))


def only_refuses(check):
    """An oracle that looks at the key alone: its yes is no opinion."""
    return lambda value: None if check(value) else False


def draw_be():
    born = day()
    middle = f"{random.randint(1, 997):03d}"
    shift = random.choice([0, 0, 0, 20, 40])
    head = f"{born:%y}{born.month + shift:02d}{born:%d}{middle}"
    number = int(("2" if born.year >= 2000 else "") + head)
    return f"{head}{97 - number % 97:02d}"


def draw_it():
    born = day()
    number = born.day + random.choice([0, 40])
    body = f"{letters(6, 'BCDFGLMNPRSTVZ')}{born:%y}{'ABCDEHLMPRST'[born.month - 1]}{number:02d}{random.choice('ABCDEFGHIL')}{digits(3)}"
    if random.random() < 0.3:
        places = [place for place in (6, 7, 9, 10, 12, 13, 14) if random.random() < 0.5]
        body = "".join("LMNPQRSTUV"[int(c)] if i in places else c for i, c in enumerate(body))
    return body + codicefiscale.calc_check_digit(body)


def draw_idnr():
    def draw():
        ten = list(random.sample(string.digits, 9))
        ten.insert(random.randrange(10), random.choice(ten))
        return "".join(ten) + random.choice(string.digits)
    return until(idnr.is_valid, draw)


def draw_pesel():
    born = day(1850, 2025)
    shift = {18: 80, 19: 0, 20: 20}[born.year // 100]
    body = f"{born:%y}{born.month + shift:02d}{born:%d}{digits(4)}"
    return body + pesel.calc_check_digit(body)


def draw_lu():
    body = f"{day():%Y%m%d}{digits(3)}"
    return body + luhn.calc_check_digit(body) + verhoeff.calc_check_digit(body)


def draw_siren():
    body = digits(8, "123456789")
    return body + luhn.calc_check_digit(body)


def draw_siret():
    if random.random() < 0.25:  # La Poste
        return until(siret.is_valid, lambda: "356000000" + digits(5))
    body = draw_siren() + digits(4)
    return body + luhn.calc_check_digit(body)


def draw_vat():
    kind = random.random()
    if kind < 0.5:
        number = draw_siren()
        return "FR" + siren.to_tva(number)[:2] + number
    number = "000" + digits(6) if kind < 0.65 else draw_siren()
    alphabet = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"
    return "FR" + until(tva.is_valid, lambda: letters(2, alphabet) + number)


def draw_spi():
    body = digits(10, "0123")
    return body + nif.calc_check_digits(body)


def draw_iban():
    country = random.choice(sorted(schwifty.registry.get_countries()) + ["FR"] * 12 + ["MC", "BE", "DE", "LU"])
    return str(schwifty.IBAN.random(country, random=random.Random(random.random()), use_registry=False))


def draw_rib():
    while True:
        value = f"{digits(10)}{letters(11, string.digits * 3 + string.ascii_uppercase)}{digits(2)}"
        for key in range(1, 98):
            candidate = value[:21] + f"{key:02d}"
            if rib_is_valid(candidate):
                return candidate


def rib_is_valid(value):
    try:
        body = "FR00" + value
        made = schwifty.IBAN.from_bban("FR", value)
        return len(value) == 23 and len(body) == 27 and made.validate(validate_bban=True)
    except Exception:
        return False


def draw_card():
    if random.random() < 0.4:
        return FRENCH.credit_card_number()
    prefix, length = random.choice([("4", 16), ("4", 19), ("51", 16), ("55", 16), ("2221", 16), ("2720", 16), ("34", 15),
                                    ("37", 15), ("300", 14), ("305", 14), ("36", 14), ("38", 16), ("6011", 16), ("644", 16),
                                    ("65", 19), ("3528", 16), ("3589", 16), ("2131", 16), ("1800", 16), ("5018", 16),
                                    ("6304", 13), ("56", 12), ("2200", 16), ("2204", 16), ("62", 17), ("4970", 16),
                                    ("5131", 16), ("1", 16), ("7", 16), ("2721", 16), ("2220", 16), ("9", 16), ("35", 15)])
    body = prefix + digits(length - len(prefix) - 1)
    return body + luhn.calc_check_digit(body)


def draw_finess():
    head = random.choice(["01", "13", "33", "59", "75", "2A", "2B", "9A", "9B", "9C", "9D", "9F", "69", "94"])
    body = head + digits(6)
    return body + luhn.calc_check_digit(finess_digits(body))


def finess_digits(value):
    """Letters of the second place as the digits of their rank, as published for Corsica."""
    return value[:1] + value[1:2].translate(str.maketrans("ABCDEF", "123456")) + value[2:]


def draw_phone():
    code, start = random.choice([("33", "1"), ("33", "2"), ("33", "4"), ("33", "5"), ("33", "6"), ("33", "7"), ("33", "8"),
                                 ("33", "9"), ("33", ""), ("590", "590"), ("590", "690"), ("594", "594"), ("594", "694"),
                                 ("596", "596"), ("596", "696"), ("262", "262"), ("262", "692"), ("262", "639"),
                                 ("262", "269"), ("508", ""), ("508", "708"), ("590", "7090"), ("262", "7093"), ("262", "26")])
    if code == "508" and not start:
        return random.choice(["+508", "00508"]) + digits(6)
    rest = start + digits(9 - len(start))
    return random.choice(["0", "0", f"+{code}", f"00{code}", ""]) + rest


def phone_is_valid(value):
    """Valid where it stands: the region of its calling code, or any French region for a national number. Validators see digits
    alone, so a number after "+" is also read without it."""
    if value.startswith("+") and phone_is_valid(value[1:]):
        return True
    regions = ["FR", "GP", "BL", "MF", "GF", "MQ", "RE", "YT", "PM"]
    if not value.startswith(("+", "00")):
        national = value if value.startswith("0") else "0" + value
        return len(national) == 10 and any(is_number_of(national, region) for region in regions)
    try:
        number = phonenumbers.parse("+" + value.lstrip("+0"), None)
        return number.country_code in (33, 590, 594, 596, 262, 508) and phonenumbers.is_valid_number(number)
    except phonenumbers.NumberParseException:
        return False


def is_number_of(national, region):
    try:
        return phonenumbers.is_valid_number_for_region(phonenumbers.parse(national, region), region)
    except phonenumbers.NumberParseException:
        return False


def draw_international():
    region = random.choice(sorted(phonenumbers.SUPPORTED_REGIONS))
    number = phonenumbers.example_number_for_type(region, random.choice([0, 1])) or phonenumbers.example_number(region)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def international_is_valid(value):
    number = value.lstrip("+")
    if len(number) > 15:
        return False
    known = any(number.startswith(str(code)) for code in phonenumbers.COUNTRY_CODE_TO_REGION_CODE)
    return known and len(number) >= 7


def check_with(function):
    def check(value):
        try:
            return bool(function(value))
        except Exception:
            return False
    return check


def draw_plate():
    return until(lambda plate: plate[0].isalpha(), FRENCH.license_plate).replace("-", "")


def draw_nir_temporary():
    body = random.choice("78") + random.choice("12") + digits(3) + digits(8)
    return body + nir.calc_check_digits(body)
