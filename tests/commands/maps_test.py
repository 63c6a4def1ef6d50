"""aval reads MapInfo, GML, GPX and FlatGeobuf through GDAL: the same cells from every format, nothing written beside the file, nothing asked of the
network, no other file opened whatever a file names; damage is told; without the library the error names the command that gives it."""
import csv
import glob
import hashlib
import io
import json
import os
import random
import shutil
import socket
import subprocess
import sys
import threading

from running import Aval

aval = Aval(sys.argv[1])
data = os.path.join(sys.argv[2], "tests/data/table/maps")
libraries = [os.environ.get("AVAL_GDAL", "")] + sorted(glob.glob("/usr/lib/*-linux-gnu/libgdal.so.3[26]")) + glob.glob("/usr/local/lib/libgdal.so*")
library = next((path for path in libraries if os.path.isfile(path)), None)


def run(*arguments, **environment):
    done = subprocess.run([aval.binary, "--lang", "en", *arguments], capture_output=True, text=True, timeout=120, env=dict(os.environ, **environment))
    assert done.returncode >= 0, (arguments, done.returncode, done.stderr)
    return done


def table_of(name, *options):
    done = run("table", name, *options)
    assert done.returncode == 0, (name, done.returncode, done.stderr)
    return list(csv.reader(io.StringIO(done.stdout)))


# Without the library, and with something else named as it.
open("libgdal.so.32", "w").write("not a library")
done = run("scan", os.path.join(data, "portage.fgb"), AVAL_GDAL=os.path.abspath("libgdal.so.32"))
assert done.returncode == 2 and "cannot be loaded" in done.stderr, done.stderr
if not library:
    done = run("scan", os.path.join(data, "portage.fgb"))
    assert done.returncode == 2 and "apt-get install" in done.stderr and "libgdal32" in done.stderr, done.stderr
    print("skipped: libgdal.so.32 is not there (audit/install-packages maps)")
    sys.exit(77)
# KML needs no library; delimited text named .tab neither.
assert run("scan", os.path.join(data, "portage.kml"), AVAL_GDAL=os.path.abspath("libgdal.so.32")).returncode in (0, 3)


def listing(folder):
    return sorted((name, hashlib.sha256(open(os.path.join(folder, name), "rb").read()).hexdigest()) for name in os.listdir(folder)
                  if os.path.isfile(os.path.join(folder, name)))


shutil.copytree(data, "maps")
before = listing("maps")

# Codes, telephones and days stay as written, whatever the format.
expected = [["007", "Abgrallou", "0639980101", "1941-03-07", "voit sa fille, le dimanche"],
            ["0012345678901234567", "Kerbrazou", "0639980102", "1938-11-21", "É à l'étage"],
            ["1.10", "Lannuzel", "", "", ""]]
positions = ["3.876716,43.610769", "3.9,43.6", "3.88123,43.61"]
for name in ("portage.mif", "portage.fgb", "portage.gml"):
    rows = table_of("maps/" + name)
    first = 1 if name.endswith("gml") else 0
    assert rows[0][first:] == ["code", "nom", "telephone", "naissance", "remarque", "geometry.type", "geometry.coordinates"], (name, rows[0])
    # FlatGeobuf puts the rows in the order of its index.
    rows[1:] = sorted(rows[1:], key=lambda row: [wanted[0] for wanted in expected].index(row[first]))
    assert [row[first:first + 5] for row in rows[1:]] == expected, (name, rows)
    assert [row[-2:] for row in rows[1:]] == [["Point", position] for position in positions], (name, rows)
assert [row[0] for row in table_of("maps/portage.gml")] == ["gml_id", "portage.0", "portage.1", "portage.2"]
rows = table_of("maps/portage.tab")
assert [row[:5] for row in rows[1:]] == expected and rows[1][-1] == "770796.85,6279472.71", rows
points = table_of("maps/tournee.gpx", "--table", "waypoints")
assert points[0][:4] == ["ele", "time", "magvar", "geoidheight"] and points[1][:2] == ["35.5", "2026-01-02T08:00:00.250Z"], points
assert points[1][points[0].index("cmt")] == "Abgrallou, 1 rue des Lilas" and points[1][points[0].index("name")] == "007", points
report = json.loads(run("scan", "maps/tournee.gpx", "--format", "json").stdout)["sources"][0]
assert [table["name"] for table in report["tables"]] == ["waypoints", "tracks", "track_points"], report["tables"]
# The author of the metadata is found outside the tables.
[finding] = [finding for table in report["tables"] for finding in table["findings"] if not finding["columns"]]
assert finding["type"] == "free_text_with_persons" and "abgrallou" not in json.dumps(report).lower(), finding

