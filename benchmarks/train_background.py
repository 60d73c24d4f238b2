"""Count in how many English texts each word stem occurs, and write the table that `bot.clustering.background` ships.

    python -m benchmarks.train_background --data DIR [--only FILE ...] [-o TABLE]

Every text of 25 words or more in the folder's *.jsonl files counts once, also where it occurs in several files. Words and counts are all that
is kept. A report is written next to the table.
"""

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bot.clustering.features import stem, tokens

TABLE = Path(__file__).parents[1] / "bot/clustering/weights/words-en.txt.gz"
LEAST_TEXTS = 3  # below, a word is as rare as an unknown one, and might tell whose text was read
MOST_STEMS = 50_000
MOST_WORDS = 400  # as many as a story's features look at
LEAST_WORDS = (
    25  # headlines say a lot in few words: counted as texts, they made the words of their few events look common
)


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


def write(table: Path, texts: int, stems: Counter[str]) -> int:
    kept = sorted(s for s, n in stems.most_common(MOST_STEMS) if n >= LEAST_TEXTS)
    content = "".join([f"{texts}\n", *(f"{s}\t{stems[s]}\n" for s in kept)])
    table.write_bytes(gzip.compress(content.encode(), mtime=0))
    return len(kept)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with *.jsonl files")
    parser.add_argument("--only", nargs="*", help="names of the files to read; without it, all")
    parser.add_argument("-o", "--output", type=Path, default=TABLE)
    arguments = parser.parse_args()
    paths = [p for p in sorted(arguments.data.glob("*.jsonl")) if not arguments.only or p.name in arguments.only]
    if not paths:
        parser.error(f"{arguments.data}: no *.jsonl files to read")
    texts, stems, brought = count(paths)
    kept = write(arguments.output, texts, stems)
    report = [
        f"# How `{arguments.output.name}` was made",
        "",
        f"`python -m benchmarks.train_background --data DIR` on {datetime.now(UTC):%Y-%m-%d}; the same files give the same bytes.",
        "",
        f"- {texts:,} different English texts of at least {LEAST_WORDS} words (title and text; the first {MOST_WORDS} words of each):",
        *(f"  - `{name}`: {number:,}" for name, number in brought.items()),
        (
            f"- {len(stems):,} stems (Snowball English), of which the {kept:,} in {LEAST_TEXTS} texts or more are kept "
            f"(at most {MOST_STEMS:,}); {arguments.output.stat().st_size:,} bytes"
        ),
        "- Words and counts only: no text, no label and no order of words can be read from it.",
    ]
    arguments.output.with_name(arguments.output.name.partition(".")[0] + ".md").write_text("\n".join(report) + "\n")
    print("\n".join(report))


if __name__ == "__main__":
    main()
