#!/usr/bin/env python3
"""The workspace for programs, against its own description: every operation of the OpenAPI document answers as it says, and no other one
does."""
import json
import pathlib
import sys
import time
import urllib.parse

import jsonschema

from running import Aval
from served import Served

binary, source = sys.argv[1], pathlib.Path(sys.argv[2])
aval = Aval(binary)
aval.ok("init", "--organisation", str(source / "docs/examples/organisation.json"))


def resolve(description, part):
    """A part of the document with its references replaced."""
    if isinstance(part, dict):
        if "$ref" in part:
            target = description
            for name in part["$ref"][2:].split("/"):
                target = target[name]
            return resolve(description, target)
        return {name: resolve(description, value) for name, value in part.items()}
    return [resolve(description, value) for value in part] if isinstance(part, list) else part


with Served(binary) as web:
    key = urllib.parse.parse_qs(urllib.parse.urlparse(web.link).query)["key"][0]
    bearer = {"Authorization": "Bearer " + key}
    described = web.ask("GET", "/api/v1/openapi.json")
    assert described.status == 200 and described.headers["content-type"] == "application/json"
    description = json.loads(described.text)
    assert description["openapi"] == "3.1.0" and description["servers"] == [{"url": "/api/v1"}]
    paths = resolve(description, description["paths"])
    operations = {(method.upper(), path) for path, item in paths.items() for method in item}
    asked = set()

    def call(method, template, status, fields=None, body=None, query="", headers=bearer):
        path = template
        for name, value in (fields or {}).items():
            path = path.replace("{" + name + "}", urllib.parse.quote(value))
        answer = web.ask(method, "/api/v1" + path + query, body, headers)
        assert answer.status == status, (method, path, answer.status, answer.text)
        asked.add((method, template))
        responses = paths[template][method.lower()]["responses"]
        content = responses[str(status)]["content"]
        kind = answer.headers["content-type"]
        assert kind in content, (path, kind)
        if kind.endswith("json"):
            value = json.loads(answer.text)
            jsonschema.Draft202012Validator(content[kind]["schema"]).validate(value)
            return value
        return answer.bytes

    # Without a token, or with another: nothing, whatever is asked.
    for method, template in sorted(operations):
        path = template.replace("{id}", "x").replace("{gate}", "G1").replace("{format}", "ods")
        assert web.ask(method, "/api/v1" + path, b"" if method == "POST" else None).status == 401, path
    call("GET", "/datasets", 401, headers={"Authorization": "Bearer " + "0" * 64})

    assert call("GET", "/datasets", 200) == []
    sent = call("POST", "/scans", 202, body=(source / "docs/examples/cantine.csv").read_bytes(), query="?name=cantine.csv&dataset=cantine")
    deadline = time.monotonic() + 120
    while (job := call("GET", "/scans/{id}", 200, {"id": sent["id"]}))["state"] in ("waiting", "running"):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert job["state"] == "done" and job["dataset"] == "cantine", job
    assert not list(pathlib.Path("aval.db.uploads").iterdir())
    assert [listed["id"] for listed in call("GET", "/datasets", 200)] == ["cantine"]
    dataset = call("GET", "/datasets/{id}", 200, {"id": "cantine"})
    assert dataset["source"]["publication"] == json.loads(aval.ok("dataset", "show", "cantine", "--format", "json"))["source"]["publication"]
    call("GET", "/datasets/{id}", 404, {"id": "none"})
    call("GET", "/scans/{id}", 404, {"id": "none"})
    call("POST", "/scans", 400, body=b"", query="?name=" + "x" * 300 + "&dataset=" + "y" * 300)

    aval.ok("usecase", "add", str(source / "docs/examples/cas-cantine.json"))
    usecase = call("GET", "/usecases", 200)[0]["id"]
    assert call("GET", "/usecases/{id}", 200, {"id": usecase})["id"] == usecase
    computed = call("GET", "/usecases/{id}/decisions/{gate}", 200, {"id": usecase, "gate": "G1"})
    recorded = call("POST", "/usecases/{id}/decisions/{gate}", 200, {"id": usecase, "gate": "G1"}, body=b"")
    assert computed["verdict"] == recorded["verdict"]
    call("GET", "/usecases/{id}/decisions/{gate}", 404, {"id": usecase, "gate": "G9"})
    assert "decision.compute" in aval.ok("journal", "export", "--format", "jsonl") or "decision." in aval.ok("journal", "export", "--format", "jsonl")

    call("GET", "/activities", 200)
    call("GET", "/activities/{id}", 404, {"id": "none"})
    assert call("GET", "/register/{format}", 200, {"format": "ods"}).startswith(b"PK")
    assert call("GET", "/register/{format}", 200, {"format": "xlsx"}, query="?lang=en").startswith(b"PK")
    call("GET", "/register/{format}", 404, {"format": "exe"})

    # Every operation was asked; what is not described is not there.
    assert asked == operations, operations - asked
    for path in ("/api", "/api/v1", "/api/v2/datasets", "/api/v1/users", "/api/v1/datasets/a/b"):
        assert web.ask("GET", path, headers=bearer).status == 404, path
    # A page's session opens no operation, and a token opens no page.
    web.enter()
    assert web.get("/api/v1/datasets").status == 401
    web.cookie = None
    assert web.ask("GET", "/datasets", headers=bearer).status == 401
    aval.ok("journal", "verify")
