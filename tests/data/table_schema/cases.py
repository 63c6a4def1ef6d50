"""Small tables with their schemas, for tests of `aval check`: name, fields, further keys of the schema, lines of the CSV.
Values are invented; each case holds values that must pass and values that must not."""


def one(name, field, *values, **more):
    """A table of a number and of one field, so that no row is blank."""
    lines = ["n,v"] + [f'{n},"{value}"' if any(c in value for c in ',"') else f"{n},{value}" for n, value in enumerate(values, 1)]
    return name, [{"name": "n", "type": "integer"}, {"name": "v", **field}], more, [line.replace('""', '""') for line in lines]


CASES = [
    one("integer", {"type": "integer"}, "1", "-12", "1.0", "1e3", "abc", "12 345", "0012"),
    one("number", {"type": "number"}, "1", "-1.5", "1e3", "NaN", "INF", "-INF", "1,5", "12 %", "abc", "."),
    one("number with a comma", {"type": "number", "decimalChar": ",", "groupChar": " "}, "12 345,5", "0,5", "abc"),
    one("number with a unit", {"type": "number", "bareNumber": False}, "12 EUR", "95%", "abc"),
    one("boolean", {"type": "boolean"}, "true", "False", "1", "0", "oui", "2"),
    one("boolean in French", {"type": "boolean", "trueValues": ["oui"], "falseValues": ["non"]}, "oui", "non", "true", "Oui"),
    one("date", {"type": "date"}, "2024-02-29", "2023-02-29", "29/02/2024", "2024-2-9", "2024-13-01"),
    one("date in French", {"type": "date", "format": "%d/%m/%Y"}, "29/02/2024", "29/02/2023", "2024-02-29", "31/12/1999"),
    one("time", {"type": "time"}, "10:30:00", "25:00:00", "abc"),
    one("time by a pattern", {"type": "time", "format": "%H:%M"}, "10:30", "10:60", "10h30"),
    one("datetime", {"type": "datetime"}, "2024-02-29T10:00:00Z", "2024-02-30T10:00:00Z", "abc"),
    one("datetime by a pattern", {"type": "datetime", "format": "%d/%m/%Y %H:%M"}, "29/02/2024 10:00", "30/02/2024 10:00", "2024-02-29 10:00"),
    one("year", {"type": "year"}, "2024", "24", "abc", "20240"),
    one("yearmonth", {"type": "yearmonth"}, "2024-12", "2024-13", "12/2024"),
    one("duration", {"type": "duration"}, "P1Y2M", "PT5M", "abc", "5 minutes"),
    one("geopoint", {"type": "geopoint"}, "4.85, 45.75", "4.85,45.75", "200, 45", "4.85", "a,b"),
    one("geopoint as an array", {"type": "geopoint", "format": "array"}, "[4.85, 45.75]", "4.85,45.75", "[4.85]"),
    one("email", {"type": "string", "format": "email"}, "contact@exemple.fr", "exemple.fr", "a b@exemple.fr"),
    one("uri", {"type": "string", "format": "uri"}, "https://exemple.fr/a", "exemple"),
    one("uuid", {"type": "string", "format": "uuid"}, "123e4567-e89b-12d3-a456-426614174000", "123e4567"),
    one("any", {"type": "any"}, "x", "1", "2024-01-01"),
    one("object", {"type": "object"}, "{}", "[]", "abc"),
    one("array", {"type": "array"}, "[]", "{}", "abc"),
    one("required", {"type": "string", "constraints": {"required": True}}, "x", "", "y"),
    one("lengths", {"type": "string", "constraints": {"minLength": 2, "maxLength": 4}}, "é", "éé", "éééé", "ééééé"),
    one("limits", {"type": "number", "constraints": {"minimum": 0, "maximum": 1}}, "0", "1", "-0.1", "1.01", "0.5"),
    one("limits of dates", {"type": "date", "constraints": {"minimum": "2024-01-01", "maximum": "2024-12-31"}},
        "2024-01-01", "2023-12-31", "2024-12-31", "2025-01-01"),
    one("enum", {"type": "string", "constraints": {"enum": ["A", "B"]}}, "A", "B", "C", "a"),
    one("enum of integers", {"type": "integer", "constraints": {"enum": [1, 2]}}, "1", "2", "3"),
    one("pattern", {"type": "string", "constraints": {"pattern": "[A-Z]{2}"}}, "AB", "ab", "ABC", "A"),
    one("unique", {"type": "integer", "constraints": {"unique": True}}, "1", "2", "1", "", "", "01"),
    one("missing values", {"type": "integer", "constraints": {"required": True}}, "1", "NA", "-", missingValues=["", "NA"]),
    one("no missing value", {"type": "integer"}, "1", "", missingValues=[]),
    one("two constraints at once", {"type": "string", "constraints": {"minLength": 3, "enum": ["abc"]}}, "abc", "x"),
    ("primary key", [{"name": "a", "type": "integer"}, {"name": "b", "type": "string"}], {"primaryKey": ["a", "b"]},
     ["a,b", "1,x", "1,y", "2,x", "1,x"]),
    ("foreign key to the table itself", [{"name": "id", "type": "string"}, {"name": "parent", "type": "string"}],
     {"foreignKeys": [{"fields": "parent", "reference": {"resource": "", "fields": "id"}}]}, ["id,parent", "a,", "b,a", "c,z"]),
    ("blank row", [{"name": "a", "type": "integer"}, {"name": "b", "type": "string"}], {}, ["a,b", "1,x", ",", "2,y"]),
    ("short and long rows", [{"name": "a", "type": "integer"}, {"name": "b", "type": "string"}, {"name": "c", "type": "string"}], {},
     ["a,b,c", "1,x,y", "2,x", "3,x,y,z", "4,x,y"]),
    ("order of columns", [{"name": "a", "type": "integer"}, {"name": "b", "type": "integer"}], {}, ["b,a", "1,2", "3,4"]),
]