# A folder of maps: side files are read with their table; the same bytes whatever the threads.
report = json.loads(run("scan", "maps", "--format", "json").stdout)
names = sorted(os.path.basename(source["uri"]) for source in report["sources"])
assert names == ["portage.csv", "portage.fgb", "portage.gml", "portage.kml", "portage.mif", "portage.tab", "tournee.gpx"], names
for name in ("portage.tab", "portage.gml"):
    assert run("scan", "maps/" + name, "--threads", "1").stdout == run("scan", "maps/" + name, "--threads", "4", LC_ALL="fr_FR.UTF-8", TZ="UTC").stdout
# Members of an archive, and a packed file.
shutil.make_archive("envoi", "zip", "maps")
assert [row[:5] for row in table_of("envoi.zip/portage.tab")[1:]] == expected
subprocess.run(["gzip", "-k", "maps/portage.gml"], check=True)
assert len(table_of("maps/portage.gml.gz")) == 4
os.remove("maps/portage.gml.gz")

# Files that reach for more: a listener must hear nothing, nothing is written, /etc/passwd is not read.
heard = []
listener = socket.create_server(("127.0.0.1", 0))
port = listener.getsockname()[1]


def listen():
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        heard.append(connection.recv(200))
        connection.close()


threading.Thread(target=listen, daemon=True).start()
address = f"http://127.0.0.1:{port}/x"
gml = open("maps/portage.gml", encoding="utf-8").read()
vrt = '<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>%s</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>'
hostile = {
    "schema.gml": gml.replace("<ogr:FeatureCollection", f'<ogr:FeatureCollection xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
                              f'xsi:schemaLocation="http://ogr.maptools.org/ {address}.xsd"'),
    "lien.gml": gml.replace("<ogr:code>007</ogr:code>", f'<ogr:code xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="{address}#a"/>'),
    "entite.gml": f'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y SYSTEM "{address}">]>' + gml.split("?>", 1)[1].replace("007", "&x;&y;"),
    "faux.gml": vrt % address, "faux.gpx": vrt % "/etc/passwd", "faux.mif": vrt % address, "faux.fgb": vrt % address,
    "vue.tab": f'!table\n!version 100\nOpen Table "/vsicurl/{address}.tab" Hide\nOpen Table "/etc/passwd" Hide\nCreate View v As Select a From b\n',
    "suite.tab": '!table\n!version 300\n!charset WindowsLatin1\n\nDefinition Table\n  Type LINKED Charset "WindowsLatin1"\n  Fields 1\n    nom Char (10) ;\n',
    "dbf.tab": f'!table\n!version 300\n\nDefinition Table\n  File "/vsicurl/{address}.dbf"\n  Type DBF Charset "WindowsLatin1"\n  Fields 1\n    nom Char (10) ;\n',
    "service.gml": f'<wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs" xmlns:gml="http://www.opengis.net/gml" next="{address}">'
                   f'<gml:featureMember xlink:href="{address}"/></wfs:FeatureCollection>',
}
os.makedirs("pieges")
for name, text in hostile.items():
    open("pieges/" + name, "w", encoding="utf-8").write(text)
trapped = listing("pieges")
for name in hostile:
    done = run("scan", "pieges/" + name, "--format", "json")
    assert done.returncode in (0, 2, 3) and "root:" not in done.stdout + done.stderr, (name, done.returncode, done.stderr)
done = run("scan", "pieges/entite.gml")
assert done.returncode == 2 and "declares entities" in done.stderr, done.stderr
assert heard == [], heard
assert listing("pieges") == trapped and listing("maps") == before, "a file was written or changed"
assert not os.path.exists("pieges/schema.gfs")

# Cut short or damaged anywhere: an error or an incomplete reading, never a crash, and never a value in a message.
generator = random.Random(11)
names = ["Abgrallou", "Kerbrazou", "0639980101"]
for name in ("portage.fgb", "portage.gml", "portage.mif", "portage.tab", "tournee.gpx"):
    whole = open("maps/" + name, "rb").read()
    ending = name.split(".")[1]
    for side in ("dat", "map", "id", "mid"):
        if os.path.exists(f"maps/portage.{side}") and ending in ("tab", "mif"):
            shutil.copy(f"maps/portage.{side}", f"abime.{side}")
    for attempt in range(25):
        damaged = bytearray(whole)
        if attempt < 8:
            damaged = damaged[:len(whole) * (attempt + 1) // 9]
        else:
            for _ in range(4):
                damaged[generator.randrange(len(damaged))] = generator.randrange(256)
        open("abime." + ending, "wb").write(damaged)
        done = run("scan", "abime." + ending, "--format", "json")
        assert done.returncode in (0, 2, 3), (name, attempt, done.returncode, done.stderr)
        assert not any(value in done.stderr for value in names), done.stderr
    open("abime." + ending, "wb").write(whole[:len(whole) * 2 // 3])
    done = run("scan", "abime." + ending)
    assert done.returncode in (2, 3) or ending in ("mif", "tab"), (name, done.returncode, done.stdout)
listener.close()
