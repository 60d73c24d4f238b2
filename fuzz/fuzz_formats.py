"""Any bytes give entries or one FormatError: libFuzzer's mutations, led by what the parsers do with them.

Atheris is no dependency of the project; it has an environment of its own, with the project in it:

    python3 -m venv .venv-fuzz && .venv-fuzz/bin/pip install atheris -e .
    .venv-fuzz/bin/python fuzz/fuzz_formats.py -max_total_time=3600

Begins with the inputs of earlier runs (`fuzz/corpus`) and the fixtures of the tests; keeps new ones in `data/fuzz/found`. An
input that breaks the rule ends the run and is left beside it as `crash-…`, `timeout-…` or `oom-…`; to run it alone, name it.
What an hour found is brought down to the inputs that reach something that no other does, and kept:

    .venv-fuzz/bin/python fuzz/fuzz_formats.py -merge=1 fuzz/corpus data/fuzz/found
"""

import sys
import warnings
from datetime import UTC, datetime
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["bot.formats", "email", "feedparser", "html"]):
    from bot import formats
    from bot.errors import FormatError
    from bot.model import Document

ARRIVED = datetime(2026, 3, 2, 6, tzinfo=UTC)
ROOT = Path(__file__).parent.parent
FOUND = ROOT / "data" / "fuzz" / "found"
CORPORA = (FOUND, ROOT / "fuzz" / "corpus", ROOT / "tests" / "data" / "formats")
#: An input may take 5 s and 400 MB in the service; here it is traced, in a process that grows with what it has seen.
DEFAULTS = {
    "-timeout": "20",
    "-rss_limit_mb": "1500",
    "-max_len": "16384",
    "-dict": f"{ROOT}/fuzz/formats.dict",
    "-artifact_prefix": f"{FOUND.parent}/",
}


def parse(content: bytes) -> None:
    """Parse, and break off on anything but entries as promised or one clear error."""
    document = Document(source="fuzz", location="in/a", content=content, arrived=ARRIVED)
    try:
        parsed = formats.parse(document)
    except FormatError as error:
        said = str(error)
        if not error.location.startswith("in/a") or "\n" in said:
            raise AssertionError(f"an error that is no line of ours: {said!r}") from error
        return
    for entry in parsed.entries:
        if not entry.key:
            raise AssertionError("an entry without a key")
        # What is stored has to be UTF-8.
        "".join((entry.key, entry.id or "", entry.title, entry.summary, entry.body)).encode()
    for line in parsed.skipped:
        if "\n" in line:
            raise AssertionError(f"more than a line is said of what was skipped: {line!r}")


def main() -> None:
    """Fuzz with libFuzzer's own arguments."""
    warnings.simplefilter("ignore")
    FOUND.mkdir(parents=True, exist_ok=True)
    given = sys.argv[1:]
    named = {argument.partition("=")[0] for argument in given}
    options = [f"{name}={value}" for name, value in DEFAULTS.items() if name not in named]
    places = [] if any(not argument.startswith("-") for argument in given) else [str(place) for place in CORPORA]
    # A merge starts children, by a command line that libFuzzer puts together from the first argument on.
    atheris.Setup([f"{sys.executable} {sys.argv[0]}", *given, *options, *places], parse)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
