#!/usr/bin/env python3
"""Writes the vectors of this folder from a copy of Wycheproof (git directory): the fields that the tests read, one line a vector, tabs between.
usage: extract.py GIT_DIRECTORY COMMIT"""
import json
import subprocess
import sys

repository, commit = sys.argv[1:3]
FILES = {
    "aes_siv_cmac": ("aes_siv_cmac_test.json", ["key", "aad", "msg", "ct"]),
    "aead_aes_siv_cmac": ("aead_aes_siv_cmac_test.json", ["key", "iv", "aad", "msg", "ct", "tag"]),
    "hmac_sha256": ("hmac_sha256_test.json", ["key", "msg", "tag"]),
    "hkdf_sha256": ("hkdf_sha256_test.json", ["ikm", "salt", "info", "size", "okm"]),
    "aes_gcm": ("aes_gcm_test.json", ["key", "iv", "aad", "msg", "ct", "tag"]),
    "aes_ff1_base10": ("aes_ff1_base10_test.json", ["key", "tweak", "msg", "ct"]),
    "aes_ff1_base36": ("aes_ff1_base36_test.json", ["key", "tweak", "msg", "ct"]),
}
for name, (path, fields) in FILES.items():
    document = json.loads(subprocess.run(["git", "-C", repository, "show", f"{commit}:testvectors_v1/{path}"], capture_output=True, check=True).stdout)
    with open(name + ".tsv", "w", encoding="ascii", newline="\n") as out:
        out.write("\t".join(["id", "result", "flags", *fields]) + "\n")
        for group in document["testGroups"]:
            for test in group["tests"]:
                cells = [str(test["tcId"]), test["result"], ",".join(test.get("flags", [])), *(str(test[field]) for field in fields)]
                assert not any("\t" in cell or "\n" in cell for cell in cells)
                out.write("\t".join(cells) + "\n")
