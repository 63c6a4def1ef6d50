"""csv-detective on a file, with its own reading of encoding and delimiter and its defaults (500 rows to draw the report)."""
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path = [p for p in sys.path if os.path.abspath(p or ".") != here]  # this file bears the name of the peer's module
from csv_detective import routine  # noqa: E402

sys.path.append(here)
from answering import answer  # noqa: E402


def find_labels(path, encoding, delimiter):
    report = routine(path, save_results=False)
    columns = report["columns"]
    return [(i, name, columns[name]["format"] if name in columns else None) for i, name in enumerate(report["header"])]


answer(find_labels)
