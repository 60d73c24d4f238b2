"""Any bytes give stories or one FormatError: libFuzzer's mutations, led by what the parsers do with them.

Atheris is no dependency of the project; it has an environment of its own, with the project in it:

    python3 -m venv .venv-fuzz && .venv-fuzz/bin/pip install atheris -e .
    .venv-fuzz/bin/python fuzz/fuzz_formats.py -max_total_time=3600

Begins with the inputs of earlier runs (`fuzz/kept.zip`, `fuzz/corpus`) and the fixtures of the tests; keeps new ones in `data/fuzz/found`. An
input that breaks the rule ends the run and is left beside it as `crash-…`, `timeout-…` or `oom-…`; to run it alone, name it.
What a long run found is brought down to the inputs that reach something that no other does, and kept:

    mkdir data/fuzz/merged
    .venv-fuzz/bin/python fuzz/fuzz_formats.py -merge=1 data/fuzz/merged data/fuzz/found
    (cd data/fuzz/merged && python3 -m zipfile -c ../../../fuzz/kept.zip *)
"""

import sys
import warnings
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["bot.cleaning", "bot.formats", "email", "feedparser", "html"]):
    from bot.cleaning.stories import clean
    from bot.errors import FormatError
    from bot.formats.parsing import parse
    from bot.model import Document, Entry, Source

ARRIVED = datetime(2026, 3, 2, 6, tzinfo=UTC)
SOURCE = Source(name="fuzz", title="", family="")
ROOT = Path(__file__).parent.parent
FOUND = ROOT / "data" / "fuzz" / "found"
KEPT = ROOT / "fuzz" / "kept.zip"
CORPORA = (FOUND, ROOT / "fuzz" / "corpus", ROOT / "tests" / "data" / "formats")
#: Seconds that an input of this length never needs unless its cost grows faster than it does; the process grows as well.
DEFAULTS = {
    "-timeout": "5",
    "-rss_limit_mb": "1500",
    "-max_len": "16384",
    "-dict": f"{ROOT}/fuzz/formats.dict",
    "-artifact_prefix": f"{FOUND.parent}/",
}


def read(content: bytes) -> None:
    """Parse and clean, and break off on anything but stories or one clear error."""
    document = Document(source=SOURCE.name, location="in/a", content=content, arrived=ARRIVED)
    try:
        parsed = parse(document)
    except FormatError as error:
        refuse(error)
        return
    for entry in parsed.entries:
        clean(entry)


def clean(entry: Entry) -> None:
    """Make a story of an entry, or have it refused; what is stored has to be UTF-8."""
    if not entry.key:
        raise AssertionError("an entry without a key")
    try:
        story = clean(entry, SOURCE, ARRIVED, None)
    except FormatError as error:
        refuse(error)
    else:
        "".join((entry.key, entry.id or "", story.title, story.text, story.html, repr(story.wire))).encode()


def refuse(error: FormatError) -> None:
    """Break off on an error of more than a line; where it is may be a name of any kind."""
    if "\n" in error.message:
        raise AssertionError(f"an error of more than a line: {error.message!r}") from error


def main() -> None:
    """Fuzz with libFuzzer's own arguments."""
    warnings.simplefilter("ignore")
    FOUND.mkdir(parents=True, exist_ok=True)
    if KEPT.exists():
        with zipfile.ZipFile(KEPT) as kept:
            kept.extractall(FOUND)
    given = sys.argv[1:]
    named = {argument.partition("=")[0] for argument in given}
    options = [f"{name}={value}" for name, value in DEFAULTS.items() if name not in named]
    places = [] if any(not argument.startswith("-") for argument in given) else [str(place) for place in CORPORA]
    # A merge starts children, by a command line that libFuzzer puts together from the first argument on.
    atheris.Setup([f"{sys.executable} {sys.argv[0]}", *given, *options, *places], read)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
