"""Which tables are written: each builder once without damage, then each damage on tables where it can hurt."""
from . import catalogue, people, town, traps
from .damage import CELLS
from .headers import STYLES

BUILDERS = {b.__name__: b for b in people.PEOPLE + town.TOWN + traps.TRAPS + catalogue.CATALOGUE}

# What befalls a table -> builders it is tried on. Damages of cells first, then of the file.
DAMAGED = {
    "lost_zeros": ("canteen", "electoral_roll", "schools", "budget"),
    "scientific": ("payroll", "home_care", "contracts", "codes"),
    "trailing_point_zero": ("ccas", "payroll", "subsidies"),
    "comma_floats": ("library", "canteen", "census"),
    "serial_dates": ("civil_births", "elected", "trees"),
    "french_dates": ("staff", "canteen", "animals"),
    "short_dates": ("students", "housing"),
    "compact_dates": ("electoral_roll", "bare_people"),
    "midnight_dates": ("ccas", "reservations"),
    "mojibake_cells": ("job_seekers", "survey", "streets"),
    "no_accents": ("home_care", "minutes"),
    "upper_case": ("electoral_roll", "contacts", "schools"),
    "extra_spaces": ("payroll", "staff", "equipment"),
    "missing_words": ("housing", "canteen", "associations"),
    "sparse": ("library", "job_seekers", "trees"),
    "empty_columns": ("newsletter", "census", "subsidies"),
    "spaced_numbers": ("payroll", "reservations", "contracts"),
    "international_phones": ("canteen", "job_seekers"),
    "text_marks": ("staff", "payroll", "schools"),
    "few_rows": ("students", "traders", "polls"),
    "ragged": ("canteen", "elected", "associations"),
    "line_breaks": ("ccas", "permits"),
    "no_header": ("bare_people", "newsletter", "electoral_roll", "streets", "codes"),
    "two_headers": ("housing", "polls"),
    "titles": ("ccas", "staff", "budget"),
    "repeated_header": ("library", "stops"),
    "total_line": ("parking", "offence_counts"),
    "all_quoted": ("online", "contracts"),
    "mixed_encodings": ("permits", "civil_births"),
}
ENCODED = {"cp1252": ("canteen", "streets"), "utf-16": ("staff", "minutes"), "utf-8-sig": ("payroll",),
           "mac-roman": ("students",), "cp850": ("cemetery",)}
DELIMITED = {",": ("ccas", "schools"), "\t": ("housing", "trees"), "|": ("students",)}
FORMS = {"json": ("canteen", "subsidies"), "nested": ("library", "job_seekers"), "jsonl": ("payroll", "stops"),
         "geojson": ("permits", "equipment", "home_care")}
NO_HEADER = ("bare_people",)  # never has one
# Headers that say nothing (champ_01): the values alone must tell.
OPAQUE = ("canteen", "payroll", "housing", "online", "offences", "wifi", "subsidies", "home_care", "students", "members", "trees", "streets")


def make_plan():
    """A list of dicts: builder, style, damages, encoding, delimiter, form, ends; the order is the order of the files."""
    plan = []

    def put(builder, damage, **changes):
        index = len(plan)
        style = STYLES[index % len(STYLES)]
        entry = {"builder": builder, "style": style, "damages": [damage] if damage else [], "encoding": "utf-8",
                 "delimiter": ";", "form": "csv", "ends": "crlf" if index % 3 == 0 else "lf", "label": damage or "none"}
        entry.update(changes)
        if builder in NO_HEADER and "no_header" not in entry["damages"]:
            entry["damages"] = entry["damages"] + ["no_header"]
        plan.append(entry)

    for name in BUILDERS:
        if BUILDERS[name] not in catalogue.CATALOGUE:
            put(name, None)
    for name in OPAQUE:
        put(name, None, style="opaque", label="header_opaque")
    for name in ("canteen", "electoral_roll", "schools"):  # every spelling of the header on the same tables
        for style in STYLES:
            put(name, None, style=style, label="header_" + style)
    for damage, names in DAMAGED.items():
        for name in names:
            put(name, damage, style="snake" if damage in CELLS else "phrase")
    for encoding, names in ENCODED.items():
        for name in names:
            put(name, None, style="phrase", encoding=encoding, label="encoding_" + encoding)
    for delimiter, names in DELIMITED.items():
        for name in names:
            put(name, None, style="title", delimiter=delimiter, label="delimiter")
    for form, names in FORMS.items():
        for name in names:
            put(name, None, style="snake", form=form, label=form)
    for builder in catalogue.CATALOGUE:  # last, so that the tables before keep their bytes
        put(builder.__name__, None, style="opaque", label="catalogue")
    return plan
