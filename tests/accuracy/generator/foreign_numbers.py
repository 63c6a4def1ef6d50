"""Numbers of people in other countries, and of devices, with their check digits, computed here and not by the program under test.

Sources: Belgium, royal decree of 3 April 1984 (97 - n mod 97, a 2 in front from 2000); Spain, DNI letter n mod 23; Italy, decree of
23 December 1976 (odd and even tables); Germany, ISO/IEC 7064 MOD 11,10; Portugal, mod 11; Netherlands, eleven test; Poland, weights
1 3 7 9; Switzerland, EAN-13; Luxembourg, Luhn then Verhoeff; IMEI, 3GPP TS 23.003 (Luhn); VIN, ISO 3779 and 49 CFR 565 (mod 11).
"""
from .numbers import digits, luhn_digit

VERHOEFF_D = [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 4, 0, 6, 7, 8, 9, 5], [2, 3, 4, 0, 1, 7, 8, 9, 5, 6], [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
              [4, 0, 1, 2, 3, 9, 5, 6, 7, 8], [5, 9, 8, 7, 6, 0, 4, 3, 2, 1], [6, 5, 9, 8, 7, 1, 0, 4, 3, 2], [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
              [8, 7, 6, 5, 9, 3, 2, 1, 0, 4], [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]]
VERHOEFF_P = [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 5, 7, 6, 2, 8, 3, 0, 9, 4], [5, 8, 0, 3, 7, 9, 6, 1, 4, 2], [8, 9, 1, 6, 0, 4, 3, 5, 2, 7],
              [9, 4, 5, 3, 1, 2, 6, 8, 7, 0], [4, 2, 8, 6, 5, 7, 3, 9, 0, 1], [2, 7, 9, 3, 8, 0, 6, 4, 1, 5], [7, 0, 4, 6, 9, 1, 3, 2, 5, 8]]
ODD = dict(zip("0123456789", (1, 0, 5, 7, 9, 13, 15, 17, 19, 21)))
ODD.update(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23)))


def belgian(rng, birth):
    body = birth.strftime("%y%m%d") + "%03d" % rng.randrange(1, 998)
    return body + "%02d" % (97 - int(("2" if birth.year >= 2000 else "") + body) % 97)


def spanish(rng):
    number = rng.randrange(10 ** 7, 10 ** 8)
    return "%08d%s" % (number, "TRWAGMYFPDXBNJZSQVHLCKE"[number % 23])


def italian(rng, birth, sex):
    consonants = "BCDFGLMNPRSTV"
    body = "".join(rng.choice(consonants) for _ in range(6)) + "%02d%s%02d" % (
        birth.year % 100, "ABCDEHLMPRST"[birth.month - 1], birth.day + (40 if sex == "F" else 0))
    body += rng.choice("ABCDEFGHIL") + "%03d" % rng.randrange(1, 999)
    even = {c: int(c) if c.isdigit() else ord(c) - 65 for c in ODD}
    total = sum(ODD[c] if i % 2 == 0 else even[c] for i, c in enumerate(body))
    return body + chr(65 + total % 26)


def german(rng):
    order = rng.sample("0123456789", 10)
    order[rng.randrange(1, 9)] = order[9] if order[9] != order[0] else order[8]
    if order[0] == "0":
        order[0] = next(d for d in "123456789" if d not in order)
    product = 10
    for d in order:
        total = (int(d) + product) % 10 or 10
        product = total * 2 % 11
    return "".join(order) + str((11 - product) % 10)


def portuguese(rng):
    body = rng.choice("12") + digits(rng, 7)
    rest = 11 - sum(int(d) * (9 - i) for i, d in enumerate(body)) % 11
    return body + str(0 if rest >= 10 else rest)


def dutch(rng):
    while True:
        body = rng.choice("123456") + digits(rng, 7)
        last = sum(int(d) * (9 - i) for i, d in enumerate(body)) % 11
        if last < 10:
            return body + str(last)


def polish(rng, birth):
    body = "%02d%02d%02d" % (birth.year % 100, birth.month + (20 if birth.year >= 2000 else 0), birth.day) + digits(rng, 4)
    return body + str(-sum(int(d) * w for d, w in zip(body, (1, 3, 7, 9) * 3)) % 10)


def swiss(rng):
    body = "756" + digits(rng, 9)
    check = -sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(body)) % 10
    return "%s.%s.%s.%s%d" % (body[:3], body[3:7], body[7:11], body[11:], check)


def luxembourgish(rng, birth):
    body = birth.strftime("%Y%m%d") + digits(rng, 3)
    c = 0
    for i, d in enumerate(reversed(body)):
        c = VERHOEFF_D[c][VERHOEFF_P[(i + 1) % 8][int(d)]]
    return body + luhn_digit(body) + str([row.index(0) for row in VERHOEFF_D][c])


def imei(rng):
    body = "35" + digits(rng, 12)
    return body + luhn_digit(body)


def vin(rng):
    values = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9)))
    values.update({d: int(d) for d in "0123456789"})
    body = "1HG" + "".join(rng.choice("ABCDEFGHJKLMNPRSTUVWXYZ") for _ in range(2)) + digits(rng, 3) + "0" + rng.choice("ABCDEFGH") + digits(rng, 7)
    rest = sum(values[c] * w for c, w in zip(body, (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2))) % 11
    return body[:8] + ("X" if rest == 10 else str(rest)) + body[9:]
