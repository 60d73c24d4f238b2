"""Time the cleaning stage alone, in one process, on stories that it makes up: no data is needed.

    python -m benchmarks.cleaning [--stories N]

Prints stories per second for short feed entries and long wire stories, as HTML and as text; each the median of five runs.
Their sentences are those of the marked stories in English (`benchmarks/marked/`), thrown together anew for each story and
each run: what is remembered of one says nothing of the next. Ten sources take turns, and so do ten reporters.
"""

import argparse
import html
import os
import platform
import random
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from benchmarks.copydesk import HOME, stories
from bot.cleaning.stories import clean
from bot.model import Enclosure, Entry, Source

Writer = Callable[[random.Random, Sequence[str], str, str], str]
"""Takes dice, paragraphs, the reporter's name and the host; returns a body."""
RUNS = 5
SHORTEST = 40  # characters of a line that is a sentence
ARRIVED = datetime(2026, 1, 1, tzinfo=UTC)
TITLES = (
    "The Merrow Gazette", "Ashdell Courier", "Northwire", "Brannock Post", "The Eastmere Herald",
    "Tessaly Today", "Calverdale Times", "Radio Pella", "Halcyon Bay News", "The Daily Larkin",
)  # fmt: skip
SOURCES = tuple(
    Source(name=name, title=title, family=name, language="en")
    for title in TITLES
    for name in [title.removeprefix("The ").lower().replace(" ", "-")]
)
REPORTERS = (
    "Jane Doe", "Ruth Castell", "Tomas Brandt", "Ada Winslow", "Karim Sayel",
    "Greta Holm", "Luis Ortega", "Mei Tan", "Olga Sorin", "Peter Quill",
)  # fmt: skip
PLACES = ("Halcyon Bay", "Port Merrow", "Ashdell", "Tessaly", "Calverdale", "Brannock", "Eastmere", "Pella")


def lines_of_stories() -> list[str]:
    """The lines of marked stories in English that stay: words as news has them."""
    kept = [line for one in stories(HOME / "stories") if one.language == "en" for line in one.lines if line.kind == "p"]
    return [line.story for line in kept if len(line.story) >= SHORTEST and line.story[-1] in ".!?”"]


def paragraphs(dice: random.Random, said: Sequence[str], count: int) -> list[str]:
    most = 1 if count < 5 else 2  # lines of one
    made = [" ".join(dice.sample(said, dice.randint(1, most))) for _ in range(count)]
    made[0] = f"{dice.choice(PLACES).upper()} (Northwire) — {made[0]}"
    return made


def as_html(dice: random.Random, texts: Sequence[str], reporter: str, host: str) -> str:
    """Write paragraphs as a feed does: a picture, some links and emphasis, entities, and the paper's last lines."""
    number = dice.randint(1, 99_999)
    written = [f'<p><img src="https://img.example/{number}.jpg" width="640" height="360" alt="The bay"></p>']
    for at, text in enumerate(texts):
        words = html.escape(text).replace("’", "&#8217;").split(" ")
        if at % 3 == 0:
            words[-3] = f'<a href="https://{host}/topic/{number}?utm_source=rss">{words[-3]}'
            words[-2] += "</a>"
        elif at % 3 == 1:
            words[2] = f"<em>{words[2]}</em>"
        written.append(f"<p>{' '.join(words)}</p>")
    credit = f"<p>(Reporting by {reporter}; editing by John Smith)</p>"
    return "\n".join([*written, credit, "<p>Read more: The bay</p>"])


def as_text(_: random.Random, texts: Sequence[str], reporter: str, __: str) -> str:
    return "\n\n".join([f"By {reporter}", *texts, f"(Reporting by {reporter}; editing by John Smith)"])


def entries(count: int, lengths: tuple[int, int], write: Writer, seed: int = 7) -> list[tuple[Entry, Source]]:
    """Make *count* entries of so many paragraphs, from the fewest to the most; the same ones for the same *seed*."""
    dice, said = random.Random(seed), lines_of_stories()
    made: list[tuple[Entry, Source]] = []
    for number in range(count):
        texts = paragraphs(dice, said, dice.randint(*lengths))
        source, reporter = SOURCES[number % len(SOURCES)], dice.choice(REPORTERS)
        host = f"{source.name}.example"
        entry = Entry(
            key=str(number),
            url=f"https://{host}/news/{number}?utm_source=rss&id={number}",
            title=f"{texts[-1][:70]} | {source.title}",
            body=write(dice, texts, reporter, host),
            body_type="html" if write is as_html else "text",
            published=ARRIVED,
            authors=(reporter,),
            categories=("News", dice.choice(PLACES)),
            enclosures=(Enclosure(url=f"https://img.example/{number}.jpg", media_type="image/jpeg"),),
        )
        made.append((entry, source))
    return made


def rate(runs: Sequence[Sequence[tuple[Entry, Source]]]) -> float:
    """Return stories per second of one core's time, in the median run."""
    took: list[float] = []
    for made in runs:
        begin = time.process_time()
        for entry, source in made:
            clean(entry, source, ARRIVED)
        took.append(time.process_time() - begin)
    return len(runs[0]) / statistics.median(took)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--stories", type=int, default=1000, help="of each kind; 1000 if not given")
    count = parser.parse_args().stories
    print(f"{datetime.now(UTC):%Y-%m-%d}, CPython {platform.python_version()}, {os.cpu_count()} cores (one used)\n")
    print("| stories | words | stories/s |\n|---|---|---|")
    kinds: dict[str, tuple[tuple[int, int], Writer]] = {
        "short HTML": ((3, 3), as_html),
        "long HTML": ((9, 12), as_html),
        "short text": ((3, 3), as_text),
        "long text": ((9, 12), as_text),
    }
    clean(Entry(key="0", title="The language model is loaded by the first story"), SOURCES[0], ARRIVED)
    for name, (lengths, write) in kinds.items():
        first, *runs = (entries(count, lengths, write, seed) for seed in range(RUNS + 1))
        # Not timed: tables of phrases are compiled when a line first begins with their words.
        words = statistics.mean([len(clean(entry, source, ARRIVED).text.split()) for entry, source in first])
        print(f"| {name} | {words:.0f} | {rate(runs):,.0f} |", flush=True)


if __name__ == "__main__":
    main()
