"""Make the tables of words that `bot.clustering.background` ships: how many texts hold each stem.

    python -m benchmarks.train_background count --data DIR [--only FILE ...]     English, counted on news
    python -m benchmarks.train_background derive [--thai FILE] [LANGUAGE ...]    the others, from word frequencies

`count`: every text of 25 words or more in the folder's *.jsonl files counts once, also where it occurs in several files.
Words and counts are all that is kept.

`derive` reads the word lists of the package wordfreq, 3.1.1, which has to be importable (its dependencies need not be more
than `msgpack langcodes regex ftfy locate`); for Thai, which it lacks, a file of `word<TAB>count` such as the `tnc_freq.txt` of
pythainlp. A word that makes up the share f of all words is in 1 - exp(-200 f) of the texts, if words fell into texts of 200
words by chance; the words of a stem count together. It also writes `han.txt.gz`, traditional and simple characters.

A report is written next to the tables.
"""

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from heapq import nlargest
from importlib import import_module
from importlib.metadata import version
from math import exp, log
from operator import itemgetter
from pathlib import Path
from statistics import correlation, median

from bot.clustering.words import stem, tokens

WEIGHTS = Path(__file__).parents[1] / "bot/clustering/weights"
LEAST_TEXTS = 3  # below, a word is as rare as an unknown one, and might tell whose text was read
MOST_STEMS = 50_000
MOST_WORDS = 400  # as many as a story's features look at
LEAST_WORDS = (
    25  # headlines say a lot in few words: counted as texts, they made the words of their few events look common
)

NOMINAL_TEXTS = 100_000
WORDS_OF_A_TEXT = 200
MOST_DERIVED = 15_000  # 10,000 and 30,000 grouped labelled texts of seven languages as well
UNSPACED = {"ja": 40_000, "th": 40_000, "zh": 60_000}  # these are word lists too, by which words are found
LONGEST_UNSPACED = {"ja": 8, "th": 30, "zh": 6}  # characters; longer ones are phrases
# ISO 639-1 -> the code in wordfreq; Croatian, Bosnian and Serbian are one list there.
CODES = {"no": "nb", "sr": "sh", "tl": "fil"}
DERIVED = (
    "ar bg bn ca cs da de el es fa fi fr he hi hu id is it ja ko lt lv mk ms nl no pl pt ro ru sk sl sr sv ta tl tr uk "
    "ur vi zh"
).split()
# wordfreq counts Korean by parts of words. These are whole ones that every report uses; the share is an estimate.
KOREAN_WORDS = (
    "것으로 것이 것은 것을 것이라고 수 등 등을 등이 및 중 또 있다 있는 있다고 있었다 없다 없는 했다 한다 하는 됐다 된다 않았다 않는 밝혔다 말했다 전했다 "
    "설명했다 강조했다 덧붙였다 나타났다 알려졌다 대한 대해 위해 위한 통해 따라 따르면 따른 이날 오전 오후 지난 이번 올해 지난해 관련 이에 이를 그는 그러나 "
    "하지만 한편 또한 때문에 함께 가장 많은 모두 다른 이후 현재 가운데 이어 특히 앞서 당시 약 총"
).split()
KOREAN_SHARE = 0.1
NOTICE = """\
## Rights

Word frequencies are from [wordfreq](https://github.com/rspeer/wordfreq) by Robyn Speer (Zenodo, doi:10.5281/zenodo.7199437). Its code is
under the Apache License 2.0, its data under [CC BY-SA 4.0](https://creativecommons.org/licenses/by-sa/4.0/); so are the tables named
below and `han.txt.gz`, which are adapted from them: words are stemmed and cut to the commonest, and frequencies turned into shares of
texts. The rest of Storyfold is not touched by this. What wordfreq asks to be named:

- Google Books Ngrams (<http://books.google.com/ngrams>), the Leeds Internet Corpus (<http://corpus.leeds.ac.uk/list.html>),
  Wikipedia (<http://www.wikipedia.org>), ParaCrawl (<https://paracrawl.eu>);
- OPUS OpenSubtitles 2018 (<http://opus.nlpl.eu/OpenSubtitles.php>), from OpenSubtitles (<http://www.opensubtitles.org/>);
- the SUBTLEX word lists by Marc Brysbaert and others, which are freely available
  (<http://crr.ugent.be/programs-data/subtitle-frequencies>).

Thai is from the frequency list of the Thai National Corpus in [PyThaiNLP](https://github.com/PyThaiNLP/pythainlp), given to the public domain (CC0).
"""


