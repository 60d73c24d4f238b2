"""Storyfold's shipped table of how many texts have an English word: what other systems lack, lent to some peers."""

import gzip
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@cache
def english() -> tuple[int, Mapping[str, int]]:
    """Return how many texts were counted, and in how many of them each stem is.

    The table's first line is the number of texts, the others are `stem<TAB>texts`.
    """
    table = files("bot.clustering").joinpath("weights", "words-en.txt.gz").read_bytes()
    first, *lines = gzip.decompress(table).decode().splitlines()
    rows = (line.split("\t") for line in lines)
    return int(first), MappingProxyType({stem: int(count) for stem, count in rows})
