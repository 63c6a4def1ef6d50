"""Writes packs/fr/law/*.json: the articles that the rules cite, as the official texts give them, and the numbers of the others.
The words are copied, never written here. usage: extract_law.py FOLDER_OF_TEXTS   (files {title, source, licence, retrieved_from, as_of, articles})"""
import json
import os
import re
import sys

PACK = os.path.join(os.path.dirname(os.path.abspath(__file__)), "fr")
# file of the texts -> how rules cite it
TEXTS = {"rgpd-fr": "RGPD", "loi-78-17": "LIL", "crpa-livre-iii": "CRPA", "ccp": "CCP", "cpi": "CPI", "csi": "CSI", "penal": "Code pénal",
         "patrimoine": "Code du patrimoine", "css": "CSS", "lois-diverses": "Loi"}
# Cited by rules or pages written beside this pack.
ALSO = {"RGPD": ["21", "28", "30", "34", "44", "45", "46", "47", "48"], "CRPA": ["L311-2", "L311-4", "L311-7", "L321-1", "L321-2", "L322-2"],
        "CCP": ["L3131-1", "R2196-1", "R3131-1"], "Loi": ["2000-321 art. 10"], "CSS": ["L114-12-1"], "LIL": ["31", "32"]}


def number_of(name, article):
    if name != "Loi":
        return article["article"]
    return re.search(r"n° (\S+)", article["law"])[1] + " art. " + article["article"]


def cited_numbers(sources, name):
    """{"RGPD art. 44 à 49", "RGPD art. 35(1)", "RGPD cons. 42"} -> {"44" ... "49", "35", "cons. 42"}"""
    found = set(ALSO.get(name, []))
    for source in sources:
        rest = source[len(name) + 1:] if source.startswith(name + " ") else None
        if rest is None:
            continue
        if name == "Loi":
            found.add(re.sub(r"(art\. \S+).*", r"\1", rest))
            continue
        kind, _, number = rest.partition(" ")
        span = re.match(r"(\d+) à (\d+)", number)
        if span:
            found.update(str(n) for n in range(int(span[1]), int(span[2]) + 1))
        elif kind in ("art.", "cons."):
            bare = re.match(r"[A-Z]?[0-9][0-9-]*", number)[0]
            found.add(("cons. " if kind == "cons." else "") + bare)
    return found


def article_entry(number, article):
    entry = {"article": number}
    if article.get("title"):
        entry["title"] = article["title"]
    entry.update({"from": article.get("from"), "to": article.get("to"), "text": article["text"]})
    if article.get("note"):
        entry["note"] = article["note"]
    return entry


def write(name, document):
    with open(os.path.join(PACK, "law", name + ".json"), "w", encoding="utf-8") as file:
        json.dump(document, file, ensure_ascii=False, indent=1)
        file.write("\n")


def head(text, name):
    return {"cited_as": name, "title": text["title"], "source": text["source"], "licence": text["licence"],
            "retrieved_from": text["retrieved_from"] if "retrieved_from" in text else text["source"], "as_of": text.get("as_of")}


folder = sys.argv[1]
sources = set()
for file_name in sorted(os.listdir(os.path.join(PACK, "policies"))):
    with open(os.path.join(PACK, "policies", file_name), encoding="utf-8") as file:
        for policy in json.load(file)["policies"]:
            sources.update(policy["sources"])
for file_name, name in TEXTS.items():
    with open(os.path.join(folder, file_name + ".json"), encoding="utf-8") as file:
        text = json.load(file)
    articles = [(number_of(name, article), article) for article in text["articles"]]
    articles += [("cons. " + str(item["recital"]), item) for item in text.get("recitals", [])]
    wanted = cited_numbers(sources, name)
    absent = wanted - {number for number, _ in articles}
    if absent:
        sys.exit(f"{file_name}: not held: {sorted(absent)}")
    document = head(text, name)
    document["articles"] = [article_entry(number, article) for number, article in articles if number in wanted]
    document["others"] = [number for number, _ in articles if number not in wanted and not number.startswith("cons. ")]
    write(file_name, document)
with open(os.path.join(folder, "cnil-aipd-requise.json"), encoding="utf-8") as file:
    text = json.load(file)
document = head(text, "Délibération CNIL")
document["articles"] = [{"article": "2018-327", "from": "2018-11-06", "to": None,
                         "text": "\n".join(f"{item['item']}. {item['text']}" for item in text["items"])}]
document["others"] = []
write("cnil-aipd-requise", document)
