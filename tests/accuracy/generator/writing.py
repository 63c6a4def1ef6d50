"""A table as bytes: delimited text with the damage that touches the file as a whole, JSON, GeoJSON."""
import json

TITLES = ["Commune de Montreuil-sur-Exemple", "Document de travail - ne pas diffuser", "Extraction du 03/11/2025"]
GROUPS = ["Identité", "Coordonnées", "Dossier", "Suivi", "Divers"]
ENDS = {"cr": "\r", "lf": "\n", "crlf": "\r\n"}


def quoted(cell, delimiter):
    if any(c in cell for c in (delimiter, '"', "\n", "\r")):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def ragged_lines(lines, delimiter, rng):
    """Every ninth row ends with one delimiter too many, every eleventh lost its last empty or full cell."""
    out = []
    for i, line in enumerate(lines):
        if i % 9 == 4:
            line = line + [""]
        elif i % 11 == 6 and len(line) > 2:
            line = line[:-1]
        out.append(line)
    return out


def delimited(table, headers, how, rng):
    """Bytes of a delimited file; `how` holds delimiter, encoding, ends and the file damages by name."""
    delimiter, damages = how["delimiter"], how["damages"]
    rows = [list(r) for r in zip(*[c.cells for c in table.columns])]
    if "ragged" in damages:
        rows = ragged_lines(rows, delimiter, rng)
    if "line_breaks" in damages:
        rows = [[c.replace(" ", "\n", 1) if i == len(r) - 1 else c for i, c in enumerate(r)] for r in rows]
    lines = [] if "no_header" in damages else [headers]
    if "two_headers" in damages:
        lines = [[GROUPS[i // 3 % 5] if i % 3 == 0 else "" for i in range(len(headers))], headers]
    if "titles" in damages:
        lines = [[t] + [""] * (len(headers) - 1) for t in [table.title] + TITLES[:2]] + [[""] * len(headers)] + lines
    if "repeated_header" in damages:
        rows = rows[:20] + [headers] + rows[20:]
    lines += rows
    if "total_line" in damages:
        lines += [["TOTAL", str(len(rows))] + [""] * (len(headers) - 2)]
    every = '"' if "all_quoted" in damages else ""
    text = [delimiter.join('"%s"' % c.replace('"', '""') if every else quoted(c, delimiter) for c in r) for r in lines]
    end = ENDS[how["ends"]]
    if "mixed_encodings" in damages:
        return b"".join((t + end).encode("cp1252" if i % 7 == 3 else "utf-8", "replace") for i, t in enumerate(text))
    return (end.join(text) + end).encode(how["encoding"], "replace")


def typed(cell, kind):
    if kind == "number" and cell.lstrip("-").isdigit():
        return int(cell)
    return cell if cell else None


def nested(table, headers):
    """Records with the columns of people below `personne`: the names become `personne.x`."""
    names, records = [], [{} for _ in table.columns[0].cells]
    for c, h in zip(table.columns, headers):
        below = c.gdpr in ("direct", "quasi")
        names.append("personne." + h if below else h)
        for r, cell in zip(records, c.cells):
            (r.setdefault("personne", {}) if below else r)[h] = typed(cell, c.kind)
    return names, records


def as_json(table, headers, form, rng):
    """(column names as a reader joins them, bytes). `form`: json, nested, jsonl or geojson."""
    if form == "nested":
        names, records = nested(table, headers)
        return names, json.dumps({"total": len(records), "resultats": records}, ensure_ascii=False, indent=1).encode()
    records = [{h: typed(v, c.kind) for h, v, c in zip(headers, row, table.columns)}
               for row in zip(*[c.cells for c in table.columns])]
    if form == "jsonl":
        return headers, "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records).encode()
    if form == "geojson":
        features = [{"type": "Feature", "properties": r,
                     "geometry": {"type": "Point", "coordinates": [round(rng.uniform(3.8, 3.95), 6), round(rng.uniform(43.5, 43.7), 6)]}}
                    for r in records]
        body = {"type": "FeatureCollection", "features": features}
        return ["properties." + h for h in headers], json.dumps(body, ensure_ascii=False).encode()
    return headers, json.dumps(records, ensure_ascii=True, indent=1).encode()
