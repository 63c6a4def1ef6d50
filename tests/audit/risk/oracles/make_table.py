#!/usr/bin/env python3
"""The tables that other tools and aval measure alike: invented rows from a fixed seed.

    python3 make_table.py FOLDER

writes persons.csv (no missing value) and gaps.csv (the same with missing values).
SplitMix64 draws, so that every Python gives the same bytes."""
import pathlib
import sys

MASK = (1 << 64) - 1


class Draw:
    def __init__(self, seed):
        self.state = seed

    def below(self, count):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        value = self.state
        value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & MASK
        return (value ^ (value >> 31)) % count


def uneven(draw, values):
    """Earlier values are likelier."""
    return values[min(draw.below(len(values)), draw.below(len(values)))]


def rows():
    draw = Draw(20261127)
    for _ in range(600):
        yield [uneven(draw, ["30-39", "40-49", "20-29", "50-59", "60-69"]),
               uneven(draw, ["21", "25", "39"]),
               "FM"[draw.below(2)],
               uneven(draw, ["employe", "cadre", "retraite"]),
               uneven(draw, ["aucune", "logement", "energie", "repas", "mobilite"]),
               uneven(draw, ["900", "1200", "1500", "1800", "2100", "2500", "3200", "4100"])]


HEADER = "age;departement;sexe;categorie;aide;revenu"


def main():
    folder = pathlib.Path(sys.argv[1])
    gaps = Draw(7)
    whole, holed = [HEADER], [HEADER]
    for row in rows():
        whole.append(";".join(row))
        holed.append(";".join("" if i < 4 and gaps.below(20) == 0 else v for i, v in enumerate(row)))
    (folder / "persons.csv").write_text("\n".join(whole) + "\n", encoding="utf-8")
    (folder / "gaps.csv").write_text("\n".join(holed) + "\n", encoding="utf-8")


main()
