"""What spreadsheets, exports and copies do to a table. Each function changes cells or header in place, or bytes at the end.

Cell damages take (table, rng, columns); labels never change, for the content is the same to whom reads it.
"""
import datetime

MISSING_WORDS = ["N/A", "NC", "non renseigné", "-", "NULL", "inconnu", "#N/A", "?"]


def of_kind(table, *kinds):
    return [c for c in table.columns if c.kind in kinds]


def lost_zeros(table, rng):
    """A spreadsheet took codes for numbers."""
    for c in of_kind(table, "digits"):
        c.cells = [x.lstrip("0") or x if x.isdigit() else x for x in c.cells]


def scientific(table, rng):
    """Numbers of 12 digits and more as a French spreadsheet saves them, rounded to six figures or to fifteen."""
    for c in of_kind(table, "digits"):
        short = rng.randrange(2)
        c.cells = [("%.5E" % int(x)).replace(".", ",") if short and x.isdigit() and len(x) > 11 else
                   ("%.14E" % int(x)).replace(".", ",") if x.isdigit() and len(x) > 11 else x for x in c.cells]


def trailing_point_zero(table, rng):
    """A column with a missing value went through floating point numbers."""
    for c in of_kind(table, "digits", "number"):
        c.cells = [str(float(x)) if x.isdigit() and len(x) < 16 else x for x in c.cells]
        c.cells[rng.randrange(len(c.cells))] = ""


def comma_floats(table, rng):
    for c in of_kind(table, "digits", "number"):
        c.cells = ["%d,00" % int(x) if x.isdigit() and len(x) < 12 else x for x in c.cells]


def serial_dates(table, rng):
    """Days since 30 December 1899, as in a sheet saved without its cell formats."""
    start = datetime.date(1899, 12, 30)
    for c in of_kind(table, "date"):
        c.cells = [str((datetime.date.fromisoformat(x) - start).days) if x else x for x in c.cells]


def french_dates(table, rng):
    for c in of_kind(table, "date"):
        c.cells = [datetime.date.fromisoformat(x).strftime("%d/%m/%Y") if x else x for x in c.cells]


def short_dates(table, rng):
    for c in of_kind(table, "date"):
        c.cells = [datetime.date.fromisoformat(x).strftime("%d/%m/%y") if x else x for x in c.cells]


def compact_dates(table, rng):
    for c in of_kind(table, "date"):
        c.cells = [x.replace("-", "") for x in c.cells]


def midnight_dates(table, rng):
    for c in of_kind(table, "date"):
        c.cells = [datetime.date.fromisoformat(x).strftime("%d/%m/%Y 00:00:00") if x else x for x in c.cells]


def mojibake_cells(table, rng):
    """UTF-8 read as Windows-1252 and saved again."""
    for c in of_kind(table, "text"):
        c.cells = [x.encode("utf-8").decode("cp1252", "replace") for x in c.cells]


def no_accents(table, rng):
    from .headers import fold
    for c in of_kind(table, "text"):
        c.cells = [fold(x) for x in c.cells]


def upper_case(table, rng):
    for c in of_kind(table, "text"):
        if "@" not in c.cells[0] and "://" not in c.cells[0]:
            c.cells = [x.upper() for x in c.cells]


def extra_spaces(table, rng):
    for c in table.columns:
        c.cells = [rng.choice(["", " ", "  ", "\u00a0"]) + x + rng.choice(["", " ", "   ", "\u00a0"]) if x else x for x in c.cells]


def missing_words(table, rng):
    """A third of the cells hold a word that says there is nothing."""
    for c in table.columns[1:]:
        word = rng.choice(MISSING_WORDS)
        c.cells = [word if rng.randrange(3) == 0 else x for x in c.cells]


def sparse(table, rng):
    """Nine cells in ten are empty, save in the first column."""
    for c in table.columns[1:]:
        c.cells = [x if rng.randrange(10) == 0 or i == 5 else "" for i, x in enumerate(c.cells)]


def empty_columns(table, rng):
    """An empty column with a telling header, and one without a name."""
    from .table import Column
    n = len(table.columns[0].cells)
    table.columns.insert(1, Column("numéro de sécurité sociale", "nir", "direct", [""] * n, "digits", "vide"))
    table.columns.append(Column("", "none", "none", [""] * n, "text", "vide"))


def spaced_numbers(table, rng):
    """Numbers cut in groups as people write them: 06 39 98 12 34, 1 85 05 78 006 084 36."""
    for c in of_kind(table, "digits"):
        c.cells = [" ".join(x[i:i + 2] for i in range(0, 10, 2)) if len(x) == 10 and x.isdigit() else
                   " ".join((x[0], x[1:3], x[3:5], x[5:7], x[7:10], x[10:13], x[13:])) if len(x) == 15 else
                   " ".join((x[:3], x[3:6], x[6:9], x[9:])) if len(x) == 14 else x for x in c.cells]


def international_phones(table, rng):
    for c in of_kind(table, "digits"):
        if c.type == "phone":
            c.cells = [rng.choice(["+33", "0033", "+33 (0)", "33"]) + x[1:] for x in c.cells]


def text_marks(table, rng):
    """The marks by which a spreadsheet is told to keep text: an apostrophe, or a formula."""
    for c in of_kind(table, "digits"):
        mark = rng.choice(["'%s", '="%s"'])
        c.cells = [mark % x for x in c.cells]


def few_rows(table, rng):
    for c in table.columns:
        c.cells = c.cells[:3]


CELLS = {f.__name__: f for f in (lost_zeros, scientific, trailing_point_zero, comma_floats, serial_dates, french_dates,
                                 short_dates, compact_dates, midnight_dates, mojibake_cells, no_accents, upper_case,
                                 extra_spaces, missing_words, sparse, empty_columns, spaced_numbers, international_phones,
                                 text_marks, few_rows)}
