"""presidio-structured: PandasAnalysisBuilder with its defaults on a table read as text.

Its default language model (en_core_web_lg) is not in the Python package index; a small one of the same maker is used,
named by AVAL_PRESIDIO_MODEL (package and module name) and AVAL_PRESIDIO_LANGUAGE. `n` rows are drawn (its own
parameter), since reading every row of a large file takes hours.
"""
import logging
import os
import sys

import pandas
from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import NlpEngineProvider
from presidio_structured import PandasAnalysisBuilder

here = os.path.dirname(os.path.abspath(__file__))
sys.path.append(here)
from answering import answer, read_rows  # noqa: E402

ROWS = 100
logging.disable(logging.WARNING)
model = os.environ["AVAL_PRESIDIO_MODEL"]
language = os.environ["AVAL_PRESIDIO_LANGUAGE"]
engine = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": [{"lang_code": language, "model_name": model}]}).create_engine()
analyzer = AnalyzerEngine(nlp_engine=engine, supported_languages=[language])
builder = PandasAnalysisBuilder(analyzer=analyzer)


def find_labels(path, encoding, delimiter):
    header, rows = read_rows(path, encoding, delimiter)
    frame = pandas.DataFrame(rows, columns=range(len(header)), dtype=object)
    if not len(frame):
        return [(i, name, None) for i, name in enumerate(header)]
    found = builder.generate_analysis(frame, n=ROWS, language=language).entity_mapping
    return [(i, name, found.get(i)) for i, name in enumerate(header)]


answer(find_labels)
