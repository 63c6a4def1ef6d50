"""The Parquet fixtures of this folder, written by pyarrow (Apache-2.0), another writer than the library that reads them."""
import datetime
import decimal
import sys

import pyarrow
import pyarrow.parquet

folder = sys.argv[1]
rows = [
    {"id": 1, "nom": "Abgrallou", "prenom": "Yann", "naissance": datetime.date(2015, 3, 7), "code_postal": "01000", "telephone": "0639980101", "actif": True,
     "montant": decimal.Decimal("12.50"), "part": 0.1, "photo": b"\x00\xff", "vu": datetime.datetime(2026, 1, 2, 3, 4, 5), "mots": ["a", "b \"c\""],
     "adresse": {"rue": "1 rue des Lilas", "lieu": {"ville": "Brest", "x": 1.5}}, "parents": [{"nom": "Kerbrazou", "age": 40}], "options": [("menu", "x")]},
    {"id": 2, "nom": "Kerbrazou", "prenom": "", "naissance": None, "code_postal": "29000", "telephone": None, "actif": False, "montant": decimal.Decimal("0.00"),
     "part": 1e21, "photo": None, "vu": None, "mots": [], "adresse": {"rue": None, "lieu": None}, "parents": None, "options": []},
    {"id": 9007199254740993, "nom": "Élo日本🏛️", "prenom": None, "naissance": datetime.date(2014, 12, 31), "code_postal": "75011", "telephone": "0639980102",
     "actif": None, "montant": decimal.Decimal("-3.10"), "part": float("nan"), "photo": b"", "vu": None, "mots": None, "adresse": None, "parents": [], "options": None},
]
text = pyarrow.string()
schema = pyarrow.schema([
    ("id", pyarrow.int64()), ("nom", pyarrow.dictionary(pyarrow.int32(), text)), ("prenom", text), ("naissance", pyarrow.date32()), ("code_postal", text),
    ("telephone", pyarrow.large_string()), ("actif", pyarrow.bool_()), ("montant", pyarrow.decimal128(8, 2)), ("part", pyarrow.float64()), ("photo", pyarrow.binary()),
    ("vu", pyarrow.timestamp("us", tz="UTC")), ("mots", pyarrow.list_(text)),
    ("adresse", pyarrow.struct([("rue", text), ("lieu", pyarrow.struct([("ville", text), ("x", pyarrow.float64())]))])),
    ("parents", pyarrow.list_(pyarrow.struct([("nom", text), ("age", pyarrow.int32())]))), ("options", pyarrow.map_(text, text))])
table = pyarrow.Table.from_pylist(rows, schema=schema)
for codec in ("snappy", "zstd", "gzip", "none"):
    pyarrow.parquet.write_table(table, f"{folder}/imbrique-{codec}.parquet", compression=codec, use_dictionary=codec != "none", row_group_size=2)
names = ["Quimperlec", "Abgrallou", "Kerbrazou", "Lannuzel"]
people = [("%05d" % (row * 37), names[row % 4], datetime.date(1950 + row % 50, 3, 1 + row % 28), "07%08d" % (31223344 + row * 1013)) for row in range(2400)]
columns = list(zip(*people))
pyarrow.parquet.write_table(pyarrow.table({"code": columns[0], "nom": pyarrow.array(columns[1]).dictionary_encode(), "naissance": columns[2], "telephone": columns[3]}),
                            f"{folder}/liste.parquet", compression="zstd", row_group_size=1000)
