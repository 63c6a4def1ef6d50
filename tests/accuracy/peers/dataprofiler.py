"""DataProfiler on a file, with its own reading and its defaults (labeler of the wheel on)."""
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path = [p for p in sys.path if os.path.abspath(p or ".") != here]  # on some systems this file hides the peer's module
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import dataprofiler  # noqa: E402

sys.path.append(here)
from answering import answer  # noqa: E402

dataprofiler.set_verbosity(40)
labeler = dataprofiler.DataLabeler(labeler_type="structured")


def find_labels(path, encoding, delimiter):
    options = dataprofiler.ProfilerOptions()
    options.structured_options.data_labeler.data_labeler_object = labeler  # loaded once for all files
    data = dataprofiler.Data(path)
    report = dataprofiler.Profiler(data, options=options, profiler_type="structured").report(report_options={"output_format": "compact"})
    found = []
    for i, column in enumerate(report["data_stats"]):
        label = column.get("data_label")
        found.append((i, column["column_name"], label.split("|")[0] if label else None))
    return found


answer(find_labels)
