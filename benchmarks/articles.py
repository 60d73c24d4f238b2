r"""Measure what is found of the articles on labelled pages, and how fast, beside other libraries in the same run.

    python -m benchmarks.articles --data DIR

DIR holds `ground-truth.json` ({page: {"articleBody": text, …}}) and `<page>.html.gz`, or a folder `html` that does. The score
is that of the article extraction benchmark of Scrapinghub: texts are split into words (`\w+`) and compared as multisets of
four words in a row; precision and recall are means over pages, F1 is their harmonic mean. Time is that of the
processor, for each page the best of three. Those that are not installed are named and left out.
"""

import argparse
import gzip
import html
import json
import logging
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from statistics import mean
from typing import Any

from bot.errors import FormatError
from bot.formats.pages.article import extract
from bot.model import Document, Source
from bot.reading import documents
from bot.reading.tasks import Task

Extractor = Callable[[str], str]
Shingles = Counter[tuple[str, ...]]

ROUNDS = 3
WIDTH = 4  # words
_WORDS = re.compile(r"\w+")
_TAG = re.compile(r"<[^<>]*>")
_NEVER = datetime(2026, 1, 1, tzinfo=UTC)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="F1 and speed of article extraction on labelled pages.")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="folder with the labelled pages")
    pages, truth = load(parser.parse_args().data)
    logging.disable(logging.CRITICAL)
    print(f"{len(pages)} pages, {sum(map(len, pages.values())) / len(pages) / 1000:.0f} thousand characters each\n")
    print("| extractor | P | R | F1 | pages/s | slowest, ms |")
    print("|---|---|---|---|---|---|")
    for line in table(prepared(), pages, truth):
        print(line)


def prepared() -> dict[str, Extractor]:
    """Return the extractors whose libraries are there, and name the others."""
    extractors = {}
    for name, prepare in EXTRACTORS.items():
        try:
            extractors[name] = prepare()
        except ModuleNotFoundError as missing:
            print(f"{name}: left out, {missing.name} is not installed", file=sys.stderr)
    return extractors


def load(folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Return pages and their true texts, by name."""
    places = [place for place in (folder, folder / "html") if (place / "ground-truth.json").is_file()]
    if not places:
        sys.exit(f"{folder}: holds no ground-truth.json, neither itself nor in html/; nothing was measured")
    truth = json.loads((places[0] / "ground-truth.json").read_text(encoding="utf-8"))
    pages = {}
    for name in truth:
        path = places[0] / f"{name}.html.gz"
        if not path.is_file():
            sys.exit(f"{path}: is not there, but has a true text; nothing was measured")
        pages[name] = gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
    return pages, {name: values["articleBody"] for name, values in truth.items()}


def table(extractors: Mapping[str, Extractor], pages: Mapping[str, str], truth: Mapping[str, str]) -> Iterator[str]:
    found: dict[str, dict[str, str]] = {name: {} for name in extractors}
    times = {name: dict.fromkeys(pages, float("inf")) for name in extractors}
    for _ in range(ROUNDS):
        for page, content in pages.items():
            for name, extractor in extractors.items():  # one after the other, so that a busy machine is so for all
                began = time.process_time()
                found[name][page] = extractor(content)
                times[name][page] = min(times[name][page], time.process_time() - began)
    for name, taken in times.items():
        precision, recall, f1 = score(found[name], truth)
        speed, slowest = len(pages) / sum(taken.values()), max(taken.values()) * 1000
        yield f"| {name} | {precision:.3f} | {recall:.3f} | {f1:.3f} | {speed:.0f} | {slowest:.0f} |"


def score(found: Mapping[str, str], truth: Mapping[str, str]) -> tuple[float, float, float]:
    """Return precision, recall and F1; 0–1."""
    precisions, recalls = [], []
    for page, true in truth.items():
        expected, seen = shingles(true), shingles(found[page])
        right = (expected & seen).total()
        if seen:
            precisions.append(right / seen.total())
        if expected:
            recalls.append(right / expected.total())
    precision, recall = mean(precisions), mean(recalls)
    return precision, recall, 2 * precision * recall / (precision + recall)


def shingles(text: str) -> Shingles:
    words = _WORDS.findall(text)
    return Counter(tuple(words[at : at + WIDTH]) for at in range(max(1, len(words) - WIDTH + 1)) if words)


# The extractors. Each is prepared only if its library is there.


def ours() -> Extractor:
    def read(page: str) -> str:
        document = Document(source="page", location="page", content=page.encode(), arrived=_NEVER)
        try:
            return html.unescape(_TAG.sub(" ", extract(document).body))
        except FormatError:
            return ""

    return read


def cleaned() -> Extractor:
    """What `storyfold parse` makes of a page: its story, without furniture."""
    source = Source(name="page", title="", family="page")

    def read(page: str) -> str:
        document = Document(source="page", location="page", content=page.encode(), arrived=_NEVER)
        try:
            return documents.read(Task(document=document, source=source)).deliveries[0].story.text
        except FormatError:
            return ""

    return read


def resiliparse() -> Extractor:
    extract_plain_text = import_module("resiliparse.extract.html2text").extract_plain_text
    return lambda page: str(extract_plain_text(page, main_content=True, alt_texts=False, comments=False))


def trafilatura(**options: Any) -> Extractor:
    library = import_module("trafilatura")
    return lambda page: library.extract(page, include_comments=False, **options) or ""


def readability() -> Extractor:
    document, lxml_html = import_module("readability").Document, import_module("lxml.html")
    return lambda page: " ".join(lxml_html.fromstring(document(page).summary()).itertext())


def justext() -> Extractor:
    library = import_module("justext")
    words = library.get_stoplist("English")
    return lambda page: "\n".join(one.text for one in library.justext(page.encode(), words) if not one.is_boilerplate)


def boilerpy3() -> Extractor:
    extractor = import_module("boilerpy3.extractors").ArticleExtractor(raise_on_failure=False)
    return lambda page: str(extractor.get_content(page))


EXTRACTORS: dict[str, Callable[[], Extractor]] = {
    f"storyfold {version('storyfold')}, with title, dates and authors": ours,
    "the same, cleaned": cleaned,
    "resiliparse, main content": resiliparse,
    "trafilatura": trafilatura,
    "trafilatura, fast": lambda: trafilatura(fast=True),
    "trafilatura, favor precision": lambda: trafilatura(favor_precision=True),
    "readability-lxml": readability,
    "justext": justext,
    "boilerpy3, article": boilerpy3,
}


if __name__ == "__main__":
    main()
