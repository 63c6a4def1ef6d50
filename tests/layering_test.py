#!/usr/bin/env python3
"""The house of design.md section 2: a file includes from its own folder and from folders to its left; each third-party library stays at
its border; files and names keep to the house; a name has one definition, since two would be merged silently by the linker. usage: layering_test.py SOURCE_FOLDER"""
import os
import re
import sys

ORDER = ["audit/base", "rules", "audit/table", "audit/scan", "audit/risk", "audit/protect", "registry", "policies", "reports",
         "audit/workspace", "audit/cli"]
# Header of a library -> the only places that may include it.
BORDERS = {
    r"re2/": ["rules/pattern.cpp"],
    r"sqlite3\.h": ["audit/base/sqlite.cpp"],
    r"openssl/": ["audit/base/", "audit/protect/"],
    r"unicode/": ["audit/table/"],
    r"uchardet": ["audit/table/"],
    r"zlib\.h": ["audit/table/", "tests/audit/table/", "tests/fuzz/"],
    r"zip\.h": ["audit/table/zip_archive.cpp", "audit/table/zip_writer.cpp"],
    r"xlsxwriter": ["audit/table/xlsx_writer.cpp"],
    r"expat\.h": ["audit/table/xml_stream.cpp"],
    r"CLI/": ["audit/cli/"],
    r"httplib\.h": ["audit/workspace/web/server.cpp"],
    r"phonenumbers/": ["tests/"],
}
POSIX = re.compile(r"^(unistd\.h|fcntl\.h|dirent\.h|pwd\.h|signal\.h|sys/.*)$")
MAX_LINES = 400


def folder_of(path):
    matching = [f for f in ORDER if path == f or path.startswith(f + "/")]
    return max(matching, key=len) if matching else None


def faults_of(path, text):
    faults = []
    own = folder_of(path)
    lines = text.split("\n")
    if len(lines) - 1 > MAX_LINES:
        faults.append("%s: %d lines, at most %d" % (path, len(lines) - 1, MAX_LINES))
    if re.search(r"(util|helper|manager|common)", os.path.basename(path)):
        faults.append("%s: a drawer by its name" % path)
    for number, line in enumerate(lines, 1):
        match = re.match(r'\s*#\s*include\s+[<"]([^>"]+)[>"]', line)
        if not match:
            continue
        included, place = match.group(1), "%s:%d" % (path, number)
        target = folder_of(os.path.dirname(included))
        if own and target and ORDER.index(target) > ORDER.index(own):
            faults.append("%s: %s must not know %s" % (place, own, included))
        for pattern, allowed in BORDERS.items():
            if re.match(pattern, included) and not any(path.startswith(a) for a in allowed):
                faults.append("%s: %s stays in %s" % (place, included, ", ".join(allowed)))
        if included == "nlohmann/json.hpp" and path.endswith(".h") and own and path != "policies/logic_value.h":
            faults.append("%s: json.hpp belongs in .cpp files" % place)
        if POSIX.match(included) and own and own != "audit/base":
            faults.append("%s: system calls stay in audit/base" % place)
    return faults


def types_of(text):
    """Structs and classes defined in the namespace itself, those of anonymous namespaces left out."""
    hidden = False
    for line in text.split("\n"):
        if line.startswith("namespace {"):
            hidden = True
        elif re.match(r"\}\s+// namespace$", line):
            hidden = False
        match = None if hidden else re.match(r"(?:struct|class|enum|enum class) (\w+)(?: final)?(?: : .*)? ?\{", line)
        if match:
            yield match.group(1)


def main():
    top = sys.argv[1]
    faults = []
    defined = {}
    for folder in ("audit", "rules", "registry", "policies", "reports", "tests"):
        for base, _, names in os.walk(os.path.join(top, folder)):
            for name in sorted(names):
                if name.endswith((".cpp", ".h")):
                    full = os.path.join(base, name)
                    with open(full, encoding="utf-8") as source:
                        path, text = os.path.relpath(full, top), source.read()
                    faults += faults_of(path, text)
                    for name_of_type in types_of(text):
                        other = defined.setdefault(name_of_type, path)
                        if other != path:
                            faults.append("%s: %s is also defined in %s" % (path, name_of_type, other))
    print("\n".join(faults) if faults else "the house is in order")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
