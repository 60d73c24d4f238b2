"""How often something has to come before it is a habit."""

from math import ceil

FEWEST = 5  #: distinct stories; four authors may have one thought
_OFTEN = 0.4  # of many stories
_MANY = 20  # stories; of fewer, more have to agree
_MOSTLY = 0.6  # of few stories
ALWAYS = 0.8  #: of the stories: what comes so often may stand anywhere
IN_ONE_DOCUMENT = 0.8
_SELDOM = 0.1  # of the titles, for what is a section of the outlet by other proof


def enough(of: int, share: float | None = None) -> int:
    """Say in how many of so many stories something has to be; *share* is asked for instead of the usual one."""
    usual = _OFTEN if of >= _MANY else _MOSTLY
    return max(FEWEST, ceil(of * (share or usual)))


def enough_of_section(of: int) -> int:
    """Say the same of what is known to be a section of the outlet."""
    return max(FEWEST, ceil(of * _SELDOM))