def english_texts(path: Path) -> Iterator[str]:
    """Yield the texts of stories and of pairs of stories."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if (row.get("lang") or "en").startswith("en"):
                for story in (row["a"], row["b"]) if "a" in row else (row,):
                    yield f"{story.get('title') or ''}\n{story.get('text') or ''}".strip()


def count(paths: list[Path]) -> tuple[int, Counter[str], dict[str, int]]:
    """Return the number of different texts, the texts per stem, and how many new texts each file brought."""
    seen: set[str] = set()
    stems: Counter[str] = Counter()
    brought: dict[str, int] = {}
    for path in paths:
        before = len(seen)
        for text in english_texts(path):
            words = tokens(text)
            if len(words) >= LEAST_WORDS and text not in seen:
                seen.add(text)
                stems.update({stem(word, "en") for word in words[:MOST_WORDS]})
        brought[path.name] = len(seen) - before
    return len(seen), stems, brought


def write(table: Path, texts: int, stems: dict[str, int]) -> None:
    content = "".join([f"{texts}\n", *(f"{s}\t{stems[s]}\n" for s in sorted(stems))])
    table.write_bytes(gzip.compress(content.encode(), mtime=0))


def read(table: Path) -> tuple[int, dict[str, int]]:
    first, *lines = gzip.decompress(table.read_bytes()).decode().splitlines()
    return int(first), {s: int(n) for s, _, n in (line.partition("\t") for line in lines)}


def write_counted(paths: list[Path]) -> list[str]:
    """Write the English table, and return its report."""
    texts, stems, brought = count(paths)
    kept = {s: n for s, n in stems.most_common(MOST_STEMS) if n >= LEAST_TEXTS}
    table = WEIGHTS / "words-en.txt.gz"
    write(table, texts, kept)
    return [
        f"# How `{table.name}` was made",
        "",
        f"`python -m benchmarks.train_background count --data DIR` on {datetime.now(UTC):%Y-%m-%d}; the same files give the same bytes.",
        "",
        f"- {texts:,} different English texts of at least {LEAST_WORDS} words (title and text; the first {MOST_WORDS} words of each):",
        *(f"  - `{name}`: {number:,}" for name, number in brought.items()),
        (
            f"- {len(stems):,} stems (Snowball English), of which the {len(kept):,} in {LEAST_TEXTS} texts or more are kept "
            f"(at most {MOST_STEMS:,}); {table.stat().st_size:,} bytes"
        ),
        "- Words and counts only: no text, no label and no order of words can be read from it.",
    ]


def frequencies(language: str, thai: Path | None) -> Iterable[tuple[str, float]]:
    """Yield words and the share of all words that each makes up."""
    if language != "th":
        wordfreq = import_module("wordfreq")
        yield from wordfreq.get_frequency_dict(CODES.get(language, language), "best").items()
    elif thai:
        rows = [line.split("\t") for line in thai.read_text(encoding="utf-8").splitlines() if "\t" in line]
        total = sum(int(n) for _, n in rows)
        yield from ((word, int(n) / total) for word, n in rows)


def shares(language: str, thai: Path | None) -> dict[str, float]:
    """Return the expected share of texts that hold each stem."""
    mass: defaultdict[str, float] = defaultdict(float)
    for word, frequency in frequencies(language, thai):
        if any(c.isdigit() for c in word):
            continue  # wordfreq counts numbers by their length
        if language in UNSPACED and not word.isascii():
            units = [word] if len(word) <= LONGEST_UNSPACED[language] and tokens(word[:1], language) else []
        else:
            units = tokens(word, language)
        for unit in units:
            mass[stem(unit, language)] += frequency
    most = nlargest(UNSPACED.get(language, MOST_DERIVED), mass.items(), key=itemgetter(1))
    return {s: 1 - exp(-f * WORDS_OF_A_TEXT) for s, f in most}


def standing_numbers() -> dict[str, float]:
    """Return the share of English texts that hold each of the commonest numbers: as good a guess as any elsewhere."""
    texts, counts = read(WEIGHTS / "words-en.txt.gz")
    return {s: n / texts for s, n in counts.items() if s.isdigit() and n / texts >= 0.0005}


def derive(language: str, thai: Path | None) -> str:
    """Write the table of a language, and return its row of the report."""
    table = WEIGHTS / f"words-{language}.txt.gz"
    found = shares(language, thai) | standing_numbers()
    if language == "ko":
        found |= {s: max(KOREAN_SHARE, found.get(s, 0)) for s in (stem(word, "ko") for word in KOREAN_WORDS)}
    # Two digits are as exact as the source, and pack better.
    stems = {s: max(1, int(float(f"{p * NOMINAL_TEXTS:.2g}"))) for s, p in found.items() if s}
    write(table, NOMINAL_TEXTS, stems)
    source = "Thai National Corpus" if language == "th" else f"wordfreq `{CODES.get(language, language)}`"
    return f"| {language} | {source} | {len(stems):,} | {table.stat().st_size:,} |"


def write_simple_forms() -> None:
    """Write the characters that wordfreq turns into simple ones, and under each the simple one."""
    simplify = import_module("wordfreq.chinese").simplify_chinese
    pairs = [(c, simplify(c)) for c in map(chr, (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000)))]
    changed = [(c, s) for c, s in pairs if s != c and len(s) == 1]
    content = "\n".join("".join(side) for side in zip(*changed, strict=True))
    (WEIGHTS / "han.txt.gz").write_bytes(gzip.compress(content.encode(), mtime=0))


def calibration() -> str:
    """Say how well the same conversion would have told the English table, which was counted."""
    texts, counted = read(WEIGHTS / "words-en.txt.gz")
    derived = shares("en", None)
    both = [s for s in counted if s in derived and s.isalpha()]
    observed, expected = [log(counted[s] / texts) for s in both], [log(derived[s]) for s in both]
    words = median(-log(1 - min(counted[s] / texts, 0.999)) / -log(1 - derived[s]) for s in both) * WORDS_OF_A_TEXT
    return (
        f"Held against the English table, which was counted: of the {len(derived):,} commonest derived stems {len(both):,} are in both; "
        f"correlation of the logarithms of their shares {correlation(observed, expected):.2f}; the median word behaves as if "
        f"texts had {words:.0f} words that fall by chance, as words come in bursts. But {WORDS_OF_A_TEXT} grouped the pairs of German, "
        "Spanish, Italian, French, Russian and Turkish news better than 100, and as well as 400: best F1 with one threshold .561, .552 and "
        ".563 (cosine of idf-weighted words)."
    )


def write_derived(languages: list[str], thai: Path | None) -> list[str]:
    """Write the tables, and return their report."""
    write_simple_forms()
    rows = [derive(language, thai) for language in languages]
    if thai:
        rows.append(derive("th", thai))
    return [
        "# How the tables without counted texts were made",
        "",
        f"`python -m benchmarks.train_background derive --thai FILE` on {datetime.now(UTC):%Y-%m-%d}, wordfreq {version('wordfreq')}; the same lists give the same bytes.",
        "",
        f"A word that makes up the share f of all words is expected in 1 - exp(-{WORDS_OF_A_TEXT} f) of the texts; the words of a stem count together.",
        f"Each table speaks as if of {NOMINAL_TEXTS:,} texts. The commonest numbers have the shares that they have in English.",
        f"Korean has {len(KOREAN_WORDS)} whole words besides, with an estimated share of {KOREAN_SHARE:g}, as its source counts parts of words.",
        "",
        calibration(),
        "",
        NOTICE,
        "## Tables",
        "",
        "| language | from | stems | bytes |",
        "|---|---|--:|--:|",
        *rows,
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    kinds = parser.add_subparsers(dest="kind", required=True)
    counting = kinds.add_parser("count")
    counting.add_argument("--data", type=Path, required=True, help="folder with *.jsonl files")
    counting.add_argument("--only", nargs="*", help="names of the files to read; without it, all")
    deriving = kinds.add_parser("derive")
    deriving.add_argument("--thai", type=Path, help="word<TAB>count, one a line")
    deriving.add_argument("languages", nargs="*", default=DERIVED)
    arguments = parser.parse_args()
    if arguments.kind == "count":
        paths = [p for p in sorted(arguments.data.glob("*.jsonl")) if not arguments.only or p.name in arguments.only]
        if not paths:
            parser.error(f"{arguments.data}: no *.jsonl files to read")
        report, name = write_counted(paths), "words-en.md"
    else:
        report, name = write_derived(arguments.languages, arguments.thai), "words-derived.md"
    (WEIGHTS / name).write_text("\n".join(report) + "\n", encoding="utf-8")
    print("\n".join(report))


if __name__ == "__main__":
    main()
