"""How much the order of arrival matters: stories that came within one hour are shuffled, and pairs that part or meet are counted.

    python -m benchmarks.ordering --data DIR [--limit N] [--shuffles N]

Prints a Markdown table.
"""

import argparse
import random
import statistics
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, groupby
from pathlib import Path

from benchmarks.sets import Stream, grouped, load
from bot.clustering import Options, evaluate
from bot.model import Story

#: The labelled sets with dates; where these are days without hours, the stories of a whole day are shuffled.
DATED = ("allsides_dev", "uci_news_aggregator_sample")
HEADER = "| set | stories | pairs together | changed, of these | changed, of all pairs | B³ F1 in order | shuffled |"
_SEED = 20261122


def shuffled(stream: Stream, dice: random.Random) -> Stream:
    """Return the stream with the stories of each hour in another order. They arrive in the order of the stream."""
    order: list[int] = []
    for _, some in groupby(range(len(stream.stories)), key=lambda at: _hour(stream.stories[at])):
        hour = list(some)
        dice.shuffle(hour)
        order += hour
    return Stream(stream.name, [stream.stories[at] for at in order], [stream.events[at] for at in order])


def _hour(story: Story) -> object:
    when = story.published or story.first_seen
    return when.replace(minute=0, second=0, microsecond=0)


def together(stream: Stream, clusters: Sequence[str]) -> set[tuple[str, str]]:
    """Return the pairs of stories that are in one cluster, by key."""
    members: dict[str, list[str]] = defaultdict(list)
    for story, cluster in zip(stream.stories, clusters, strict=True):
        members[cluster].append(story.key)
    return {pair for keys in members.values() for pair in combinations(sorted(keys), 2)}


def rows(stream: Stream, shuffles: int) -> Iterator[str]:
    """Yield the cells of the set's row, each a mean over the shuffles."""
    options, dice = Options(), random.Random(_SEED)
    found = grouped(stream, options)
    pairs, every = together(stream, found), len(stream.stories) * (len(stream.stories) - 1) / 2
    changed, scores = [], []
    for _ in range(shuffles):
        other = shuffled(stream, dice)
        again = grouped(other, options)
        changed.append(len(pairs ^ together(other, again)))
        scores.append(evaluate(other.events, again).bcubed_f1)
    mean = statistics.mean(changed)
    yield from (stream.name, f"{len(stream.stories):,}", f"{len(pairs):,}", f"{mean / len(pairs):.2%}")
    yield from (
        f"{mean / every:.4%}",
        f"{evaluate(stream.events, found).bcubed_f1:.3f}",
        f"{statistics.mean(scores):.3f}",
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with the labelled sets as *.jsonl")
    parser.add_argument("--limit", type=int, help="about so many stories of each set, whole clusters")
    parser.add_argument("--shuffles", type=int, default=5)
    arguments = parser.parse_args()
    print(HEADER)
    print("|---" * 7 + "|")
    for name in DATED:
        stream = load(arguments.data, name, arguments.limit)
        print(f"| {' | '.join(rows(stream, arguments.shuffles))} |", flush=True)


if __name__ == "__main__":
    main()
