"""What a dateline says."""

from typing import NamedTuple


class Dateline(NamedTuple):
    """What stood before the story."""

    length: int  #: characters to take off, white space behind them included
    place: str | None  #: as written
    agency: str | None  #: short name where it is a known agency, else as written
    authors: tuple[str, ...] = ()  #: reporters named in it, as written
