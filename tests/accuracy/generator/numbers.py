"""Identifiers with their check digits, computed here on purpose and not by the program under test.

Sources: NIR key, decree 85-1343 and INSEE (97 - N mod 97, 2A -> 19, 2B -> 18); IBAN, ISO 13616 and ISO 7064 MOD 97-10;
RIB key, norm of the Comite francais d'organisation et de normalisation bancaires; SIREN, SIRET and cards, ISO 7812
(Luhn); plates, arrete of 9 February 2009; tax number (SPI), three last digits = first ten mod 511; student number of
the BEA form, letter = n mod 23.
"""


def luhn_digit(body):
    """The digit to append to `body` so that the Luhn sum is a multiple of ten."""
    total = 0
    for i, c in enumerate(reversed(body)):
        d = int(c) * (2 if i % 2 == 0 else 1)
        total += d - 9 if d > 9 else d
    return str(-total % 10)


def digits(rng, n):
    return "".join(rng.choice("0123456789") for _ in range(n))


def siren(rng):
    body = rng.choice("3459") + digits(rng, 7)
    return body + luhn_digit(body)


def siret(rng):
    body = siren(rng) + "0" + digits(rng, 3)
    return body + luhn_digit(body)


def nir(rng, person):
    """15 characters. The order number is above 900, which few communes reach: real numbers are hardly met."""
    department = person["department"]
    if department in ("2A", "2B"):
        place = department + person["insee"][2:]
    else:
        place = person["insee"]
    order = "9%02d" % rng.randrange(1, 100)
    body = ("1" if person["sex"] == "M" else "2") + person["birth"].strftime("%y%m") + place + order
    number = int(body.replace("2A", "19", 1) if department == "2A" else
                 body.replace("2B", "18", 1) if department == "2B" else body)
    return body + "%02d" % (97 - number % 97)


def rib_parts(rng):
    bank = rng.choice(["30006", "20041", "10107", "30004", "11315"])
    branch, account = digits(rng, 5), digits(rng, 10) + rng.choice("0123456789ACEKNR")
    letters = {c: str((i % 9) + 1) for i, c in enumerate("ABCDEFGHIJKLMNOPQR")}
    letters.update({c: str(i + 2) for i, c in enumerate("STUVWXYZ")})
    plain = "".join(letters.get(c, c) for c in account)
    key = 97 - (89 * int(bank) + 15 * int(branch) + 3 * int(plain)) % 97
    return bank, branch, account, "%02d" % key


def iban(rng):
    bban = "".join(rib_parts(rng))
    value = int("".join(str(int(c, 36)) for c in bban + "FR00"))
    return "FR%02d%s" % (98 - value % 97, bban)


def card(rng):
    body = rng.choice(["4970", "5131", "4978"]) + digits(rng, 11)
    return body + luhn_digit(body)


def tax_number(rng):
    body = rng.choice("0123") + digits(rng, 9)
    return body + "%03d" % (int(body) % 511)


def student_number(rng):
    """INE of the BEA form: ten digits and a letter."""
    body = digits(rng, 10)
    return body + "ABCDEFGHJKLMNPRSTUVWXYZ"[int(body) % 23]


def school_code(rng, department):
    body = department.zfill(3) + digits(rng, 4) if department.isdigit() else "620" + digits(rng, 4)
    return body + "ABCDEFGHJKLMNPRSTUVWXYZ"[int(body) % 23]


def plate(rng):
    letters = "ABCDEFGHJKLMNPQRSTVWXYZ"
    a, b = ("".join(rng.choice(letters) for _ in range(2)) for _ in range(2))
    return "%s-%03d-%s" % (a.replace("SS", "ST"), rng.randrange(1, 1000), b.replace("SS", "ST"))


def rna(rng, department):
    return "W" + department.zfill(2)[:2] + rng.choice("123") + digits(rng, 6)


def rpps(rng):
    body = "10" + digits(rng, 8)
    return body + luhn_digit(body)


def ipv4(rng):
    return ".".join(str(rng.randrange(1, 254)) for _ in range(4))


def mac(rng):
    return ":".join("%02x" % rng.randrange(256) for _ in range(6))
