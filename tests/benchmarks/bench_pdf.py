"""Reading PDFs against pdfplumber's extract_tables and a bare text extraction: python tests/benchmarks/bench_pdf.py FILE…

Prints, for each file, the medians of time and peak memory ratios. Every run is a process of its own: nothing is warm, and
peaks do not add up. Time is that of the reading alone, memory that of the whole process.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
RUNS = 3

WAYS = {
    "yusuan": """
from data_model.readers.pdf import read_pdf
def run(path):
    with open(path, "rb") as stream:
        read_pdf(stream.read(), path)
""",
    "pdfplumber": """
import pdfplumber
def run(path):
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_tables()
            page.close()
""",
    "bare text": """
import pypdfium2
def run(path):
    with open(path, "rb") as stream:
        document = pypdfium2.PdfDocument(stream.read())
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    document.close()
""",
}

MEASURE = """
import json, resource, sys, time
start = time.perf_counter()
run(sys.argv[1])
seconds = time.perf_counter() - start
print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


def measured(way: str, path: str) -> tuple[float, float]:
    """(seconds, MB at the peak) of one run in its own process."""
    command = [sys.executable, "-c", WAYS[way] + MEASURE, path]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    seconds, peak = json.loads(done.stdout)
    return seconds, peak


def main(paths: list[str]) -> None:
    """One line for each file."""
    print(
        f"{'file':40} {'ms':>6} {'MB':>5} {'faster than pdfplumber':>23} {'memory of bare text':>20} {'time of bare text':>18}"
    )
    for path in paths:
        runs = {way: [measured(way, str(Path(path).resolve())) for _ in range(RUNS)] for way in WAYS}
        time = {way: statistics.median(seconds for seconds, _ in found) for way, found in runs.items()}
        peak = {way: statistics.median(memory for _, memory in found) for way, found in runs.items()}
        print(
            f"{Path(path).name:40} {1000 * time['yusuan']:6.0f} {peak['yusuan']:5.0f} {time['pdfplumber'] / time['yusuan']:22.1f}x"
            f" {peak['yusuan'] / peak['bare text']:19.2f}x {time['yusuan'] / time['bare text']:17.1f}x"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
