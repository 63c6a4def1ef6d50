#!/usr/bin/env python3
"""Makes the vectors of rules that only have a form, with Python's ipaddress (3.11) as the judge: values drawn at random, some damaged.

    python3 make_values.py      (in its folder)
"""
import ipaddress
import random
from pathlib import Path

random.seed(20261125)
HERE = Path(__file__).parent
INSIDE = [ipaddress.ip_network(n) for n in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "169.254.0.0/16",
                                            "fc00::/7", "fe80::/10", "::1/128")]


def read(text):
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def damaged(text):
    place = random.randrange(len(text))
    return random.choice([text[:place] + text[place + 1:], text[:place] + random.choice("0123456789abcdefg:.") + text[place:],
                          text[:place] + random.choice("0123456789abcdefg:.") + text[place + 1:]])


def draw_v4():
    near = random.choice(["", "10.", "172.16.", "172.31.", "172.15.", "172.32.", "192.168.", "192.167.", "169.254.", "127.", "100."])
    octets = [str(random.randrange(256)) for _ in range(4 - near.count("."))]
    return near + ".".join(octets)


def draw_v6():
    head = random.choice([0x2001 << 112, 0x2a01 << 112, 0xfd00 << 112, 0xfe80 << 112, 0x2001 << 112])
    parts = [random.choice([0, 0, random.getrandbits(16)]) << (16 * i) for i in range(7)]
    address = ipaddress.IPv6Address(head | sum(parts))
    return random.choice([address.compressed, address.compressed, address.exploded])


def write(rule, rows):
    seen = dict.fromkeys(rows)
    lines = ["# value, expected, source. Made by make_values.py (seed 20261125).",
             *(f"{value}\t{'valid' if good else 'invalid'}\tPython ipaddress" for value, good in seen)]
    (HERE / f"{rule}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main():
    values = []
    for _ in range(400):
        value = random.choice([draw_v4, draw_v6])()
        values += [value, damaged(value)]
    kept = [(value, read(value)) for value in values if value.strip()]
    # "0.0.0.0/8" and "::" are no host (RFC 1122, RFC 4291): nobody's address, left to neither rule.
    kept = [(value, address) for value, address in kept if address is None or not (address.is_unspecified or
            (address.version == 4 and int(address) < 1 << 24))]
    inside = [(value, address, address is not None and any(address in n for n in INSIDE if n.version == address.version))
              for value, address in kept]
    write("net.ipv4", [(v, a is not None and a.version == 4 and not i) for v, a, i in inside])
    write("net.ip_private", [(v, i) for v, _, i in inside])
    # net.ipv6 takes the addresses of an inside network too, with net.ip_private.
    write("net.ipv6", [(v, a is not None and a.version == 6) for v, a, i in inside if v != "::1"])


if __name__ == "__main__":
    main()
