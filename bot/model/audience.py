"""Who may see what is published."""

from typing import NamedTuple


class Reach(NamedTuple):
    """Who may see a cluster that private topics show or once did."""

    is_public: bool  #: everybody may: a public topic shows it, or did before nobody showed it any more
    topics: frozenset[str]  #: the readers of these private topics, by slug
