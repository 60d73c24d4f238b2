"""Which files of a folder are one item in two forms: `a.xml` or `a.json` beside `a.txt`. The structured one says more. Pure."""

from collections.abc import Iterable

_TEXTS = (".txt", ".TXT")
_STRUCTURED = (".xml", ".json", ".XML", ".JSON")

#: Files of one item come close together: how far apart their times may be where one of them is gone. Arbitrary.
TOGETHER_NS = 3600 * 10**9


def structured_beside(path: str) -> list[str]:
    """Where the structured form of the text at *path* would be."""
    return _beside(path, _TEXTS, _STRUCTURED)


def texts_beside(path: str) -> list[str]:
    """Where the text of the structured file at *path* would be."""
    return _beside(path, _STRUCTURED, _TEXTS)


def _beside(path: str, own: Iterable[str], others: Iterable[str]) -> list[str]:
    stem = next((path[: -len(end)] for end in own if path.endswith(end)), "")
    is_name = bool(stem) and not stem.endswith("/")
    return [stem + end for end in others] if is_name else []
