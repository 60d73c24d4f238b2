"""Is a text that came under a known entry key a new version of the former one, or another story altogether? Pure."""

import re

# Words of five letters and more: shorter ones are shared by any two texts of a language.
_WORD = re.compile(r"\w{5,}")
# Too few words to judge by. Arbitrary; a correction of a short text stays a correction.
_FEWEST = 12
# Of the words of both together, heavy rewrites of one report share a third, an agency's update of its own a quarter, reports
# on two events of one kind (two ferries aground) a fifth, on two unlike events a thirtieth: measured on the seeds.
_LEAST_SHARED = 0.06


def is_another(former: str, text: str) -> bool:
    """Tell whether *text* is no version of *former*: file names and guids are used again for other stories."""
    before, now = (frozenset(_WORD.findall(each.casefold())) for each in (former, text))
    if min(len(before), len(now)) < _FEWEST:
        return False
    return len(before & now) < _LEAST_SHARED * len(before | now)
